"""Characters a second of stock ja_ginza, the tokenizer alone and all of Kisha, in one run.

Compare the ratios; the figures themselves are this machine's. For one core: ``OMP_NUM_THREADS=1
OPENBLAS_NUM_THREADS=1 python benchmarks/speed.py [MODEL]``.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from rich.console import Console
from rich.table import Table
from spacy.language import Language

from kisha import models, pipeline
from kisha.pipeline.layout import restore

ROUNDS = 3
_OF_DEV = 20


def _without(nlp: Language, text: str, stages: list[str]) -> object:
    with nlp.select_pipes(disable=stages):
        return nlp(text)


def main() -> None:
    """Takes the seeds and some of dev in turn through each, and keeps the best of some rounds."""
    dev = sorted(Path("corpus/dev/ja").glob("*.txt"))[:_OF_DEV]
    sources = [pipeline.read(path) for path in [*sorted(Path("seeds").glob("*.txt")), *dev]]
    texts = [restore(source.text).text for source in sources]
    size = sum(map(len, texts))
    ginza, kisha = spacy.load("ja_ginza"), models.load(sys.argv[1] if sys.argv[1:] else "ja")
    behind = [name for name in kisha.pipe_names if name != "tagger"]
    last = behind[-1:]
    split = {"@tokenizers": "spacy.ja.JapaneseTokenizer", "split_mode": "C"}
    spacys = spacy.blank("ja", config={"nlp": {"tokenizer": split}}).make_doc
    ways: dict[str, Callable[[], object]] = {
        "stock ja_ginza": lambda: [ginza(text) for text in texts],
        "spaCy's tokens alone": lambda: [spacys(text) for text in texts],
        "kisha, tokens alone": lambda: [kisha.make_doc(text) for text in texts],
        "kisha, mentions alone": lambda: [_without(kisha, text, behind) for text in texts],
        "kisha, mentions, entities, dates": lambda: [_without(kisha, t, last) for t in texts],
        "kisha, mentions to facts": lambda: [kisha(text) for text in texts],
        "kisha, file text to document": lambda: [
            pipeline.analyse(s, lambda language: kisha) for s in sources
        ],
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
