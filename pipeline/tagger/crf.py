"""A linear-chain conditional random field (Lafferty et al. 2001) over padded batches, in numpy.

Shapes: ``B`` sequences of at most ``T`` tokens and ``K`` tags. Sums run in probability space,
rescaled at each step (Rabiner 1989), so that a step is one matrix product.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_TINY = np.float32(1e-30)


@dataclass(frozen=True, slots=True)
class Chain:
    """Potentials between tags, as logarithms: ``between`` (K, K) from row to column."""

    between: Floats
    first: Floats
    last: Floats


@dataclass(frozen=True, slots=True)
class Sums:
    """What forward and backward sums give.

    ``tags`` (B, T, K) are the probabilities of each tag, 0 beyond a sequence's end; ``between``,
    ``first`` and ``last`` the expected counts of each transition; ``partition`` (B,) is log Z.
    """

    tags: Floats
    between: Floats
    first: Floats
    last: Floats
    partition: Floats


def sums(
    emissions: Floats,
    lengths: NDArray[np.int64],
    chain: Chain,
    allowed: NDArray[np.bool_] | None = None,
) -> Sums:
    """Marginals and expected counts of all tag sequences, or of those that ``allowed`` lets be.

    Args:
        emissions: (B, T, K), logarithms.
        lengths: (B,), each at least 1.
        chain: potentials between tags.
        allowed: (B, T, K); each sequence must have a path through it.
    """
    batch, steps, tags = emissions.shape
    highest = emissions.max(axis=2, keepdims=True)
    local = np.exp(emissions - highest)
    if allowed is not None:
        local = local * allowed
    move, first, last = np.exp(chain.between), np.exp(chain.first), np.exp(chain.last)
    inside = np.arange(steps)[None, :] < lengths[:, None]

    forward = np.zeros_like(local)
    scale = np.ones((batch, steps), dtype=np.float32)
    row = first * local[:, 0]
    for t in range(steps):
        if t:
            row = np.where(inside[:, t, None], (row @ move) * local[:, t], row)
        total = row.sum(axis=1) + _TINY
        scale[:, t] = np.where(inside[:, t], total, 1)
        row = row / total[:, None]
        forward[:, t] = row

    backward = np.zeros_like(local)
    ends = lengths - 1
    row = np.repeat(last[None, :], batch, axis=0)
    between = np.zeros((tags, tags), dtype=np.float32)
    for t in range(steps - 1, -1, -1):
        backward[:, t] = row
        if not t:
            break
        ahead = local[:, t] * row
        ahead = ahead / (ahead.sum(axis=1, keepdims=True) + _TINY)
        joint = ((forward[:, t - 1] @ move) * ahead).sum(axis=1) + _TINY
        weight = inside[:, t] / joint
        between += (forward[:, t - 1] * weight[:, None]).T @ ahead
        step = ahead @ move.T
        row = np.where(inside[:, t, None], step / (step.sum(axis=1, keepdims=True) + _TINY), row)
    between *= move

    marginals = forward * backward
    marginals /= marginals.sum(axis=2, keepdims=True) + _TINY
    marginals *= inside[:, :, None]
    closing = (forward[np.arange(batch), ends] * last).sum(axis=1) + _TINY
    partition = np.log(scale).sum(axis=1) + (highest[:, :, 0] * inside).sum(axis=1)
    return Sums(
        tags=marginals,
        between=between,
        first=marginals[:, 0].sum(axis=0),
        last=marginals[np.arange(batch), ends].sum(axis=0),
        partition=partition + np.log(closing),
    )


def best(emissions: Floats, lengths: NDArray[np.int64], chain: Chain) -> NDArray[np.int64]:
    """The likeliest tags (B, T), by Viterbi; whatever beyond a sequence's end."""
    batch, steps, _ = emissions.shape
    score = chain.first + emissions[:, 0]
    back = np.zeros(emissions.shape, dtype=np.int64)
    ends = lengths - 1
    closing = np.where((ends == 0)[:, None], score + chain.last, 0)
    for t in range(1, steps):
        reach = score[:, :, None] + chain.between
        back[:, t] = reach.argmax(axis=1)
        score = np.take_along_axis(reach, back[:, t][:, None, :], axis=1)[:, 0] + emissions[:, t]
        closing = np.where((ends == t)[:, None], score + chain.last, closing)
    path = np.zeros((batch, steps), dtype=np.int64)
    rows = np.arange(batch)
    now = closing.argmax(axis=1)
    for t in range(steps - 1, -1, -1):
        path[:, t] = now
        now = np.where(t <= ends, back[rows, t, now], now)
    return path
