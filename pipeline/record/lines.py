"""What the lines above and below the running text of a release are: headline, date, sender …

They come in any order, and any of them may be missing. Each is told by what is left of it when
its names, its date and its brackets are taken away.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kisha.corpus import surface
from kisha.corpus.schema import is_day
from kisha.pipeline import addresses, naming
from kisha.pipeline.layout import HEADING_MARK
from kisha.pipeline.record import words
from kisha.pipeline.view import Place, View

_TOP, _BOTTOM = 14, 10
_WIDEST_HEADING = 90
_LONGEST = 320
_PARTING = " 　,、|｜()（）【】–—-―"
_TOLD = {"MISSION", "VEHICLE"}
_MOST_WORDS = 7
_WIDEST_REST = 36
_SENTENCE = re.compile(r"[。．.!！?？…][」』”\")）]*$")
_RUNNING = re.compile(r"。.|(?:[a-z]{4}|[0-9)”\"])[.!?][”\")]? +[A-Z“\"]|[はがも]、")
_STOPS = re.compile(r"。|[a-z]{3}[.!?] ")
_BRACKETED = re.compile(
    r"（[^（）\n]*）|\([^()\n]*\)|【[^【】\n]*】|[［\[][^［］\[\]\n]*[］\]]|[＜<][^＜＞<>\n]*[＞>]"
)
_SUBTITLE = re.compile(r"[―—–~～〜－─‐…＝-]{1,3}\s*\S|[（(].*[)）]$|[＜<].*[>＞]$")
_BEFORE_DATE = re.compile(r"(?:^|[,|·•–—―\-:：、，／/（(【<＜]|\s{2}|　)\s*$")
_AFTER_DATE = re.compile(r"\s*(?:$|[,|·•–—―\-:：、，／/）)】>＞(（]|\s)")


class Line(NamedTuple):
    """A line ``start:end`` of the text and what it is.

    ``kind`` is ``title``, ``subtitle``, ``sender`` (an organisation, alone or with who speaks for
    it), ``date`` (nothing else but place and sender), ``dated`` (a few words beside it),
    ``contact``, ``other`` (salutation, address, number …) or ``lead`` (running text).
    """

    start: int
    end: int
    text: str
    kind: str


class Ends(NamedTuple):
    """The head of a release, its first paragraph of running text, and its last lines."""

    head: tuple[Line, ...]
    lead: Line | None
    tail: tuple[Line, ...]


def ends(view: View) -> Ends:
    """The lines at both ends of a release."""
    names = {naming.folded(ent.text) for ent in view.ents if ent.label == "ORG"}
    head: list[Line] = []
    lead = None
    for start, end in _first(view.text):
        line = _line(view, start, end, names)
        if line.kind == "lead":
            lead = line
            break
        head.append(line)
    if lead is None:  # A short text: its first sentence leads it.
        first = next((n for n, line in enumerate(head) if _says(line)), len(head))
        lead, head = next(iter(head[first:]), None), head[:first]
    below = lead.end if lead else head[-1].end if head else 0
    tail = (_line(view, start, end, names) for start, end in _last(view.text, below))
    return Ends(tuple(head), lead, tuple(tail))


def _says(line: Line) -> bool:
    return line.kind == "title" and line.text.endswith(("。", "."))


def day_of(view: View, start: int, end: int) -> Place | None:
    """The first date within ``start:end`` that names a day."""
    inside = (view.ents[i] for i in view.within(start, end))
    return next((e for e in inside if e.label == "DATE" and is_day(e.value)), None)


def unbracketed(text: str) -> str:
    """``text`` with a space for each of its brackets and what stands in it."""
    return _BRACKETED.sub(" ", text)


def _first(text: str) -> Iterator[tuple[int, int]]:
    left = _TOP
    for found in re.finditer(r"[^\n]+", text):
        if not found.group().isspace():
            yield found.span()
            left -= 1
        if not left:
            return


def _last(text: str, below: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    end = len(text)
    while end > below and len(found) < _BOTTOM:
        start = max(text.rfind("\n", below, end) + 1, below)
        if text[start:end].strip():
            found.append((start, end))
        end = start - 1
    return found[::-1]


def _line(view: View, start: int, end: int, names: set[str]) -> Line:
    text = view.text[start:end]
    return Line(start, end, text, _kind(view, start, end, names))


def _kind(view: View, start: int, end: int, names: set[str]) -> str:
    text = view.text[start:end]
    bare = text.strip(" 　#*＊=◎○>◆■")
    if _is_running(bare) and not bare.startswith("※"):
        return "lead"
    if _is_contact(bare):
        return "contact"
    labels, rest = _without_names(view, start, end)
    left = words.without(rest)
    if day := day_of(view, start, end):
        if kind := _dated(view.text[start : day.start], view.text[day.end : end], left):
            return kind
        if _SENTENCE.search(bare):
            return "lead"
    if words.SALUTATION.search(bare) or bare.startswith("※"):
        return "other"
    if not left:
        return "sender" if "ORG" in labels else "title" if labels & _TOLD else "other"
    if ("ORG" in labels and _is_seat(rest)) or naming.folded(left) in names:
        return "sender"
    if _SUBTITLE.match(bare):
        return "subtitle"
    return "other" if not labels and words.is_address(bare) else "title"


def _is_running(text: str) -> bool:
    if len(text) > _LONGEST or len(_STOPS.findall(text)) > 1:
        return True
    wide = surface.width(text) > _WIDEST_HEADING
    return wide and bool(_SENTENCE.search(text) or _RUNNING.search(text))


def _is_contact(text: str) -> bool:
    asked = words.CONTACT.match(text.lstrip("【■◆＜（(["))
    return bool(asked or addresses.mails(text)) or addresses.is_address(text)


def _without_names(view: View, start: int, end: int) -> tuple[set[str], str]:
    """The labels of a line's mentions, and what is left of it without them and its brackets."""
    rest, last, labels = "", start, set()
    for i in view.within(start, end):
        ent = view.ents[i]
        labels.add(ent.label)
        rest += view.text[last : ent.start] + " "
        last = ent.end
    return labels, unbracketed(HEADING_MARK.sub("", rest + view.text[last:end]))


def _dated(before: str, after: str, left: str) -> str | None:
    """The kind of a line that holds a date, ``None`` where the date is a part of its words."""
    if not left:
        return "date"
    beside = words.without_weekday(before).strip(_PARTING), after.strip(_PARTING)
    if all(words.is_place(part) or not words.without(part) for part in beside):
        return "date"
    if not (_BEFORE_DATE.search(words.without_weekday(before)) and _AFTER_DATE.match(after)):
        return None
    short = len(left.split()) <= _MOST_WORDS and surface.width(left) <= _WIDEST_REST
    return "dated" if short and not _SENTENCE.search(after) else None


def _is_seat(rest: str) -> bool:
    """Whether what stands beside organisations is where one sits: ``, Kisumu, Kenya``."""
    seat = rest.strip(" ,·|/")
    few = len(seat.split()) <= _MOST_WORDS and not seat.isupper()
    return few and rest.lstrip()[:1] in (",", "·", "|", "/") and bool(words.is_place(seat))
