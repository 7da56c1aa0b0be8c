"""Mentions as a tag for each token: begin, in, last, unit (BILU) of a label, or out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span

from kisha.pipeline.tagger.crf import Chain

Kind = TypeVar("Kind", np.float32, np.bool_)

OUT = 0
EXCLUDED = "kisha_excluded"
"""The span group of unknown words: the label of each lists those that it does not have."""
_PLACES = "BILU"
_NEVER = -1e4
_AFTER = {"B": "IL", "I": "IL", "L": "", "U": ""}


@dataclass(frozen=True, slots=True)
class Scheme:
    """The tags of some labels: 0 is out, then B, I, L, U of each label in turn."""

    labels: tuple[str, ...]

    def __len__(self) -> int:
        return 1 + 4 * len(self.labels)

    def names(self) -> list[str]:
        """``O``, ``B-ORG`` and so on, by number."""
        return ["O", *(f"{place}-{label}" for label in self.labels for place in _PLACES)]

    def tag(self, place: str, label: str) -> int:
        """The number of ``B-ORG`` and its like."""
        return 1 + 4 * self.labels.index(label) + _PLACES.index(place)

    def span(self, start: int, end: int, label: str) -> list[int]:
        """The tags of a mention's tokens."""
        if end - start == 1:
            return [self.tag("U", label)]
        middle = [self.tag("I", label)] * (end - start - 2)
        return [self.tag("B", label), *middle, self.tag("L", label)]

    def rules(self) -> Chain:
        """What may follow what: 0 where it may, far below where not."""
        between = np.full((len(self), len(self)), _NEVER, dtype=np.float32)
        opening = [OUT, *(self.tag(place, label) for label in self.labels for place in "BU")]
        for label in self.labels:
            for place, following in _AFTER.items():
                own = [self.tag(next_place, label) for next_place in following]
                between[self.tag(place, label), own or opening] = 0
        between[OUT, opening] = 0
        first = np.full(len(self), _NEVER, dtype=np.float32)
        first[opening] = 0
        last = np.full(len(self), _NEVER, dtype=np.float32)
        last[[OUT, *(self.tag(place, label) for label in self.labels for place in "LU")]] = 0
        return Chain(between, first, last)

    def allowed(
        self, doc: Doc, tags: Sequence[str | None], excluded: Iterable[Span] = ()
    ) -> NDArray[np.bool_]:
        """Which tags each token of ``doc`` may have, of shape (tokens, K).

        Args:
            doc: whose lines bound the mentions.
            tags: spaCy's ``B-ORG``, ``O`` … for each token; all may be where it is None or ``-``,
                where its label is none of ours, and in a mention that crosses a line.
            excluded: stretches of ``doc`` without the labels that their label lists.
        """
        may = np.zeros((len(doc), len(self)), dtype=bool)
        for place, tag in enumerate(tags):
            kind, _, label = (tag or "").partition("-")
            if tag == "O":
                may[place, OUT] = True
            elif kind and label in self.labels:
                may[place, self.tag(kind, label)] = True
            else:
                may[place] = True
        for span in excluded:
            for label in span.label_.split():
                if label in self.labels:
                    may[span.start : span.end, [self.tag(place, label) for place in _PLACES]] = (
                        False
                    )
        for part in lines(doc):
            first, last = tags[part.start] or "", tags[part.stop - 1] or ""
            if first.startswith(("I-", "L-")) or last.startswith(("B-", "I-")):
                may[part] = True
        return may

    def mentions(self, tags: Sequence[int]) -> Iterator[tuple[int, int, str]]:
        """Start, end and label of each mention in a valid sequence of tags."""
        start = 0
        for place, tag in enumerate(tags):
            if tag == OUT:
                continue
            label, kind = divmod(tag - 1, 4)
            if _PLACES[kind] in "BU":
                start = place
            if _PLACES[kind] in "LU":
                yield start, place + 1, self.labels[label]


def lines(doc: Doc) -> list[slice]:
    """The stretches of tokens between line breaks, each with its break; no mention crosses one."""
    cuts = [token.i + 1 for token in doc if token.is_space and "\n" in token.text]
    edges = [0, *cuts, len(doc)]
    return [slice(a, b) for a, b in pairwise(edges) if a < b]


def padded(parts: Iterable[NDArray[Kind]]) -> tuple[NDArray[Kind], NDArray[np.int64]]:
    """Rows of different lengths as one array (B, T, K), and their lengths."""
    rows = list(parts)
    lengths = np.array([len(row) for row in rows], dtype=np.int64)
    out = np.zeros((len(rows), int(lengths.max()), rows[0].shape[1]), dtype=rows[0].dtype)
    for place, row in enumerate(rows):
        out[place, : len(row)] = row
    return out, lengths
