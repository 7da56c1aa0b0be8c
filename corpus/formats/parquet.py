"""Parquet for pandas: the texts in one file, the tables of ``kisha.corpus.frames`` beside it."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from kisha.corpus.document import Document, Fact, Span, build
from kisha.corpus.errors import bad_syntax, no_parquet
from kisha.corpus.formats.loss import Loss
from kisha.corpus.frames import COLUMNS, frames

_DOCUMENTS = ["document", "language", "text"]


def write(documents: Iterable[Document], path: Path) -> list[Loss]:
    """Writes ``path``, the texts, and the tables of mentions, entities and relations beside it.

    Raises:
        KishaError: C107, no pyarrow.
    """
    documents = list(documents)
    texts = pd.DataFrame(((d.id, d.language, d.text) for d in documents), columns=_DOCUMENTS)
    for name, table in {path.stem: texts, **frames(documents)}.items():
        write_table(table, path.with_name(f"{name}.parquet"))
    return []


def write_table(table: pd.DataFrame, path: Path) -> None:
    """One table as Parquet.

    Raises:
        KishaError: C107, no pyarrow.
    """
    try:
        table.to_parquet(path, index=False)
    except ImportError:
        raise no_parquet() from None


def read(path: Path) -> tuple[list[Document], list[Loss]]:
    """The documents of ``path`` and the three tables beside it.

    Raises:
        KishaError: C101 for what is no such table, C107 without pyarrow.
    """
    texts = _table(path, _DOCUMENTS)
    tables = {name: _table(path.with_name(f"{name}.parquet"), COLUMNS[name]) for name in COLUMNS}
    parts = {name: dict(list(table.groupby("document"))) for name, table in tables.items()}
    documents: list[Document] = []
    for row in texts.itertuples():
        own = {name: part.get(row.document, tables[name].iloc[:0]) for name, part in parts.items()}
        spans = [
            Span(int(m.start), int(m.end), str(m.label), str(m.entity), float(m.score))
            for m in own["mentions"].itertuples()
        ]
        values = {
            str(e.entity): str(e.value) for e in own["entities"].itertuples() if pd.notna(e.value)
        }
        facts = [
            Fact(str(r.head), str(r.type), str(r.tail), (int(r.start), int(r.end)), float(r.score))
            for r in own["relations"].itertuples()
        ]
        documents.append(
            build(
                str(row.document), str(row.text), language=str(row.language),
                spans=spans, values=values, facts=facts,
            )
        )  # fmt: skip
    return documents, []


def _table(path: Path, columns: list[str]) -> pd.DataFrame:
    try:
        table = pd.read_parquet(path)
    except ImportError:
        raise no_parquet() from None
    except (OSError, ValueError) as error:
        raise bad_syntax(str(path), f"no Parquet table ({error})") from None
    if missing := set(columns).difference(table.columns):
        raise bad_syntax(str(path), f"no column {min(missing)!r}")
    return table
