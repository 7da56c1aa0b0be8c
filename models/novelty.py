"""Recall of names that a training saw, and of those that it never saw."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kisha.corpus import Document
from kisha.evaluation.scores import Score
from kisha.pipeline.naming import core, folded

NAMED = ("ORG", "PERSON", "VEHICLE", "MISSION")
_NAME = re.compile(r"[A-ZＡ-Ｚァ-ヴ一-龠]")


@dataclass(frozen=True, slots=True)
class Seen:
    """All that a training read, folded: its texts, and the rows of the name tables."""

    text: str

    def __contains__(self, name: str) -> bool:
        return name in self.text


def seen(documents: Iterable[Document], tables: Path, texts: Iterable[str] = ()) -> Seen:
    """What trained: the corpus, the tables ``*.tsv`` of a folder, other texts."""
    names = [
        row["name"]
        for path in sorted(tables.glob("*.tsv"))
        for row in csv.DictReader(
            path.open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE
        )
    ]
    return Seen("\n".join(folded(t) for t in [*(d.text for d in documents), *names, *texts]))


def by_novelty(
    pairs: Iterable[tuple[Document, Document]], known: Seen
) -> tuple[dict[str, Score], dict[str, Score]]:
    """Recall of seen and of unseen names by label, over pairs of gold and predicted documents.

    A name is unseen if its core, folded, is part of nothing that trained. Class nouns of craft and
    what is written without a capital, kanji or katakana are no names. ``predicted`` of the scores
    is 0: a false mention is neither.
    """
    counts = {kind: dict.fromkeys(NAMED, Score()) for kind in (True, False)}
    for gold, predicted in pairs:
        found = {(m.start, m.end, m.label) for m in predicted.mentions}
        for mention in gold.mentions:
            if mention.label not in NAMED or not _NAME.search(mention.text):
                continue
            hit = Score(int((mention.start, mention.end, mention.label) in found), 0, 1)
            kind = core(mention.text, mention.label) in known
            counts[kind][mention.label] += hit
    return counts[True], counts[False]
