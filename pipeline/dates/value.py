"""The calendar value of a date mention, written as guidelines §4 say."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from kisha.pipeline.dates.words import Counted, Reading, named, read

_FISCAL_START = 4
_PART_MONTHS = {"Q": 3, "H": 6}
_VALUE = re.compile(
    r"(FY)?([0-9]{4})(?:-(?:(0[1-9]|1[0-2])(?:-([0-9]{2}))?|(2[1-4])|([QH])([1-4])))?"
)


class Anchor(NamedTuple):
    """A known value that others are counted from; 0 for a month or day that it lacks."""

    year: int
    month: int = 0
    day: int = 0
    fiscal: bool = False
    season: int = 0
    part: str = ""
    number: int = 0

    def span(self) -> tuple[int, int]:
        """The first and last day of it, as numbers that sort like days."""
        first, months = self.month or 1, 1 if self.month else 12
        if self.season:
            first, months = 3 * (self.season - 20), 3
        elif self.part:
            months = _PART_MONTHS[self.part]
            first = 1 + (self.number - 1) * months
        first += 12 * self.year + (_FISCAL_START - 1) * self.fiscal
        return 31 * first + (self.day or 1), 31 * (first + months - 1) + (self.day or 31)


def anchor(value: str | None) -> Anchor | None:
    """The parts of a value of guidelines §4."""
    if not (found := _VALUE.fullmatch(value or "")):
        return None
    fiscal, year, *numbers, part, number = found.groups(default="")
    month, day, season = (int(n or 0) for n in numbers)
    return Anchor(int(year), month, day, bool(fiscal), season, part, int(number or 0))


def moved(base: Anchor, unit: str, step: int) -> Anchor:
    """``base`` that many years, months or weeks on; itself, where it is too vague for the unit."""
    if unit == "year":
        return base._replace(year=base.year + step, day=0)
    if unit == "month" and base.month:
        months = 12 * base.year + base.month - 1 + step
        return Anchor(months // 12, months % 12 + 1)
    if unit == "week" and base.day:
        try:
            day = date(base.year, base.month, base.day) + timedelta(7 * step)
        except OverflowError:  # The calendar ends with 9999.
            return base
        return Anchor(day.year, day.month, day.day)
    return base


_UNKNOWN = Anchor(-9999)  # What is counted from it is out of the calendar.


def date_value(text: str, *, release: str | None = None, previous: str | None = None) -> str | None:
    """The calendar value of a date mention, or ``None`` where it can't be put on a calendar.

    Args:
        text: the mention's restored surface.
        release: the release's own date, which ``本日`` and ``last year`` are counted from.
        previous: the value that ``同年`` and ``翌月`` are counted from. It also gives what a bare
            ``12月`` or ``Q2`` lacks. Without it, all are counted from ``release``.

    >>> date_value("令和7年9月30日"), date_value("翌年2月", previous="2022-22")
    ('2025-09-30', '2023-02')
    """
    reading = read(text)
    return reading and value_of(
        reading, release=anchor(release), previous=anchor(previous or release)
    )


def value_of(
    reading: Reading, *, release: Anchor | None = None, previous: Anchor | None = None
) -> str | None:
    """The value of what was read, what it counts and lacks taken from the anchors."""
    own, base = release or _UNKNOWN, previous or _UNKNOWN
    try:
        facts = set(reading.slots.items())
        for counted in reading.counted:
            facts.update(_shifted(counted, own if counted.from_release else base))
        return _write(dict(facts), base) if len(dict(facts)) == len(facts) else None
    except (ValueError, OverflowError):
        return None


def _shifted(counted: Counted, base: Anchor) -> Iterator[tuple[str, int]]:
    """What fills the slots for a unit before or after; ``near`` is the year if none is named."""
    unit, offset, year, month = counted.unit, counted.offset, base.year, base.month
    if unit == "日":
        day = date(year, month, base.day) + timedelta(offset)
        yield from (("near", day.year), ("month", day.month), ("day", day.day))
    elif unit == "月":
        months = 12 * year + date(year, month, 1).month - 1 + offset
        yield from (("near", months // 12), ("month", months % 12 + 1))
    elif unit == "年":
        yield "year", year + offset
    elif unit == "年度":
        yield from (("fiscal", 1), ("year", year - (0 < month < _FISCAL_START) + offset))
    elif unit == "q":
        if not (base.part or base.fiscal):
            raise ValueError("no period")
        yield "near", year + offset
        if base.fiscal:
            yield "fiscal", 1
        if base.part:
            yield ("quarter" if base.part == "Q" else "half"), base.number
    else:
        (slot, n), near = named(unit), year + offset
        if counted.nearest and month and offset:
            first, last = (n, n) if slot == "month" else (3 * (n - 20), 3 * (n - 20) + 2)
            near = year + (month - (last + 1 if offset < 0 else first - 12)) // 12
        yield from ((slot, n), ("near", near))


def _write(slots: dict[str, int], base: Anchor) -> str:
    """The value of what was read, ``base`` giving what it lacks; ``ValueError`` if it has none."""
    month, day, unit = (slots.get(slot, 0) for slot in ("month", "day", "unit"))
    part = next((name for name in ("quarter", "half", "season") if name in slots), "")
    fiscal = bool(slots.keys() & {"fiscal", "term"})
    whole = (fiscal or unit) and slots.keys() & {"end", "vague"}  # 年末, 年度内
    if not (whole or month or day or part or slots.keys() & {"year", "near", "weekday"}):
        raise ValueError("no date")
    if (year := slots.get("year", slots.get("near"))) is None:
        if "weekday" in slots and not (month or day or part or whole):
            return _last(slots["weekday"], base)
        bare = slots["japanese"] and part in ("quarter", "half") and not (month or unit)
        # 上期 alone is the fiscal year's.
        fiscal |= bool(bare or (base.fiscal and not unit and part != "season"))
        year = base.year - (fiscal and 0 < base.month < _FISCAL_START)
        month = month or (base.month if day or unit == 2 else 0)
    if "term" in slots and month and (part or "end" not in slots):
        year, month, day = year - (month < 12), 0, 0  # 2026年3月期 is fiscal 2025.
    elif fiscal and "term" not in slots and 0 < month < _FISCAL_START:
        year += 1
    full = date(year, month or not (day or unit == 2), day or 1).isoformat()
    return full if day else full[:7] if month else _period(slots, part, year, fiscal)


def _last(weekday: int, base: Anchor) -> str:
    """The last day of that name up to ``base``."""
    day = date(base.year, base.month, base.day)
    return (day - timedelta((day.weekday() - weekday) % 7)).isoformat()


def _period(slots: dict[str, int], part: str, year: int, fiscal: bool) -> str:
    """A year or a part of it, or else the month that it ends with."""
    number = slots[part] if part else 1
    if part == "season":
        return f"{year:04}-{number}"
    if "end" in slots:
        months = {"quarter": 3, "half": 6}.get(part, 12)
        years, month = divmod(number * months - 1 + fiscal * (_FISCAL_START - 1), 12)
        return date(year + years, month + 1, 1).isoformat()[:7]
    return f"{'FY' * fiscal}{year:04}" + (f"-{part[0].upper()}{number}" if part else "")
