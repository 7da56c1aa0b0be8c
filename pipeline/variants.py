"""Whether two names may be one thing's: spelt alike, sounding alike, or one short for the other."""

import re
import unicodedata
from functools import lru_cache

from kisha.pipeline import naming
from kisha.pipeline.person_names import is_part_of_name, same_person
from kisha.pipeline.sound import script, sounds_like

_SAME_SOUND = {"ORG": 0.72, "VEHICLE": 0.72, "MISSION": 0.82}
_READ = 0.85  # Of kanji: a whole name of these is seldom written in Latin letters.
_SAME_READING = 0.9  # Of kanji and kana: readings are exact.
_PART_SOUND = 0.8
# What tells a subsidiary or an arm from its parent.
_ARM = re.compile(
    r"ジャパン|日本|アジア|ヨーロッパ|欧州|アメリカ|米国|北米|ベトナム|シンガポール|台湾|韓国|中国|"
    r"(?<![ァ-ー])(?:インド|タイ)(?![ァ-ー])|"
    r"子会社|支社|支店|\b(?:japan|asia|europe|america|americas|usa?|uk|nordic|"
    r"iberia|france|germany|deutschland|italia|italy|polska|vietnam|singapore|india|china|korea|"
    r"taiwan|thailand|siam|australia|canada|africa|hungary|pacific|international|global)\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[A-ZＡ-Ｚ]{1,4}(?:[- ]?[A-ZＡ-Ｚ0-9]{1,4})*")
_MIN_SHORT = 2
_COMMON_NOUNS = naming.words("県 市 町 村 区 府 都 道 機構 協会 大学 研究所 協議会 連盟 財団 庁 省")
_AUTHORITY = frozenset("県市町村区府都道省庁局国")
_UNIT = re.compile(
    r"(?:第)?(?<![0-9])([0-9]+|初|壱)(?:号([機車艇船]?)|番[機船])|(?:[Uu]nit |No\. ?)([0-9]+)"
)
_FIRST = {"初": "1", "壱": "1"}
_TOWN = naming.words("city town county village state")


def same(label: str, one: str, other: str, *, by_sound: bool = True) -> bool:
    """Whether two names are of one thing: of one spelling or sound, or one a slip of the other."""
    a, b = naming.core(one, label), naming.core(other, label)
    if a == b:
        return True
    if label == "PERSON":
        return by_sound and same_person(one, other)
    if naming.numbers(a) != naming.numbers(b):
        return False
    if label == "ORG" and naming.is_typo(a, b):
        return True
    if label == "VEHICLE" and _same_craft(one, other):
        return True
    return by_sound and script(one) != script(other) and _same_sound(label, one, other)


def is_short(label: str, short: str, whole: str) -> bool:
    """Whether ``short`` may stand for ``whole``, if it stands for no other in the text."""
    if label == "PERSON":
        return is_part_of_name(short, whole)
    if naming.is_acronym(short, whole):
        return True
    if label == "ORG":
        return _is_short_firm(_bare(label, short), _bare(label, whole))
    return _is_short_craft(short, whole)


def _same_sound(label: str, one: str, other: str) -> bool:
    """Whether two names in different scripts sound alike, word for word where both show words."""
    one, other = _bare(label, one), _bare(label, other)
    if _INITIALS.fullmatch(one) or _INITIALS.fullmatch(other):  # Read by the letter, not by sound.
        return False
    if _arm(one) != _arm(other) or {len(one.split("・")), len(other.split())} == {1, 2}:
        return False
    return sounds_like(one, other) >= _least(label, {script(one), script(other)})


def _least(label: str, scripts: set[str]) -> float:
    """How alike two names in these scripts must sound."""
    if scripts == {"kana", "latin"}:
        return _SAME_SOUND[label]
    if "latin" in scripts:
        return _READ
    return _SAME_READING


def _same_craft(one: str, other: str) -> bool:
    """Whether two English names differ in the class word behind: ``Ostrel``, ``Ostrel tugs``."""
    heads = naming.craft_head(one), naming.craft_head(other)
    if heads[0] != heads[1] or not heads[0][0].isupper():
        return False
    return (
        heads[0] in (one, other)
        or re.search(r"[0-9]|[A-Z]\S* [A-Z]|[A-Z]{3}", heads[0]) is not None
    )


@lru_cache(4096)
def _bare(label: str, name: str) -> str:
    return naming.without_legal_form(name) if label == "ORG" else name


def _arm(name: str) -> bool:
    return _ARM.search(name) is not None


def _words(name: str) -> list[str]:
    return [naming.spelt(word) for word in re.split(r"[\s　・/-]+", name) if naming.spelt(word)]


def _is_short_firm(short: str, whole: str) -> bool:
    """Whether a name is the head of an organisation's, its common noun, or skips some of it."""
    if _arm(whole) and not _arm(short):
        return False
    if "latin" in (script(short), script(whole)):
        alike = script(short) == script(whole)
        return _is_head(short, whole) if alike else _sounds_short(short, whole)
    a, b = naming.spelt(short), naming.spelt(whole)
    if len(a) >= len(b):
        return False
    if a in _COMMON_NOUNS:
        return b.endswith(a)
    if len(a) < _MIN_SHORT or a[-1] in _AUTHORITY:
        return False
    return b.startswith(a) or (script(short) == "kanji" and _skips(a, b))


def _is_head(short: str, whole: str) -> bool:
    """Whether a Latin name is the first words of another, or its last, a common noun."""
    parts, words = _words(short), _words(whole)
    if not parts or len(parts) >= len(words):
        return False
    if words[0] in _TOWN and words[1] == "of":
        return parts in (words[2:], words[:1])
    if len(parts) == 1 and (parts == words[-1:] or naming.is_typo(parts[0], words[0])):
        return True
    return parts == words[: len(parts)] or (len(parts) > 2 and _skips(parts, words))


def _skips(part: list[str] | str, whole: list[str] | str) -> bool:
    """Whether ``part`` is ``whole`` with some of it left out, though not its head."""
    rest = iter(whole)
    return part[0] == whole[0] and all(any(p == w for w in rest) for p in part)


def _sounds_short(short: str, whole: str) -> bool:
    parts, words = short.split(), re.split(r"[\s・]+", whole)
    count = max(len(parts), len(re.split(r"[\s・]+", short)))
    return count < len(words) and sounds_like(short, " ".join(words[:count])) >= _PART_SOUND


def _is_short_craft(short: str, whole: str) -> bool:
    """Whether a name is the end of a craft's or mission's: ``Unit 2`` of ``Ostrel Unit 2``."""
    if unit := _UNIT.fullmatch(unicodedata.normalize("NFKC", short)):
        named = _UNIT.search(unicodedata.normalize("NFKC", whole))
        same = named is not None and named.start() > 0 and named.end() == len(named.string)
        return same and named is not None and _counted(named) == _counted(unit)
    head = naming.craft_head(whole)
    parts, words = _words(short), _words(head)
    if not parts or len(parts) >= len(words) or not re.search(r"[A-Z]", short):
        return False
    return parts == words[-len(parts) :] and head[0].isupper() and not head.split()[-1][0].islower()


def _counted(unit: re.Match[str]) -> str:
    number = unit[1] or unit[3]
    return _FIRST.get(number, number)
