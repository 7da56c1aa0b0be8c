"""The calendar value of a date mention, written as guidelines §4 say.

A mention is read word by word into slots (``year``, ``month``, ``half`` …), in whatever order its
language has them. One word that no table knows, or two that disagree, and it has no value.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from kisha.corpus.surface import is_japanese

_LONGEST = 100
_FISCAL_START = 4
_LAST_MONTH = 12
_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MONTH = {name[:size]: n for n, name in enumerate(_MONTHS, 1) for size in (3, 9)} | {"sept": 9}
_SEASON = dict(spring=21, summer=22, autumn=23, fall=23, winter=24, 春=21, 夏=22, 秋=23, 冬=24)
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_ERA = dict(明治=1867, 大正=1911, 昭和=1925, 平成=1988, 令和=2018)
_ERA |= dict(m=1867, t=1911, s=1925, h=1988, r=2018)
_QUARTERS = (("first", "1st"), ("second", "2nd"), ("third", "3rd"), ("fourth", "4th"))
_HALVES = (
    ("上期", "上半期", "前半", "前半期", "h1", "1h", "first half", "1st half"),
    ("下期", "下半期", "後半", "後半期", "h2", "2h", "second half", "2nd half", "latter half"),
)
_VAGUE = """上旬 初旬 中旬 下旬 初頭 初め 始め はじめ 初 始 央 頭 半ば 中 内 頃 ごろ 付 通期
    early earlier mid middle late later beginning start"""
_SILENT = """of in the の 西暦 祝 祝日 休 曜 曜日 mon monday tue tues tuesday wed wednesday
    thu thur thurs thursday fri friday sat saturday sun sunday"""

# The slot that a word fills, and what it puts there.
_WORDS: dict[str, tuple[str, int]] = {
    **{word: ("month", n) for word, n in _MONTH.items()},
    **{word: ("season", n) for word, n in _SEASON.items()},
    **{w: ("quarter", n) for n in (1, 2, 3, 4) for w in (f"q{n}", f"{n}q", f"第{n}q")},
    **{f"{word} quarter": ("quarter", n) for n, row in enumerate(_QUARTERS, 1) for word in row},
    **{word: ("half", n) for n, row in enumerate(_HALVES, 1) for word in row},
    **dict.fromkeys(("年", "year"), ("unit", 1)),
    **dict.fromkeys(("月", "month"), ("unit", 2)),
    **dict.fromkeys(("度", "fy", "fiscal", "financial"), ("fiscal", 1)),
    **dict.fromkeys(("期", "ending", "ended"), ("term", 1)),
    **dict.fromkeys(("末", "末日", "end"), ("end", 1)),
    **dict.fromkeys((*_VAGUE.split(), "to mid", "to late"), ("vague", 1)),
    **dict.fromkeys(_SILENT.split(), ("", 0)),
}
_FROM_RELEASE = {
    **dict(本=0, 今=0, 来=1, 明=1, 再来=2, 明後=2, 昨=-1, 去=-1, 先=-1, 一昨=-2, 先々=-2),
    **dict(this=0, current=0, next=1, coming=1, last=-1),
}
_FROM_PREVIOUS = {
    **dict(同=0, 当=0, 翌=1, 翌々=2, 前=-1, 前々=-2, same=0, that=0, following=1, previous=-1),
    "that same": 0,
}
_OFFSET = _FROM_RELEASE | _FROM_PREVIOUS
_DAY = dict(yesterday=-1, today=0, tomorrow=1)


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; Latin ones only as whole words."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(f"{word}(?![a-z])" if word.isascii() else word for word in ordered)


_TOKEN = re.compile(
    # 先日, 来日 and 先年 are words of their own, no day or year before or after another.
    rf"(?P<shift>(?!先日|再?来日|先年)(?P<by>{_any(_OFFSET)}) ?(?P<fiscal>fiscal )?"
    rf"(?P<unit>年度|[年月日期]|{_any(('year', 'month', 'day', *_MONTH, *_SEASON))}))"
    rf"|(?P<day>{_any(_DAY)})"
    r"|(?P<era>(?P<name>明治|大正|昭和|平成|令和|[mtshr](?=[0-9]+年)|[hrs](?=[0-9]{2}$)|r(?=[0-9]$))"
    r"(?P<count>元|[1-9][0-9]|0?[1-9])(?![0-9])年?)"
    rf"|(?P<word>{_any(_WORDS)})"
    r"|(?P<number>(?P<digits>[0-9]{4}|[0-9]{1,2})(?![0-9])(?P<suffix>年|月|日|st|nd|rd|th)?)"
    r"|(?P<silent>\([月火水木金土日](?=[)・])|[ ,.()・]+)"
)
_KANJI = str.maketrans("○零一二三四五六七八九〇", "01234567890")
_LIKE = str.maketrans("\u2019\u2010\u2212", "'--")
_KANJI_NUMBER = re.compile("([○零〇一二三四五六七八九]*)(十?)([○零〇一二三四五六七八九]*)(?=[年月日q])")
_SLASHED = re.compile(
    r"\b((?:[mtshr]|令和|平成|昭和)[0-9]{1,2}|[0-9]{4}) ?([-/.]) ?([0-9]{1,2})"
    r"(?: ?\2 ?([0-9]{1,2}))?(?![0-9])"
)
_SHORT_YEAR = re.compile(r"(?:\b(fy) ?'?|')([0-9]{2})(?![0-9])")
_LATIN_HYPHEN = re.compile(r"(?<=[a-z])-|-(?=[a-z])")


class _Anchor(NamedTuple):
    """A known value that others are counted from."""

    year: int
    month: int | None
    day: int | None
    fiscal: bool

    @property
    def fiscal_year(self) -> int:
        return self.year - (not self.fiscal and (self.month or _FISCAL_START) < _FISCAL_START)
