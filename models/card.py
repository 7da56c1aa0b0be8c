"""The figures of a model's card: scores with intervals, calibration, precision against recall."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kisha.corpus import LABELS, Document
from kisha.corpus.chart import blank, save
from kisha.evaluation import Score, match, score
from kisha.evaluation.intervals import interval
from kisha.models.calibrate import Bin, reliability
from kisha.models.measure import predict
from kisha.models.novelty import Seen, by_novelty
from kisha.pipeline.analyse import Models

if TYPE_CHECKING:
    from matplotlib.axes import Axes

THRESHOLDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95)

Pairs = Sequence[tuple[Document, Document]]


@dataclass(frozen=True, slots=True)
class Card:
    """``scores`` and ``intervals`` by label and as ``mentions`` over all; mentions end to end.

    ``thresholds`` holds the score over all labels at each ``--min-score``, ``seen`` and ``unseen``
    the recall of names that training held and that it did not.
    """

    documents: int
    scores: dict[str, Score]
    intervals: dict[str, tuple[float, float] | None]
    thresholds: dict[float, Score]
    bins: list[Bin]
    seen: dict[str, Score]
    unseen: dict[str, Score]


def card(documents: Iterable[Document], models: Models, known: Seen) -> Card:
    """The card of the models over gold ``documents``."""
    pairs = [(document, predict(document, models)) for document in documents]
    each = [score([pair]) for pair in pairs]
    own = {label: [report.mentions[label] for report in each] for label in LABELS}
    own["mentions"] = [report.all_mentions for report in each]
    seen, unseen = by_novelty(pairs, known)
    return Card(
        documents=len(pairs),
        scores={name: sum(scores, Score()) for name, scores in own.items()},
        intervals={name: interval(scores) for name, scores in own.items()},
        thresholds={least: _at(pairs, least) for least in THRESHOLDS},
        bins=reliability(*_judged(pairs)),
        seen=seen,
        unseen=unseen,
    )


def _at(pairs: Pairs, least: float) -> Score:
    total = Score()
    for gold, predicted in pairs:
        sure = tuple(mention for mention in predicted.mentions if mention.score >= least)
        total += score([(gold, replace(predicted, mentions=sure, relations=()))]).all_mentions
    return total


def _judged(pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    sure: list[float] = []
    right: list[bool] = []
    for gold, predicted in pairs:
        golden = match.places(gold)
        sure += [m.score for m in predicted.mentions]
        right += [(m.start, m.end, m.label) in golden for m in predicted.mentions]
    return np.array(sure), np.array(right, dtype=bool)


def chart(card: Card, out: Path, *, title: str) -> None:
    """Draws reliability, and precision against recall, to ``out`` in the format of its suffix.

    Raises:
        KishaError: C109, no matplotlib.
    """
    figure = blank(10, 4.5)
    figure.suptitle(title)
    left, right = figure.subplots(1, 2)
    _reliability(left, card.bins)
    _trade(right, card.thresholds)
    save(figure, out)


def _reliability(axes: "Axes", bins: list[Bin]) -> None:
    most = max((part.count for part in bins), default=1)
    axes.plot([0, 1], [0, 1], linestyle="--", color="grey", label="as sure as right")
    axes.plot([part.sure for part in bins], [part.right for part in bins], marker="o")
    for part in bins:
        axes.annotate(f"{part.count:,}", (part.sure, part.right), (6, -10), size=8,
                      textcoords="offset points")  # fmt: skip
    axes.bar(
        [part.sure for part in bins], [0.2 * part.count / most for part in bins], 0.03, alpha=0.3
    )
    axes.set(xlabel="score", ylabel="share that is right", title="Reliability", xlim=(0, 1.05))
    axes.legend(loc="upper left")


def _trade(axes: "Axes", thresholds: dict[float, Score]) -> None:
    points = [(s.recall or 0.0, s.precision or 0.0, least) for least, s in thresholds.items()]
    axes.plot([p[0] for p in points], [p[1] for p in points], marker="o")
    for recall, precision, least in points:
        axes.annotate(f"{least:g}", (recall, precision), (4, 4), textcoords="offset points")
    axes.set(xlabel="recall", ylabel="precision", title="Precision and recall at --min-score")
