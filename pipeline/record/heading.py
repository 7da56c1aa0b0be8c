"""The title of a release, the day and place of its issue, and who issues it."""

import re
from collections.abc import Iterator

from kisha.pipeline.layout import HEADING_MARK
from kisha.pipeline.record.lines import DAY, PLACE_EN, Ends, Line, day_of
from kisha.pipeline.view import Place, View

_LONGEST_TITLE = 200
_DATELINE = 90
# What ends a dateline, behind the date or, where it gives none, behind the place.
_CLOSES = re.compile(
    r"(?:[\s,]*(?:[0-9]{1,2}[:.][0-9]{2}|[A-Z]{2,4}|\([^()\n]{1,30}\)|/[^/\n]{1,30}/))*\s*(?:[-–—―]{1,2}|[.:)）】]|/)"
)
_PLACE = rf"{PLACE_EN}(?:,? (?:{PLACE_EN}))*"
_UNDATED = re.compile(rf"({_PLACE}(?: ?/ ?{_PLACE})*)\s?(?:\([^()\n]{{1,30}}\)\s?)?(?:--|[–—―]|- )")
_CITY = re.compile(r"([A-Z]\w+, [A-Z]\w+)\. [A-Z]")
_JAPANESE = re.compile(r"[【（(\[]?([^\s\d、。,（）()【】「」のがはをにで]{1,12}?)(?:発(?=[】）)：:\]]|\s?[―–—-])|[、,\s–—-]{1,3}$)")
_NO_PLACE = re.compile(
    r"(?:On|In|At|By|Since|From|Until|As|The|This|To|For|Embargoed|Press|News|Media|Issued|Date|Published)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_PARTS = re.compile(r"\s*(?:[/;·|&]|(?<![a-z]),? and\b|\band\b|／)\s*")
_UNFINISHED = re.compile(
    r"[のにをとはがでへ、・]$|(?:および|及び|による|に関する|向け|における|に向けた|との)$"
    r"|\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|that|the|to|under|with)$|[,:&–—-]$",
)
_ENDS_JAPANESE = re.compile(r"(?:について|(?:の|する|ための?)お知らせ|に関して|の件)(?:（.{1,12}）)?$")
_AND = re.compile(r"(?:と|、|及び|および|並びに|ならびに|・|／|/)\s?|,?\s*(?:and|&)\s+(?:the\s+)?|,\s+(?:and\s+)?(?:the\s+)?")
_ASIDE = re.compile(r"（(?:[^（）]|（[^（）]*）)*）|\((?:[^()]|\([^()]*\))*\)|,? of [A-Z]\w+(?:, [A-Z]\w+)?(?=,| and)")
_TOPIC = re.compile(r"[」』]?(?:社|氏)?\s?(?:は|では|が|も)")
_LONGEST_BETWEEN = 300


def title(ends: Ends) -> str | None:
    """The headline: the first line of the head that is nothing else, with what goes on with it."""
    lines = [line for line in ends.head if len(line.text) <= _LONGEST_TITLE]
    for number, line in enumerate(lines):
        if line.kind != "title":
            continue
        text = HEADING_MARK.sub("", line.text).strip(" 　")
        for following in lines[number + 1 :]:
            if following.kind not in ("title", "sender") or not _goes_on(text, following.text):
                break
            text = f"{text}{'' if _solid(text, following.text) else ' '}{following.text}"
        return text or None
    return None


def _goes_on(text: str, following: str) -> bool:
    """Whether a line goes on with a headline that a page broke."""
    if _UNFINISHED.search(text):
        return True
    if following[0].islower():
        return True
    return bool(_ENDS_JAPANESE.search(following)) and len(following) < 14


def _solid(before: str, after: str) -> bool:
    return not (before[-1].isascii() and after[0].isascii())


def date(view: View, ends: Ends) -> str | None:
    """The day of issue: of a line of the head, of the dateline, or of the last lines."""
    for lines in (ends.head, ends.tail):
        days = (day_of(view, line.start, line.end) for line in lines if line.kind == "date")
        if day := next(filter(None, days), None):
            return day.value
        if lines is ends.head and (dateline := _dated(view, ends.lead)):
            return dateline.value
    return None


def places(view: View, ends: Ends) -> Iterator[str]:
    """Where the release is issued: what stands before the date, or opens the lead like one."""
    found: list[str] = []
    for line in ends.head:
        day = day_of(view, line.start, line.end) if line.kind == "date" else None
        if day:
            found.append(_before(view, line.start, day.start))
    if ends.lead:
        found.append(_opening(view, ends.lead))
    for stretch in found:
        named = [part.strip(" ,、") for part in _PARTS.split(_WEEKDAY.sub("", stretch))]
        if any(named):
            yield from dict.fromkeys(filter(None, named))
            return


def _before(view: View, start: int, end: int) -> str:
    """A place between the last organisation or bar of a line and its date, if there is one."""
    for i in view.within(start, end):
        start = view.ents[i].end
    text = re.split(r"[|｜]|\s{3,}", view.text[start:end].strip(" (,|"))[-1]
    text = text.strip(" ,(–—-")
    plain = re.fullmatch(rf"{_PLACE}(?: ?[/&·] ?{_PLACE})*", text)
    return text if plain and not _NO_PLACE.match(text) else ""


def _dated(view: View, lead: Line | None) -> Place | None:
    """The date of the dateline that opens the lead."""
    if lead is None:
        return None
    day = day_of(view, lead.start, min(lead.start + _DATELINE, lead.end))
    if day is None:
        return None
    before = view.text[lead.start : day.start].strip(" (（【,、–—-")
    closed = _CLOSES.match(view.text, day.end, min(day.end + 60, lead.end))
    japanese = re.fullmatch(r"[^\s、。はがをに]{0,12}", before)
    named = re.fullmatch(rf"(?:{_PLACE}(?: ?[/&·] ?{_PLACE})*)?(?:, \w+day)?", before)
    return day if closed and (japanese or named) and not _NO_PLACE.match(before) else None


def _opening(view: View, lead: Line) -> str:
    if day := _dated(view, lead):
        return view.text[lead.start : day.start].strip(" (（【,、–—-")
    text = view.text[lead.start : lead.start + _DATELINE]
    found = _UNDATED.match(text) or _CITY.match(text) or _JAPANESE.match(text)
    if found is None or _NO_PLACE.match(text):
        return ""
    named = view.within(lead.start, lead.start + found.end())
    return "" if any(view.ents[i].label != "DATE" for i in named) else found[1]


def issuers(view: View, ends: Ends) -> Iterator[str]:
    """Those in whose name it is issued: of the head, else the signature, else who announces it."""
    for lines in (ends.head, ends.tail):
        found = [id for line in lines if line.kind in ("sender", "date") for id in _orgs(view, line)]
        if found:
            yield from dict.fromkeys(found)
            return
    yield from dict.fromkeys(_subjects(view, ends.lead))


def _orgs(view: View, line: Line) -> Iterator[str]:
    """The organisations of a line that stand in no bracket."""
    for i in view.within(line.start, line.end):
        ent = view.ents[i]
        before = view.text[line.start : ent.start]
        if ent.label == "ORG" and _depth(before) == 0:
            yield ent.id


def _depth(text: str) -> int:
    return sum(char in "（(" for char in text) - sum(char in "）)" for char in text)


def _subjects(view: View, lead: Line | None) -> Iterator[str]:
    """The organisation that the first sentence speaks of, with those joined to it by "and"."""
    if lead is None:
        first = next((ent for ent in view.ents if ent.label == "ORG"), None)
        if first:
            yield first.id
        return
    orgs = [view.ents[i] for i in view.within(lead.start, lead.end) if view.ents[i].label == "ORG"]
    orgs = [org for org in orgs if _depth(view.text[lead.start : org.start]) == 0]
    if view.language == "ja":
        topic = next((n for n, org in enumerate(orgs) if _TOPIC.match(_after(view, org))), 0)
        orgs = orgs[: topic + 1][::-1] if orgs else []
    last: Place | None = None
    for org in orgs:
        if last is not None and not _joined(view, *sorted((last, org))):
            break
        yield org.id
        last = org


def _after(view: View, org: Place) -> str:
    return _ASIDE.sub("", view.text[org.end : org.end + _LONGEST_BETWEEN])


def _joined(view: View, one: Place, other: Place) -> bool:
    between = view.text[one.end : other.start]
    if len(between) > _LONGEST_BETWEEN:
        return False
    return _AND.fullmatch(_ASIDE.sub("", between).strip(" ") + " ") is not None or bool(
        _AND.fullmatch(_ASIDE.sub("", between))
    )
