"""``kisha evaluate --records``: the records of the releases against their gold rows."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from kisha.corpus import Document
from kisha.corpus.records import Row, read
from kisha.evaluation import Score, records
from kisha.pipeline.cli.console import figures, out

RecordRows = Annotated[
    Path | None,
    typer.Option(
        "--records",
        exists=True,
        dir_okay=False,
        help="Table of the records of the documents, such as corpus/records.tsv.",
    ),
]


def read_rows(path: Path) -> dict[str, list[Row]]:
    """The rows of a table of records by document."""
    try:
        return read(path)
    except (ValueError, OSError, csv.Error) as error:
        raise typer.BadParameter(str(error), param_hint="--records") from None


def scores(
    pairs: Iterable[tuple[Document, Document]], gold: Mapping[str, list[Row]]
) -> dict[str, Score]:
    """The score of each field, of the documents that have rows in ``gold``."""
    known = [(document, found) for document, found in pairs if document.id in gold]
    return records.score((document, gold[document.id], found) for document, found in known)


def show(found: dict[str, Score]) -> None:
    """Prints a row for each field."""
    table = Table(title="Records", title_justify="left")
    table.add_column("")
    for name in ("precision", "recall", "F1", "gold"):
        table.add_column(name, justify="right")
    for name, part in found.items():
        table.add_row(name, *figures(part), str(part.gold))
    out.print(table)
