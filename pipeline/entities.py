"""Which mentions name the same thing: guidelines §3, by names, definitions and brackets."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from kisha.pipeline import naming, variants
from kisha.pipeline.aliases import defined
from kisha.pipeline.people import holdings
from kisha.pipeline.view import Place, View

_ELLIPTICAL = re.compile(r"[0-9０-９]+|[IVX]+")
_MOST_NAMES = 200


def cluster(view: View) -> list[str]:
    """The entity id of each mention of ``view.ents``, ``e1``… by first mention."""
    groups = _Groups(len(view.ents))
    by_key: dict[tuple[str, str], int] = {}
    for i, key in enumerate(_keys(view.ents)):
        groups.join(by_key.setdefault(key, i), i)
    for one, other in defined(view):
        groups.join(one, other)
    for label in ("PERSON", "ORG", "VEHICLE", "MISSION"):
        _join_variants(label, view.ents, groups)
    _join_roles(view, groups)
    ids: dict[int, str] = {}
    return [ids.setdefault(groups.find(i), f"e{len(ids) + 1}") for i in range(len(view.ents))]


class _Groups:
    """Disjoint sets of mentions."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def find(self, i: int) -> int:
        while self._parents[i] != i:
            self._parents[i] = self._parents[self._parents[i]]
            i = self._parents[i]
        return i

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        self._parents[second] = first


def _keys(ents: Sequence[Place]) -> Iterator[tuple[str, str]]:
    """What is equal for mentions that are the same by name alone: label and core."""
    last: dict[str, str] = {}
    for i, ent in enumerate(ents):
        key = naming.core(ent.text, ent.label)
        if ent.label == "DATE":
            key = ent.value or key
        elif ent.label == "ROLE":
            key = f"{i}"  # A title is told by its holder.
        elif ent.label in ("MISSION", "VEHICLE"):
            if _ELLIPTICAL.fullmatch(ent.text) and ent.label in last:
                key = re.sub(r"(?:[0-9]+|[ivx]+)$", "", last[ent.label]) + key
            last[ent.label] = key
        yield ent.label, key


def _join_variants(label: str, ents: Sequence[Place], groups: _Groups) -> None:
    """Joins different names of one thing, then short names to the one thing they are short for."""
    names: dict[str, int] = {}
    for i, ent in enumerate(ents):
        if ent.label == label and len(names) < _MOST_NAMES:
            names.setdefault(ent.text, i)
    for one, other in combinations(names, 2):
        if variants.same(label, one, other):
            groups.join(names[one], names[other])
    full = _full_forms(label, names, groups)
    for short in sorted(names, key=len, reverse=True):
        own = groups.find(names[short])
        wholes = {
            groups.find(names[whole])
            for whole in names
            if len(whole) != len(short) and variants.is_short(label, short, whole)
        }
        if own not in wholes and len(wholes) == 1 and own not in full:
            groups.join(own, wholes.pop())


def _full_forms(label: str, names: dict[str, int], groups: _Groups) -> set[int]:
    """The groups that hold a firm's full name, which is short for no other firm's."""
    if label != "ORG":
        return set()
    return {groups.find(i) for name, i in names.items() if naming.has_legal_form(name)}


def _join_roles(view: View, groups: _Groups) -> None:
    """Joins equal titles of one person, and a short title behind the name to the person's full one."""
    holders = holdings(view).holders
    known: dict[tuple[int, str], int] = {}
    by_person: dict[int, list[tuple[str, int]]] = {}
    for i, ent in enumerate(view.ents):
        if ent.label != "ROLE":
            continue
        key = naming.core(ent.text, "ROLE")
        if i not in holders:
            continue
        person = groups.find(holders[i][0])
        if (person, key) not in known:
            wholes = [j for whole, j in by_person.get(person, ()) if _is_short_title(key, whole)]
            if wholes and holders[i][0] == i - 1 and not view.between(i - 1, i):
                groups.join(wholes[-1], i)
        groups.join(known.setdefault((person, key), i), i)
        by_person.setdefault(person, []).append((view.ents[i].text, i))


def _is_short_title(key: str, whole: str) -> bool:
    parts = re.split(r"[\s　／/（(）)・、,]|兼", whole)
    return any(part and naming.spelt(part).endswith(key) for part in parts)
