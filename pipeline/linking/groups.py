"""Sets of entities that are one, under what forbids it: disjoint sets with a log."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kisha.pipeline.disjoint import DisjointSets
from kisha.pipeline.linking.entity import Key, Named


class Merge(NamedTuple):
    """Two entities that were joined, why, and how sure it is, 0 to 1."""

    one: Named
    other: Named
    reason: str
    score: float


class Groups:
    """No set ever holds two entities of one document, two labels or codes, or a forbidden pair."""

    def __init__(
        self,
        members: Iterable[Named],
        *,
        documents: Mapping[Key, frozenset[str]],
        forbidden: Mapping[str, frozenset[str]],
    ) -> None:
        self._members = {one.key: [one] for one in members}
        self._sets = DisjointSets(self._members)
        self._documents: dict[Key, set[str]] = {}
        self._names: dict[Key, set[str]] = {}
        self._codes: dict[Key, set[str]] = {}
        self._forbidden = forbidden
        for key, (one,) in self._members.items():
            self._documents[key] = set(documents.get(key, {key.document}))
            self._codes[key] = {one.code} if one.code else set()
            self._names[key] = one.called()
        self.merges: list[Merge] = []

    def find(self, key: Key) -> Key:
        """The key that stands for the set in which ``key`` is."""
        return self._sets.find(key)

    def sets(self) -> list[list[Named]]:
        """The members of each set, in order of their first."""
        return list(self._members.values())

    def members(self, key: Key) -> list[Named]:
        """The members of the set in which ``key`` is."""
        return self._members[self.find(key)]

    def may_join(self, one: Key, other: Key) -> bool:
        """Whether nothing forbids that both are one."""
        first, second = self.find(one), self.find(other)
        if self._members[first][0].label != self._members[second][0].label:
            return False
        if not self._documents[first].isdisjoint(self._documents[second]):
            return False
        codes = self._codes[first], self._codes[second]
        if all(codes) and codes[0].isdisjoint(codes[1]):
            return False
        names = sorted((self._names[first], self._names[second]), key=len)
        return all(self._forbidden.get(name, frozenset()).isdisjoint(names[1]) for name in names[0])

    def join(self, one: Named, other: Named, *, reason: str, score: float) -> Key | None:
        """The key of the joined set; None where they are one already, or must not be."""
        first, second = self.find(one.key), self.find(other.key)
        if first == second or not self.may_join(first, second):
            return None
        if len(self._members[first]) < len(self._members[second]):
            first, second = second, first
        self._sets.join(first, second)
        self._members[first] += self._members.pop(second)
        self._documents[first] |= self._documents.pop(second)
        self._codes[first] |= self._codes.pop(second)
        self._names[first] |= self._names.pop(second)
        self.merges.append(Merge(one, other, reason, score))
        return first
