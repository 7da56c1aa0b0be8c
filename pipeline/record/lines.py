"""What the lines above and below the running text of a release are: headline, date, sender …

The lines of a head come in any order, and any of them may be missing. Each is told by what is left
of it when its names, dates and brackets are taken away.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kisha.corpus import surface
from kisha.pipeline import addresses
from kisha.pipeline.layout import HEADING_MARK
from kisha.pipeline.view import Place, View

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PLACE_EN = r"(?:[A-ZÀ-ÖØ-ÞĀ-ſ][\w.'’-]*|d[aeio]s?|del|la|upon|sur|am|im|an der|and|&)"

_TOP, _BOTTOM = 14, 10
_HEADING_WIDTH = 90
_LONGEST = 320
_SENTENCE = re.compile(r"[。．.!！?？…][」』”\")）]*$")
_RUNNING = re.compile(r"。.|[a-z0-9)”\"][.!?][”\")]? +[A-Z“\"]|[はがも]、")
_BRACKETED = re.compile(r"（[^（）\n]*）|\([^()\n]*\)|【[^【】\n]*】|\[[^\[\]\n]*\]|＜[^＜＞\n]*＞")
_SUBTITLE = re.compile(r"[―—–~～〜－─‐…-]{1,3}\s*\S|[（(].*[)）]$|[＜<].*[>＞]$")
_SALUTATION = re.compile(
    r"各\s*位$|(?:皆|みな)\s*(?:様|さま|さん)(?:へ)?$|御中$|殿$|のみなさんへ$|関係者各位|^(?:dear|to our|to the|to all|to members)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:本件に?関する|報道に?関する)?(?:お?問い?合わ?せ|照会|連絡|取材)|担当(?:[：:]|者)|"
    r"(?:media|press|investors?|enquir|inquir|contacts?|for further|further information|"
    r"communications|notes? to)\b(?! (?:release|notice|note|statement|information|material|invitation))",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\S{0,6}第?\s*[0-9０-９－—-]+\s*[－―ー-]?\s*[0-9０-９]*\s*号|(?:no\.?|nr\.?|#|ref\.?)\s*[\w/.-]+"
    r"|[0-9０-９]+\s?[/-]\s?[0-9０-９]+",
    re.IGNORECASE,
)
_KICKER = re.compile(
    r"プレス\s?リリース|ニュース\s?(?:リリース|レター)?|報道(?:発表|資料|用|機関|関係)?(?:資料)?|広報(?:資料|通信|誌)?|"
    r"記者(?:発表|会見)(?:資料)?|共同(?:発表|リリース|プレスリリース)|お知らせ$|発表(?:日|資料|者)?|発信(?:者|元|日)?|発行(?:日|元)?|"
    r"会社名|代表者名?|代表法人|会社|法人名|団体名|通信|付け?|便り|公表|上場|日付|代表|資料|リリース|掲載|事務局"
    r"|\b(?:for immediate release|press|news|media|public|joint|information|release|releases|notice|note|notes|bulletin|members'|"
    r"announcement|statement|material|materials|report|event|invitation|letter|newsletter|update|"
    r"advisory|embargo(?:ed)?|until|under|strictly|corporate|communiqué|communique|document|communication|issue|"
    r"dated?|issued|published|publication|by|of|for|the|investor|relations|regulatory|company|stakeholders?|"
    r"est|cest|cet|gmt|utc|jst|edt|pdt|pst|bst|ist|acst|aest|aedt|gst|sgt|hkt|am|pm|a\.m\.|p\.m\.|"
    r"eastern|pacific|central|daylight|standard|time|monday|tuesday|wednesday|thursday|friday|saturday|sunday|no)\b",
    re.IGNORECASE,
)
_FILLING = re.compile(r"[\W_0-9０-９]+|(?:Inc|Ltd|plc|and|および|及び|と)(?![a-z])")
_PLACES = re.compile(rf"\s*{PLACE_EN}(?:[ ,/·|–-]+{PLACE_EN}){{0,9}}[\s,]*")
_ADDRESS = re.compile(r"[^,]{2,40}(?:, ?[^,]{2,30}){1,5}")


class Line(NamedTuple):
    """A line ``start:end`` of the text and what it is.

    ``kind`` is ``title``, ``subtitle``, ``date``, ``sender`` (an organisation, alone or with who
    speaks for it), ``contact``, ``other`` or ``lead`` (running text).
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
    head: list[Line] = []
    lead = None
    for start, end in _stretches(view.text):
        line = _line(view, start, end)
        if line.kind == "lead" or len(head) == _TOP:
            lead = line
            break
        head.append(line)
    below = lead.end if lead else len(view.text)
    tail = [_line(view, start, end) for start, end in _last(view.text, below)]
    return Ends(tuple(head), lead, tuple(tail))


def day_of(view: View, start: int, end: int) -> Place | None:
    """The first date within ``start:end`` that names a day."""
    inside = (view.ents[i] for i in view.within(start, end))
    return next((e for e in inside if e.label == "DATE" and DAY.fullmatch(e.value or "")), None)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(r"[^\n]+", text):
        if not found.group().isspace():
            yield found.span()


def _last(text: str, below: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    end = len(text)
    while end > below and len(found) < _BOTTOM:
        start = max(text.rfind("\n", below, end) + 1, below)
        if text[start:end].strip():
            found.append((start, end))
        end = start - 1
    return found[::-1]


def _line(view: View, start: int, end: int) -> Line:
    text = view.text[start:end]
    return Line(start, end, text, _kind(view, start, text))


def _kind(view: View, start: int, text: str) -> str:
    bare = text.strip(" 　#*＊=")
    if _is_running(bare):
        return "lead"
    if _CONTACT.match(bare.lstrip("【■◆＜（(")) or addresses.mails(bare) or addresses.is_address(bare):
        return "contact"
    if _SALUTATION.search(bare):
        return "other"
    dated = day_of(view, start, start + len(text)) is not None
    names, rest = _without_names(view, start, text)
    rest = _NUMBER.sub(" ", _KICKER.sub(" ", rest)) if dated or _is_short(rest) else rest
    if dated and (_is_filling(rest) or _PLACES.fullmatch(rest)):
        return "date"
    if _is_filling(rest):
        return "sender" if "ORG" in names else "other"
    if "ORG" in names and (_is_rest_of_sender(rest)):
        return "sender"
    if _SUBTITLE.match(bare):
        return "subtitle"
    if not names and _is_address(bare):
        return "other"
    return "title"


def _is_running(text: str) -> bool:
    if len(text) > _LONGEST:
        return True
    wide = surface.width(text) > _HEADING_WIDTH
    if wide and (_SENTENCE.search(text) or _RUNNING.search(text)):
        return True
    return len(re.findall(r"。|[a-z][.!?] ", text)) > 1


def _without_names(view: View, start: int, text: str) -> tuple[set[str], str]:
    """The labels of a line's mentions, and what is left of it without them and its brackets."""
    rest, last, names = "", 0, set()
    for i in view.within(start, start + len(text)):
        ent = view.ents[i]
        names.add(ent.label)
        rest += text[last : ent.start - start] + " "
        last = ent.end - start
    rest = HEADING_MARK.sub("", rest + text[last:])
    return names, _BRACKETED.sub(" ", rest)


def _is_short(rest: str) -> bool:
    return surface.width(rest.strip()) <= _HEADING_WIDTH // 2


def _is_filling(rest: str) -> bool:
    return not _FILLING.sub("", rest)


def _is_rest_of_sender(rest: str) -> bool:
    """Whether what stands behind an organisation is where it sits: ``, Kisumu, Kenya``."""
    return bool(re.match(r"\s*[,·|/]", rest)) and _PLACES.fullmatch(rest.strip(" ,·|/")) is not None


def _is_address(text: str) -> bool:
    if not _ADDRESS.fullmatch(text):
        return False
    words = re.findall(r"[^\W\d_]+", text)
    return len(words) <= 8 and all(word[0].isupper() for word in words) and not text.isupper()
