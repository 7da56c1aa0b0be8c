"""Documents as pandas tables, and as files that spreadsheets and query engines open."""

import csv
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path

import pandas as pd

from kisha.corpus import Document

COLUMNS = {
    "mentions": ["document", "mention", "entity", "label", "text", "start", "end"],
    "entities": ["document", "entity", "label", "name", "value", "mentions"],
    "relations": [
        "document", "head", "head_name", "type", "tail", "tail_name", "tail_value", "start", "end",
        "score",
    ],
}  # fmt: skip

# What a spreadsheet takes for a formula; full-width forms are folded to these on import.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def frames(documents: Iterable[Document]) -> dict[str, pd.DataFrame]:
    """The tables ``mentions``, ``entities`` and ``relations`` of some documents.

    Offsets are half-open code points into the source text; ``document`` is the document's id.
    """
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in COLUMNS}
    for document in documents:
        names = {entity.id: entity for entity in document.entities}
        rows["mentions"] += [
            (document.id, m.id, m.entity, m.label, m.text, m.start, m.end)
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
    return {name: pd.DataFrame(rows[name], columns=COLUMNS[name]) for name in COLUMNS}


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """UTF-8 with a byte-order mark, so that Excel reads it, and no cell that is a formula."""
    # A bare carriage return in an unquoted cell begins a new row to some readers.
    frame.map(_neutral).to_csv(
        path,
        index=False,
        encoding="utf-8-sig",
        lineterminator="\n",
        quoting=csv.QUOTE_NONNUMERIC,
    )


def write_parquet(frame: pd.DataFrame, path: Path) -> None:
    """Needs pyarrow: ``pip install kisha[parquet]``."""
    frame.to_parquet(path, index=False)


class Format(StrEnum):
    """File formats of the tables; the value is the files' suffix."""

    CSV = "csv"
    PARQUET = "parquet"


WRITERS: dict[Format, Callable[[pd.DataFrame, Path], None]] = {
    Format.CSV: write_csv,
    Format.PARQUET: write_parquet,
}


def _neutral(cell: object) -> object:
    if isinstance(cell, str) and cell.lstrip(" \u3000").startswith(_FORMULA):
        return f"'{cell}"
    return cell
