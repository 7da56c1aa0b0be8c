"""The one place that moves offsets between two texts.

An ``OffsetMap`` knows, for each character of a text, the stretch of the source that it stands
for. Offsets are half-open, in Unicode code points, on both sides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Offsets = npt.NDArray[np.int32]


class Piece(NamedTuple):
    """A stretch of the source and what it became: ``None`` when it was kept as it is."""

    start: int
    end: int
    replacement: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class OffsetMap:
    """For each character of a text, the half-open stretch ``starts[i]:ends[i]`` of its source.

    Both arrays never decrease. A character that replaced something (the space for a line break)
    stands for all of what it replaced.
    """

    starts: Offsets
    ends: Offsets

    def __len__(self) -> int:
        return len(self.starts)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source that ``start:end`` of the text stands for.

        Raises:
            ValueError: the stretch is empty or not within the text.
        """
        if not 0 <= start < end <= len(self):
            raise ValueError(f"{start}:{end} is no stretch of a text of {len(self)} characters")
        return int(self.starts[start]), int(self.ends[end - 1])

    def to_text(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the text whose characters lie in or touch ``start:end`` of the source.

        Empty (``start == end``) where nothing of that stretch is left in the text.
        """
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left"))
        return first, max(first, last)

    def after(self, first: "OffsetMap") -> "OffsetMap":
        """The map from this map's text to the source of ``first``, whose text is our source."""
        if not len(self):
            return self
        return OffsetMap(first.starts[self.starts], first.ends[self.ends - 1])


def identity(length: int) -> OffsetMap:
    """The map of a text of ``length`` characters onto itself."""
    places = np.arange(length, dtype=np.int32)
    return OffsetMap(places, places + 1)


def assemble(source: str, pieces: Iterable[Piece]) -> tuple[str, OffsetMap]:
    """The text that ``pieces`` of ``source`` make, in order, and its map.

    What no piece covers is dropped. An empty replacement drops its piece.
    """
    texts: list[str] = []
    starts: list[Offsets] = []
    ends: list[Offsets] = []
    for piece in pieces:
        if piece.replacement is None:
            texts.append(source[piece.start : piece.end])
            places = np.arange(piece.start, piece.end, dtype=np.int32)
            starts.append(places)
            ends.append(places + 1)
        else:
            texts.append(piece.replacement)
            starts.append(np.full(len(piece.replacement), piece.start, dtype=np.int32))
            ends.append(np.full(len(piece.replacement), piece.end, dtype=np.int32))
    if not texts:
        return "", identity(0)
    return "".join(texts), OffsetMap(np.concatenate(starts), np.concatenate(ends))
