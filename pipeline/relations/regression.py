"""Logistic regression over sparse rows, one for each type, weights held small (L2)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack
from scipy.special import expit

# As many examples as the weights' prior counts for, inverted: chosen on dev.
STRENGTH = 10.0
_STEPS = 60
# Weights that hardly weigh are none, the rest keep so many bits: half the size, the same facts.
_LEAST, _BITS = 0.05, 6

Floats = NDArray[np.float32]


def fit(
    rows: Sequence[csr_matrix],
    asked: Sequence[NDArray[np.bool_]],
    right: Sequence[NDArray[np.bool_]],
) -> Floats:
    """Weights (features + 1, types), the last row the bias.

    Args:
        rows: features of each document's pairs (pairs, features).
        asked: which types each pair is an example for (pairs, types).
        right: which of them it has.
    """
    every = vstack(rows).tocsr()
    may, holds = np.vstack(asked), np.vstack(right)
    weights = np.zeros((every.shape[1] + 1, may.shape[1]), dtype=np.float32)
    for type in range(may.shape[1]):
        own = np.flatnonzero(may[:, type])
        if holds[own, type].any():
            weights[:, type] = _one(every[own], holds[own, type])
        else:
            weights[-1, type] = -np.inf if len(own) else 0
    return _coarse(np.nan_to_num(weights, neginf=-1e4))


def _coarse(weights: Floats) -> Floats:
    kept = np.where(np.abs(weights) < _LEAST, 0, weights)
    mantissa, exponent = np.frexp(kept)
    rounded: Floats = np.ldexp(np.round(mantissa * 2**_BITS) / 2**_BITS, exponent)
    return rounded.astype(np.float32)


def _one(rows: csr_matrix, right: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The weights at the least loss: log loss times ``STRENGTH``, and half their squares."""
    sign = np.where(right, 1.0, -1.0)
    columns = rows.T.tocsr()

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = sign * (rows @ weights[:-1] + weights[-1])
        slope = -STRENGTH * sign * expit(-margin)
        gradient = np.append(columns @ slope, slope.sum())
        gradient += weights
        value = STRENGTH * np.logaddexp(0, -margin).sum() + 0.5 * weights @ weights
        return float(value), gradient

    start = np.zeros(rows.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    solution: NDArray[np.float64] = found.x
    return solution
