"""Whether two names may be one thing's: spelt alike, sounding alike, or one short for the other."""

import re
import unicodedata
from functools import lru_cache

from kisha.pipeline import naming
from kisha.pipeline.sound import sounds_like

_SAME_SOUND = {"PERSON": 0.68, "ORG": 0.72, "VEHICLE": 0.72, "MISSION": 0.75}
_PART_SOUND = 0.75
_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_KANJI = re.compile("[\u3400-\u9fff]")
# What tells a subsidiary or an arm from its parent.
_ARM = re.compile(
    r"ジャパン|日本|アジア|ヨーロッパ|欧州|アメリカ|米国|北米|ベトナム|シンガポール|インド|タイ|台湾|韓国|中国|"
    r"ホールディングス|グループ|子会社|支社|支店|\b(?:japan|asia|europe|america|americas|usa?|uk|nordic|"
    r"iberia|france|germany|deutschland|italia|italy|polska|vietnam|singapore|india|china|korea|taiwan|"
    r"thailand|australia|canada|africa|hungary|pacific|holdings?|group|groep|international|global)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    "al el de del della di da dos das du la le lo van von der den zu bin ibn ten ter".split()
)
_MIN_SHORT = 2


def same(label: str, one: str, other: str) -> bool:
    """Whether two full names are of one thing: one spelling or sound, acronym and expansion."""
    a, b = naming.core(one, label), naming.core(other, label)
    if a == b:
        return True
    if label == "PERSON":
        return _same_person(one, other)
    if naming.numbers(a) != naming.numbers(b):
        return False
    if naming.is_acronym(one, other) or naming.is_acronym(other, one):
        return True
    if label == "ORG" and naming.is_typo(a, b):
        return True
    return (
        _script(one) != _script(other)
        and _arm(one) == _arm(other)
        and sounds_like(_bare(label, one), _bare(label, other)) >= _SAME_SOUND[label]
    )


def is_short(label: str, short: str, whole: str) -> bool:
    """Whether ``short`` may stand for ``whole``, of which other names of the text may know better."""
    if label == "PERSON":
        return _is_part_of_name(short, whole)
    a, b = naming.core(short, label), naming.core(whole, label)
    if len(a) < _MIN_SHORT or a == b:
        return False
    if label == "ORG":
        return _is_short_firm(_bare(label, short), _bare(label, whole))
    return _is_short_craft(_bare(label, short), _bare(label, whole))


@lru_cache(4096)
def _bare(label: str, name: str) -> str:
    name = unicodedata.normalize("NFKC", name)
    return naming.without_legal_form(name) if label == "ORG" else name


@lru_cache(4096)
def _script(name: str) -> str:
    return "kanji" if _KANJI.search(name) else "kana" if _JAPANESE.search(name) else "latin"


def _arm(name: str) -> bool:
    return _ARM.search(name) is not None


def _words(name: str) -> list[str]:
    return [naming.spelt(word) for word in re.split(r"[\s　・/-]+", name) if naming.spelt(word)]


def _is_short_firm(short: str, whole: str) -> bool:
    """Whether a name is the head of a firm's name, or leaves words or characters of it out."""
    if short.isupper() and short.isascii() and len(short) <= 4:
        return False
    if _arm(whole) and not _arm(short):
        return False
    if _script(short) != _script(whole):
        return _sounds_short(short, whole)
    parts, words = _words(short), _words(whole)
    if short.isascii() or not _JAPANESE.search(short):
        return len(parts) < len(words) and (
            _skips(parts, words)
            or (words[0] in ("city", "town", "county") and parts == words[2:])
            or (len(parts) == 1 and naming.is_typo(parts[0], words[0]))
        )
    a, b = "".join(parts), "".join(words)
    if len(a) >= len(b):
        return False
    return b.startswith(a) or bool(_KANJI.search(a)) and a[0] == b[0] and _skips(a, b)


def _skips(part: list[str] | str, whole: list[str] | str) -> bool:
    """Whether ``part`` is ``whole`` with some of it left out, though not its head."""
    rest = iter(whole)
    return part[0] == whole[0] and all(any(p == w for w in rest) for p in part)


def _sounds_short(short: str, whole: str) -> bool:
    parts, words = short.split(), re.split(r"[\s・]+", whole)
    count = max(len(parts), len(re.split(r"[\s・]+", short)))
    return count < len(words) and sounds_like(short, " ".join(words[:count])) >= _PART_SOUND


def _is_short_craft(short: str, whole: str) -> bool:
    """Whether a name is the head or the end of a craft's: ``Unit 2`` of ``Ostrel Unit 2``."""
    a, b = naming.core(short, "VEHICLE"), naming.core(whole, "VEHICLE")
    if naming.numbers(short) and naming.numbers(short)[-1:] == naming.numbers(whole)[-1:]:
        return len(a) < len(b) and b.endswith(a)
    return False


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
    if 1 in (len(first), len(second)) and "kanji" not in (_script(one), _script(other)):
        return len(first) == len(second) and sounds_like(one, other) >= _PART_SOUND
    return sounds_like(one, other) >= _SAME_SOUND["PERSON"]


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
    return any(sounds_like(parts[0], word) >= _PART_SOUND for word in words)
