"""From the text of a page to the text of its writer: one paragraph a line, and the way back.

A page breaks lines at its edge, doubles them, repeats its header, and spreads spaces; none of it
is the writer's. What is joined and what stays apart is judged by how full a line is against the
widest lines of the same text, by the gaps between lines, and by how a line begins and ends.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kisha.corpus import surface
from kisha.pipeline.addresses import is_address
from kisha.pipeline.offsets import OffsetMap, Piece, assemble

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BLANK = " \t\xa0\u2000\u2001\u2002\u2003\u200b\u3000\ufeff"
_NEWLINE = re.compile(r"\r\n|[\r\n\x0b\x85\u2028\u2029]")
_PAGE_NUMBER = re.compile(
    r"[-–—‐ー－\s]*(?:p(?:age|\.)?\s*)?[0-9０-９]{1,3}(?:\s*(?:/|／|"
    r"of)\s*[0-9０-９]{1,3})?[-–—‐ー－\s]*"
    r"(?:ページ|頁)?",
    re.IGNORECASE,
)
_LETTERHEAD = re.compile(
    r"(?:press|news)\s+release|for immediate release|プレスリリース|ニュースリリース|"
    r"報道関係(?:者)?(?:各位|の皆[様さ]ま?)|関係各位|各\s?位",
    re.IGNORECASE,
)
HEADING_MARK = re.compile(r"[■□◼◾●◆◇▼▽▲△★☆]")
_STARTS_ANEW = re.compile(
    r"[■□◼◾●○◆◇▼▽▲△★☆・•‣※＊*＜<【〈《◎▪➢]"
    r"|[-–] |[0-9０-９]{1,2}[.．)）] ?(?![0-9])|[(（][0-9０-９]{1,2}[)）]|[①-⑳]|"
    r"[ivx]{1,4} [0-9]|Q[0-9.．:：]|A[0-9.．:：]"
    r"|[「『“].{0,40}$|https?://|注[0-9:：]"
)
_ENDS = re.compile(r"[。．.!！?？:：」』”\"｣][)）\]]?$")
DATE_LINE = re.compile(
    r"(?:(?:19|20|１９|２０)[0-9０-９]{2}|(?:令和|"
    r"平成)[0-9０-９元]+)\s*年\s*[0-9０-９]+\s*月\s*[0-9０-９]+\s*日.{0,8}"
    r"|[A-Z][a-z]+\.? [0-9]{1,2},? [0-9]{4}|[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}"
)
ISSUER = re.compile(r"(?:株式|有限|合同)会社|法人|大学|機構|, ?Inc|Ltd|GmbH|S\.A\.")

# A line at least this full, against the full lines of its text, was broken by the page.
_FULL = 0.85
_NEARLY_FULL = 0.6
# Narrower texts than this are lists, not pages.
_MIN_WIDTH = 40
# Headers and footers are no wider, and no sentences.
_WIDEST_EDGE = 60
# So many lines as wide as the widest make a page; fewer are chance.
_MIN_FULL_LINES = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """``text`` has one paragraph a line; ``offsets`` leads from it to the source."""

    text: str
    offsets: OffsetMap


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    gap: int  # line breaks before it; 1 for the line right below another
    page: int


def restore(source: str) -> Layout:
    """The restored text of ``source`` and its map.

    Every character of the text is one of the source, or the one that stands for a gap of white
    space; nothing visible is lost but page furniture and the page's hyphens.
    """
    lines = list(_without_furniture(_lines(source)))
    page = _page_width(lines)
    usual = _usual_gap(lines)
    pieces: list[Piece] = []
    for number, line in enumerate(lines):
        if number:
            before = lines[number - 1]
            joined = _continues(before, line, page=page, usual=usual)
            pieces += _between(before, line, pieces, joined=joined)
        pieces += _within(line)
    return Layout(*assemble(source, pieces))


def _lines(source: str) -> Iterator[_Line]:
    end = page = 0
    for found in _LINE.finditer(source):
        text = found.group().strip(_BLANK)
        if not text:
            continue
        start = found.start() + found.group().index(text)
        gap = len(_NEWLINE.findall(source, end, found.start()))
        page += source.count("\f", end, found.start())
        yield _Line(start, start + len(text), text, gap if end else 0, page)
        end = found.end()


def _without_furniture(lines: Iterator[_Line]) -> Iterator[_Line]:
    """The lines less page numbers, letterheads, and what heads or foots page after page."""
    kept = [line for line in lines if not _is_furniture(line.text)]
    pages = [list(page) for _, page in groupby(kept, key=lambda line: line.page)]
    heads = Counter(_masked(page[0]) for page in pages)
    feet = Counter(_masked(page[-1]) for page in pages)
    for number, page in enumerate(pages):
        for line in page:
            # The first page's head may be the letterhead, the last one's foot the address: kept.
            head = line is page[0] and number > 0 and heads[_masked(line)] > 1
            foot = line is page[-1] and number < len(pages) - 1 and feet[_masked(line)] > 1
            if not ((head or foot) and _is_short(line)):
                yield line


def _is_furniture(text: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(text) or _LETTERHEAD.fullmatch(text))


def _is_short(line: _Line) -> bool:
    return surface.width(line.text) <= _WIDEST_EDGE and not _ENDS.search(line.text)


def _masked(line: _Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _page_width(lines: list[_Line]) -> int | None:
    """The width of a full line where the text was broken by a page, else None."""
    widths = sorted(width for line in lines if (width := surface.width(line.text)) >= _MIN_WIDTH)
    enough = max(_MIN_FULL_LINES, 0.2 * len(lines))
    for place in range(len(widths), 0, -1):
        if place - bisect_left(widths, 0.9 * widths[place - 1]) >= enough:
            return widths[place - 1]
    return None


def _usual_gap(lines: list[_Line]) -> int:
    """Line breaks between the lines of one paragraph: 2 where the export doubled them, else 1."""
    gaps = Counter(min(line.gap, 3) for line in lines[1:])
    return 2 if gaps[2] > gaps[1] * 3 and gaps[3] else 1


def _continues(before: _Line, line: _Line, *, page: int | None, usual: int) -> bool:
    """Whether ``line`` goes on with the paragraph of ``before``."""
    if page is None or line.gap > usual:
        return False
    if _STARTS_ANEW.match(line.text) or DATE_LINE.fullmatch(before.text):
        return False
    if is_address(before.text) or is_address(line.text):
        return False
    full = surface.width(before.text) / page
    if _ENDS.search(before.text) or HEADING_MARK.match(before.text):
        return full >= _FULL
    if ISSUER.search(before.text) and full < _NEARLY_FULL:
        return False
    return full >= _NEARLY_FULL


def _within(line: _Line) -> Iterator[Piece]:
    last = line.start
    for start, end, replacement in surface.edits(line.text):
        yield Piece(last, line.start + start)
        yield Piece(line.start + start, line.start + end, replacement)
        last = line.start + end
    yield Piece(last, line.end)


def _between(before: _Line, line: _Line, pieces: list[Piece], *, joined: bool) -> Iterator[Piece]:
    if not joined:
        yield Piece(before.end, line.start, "\n")
        return
    dropped, replacement = surface.join(before.text, line.text, broken=True)
    if dropped:
        last = pieces.pop()
        pieces.append(Piece(last.start, last.end - dropped))
    yield Piece(before.end - dropped, line.start, replacement)
