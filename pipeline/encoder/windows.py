"""Overlapping windows over more pieces than an encoder reads at once."""

from itertools import pairwise
from typing import NamedTuple


class Window(NamedTuple):
    """The pieces from ``start`` to ``stop``; of these, ``first`` to ``last`` are scored here."""

    start: int
    stop: int
    first: int
    last: int


def windows(count: int, size: int, overlap: int) -> list[Window]:
    """As few windows over ``count`` pieces as cover them, spread evenly.

    Each piece is scored once: where it stands farthest from a cut, be it before or behind it.
    Where the text itself begins or ends there is no cut.

    Args:
        count: of the pieces.
        size: pieces in a window, fewer only where there are no more.
        overlap: of two windows at least, less than ``size``.
    """
    if not count:
        return []
    spare = max(0, count - size)
    steps = -(-spare // (size - overlap))
    starts = [spare * step // max(1, steps) for step in range(steps + 1)]
    stops = [min(count, start + size) for start in starts]
    places = list(zip(starts, stops, strict=True))
    halves = [(start + stop) // 2 for (_, stop), (start, _) in pairwise(places)]
    edges = zip(places, [0, *halves], [*halves, count], strict=True)
    return [Window(*place, first, last) for place, first, last in edges]
