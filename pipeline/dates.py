"""The calendar value of a date mention, written as guidelines §4 say.

A mention is read word by word into slots (``year``, ``month``, ``half`` …), in whatever order its
language has them. One word that no table knows, or two that disagree, and it has no value.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from kisha.corpus.calendar import ERAS
from kisha.corpus.surface import is_japanese


def _numbered(rows: str, first: int) -> dict[str, int]:
    """The number of each word: rows count up from ``first``; ``_`` is a space within a word."""
    numbered = enumerate(rows.split("|"), first)
    return {word.replace("_", " "): n for n, row in numbered for word in row.split()}


# The words that fill a slot; what they put there is the number of their row.
_SLOTS = (
    ("month", 1, "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug"
     "|september sept sep|october oct|november nov|december dec"),
    ("season", 21, "春 spring|夏 summer|秋 autumn fall|冬 winter"),
    ("quarter", 1, "第1q 1q q1 first_quarter 1st_quarter|第2q 2q q2 second_quarter 2nd_quarter"
     "|第3q 3q q3 third_quarter 3rd_quarter|第4q 4q q4 fourth_quarter 4th_quarter"),
    ("half", 1, "上期 上半期 前半 前半期 中間期 h1 1h first_half 1st_half"
     "|下期 下半期 後半 後半期 h2 2h second_half 2nd_half latter_half"),
    ("unit", 1, "年 year|月 month"), ("fiscal", 1, "度 fy fiscal financial"),
    ("term", 1, "期 ending ended"), ("end", 1, "末 末日 end"),
    ("vague", 1, "上旬 初旬 中旬 下旬 初頭 初め 始め はじめ 初 始 央 頭 半ば 中 内 頃 ごろ 付 通期"
     " early earlier mid middle to_mid late later to_late beginning start"),
    ("silent", 1, "of in the の 西暦 祝 祝日 休 mon monday tue tues tuesday wed wednesday"
     " thu thur thurs thursday fri friday sat saturday sun sunday"),
)  # fmt: skip
_WORDS = {w: (slot, n) for slot, first, rows in _SLOTS for w, n in _numbered(rows, first).items()}
_FROM_RELEASE = _numbered("1昨 先々|昨 去 先 last|本 今 this current|来 明 next|再来 明後", -2)
_FROM_PREVIOUS = _numbered("前々|前 previous|同 当 この same that that_same|翌 following|翌々", -2)
_OFFSETS = _FROM_RELEASE | _FROM_PREVIOUS
_UNITS = {"year": "年", "month": "月", "day": "日", "期": "年度"}
_ERAS = ERAS | {"m": 1867, "t": 1911, "s": 1925, "h": 1988, "r": 2018}
_FISCAL_START = 4
_Fact = tuple[str, int]


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; Latin ones only as whole words."""
    return "|".join(w + "(?![a-z])" * w.isascii() for w in sorted(words, key=len, reverse=True))


_NAMED = [word for word, (slot, _) in _WORDS.items() if slot in ("month", "season")]
_TOKEN = re.compile(
    # 先日, 来日 and 先年 are words of their own, no day or year before or after another.
    rf"(?!先日|再?来日|先年)(?P<by>{_any(_OFFSETS)}) ?(?P<fiscal>(?:fiscal|financial) )?"
    rf"(?P<unit>年度|[年月日期]|{_any(('year', 'month', 'day', *_NAMED))})"
    # A bare "h1" is a half, a bare "h30" an era.
    r"|(?P<era>明治|大正|昭和|平成|令和|[mtshr](?=[0-9]+年)|[hrs](?=[0-9]{2}$)|r(?=[0-9]$))"
    rf"(?P<count>[1-9][0-9]?|0[1-9])(?![0-9])年?|(?P<word>{_any(_WORDS)})"
    r"|(?P<year>[0-9]{4})(?![0-9月])年?|(?P<month>[0-9]{1,2})月"
    r"|(?P<day>[0-9]{1,2})(?![0-9年])(?:日|st|nd|rd|th)?"
    r"|[月火水木金土日]曜日?|\([月火水木金土日](?=[)・])|[同翌](?=[0-9]+日)|[ ,.()・]+"
)
_KANJI = str.maketrans("○〇零一二三四五六七八九", "000123456789")
_YEAR = r"\b((?:[mtshr]|令和|平成|昭和)[0-9]{1,2}|[0-9]{4})"
# Kanji digits are ASCII ones by then: 四半期 is 4半期, 一昨年 1昨年.
_REWRITES = (
    ("4半期", "q"), (r"\btoday\b", "本日"), (r"\byesterday\b", "昨日"), (r"\btomorrow\b", "明日"),
    ("(?<![0-9])十(?![0-9])", "10"), ("(?<![0-9])十", "1"), ("十(?![0-9])", "0"), ("十", ""),
    ("元年", "1年"), ("(?<=[a-z])[-\u2010]|[-\u2010](?=[a-z])", " "),
    (r"(?:\b(fy) ?'?|['\u2019])([0-9]{2})(?![0-9])", r"\1 20\2"),
    (_YEAR + r" ?([-/.]) ?([0-9]{1,2}) ?\2 ?([0-9]{1,2})(?![0-9])", r"\1年\3月\4日"),
    (_YEAR + r" ?[-/.] ?([0-9]{1,2})(?! ?[-/.0-9])", r"\1年\2月"),
)  # fmt: skip
_VALUE = re.compile(r"(FY)?([0-9]{4})(?:-(?:(0[1-9]|1[0-2])(?:-([0-9]{2}))?|2[1-4]|[QH][1-4]))?")


class _Anchor(NamedTuple):
    """A known value that others are counted from; 0 for a month or day that it lacks."""

    year: int
    month: int = 0
    day: int = 0
    fiscal: bool = False


def date_value(text: str, *, release: str | None = None, previous: str | None = None) -> str | None:
    """The calendar value of a date mention, or ``None`` where it can't be put on a calendar.

    Args:
        text: the mention's restored surface.
        release: the release's own date, which ``本日`` and ``last year`` are counted from.
        previous: the value of the nearest date mentioned before, which ``同年`` and ``翌月`` are
            counted from. It also gives what a bare ``12月`` lacks, so pass it to that only where
            both stand in one sentence. Without it, all are counted from ``release``.

    >>> date_value("令和7年9月30日"), date_value("翌年2月", previous="2022-22")
    ('2025-09-30', '2023-02')
    """
    if len(text) > 100:  # No date is as long: what follows need not be fast.
        return None
    try:
        base = _anchor(previous or release)
        return _write(_read(_plain(text), _anchor(release), base), base)
    except (ValueError, OverflowError):
        return None


def _plain(text: str) -> str:
    """``text`` in one spelling: ASCII digits, ``q`` for ``四半期``, ``年月日`` for slashes."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_KANJI)
    text = ("" if any(map(is_japanese, text)) else " ").join(text.split()).strip("~〜")
    for pattern, replacement in _REWRITES:
        text = re.sub(pattern, replacement, text)
    return text


def _anchor(value: str | None) -> _Anchor:
    if not (found := _VALUE.fullmatch(value or "")):
        return _Anchor(-9999)  # What is counted from it is out of the calendar.
    return _Anchor(int(found[2]), int(found[3] or 0), int(found[4] or 0), bool(found[1]))


def _read(text: str, own: _Anchor, base: _Anchor) -> dict[str, int]:
    """The slots that the words of ``text`` fill; ``ValueError`` where it is no date."""
    tokens = list(_TOKEN.finditer(text))
    facts = {fact for token in tokens for fact in _facts(token, own, base)}
    if len(dict(facts)) < len(facts) or "".join(token[0] for token in tokens) != text:
        raise ValueError(text)
    return dict(facts, japanese=not text.isascii())


def _facts(token: re.Match[str], own: _Anchor, base: _Anchor) -> Iterator[_Fact]:
    match token.lastgroup:
        case "word":
            yield _WORDS[token[0]]
        case "year" | "month" | "day" as slot:
            yield slot, int(token[slot])
        case "count":
            yield "year", _ERAS[token["era"]] + int(token["count"])
        case "unit":
            unit = "年度" if token["fiscal"] else _UNITS.get(token["unit"], token["unit"])
            anchor = own if token["by"] in _FROM_RELEASE else base
            yield from _shifted(unit, _OFFSETS[token["by"]], anchor)


def _shifted(unit: str, offset: int, anchor: _Anchor) -> Iterator[_Fact]:
    """What fills the slots for a unit before or after; ``near`` is the year if none is named."""
    year, month = anchor.year, anchor.month
    if unit == "日":
        day = date(year, month, anchor.day) + timedelta(offset)
        yield from (("near", day.year), ("month", day.month), ("day", day.day))
    elif unit == "月":
        months = 12 * year + date(year, month, 1).month - 1 + offset
        yield from (("near", months // 12), ("month", months % 12 + 1))
    elif unit == "年":
        yield "year", year + offset
    elif unit == "年度":
        yield from (("fiscal", 1), ("year", year - (0 < month < _FISCAL_START) + offset))
    else:
        (slot, n), near = _WORDS[unit], year + offset
        if unit.isascii() and month and offset:  # "last spring" is the nearest, 昨春 last year's.
            first, last = (n, n) if slot == "month" else (3 * (n - 20), 3 * (n - 20) + 2)
            near = year + (month - (last + 1 if offset < 0 else first - 12)) // 12
        yield from ((slot, n), ("near", near))


def _write(slots: dict[str, int], base: _Anchor) -> str:
    """The value of what was read, ``base`` giving what it lacks; ``ValueError`` if it has none."""
    month, day, unit = (slots.get(slot, 0) for slot in ("month", "day", "unit"))
    part = next((name for name in ("quarter", "half", "season") if name in slots), "")
    fiscal = bool(slots.keys() & {"fiscal", "term"})
    whole = (fiscal or unit) and slots.keys() & {"end", "vague"}  # 年末, 年度内
    if not (whole or month or day or part or "year" in slots):
        raise ValueError("no date")
    if (year := slots.get("year", slots.get("near"))) is None:
        bare = slots["japanese"] and part in ("quarter", "half") and not (month or unit)
        fiscal |= bool(bare or (base.fiscal and not unit))  # 上期 alone is the fiscal year's.
        year = base.year - (fiscal and 0 < base.month < _FISCAL_START)
        month = month or (base.month if day or unit == 2 else 0)
    if "term" in slots and month and (part or "end" not in slots):
        year, month, day = year - (month < 12), 0, 0  # 2026年3月期 is fiscal 2025.
    elif fiscal and "term" not in slots and 0 < month < _FISCAL_START:
        year += 1
    full = date(year, month or not (day or unit == 2), day or 1).isoformat()
    return full if day else full[:7] if month else _period(slots, part, year, fiscal)


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
