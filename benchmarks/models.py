"""Characters a second of models on the documents of a folder, each by itself, text to facts.

Compare the ratios; the figures themselves are this machine's. Run:
``python benchmarks/models.py corpus/dev/en en models/en_kisha_trf``.
"""

import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from kisha.corpus import Document, formats
from kisha.models.measure import predict
from kisha.models.shipped import chosen, load
from kisha.pipeline.analyse import Models

ROUNDS = 3


def main(folder: str, *names: str) -> None:
    """Takes the documents in turn through each model, and keeps the best of some rounds."""
    documents = formats.read_all(Path(folder))
    size = sum(len(document.text) for document in documents)
    table = Table("", "characters/s", "against the first")
    first = 0.0
    for name in names:
        models = chosen(str(load(name).path))
        best = min(_seconds(documents, models) for _ in range(ROUNDS))
        first = first or best
        table.add_row(name, f"{size / best:,.0f}", f"{first / best:.2f}×")
    Console().print(table)


def _seconds(documents: list[Document], models: Models) -> float:
    start = time.perf_counter()
    for document in documents:
        predict(document, models)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(*sys.argv[1:])
