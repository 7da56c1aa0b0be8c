"""Two mentions and what may hold between them."""

from typing import NamedTuple

from spacy.tokens import Doc


class Pair(NamedTuple):
    """A relation between two mentions, by their places in ``doc.ents``."""

    head: int
    type: str
    tail: int


def between(doc: Doc, left: int, right: int) -> str:
    """The text between two mentions, by their places in ``doc.ents``."""
    return doc.text[doc.ents[left].end_char : doc.ents[right].start_char]
