"""Documents as pandas tables."""

from collections.abc import Iterable

import pandas as pd

from kisha.corpus.document import Document
from kisha.corpus.records import rows as record_rows

COLUMNS = {
    "mentions": ["document", "mention", "entity", "label", "text", "start", "end", "score"],
    "entities": ["document", "entity", "label", "name", "value", "mentions"],
    "relations": [
        "document", "head", "head_name", "type", "tail", "tail_name", "tail_value", "start", "end",
        "score",
    ],
    "records": ["document", "field", "entity", "value"],
}  # fmt: skip


def frames(documents: Iterable[Document]) -> dict[str, pd.DataFrame]:
    """The tables ``mentions``, ``entities``, ``relations`` and ``records`` of some documents.

    Offsets are half-open code points into the source text; ``document`` is the document's id. A
    row of ``records`` is a value of a field of the release; an entity's value is its name, or its
    code where the field is ``securities_code``.
    """
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in COLUMNS}
    for document in documents:
        names = {entity.id: entity for entity in document.entities}
        rows["mentions"] += [
            (document.id, m.id, m.entity, m.label, m.text, m.start, m.end, m.score)
            for m in document.mentions
        ]
        rows["entities"] += [
            (document.id, e.id, e.label, e.name, e.value, len(document.mentions_of(e.id)))
            for e in document.entities
        ]
        rows["relations"] += [
            (
                document.id, r.head, names[r.head].name, r.type, r.tail, names[r.tail].name,
                names[r.tail].value, r.start, r.end, r.score,
            )
            for r in document.relations
        ]  # fmt: skip
        rows["records"] += [
            (document.id, r.field, r.entity or None, r.value or names[r.entity].name)
            for r in record_rows(document.release)
        ]
    return {name: pd.DataFrame(rows[name], columns=COLUMNS[name]) for name in COLUMNS}
