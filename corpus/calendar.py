"""What a date's text says outright: the year, month, day, quarter and half that it writes."""

import re
import unicodedata
from dataclasses import dataclass

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
"""The year before the first of each era."""

_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
_TENS = re.compile(r"([1-9]?)十([1-9]?)")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)

_ERA_YEAR = re.compile(rf"({'|'.join(ERAS)})(元|\d{{1,2}})年")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_WRITTEN = re.compile(
    r"(?<!\d)(?:19|20)\d\d([/.-])(1[0-2]|0?[1-9])(?:\1([12]\d|3[01]|0?[1-9]))?(?!\d)"
)
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])月")
_DAY = re.compile(r"(?<!\d)([12]\d|3[01]|0?[1-9])日")
_NAME = "|".join(f"{month[:3]}(?:{month[3:]}|t)?" for month in _MONTHS)
_NUMBER = r"(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_NAMED = re.compile(rf"\b({_NAME})\b\.?(?: (?:the )?{_NUMBER}\b(?![:\d]))?")
_BEFORE = re.compile(rf"\b{_NUMBER}(?: day)?(?: of)? (?:{_NAME})\b")
_QUARTER = re.compile(
    # kanji digits are plain ones by then
    r"第?([1-4])4半期|\bq([1-4])\b|([1-4])q\b|\b(first|second|third|fourth) quarter"
)
_HALF = re.compile(r"(上|下)(?:半)?期|\b(first|second) half|\bh([12])\b")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "上": 1, "下": 2}
_FISCAL = re.compile(r"年度|期|fiscal|\bfy|year end")


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that a text writes; None for those that it leaves to its context."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None
    fiscal: bool = False


def parts(text: str) -> Parts:
    """What ``text`` writes, in full- or half-width digits, kanji numerals, eras or English.

    >>> parts("令和８年４月１日"), parts("Q3 2027").quarter, parts("同年末").year
    (Parts(year=2026, month=4, day=1, quarter=None, half=None, fiscal=False), 3, None)
    """
    plain = _plain(text)
    era = _ERA_YEAR.search(plain)
    if era:
        year: int | None = ERAS[era[1]] + (1 if era[2] == "元" else int(era[2]))
    else:
        year = _number(_YEAR.search(plain))
    month, day = _number(_MONTH.search(plain)), _number(_DAY.search(plain))
    if named := _NAMED.search(plain):
        month = next(n for n, name in enumerate(_MONTHS, 1) if name[:3] == named[1][:3])
        before = _BEFORE.search(plain)
        day = int(before[1]) if before else int(named[2]) if named[2] else None
    elif written := _WRITTEN.search(plain):
        month, day = int(written[2]), int(written[3]) if written[3] else None
    return Parts(
        year=year,
        month=month,
        day=day,
        quarter=_number(_QUARTER.search(plain)),
        half=_number(_HALF.search(plain)),
        fiscal=_FISCAL.search(plain) is not None,
    )


def contradiction(text: str, value: str) -> str | None:
    """The part of ``text`` that ``value`` says otherwise or leaves out; None when they agree.

    ``value`` is one of guidelines §4. A fiscal year may be written by either of its years.

    >>> contradiction("2027年4月1日", "2027-04"), contradiction("2027年3月期", "FY2026")
    ('day 1', None)
    """
    said = parts(text)
    fiscal = value.startswith("FY")
    year, _, rest = value.removeprefix("FY").partition("-")
    near = {int(year), int(year) + 1} if fiscal else {int(year), int(year) - said.fiscal}
    if said.year is not None and said.year not in near:
        return f"year {said.year}"
    if rest[:1] in ("Q", "H"):
        return _part_of_year(said, rest, fiscal=fiscal)
    month, _, day = rest.partition("-")
    if fiscal or month > "20":
        return None
    if said.month is not None and (not month or said.month != int(month)):
        return f"month {said.month}"
    if said.day is not None and (not day or said.day != int(day)):
        return f"day {said.day}"
    return None


def _part_of_year(said: Parts, rest: str, *, fiscal: bool) -> str | None:
    number, kind = int(rest[1:]), "quarter" if rest[0] == "Q" else "half"
    written = said.quarter if kind == "quarter" else said.half
    if written is not None and written != number:
        return f"{kind} {written}"
    span = 3 if kind == "quarter" else 6
    if not fiscal and said.month is not None and (said.month - 1) // span + 1 != number:
        return f"month {said.month}"
    return None


def _plain(text: str) -> str:
    solid = unicodedata.normalize("NFKC", text).lower().translate(_DIGITS)
    solid = _TENS.sub(lambda ten: str(int(ten[1] or 1) * 10 + int(ten[2] or 0)), solid)
    # Typesetters' air around digits: "2027 年 4 月". English keeps its spaces.
    return re.sub(r"\s+(?=[年月日度末])|(?<=[年月日第和成正治])\s+", "", solid)


def _number(found: re.Match[str] | None) -> int | None:
    if found is None:
        return None
    written = next(group for group in found.groups() if group)
    return _ORDINALS.get(written) or int(written)
