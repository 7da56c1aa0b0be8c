"""What tells a relation between two mentions: hashed features of all pairs of a text at once."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from kisha.corpus.schema import LABELS
from kisha.pipeline.relations.grid import NONE, TYPES, Grid, Ints

ROWS = 2**17
_BETWEEN, _AFTER, _BEFORE, _LAST, _TOLD = 40, 25, 12, 4, 6
_GAPS = np.array([0, 1, 2, 4, 7, 13, 26, 60])
_PRIME = np.uint64(0x9E3779B97F4A7C15)


class Bag:
    """Features under way: a row for each pair, a column for each hashed feature."""

    def __init__(self, size: int, own: NDArray[np.uint64]) -> None:
        self.size = size
        self._own = own
        self._rows: list[Ints] = []
        self._columns: list[NDArray[np.uint64]] = []

    def add(self, name: int, values: NDArray[np.uint64] | Ints, rows: Ints | None = None) -> None:
        """A feature ``name`` with a value for each of ``rows``, all if not given.

        Each counts twice: by itself, and for the labels and order of the pair.
        """
        rows = np.arange(self.size) if rows is None else rows
        hashed = _mixed(np.asarray(values).astype(np.uint64), np.uint64(name + 1))
        self._rows += [rows, rows]
        self._columns += [hashed, _mixed(hashed, self._own[rows])]

    def matrix(self) -> csr_matrix:
        """Pairs by ``ROWS``: each feature once, every row of length 1."""
        rows = np.concatenate(self._rows)
        columns = (np.concatenate(self._columns) % np.uint64(ROWS)).astype(np.int64)
        found = csr_matrix(
            (np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=(self.size, ROWS)
        )
        found.sum_duplicates()
        counts = np.maximum(np.diff(found.indptr), 1)
        found.data[:] = np.repeat(1 / np.sqrt(counts), np.diff(found.indptr))
        return found


def features(own: Grid, heads: Ints, tails: Ints, ruled: Ints) -> csr_matrix:
    """The features of each pair; ``ruled`` numbers what the rules find between the two."""
    first, second = np.minimum(heads, tails), np.maximum(heads, tails)
    forward = (heads < tails).astype(np.uint64)
    kinds = (own.label[heads] * len(LABELS) + own.label[tails]).astype(np.uint64)
    bag = Bag(len(heads), kinds * np.uint64(2) + forward)
    left, right = own.end[first], own.start[second]
    gap = np.maximum(right - left, 0)
    _places(bag, own, heads, tails, gap)
    _words(bag, own, first, second, gap)
    _mentions_between(bag, own, first, second)
    _entities(bag, own, heads, tails)
    bag.add(40, ruled)
    counts = np.minimum(np.bincount(own.entity), 4)
    bag.add(41, counts[own.entity[heads]] * 8 + counts[own.entity[tails]])
    return bag.matrix()


def _places(bag: Bag, own: Grid, heads: Ints, tails: Ints, gap: Ints) -> None:
    bag.add(0, np.zeros(bag.size, dtype=np.int64))
    bag.add(1, np.searchsorted(_GAPS, gap))
    bag.add(2, np.minimum(np.abs(own.line[heads] - own.line[tails]), 4))
    bag.add(3, (own.sentence[heads] == own.sentence[tails]).astype(np.int64))
    bag.add(4, (own.kind[heads] + 1) * 16 + own.kind[tails] + 1)
    entity = np.append(own.entity, -2)
    for number, anchor in enumerate((own.subject, own.heading)):
        for side, (one, other) in enumerate(((heads, tails), (tails, heads))):
            place = anchor[other]
            code = 2 * (place == one) + (entity[place] == own.entity[one]) * (place != NONE)
            bag.add(5 + 2 * number + side, code)
    issuer = entity[own.issuer] if own.issuer != NONE else -3
    bag.add(9, 2 * (own.entity[heads] == issuer) + (own.entity[tails] == issuer))


def _words(bag: Bag, own: Grid, first: Ints, second: Ints, gap: Ints) -> None:
    words = np.append(own.words, np.zeros(_AFTER + 4, dtype=np.uint64))
    for place in (1, 2, 3):
        bag.add(10 + place, words[np.maximum(own.start[first] - place, -1)])
        bag.add(14 + place, words[own.end[second] + place - 1])
    bag.add(18, words[own.end[first] - 1])
    bag.add(19, words[own.end[second] - 1])
    bag.add(20, words[own.start[first]])
    bag.add(21, words[own.start[second]])
    near = np.flatnonzero((gap > 0) & (gap <= _BETWEEN))
    rows, places = _stretch(near, own.end[first], gap)
    bag.add(22, words[places], rows)
    inner = places < own.start[second][rows] - 1
    bag.add(23, _mixed(words[places[inner]], words[places[inner] + 1]), rows[inner])
    bag.add(24, words[own.end[first][near]], near)
    bag.add(25, words[own.start[second][near] - 1], near)
    two = near[gap[near] > 1]
    bag.add(26, _mixed(words[own.end[first][two]], words[own.end[first][two] + 1]), two)
    bag.add(27, _mixed(words[own.start[second][two] - 2], words[own.start[second][two] - 1]), two)
    short = near[gap[near] <= 4]
    whole = np.zeros(bag.size, dtype=np.uint64)
    for step in range(4):
        more = short[gap[short] > step]
        whole[more] = _mixed(whole[more], words[own.end[first][more] + step])
    bag.add(28, whole[short], short)
    after = np.clip(own.stops[second] - own.end[second], 0, _AFTER)
    rows, places = _stretch(np.arange(bag.size), own.end[second], after)
    bag.add(29, words[places], rows)
    last = np.minimum(after, _LAST)
    rows, places = _stretch(np.arange(bag.size), own.end[second] + after - last, last)
    bag.add(30, words[places], rows)
    same = np.minimum(own.start[first], _BEFORE)
    rows, places = _stretch(np.arange(bag.size), own.start[first] - same, same)
    bag.add(31, words[places], rows)


def _mentions_between(bag: Bag, own: Grid, first: Ints, second: Ints) -> None:
    # How many of each label stand before each place: the difference is what lies between.
    before = np.zeros((len(own) + 1, len(LABELS)), dtype=np.int64)
    before[1:] = np.cumsum(own.label[:, None] == np.arange(len(LABELS)), axis=0)
    between = np.minimum(before[second] - before[first + 1], 3)
    for label in range(len(LABELS)):
        bag.add(32 + label, between[:, label])
    same = between[np.arange(bag.size), own.label[second]] > 0
    bag.add(38, same + 2 * (between[np.arange(bag.size), own.label[first]] > 0))
    labels = np.append(own.label, NONE) + 1
    bag.add(39, labels[first - 1] * 8 + labels[np.minimum(second + 1, len(own))])


def _entities(bag: Bag, own: Grid, heads: Ints, tails: Ints) -> None:
    """What stands at the edges of any mention of the two entities: that one is a rocket, say."""
    words = np.append(own.words, np.zeros(2, dtype=np.uint64))
    edges = np.stack([words[own.end - 1], words[own.start - 1], words[own.end], words[own.end + 1]])
    told = np.stack([_mixed(row, np.uint64(place)) for place, row in enumerate(edges)], axis=1)
    order = np.argsort(own.entity, kind="stable")
    counts = np.bincount(own.entity)
    starts = np.cumsum(counts) - counts
    for side, ends in enumerate((heads, tails)):
        entity = own.entity[ends]
        rows, places = _stretch(
            np.arange(bag.size), starts[entity], np.minimum(counts[entity], _TOLD)
        )
        values = told[order[places]]
        for column in range(values.shape[1]):
            bag.add(42 + side, values[:, column], rows)


def _stretch(rows: Ints, starts: Ints, lengths: Ints) -> tuple[Ints, Ints]:
    """For each of ``rows`` the ``lengths[r]`` tokens from ``starts[r]`` on, each with its row."""
    counts = lengths[rows]
    total = int(counts.sum())
    offset = np.arange(total) - np.repeat(np.cumsum(counts) - counts, counts)
    repeated = np.repeat(rows, counts)
    return repeated, starts[repeated] + offset


def _mixed(one: NDArray[np.uint64], other: NDArray[np.uint64] | np.uint64) -> NDArray[np.uint64]:
    """A hash of two hashes, order heeded."""
    with np.errstate(over="ignore"):
        mixed = (one ^ (one >> np.uint64(31))) * _PRIME + other
        mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
        return mixed ^ (mixed >> np.uint64(32))


RULED = {type: 1 << number for number, type in enumerate(TYPES)}
"""The number that stands for what the rules found between two entities: a bit for each type."""
