"""The calendar values of the date mentions of a release: what each takes from the dates around it.

The release's own date is looked for first. Then the mentions are valued in order. What one counts
from or lacks (``同年6月``, the year of ``4 November``, the month of ``25``) has few candidates: the
other end of its range, the dates before it in its sentence, the item before it in a list, the
release. The first that agrees with its weekday and with the tense of its verb gives its value.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kisha.pipeline.dates.issue import issued
from kisha.pipeline.dates.tense import FUTURE, PAST, tense
from kisha.pipeline.dates.trail import Trail
from kisha.pipeline.dates.value import Anchor, anchor, moved, value_of
from kisha.pipeline.dates.words import Reading, read

Place = tuple[int, int]
_Option = tuple[str, Anchor]

_JOINT = re.compile(
    r"[\s、,]*(?:から|より|[~～〜\-–—−、・,]|\b(?:to|and|or|until|through|till)\b|と|及び|および|又は|または)"
    r"\s*(?:the )?"
)
_LONGEST_JOINT = 20
_LONGEST_BULLET = 9
_SENTENCE_END = re.compile(r"[。\n;；]|\. ")
# By how many days a date may lie on the wrong side of the release: a verb is not always its own.
_SLACK = {"year": 155, "month": 10, "week": 0}


def values(text: str, places: Sequence[Place]) -> list[str | None]:
    """The value of each date mention ``start:end`` of ``text``; ``places`` are in order."""
    return _Resolver(text, places).run()


class _Resolver:
    """Values the mentions of one text, in order."""

    def __init__(self, text: str, places: Sequence[Place]) -> None:
        self._text, self._places = text, places
        self._readings = [read(text[start:end]) for start, end in places]
        self._release = anchor(issued(text, places))
        self._trail = Trail()

    def run(self) -> list[str | None]:
        found: list[str | None] = []
        end = 0
        for chain in self._chains():
            self._trail.walk(self._text[end : self._places[chain[0]][0]])
            for n, value in zip(chain, self._chain(chain), strict=True):
                found.append(value)
                self._trail.add(anchor(value), self._readings[n], opens_line=self._opens_line(n))
            end = self._places[chain[-1]][1]
        return found

    def _chains(self) -> Iterator[range]:
        """Runs of mentions that are the ends of a range or the members of an enumeration."""
        first = 0
        for n in range(1, len(self._places) + 1):
            if n < len(self._places) and self._joined(n):
                self._share(n)
            else:
                yield range(first, n)
                first = n

    def _joined(self, n: int) -> bool:
        start, end = self._places[n - 1][1], self._places[n][0]
        near = end - start <= _LONGEST_JOINT and self._readings[n - 1] and self._readings[n]
        return bool(near and _JOINT.fullmatch(self._text, start, end))

    def _share(self, n: int) -> None:
        """What one of two names holds for both: ``August 3 to 28, 2026``, ``2026～2030年度``."""
        left, right = self._readings[n - 1], self._readings[n]
        if not left or not right:
            return
        if {"day", "year"} <= right.slots.keys() and {"month"} <= left.slots.keys():
            self._readings[n] = right._replace(slots={"month": left.slots["month"], **right.slots})
        if "fiscal" in right.slots and left.slots.keys() <= {"year", "japanese"}:
            self._readings[n - 1] = left._replace(slots={**left.slots, "fiscal": 1})

    def _chain(self, chain: range) -> list[str | None]:
        """The values of a chain: first that of its fullest member, from it those beside it."""
        head = min(chain, key=lambda n: self._lacks(n, first=n == chain[0]))
        found = {head: self._value(head, chain)}
        for n in (*reversed(range(chain[0], head)), *range(head + 1, chain[-1] + 1)):
            step = 1 if n > head else -1
            found[n] = self._beside(n, anchor(found[n - step]), step, chain)
        return [found[n] for n in chain]

    def _lacks(self, n: int, *, first: bool) -> int:
        """How much a mention needs of those beside it: nothing, its year, or its month too."""
        reading = self._readings[n]
        if reading is None:
            return 3
        if reading.dated and (first or not reading.points_back):
            return 0
        return 1 if "month" in reading.slots else 2

    def _beside(self, n: int, other: Anchor | None, step: int, chain: range) -> str | None:
        """The value of what stands before (``step`` -1) or after ``other`` in a chain."""
        reading = self._readings[n]
        if reading is None or other is None:
            return self._value(n, chain)
        if reading.dated:
            return value_of(reading, release=self._release, previous=other)
        return next((value for value, _ in self._beyond(reading, other, step)), None)

    def _beyond(self, reading: Reading, other: Anchor, step: int) -> list[_Option]:
        """The values next to ``other`` that lie before (``step`` -1) or after it."""
        found = self._tried(reading, (other, moved(other, reading.leaves_open, step)))
        first = other.span()[0]
        return [option for option in found if (option[1].span()[0] - first) * step >= 0]

    def _value(self, n: int, chain: range) -> str | None:
        """The value of a member of a chain by what stands before and around the chain."""
        reading, trail = self._readings[n], self._trail
        if reading is None:
            return None
        if reading.dated and not reading.points_back:
            return value_of(reading, release=self._release, previous=trail.last or self._release)
        start, end = self._places[chain[0]][0], self._places[chain[-1]][1]
        when = tense(self._text, start, end, japanese=bool(reading.slots["japanese"]))
        if reading.points_back:
            item = trail.item if self._opens_line(n) else None
            if found := self._tried(reading, trail.near or (item,)):
                return found[0][0]
            found = self._tried(reading, (*trail.far, self._release))
        else:
            found = self._context(n, reading) + self._around(reading, when)
        found = [option for option in found if _falls_on(option[1], reading)] or found
        found = [option for option in found if self._agrees(option[1], when, reading)] or found
        return found[0][0] if found else None

    def _tried(self, reading: Reading, anchors: Iterable[Anchor | None]) -> list[_Option]:
        """The values that these anchors give."""
        found = (value_of(reading, release=self._release, previous=a) for a in anchors if a)
        return [(value, parts) for value in found if value and (parts := anchor(value))]

    def _context(self, n: int, reading: Reading) -> list[_Option]:
        """What the text around gives to a mention without a year."""
        trail, last = self._trail, self._trail.last
        bare_day = reading.leaves_open == "month"
        anchors: list[Anchor | None] = []
        # "Our captain since 2015 retires on 31 December": a year alone gives a month no year.
        if last and last != self._release and (last.month or last.fiscal or bare_day):
            anchors.append(last)
        elif reading.period:
            anchors.append(trail.fiscal)
        if bare_day:
            anchors.append(trail.days.get(reading.slots["day"]))
            anchors.append(None if anchors[0] else self._following(n))
        found = self._tried(reading, anchors)
        if trail.item and self._opens_line(n):
            found += self._beyond(reading, trail.item, 1)
        return found

    def _following(self, n: int) -> Anchor | None:
        """The next date of the sentence, if it is a full one: ``opens on 2, closes on 4 May``."""
        if n + 1 == len(self._places) or not (reading := self._readings[n + 1]):
            return None
        start, end = self._places[n][1], self._places[n + 1][0]
        return None if _SENTENCE_END.search(self._text, start, end) else anchor(value_of(reading))

    def _around(self, reading: Reading, when: int) -> list[_Option]:
        """The like in the release's year, month or week, and in those beside it."""
        if (own := self._release) is None:
            return []
        if reading.period and self._trail.fiscal:
            own = own._replace(fiscal=True)
        unit = reading.leaves_open
        found = self._tried(reading, (own, moved(own, unit, 1), moved(own, unit, -1)))
        if not when:  # Without a verb the nearest is the likeliest.
            day = own.span()[0]
            found.sort(key=lambda option: abs(option[1].span()[0] - day))
        return found

    def _agrees(self, parts: Anchor, when: int, reading: Reading) -> bool:
        """Whether a value lies on the side of the release that its verb puts it."""
        if self._release is None:
            return True
        own, slack = self._release.span()[0], _SLACK[reading.leaves_open]
        first, last = parts.span()
        return first <= own + slack if when == PAST else when != FUTURE or last >= own - slack

    def _opens_line(self, n: int) -> bool:
        """Whether only a bullet stands before a mention in its line."""
        start = self._places[n][0]
        before = self._text[max(0, start - _LONGEST_BULLET) : start]
        _, newline, bullet = before.rpartition("\n")
        return bool(newline or start == len(before)) and not any(map(str.isalnum, bullet))


def _falls_on(parts: Anchor, reading: Reading) -> bool:
    """Whether a value is of the weekday that the mention names, if it does."""
    weekday = reading.slots.get("weekday")
    if weekday is None or not parts.day:
        return True
    return date(parts.year, parts.month, parts.day).weekday() == weekday
