"""What the pieces of an annotated document should say."""

from spacy.tokens import Doc

from kisha.pipeline.encoder.alignment import Unit
from kisha.pipeline.encoder.pieces import Pieces
from kisha.pipeline.tagger.tags import OUT, Scheme

UNKNOWN = -100


def targets(doc: Doc, pieces: Pieces, scheme: Scheme) -> list[int]:
    """The tag of each piece; ``UNKNOWN`` for what speaks for no token, or for tokens not annotated.

    A mention whose edges are not those of units of one line is left unknown, as one of a label
    that is none of the scheme's.
    """
    found = [UNKNOWN] * len(pieces.ids)
    for line in pieces.lines:
        for unit in line:
            if all(token.ent_iob_ == "O" for token in doc[unit.start : unit.end]):
                found[unit.piece] = OUT
        starts = {unit.start: place for place, unit in enumerate(line)}
        ends = {unit.end: place for place, unit in enumerate(line, start=1)}
        for ent in doc.ents:
            if ent.start in starts and ent.end in ends and ent.label_ in scheme.labels:
                _teach(found, line[starts[ent.start] : ends[ent.end]], ent.label_, scheme)
    return found


def _teach(found: list[int], units: list[Unit], label: str, scheme: Scheme) -> None:
    for unit, tag in zip(units, scheme.span(0, len(units), label), strict=True):
        found[unit.piece] = tag
