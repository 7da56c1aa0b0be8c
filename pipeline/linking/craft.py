"""Which craft have a name: neither the noun of a class nor a bare number of a unit."""

import re
import unicodedata
from functools import lru_cache

from kisha.pipeline.linking.tables import craft_words, english_words, is_word

_LONGEST = 120
# Heads of Japanese class nouns, after which nothing of a name stands.
_HEAD = re.compile(
    r"(?:衛星|探査機|着陸[機船]|輸送機|航空機|飛行機|旅客機|飛行[艇船]|滑空機|宇宙[船機]|実験機|試験[機艇車船]"
    r"|試作[機艇車船]|ロケット|ランダー|ローバー|カプセル|ロボット|ドローン|ヘリコプター|ヘリ|グライダー|ジェット"
    r"|トラック|バス|タンカー|フェリー|タクシー|トラクター|トレーラー|ヨット|ボート|カー|気球|電車|列車|船舶|帆船"
    r"|母船|車両|車輌|タグボート|UAV|USV|[機船艇車艦])$"
)
_ACRONYM = re.compile(r"e?[A-Z]{2,5}s?")
_SERIES = re.compile(r"(?:シリーズ|型|形| series| class)$")
_UNIT = re.compile(
    r"(?:試作)?第?[0-9一二三四五六七八九十]+(?:号[機車艇船艦]?|番[機車艇船艦]|[機船艇])|初号機|[0-9]+|"
    r"(?:the )?(?:first|second|third|fourth|fifth|sixth|next|last)(?: [a-z]+)?|"
    r"(?:unit|no\.?|number|hull|aircraft|ship|vessel|train|car|vehicle|satellite) ?#?[0-9]+"
)


def is_named(surfaces: tuple[str, ...]) -> bool:
    """Whether a craft with these surfaces has a name, beside or without its class and acronym.

    >>> is_named(("しらかんば",)), is_named(("軌道間輸送機", "OTV")), is_named(("KITE-E",))
    (True, False, True)
    """
    plain = [_plain(surface) for surface in surfaces]
    nouns = [surface for surface in plain if is_class_noun(surface)]
    return any(_is_name(surface, beside_class=bool(nouns)) for surface in plain)


def is_bare_unit(surfaces: tuple[str, ...]) -> bool:
    """Whether only a number tells the craft from others of its release (``2号機``, ``Unit 2``)."""
    return all(_UNIT.fullmatch(_plain(surface).casefold()) for surface in surfaces)


def _is_name(text: str, *, beside_class: bool) -> bool:
    if is_class_noun(text):
        return False
    if not beside_class:
        return True
    # The class spelt out in capitals, or its acronym: no name where the class stands beside it.
    words = english_words(text)
    spelt_out = len(words) > 2 and words[-1:] and _singular(words[-1]) in craft_words("noun")
    return not (_ACRONYM.fullmatch(text) or spelt_out)


@lru_cache(1 << 14)
def is_class_noun(text: str) -> bool:
    """Whether ``text`` is a class noun by its head word, with nothing before it that names.

    >>> [is_class_noun(text) for text in ("小型衛星", "イプシロンロケット", "2号機", "cargo ship")]
    [True, False, False, True]
    """
    text = text[:_LONGEST]
    if _UNIT.fullmatch(text.casefold()):
        return False
    if re.search(r"[ぁ-ヿ一-龠々]", text):
        return _is_japanese_class(text)
    words = english_words(text)
    if not words or re.search(r"[0-9]", text):
        return False
    if text.upper().removesuffix("S") in craft_words("acronym"):
        return True
    capitals = [word for word in re.findall(r"[^\W\d_]+", text) if word[0].isupper()]
    if not capitals:
        return True
    if _singular(words[-1]) not in craft_words("noun"):
        return False
    # "Orbital transfer vehicle" at the head of a sentence; "Vega rocket" is a name.
    common = any(words[0] in craft_words(kind) for kind in ("noun", "before")) or is_word(words[0])
    return (len(capitals) == 1 or text.isupper()) and text[0].isupper() and common


def _is_japanese_class(text: str) -> bool:
    if re.search(r"号|丸$", text) or _SERIES.search(text):
        return False
    rest = re.sub(r"(?:UAV|USV|AUV|ROV|EV)$", "機", text)
    if _HEAD.search(rest) is None:
        return False
    while found := _HEAD.search(rest):
        rest = rest[: found.start()]
    if re.search(r"[0-9]|[A-Z]?[a-z]{2,}", rest):
        return False
    if re.search(r"[ぁ-ゖ]{2,}", rest.replace("向け", "")):
        return False
    katakana = re.findall(r"[ァ-ヴー]{2,}", rest)
    return all(run in craft_words("before") or is_word(run) for run in katakana)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _singular(word: str) -> str:
    if word in craft_words("noun"):
        return word
    return re.sub(r"(?<=[cs]h)es$|(?<=ss)es$|s$", "", word)
