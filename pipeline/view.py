"""A ``Doc`` as the stages behind the tagger read it: its text, mentions and blocks, taken once.

``doc.ents`` and ``doc.text`` walk over all tokens at each access, which rules that look at every
pair of mentions can't afford.
"""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from spacy.tokens import Doc, Span

BLOCKS = "kisha_blocks"
_LONGEST_GAP = 80


class Place(NamedTuple):
    """A mention or block ``start:end`` of ``View.text``; a mention's entity and date value."""

    start: int
    end: int
    label: str
    text: str
    id: str = ""
    value: str | None = None


class View(NamedTuple):
    """The text of a ``Doc``, its mentions in order, and its blocks where they are marked."""

    text: str
    ents: tuple[Place, ...]
    blocks: tuple[Place, ...]
    language: str

    def within(self, start: int, end: int) -> range:
        """The places in ``ents`` of the mentions that lie in ``start:end`` of the text."""
        first = bisect_left(self.ents, start, key=lambda ent: ent.start)
        last = bisect_right(self.ents, end, lo=first, key=lambda ent: ent.end)
        return range(first, last)

    def between(self, left: int, right: int) -> str:
        """The text between two neighbouring mentions, by their places in ``ents``.

        What is too long for neighbours comes as full stops, which no pattern of a gap takes.
        """
        gap = self.text[self.ents[left].end : self.ents[right].start]
        return gap if len(gap) <= _LONGEST_GAP else "。" * _LONGEST_GAP


def view(doc: Doc) -> View:
    """What ``doc`` holds now; later changes to it do not show."""
    blocks = tuple(map(_place, doc.spans[BLOCKS])) if BLOCKS in doc.spans else ()
    return View(doc.text, tuple(map(_place, doc.ents)), blocks, doc.lang_)


def _place(span: Span) -> Place:
    value: str | None = span._.kisha_value if span.label_ == "DATE" else None
    return Place(span.start_char, span.end_char, span.label_, span.text, span.id_, value)
