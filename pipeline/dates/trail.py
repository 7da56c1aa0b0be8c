"""The dates that a reader of a release has in mind at a place: those of its sentence and before."""

import re
from typing import NamedTuple

from kisha.pipeline.dates.value import Anchor
from kisha.pipeline.dates.words import Reading

_MARKS = re.compile(r"[(（「)）」。\n;；]|\. ")
_KEPT = 8


class _Frame(NamedTuple):
    """The dates of a sentence, or of a bracket or quotation in it."""

    dates: tuple[Anchor, ...] = ()
    quoted: bool = False


class Trail:
    """The dates read so far; the latest come first.

    A date in a bracket is forgotten where the bracket closes. Who speaks in a quotation speaks from
    the day of the release, whatever dates the text around it names.
    """

    def __init__(self) -> None:
        self._frames = [_Frame()]
        self._paragraph: tuple[Anchor, ...] = ()
        self._all: tuple[Anchor, ...] = ()
        self._line = 0
        self._item: tuple[int, Anchor] | None = None
        self.days: dict[int, Anchor] = {}
        self.fiscal: Anchor | None = None

    def walk(self, gap: str) -> None:
        """Takes in the text between two mentions."""
        for mark in _MARKS.findall(gap):
            if mark in "(（":
                self._frames.append(self._frames[-1])
            elif mark == "「":
                self._frames.append(_Frame(quoted=True))
            elif mark in ")）」":
                if len(self._frames) > 1:
                    self._frames.pop()
            elif mark == "\n":
                self._frames, self._paragraph = [_Frame()], ()
                self._line += 1
            else:
                self._frames[-1] = self._frames[-1]._replace(dates=())

    def add(self, date: Anchor | None, reading: Reading | None, *, opens_line: bool) -> None:
        """Takes in the value of a mention, if it has one."""
        if date is None or reading is None or reading.compares:
            return
        frame = self._frames[-1]
        self._frames[-1] = frame._replace(dates=(date, *frame.dates[:_KEPT]))
        self._paragraph = (date, *self._paragraph[:_KEPT])
        self._all = (date, *self._all[:_KEPT])
        if date.day:
            self.days[date.day] = date
        if date.fiscal and (len(self._frames) == 1 or not self.fiscal):
            self.fiscal = date._replace(part="", number=0)
        goes_on = len(self._frames) == 1 and self._item and self._item[0] == self._line
        if opens_line or (goes_on and date.month):
            self._item = self._line, date

    @property
    def last(self) -> Anchor | None:
        """The date before in the same sentence."""
        return next(iter(self._frames[-1].dates), None)

    @property
    def near(self) -> tuple[Anchor, ...]:
        """The dates of the sentence, or else of the paragraph."""
        dates, quoted = self._frames[-1]
        return dates or (() if quoted else self._paragraph)

    @property
    def far(self) -> tuple[Anchor, ...]:
        """The dates before in the text, unless a speaker can't know of them."""
        return () if self._frames[-1].quoted else self._all

    @property
    def item(self) -> Anchor | None:
        """The date that opened the line before, as in a list of dates."""
        return self._item[1] if self._item and self._item[0] == self._line - 1 else None
