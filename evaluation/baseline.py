"""Stock ja_ginza, its labels mapped to ours: what a user would have without Kisha."""

import tomllib
from collections.abc import Callable
from importlib.resources import files

import spacy

from kisha.corpus.document import Span


def stock_ginza() -> Callable[[str], list[Span]]:
    """A tagger of plain text, one paragraph a line: ``ja_ginza`` as installed, line by line.

    The mapping of its labels to ours stands in ``ginza_labels.toml``; labels that stand in no row
    are dropped. It finds mentions alone: each is an entity of its own.
    """
    table = tomllib.loads(
        files("kisha.evaluation").joinpath("ginza_labels.toml").read_text("utf-8")
    )
    ours = {theirs: label for label, row in table.items() for theirs in row}
    nlp = spacy.load("ja_ginza")

    def tag(text: str) -> list[Span]:
        spans: list[Span] = []
        start = 0
        for line in text.split("\n"):
            for ent in nlp(line).ents:
                if label := ours.get(ent.label_):
                    left, right = start + ent.start_char, start + ent.end_char
                    spans.append(Span(left, right, label, f"{left}"))
            start += len(line) + 1
        return spans

    return tag
