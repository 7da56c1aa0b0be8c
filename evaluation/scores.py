"""Precision, recall and F1 of mentions and facts, by label and over all."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kisha.corpus import LABELS, RELATIONS, Document
from kisha.evaluation import match


@dataclass(frozen=True, slots=True)
class Score:
    """Counts, and what follows from them, 0 to 1; a ratio over nothing is None, never 0 or 1."""

    true: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float | None:
        """The share of what was predicted that is right."""
        return self.true / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """The share of the gold that was found."""
        return self.true / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        total = self.predicted + self.gold
        return 2 * self.true / total if total else None

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.true + other.true, self.predicted + other.predicted, self.gold + other.gold
        )


@dataclass(frozen=True, slots=True)
class Report:
    """Scores by label (``ORG`` …) and by relation type (``OWNS`` …) over some documents."""

    documents: int
    mentions: dict[str, Score] = field(default_factory=dict)
    facts: dict[str, Score] = field(default_factory=dict)

    @property
    def all_mentions(self) -> Score:
        """Over all labels: micro-averaged."""
        return sum(self.mentions.values(), Score())

    @property
    def all_facts(self) -> Score:
        """Over all relation types: micro-averaged."""
        return sum(self.facts.values(), Score())


def score(pairs: Iterable[tuple[Document, Document]]) -> Report:
    """The report over pairs of gold and predicted documents of one text each.

    Raises:
        ValueError: the two documents of a pair are not over the same text.
    """
    counts = {kind: Counter[str]() for kind in ("true", "predicted", "gold")}
    documents = 0
    for gold, predicted in pairs:
        if gold.text != predicted.text:
            raise ValueError(f"{gold.id} and {predicted.id} are not over the same text")
        documents += 1
        golden, found = set(match.places(gold)), set(match.places(predicted))
        golden_facts = match.facts(gold)
        found_facts = match.facts(predicted, match.align(gold, predicted))
        counts["gold"].update(p[2] for p in golden)
        counts["predicted"].update(p[2] for p in found)
        counts["true"].update(p[2] for p in golden & found)
        counts["gold"].update(f[1] for f in golden_facts)
        counts["predicted"].update(f[1] for f in found_facts)
        counts["true"].update(f[1] for f in golden_facts & found_facts)

    def scores(names: Iterable[str]) -> dict[str, Score]:
        return {n: Score(*(counts[kind][n] for kind in counts)) for n in names}

    return Report(documents, scores(LABELS), scores(RELATIONS))
