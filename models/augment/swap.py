"""Names swapped for others within a text, an alias following its full name.

Names come from the tables of ``corpus/names``. What a text says stays as it is: an entity keeps
its legal form, the class word of its craft, and the way in which its mentions relate.
"""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from kisha.corpus import surface
from kisha.models.augment.names import Names
from kisha.models.told import UNKNOWN, Edit, Told

_LEGAL = re.compile(
    r"^((?:株式|有限|合同|合資)会社|(?:一般|公益)?(?:社団|財団)法人|国立研究開発法人|"
    r"独立行政法人|国立大学法人|学校法人|[（(]株[）)]|㈱)[ 　]?"
    r"|[ 　]?((?:株式|有限|合同)会社|,? ?(?:Inc\.?|Ltd\.?|LLC|GmbH|AG|S\.A\.|S\.p\.A\.|SAS|"
    r"B\.V\.|plc|Corporation|Corp\.?|Co\., Ltd\.|Pte\. Ltd\.))$"
)
_PUBLIC_BODY = {
    "university": re.compile(r"大学$|University|Institute of Technology"),
    "ministry": re.compile(r"[省庁]$|^Ministry|^Department"),
    "municipality": re.compile(r"[都道府県市区町村]$|^City of|Prefecture"),
    "agency": re.compile(r"機構$|機関$|Agency$"),
    "institute": re.compile(r"研究所$|センター$|Institute|Laboratory"),
}
_CLASS_WORD = re.compile(
    r"(ロケット|ランダー|ローバー|着陸船|探査車|探査機|衛星|カプセル|シリーズ|型機|丸|号機?|系|機)$"
    r"|( (?:rocket|lander|rover|spacecraft|satellite|capsule|drone|aircraft|series))$"
)
_WORDS_OF_KIND = {
    "rocket": ("ロケット", " rocket"),
    "lander": ("ランダー", "着陸船", " lander"),
    "rover": ("ローバー", "探査車", " rover"),
    "probe": ("探査機",),
    "satellite": ("衛星", " satellite"),
    "capsule": ("カプセル", " capsule"),
    "ship": ("丸",),
    "drone": (" drone",),
    "aircraft": (" aircraft",),
}
_KIND_OF_WORD = {word: kind for kind, words in _WORDS_OF_KIND.items() for word in words}
_NUMBERED = re.compile(r"^(ミッション|Mission|フェーズ|Phase)[ 　]?[0-9０-９]+$")
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_LETTERS = "AABCCDEEFGHIIJKLLMNNOOPPRRSSTTUVW"
_TITLE_SHARE = 0.4
# A ship may bear a woman's name, a mission that of a satellite.
_DISGUISED = 0.15
_DISGUISES = ("full", "company", "vehicles", "missions", "given")
_FOREIGN_MISSIONS = 0.3


def swap(told: Told, names: Names, rng: random.Random) -> Told:
    """``told`` with the names of most entities replaced."""
    surfaces: dict[str, list[str]] = defaultdict(list)
    labels: dict[str, str] = {}
    for span in told.spans:
        if span.label != UNKNOWN:
            surfaces[span.key].append(told.text[span.start : span.end])
            labels[span.key] = span.label
    renamed: dict[str, str] = {}
    new = {
        key: _renamings(texts, labels[key], names, rng, renamed) for key, texts in surfaces.items()
    }
    return told.edited(
        Edit(span.start, span.end, new[span.key][old])
        for span in told.spans
        if (old := told.text[span.start : span.end]) in new.get(span.key, {})
    )


def _renamings(
    texts: list[str], label: str, names: Names, rng: random.Random, renamed: dict[str, str]
) -> dict[str, str]:
    """The new surface of each surface of an entity that gets another name."""
    if label == "ORG":
        return _organisation(texts, names, rng, renamed)
    if label == "PERSON":
        return _person(texts, names, rng)
    if label in ("VEHICLE", "MISSION"):
        return _named_thing(texts, label, names, rng)
    if label == "ROLE" and len(set(texts)) == 1 and rng.random() < _TITLE_SHARE:
        title = names.draw("title", script(texts[0]), rng)
        return {texts[0]: title} if title else {}
    return {}


def _organisation(
    texts: list[str], names: Names, rng: random.Random, renamed: dict[str, str]
) -> dict[str, str]:
    cores = {text: _LEGAL.sub("", text) for text in texts}
    counts = Counter(cores[text] for text in texts)
    main = min(counts, key=lambda core: (bool(_ACRONYM.fullmatch(core)), -counts[core], len(core)))
    parent = next((old for old in renamed if main.startswith(old) and main != old), None)
    if parent is not None:
        name: str | None = main.replace(parent, renamed[parent])
    else:
        kind = next((k for k, form in _PUBLIC_BODY.items() if form.search(main)), "company")
        name = names.draw(kind, _drawn(main, rng), rng)
    if name is None or not main:
        return {}
    renamed[main] = name
    new = _acronyms([text for text in cores if main not in text], name, rng)
    for text, core in cores.items():
        if main in core:
            new[text] = text.replace(main, name)
        elif core in main and len(core) > 1 and text not in new:
            new[text] = text.replace(core, _shortened(name))
    return new


def _shortened(name: str) -> str:
    """A short form as companies use them: the first word, or the name itself."""
    return name.split()[0]


def _acronyms(texts: Iterable[str], name: str, rng: random.Random) -> dict[str, str]:
    """Another acronym for each that is one, beginning as ``name`` does."""
    first = name[:1].upper() if name[:1].isascii() and name[:1].isalpha() else ""
    return {
        text: first + "".join(rng.choices(_LETTERS, k=len(text) - len(first)))
        for text in texts
        if _ACRONYM.fullmatch(text)
    }


def _person(texts: list[str], names: Names, rng: random.Random) -> dict[str, str]:
    full = max(texts, key=len)
    written = script(full)
    kanji = written == "ja" and not re.search(r"[・ァ-ヴ]{3}", full)
    if kanji:
        family, given = (names.draw(kind, "ja", rng) for kind in ("family", "given"))
    else:
        drawn = names.draw("full", written, rng)
        if written == "en" and rng.random() < 0.5:
            pair = (names.draw(kind, "en", rng) for kind in ("given", "family"))
            drawn = " ".join(part for part in pair if part)
        given, _, family = (drawn or "").replace("・", " ").rpartition(" ")
        given = given.replace(" ", "・") if written == "ja" else given
    if not family or not given:
        return {}
    space = re.search(r"[ 　]", full)
    joint = (space.group() if space else "") if kanji else "・" if written == "ja" else " "
    new = {}
    for text in texts:
        if _is_full_name(text, full, kanji=kanji):
            new[text] = f"{family}{joint}{given}" if kanji else f"{given}{joint}{family}"
        else:
            first = full.startswith(text)
            new[text] = family if first == kanji else given
    return new


def _is_full_name(text: str, full: str, *, kanji: bool) -> bool:
    """Whether a mention gives both names, perhaps spaced or with fewer middle names."""
    if kanji:
        return len(re.sub(r"\s", "", text)) > 0.75 * len(re.sub(r"\s", "", full))
    return len(re.split(r"[\s・]+", text)) > 1 or text == full


def _named_thing(texts: list[str], label: str, names: Names, rng: random.Random) -> dict[str, str]:
    if any(_NUMBERED.match(text) for text in texts):
        number = str(rng.randint(1, 12))
        return {t: re.sub(r"[0-9０-９]+$", number, t) for t in texts if _NUMBERED.match(t)}
    named = sorted({text for text in texts if _is_name(text)}, key=lambda text: (len(text), text))
    core, suffix = _parted(next((t for t in named if not _ACRONYM.fullmatch(t)), ""))
    if not core:
        return _acronyms(named, "", rng)
    name = _another(core, suffix, label, names, rng)
    if name is None:
        return {}
    new = _acronyms([text for text in named if core not in text], name, rng)
    return new | {text: text.replace(core, name) for text in texts if core in text}


def _parted(text: str) -> tuple[str, str]:
    """The name of a craft or mission, and the class word behind it."""
    word = _CLASS_WORD.search(text)
    suffix = word.group() if word else ""
    return text.removesuffix(suffix), suffix


def _another(
    core: str, suffix: str, label: str, names: Names, rng: random.Random
) -> str | None:  # fmt: skip
    """Another name for a craft or mission, now and then one that looks like something else's."""
    kind = _KIND_OF_WORD.get(suffix, "vehicles") if label == "VEHICLE" else "missions"
    if rng.random() < _DISGUISED:
        kind = rng.choice(_DISGUISES)
    written = _drawn(core, rng)
    if label == "MISSION" and rng.random() < _FOREIGN_MISSIONS:
        written = "en"
    name = names.draw(kind, written, rng)
    return name.removesuffix(suffix) if name and suffix else name


def _is_name(text: str) -> bool:
    """Whether a craft or mission is called by a name, not by what it is."""
    return bool(re.search(r"[A-Z][a-z]|[A-Z0-9０-９]{2}|号|丸$|-", text)) and not text.islower()


def script(text: str) -> str:
    """``ja`` for a name with any Japanese character."""
    return "ja" if any(map(surface.is_japanese, text)) else "en"


def _drawn(text: str, rng: random.Random) -> str:
    """The script to draw in: mostly that of the old name, for companies of all kinds have all."""
    written = script(text)
    if written == "ja" and rng.random() < 0.3:
        return "en"
    return written
