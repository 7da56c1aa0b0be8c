"""Disjoint sets: which of some things have been said to be one."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class DisjointSets(Generic[T]):
    """Each member is alone at first."""

    def __init__(self, members: Iterable[T]) -> None:
        self._parents = {member: member for member in members}

    def find(self, member: T) -> T:
        """The member that stands for the set in which ``member`` is."""
        while self._parents[member] != member:
            self._parents[member] = self._parents[self._parents[member]]
            member = self._parents[member]
        return member

    def join(self, one: T, other: T) -> None:
        """Makes one set of two; what stood for that of ``one`` stands for it."""
        self._parents[self.find(other)] = self.find(one)
