"""doccano's JSONL: a record a line, entities and relations by number, offsets in code points.

doccano's own export counts UTF-16 code units (doccano#2290), so that its offsets shift after a
character beyond U+FFFF (``𠮷``, emoji). A file cannot say which it counts: give ``utf16`` for one
that doccano wrote.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kisha.corpus.document import Document
from kisha.corpus.errors import bad_syntax
from kisha.corpus.formats import loss
from kisha.corpus.formats.files import read_text
from kisha.corpus.formats.linked import Link, linked, links
from kisha.corpus.formats.loss import Loss

UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What a file of JSON that is not of the expected shape makes its reader raise."""


def sound(text: object) -> str:
    """``text``, if it is one that can be written.

    Raises:
        TypeError: no string.
        ValueError: half of a surrogate pair stands alone in it.
    """
    if not isinstance(text, str):
        raise TypeError("text is no string")
    text.encode()
    return text


def dumps(document: Document) -> str:
    """The record of one document, on one line; ``name`` holds its id."""
    numbers = {mention.id: number for number, mention in enumerate(document.mentions, 1)}
    record = {
        "text": document.text,
        "name": document.id,
        "entities": [
            {"id": numbers[m.id], "label": m.label, "start_offset": m.start, "end_offset": m.end}
            for m in document.mentions
        ],
        "relations": [
            {"id": n, "from_id": numbers[link.head], "to_id": numbers[link.tail], "type": link.type}
            for n, link in enumerate(links(document), 1)
        ],
    }
    return json.dumps(record, ensure_ascii=False)


def write(documents: Iterable[Document], path: Path) -> list[Loss]:
    """Writes a record a line; date values, scores and free evidence have no place in it."""
    losses: list[Loss] = []
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for document in documents:
            file.write(dumps(document) + "\n")
            for told in (loss.values, loss.scores, loss.evidence):
                losses += told(document)
    return losses


def read(path: Path, *, utf16: bool = False) -> tuple[list[Document], list[Loss]]:
    """The documents of a file of records with ``entities`` and ``relations``, or with ``label``.

    Raises:
        KishaError: C101 for a line that is no record, C103 if not UTF-8.
    """
    documents: list[Document] = []
    losses: list[Loss] = []
    for number, line in enumerate(read_text(path).removeprefix("\ufeff").split("\n"), 1):
        if line.strip():
            document, told = _record(line, f"{path.stem}-{number}", f"{path}:{number}", utf16=utf16)
            documents.append(document)
            losses += told
    return documents, losses


def _record(line: str, id: str, place: str, *, utf16: bool) -> tuple[Document, list[Loss]]:
    try:
        record = json.loads(line)
        text = sound(record["text"])
        id = str(record.get("name") or id)
        given = list(_places(record))
        places = dict(given)
        pairs = [
            Link(str(r["from_id"]), str(r["type"]), str(r["to_id"]))
            for r in record.get("relations") or []
        ]
    except UNREADABLE as error:
        raise bad_syntax(place, f"no doccano record ({error})") from None
    told: list[Loss] = []
    if len(places) < len(given):
        told.append(Loss(id, "mention", "several have one id; the last is taken"))
    if any(ord(char) > 0xFFFF for char in text):
        if utf16:
            places = {name: code_points(place, text) for name, place in places.items()}
        unit = "UTF-16 code units" if utf16 else "code points"
        told.append(
            Loss(id, "offset", f"the text goes beyond U+FFFF; offsets taken as {unit} (--utf16)")
        )
    document, losses = linked(id, text, places=places, links=pairs)
    return document, told + losses


def _places(record: dict[str, Any]) -> Iterator[tuple[str, tuple[int, int, str]]]:
    for entity in record.get("entities") or []:
        place = int(entity["start_offset"]), int(entity["end_offset"]), str(entity["label"])
        yield str(entity["id"]), place
    for number, (start, end, label) in enumerate(record.get("label") or record.get("labels") or []):
        yield f"label {number}", (int(start), int(end), str(label))


def code_points(place: tuple[int, int, str], text: str) -> tuple[int, int, str]:
    """A place in UTF-16 code units of ``text`` as one in code points."""
    units = text.encode("utf-16-le")
    start, end = (len(units[: 2 * at].decode("utf-16-le", "ignore")) for at in place[:2])
    return start, end, place[2]
