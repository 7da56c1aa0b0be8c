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
    r"締結|合意|署名|調印|取り?交わ|結[びんぶ]|交わ[しす]|受注|発注|採択|交付|選定|設立|取得|"
    r"引き?受け|更新|延長|解約|解除|和解|提携[しを]|開始|調達|成立|始め"
    r"|\b(?:sign(?:ed|s|ing)?|conclud\w+|enter(?:ed|s)? into|agree[ds]?|award(?:ed)?|place[ds]|"
    r"order(?:ed|s)|won|wins|select(?:ed|s)|picked|chosen|receiv\w+|book(?:ed|s)|acquir\w+|"
    r"purchas\w+|buy(?:s|ing)?|bought|form(?:ed|s)?|establish\w*|found(?:ed)?|set up|subscrib\w+|"
    r"renew\w*|extend\w*|terminat\w+|settl\w+|reached|clos(?:ed|es)|merge[ds]?|approved|"
    r"put (?:their|its) names?|start\w*|beg[iu]n)\b",
    re.IGNORECASE,
)
# What stands before or behind a term that is not news: it was signed before, or is built upon.
_HISTORY_BEFORE = re.compile(
    r"(?:締結した|締結済みの|結んだ|交わした|取り交わした|合意した)[^。、]{0,24}$"
    r"|\b(?:under|within|as part of|based on|in accordance with|pursuant to) "
    r"(?:the |an? |its |their |this )?(?:[\w'’-]+ ){0,4}$",
    re.IGNORECASE,
)
_HISTORY_BEHIND = re.compile(r"[^。、]{0,12}(?:に基づ|にもとづ|の一環|に従|の下で|のもと)")
_NEGATED = re.compile(r"[^。.]{0,30}(?:ありません|いません|しません|\bnot\b)")
_SENTENCES = re.compile(r"[^。\n]+。?|\n")
_SENTENCES_EN = re.compile(
    r"(?:[^.!?\n]|[.!?](?! +[A-Z“\"])|(?<=[A-Z][a-z])\.|(?<=\b[A-Z])\.)+[.!?]?"
)
_LONGEST_LEAD = 900
_FIRST = {"ja": 1, "en": 3}
# A Japanese sentence says at its end what is done.
_CLOSING = 30
_BELOW = 800
_ELSEWHERE = ("about", "quote", "contact", "caption", "footnote")
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
    read = tomllib.loads(
        files("kisha.pipeline.record").joinpath("agreements.toml").read_text("utf-8")
    )
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
    named = [
        view.ents[i] for i in view.within(start, end) if view.ents[i].label in ("ORG", "VEHICLE")
    ]
    for found in pattern.finditer(view.text, start, end):
        if any(ent.start < found.end() and found.start() < ent.end for ent in named):
            continue
        before = view.text[max(start, found.start() - 80) : found.start()]
        behind = view.text[found.end() : min(end, found.end() + 60)]
        if (
            _HISTORY_BEFORE.search(before)
            or _HISTORY_BEHIND.match(behind)
            or _NEGATED.match(behind)
        ):
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
    core = {view.ents[i].id for line in lines for i in view.within(line.start, line.end)}
    core.update(issuers)
    wider = core | {
        view.ents[i].id for start, end in _below(view, ends) for i in view.within(start, end)
    }
    known = list(facts)
    parties = _partners(codes, core, core, issuers, known)
    if len(parties) < 2:
        parties = _partners(codes, core, wider, issuers, known)
    return codes, parties or issuers


def _below(view: View, ends: Ends) -> Iterator[tuple[int, int]]:
    """The paragraphs that go on from the lead."""
    start = ends.lead.end if ends.lead else 0
    for block in view.blocks:
        if block.label not in _ELSEWHERE and start <= block.start < start + _BELOW:
            yield block.start, block.end


def _partners(
    codes: list[str], core: set[str], wider: set[str], issuers: list[str], facts: list[Fact]
) -> list[str]:
    """Those who by the facts are partners: both of ``core``, or one of it and one of ``wider``."""
    owned = {tail for _, type, tail, *_ in facts if type == "OWNS" and tail not in issuers}
    found = list(issuers) if len(issuers) > 1 else []
    for head, type, tail, *_ in facts:
        if type == "PARTNERS_WITH" and {head, tail} <= wider and core & {head, tail}:
            found += head, tail
        elif type == "OWNS" and codes[0] in _OWNING and {head, tail} <= core:
            found += [head, *([tail] if tail in issuers else [])]
    if "JOINT_VENTURE" in codes:
        found = [id for id in found if id not in owned]
    return list(dict.fromkeys(found))


def _codes(found: list[Term]) -> list[str]:
    strong = [term.code for term in found if not term.weak]
    return list(dict.fromkeys(strong or [term.code for term in found]))


def _signing(view: View, ends: Ends) -> Iterator[tuple[int, int]]:
    """The first sentences of the lead, so far as they say that something is signed."""
    if ends.lead is None:
        return
    pattern = _SENTENCES if view.language == "ja" else _SENTENCES_EN
    end = min(ends.lead.end, ends.lead.start + _LONGEST_LEAD)
    for found in islice(pattern.finditer(view.text, ends.lead.start, end), _FIRST[view.language]):
        said = found.group()[-_CLOSING:] if view.language == "ja" else found.group()
        if _SIGNED.search(said):
            yield found.span()
