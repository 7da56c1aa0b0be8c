"""Which entities of two tellings of one release are the same: one to one, or left alone.

A pair is scored by its names, by facts with what is paired already, and by the order in which
the two texts come to it. Sure names are paired first; the facts about them then tell the rest.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from kisha.pipeline.linking.bilingual import likeness, numbers, titles_alike
from kisha.pipeline.linking.craft import is_bare_unit
from kisha.pipeline.linking.entity import LINKED, Named, Outline
from kisha.pipeline.linking.tellings import Telling

_NAME, _FACTS, _ORDER = 0.6, 0.3, 0.1
# Of each label; those that a text comes to later are left alone.
_MOST = 300


class Round(NamedTuple):
    """What a pair needs to be taken: of its name, of facts, in all, and before the second best."""

    name: float
    facts: float
    total: float
    margin: float


# Names alone; names with facts; facts and order with a name that can't be compared.
ROUNDS = (
    Round(name=0.85, facts=0.0, total=0.0, margin=0.08),
    Round(name=0.45, facts=0.3, total=0.5, margin=0.08),
    Round(name=0.6, facts=0.0, total=0.42, margin=0.15),
    Round(name=0.2, facts=0.4, total=0.4, margin=0.12),
    Round(name=0.0, facts=0.6, total=0.28, margin=0.12),
)

Matrix = NDArray[np.float64]


class Pair(NamedTuple):
    """Two entities of a telling that are one, how sure it is (0 to 1), and by what."""

    ja: Named
    en: Named
    score: float
    reason: str


def pair(telling: Telling) -> list[Pair]:
    """The entities of both documents that are the same, surest first."""
    found: dict[str, str] = {}
    pairs: list[Pair] = []
    tables = [_Table(telling, label) for label in LINKED]
    for n in range(len(ROUNDS)):
        changed = True
        while changed:
            changed = False
            for table in tables:
                for one in table.chosen(ROUNDS[: n + 1], found):
                    found[one.ja.key.entity] = one.en.key.entity
                    pairs.append(one)
                    changed = True
    return sorted(pairs, key=lambda one: (-one.score, one.ja.key))


class _Table:
    """The entities of one label of both documents, and how alike they are in name and order."""

    def __init__(self, telling: Telling, label: str) -> None:
        self._ja, self._en = telling.ja, telling.en
        self._rows, self._columns = (
            [one for one in side.named.values() if one.label == label][:_MOST]
            for side in (telling.ja, telling.en)
        )
        shape = len(self._rows), len(self._columns)
        self._names, self._order, self._barred = np.zeros(shape), np.zeros(shape), np.zeros(shape)
        for i, row in enumerate(self._rows):
            for j, column in enumerate(self._columns):
                self._names[i, j] = name_likeness(row, column)
                self._order[i, j] = 1 - abs(row.place - column.place)
                self._barred[i, j] = self._contradict(row, column)

    def chosen(self, rounds: Sequence[Round], found: dict[str, str]) -> list[Pair]:
        """The pairs that any of the rounds takes, among what ``found`` leaves over."""
        taken = set(found.values())
        rows = [i for i, one in enumerate(self._rows) if one.key.entity not in found]
        columns = [j for j, one in enumerate(self._columns) if one.key.entity not in taken]
        if not rows or not columns:
            return []
        place = np.ix_(rows, columns)
        names, barred = self._names[place], self._barred[place] > 0
        facts = np.array(
            [[self._facts(self._rows[i], self._columns[j], found) for j in columns] for i in rows]
        )
        total = _NAME * names + _FACTS * facts + _ORDER * self._order[place]
        total[barred] = -1.0
        pairs: list[Pair] = []
        for i, j in zip(*linear_sum_assignment(total, maximize=True), strict=True):
            if barred[i, j]:
                continue
            seen = Round(names[i, j], facts[i, j], total[i, j], _margin(total, i, j))
            if any(all(a >= b for a, b in zip(seen, least, strict=True)) for least in rounds):
                ja, en = self._rows[rows[i]], self._columns[columns[j]]
                pairs.append(Pair(ja, en, round(float(total[i, j]), 4), _reason(seen)))
        return pairs

    def _contradict(self, row: Named, column: Named) -> bool:
        """Whether both say what can't be true of one: their numbers, codes, founding years."""
        if row.code and column.code and row.code != column.code:
            return True
        if row.label in ("VEHICLE", "MISSION"):
            return _numbered(row).isdisjoint(_numbered(column))
        one, other = self._dates(self._ja, row), self._dates(self._en, column)
        return bool(one and other and one.isdisjoint(other))

    def _dates(self, outline: Outline, one: Named) -> set[str]:
        ties = (tie for tie in one.ties if tie.type == "FOUNDED_IN")
        return {outline.values[tie.other][:4] for tie in ties if tie.other in outline.values}

    def _facts(self, row: Named, column: Named, found: dict[str, str]) -> float:
        """0 to 1: how many facts of the one are facts of the other, by what is known so far."""
        least = min(len(row.ties), len(column.ties))
        if not least:
            return 0.0
        one, other = Counter(self._known(row, found)), Counter(self._known(column, None))
        shared = (one & other).total() + self._shared_titles(row, column)
        return 0.5 * min(shared / least, 1.0) + 0.5 * min(shared, 3) / 3

    def _known(self, one: Named, found: dict[str, str] | None) -> Iterator[tuple[str, bool, str]]:
        """The facts with what both documents hold: dates by value, entities by English id."""
        values = self._ja.values if found is not None else self._en.values
        for tie in one.ties:
            # A partnership is given once, from either end.
            outward = tie.outward or tie.type == "PARTNERS_WITH"
            if tie.other in values:
                yield tie.type, outward, f"date {values[tie.other]}"
            elif found is None:
                yield tie.type, outward, tie.other
            elif tie.other in found:
                yield tie.type, outward, found[tie.other]

    def _shared_titles(self, row: Named, column: Named) -> float:
        if row.label != "PERSON":
            return 0.0
        one = [self._ja.roles[tie.other] for tie in row.ties if tie.other in self._ja.roles]
        other = [self._en.roles[tie.other] for tie in column.ties if tie.other in self._en.roles]
        return max((titles_alike(a, b) for a in one for b in other), default=0.0)


def name_likeness(ja: Named, en: Named) -> float:
    """How alike the likest of their surfaces are; a unit by number alone is a guess."""
    if ja.label == "VEHICLE" and is_bare_unit(ja.surfaces) and is_bare_unit(en.surfaces):
        return 0.9 if numbers(ja.name) == numbers(en.name) else 0.0
    return max(likeness(one, other, ja.label) for one in ja.surfaces for other in en.surfaces)


def _numbered(one: Named) -> set[tuple[str, ...]]:
    return {numbers(surface) for surface in one.surfaces}


def _margin(total: Matrix, i: int, j: int) -> float:
    """How far a pair is before the best of its rivals in row and column."""
    rivals = [*np.delete(total[i], j), *np.delete(total[:, j], i), 0.0]
    return float(total[i, j] - max(rivals))


def _reason(seen: Round) -> str:
    parts = {"name": seen.name, "facts": seen.facts}
    by = ", ".join(f"{word} {value:.2f}" for word, value in parts.items() if value)
    return f"tellings of one release: {by}"
