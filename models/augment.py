"""Training documents told again with other names, an alias following its full name.

Names come from the tables of ``corpus/names``. What a document says stays as it is: an entity
keeps its legal form, the class word of its craft, and the way in which its mentions relate.
"""

import csv
import random
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kisha.corpus import Document, Mention, surface
from kisha.corpus.document import Span, build

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
_TITLE_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Names:
    """The name tables: rows of (kind, script) by script, ``ja`` for names in Japanese script."""

    table: dict[tuple[str, str], list[str]]

    def draw(self, kind: str, script: str, rng: random.Random) -> str | None:
        """A name of that kind and script, or None where the tables hold none."""
        rows = self.table.get((kind, script))
        return rng.choice(rows) if rows else None


def load_names(folder: Path) -> Names:
    """The tables ``*.tsv`` of a folder; craft and missions also under their label."""
    table: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                script = "ja" if any(map(surface.is_japanese, row["name"])) else "en"
                table[row["kind"], script].append(row["name"])
                table[path.stem, script].append(row["name"])
    return Names(dict(table))


def swap(document: Document, names: Names, rng: random.Random) -> Document:
    """``document`` with the names of most entities replaced; relations are not carried over."""
    renamed: dict[str, str] = {}
    new = {}
    labels = {entity.id: entity.label for entity in document.entities}
    for entity in document.entities:
        mentions = [_as_written(m, document) for m in document.mentions_of(entity.id)]
        new.update(_renamings(mentions, labels[entity.id], names, rng, renamed))
    pieces: list[str] = []
    spans: list[Span] = []
    last = length = 0
    for mention in document.mentions:
        between = document.text[last : mention.start]
        written = new.get(mention.id, document.text[mention.start : mention.end])
        start = length + len(between)
        length = start + len(written)
        pieces += between, written
        spans.append(Span(start, length, mention.label, mention.entity))
        last = mention.end
    text = "".join([*pieces, document.text[last:]])
    return build(document.id, text, language=document.language, spans=spans)


def _as_written(mention: Mention, document: Document) -> Mention:
    return replace(mention, text=document.text[mention.start : mention.end])


def _renamings(
    mentions: list[Mention], label: str, names: Names, rng: random.Random, renamed: dict[str, str]
) -> dict[str, str]:
    """The new surface of each mention of an entity that gets another name, by mention id."""
    if label == "ORG":
        return _organisation(mentions, names, rng, renamed)
    if label == "PERSON":
        return _person(mentions, names, rng)
    if label in ("VEHICLE", "MISSION"):
        return _named_thing(mentions, label, names, rng)
    if label == "ROLE" and rng.random() < _TITLE_SHARE:
        title = names.draw("title", _script(mentions[0].text), rng)
        if title and len({mention.text for mention in mentions}) == 1:
            return {mention.id: title for mention in mentions}
    return {}


def _organisation(
    mentions: list[Mention], names: Names, rng: random.Random, renamed: dict[str, str]
) -> dict[str, str]:
    cores = {mention.id: _LEGAL.sub("", mention.text) for mention in mentions}
    counts = sorted(cores.values(), key=lambda core: (-list(cores.values()).count(core), len(core)))
    main = counts[0]
    parent = next((old for old in renamed if main.startswith(old) and main != old), None)
    if parent is not None:
        name: str | None = main.replace(parent, renamed[parent])
    else:
        kind = next((k for k, form in _PUBLIC_BODY.items() if form.search(main)), "company")
        acronym = any(core.isupper() and core != main for core in cores.values())
        name = None if acronym and kind != "company" else names.draw(kind, _drawn(main, rng), rng)
    if name is None:
        return {}
    renamed[main] = name
    new = {}
    for mention in mentions:
        core = cores[mention.id]
        if main in core:
            new[mention.id] = mention.text.replace(main, name)
        elif core in main and len(core) > 1:
            new[mention.id] = mention.text.replace(core, _shortened(name))
    return new


def _shortened(name: str) -> str:
    """A short form as companies use them: the first word, or the name itself."""
    return name.split()[0]


def _person(mentions: list[Mention], names: Names, rng: random.Random) -> dict[str, str]:
    full = max((mention.text for mention in mentions), key=len)
    script = _script(full)
    kanji = script == "ja" and not re.search(r"[・ァ-ヴ]{3}", full)
    if kanji:
        family, given = (names.draw(kind, "ja", rng) for kind in ("family", "given"))
    else:
        drawn = names.draw("full", script, rng)
        if script == "en" and rng.random() < 0.5:
            pair = (names.draw(kind, "en", rng) for kind in ("given", "family"))
            drawn = " ".join(part for part in pair if part)
        given, _, family = (drawn or "").replace("・", " ").rpartition(" ")
        given = given.replace(" ", "・") if script == "ja" else given
    if not family or not given:
        return {}
    space = re.search(r"[ 　]", full)
    joint = (space.group() if space else "") if kanji else "・" if script == "ja" else " "
    new = {}
    for mention in mentions:
        if _is_full_name(mention.text, full, kanji=kanji):
            new[mention.id] = f"{family}{joint}{given}" if kanji else f"{given}{joint}{family}"
        else:
            first = full.startswith(mention.text)
            new[mention.id] = family if first == kanji else given
    return new


def _is_full_name(text: str, full: str, *, kanji: bool) -> bool:
    """Whether a mention gives both names, perhaps spaced or with fewer middle names."""
    if kanji:
        return len(re.sub(r"\s", "", text)) > 0.75 * len(re.sub(r"\s", "", full))
    return len(re.split(r"[\s・]+", text)) > 1 or text == full


def _named_thing(
    mentions: list[Mention], label: str, names: Names, rng: random.Random
) -> dict[str, str]:
    texts = {mention.text for mention in mentions}
    if any(_NUMBERED.match(text) for text in texts):
        number = str(rng.randint(1, 12))
        return {
            m.id: re.sub(r"[0-9０-９]+$", number, m.text)
            for m in mentions
            if _NUMBERED.match(m.text)
        }
    named = [text for text in texts if _is_name(text)]
    if len(named) != 1:
        return {}
    word = _CLASS_WORD.search(named[0])
    suffix = word.group() if word else ""
    core = named[0].removesuffix(suffix)
    kind = _KIND_OF_WORD.get(suffix, "vehicles") if label == "VEHICLE" else "missions"
    name = names.draw(kind, _drawn(core, rng), rng)
    if name is None or not core:
        return {}
    if suffix and name.endswith(suffix):
        name = name.removesuffix(suffix)
    return {m.id: m.text.replace(core, name) for m in mentions if core in m.text}


def _is_name(text: str) -> bool:
    """Whether a craft or mission is called by a name, not by what it is."""
    return bool(re.search(r"[A-Z][a-z]|[A-Z0-9０-９]{2}|号|丸$|-", text)) and not text.islower()


def _script(text: str) -> str:
    return "ja" if any(map(surface.is_japanese, text)) else "en"


def _drawn(text: str, rng: random.Random) -> str:
    """The script to draw in: mostly that of the old name, for companies of all kinds have all."""
    script = _script(text)
    if script == "ja" and rng.random() < 0.3:
        return "en"
    return script


def variants(documents: Iterable[Document], names: Names, count: int, seed: int) -> list[Document]:
    """Each document as it is, and ``count`` times with other names."""
    rng = random.Random(seed)  # noqa: S311
    told: list[Document] = []
    for document in documents:
        told.append(document)
        told += [swap(document, names, rng) for _ in range(count)]
    return told
