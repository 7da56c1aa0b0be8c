"""The mentions of a release as arrays, and the pairs of them that a relation could join."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import LOWER, NORM
from spacy.tokens import Doc

from kisha.corpus.schema import LABELS, RELATIONS
from kisha.pipeline.blocks import KINDS
from kisha.pipeline.people import holdings
from kisha.pipeline.relations.sentences import Sentence, sentences
from kisha.pipeline.view import View

Ints = NDArray[np.int64]

TYPES = tuple(RELATIONS)
NONE = -1
_NEAR_MENTIONS, _NEAR_LINES, _NEAR_CHARS = 40, 2, 400


@dataclass(frozen=True, slots=True)
class Grid:
    """One entry for each mention of ``view.ents``; ``NONE`` where there is nothing to say.

    ``start`` and ``end`` count tokens. ``subject`` and ``heading`` are the places of the mention
    that a mention's sentence speaks of, and of the one that its section's heading names.
    """

    label: Ints
    start: Ints
    end: Ints
    char: Ints
    line: Ints
    sentence: Ints
    kind: Ints
    subject: Ints
    heading: Ints
    entity: Ints
    issuer: int
    words: NDArray[np.uint64]
    stops: Ints

    def __len__(self) -> int:
        return len(self.label)


def grid(doc: Doc, view: View) -> Grid:
    """The arrays of a document whose entities and blocks are set."""
    found = list(sentences(view, holdings(view)))
    sentence, subject, ends = _by_sentence(view, found)
    kind, heading = _by_block(view)
    ids = {id: number for number, id in enumerate(dict.fromkeys(e.id for e in view.ents))}
    breaks = np.array([n for n, char in enumerate(view.text) if char == "\n"], dtype=np.int64)
    spans = list(doc.ents)
    words = doc.to_array(NORM if view.language == "ja" else LOWER).astype(np.uint64)
    stops = _token_ends(doc, ends)
    return Grid(
        label=np.array([LABELS.index(e.label) for e in view.ents], dtype=np.int64),
        start=np.array([s.start for s in spans], dtype=np.int64),
        end=np.array([s.end for s in spans], dtype=np.int64),
        char=np.array([e.start for e in view.ents], dtype=np.int64),
        line=np.searchsorted(breaks, np.array([e.start for e in view.ents], dtype=np.int64)),
        sentence=sentence,
        kind=kind,
        subject=subject,
        heading=heading,
        entity=np.array([ids[e.id] for e in view.ents], dtype=np.int64),
        issuer=next((n for n, e in enumerate(view.ents) if e.label == "ORG"), NONE),
        words=words,
        stops=stops,
    )


def pairs(own: Grid) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Heads, tails, and which of ``TYPES`` each pair may have (pairs, types).

    Two mentions are a pair if some relation may join their labels, they name two things, and they
    stand near each other or one is what the other's sentence, section or release speaks of.
    """
    first, second = _neighbours(own)
    heads, tails = np.concatenate([first, second]), np.concatenate([second, first])
    may: NDArray[np.bool_] = _ALLOWED[own.label[heads], own.label[tails]].copy()
    # A symmetric relation is asked for once.
    may &= (heads <= tails)[:, None] | ~SYMMETRIC
    some = may.any(axis=1) & (own.entity[heads] != own.entity[tails])
    order = np.lexsort((tails[some], heads[some]))
    return heads[some][order], tails[some][order], may[some][order]


def _neighbours(own: Grid) -> tuple[Ints, Ints]:
    """Pairs of places, the first the smaller, each once: linear in the number of mentions."""
    size = len(own)
    places = np.arange(size)
    firsts, seconds = [], []
    for step in range(1, min(_NEAR_MENTIONS, size - 1) + 1):
        one, other = places[:-step], places[step:]
        lines = own.line[other] - own.line[one]
        chars = own.char[other] - own.char[one]
        near = (lines == 0) | ((lines <= _NEAR_LINES) & (chars < _NEAR_CHARS))
        firsts.append(one[near])
        seconds.append(other[near])
    for anchor in (own.subject, own.heading, np.full(size, own.issuer)):
        spoken = (anchor != NONE) & (anchor != places)
        firsts.append(np.minimum(places, anchor)[spoken])
        seconds.append(np.maximum(places, anchor)[spoken])
    both = np.unique(np.concatenate(firsts) * max(size, 1) + np.concatenate(seconds))
    return both // max(size, 1), both % max(size, 1)


def _by_sentence(view: View, found: Sequence[Sentence]) -> tuple[Ints, Ints, list[int]]:
    sentence = np.full(len(view.ents), NONE)
    subject = np.full(len(view.ents), NONE)
    ends = [len(view.text)] * len(view.ents)
    for number, own in enumerate(found):
        for place in own.ents:
            sentence[place] = number
            subject[place] = NONE if own.subject is None else own.subject
            ends[place] = own.end
    return sentence, subject, ends


def _by_block(view: View) -> tuple[Ints, Ints]:
    kind = np.full(len(view.ents), NONE)
    heading = np.full(len(view.ents), NONE)
    named = NONE
    for block in view.blocks:
        inside = view.within(block.start, block.end)
        if block.label == "heading":
            named = next((n for n in inside if view.ents[n].label not in ("DATE", "ROLE")), NONE)
        kind[inside.start : inside.stop] = KINDS.index(block.label)
        heading[inside.start : inside.stop] = named
    return kind, heading


def _token_ends(doc: Doc, ends: list[int]) -> Ints:
    """The number of the first token at or behind each character offset."""
    starts = np.array([token.idx for token in doc], dtype=np.int64)
    return np.searchsorted(starts, np.array(ends, dtype=np.int64))


SYMMETRIC = np.array([RELATIONS[type].symmetric for type in TYPES])
_ALLOWED = np.array(
    [[[RELATIONS[t].allows(head, tail) for t in TYPES] for tail in LABELS] for head in LABELS]
)
