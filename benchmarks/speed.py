"""Characters a second of stock ja_ginza, the tokenizer alone and all of Kisha, in one run.

Compare the ratios; the figures themselves are this machine's. Run: ``python benchmarks/speed.py``.
"""

import time
from collections.abc import Callable
from pathlib import Path

import spacy
from rich.console import Console
from rich.table import Table

from kisha import models, pipeline
from kisha.models.shipped import shared
from kisha.pipeline.layout import restore

ROUNDS = 3


def main() -> None:
    """Takes the seeds in turn through each, and keeps the best of some rounds."""
    sources = [pipeline.read(path) for path in sorted(Path("seeds").glob("*.txt"))]
    texts = [restore(source.text).text for source in sources]
    size = sum(map(len, texts))
    ginza, kisha = spacy.load("ja_ginza"), models.load("ja")
    split = {"@tokenizers": "spacy.ja.JapaneseTokenizer", "split_mode": "C"}
    spacys = spacy.blank("ja", config={"nlp": {"tokenizer": split}}).make_doc
    ways: dict[str, Callable[[], object]] = {
        "stock ja_ginza": lambda: [ginza(text) for text in texts],
        "spaCy's tokens alone": lambda: [spacys(text) for text in texts],
        "kisha, tokens alone": lambda: [kisha.make_doc(text) for text in texts],
        "kisha, mentions to facts": lambda: [kisha(text) for text in texts],
        "kisha, file text to document": lambda: [pipeline.analyse(s, shared) for s in sources],
    }
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(ROUNDS):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            best[name] = min(best[name], time.perf_counter() - start)
    table = Table("", "characters/s", "against ja_ginza")
    for name, seconds in best.items():
        table.add_row(name, f"{size / seconds:,.0f}", f"{best['stock ja_ginza'] / seconds:.1f}×")
    Console().print(table)


if __name__ == "__main__":
    main()
