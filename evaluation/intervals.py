"""How far a score could differ on other documents of the same kind."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import bootstrap

from kisha.evaluation.count import Score

_RESAMPLES = 2000
_FEWEST = 5
_COUNTS = ("true", "predicted", "gold")


def interval(scores: Sequence[Score]) -> tuple[float, float] | None:
    """The 95 % interval of the F1 over all documents, by their own scores: percentile bootstrap.

    None where fewer than five documents hold anything to score: so few cannot tell. Documents
    that hold nothing say nothing of an F1 and are left out.
    """
    scores = [score for score in scores if score.f1 is not None]
    if len(scores) < _FEWEST:
        return None
    counts = [np.array([getattr(score, name) for score in scores]) for name in _COUNTS]
    found = bootstrap(
        counts,
        _f1,
        paired=True,
        vectorized=True,
        n_resamples=_RESAMPLES,
        method="percentile",
        rng=0,
    )
    return float(found.confidence_interval.low), float(found.confidence_interval.high)


def _f1(
    true: NDArray[np.int64],
    predicted: NDArray[np.int64],
    gold: NDArray[np.int64],
    axis: int = -1,
) -> NDArray[np.float64]:
    total = predicted.sum(axis=axis) + gold.sum(axis=axis)
    found: NDArray[np.float64] = 2 * true.sum(axis=axis) / total
    return found
