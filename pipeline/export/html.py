"""``summary.html``: one self-contained page of a batch, for a person to look at."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jinja2 import Environment, PackageLoader

from kisha.corpus import Document, Release, surface
from kisha.pipeline.layout import restore

# What comes from documents is escaped here and by no other place; the page runs no script.
_PAGE = Environment(loader=PackageLoader("kisha.pipeline", "export"), autoescape=True)
_EVIDENCE = 160


def summary(documents: Iterable[Document], errors: Iterable[Mapping[str, str]]) -> str:
    """The page for some documents and the rows of ``errors.jsonl``."""
    releases = [_release(document) for document in documents]
    counts = {
        key: sum(r["counts"][key] for r in releases)
        for key in ("mentions", "entities", "relations")
    }
    template = _PAGE.get_template("summary.html.j2")
    return template.render(releases=releases, errors=list(errors), counts=counts)


def _release(document: Document) -> dict[str, Any]:
    record = document.release or Release()
    names = {entity.id: entity for entity in document.entities}
    return {
        "id": document.id,
        "source": document.source,
        "title": record.title,
        "date": record.date,
        "issuers": [names[id].name for id in record.issuers],
        "codes": [(names[id].name, code) for id, code in record.securities_codes.items()],
        "record": {
            "Agreement": record.agreements,
            "Parties": [names[id].name for id in record.parties],
            "Place": record.places,
            "Quoted": [names[id].name for id in record.spokespersons],
            "Contact": record.contacts,
            "Web": record.urls,
        },
        "mentions": len(document.mentions),
        "counts": {
            "mentions": len(document.mentions),
            "entities": len(document.entities),
            "relations": len(document.relations),
        },
        "facts": [
            {
                "head": names[r.head].name,
                "type": r.type,
                "tail": names[r.tail].name,
                "value": names[r.tail].value,
                "evidence": _shortened(surface.restore(document.text[r.start : r.end])),
            }
            for r in document.relations
        ],
        "paragraphs": list(_paragraphs(document)),
    }


def _shortened(text: str) -> str:
    if len(text) <= _EVIDENCE:
        return text
    half = _EVIDENCE // 2
    return f"{text[:half]} … {text[-half:]}"


def _paragraphs(document: Document) -> Iterator[list[dict[str, str]]]:
    """The restored paragraphs, in pieces with and without a label."""
    layout = restore(document.text)
    spans = [(*layout.offsets.to_text(m.start, m.end), m.label) for m in document.mentions]
    start = place = 0
    for line in layout.text.split("\n"):
        end = start + len(line)
        pieces: list[dict[str, str]] = []
        last = start
        while place < len(spans) and spans[place][1] <= end:
            left, right, label = spans[place]
            pieces.append({"text": layout.text[last:left], "label": ""})
            pieces.append({"text": layout.text[left:right], "label": label})
            last, place = right, place + 1
        pieces.append({"text": layout.text[last:end], "label": ""})
        yield pieces
        start = end + 1
