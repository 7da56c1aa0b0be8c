"""What kind of agreement a release is about, and who enters it.

The headline tells, else the sentences of the lead that say that something is signed; what is told
as history, or that something rests on, is none.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kisha.pipeline.record.lines import Ends
from kisha.pipeline.view import View

_WEAK = "weak"
_SIGNED = re.compile(
    r"締結|合意|署名|調印|取り?交わ|結び|結ん|結ぶ|交わし|交わす|受注|発注|採択|交付|選定|設立|取得|引き?受け|更新|延長|解約|解除|"
    r"和解|提携(?:し|を)|開始|調達|成立|始め"
    r"|\b(?:sign(?:ed|s|ing)?|conclud\w+|enter(?:ed|s)? into|agree[ds]?|awarded|award|placed|places|order(?:ed|s)|won|wins|"
    r"selected|selects|picked|chosen|receiv\w+|book(?:ed|s)|acquir\w+|purchas\w+|buy(?:s|ing)?|bought|form(?:ed|s)?|establish\w*|"
    r"found(?:ed)?|set up|subscrib\w+|renew\w*|extend\w*|terminat\w+|settl\w+|reached|clos(?:ed|es)|merge[ds]?|launch joint|start\w*|begin|begun)\b",
    re.IGNORECASE,
)
# What stands before or behind a term that is not news: it was signed before, or is built upon.
_HISTORY_BEFORE = re.compile(
    r"(?:締結した|締結済みの|結んだ|交わした|取り交わした|合意した)[^。、]{0,24}$"
    r"|\b(?:under|within|as part of|based on|in accordance with|pursuant to) (?:the |an? |its |their |this )?"
    r"(?:[\w'’-]+ ){0,4}$",
    re.IGNORECASE,
)
_HISTORY_BEHIND = re.compile(r"[^。、]{0,12}(?:に基づ|にもとづ|の一環|に従|の下で|のもと)")
_NEGATED = re.compile(r"[^。.]{0,30}(?:ありません|いません|しません|\bnot\b)")
_SENTENCES = re.compile(r"[^。\n]+。?|\n")
_SENTENCES_EN = re.compile(r"(?:[^.!?\n]|[.!?](?! +[A-Z“\"])|(?<=[A-Z][a-z])\.|(?<=\b[A-Z])\.)+[.!?]?")
_LONGEST_LEAD = 900


class Term(NamedTuple):
    """A term ``start:end`` of a text that tells the agreement ``code``."""

    start: int
    end: int
    code: str
    weak: bool


@cache
def _table() -> tuple[re.Pattern[str], dict[str, tuple[str, bool]]]:
    """A pattern for all terms, the longest first, and the code of each."""
    read = tomllib.loads(files("kisha.pipeline.record").joinpath("agreements.toml").read_text("utf-8"))
    weak = read.pop(_WEAK)
    codes: dict[str, tuple[str, bool]] = {}
    for table, is_weak in ((weak, True), (read, False)):
        for code, terms in table.items():
            codes |= {term.casefold(): (code, is_weak) for row in terms.values() for term in row}
    longest = sorted(codes, key=len, reverse=True)
    parts = (rf"\b{re.escape(term)}(?:s\b|\b)" if term.isascii() else re.escape(term) for term in longest)
    return re.compile("|".join(parts), re.IGNORECASE), codes


def terms(view: View, start: int, end: int) -> Iterator[Term]:
    """The terms in ``start:end`` of the text that are no part of a name and no history."""
    pattern, codes = _table()
    named = [view.ents[i] for i in view.within(start, end) if view.ents[i].label in ("ORG", "VEHICLE")]
    for found in pattern.finditer(view.text, start, end):
        if any(ent.start < found.end() and found.start() < ent.end for ent in named):
            continue
        before = view.text[max(start, found.start() - 80) : found.start()]
        behind = view.text[found.end() : min(end, found.end() + 60)]
        if _HISTORY_BEFORE.search(before) or _HISTORY_BEHIND.match(behind) or _NEGATED.match(behind):
            continue
        word = found.group().casefold()
        code, weak = codes.get(word) or codes[word.removesuffix("s")]
        yield Term(found.start(), found.end(), code, weak)


def agreements(view: View, ends: Ends, issuers: list[str]) -> tuple[list[str], list[str]]:
    """The codes of the agreements that a release is about, and the entities that enter them."""
    headline = [t for line in ends.head if line.kind in ("title", "subtitle") for t in terms(view, line.start, line.end)]
    said = [s for s in _sentences(view, ends)]
    signed = [t for start, end in said if _SIGNED.search(view.text[start:end]) for t in terms(view, start, end)]
    codes = _codes(headline) or _codes(signed) if headline or signed else []
    return codes, []


def _codes(found: list[Term]) -> list[str]:
    strong = [term.code for term in found if not term.weak]
    return list(dict.fromkeys(strong or [term.code for term in found]))


def _sentences(view: View, ends: Ends) -> Iterator[tuple[int, int]]:
    if ends.lead is None:
        return
    pattern = _SENTENCES if view.language == "ja" else _SENTENCES_EN
    end = min(ends.lead.end, ends.lead.start + _LONGEST_LEAD)
    yield from (found.span() for found in pattern.finditer(view.text, ends.lead.start, end))
