"""From the scores of mention pairs to entity pairs, each beside those it competes with."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from kisha.corpus.schema import LABELS
from kisha.pipeline.blocks import KINDS
from kisha.pipeline.relations.candidates import Candidates
from kisha.pipeline.relations.grid import SYMMETRIC, TYPES, Ints

Floats = NDArray[np.float32]
_LEAST = -12.0
_OFTEN, _FAR = 8, 5
WIDTH = 14 + 7 * len(TYPES) + len(KINDS) + 1 + 2 * (2 + len(LABELS)) + 5
"""How many features an entity pair has."""


class EntityPairs(NamedTuple):
    """An entry for each type that two entities may have, the ends of symmetric ones in order.

    ``pair`` is the place of its surest mention pair among the candidates, ``logit`` the score of
    that. ``rows`` (entries, features) tells what else speaks for or against it.
    """

    type: Ints
    pair: Ints
    logit: NDArray[np.float64]
    rows: Floats


class _Table(NamedTuple):
    """What was said of each type of each two entities, sorted by type, head and tail."""

    size: int
    type: Ints
    head: Ints
    tail: Ints
    pair: Ints
    logit: NDArray[np.float64]
    second: NDArray[np.float64]
    mass: NDArray[np.float64]
    often: Ints
    ruled: NDArray[np.bool_]


def aggregate(found: Candidates, logits: NDArray[np.floating]) -> EntityPairs:
    """The entity pairs of a document; ``logits`` (pairs, types) are those of its candidates."""
    table = _table(found, logits)
    kept = np.flatnonzero(~SYMMETRIC[table.type] | (table.head < table.tail))
    columns = [*_own(table), *_others(table), *_places(found, table), *_kinds(found, table)]
    rows = np.column_stack(columns)[kept].astype(np.float32)
    return EntityPairs(table.type[kept], table.pair[kept], table.logit[kept], rows)


def _table(found: Candidates, logits: NDArray[np.floating]) -> _Table:
    entity = found.table.entity
    size = int(entity.max()) + 1
    pair, type = np.nonzero(found.may)
    head, tail = entity[found.heads[pair]], entity[found.tails[pair]]
    # A symmetric relation stands in both directions here, so that either end meets its rivals.
    both = np.flatnonzero(SYMMETRIC[type])
    head, tail = np.append(head, tail[both]), np.append(tail, head[both])
    pair, type = np.append(pair, pair[both]), np.append(type, type[both])
    score = np.clip(logits[pair, type], _LEAST, -_LEAST)
    keys, group = np.unique((type * size + head) * size + tail, return_inverse=True)
    best, second, _ = _leaders(group, score)
    ends = keys // size
    return _Table(
        size=size,
        type=ends // size,
        head=ends % size,
        tail=keys % size,
        pair=pair[best],
        logit=score[best],
        second=second,
        mass=np.bincount(group, weights=expit(score)).astype(np.float64),
        often=np.bincount(group),
        ruled=np.bincount(group, weights=found.ruled[pair, type]) > 0,
    )


def _leaders(
    group: Ints, score: NDArray[np.float64]
) -> tuple[Ints, NDArray[np.float64], NDArray[np.float64]]:
    """The place of each group's best, the score of its second, and that of its best."""
    order = np.lexsort((score, group))
    counts = np.bincount(group)
    last = np.cumsum(counts) - 1
    best = order[last]
    second = np.where(counts > 1, score[order[last - 1]], _LEAST)
    return best, second, score[best]


def _own(table: _Table) -> list[NDArray[np.generic]]:
    """What its own mention pairs say, and what they say of the other types of the two."""
    pairs, group = np.unique(table.head * table.size + table.tail, return_inverse=True)
    said = np.full((len(pairs) + 1, len(TYPES)), _LEAST)
    said[group, table.type] = table.logit
    turned = table.tail * table.size + table.head
    place = np.minimum(np.searchsorted(pairs, turned), len(pairs) - 1)
    back = np.where(pairs[place] == turned, place, len(pairs))
    numbers = (table.logit, table.second, np.log(table.mass + 1e-3), np.log(table.often))
    return [*numbers, table.ruled, np.eye(len(TYPES))[table.type], said[group], said[back]]


def _others(table: _Table) -> list[NDArray[np.generic]]:
    """How it stands among those of its type that share an end, and what else the ends have."""
    columns: list[NDArray[np.generic]] = []
    sure = expit(table.logit)
    reach = np.zeros((2, table.size, len(TYPES)))
    for side, end in enumerate((table.head, table.tail)):
        np.maximum.at(reach[side], (end, table.type), sure)
        _, group = np.unique(table.type * table.size + end, return_inverse=True)
        _, second, top = _leaders(group, table.logit)
        rival = np.where(table.logit >= top[group], second[group], top[group])
        total, count = np.bincount(group, weights=sure), np.bincount(group)
        columns += [top[group], rival, table.logit - rival, total[group], np.log(count)[group]]
    for end in (table.head, table.tail):
        columns += [reach[0][end], reach[1][end]]
    return columns


def _places(found: Candidates, table: _Table) -> list[NDArray[np.generic]]:
    """How near the two stand where they are surest, and in which kind of block."""
    grid = found.table
    head, tail = found.heads[table.pair], found.tails[table.pair]
    first, second = np.minimum(head, tail), np.maximum(head, tail)
    gap = np.maximum(grid.start[second] - grid.end[first], 0)
    lines = np.minimum(grid.line[second] - grid.line[first], _FAR)
    same = grid.sentence[head] == grid.sentence[tail]
    return [lines, np.log1p(gap), same, head < tail, np.eye(len(KINDS) + 1)[grid.kind[head] + 1]]


def _kinds(found: Candidates, table: _Table) -> list[NDArray[np.generic]]:
    """Label, number of mentions and first place of each end."""
    grid = found.table
    count = np.minimum(np.bincount(grid.entity), _OFTEN)
    _, first = np.unique(grid.entity, return_index=True)
    columns: list[NDArray[np.generic]] = []
    for end in (table.head, table.tail):
        label = grid.label[first[end]]
        columns += [count[end], np.log1p(first[end]), np.eye(len(LABELS))[label]]
    return columns
