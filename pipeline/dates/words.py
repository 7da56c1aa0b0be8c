"""The words of a date mention: what each says outright, and what it counts from another date.

A mention is read word by word into slots (``year``, ``month``, ``half`` …), in whatever order its
language has them. One word that no table knows, or two that disagree, and it is no date.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
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
    ("weekday", 0, "mon monday|tue tues tuesday|wed wednesday|thu thur thurs thursday|fri friday"
     "|sat saturday|sun sunday"),
    ("unit", 1, "年 year|月 month"), ("fiscal", 1, "度 会計年度 fy fiscal financial"),
    ("term", 1, "期 ending ended"), ("end", 1, "末 末日 end"),
    ("vague", 1, "上旬 初旬 中旬 下旬 初頭 初め 始め はじめ 初 始 央 頭 半ば 中 内 頃 ごろ 付 通期"
     " early earlier mid middle to_mid late later to_late beginning start"),
    ("silent", 1, "of in the の 西暦 祝 祝日 休"),
)  # fmt: skip
_WORDS = {w: (slot, n) for slot, first, rows in _SLOTS for w, n in _numbered(rows, first).items()}
_FROM_RELEASE = _numbered(
    "1昨 先々|昨 去 先 last|本 今 this current|来 明 次 次の next|再来 明後", -2
)
_FROM_PREVIOUS = _numbered(
    "前々|前 前年同 previous preceding|同 当 この same that that_same|翌 following|翌々", -2
)
_OFFSETS = _FROM_RELEASE | _FROM_PREVIOUS
_UNITS = {"year": "年", "month": "月", "day": "日", "date": "日", "quarter": "q", "period": "q"}
_LONGEST = 100
_WEEKDAYS = "月火水木金土日"
_ERAS = ERAS | {"m": 1867, "t": 1911, "s": 1925, "h": 1988, "r": 2018} | {
    "meiji": 1867, "taisho": 1911, "showa": 1925, "heisei": 1988, "reiwa": 2018
}  # fmt: skip


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; Latin ones only as whole words."""
    return "|".join(w + "(?![a-z])" * w.isascii() for w in sorted(words, key=len, reverse=True))


_NAMED = [word for word, (slot, _) in _WORDS.items() if slot in ("month", "season")]
_TOKEN = re.compile(
    # 先日, 来日 and 先年 are words of their own, no day or year before or after another.
    rf"(?!先日|再?来日|先年)(?P<by>{_any(_OFFSETS)}) ?(?P<fiscal>(?:fiscal|financial) )?"
    rf"(?P<unit>年度|[年月日期]|q(?![a-z1-4])|{_any((*_UNITS, *_NAMED))})"
    # A bare "h1" is a half, a bare "h30" an era.
    r"|(?P<era>明治|大正|昭和|平成|令和|(?:meiji|taisho|showa|heisei|reiwa) ?"
    r"|[mtshr](?=[0-9]+年)|[hrs](?=[0-9]{2}$)|r(?=[0-9]$))"
    rf"(?P<count>[1-9][0-9]?|0[1-9])(?![0-9])年?|(?P<word>{_any(_WORDS)})"
    r"|(?P<year>[0-9]{4})(?![0-9月])年?|(?P<month>[0-9]{1,2})月"
    r"|(?P<day>[0-9]{1,2})(?![0-9年])(?:日|st|nd|rd|th)?"
    rf"|(?P<weekday>[{_WEEKDAYS}](?=曜)|(?<=\()[{_WEEKDAYS}](?=[)・]))(?:曜日?)?"
    r"|[同翌](?=[0-9]+日)|同(?=第[1-4]q)|[ ,.()・]+"
)
_KANJI = str.maketrans("○〇零一二三四五六七八九", "000123456789")
_YEAR = r"\b((?:[mtshr]|令和|平成|昭和)[0-9]{1,2}|[0-9]{4})"


def _two_years(found: re.Match[str]) -> str:
    """``2027/28`` is the fiscal year 2027; ``2010-11`` is a month."""
    first, second = found[1], found[2]
    follows = int(second) == (int(first) + 1) % 100
    return f" fy {first}" if follows and int(second) > 12 else found[0]


def _day_first(found: re.Match[str]) -> str:
    """``31.12.2027``; the month stands first only where nothing else is left."""
    day, month = found[1], found[3]
    if int(month) > 12:
        day, month = month, day
    return f"{found[4]}年{month}月{day}日"


# Kanji digits are ASCII ones by then: 四半期 is 4半期, 一昨年 1昨年.
_REWRITES = (
    ("4半期", "q"), (r"\b(?:today|this morning|tonight)\b|今[朝晩夜夕]", "本日"),
    (r"\b(?:yesterday|last night)\b|昨[朝晩夜夕]", "昨日"), (r"\btomorrow\b|明朝", "明日"),
    (r"\bnext day\b|翌朝", "翌日"),
    ("(?<![0-9])十(?![0-9])", "10"), ("(?<![0-9])十", "1"), ("十(?![0-9])", "0"), ("十", ""),
    ("元年", "1年"), ("(?<=[a-z])[-\u2010]|[-\u2010](?=[a-z])", " "), ("(?<=[qh][1-4])/", " "),
    (r"(?<![0-9])([0-9]{4})[-/\u2013]([0-9]{2})(?![-/.0-9])", _two_years),
    (r"(?:\b(fy) ?'?|['\u2019])([0-9]{2})(?![0-9])", r"\1 20\2"),
    (r"\b([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})(?![0-9])", _day_first),
    (r"\b([0-9]{1,2})/([0-9]{4})(?![-/.0-9])", r"\2年\1月"),
    (_YEAR + r" ?([-/.]) ?([0-9]{1,2}) ?\2 ?([0-9]{1,2})(?![0-9])", r"\1年\3月\4日"),
    (_YEAR + r" ?[-/.] ?([0-9]{1,2})(?! ?[-/.0-9])", r"\1年\2月"),
)  # fmt: skip


class Counted(NamedTuple):
    """A unit that a word counts from an anchor: ``昨年``, ``last spring``, ``前年同期``."""

    unit: str
    offset: int
    from_release: bool
    nearest: bool  # "last spring" is the one nearest before, 昨春 last year's.


class Reading(NamedTuple):
    """What the words of a mention say: slots that they fill, units that they count."""

    slots: Mapping[str, int]
    counted: tuple[Counted, ...] = ()

    @property
    def dated(self) -> bool:
        """Whether it names or counts its year."""
        return "year" in self.slots or bool(self.counted)

    @property
    def leaves_open(self) -> str:
        """The greatest unit that a mention without a year leaves open."""
        if self.slots.keys() & {"month", "quarter", "half", "season", "unit"}:
            return "year"
        return "month" if "day" in self.slots else "week"

    @property
    def period(self) -> bool:
        """Whether it is a quarter or a half, of a year or a fiscal year."""
        return "quarter" in self.slots or "half" in self.slots

    @property
    def compares(self) -> bool:
        """Whether it names a period only to set another against it: ``前年同期``."""
        return any(counted.unit == "q" for counted in self.counted)

    @property
    def points_back(self) -> bool:
        """Whether it counts from another date than the release's."""
        return any(not counted.from_release for counted in self.counted)


def read(text: str) -> Reading | None:
    """What the words of ``text`` say; ``None`` where one of them is unknown or two disagree."""
    # No date is as long: what follows need not be fast.
    return None if len(text) > _LONGEST else _read(text)


@lru_cache(4096)
def _read(text: str) -> Reading | None:
    japanese = any(map(is_japanese, text))
    plain = _plain(text, "" if japanese else " ")
    tokens = list(_TOKEN.finditer(plain))
    if "".join(token[0] for token in tokens) != plain:
        return None
    facts = {fact for token in tokens for fact in _facts(token)}
    if len(dict(facts)) < len(facts):
        return None
    counted = tuple(_counted(token) for token in tokens if token["by"])
    return Reading(dict(facts, japanese=japanese), counted)


def _plain(text: str, space: str) -> str:
    """``text`` in one spelling: ASCII digits, ``q`` for ``四半期``, ``年月日`` for slashes."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_KANJI)
    text = space.join(text.split()).strip("~〜")
    for pattern, replacement in _REWRITES:
        text = re.sub(pattern, replacement, text)
    return text


def _facts(token: re.Match[str]) -> Iterator[tuple[str, int]]:
    match token.lastgroup:
        case "word":
            yield _WORDS[token[0]]
        case "year" | "month" | "day" as slot:
            yield slot, int(token[slot])
        case "weekday":
            yield "weekday", _WEEKDAYS.index(token["weekday"])
        case "count":
            yield "year", _ERAS[token["era"].strip()] + int(token["count"])


def _counted(token: re.Match[str]) -> Counted:
    by, unit = token["by"], _UNITS.get(token["unit"], token["unit"])
    if token["fiscal"]:
        unit = "年度"
    elif unit == "期":
        unit = "q" if by == "前年同" else "年度"
    nearest = by.isascii() or by == "次の"
    return Counted(unit, _OFFSETS[by], by in _FROM_RELEASE, nearest)


def named(unit: str) -> tuple[str, int]:
    """The slot and number of a month or season: ``spring`` is ``("season", 21)``."""
    return _WORDS[unit]
