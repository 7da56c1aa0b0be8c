"""How text that a page broke is read: which white space is the page's and which the writer's.

The rules look only at a gap of white space and at its neighbours, so that a mention cut out of
the source reads the same as it does within the whole restored text.
"""

import re
from collections.abc import Iterator

_JAPANESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_GAP = re.compile(
    "[ \\t\\r\\n\\x0b\\x0c\\x85\\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000]+"
)
_BREAK = re.compile("[\\r\\n\\x0b\\x0c\\x85\u2028\u2029]")
_HYPHENATED = re.compile("[^\\s][-\u00ad\u2010]$")


def is_japanese(char: str) -> bool:
    """Whether ``char`` is set solid, as Japanese is: kana, kanji, full- and half-width forms."""
    return _JAPANESE.match(char) is not None


def width(text: str) -> int:
    """Columns that ``text`` takes on a page: two for each Japanese character, one for others."""
    return len(text) + len(_JAPANESE.findall(text))


def edits(text: str) -> Iterator[tuple[int, int, str]]:
    """The replacements that restore ``text``: ``(start, end, replacement)``, in order.

    Offsets are half-open code points into ``text``. White space at either end is left alone: it
    has no neighbour to judge by.
    """
    for found in _GAP.finditer(text):
        start, end = found.span()
        if start == 0 or end == len(text):
            continue
        broken = _BREAK.search(found.group()) is not None
        dropped, replacement = join(text[max(0, start - 2) : start], text[end], broken=broken)
        if dropped or replacement != found.group():
            yield start - dropped, end, replacement


def join(before: str, after: str, *, broken: bool) -> tuple[int, str]:
    """How the text on both sides of a gap goes together.

    Args:
        before: the text before the gap; its last two characters count.
        after: the text after the gap; its first character counts.
        broken: whether the gap holds a line break.

    Returns:
        How many characters before the gap go with it (a hyphen of the page's, 0 or 1), and what
        takes the gap's place: ``""`` or ``" "``.
    """
    if broken and _HYPHENATED.search(before) and _is_word(before[-2]) and _is_word(after[0]):
        # "navi-⏎gation" was hyphenated by the page; "COSMO-⏎SkyMed" and "mid-⏎2027" were not.
        return int(before[-2].islower() and after[0].islower()), ""
    left, right = is_japanese(before[-1]), is_japanese(after[0])
    if left and right:
        return 0, "" if broken else " "
    # Between Japanese and Latin, typesetters put air; writers mean nothing by it.
    return 0, "" if left or right else " "


def restore(text: str) -> str:
    """``text`` as its writer wrote it, on one line.

    >>> restore("月着\\n\\n陸船"), restore("株式会社 ispace"), restore("Team Draper\\nMission 1")
    ('月着陸船', '株式会社ispace', 'Team Draper Mission 1')
    """
    pieces: list[str] = []
    last = 0
    for start, end, replacement in edits(text):
        pieces += text[last:start], replacement
        last = end
    return "".join([*pieces, text[last:]]).strip()


def _is_word(char: str) -> bool:
    return char.isalnum() and not is_japanese(char)
