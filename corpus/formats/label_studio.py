"""Label Studio's JSON: tasks with regions over ``data.text``, and relations between regions.

A region's ``meta.text`` holds a date's value. ``CONFIG`` is the labelling interface for it.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kisha.corpus.document import Document, Mention
from kisha.corpus.errors import bad_syntax
from kisha.corpus.formats import loss
from kisha.corpus.formats.doccano import UNREADABLE, code_points, sound
from kisha.corpus.formats.files import read_text
from kisha.corpus.formats.linked import SAME, Link, linked, links
from kisha.corpus.formats.loss import Loss
from kisha.corpus.schema import LABELS, RELATIONS

CONFIG = "\n".join(
    [
        "<View>",
        "  <Relations>",
        *(f'    <Relation value="{type}"/>' for type in (SAME, *RELATIONS)),
        "  </Relations>",
        '  <Labels name="label" toName="text">',
        *(f'    <Label value="{label}"/>' for label in LABELS),
        "  </Labels>",
        '  <Text name="text" value="$text" granularity="symbol"/>',
        "</View>",
        "",
    ]
)


def task(document: Document) -> dict[str, Any]:
    """The task of one document; ``data.id`` holds its id."""
    values = {entity.id: entity.value for entity in document.entities}
    seen: set[str] = set()
    regions: list[dict[str, Any]] = []
    for mention in document.mentions:
        region = _region(mention, document.text)
        if mention.entity not in seen and values[mention.entity]:
            region["meta"] = {"text": [values[mention.entity]]}
        seen.add(mention.entity)
        regions.append(region)
    relations = [
        {
            "type": "relation", "from_id": link.head, "to_id": link.tail, "direction": "right",
            "labels": [link.type],
        }
        for link in links(document)
    ]  # fmt: skip
    data = {"id": document.id, "text": document.text}
    return {"data": data, "annotations": [{"result": regions + relations}]}


def write(documents: Iterable[Document], path: Path) -> list[Loss]:
    """Writes all tasks to ``path``, and the labelling interface to ``label_studio.xml`` beside it.

    Scores and free evidence have no place in it.
    """
    documents = list(documents)
    content = json.dumps([task(d) for d in documents], ensure_ascii=False, indent=1)
    path.write_text(content, encoding="utf-8")
    path.with_name("label_studio.xml").write_text(CONFIG, encoding="utf-8")
    return [told for d in documents for say in (loss.scores, loss.evidence) for told in say(d)]


def read(path: Path) -> tuple[list[Document], list[Loss]]:
    """The documents of an export (``JSON``, not ``JSON-MIN``: that one leaves out relations).

    Raises:
        KishaError: C101 for what is no such file, C103 if not UTF-8.
    """
    documents: list[Document] = []
    losses: list[Loss] = []
    try:
        tasks = json.loads(read_text(path).removeprefix("\ufeff"))
        if not isinstance(tasks, list):
            raise TypeError("no list of tasks")
        for number, one in enumerate(tasks, 1):
            document, told = _document(one, f"{path.stem}-{number}")
            documents.append(document)
            losses += told
    except UNREADABLE as error:
        raise bad_syntax(str(path), f"no Label Studio export ({error!r})") from None
    return documents, losses


def _document(one: dict[str, Any], id: str) -> tuple[Document, list[Loss]]:
    text = sound(one["data"]["text"])
    id = str(one["data"].get("id", id))
    given = [a for a in one.get("annotations") or [] if not a.get("was_cancelled")]
    told: list[Loss] = []
    if len(given) > 1:
        told.append(Loss(id, "record", f"{len(given)} annotations; the last is taken"))
    if not given and one.get("predictions"):
        told.append(Loss(id, "record", "a prediction, not an annotation, is taken"))
    chosen = given or one.get("predictions") or [{"result": []}]
    places: dict[str, tuple[int, int, str]] = {}
    pairs: list[Link] = []
    values: dict[str, str] = {}
    for part in chosen[-1]["result"]:
        if part["type"] == "labels":
            place, doubts = _place(part["value"], text, id)
            told += doubts
            if part["id"] in places:
                told.append(Loss(id, "mention", f"a second region has the id {part['id']}"))
            if place is not None:
                places[str(part["id"])] = place
            note = (part.get("meta") or {}).get("text")
            if note and place is not None and place[2] == "DATE":
                values[str(part["id"])] = str(note[0] if isinstance(note, list) else note)
        elif part["type"] == "relation":
            pairs += _links(part)
            if not part.get("labels"):
                ends = f"{part['from_id']} to {part['to_id']}"
                told.append(Loss(id, "fact", f"a relation from {ends} has no label"))
        else:
            told.append(Loss(id, "record", f"a result of type {part['type']!r}"))
    document, losses = linked(id, text, places=places, links=pairs, values=values)
    return document, told + losses


def _links(part: dict[str, Any]) -> list[Link]:
    head, tail = str(part["from_id"]), str(part["to_id"])
    if part.get("direction") == "left":
        head, tail = tail, head
    return [Link(head, str(label), tail) for label in part.get("labels") or []]


def _region(mention: Mention, text: str) -> dict[str, Any]:
    value = {
        "start": mention.start,
        "end": mention.end,
        "text": text[mention.start : mention.end],
        "labels": [mention.label],
    }
    return {
        "id": mention.id,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": value,
    }


def _place(
    value: dict[str, Any], text: str, id: str
) -> tuple[tuple[int, int, str] | None, list[Loss]]:
    """The place of a region, checked against the text that it quotes."""
    labels = value.get("labels") or ["None"]
    place = int(value["start"]), int(value["end"]), str(labels[0])
    quoted = value.get("text")
    told = [Loss(id, "mention", f"{quoted!r} is {label} too") for label in labels[1:]]
    if quoted is None or text[place[0] : place[1]] == quoted:
        return place, told
    moved = code_points(place, text)
    if text[moved[0] : moved[1]] == quoted:
        return moved, [*told, Loss(id, "offset", f"{quoted!r} was counted in UTF-16 code units")]
    return None, [*told, Loss(id, "mention", f"{quoted!r} does not stand at {place[0]}:{place[1]}")]
