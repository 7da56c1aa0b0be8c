"""Whether two names may be one thing's: spelt alike, sounding alike, or one short for the other."""

import re
import unicodedata
from functools import lru_cache

from kisha.pipeline import naming
from kisha.pipeline.sound import sounds_like

_SAME_SOUND = {"PERSON": 0.68, "ORG": 0.72, "VEHICLE": 0.72, "MISSION": 0.82}
_READ = 0.85  # Of kanji: all of a name but a person's is seldom written in Latin letters.
_SAME_READING = 0.9  # Of kanji and kana: readings are exact.
_PART_SOUND = 0.8
_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_KANJI = re.compile("[\u3400-\u9fff]")
# What tells a subsidiary or an arm from its parent.
_ARM = re.compile(
    r"ジャパン|日本|アジア|ヨーロッパ|欧州|アメリカ|米国|北米|ベトナム|シンガポール|インド|タイ|台湾|韓国|中国|"
    r"子会社|支社|支店|\b(?:japan|asia|europe|america|americas|usa?|uk|nordic|"
    r"iberia|france|germany|deutschland|italia|italy|polska|vietnam|singapore|india|china|korea|taiwan|"
    r"thailand|siam|australia|canada|africa|hungary|pacific|international|global)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    "al el de del della di da dos das du la le lo van von der den zu bin ibn ten ter".split()
)
_MIN_SHORT = 2
_COMMON_NOUNS = frozenset(
    "県 市 町 村 区 府 都 道 機構 協会 大学 研究所 協議会 連盟 財団 庁 省".split()
)
_AUTHORITY = frozenset("県市町村区府都道省庁局国")
_UNIT = re.compile(
    r"(?:第)?(?<![0-9])([0-9]+|初|壱)(?:号([機車艇船]?)|番[機船])|(?:[Uu]nit |No\. ?)([0-9]+)"
)
_FIRST = {"初": "1", "壱": "1"}
_TOWN = frozenset("city town county village state".split())


def same(label: str, one: str, other: str) -> bool:
    """Whether two names are of one thing: of one spelling or sound, or one a slip of the other."""
    a, b = naming.core(one, label), naming.core(other, label)
    if a == b:
        return True
    if label == "PERSON":
        return _same_person(one, other)
    if naming.numbers(a) != naming.numbers(b):
        return False
    if label == "ORG" and naming.is_typo(a, b):
        return True
    if label == "VEHICLE" and _same_craft(one, other):
        return True
    return _script(one) != _script(other) and _same_sound(label, one, other)


def is_short(label: str, short: str, whole: str) -> bool:
    """Whether ``short`` may stand for ``whole``, if it stands for no other in the text."""
    if label == "PERSON":
        return _is_part_of_name(short, whole)
    if naming.is_acronym(short, whole):
        return True
    if label == "ORG":
        return _is_short_firm(_bare(label, short), _bare(label, whole))
    return _is_short_craft(short, whole)


def _same_sound(label: str, one: str, other: str) -> bool:
    """Whether two names in different scripts sound alike, word for word where both show words."""
    one, other = _bare(label, one), _bare(label, other)
    if _arm(one) != _arm(other) or {len(one.split("・")), len(other.split())} == {1, 2}:
        return False
    return sounds_like(one, other) >= _least(label, {_script(one), _script(other)})


def _least(label: str, scripts: set[str]) -> float:
    """How alike two names in these scripts must sound."""
    if scripts == {"kana", "latin"}:
        return _SAME_SOUND[label]
    if "latin" in scripts:
        return _SAME_SOUND["PERSON"] if label == "PERSON" else _READ
    return _SAME_READING


def _same_craft(one: str, other: str) -> bool:
    """Whether two English names differ only in the class word behind: ``Ostrel``, ``Ostrel tugs``."""
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


@lru_cache(4096)
def _script(name: str) -> str:
    return "kanji" if _KANJI.search(name) else "kana" if _JAPANESE.search(name) else "latin"


def _arm(name: str) -> bool:
    return _ARM.search(name) is not None


def _words(name: str) -> list[str]:
    return [naming.spelt(word) for word in re.split(r"[\s　・/-]+", name) if naming.spelt(word)]


def _is_short_firm(short: str, whole: str) -> bool:
    """Whether a name is the head of an organisation's, its common noun, or skips some of it."""
    if _arm(whole) and not _arm(short):
        return False
    if _script(short) == "latin" or _script(whole) == "latin":
        return (
            _sounds_short(short, whole)
            if _script(short) != _script(whole)
            else _is_head(short, whole)
        )
    a, b = naming.spelt(short), naming.spelt(whole)
    if len(a) >= len(b):
        return False
    if a in _COMMON_NOUNS:
        return b.endswith(a)
    if len(a) < _MIN_SHORT or a[-1] in _AUTHORITY:
        return False
    return b.startswith(a) or (_script(short) == "kanji" and _skips(a, b))


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


@lru_cache(4096)
def _parts(name: str) -> tuple[str, ...]:
    """The parts of a person's name, particles with what they belong to; family name as written."""
    parts: list[str] = []
    held = ""
    for word in re.split(r"[\s　・＝=]+", unicodedata.normalize("NFKC", name)):
        if not word:
            continue
        if word.casefold() in _PARTICLES:
            held += word
        else:
            parts.append(naming.spelt(held + word))
            held = ""
    return tuple(parts) or (naming.spelt(name),)


def _same_person(one: str, other: str) -> bool:
    first, second = _parts(one), _parts(other)
    if sorted(first) == sorted(second):
        return True
    if len(first) > 1 and len(second) > 1 and _script(one) == _script(other) != "kanji":
        if _initials(first, second) or _initials(second, first):
            return True
        return sum(a != b for a, b in zip(first, second, strict=False)) == 1 and naming.is_typo(
            "".join(first), "".join(second)
        )
    if _script(one) == _script(other):
        return False
    scripts = {_script(one), _script(other)}
    if len(first) == len(second) == 1 or (
        scripts == {"kana", "latin"} and 1 in (len(first), len(second))
    ):
        return len(first) == len(second) and sounds_like(one, other) >= max(
            _READ, _least("PERSON", scripts)
        )
    return sounds_like(one, other) >= _least("PERSON", scripts)


def _initials(short: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """``s.``, ``katabira`` of ``satoru``, ``katabira``."""
    return (
        len(short) == len(whole)
        and short[-1] == whole[-1]
        and all(
            a == b or (re.fullmatch(r"[a-z]\.", a) is not None and a[0] == b[0])
            for a, b in zip(short, whole, strict=True)
        )
    )


def _is_part_of_name(short: str, whole: str) -> bool:
    """Whether a name is the family or given name of a full one, in whatever script."""
    parts, words = _parts(short), _parts(whole)
    if _script(short) == _script(whole):
        if len(parts) >= len(words):
            kanji = len(parts) == len(words) == 1 and _script(short) == "kanji"
            return kanji and len(short) < len(whole) and words[0].startswith(parts[0])
        if parts == words[: len(parts)] or parts == words[-len(parts) :]:
            return True
        return len(parts) == 1 and any(naming.is_typo(parts[0], word) for word in words)
    if len(parts) >= len(words) or len(parts) != 1:
        return False
    least = _PART_SOUND if {_script(short), _script(whole)} == {"kana", "latin"} else _READ
    return any(sounds_like(parts[0], word) >= least for word in words)
