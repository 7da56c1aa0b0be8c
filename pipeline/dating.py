"""The calendar values of the date mentions of a release: what each takes from the dates around it.

The release's own date is looked for first. Then the mentions are valued in order. What a mention
counts from or lacks (the year of ``4 November``, the month of ``25``) has few candidates: the
dates before it in its sentence, the other end of its range, the release. The first one that
agrees with the weekday, the verb and the order of dates gives its value.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kisha.corpus.surface import restore
from kisha.pipeline.dates import Anchor, anchor, value_of
from kisha.pipeline.datewords import Reading, read
from kisha.pipeline.tense import FUTURE, PAST, tense

_JOINT = re.compile(
    r"[\s,、]*(?:から|より|[~～〜\-–—−]|\b(?:to|and|or|until|through|till)\b|と|及び|および|又は|または|[、・,])"
    r"[\s]*(?:the )?"
)
_SENTENCE_END = re.compile(r"[。\n;；]|\. ")
_HEADER = 40
_SLACK = 93


def values(text: str, places: Sequence[tuple[int, int]]) -> list[str | None]:
    """The value of each date mention ``start:end`` of ``text``, which are in order."""
    readings = [read(restore(text[start:end])) for start, end in places]
    _share(text, places, readings)
    release = anchor(issued(text, places))
    resolver = _Resolver(text, places, readings, release)
    return resolver.run()


def issued(text: str, places: Sequence[tuple[int, int]]) -> str | None:
    """The date of the release itself."""
    full = []
    for start, end in places:
        reading = read(restore(text[start:end]))
        value = reading and value_of(reading, release=None, previous=None)
        if value and len(value) == 10:
            full.append((_rank(text, start, end), len(full), value))
    return min(full)[2] if full else None


def _rank(text: str, start: int, end: int) -> int:
    """How much a date looks like the release's own; the least is it."""
    line, after = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before, behind = text[line:start], text[end : after if after >= 0 else len(text)]
    if len(before) <= _HEADER and len(behind.strip()) <= 8:
        return 0
    if len(before) <= 2 * _HEADER and re.match(r"\s*[)）】]?\s*(?:-|–|—|―|/|\||:|\. )", behind):
        return 0
    return 1


def _share(
    text: str, places: Sequence[tuple[int, int]], readings: list[Reading | None]
) -> None:
    """``August 3 to 28, 2026``: the second has no month but that of the first."""
    for n in range(1, len(places)):
        left, right = readings[n - 1], readings[n]
        if left and right and _JOINT.fullmatch(text[places[n - 1][1] : places[n][0]][:20]):
            if {"day", "year"} <= right.slots.keys() and "month" not in right.slots:
                if "month" in left.slots:
                    readings[n] = right._replace(
                        slots={**right.slots, "month": left.slots["month"]}
                    )
            if "fiscal" in right.slots and left.slots.keys() <= {"year", "japanese"}:
                readings[n - 1] = left._replace(slots={**left.slots, "fiscal": 1})


class _Resolver:
    def __init__(self, text, places, readings, release):
        self.text, self.places, self.readings, self.release = text, places, readings, release
        self.values: list[str | None] = [None] * len(places)
        self.stack: list[list[Anchor]] = [[]]
        self.paragraph: list[Anchor] = []
        self.all: list[Anchor] = []
        self.stated = {}
        for reading in readings:
            a = anchor(reading and value_of(reading, release=None, previous=None))
            if a and a.month:
                self.stated.setdefault((a.month, a.day), []).append(a)

    def run(self) -> list[str | None]:
        end = 0
        for chain in self.chains():
            self.walk(self.text[end : self.places[chain[0]][0]])
            self.chain(chain)
            for n in chain:
                if a := anchor(self.values[n]):
                    self.stack[-1].append(a)
                    self.paragraph.append(a)
                    self.all.append(a)
            end = self.places[chain[-1]][1]
        return self.values

    def chains(self) -> Iterator[list[int]]:
        chain: list[int] = []
        for n, (start, _) in enumerate(self.places):
            gap = self.text[self.places[n - 1][1] : start] if n else ""
            if chain and not (
                len(gap) < 20 and _JOINT.fullmatch(gap) and self.readings[n] and self.readings[n - 1]
            ):
                yield chain
                chain = []
            chain.append(n)
        if chain:
            yield chain

    def walk(self, gap: str) -> None:
        for found in re.finditer(r"[(（]|[)）]|[。\n;；]|\. ", gap):
            mark = found[0]
            if mark in "(（":
                self.stack.append(list(self.stack[-1]))
            elif mark in ")）":
                if len(self.stack) > 1:
                    self.stack.pop()
            else:
                self.stack = [[]]
                if mark == "\n":
                    self.paragraph = []

    def chain(self, chain: list[int]) -> None:
        head = next((n for n in chain if self.full(n)), None)
        if head is None:
            head = next((n for n in chain if (r := self.readings[n]) and "month" in r.slots), chain[0])
        self.values[head] = self.value(head, chain)
        for n in reversed(range(chain[0], head)):
            self.values[n] = self.beside(n, self.values[n + 1], -1)
        for n in range(head + 1, chain[-1] + 1):
            self.values[n] = self.beside(n, self.values[n - 1], 1)

    def full(self, n: int) -> bool:
        r = self.readings[n]
        return bool(r and ("year" in r.slots or r.counted))

    def beside(self, n: int, value: str | None, step: int) -> str | None:
        other, reading = anchor(value), self.readings[n]
        if reading and reading.points_back and step > 0:
            return value_of(reading, release=self.release, previous=other)
        if other is None or reading is None or self.full(n):
            return self.value(n, [n])
        options = [other, _moved(other, reading, step)]
        found = [v for o in options if (v := value_of(reading, release=self.release, previous=o))]
        right = [v for v in found if (anchor(v).span()[0] - other.span()[0]) * step >= 0]
        return (right or found or [None])[0]

    def value(self, n: int, chain: list[int]) -> str | None:
        reading = self.readings[n]
        if reading is None:
            return None
        if self.full(n) and not reading.points_back:
            return value_of(reading, release=self.release, previous=self.near() or self.release)
        start, end = self.places[chain[0]][0], self.places[chain[-1]][1]
        when = tense(self.text, start, end, japanese=bool(reading.slots["japanese"]))
        options = []
        for o in self.candidates(n, reading):
            v = o and value_of(reading, release=self.release, previous=o)
            if v and v not in options:
                options.append(v)
        for holds in (self.weekday(reading), self.in_tense(when, reading)):
            options = [v for v in options if holds(anchor(v))] or options
        return options[0] if options else None

    def near(self) -> Anchor | None:
        return self.stack[-1][-1] if self.stack[-1] else None

    def candidates(self, n: int, reading: Reading) -> Iterator[Anchor | None]:
        if reading.points_back:
            yield from reversed(self.stack[-1])
            yield from reversed(self.all[-8:])
            yield self.release
            return
        near = self.near()
        if near:
            yield near
        if self.release:
            yield self.release
            yield _moved(self.release, reading, 1)
            yield _moved(self.release, reading, -1)

    def weekday(self, reading: Reading) -> Callable[[Anchor], bool]:
        day = reading.slots.get("weekday")
        return lambda a: day is None or not a.day or date(a.year, a.month, a.day).weekday() == day

    def in_tense(self, when: int, reading) -> Callable[[Anchor], bool]:
        if not when or not self.release:
            return lambda a: True
        own = self.release.span()[0]
        slack = _SLACK if "month" in reading.slots else 0
        return (
            (lambda a: a.span()[0] <= own + slack)
            if when == PAST
            else (lambda a: a.span()[1] >= own - slack)
        )


def _moved(a: Anchor, reading: Reading, step: int) -> Anchor:
    """The year after or before; the month, if it is a day that is looked for."""
    if "day" in reading.slots and "month" not in reading.slots and a.month:
        months = 12 * a.year + a.month - 1 + step
        return Anchor(months // 12, months % 12 + 1)
    if reading.slots.keys() <= {"weekday", "japanese"}:
        d = date.fromordinal(date(a.year, a.month, a.day or 1).toordinal() + 7 * step)
        return Anchor(d.year, d.month, d.day)
    return a._replace(year=a.year + step, month=0, day=0) if a.month else a._replace(year=a.year + step)
