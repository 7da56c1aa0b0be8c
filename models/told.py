"""A text with its mentions, and edits to the text that the mentions follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kisha.corpus.document import Span

# The label of words whose annotation is missing.
UNKNOWN = ""


class Edit(NamedTuple):
    """``text[start:end]`` becomes ``new``; an insertion where the two are equal."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Told:
    """A restored text and its disjoint mentions in order; ``key`` of a span is its entity."""

    text: str
    spans: tuple[Span, ...]
    language: str

    def edited(self, edits: Iterable[Edit]) -> "Told":
        """The text after all ``edits``, which are in order and disjoint.

        A mention keeps what an edit at its inside edge makes of it, takes in no insertion at its
        edge, and is gone where nothing of it is left.
        """
        pieces: list[str] = []
        moves: list[tuple[int, int, int]] = []
        last = length = 0
        for start, end, new in edits:
            length += start - last
            pieces += self.text[last:start], new
            moves.append((start, end, length))
            length += len(new)
            last = end
        text = "".join([*pieces, self.text[last:]])
        ends = [(start, end, at, at + len(new)) for (start, end, at), new in
                zip(moves, pieces[1::2], strict=True)]  # fmt: skip
        spans = tuple(self._moved(ends))
        return Told(text, spans, self.language)

    def _moved(self, edits: list[tuple[int, int, int, int]]) -> Iterable[Span]:
        starts = _places([span.start for span in self.spans], edits, closing=False)
        ends = _places([span.end for span in self.spans], edits, closing=True)
        for span, start, end in zip(self.spans, starts, ends, strict=True):
            if start < end:
                yield span._replace(start=start, end=end)


def _places(
    places: list[int], edits: list[tuple[int, int, int, int]], *, closing: bool
) -> list[int]:
    """Where ascending ``places`` come to lie: starts, or ends if ``closing``."""
    moved: list[int] = []
    number, shift = 0, 0
    for place in places:
        while number < len(edits) and _before(edits[number], place, closing=closing):
            shift = edits[number][3] - edits[number][1]
            number += 1
        inside = number < len(edits) and edits[number][0] < place < edits[number][1]
        if inside:
            moved.append(edits[number][3] if closing else edits[number][2])
        else:
            moved.append(place + shift)
    return moved


def _before(edit: tuple[int, int, int, int], place: int, *, closing: bool) -> bool:
    """Whether ``place`` lies wholly behind an edit."""
    start, end, *_ = edit
    if start == end:
        return start < place if closing else start <= place
    return end <= place
