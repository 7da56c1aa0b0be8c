"""A document as an encoder reads it: its lines, one after the other, in the encoder's pieces."""

from functools import cached_property
from typing import Any, NamedTuple

from spacy.tokens import Doc

from kisha.pipeline.encoder.alignment import Unit, align
from kisha.pipeline.encoder.windows import Window, windows
from kisha.pipeline.tagger.tags import lines

# So much of a window, at least, is also in the next.
_OVERLAP = 0.25


class Pieces(NamedTuple):
    """The pieces of a document, and the units of each line that has any."""

    ids: list[int]
    lines: list[list[Unit]]
    """``Unit.piece`` counts in ``ids``, the tokens in the document."""


class Reader:
    """Cuts documents into pieces and windows for an encoder.

    Between two lines stands the mark that ends a text to the encoder: pieces know of no line
    breaks, and layout tells much.
    """

    def __init__(self, tokenizer: Any, length: int) -> None:
        """``tokenizer`` is a fast one of transformers; ``length`` counts a window's marks too."""
        self.tokenizer = tokenizer
        self.length = length

    @cached_property
    def marks(self) -> tuple[list[int], list[int]]:
        """What the encoder wants before and behind a text."""
        made = self.tokenizer("a", return_special_tokens_mask=True)
        text = made["special_tokens_mask"].index(0)
        after = len(made["input_ids"]) - made["special_tokens_mask"][::-1].index(0)
        return made["input_ids"][:text], made["input_ids"][after:]

    def pieces(self, doc: Doc) -> Pieces:
        """The pieces of a document, marks only between lines."""
        places = [part for part in lines(doc) if not doc[part.start : part.stop].text.isspace()]
        if not places:
            return Pieces([], [])
        texts = [doc.text[doc[p.start].idx : _end(doc, p.stop)].rstrip() for p in places]
        made = self.tokenizer(
            texts, add_special_tokens=False, return_offsets_mapping=True, verbose=False
        )
        ids: list[int] = []
        units: list[list[Unit]] = []
        for place, text, own, spans in zip(
            places, texts, made["input_ids"], made["offset_mapping"], strict=True
        ):
            if ids:
                ids += self.marks[1][:1]
            start = doc[place.start].idx
            tokens = [(token.idx - start, token.idx - start + len(token)) for token in doc[place]]
            line = align(text, [t for t in tokens if t[1] <= len(text)], spans)
            if line:
                units.append([_moved(unit, len(ids), place.start) for unit in line])
            ids += own
        return Pieces(ids, units)

    def windows(self, pieces: Pieces) -> list[Window]:
        """The windows of a document, each with room for the marks."""
        size = self.length - sum(map(len, self.marks))
        return windows(len(pieces.ids), size, int(size * _OVERLAP))

    def inputs(self, pieces: Pieces, window: Window) -> list[int]:
        """What the encoder is given: the pieces of a window between its marks."""
        before, after = self.marks
        return [*before, *pieces.ids[window.start : window.stop], *after]


def _end(doc: Doc, stop: int) -> int:
    return int(doc[stop - 1].idx + len(doc[stop - 1]))


def _moved(unit: Unit, pieces: int, tokens: int) -> Unit:
    return Unit(unit.piece + pieces, unit.start + tokens, unit.end + tokens)
