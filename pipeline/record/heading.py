"""The title of a release, and the day and place of its issue."""

import re
from collections.abc import Iterator

from kisha.pipeline.layout import HEADING_MARK
from kisha.pipeline.record import words
from kisha.pipeline.record.lines import Ends, Line, day_of
from kisha.pipeline.view import Place, View

_LONGEST_TITLE = 200
_DATELINE = 90
_LABELLED = re.compile(r"^(?:subject|re|headline|件名|表題|題名)\s?[:：]\s?", re.IGNORECASE)
_KICKED = re.compile(r"[【［＜\[][^】］＞\]]{1,10}[】］＞\]]\s*(?=\S)")
_DECORATION = " 　◎○◇◆■=#*＊>"
_UNFINISHED = re.compile(
    r"[のはがと、・]$|(?:および|及び|による|に関する|における|に向けた|との)$"
    r"|\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|that|the|to|under|with)$|[,&]$",
)
_ENDING = re.compile(r"(?:について|(?:の|する|ための?)?お知らせ|に関して|の件)(?:（.{1,12}）)?$")
_WIDEST_ENDING = 14
# What parts a dateline from the text, behind its date or, without one, behind its place.
_CLOSES = re.compile(
    r"(?:[\s,]*(?:[0-9]{1,2}[:.][0-9]{2}|[A-Z]{2,4}(?![A-Za-z])|[(（][^()（）\n]{1,30}[)）]|/[^/\n]{1,30}/)){0,4}\s*"
    r"(?:[-–—―]{1,2}|[.:)）】]|/)"
)
_OPENINGS = (
    re.compile(rf"({words.PLACES})\s?(?:\([^()\n]{{1,30}}\)\s?)?(?:--|[–—―]|- )"),
    re.compile(r"([A-Z]\w+, [A-Z]\w+)\. [A-Z]"),
    re.compile(rf"[【（(\[]?({words.PLACE_JA})発(?=[】）)：:\]]|\s?[―–—-])"),
)
_PARTS = re.compile(r"\s*(?:[/;·|&／]|,? and\b|および|及び|(?<=[）)])、)\s*")
_RELEASED = re.compile(
    r"(?:(?:released|issued|published|dated)(?: on)?:? |(?:発表|公表|配布|発行|掲載)日?[：:]?\s?)$",
    re.IGNORECASE,
)
_RELEASED_AFTER = re.compile(r"(?:に|付で)?(?:発表|公表|配布|発行|掲載)")


def title(ends: Ends) -> str | None:
    """The headline: the first line of the head that is nothing else, with what goes on with it."""
    short = (line for line in ends.head if len(line.text) <= _LONGEST_TITLE)
    lines = [line for line in short if _plain(line.text)]  # "件名：" may stand above its title.
    titles = [n for n, line in enumerate(lines) if line.kind == "title"]
    titles.sort(key=lambda n: not _LABELLED.match(lines[n].text))
    titles += [n for n, line in enumerate(lines) if line.kind == "dated"]
    if not titles:
        return None
    text = _plain(lines[titles[0]].text)
    for following in lines[titles[0] + 1 :]:
        if following.kind != "title" or not _goes_on(text, following.text):
            break
        text += f"{' ' * (text[-1].isascii() and following.text[0].isascii())}{following.text}"
    return text.strip(_DECORATION) or None


def _plain(line: str) -> str:
    line = HEADING_MARK.sub("", _LABELLED.sub("", line, count=1)).strip(_DECORATION)
    kicked = _KICKED.match(line)
    return line[kicked.end() :] if kicked else line


def _goes_on(text: str, following: str) -> bool:
    """Whether a line goes on with a headline that a page broke."""
    if _UNFINISHED.search(text) or following[0].islower():
        return True
    return bool(_ENDING.search(following)) and len(following) < _WIDEST_ENDING


def date(view: View, ends: Ends) -> str | None:
    """The day of issue: of a line of the head, of the dateline, or of the last lines."""
    day = _first(view, ends.head, ("date", "dated")) or _dateline(view, ends.lead)
    day = day or _first(view, ends.tail, ("date",)) or _released(view, ends.tail)
    return day.value if day else None


def _first(view: View, lines: tuple[Line, ...], kinds: tuple[str, ...]) -> Place | None:
    days = (day_of(view, line.start, line.end) for line in lines if line.kind in kinds)
    return next(filter(None, days), None)


def _released(view: View, tail: tuple[Line, ...]) -> Place | None:
    """A date of the last lines that opens a signature, or that is said to be of publication."""
    for line in tail:
        day = day_of(view, line.start, line.end)
        if day is None:
            continue
        before = view.text[line.start : day.start]
        said = _RELEASED.search(before) or _RELEASED_AFTER.match(view.text, day.end)
        signed = line.kind == "contact" and words.is_place(before.strip(" ,、"))
        opens = not before and (line.kind == "contact" or words.CONTACT.match(_after(view, day)))
        if said or signed or opens:
            return day
    return None


def _after(view: View, day: Place) -> str:
    return view.text[day.end : day.end + _DATELINE].lstrip()


def places(view: View, ends: Ends) -> Iterator[str]:
    """Where the release is issued: what stands beside its date, or opens the lead."""
    found = [_beside(view, line) for line in ends.head if line.kind == "date"]
    found.append(_opening(view, ends.lead) if ends.lead else "")
    if view.language == "en":  # "Leipzig, 17 June 2024"; a Japanese release ends without it.
        found += [_beside(view, line) for line in ends.tail if line.kind in ("date", "contact")]
    yield from _parts(next(filter(None, found), ""))


def _parts(stretch: str) -> Iterator[str]:
    named = (part.strip(" ,、") for part in _PARTS.split(stretch))
    yield from dict.fromkeys(filter(None, named))


def _beside(view: View, line: Line) -> str:
    """What stands before or behind the date of a line, where it is a place."""
    day = day_of(view, line.start, line.end)
    if day is None:
        return ""
    orgs = [view.ents[i] for i in view.within(line.start, line.end) if view.ents[i].label == "ORG"]
    start = max((org.end for org in orgs if org.end <= day.start), default=line.start)
    end = min((org.start for org in orgs if org.start >= day.end), default=line.end)
    behind = view.text[day.end : end] if line.kind == "date" else ""
    for stretch in (view.text[start : day.start], behind):
        for part in re.split(r"\s[|｜]\s?|\s{3,}|\s[–—-]\s", stretch):
            plain = words.without_weekday(part.strip(" |｜")).strip(" ,、(（【）)–—-―")
            if words.is_place(plain):
                return plain
    return ""


def _dateline(view: View, lead: Line | None) -> Place | None:
    """The date of the dateline that opens the lead."""
    if lead is None:
        return None
    day = day_of(view, lead.start, min(lead.start + _DATELINE, lead.end))
    if day is None or not _CLOSES.match(view.text, day.end, min(day.end + 60, lead.end)):
        return None
    before = words.without_weekday(view.text[lead.start : day.start]).strip(" (（【,、–—-―")
    return day if not before or words.is_place(before) else None


def _opening(view: View, lead: Line) -> str:
    if day := _dateline(view, lead):
        before = view.text[lead.start : day.start].strip(" (（【,、–—-―")
        return words.without_weekday(before).strip(" ,")
    text = view.text[lead.start : lead.start + _DATELINE]
    for pattern in _OPENINGS:
        found = pattern.match(text)
        if found and words.is_place(found[1].rstrip("-")):
            named = view.within(lead.start, lead.start + found.end(1))
            return "" if any(view.ents[i].label != "DATE" for i in named) else found[1].rstrip("-")
    return ""
