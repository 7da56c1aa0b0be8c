"""What a person has decided: pairs of names or ids that are one, or must not be."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path
from typing import NamedTuple

from kisha.pipeline import errors, naming
from kisha.pipeline.disjoint import DisjointSets
from kisha.pipeline.linking.entity import Named
from kisha.pipeline.linking.reading import reading

_ID = re.compile(r"(?:org|person|vehicle|mission)-[0-9a-f]{10}")


class Ruling(NamedTuple):
    """Two names as written in releases, or ids of the registry."""

    one: str
    other: str


class Unkept(NamedTuple):
    """A decision that had no effect, or not all of it, and why."""

    ruling: Ruling
    reason: str


def read_rulings(path: Path) -> list[Ruling]:
    """The rows of a file of two columns parted by a tab; lines that begin with ``#`` are notes.

    Raises:
        KishaError: L101, a row has not two names; R101, R108.
    """
    found: list[Ruling] = []
    with reading(path) as file:
        for n, row in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
            cells = [cell.strip() for cell in row]
            if not any(cells) or cells[0].startswith("#"):
                continue
            if len(cells) != 2 or not all(map(naming.folded, cells)):
                raise errors.bad_ruling(path, n)
            found.append(Ruling(*cells))
    return found


def forbidden(rulings: Iterable[Ruling]) -> Mapping[str, frozenset[str]]:
    """For each folded name or id those that it must not meet."""
    found: dict[str, set[str]] = defaultdict(set)
    for ruling in rulings:
        one, other = _folded(ruling)
        found[one].add(other)
        found[other].add(one)
    return {name: frozenset(others) for name, others in found.items()}


def check_rulings(forbid: Iterable[Ruling], same: Iterable[Ruling], *, ids: Set[str]) -> None:
    """Raises what is wrong with decided pairs, given the ids of the registry.

    Raises:
        KishaError: L104, what is forbidden is the same by other rows; L105, an id of no entry;
            L106, a name is to be kept apart from itself.
    """
    forbid, same = list(forbid), list(same)
    for ruling in (*forbid, *same):
        for name in ruling:
            if _ID.fullmatch(name) and name not in ids:
                raise errors.no_entry(name)
    said_one = DisjointSets(name for ruling in (*forbid, *same) for name in _folded(ruling))
    for ruling in same:
        said_one.join(*_folded(ruling))
    for ruling in forbid:
        one, other = _folded(ruling)
        if one == other:
            raise errors.same_names(*ruling)
        if said_one.find(one) == said_one.find(other):
            raise errors.contrary_rulings(*ruling)


def unkept(
    forbid: Iterable[Ruling], same: Iterable[Ruling], *, sets: Iterable[Iterable[Named]]
) -> Iterator[Unkept]:
    """The decisions that the sets of entities which are one do not show."""
    forbid, same = list(forbid), list(same)
    bearers: dict[str, set[int]] = {n: set() for row in (*forbid, *same) for n in _folded(row)}
    for n, members in enumerate(sets if bearers else ()):
        for one in members:
            for name in one.called() & bearers.keys():
                bearers[name].add(n)
    for decided, rulings in (("apart", forbid), ("one", same)):
        for ruling in rulings:
            first, second = (bearers[name] for name in _folded(ruling))
            if not first or not second:
                yield Unkept(ruling, "no entity has one of the names")
            elif decided == "apart" and not first.isdisjoint(second):
                yield Unkept(ruling, "a document or the registry has both for one entity")
            elif decided == "one" and first.isdisjoint(second):
                yield Unkept(ruling, "labels, codes or a document that has both keep them apart")


def _folded(ruling: Ruling) -> tuple[str, str]:
    return naming.folded(ruling.one), naming.folded(ruling.other)
