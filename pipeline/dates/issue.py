"""The day on which a release is issued, told from the days of the events in it."""

import re
from collections.abc import Sequence

from kisha.corpus.schema import is_day
from kisha.pipeline.dates.value import value_of
from kisha.pipeline.dates.words import read

_HEAD_LINES, _TAIL_LINES = 12, 6
_NARROW = 40
_SUFFIX = 8  # as in 2027年4月1日（木）発表
_DATELINE_END = re.compile(r"\s{0,3}[)）】]?\s{0,3}(?:[-–—―/|:]|\. )")
_AT_TAIL, _IN_TEXT = 2, 7  # ranks; a date of lower rank is likelier the release's


def issued(text: str, places: Sequence[tuple[int, int]]) -> str | None:
    """The release's own date: one that stands in its head or tail, else the first full one."""
    lines = [0, *(found.end() for found in re.finditer("\n", text)), len(text)]
    head, tail = lines[min(_HEAD_LINES, len(lines) - 1)], lines[-min(_TAIL_LINES, len(lines))]
    full: list[tuple[int, int, str]] = []
    for start, end in places:
        reading = read(text[start:end])
        value = reading and value_of(reading)
        if value and is_day(value):
            if start < head:
                rank = 0 if _opens(text, start, end) else _apart(text, start, end)
            else:
                rank = _AT_TAIL + _apart(text, start, end) if start >= tail else _IN_TEXT
            full.append((min(rank, _IN_TEXT), len(full), value))
    return min(full)[2] if full else None


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a date closes a dateline: ``TOKYO, April 1, 2027 – Amatsu today …``."""
    before = text[max(0, start - 2 * _NARROW) : start].rpartition("\n")[2]
    return len(before) < 2 * _NARROW and bool(_DATELINE_END.match(text, end))


def _apart(text: str, start: int, end: int) -> int:
    """How far a date is from standing alone in its line."""
    before = text[max(0, start - 2 * _NARROW) : start].rpartition("\n")[2]
    behind = text[end : end + _NARROW].partition("\n")[0].strip()
    if len(before) > _NARROW or len(behind) > _NARROW // 2 or behind.endswith(("。", ".")):
        return _IN_TEXT
    labelled = ":" in before or "：" in before  # with any label: that of another day, too
    return 3 if labelled or len(behind) > _SUFFIX else 0
