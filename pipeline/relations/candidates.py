"""The pairs of mentions of a release that are asked for a relation, and what is known of each."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from spacy.tokens import Doc

from kisha.corpus.document import Fact
from kisha.corpus.schema import RELATIONS
from kisha.pipeline.relations import rules
from kisha.pipeline.relations.features import RULED, features
from kisha.pipeline.relations.grid import SYMMETRIC, TYPES, Grid, Ints, grid, pairs
from kisha.pipeline.view import View


class Candidates(NamedTuple):
    """The pairs of a text: places of heads and tails.

    ``may`` and ``ruled`` (pairs, types) are what each may be, and what the rules say that it is;
    ``said`` numbers the latter.
    """

    table: Grid
    heads: Ints
    tails: Ints
    may: NDArray[np.bool_]
    ruled: NDArray[np.bool_]
    said: Ints

    def rows(self, part: slice = slice(None)) -> csr_matrix:
        """The features of some of the pairs."""
        return features(self.table, self.heads[part], self.tails[part], self.said[part])


def candidates(doc: Doc, own: View) -> Candidates:
    """The pairs of mentions of ``doc``, ``own`` its view, with what tells their relation."""
    ruled: dict[tuple[str, str], int] = defaultdict(int)
    for fact in rules.extract(own):
        ruled[fact.head, fact.tail] |= RULED[fact.type]
    table = grid(doc, own)
    heads, tails, may = pairs(table)
    ids = [ent.id for ent in own.ents]
    ends = [(ids[head], ids[tail]) for head, tail in zip(heads, tails, strict=True)]
    there = np.array([ruled[pair] for pair in ends], dtype=np.int64)
    back = np.array([ruled[pair[::-1]] for pair in ends], dtype=np.int64)
    either = there[:, None] | np.where(SYMMETRIC, back[:, None], 0)
    said = there * 2 ** len(TYPES) + back
    return Candidates(table, heads, tails, may, (either & _BITS) > 0, said)


def ordered(head: str, type: str, tail: str) -> tuple[str, str]:
    """The ends of a symmetric relation in order of first mention."""
    swapped = RELATIONS[type].symmetric and int(tail[1:]) < int(head[1:])
    return (tail, head) if swapped else (head, tail)


def holding(own: View, found: Candidates, facts: Iterable[Fact]) -> NDArray[np.bool_]:
    """Which facts hold between the entities of each pair (pairs, types)."""
    known = {(*ordered(fact.head, fact.type, fact.tail), fact.type) for fact in facts}
    ids = [ent.id for ent in own.ents]
    holds = [
        [(*ordered(ids[head], type, ids[tail]), type) in known for type in TYPES]
        for head, tail in zip(found.heads, found.tails, strict=True)
    ]
    both: NDArray[np.bool_] = found.may & np.array(holds)
    return both


def nearest(own: View, found: Candidates) -> NDArray[np.bool_]:
    """Whether no other pair of the same two entities stands nearer: the one that says the fact."""
    table, heads, tails = found.table, found.heads, found.tails
    first, second = np.minimum(heads, tails), np.maximum(heads, tails)
    ends = np.array([ent.end for ent in own.ents])
    lines = table.line[second] - table.line[first]
    # Lines first, characters within them: a text has fewer of these than the factor.
    gaps = lines * (len(own.text) + 1) + np.maximum(table.char[second] - ends[first], 0)
    entities = table.entity[heads] * (int(table.entity.max()) + 1) + table.entity[tails]
    _, kind = np.unique(entities, return_inverse=True)
    least = np.full(int(kind.max()) + 1, gaps.max())
    np.minimum.at(least, kind, gaps)
    closest: NDArray[np.bool_] = gaps == least[kind]
    return closest


_BITS = np.array([RULED[type] for type in TYPES])
