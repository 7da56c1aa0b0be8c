"""Tables as files that spreadsheets and query engines open."""

import csv
import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import pandas as pd

from kisha.corpus.formats.parquet import write_table

# What a spreadsheet takes for a formula, full-width forms are folded to these on import; or such
# a cell with marks before it, so that one more can be told from those that were there.
_FORMULA = re.compile("'*[ \u3000]*[=+@\t\r＝＋－＠-]")


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


class Format(StrEnum):
    """File formats of the tables; the value is the files' suffix."""

    CSV = "csv"
    PARQUET = "parquet"


WRITERS: dict[Format, Callable[[pd.DataFrame, Path], None]] = {
    Format.CSV: write_csv,
    Format.PARQUET: write_table,
}


def unmarked(cell: str) -> str:
    """What a cell of ``write_csv`` held, without the mark that keeps it from being a formula."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell, 1) else cell


def _neutral(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
