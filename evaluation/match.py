"""Which parts of two documents over one text are the same: the rules behind every figure.

Mentions match when start, end and label are equal. Entities match one to one, so that the mentions
they share are most in all. Facts match when type and both entities do; a fact whose entity has no
counterpart matches nothing, so gold facts whose mentions were missed count as missed.
"""

from collections import Counter
from collections.abc import Iterable

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from kisha.corpus import LABELS, RELATIONS, Document, Relation

Place = tuple[int, int, str]
Fact = tuple[str, str, str]


def places(document: Document) -> dict[Place, str]:
    """Start, end and label of each mention, with the id of its entity."""
    return {(m.start, m.end, m.label): m.entity for m in document.mentions}


def align(gold: Document, predicted: Document, *, relaxed: bool = False) -> dict[str, str]:
    """The gold entity of each predicted one that has a counterpart, by id.

    Entities share the mentions that are the same; ``relaxed``, those that have no counterpart so
    share the mentions of one label that overlap.
    """
    golden, found = places(gold), places(predicted)
    both = sorted(golden.keys() & found.keys())
    names = _assigned(Counter((found[place], golden[place]) for place in both))
    if relaxed:
        taken = set(names.values())
        pairs = ((found[other], golden[one]) for one, other in _overlapping(golden, found))
        names |= _assigned(Counter((p, g) for p, g in pairs if p not in names and g not in taken))
    return names


def _assigned(shared: Counter[tuple[str, str]]) -> dict[str, str]:
    """One end of each pair to the other, so that most is shared in all.

    Where counts tie, the pair that meets first in the text wins, whatever the ids: ``shared`` is in
    order of the text, and no sum of later bonuses reaches an earlier one.
    """
    names: dict[str, str] = {}
    for pairs in _contests(list(shared)):
        rows = list(dict.fromkeys(row for row, _ in pairs))
        columns = list(dict.fromkeys(column for _, column in pairs))
        weights = np.zeros((len(rows), len(columns)))
        for rank, (row, column) in enumerate(pairs, 1):
            weights[rows.index(row), columns.index(column)] = shared[row, column] + 2.0**-rank
        chosen = zip(*linear_sum_assignment(weights, maximize=True), strict=True)
        names |= {rows[i]: columns[j] for i, j in chosen if weights[i, j] > 0}
    return names


def _contests(pairs: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """The pairs in groups that share no end, each in order."""
    if not pairs:
        return []
    rows = {row: n for n, row in enumerate(dict.fromkeys(row for row, _ in pairs))}
    columns = {c: n + len(rows) for n, c in enumerate(dict.fromkeys(c for _, c in pairs))}
    ends = [rows[row] for row, _ in pairs], [columns[column] for _, column in pairs]
    size = len(rows) + len(columns)
    graph = csr_matrix((np.ones(len(pairs)), ends), shape=(size, size))
    _, group = connected_components(graph, directed=False)
    groups: dict[int, list[tuple[str, str]]] = {}
    for pair in pairs:
        groups.setdefault(int(group[rows[pair[0]]]), []).append(pair)
    return list(groups.values())


def _overlapping(golden: Iterable[Place], found: Iterable[Place]) -> list[tuple[Place, Place]]:
    """The pairs of places of one label that share a character, in order of the text."""
    pairs: list[tuple[Place, Place]] = []
    for label in LABELS:
        others = sorted(place for place in found if place[2] == label)
        first = 0
        for one in sorted(place for place in golden if place[2] == label):
            while first < len(others) and others[first][1] <= one[0]:
                first += 1
            for other in others[first:]:
                if other[0] >= one[1]:
                    break
                pairs.append((one, other))
    return sorted(pairs)


def facts(document: Document, names: dict[str, str] | None = None) -> set[Fact]:
    """The facts over entity ids, in ``names`` of the other document if given.

    What ``names`` does not hold keeps its id under a mark that no gold id has. The ends of a
    symmetric relation stand in one order.
    """

    def name(entity: str) -> str:
        return entity if names is None else names.get(entity, f"?{entity}")

    return {
        _fact(relation, name(relation.head), name(relation.tail)) for relation in document.relations
    }


def _fact(relation: Relation, head: str, tail: str) -> Fact:
    signature = RELATIONS.get(relation.type)
    if signature and signature.symmetric and tail < head:
        head, tail = tail, head
    return head, relation.type, tail
