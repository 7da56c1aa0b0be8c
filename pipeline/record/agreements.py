"""What kind of agreement a release is about, and who enters it.

The headline tells, else the sentences of the lead that say that something is signed; what is told
as history, or that something rests on, is none.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import NamedTuple

from kisha.corpus.document import Fact
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
_FIRST = 2
# A Japanese sentence says at its end what is done.
_CLOSING = 30
_OWNING = ("CAPITAL", "JOINT_VENTURE")


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
    parts = (rf"\b{re.escape(term)}\b" if term.isascii() else re.escape(term) for term in longest)
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
        code, weak = codes[found.group().casefold()]
        yield Term(found.start(), found.end(), code, weak)


def agreements(
    view: View, ends: Ends, issuers: list[str], facts: Iterable[Fact]
) -> tuple[list[str], list[str]]:
    """The codes of the agreements that a release is about, and the entities that enter them.

    Args:
        view: of the release.
        ends: of the same.
        issuers: of the release, by the ids of ``view``.
        facts: of the release, by the ids of ``view``.
    """
    head = [line for line in ends.head if line.kind in ("title", "subtitle")]
    told = [term for line in head for term in terms(view, line.start, line.end)]
    if not told:
        told = [t for start, end in _signing(view, ends) for t in terms(view, start, end)]
    codes = _codes(told)
    if not codes:
        return [], []
    lines = [*head, *([ends.lead] if ends.lead else [])]
    scope = {view.ents[i].id for line in lines for i in view.within(line.start, line.end)}
    return codes, _parties(codes, scope, issuers, list(facts))


def _parties(codes: list[str], scope: set[str], issuers: list[str], facts: list[Fact]) -> list[str]:
    """Those of the headline and the lead who, by the facts, are partners or own together."""
    found: list[str] = []
    for head, type, tail, *_ in facts:
        if {head, tail} <= scope and type == "PARTNERS_WITH":
            found += head, tail
        elif {head, tail} <= scope and type == "OWNS" and codes[0] in _OWNING:
            found += [head, *([tail] if tail in issuers else [])]
    return list(dict.fromkeys(found)) or issuers


def _codes(found: list[Term]) -> list[str]:
    strong = [term.code for term in found if not term.weak]
    return list(dict.fromkeys(strong or [term.code for term in found]))


def _signing(view: View, ends: Ends) -> Iterator[tuple[int, int]]:
    """The first sentences of the lead, so far as they say that something is signed."""
    if ends.lead is None:
        return
    pattern = _SENTENCES if view.language == "ja" else _SENTENCES_EN
    end = min(ends.lead.end, ends.lead.start + _LONGEST_LEAD)
    for found in islice(pattern.finditer(view.text, ends.lead.start, end), _FIRST):
        said = found.group()[-_CLOSING:] if view.language == "ja" else found.group()
        if _SIGNED.search(said):
            yield found.span()
