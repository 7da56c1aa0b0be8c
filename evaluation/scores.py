"""Precision, recall and F1 of mentions and facts, by label and over all."""

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass, field, fields
from typing import Any

from kisha.corpus import LABELS, RELATIONS, Document
from kisha.evaluation import match
from kisha.evaluation.clusters import ClusterScores, score_clusters
from kisha.evaluation.count import Score
from kisha.evaluation.spread import Sentences, spread


@dataclass(frozen=True, slots=True)
class Report:
    """Scores over some documents.

    Mentions by label (``ORG`` …), facts by relation type (``OWNS`` …); ``relaxed`` counts facts
    whose mentions only overlap those of the gold, ``within`` and ``across`` those that stand in one
    sentence and those that don't, ``values`` date mentions with the right calendar value.
    """

    documents: int = 0
    mentions: dict[str, Score] = field(default_factory=dict)
    facts: dict[str, Score] = field(default_factory=dict)
    relaxed: Score = field(default_factory=Score)
    within: Score = field(default_factory=Score)
    across: Score = field(default_factory=Score)
    values: Score = field(default_factory=Score)
    clusters: ClusterScores = field(default_factory=ClusterScores)

    @property
    def all_mentions(self) -> Score:
        """Over all labels: micro-averaged."""
        return sum(self.mentions.values(), Score())

    @property
    def all_facts(self) -> Score:
        """Over all relation types: micro-averaged."""
        return sum(self.facts.values(), Score())

    def __add__(self, other: "Report") -> "Report":
        return Report(
            *(_sum(getattr(self, part.name), getattr(other, part.name)) for part in fields(self))
        )


def score(pairs: Iterable[tuple[Document, Document]], sentences: Sentences | None = None) -> Report:
    """The report over pairs of gold and predicted documents of one text each.

    ``sentences`` gives the offsets into the text of a document at which its sentences end; without
    it no fact is told to be within or across them.

    Raises:
        ValueError: the two documents of a pair are not over the same text.
    """
    empty = Report(mentions=dict.fromkeys(LABELS, Score()), facts=dict.fromkeys(RELATIONS, Score()))
    return sum((_one(gold, predicted, sentences) for gold, predicted in pairs), empty)


def _one(gold: Document, predicted: Document, sentences: Sentences | None) -> Report:
    if gold.text != predicted.text:
        raise ValueError(f"{gold.id} and {predicted.id} are not over the same text")
    golden, found = set(match.places(gold)), set(match.places(predicted))
    golden_facts = match.facts(gold)
    found_facts = match.facts(predicted, match.align(gold, predicted))
    loose = match.facts(predicted, match.align(gold, predicted, relaxed=True))
    within, across = spread(gold, predicted, sentences(gold)) if sentences else (Score(), Score())
    return Report(
        documents=1,
        mentions=_by(LABELS, 2, golden, found),
        facts=_by(RELATIONS, 1, golden_facts, found_facts),
        relaxed=_common(golden_facts, loose),
        within=within,
        across=across,
        values=_common(_values(gold), _values(predicted)),
        clusters=score_clusters(gold, predicted),
    )


def _by(
    names: Iterable[str], place: int, golden: Set[tuple[Any, ...]], found: Set[tuple[Any, ...]]
) -> dict[str, Score]:
    """The score of each name that stands at ``place`` of what is compared."""
    counts = [Counter(item[place] for item in items) for items in (golden & found, found, golden)]
    return {name: Score(*(count[name] for count in counts)) for name in names}


def _common(golden: Set[Any], found: Set[Any]) -> Score:
    return Score(len(golden & found), len(found), len(golden))


def _values(document: Document) -> set[tuple[match.Place, str]]:
    values = {entity.id: entity.value for entity in document.entities}
    return {
        (place, value)
        for place, entity in match.places(document).items()
        if place[2] == "DATE" and (value := values[entity])
    }


def _sum(one: Any, other: Any) -> Any:
    if isinstance(one, dict):
        return {name: one.get(name, Score()) + other.get(name, Score()) for name in one | other}
    return one + other
