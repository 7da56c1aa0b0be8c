"""What a person has decided: pairs of names or ids that are one, or must not be."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import NamedTuple

from kisha.pipeline import errors, naming

_ID = re.compile(r"(?:org|person|vehicle|mission)-[0-9a-f]{10}")


class Ruling(NamedTuple):
    """Two names as written in releases, or ids of the registry."""

    one: str
    other: str


def read_rulings(path: Path) -> list[Ruling]:
    """The rows of a file of two columns parted by a tab; lines that begin with ``#`` are notes.

    Raises:
        KishaError: L101, a row has not two names; R101, R108.
    """
    found: list[Ruling] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for n, row in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
                cells = [cell.strip() for cell in row]
                if not any(cells) or cells[0].startswith("#"):
                    continue
                if len(cells) != 2 or not all(map(naming.folded, cells)):
                    raise errors.bad_ruling(path, n)
                found.append(Ruling(*cells))
    except FileNotFoundError:
        raise errors.not_found(path) from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise errors.unreadable(path, error) from None
    return found


def forbidden(rulings: Iterable[Ruling]) -> Mapping[str, frozenset[str]]:
    """For each folded name or id those that it must not meet."""
    found: dict[str, set[str]] = defaultdict(set)
    for ruling in rulings:
        one, other = map(naming.folded, ruling)
        if one != other:
            found[one].add(other)
            found[other].add(one)
    return {name: frozenset(others) for name, others in found.items()}


def check_rulings(forbid: Iterable[Ruling], same: Iterable[Ruling], *, ids: Set[str]) -> None:
    """Raises what is wrong with decided pairs, given the ids of the registry.

    Raises:
        KishaError: L104, a pair is in both; L105, an id of no entry.
    """
    forbid, same = list(forbid), list(same)
    for ruling in (*forbid, *same):
        for name in ruling:
            if _ID.fullmatch(name) and name not in ids:
                raise errors.no_entry(name)
    barred = forbidden(forbid)
    for ruling in same:
        one, other = map(naming.folded, ruling)
        if other in barred.get(one, ()):
            raise errors.contrary_rulings(*ruling)
