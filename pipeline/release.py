"""The release as one object: its title, date, issuers, codes, contacts and addresses."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from kisha.corpus import Document, Release
from kisha.pipeline import addresses
from kisha.pipeline.record import heading
from kisha.pipeline.record.issuers import issuers
from kisha.pipeline.record.lines import ends
from kisha.pipeline.source import Source
from kisha.pipeline.view import Place, View

_CODE = re.compile(
    r"(?:(?:証券コード|コード番号|銘柄コード|\bsecurities code)\s*[：:]?"
    r"|(?:\bTSE|東証[^\s：:]{0,8})\s?[：:])\s*"
    r"([0-9０-９][0-9０-９A-ZＡ-Ｚ]{2}[0-9０-９A-ZＡ-Ｚ])(?![0-9A-Za-zＡ-Ｚ０-９]|\s?[年月])",
    re.IGNORECASE,
)
_LONGEST_TITLE = 150
_PHONE = re.compile(
    r"(?:TEL|Tel|電話|Phone)\s*[.：:]?\s*(\+?[0-9０-９][0-9０-９()（）\- ‐－]{7,18}[0-9０-９])"
)


def with_release(
    document: Document, view: View, *, source: Source, model: Mapping[str, Any]
) -> Document:
    """``document`` with the record of its release and the origin of both."""
    return replace(
        document,
        release=release_of(document, view),
        source=source.path,
        sha256=source.sha256,
        encoding=source.encoding,
        model={"name": f"{model['lang']}_{model['name']}", "version": model["version"]},
    )


def release_of(document: Document, view: View) -> Release:
    """The record of a release, read off its blocks (of ``view``) and entities (of ``document``)."""
    ids = {
        ent.start: mention.entity for ent, mention in zip(view.ents, document.mentions, strict=True)
    }
    blocks = list(view.blocks)
    parts = ends(view)
    contacts = [*addresses.mails(view.text), *dict.fromkeys(_PHONE.findall(view.text))]
    return Release(
        title=heading.title(parts),
        date=heading.date(view, parts),
        issuers=tuple(issuers(view, parts)),
        securities_codes=dict(_codes(view, ids)),
        contacts=tuple(contacts),
        urls=tuple(addresses.urls(view.text)),
        places=tuple(heading.places(view, parts)),
    )


def _title(blocks: list[Place]) -> str | None:
    lines = [b.text for b in blocks if b.label == "title" and len(b.text) <= _LONGEST_TITLE]
    return " ".join(lines[:2]) if lines else None


def _date(view: View) -> str | None:
    """The first date of the release that names a day: it stands above the text or opens it."""
    for ent in view.ents:
        value: str | None = ent.value if ent.label == "DATE" else None
        if value and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return value
    return None


def _issuers(view: View, blocks: list[Place], ids: dict[int, str]) -> Iterator[str]:
    """The organisations of the issuer lines; without such lines, the first of the lead."""
    for kinds in (("dateline",), ("lead",), tuple({b.label for b in blocks})):
        within = [b for b in blocks if b.label in kinds]
        orgs = [
            ids[ent.start]
            for ent in view.ents
            if ent.label == "ORG" and any(b.start <= ent.start < b.end for b in within)
        ]
        if orgs:
            yield from dict.fromkeys(orgs if kinds == ("dateline",) else orgs[:1])
            return


def _codes(view: View, ids: dict[int, str]) -> Iterator[tuple[str, str]]:
    """Securities codes, each with the organisation nearest before it that is in no bracket."""
    for found in _CODE.finditer(view.text):
        line = view.text.rfind("\n", 0, found.start()) + 1
        before = [e for e in view.ents if e.label == "ORG" and line <= e.start < found.start()]
        if not before:
            before = [e for e in view.ents if e.label == "ORG"][:1]
        outside = [e for e in before if _depth(view.text[line : e.start]) == 0] or before
        if outside:
            yield ids[outside[-1].start], unicodedata.normalize("NFKC", found[1])


def _depth(text: str) -> int:
    return sum(char in "（(" for char in text) - sum(char in "）)" for char in text)
