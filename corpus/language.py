"""Which of the two languages a text is in."""

from kisha.corpus.surface import is_japanese

# Japanese text quotes much Latin (names, addresses); English text holds hardly any Japanese.
_JAPANESE_SHARE = 0.15


def language_of(text: str) -> str:
    """``"ja"`` or ``"en"``, by the share of Japanese among the letters; ``"en"`` for none.

    >>> language_of("SpaceXのFalcon 9で打ち上げ"), language_of("Takeshi Hakamada (袴田武史)")
    ('ja', 'en')
    """
    letters = [char for char in text if char.isalpha()]
    japanese = sum(map(is_japanese, letters))
    return "ja" if letters and japanese / len(letters) > _JAPANESE_SHARE else "en"
