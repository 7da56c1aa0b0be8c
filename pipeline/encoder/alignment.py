"""Which of an encoder's pieces speaks for which tokens, by their characters."""

from collections.abc import Sequence
from typing import NamedTuple

Span = tuple[int, int]


class Unit(NamedTuple):
    """A piece and the tokens that it speaks for, ``start`` to ``end``."""

    piece: int
    start: int
    end: int


def align(text: str, tokens: Sequence[Span], pieces: Sequence[Span]) -> list[Unit]:
    """The units of a line, in its order.

    A token's piece is the first that begins in it. A token in which none begins joins the unit
    before it if a piece reaches over from there; if not, as white space, it is in no unit.

    Args:
        text: of the line.
        tokens: their places in ``text``, half-open, in order.
        pieces: likewise. They may hold white space before a word, be empty, or share characters:
            of several that begin at one place the last counts, for a mark of a word's beginning
            stands before the word itself.
    """
    begins: dict[int, int] = {}
    reach: dict[int, int] = {}
    for number, (start, end) in enumerate(pieces):
        while start < end and text[start].isspace():
            start += 1
        if start < end:
            begins[start] = number
            reach[start] = max(end, reach.get(start, 0))
    units: list[Unit] = []
    covered = 0
    for place, (start, end) in enumerate(tokens):
        own = [char for char in range(start, end) if char in begins]
        if own:
            units.append(Unit(begins[own[0]], place, place + 1))
        elif start < covered and not text[start:end].isspace():
            units[-1] = units[-1]._replace(end=place + 1)
        covered = max([covered, *(reach[char] for char in own)])
    return units
