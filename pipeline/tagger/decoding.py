"""From emissions to mentions: what every tagger of ``doc.ents`` does alike."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span

from kisha.pipeline import score as _score  # noqa: F401  declares span._.kisha_score
from kisha.pipeline.tagger import crf
from kisha.pipeline.tagger.tags import Scheme, padded

# Rows in a batch of lines, padding counted.
_BATCH = 8192


class Found(NamedTuple):
    """A mention by its tokens, with its score."""

    start: int
    end: int
    label: str
    score: float


class Line(NamedTuple):
    """What a tagger reads in a line: emissions (units, K), and the tokens of each unit.

    A unit is a token, or several that the tagger can't tell apart; tokens between two units belong
    to a mention that spans both.
    """

    rows: NDArray[np.float32]
    units: list[tuple[int, int]]


class LineTagger:
    """Sets ``doc.ents``, and ``span._.kisha_score`` of each: how sure it is, 0 to 1.

    That is the least of the probabilities of its units' tags, cooled by the temperature.
    """

    cfg: dict[str, Any]
    """``labels`` in the order of their tags, and ``temperature``."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of their tags."""
        return tuple(self.cfg["labels"])

    @property
    def chain(self) -> crf.Chain:
        """The potentials between tags."""
        return Scheme(self.labels).rules()

    def emit(self, docs: Iterable[Doc]) -> list[list[Line]]:
        """What is read in the lines of each document; lines without a unit are left out."""
        raise NotImplementedError

    def decode(self, emitted: list[list[Line]]) -> list[list[Found]]:
        """The mentions in what ``emit`` gave, by the temperature of now."""
        read = [(n, line) for n, own in enumerate(emitted) for line in own]
        found: list[list[Found]] = [[] for _ in emitted]
        scheme, chain, heat = Scheme(self.labels), self.chain, np.float32(self.cfg["temperature"])
        cooled = crf.Chain(chain.between / heat, chain.first / heat, chain.last / heat)
        for batch in batches([len(line.rows) for _, line in read]):
            rows, lengths = padded(read[place][1].rows for place in batch)
            paths = crf.best(rows, lengths, chain)
            sure = crf.sums((rows / heat).astype(np.float32), lengths, cooled).tags
            for place, path, length, tags in zip(batch, paths, lengths, sure, strict=True):
                n, (_, units) = read[place]
                for start, end, label in scheme.mentions(path[:length]):
                    inside = np.arange(start, end)
                    p = float(tags[inside, path[inside]].min())
                    found[n].append(Found(units[start][0], units[end - 1][1], label, p))
        return [sorted(mentions) for mentions in found]

    def predict(self, docs: Iterable[Doc]) -> list[list[Found]]:
        """The mentions of each document, not yet set."""
        return self.decode(self.emit(docs))

    def set_annotations(self, docs: Iterable[Doc], found: list[list[Found]]) -> None:
        """Sets what ``predict`` gave."""
        for doc, mentions in zip(docs, found, strict=True):
            spans = [Span(doc, m.start, m.end, label=m.label) for m in mentions]
            doc.set_ents(spans)
            for span, mention in zip(spans, mentions, strict=True):
                span._.kisha_score = mention.score


def batches(lengths: list[int]) -> Iterator[list[int]]:
    """The places of ``lengths``, those of like length together."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        # Sorted by length: this one is the longest, to which the others are padded.
        if batch and (len(batch) + 1) * lengths[place] > _BATCH:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch
