"""Parquet for pandas: the texts in one file, the tables of ``kisha.corpus.frames`` beside it."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from kisha.corpus.document import Document, Fact, Span, build
from kisha.corpus.errors import bad_syntax, no_parquet, reserved_name
from kisha.corpus.formats.loss import Loss
from kisha.corpus.frames import COLUMNS, frames
from kisha.corpus.language import language_of

_DOCUMENTS = ["document", "language", "text"]


def write(documents: Iterable[Document], path: Path) -> list[Loss]:
    """Writes ``path``, the texts, and the tables of mentions, entities and relations beside it.

    Raises:
        KishaError: C107, no pyarrow; C113, the file has the name of a table.
    """
    if path.stem in COLUMNS:
        raise reserved_name(path)
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
    losses: list[Loss] = []
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
        document, told = _built(str(row.document), str(row.text), spans, values, facts)
        documents.append(document)
        losses += told
    return documents, losses


def _built(
    id: str, text: str, spans: list[Span], values: dict[str, str], facts: list[Fact]
) -> tuple[Document, list[Loss]]:
    """The document of rows that somebody may have filtered: what has lost its mention is told."""
    inside = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    known = {span.key for span in inside}
    losses = [
        Loss(id, "mention", f"{s.label} {s.start}:{s.end} is not in the text")
        for s in spans
        if s not in inside
    ]
    losses += (Loss(id, "date value", f"{k} = {v}") for k, v in values.items() if k not in known)
    kept = [fact for fact in facts if {fact.head, fact.tail} <= known]
    losses += (Loss(id, "fact", f"{f.head} {f.type} {f.tail}") for f in facts if f not in kept)
    dates = {key: value for key, value in values.items() if key in known}
    language = language_of(text)
    return build(id, text, language=language, spans=inside, values=dates, facts=kept), losses


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
