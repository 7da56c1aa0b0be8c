"""Where the command prints: results to standard output, all else to standard error."""

import os
import re
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.text import Text

from kisha.evaluation import Score
from kisha.evaluation.clusters import Ratio

# A pipe has no width; tables that a program reads must not be folded to 80 columns.
_PIPE_WIDTH = 200

out = Console(width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else _PIPE_WIDTH)
err = Console(stderr=True)

OwnModel = Annotated[
    str | None, typer.Option("--model", "-m", help="Folder or package of a model of your own.")
]

MinScore = Annotated[
    float,
    typer.Option(min=0, max=1, help="Leave out mentions that the tagger is less sure of."),
]

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def plain(text: str) -> Text:
    """Text of a release as it may be printed: no markup, and no commands to the terminal."""
    return Text(_CONTROL.sub("\ufffd", text))


COLOURS = {
    "ORG": "bold blue",
    "PERSON": "bold dark_orange3",
    "ROLE": "yellow4",
    "VEHICLE": "bold green4",
    "DATE": "magenta",
    "MISSION": "bold deep_pink3",
}


def progress() -> Progress:
    """A bar for work of known length, on standard error, gone when the work is."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=err,
        transient=True,
    )


def downloads() -> Progress:
    """A bar for each file under way, on standard error."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        console=err,
    )


def figure(value: float | None) -> str:
    """A score as tables show it; a ratio over nothing is no number."""
    return "–" if value is None else f"{value:.3f}"


def figures(score: Score | Ratio) -> tuple[str, str, str]:
    """Precision, recall and F1 as tables show them."""
    return figure(score.precision), figure(score.recall), figure(score.f1)
