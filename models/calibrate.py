"""How far a tagger's probabilities may be believed, by documents that it never saw."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from spacy.tokens import Doc

from kisha.pipeline.tagger.decoding import Found, Line

BINS = 10
_COLDEST, _HOTTEST = 0.5, 5.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Mentions of like probability: how many, their mean probability, the share that is right."""

    count: int
    sure: float
    right: float


class Tagger(Protocol):
    """A tagger with a temperature, which counts when what it has read is decoded."""

    cfg: dict[str, Any]

    def emit(self, docs: Iterable[Doc]) -> list[list[Line]]:
        """What it reads in documents."""
        ...

    def decode(self, emitted: list[list[Line]]) -> list[list[Found]]:
        """The mentions in what it has read."""
        ...


def fit(tagger: Tagger, golds: list[Doc]) -> float:
    """The temperature at which the probabilities fit ``golds`` best; the tagger then has it.

    Temperature scaling (Guo et al. 2017) of the random field: it changes no mention. Fit by the
    log loss of "this mention is right" over what the tagger finds.
    """
    emitted = tagger.emit(golds)
    if not _judged(tagger.decode(emitted), golds)[1].size:
        return float(tagger.cfg["temperature"])

    def loss(temperature: float) -> float:
        tagger.cfg["temperature"] = float(temperature)
        sure, right = _judged(tagger.decode(emitted), golds)
        bounded = np.clip(sure, 1e-6, 1 - 1e-6)
        return -float(np.mean(np.where(right, np.log(bounded), np.log(1 - bounded))))

    best = minimize_scalar(
        loss, bounds=(_COLDEST, _HOTTEST), method="bounded", options={"xatol": 0.05}
    )
    found = round(float(best.x), 2)
    tagger.cfg["temperature"] = found
    return found


def cross_fitted(tagger: Tagger, golds: list[Doc]) -> list[Bin]:
    """The reliability on ``golds``, each half under the temperature fitted on the other.

    The tagger keeps the temperature that it had.
    """
    before = tagger.cfg["temperature"]
    parts = []
    for fold in range(2):
        fit(tagger, golds[1 - fold :: 2])
        parts.append(judged(tagger, golds[fold::2]))
    tagger.cfg["temperature"] = before
    sure, right = (np.concatenate(column) for column in zip(*parts, strict=True))
    return reliability(sure, right)


def judged(tagger: Tagger, golds: list[Doc]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The probability of each mention that the tagger finds, and whether it is right."""
    return _judged(tagger.decode(tagger.emit(golds)), golds)


def _judged(
    found: list[list[Found]], golds: list[Doc]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    sure: list[float] = []
    right: list[bool] = []
    for gold, mentions in zip(golds, found, strict=True):
        known = {(ent.start, ent.end, ent.label_) for ent in gold.ents}
        for start, end, label, score in mentions:
            sure.append(score)
            right.append((start, end, label) in known)
    return np.array(sure), np.array(right, dtype=bool)


def reliability(sure: NDArray[np.float64], right: NDArray[np.bool_]) -> list[Bin]:
    """Ten bins of equal width, empty ones left out: the points of a reliability diagram."""
    places = np.minimum((sure * BINS).astype(int), BINS - 1)
    return [
        Bin(int(own.sum()), float(sure[own].mean()), float(right[own].mean()))
        for place in range(BINS)
        if (own := places == place).any()
    ]


def calibration_error(bins: list[Bin]) -> float | None:
    """Expected calibration error: the mean distance of probability and share right, 0 to 1."""
    total = sum(part.count for part in bins)
    if not total:
        return None
    return sum(part.count * abs(part.sure - part.right) for part in bins) / total
