"""How alike two clusterings of mentions are: MUC, B³, CEAF-e, LEA, and their usual averages.

Mentions are compared by start, end and label; one that only one side has counts against it, as in
the reference scorer (Pradhan et al. 2014). Ratios are of sums over documents.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

from kisha.corpus import Document
from kisha.evaluation.match import Place, places

Cluster = frozenset[Place]
Clusters = Collection[Cluster]


@dataclass(frozen=True, slots=True)
class Ratio:
    """Recall and precision of a clustering, each a ratio of its own; over nothing it is None."""

    found: float = 0.0
    gold: float = 0.0
    right: float = 0.0
    predicted: float = 0.0

    @property
    def recall(self) -> float | None:
        """The share of the gold that was found."""
        return self.found / self.gold if self.gold else None

    @property
    def precision(self) -> float | None:
        """The share of what was predicted that is right."""
        return self.right / self.predicted if self.predicted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; where one is over nothing, so is the other's worth: 0."""
        if not self.gold and not self.predicted:
            return None
        precision, recall = self.precision or 0.0, self.recall or 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def __add__(self, other: "Ratio") -> "Ratio":
        return Ratio(
            self.found + other.found,
            self.gold + other.gold,
            self.right + other.right,
            self.predicted + other.predicted,
        )


@dataclass(frozen=True, slots=True)
class ClusterScores:
    """The ratio of each metric (``MUC``, ``B³``, ``CEAF-e``, ``LEA``) over some documents."""

    metrics: dict[str, Ratio] = field(default_factory=lambda: dict.fromkeys(METRICS, Ratio()))

    @property
    def average(self) -> float | None:
        """The mean F1 of B³, CEAF-e and LEA, which count singletons, as most entities here are."""
        return _mean(self.metrics[name].f1 for name in ("B³", "CEAF-e", "LEA"))

    def __add__(self, other: "ClusterScores") -> "ClusterScores":
        return ClusterScores({n: own + other.metrics[n] for n, own in self.metrics.items()})


def score_clusters(gold: Document, predicted: Document) -> ClusterScores:
    """The scores of the entities of one document."""
    return compare(clusters(gold), clusters(predicted))


def compare(gold: Clusters, predicted: Clusters) -> ClusterScores:
    """The scores of one clustering against another."""
    return ClusterScores({name: metric(gold, predicted) for name, metric in METRICS.items()})


def clusters(document: Document) -> list[Cluster]:
    """The entities of a document as sets of places."""
    groups: dict[str, set[Place]] = {}
    for place, entity in places(document).items():
        groups.setdefault(entity, set()).add(place)
    return [frozenset(group) for group in groups.values()]


def muc(gold: Clusters, predicted: Clusters) -> Ratio:
    """Links that a clustering needs and that the other has too (Vilain et al. 1995).

    Entities of one mention need none: they count for nothing here.
    """
    links = sum(size - 1 for size in _shared(gold, predicted).values())
    return Ratio(links, sum(len(c) - 1 for c in gold), links, sum(len(c) - 1 for c in predicted))


def b_cubed(gold: Clusters, predicted: Clusters) -> Ratio:
    """For each mention the share of its entity that both sides give it (Bagga, Baldwin 1998)."""
    shared = _shared(gold, predicted)
    return Ratio(
        sum(size**2 / len(one) for (one, _), size in shared.items()),
        sum(map(len, gold)),
        sum(size**2 / len(other) for (_, other), size in shared.items()),
        sum(map(len, predicted)),
    )


def ceaf_e(gold: Clusters, predicted: Clusters) -> Ratio:
    """Entities matched one to one so that they are most alike (Luo 2005, φ4)."""
    rows = {cluster: row for row, cluster in enumerate(gold)}
    columns = {cluster: column for column, cluster in enumerate(predicted)}
    alike = np.zeros((len(rows), len(columns)))
    for (one, other), size in _shared(gold, predicted).items():
        alike[rows[one], columns[other]] = 2 * size / (len(one) + len(other))
    best = float(alike[linear_sum_assignment(alike, maximize=True)].sum())
    return Ratio(best, len(rows), best, len(columns))


def lea(gold: Clusters, predicted: Clusters) -> Ratio:
    """Links of each entity that the other side has too, by its size (Moosavi, Strube 2016).

    An entity of one mention has a link to itself, which the other side has where it is one too.
    """
    shared = _shared(gold, predicted)
    kept: Counter[Cluster] = Counter()
    right: Counter[Cluster] = Counter()
    for (one, other), size in shared.items():
        kept[one] += _links(size) if len(one) > 1 else len(other) == 1
        right[other] += _links(size) if len(other) > 1 else len(one) == 1
    return Ratio(
        sum(len(c) * kept[c] / max(_links(len(c)), 1) for c in gold),
        sum(map(len, gold)),
        sum(len(c) * right[c] / max(_links(len(c)), 1) for c in predicted),
        sum(map(len, predicted)),
    )


def _links(size: int) -> int:
    return size * (size - 1) // 2


def _shared(gold: Clusters, predicted: Clusters) -> Counter[tuple[Cluster, Cluster]]:
    """How many mentions two entities share, for those that share any."""
    one = {place: cluster for cluster in gold for place in cluster}
    other = {place: cluster for cluster in predicted for place in cluster}
    return Counter((one[place], other[place]) for place in one.keys() & other.keys())


def _mean(figures: Iterable[float | None]) -> float | None:
    given = [figure for figure in figures if figure is not None]
    return sum(given) / len(given) if given else None


METRICS: dict[str, Callable[[Clusters, Clusters], Ratio]] = {
    "MUC": muc,
    "B³": b_cubed,
    "CEAF-e": ceaf_e,
    "LEA": lea,
}
