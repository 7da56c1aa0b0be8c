"""Who issues a release: the organisations of its head, else those that its lead speaks of."""

import re
from collections.abc import Iterator
from itertools import islice

from kisha.pipeline import naming
from kisha.pipeline.record import words
from kisha.pipeline.record.lines import Ends, Line, unbracketed
from kisha.pipeline.view import Place, View

_AND = re.compile(
    r"\s*(?:と|、|及び|および|並びに|ならびに|・|／|/|,?\s?(?:and|&)\b(?: the\b)?"
    r"|,(?: and\b)?(?: the\b)?)\s*"
)
_ASIDE = re.compile(
    r"（(?:[^（）]|（[^（）]*）)*）|\((?:[^()]|\([^()]*\))*\)"
    r"|,? of [A-Z]\w+(?:, [A-Z]\w+)?(?=,| and)"
)
_TOPIC = re.compile(r"[」』]?(?:社|氏)?\s?(?:は|では|が|も)")
_COPIED = re.compile(r"\s?[（(][^（）()]{0,8}配[布付]")
_LONGEST_BETWEEN = 300
_OPENING = 800
_SHORTEST_OPENING = 5


def issuers(view: View, ends: Ends) -> list[str]:
    """The entities in whose name a release is published."""
    for kinds in (("sender",), ("date", "dated")):
        lines = [line for line in ends.head if line.kind in kinds]
        if found := [id for line in lines for id in _outside(view, line)]:
            return list(dict.fromkeys(found))
    spoken = list(dict.fromkeys(subjects(view, ends.lead)))
    headline = naming.folded(" ".join(line.text for line in ends.head if line.kind == "title"))
    named = _in_headline(view, spoken, headline)
    first = [ent.id for ent in view.ents if ent.label == "ORG"][:1]
    return named or spoken or first


def _in_headline(view: View, ids: list[str], headline: str) -> list[str]:
    """Those of whom a headline, folded, holds a name or the word that opens one."""
    spoken = set(ids)
    names = {ent.text for ent in view.ents if ent.id in spoken}
    said = {name for name in names if _is_named(name, headline)}
    inside = {ent.id for ent in view.ents if ent.text in said}
    return [id for id in ids if id in inside]


def _is_named(name: str, headline: str) -> bool:
    opening = naming.folded(name.split()[0])
    return naming.core(name, "ORG") in headline or (
        len(opening) >= _SHORTEST_OPENING and opening in headline
    )


def _outside(view: View, line: Line) -> Iterator[str]:
    """The organisations of a line that stand in no bracket, or the one that it names untagged."""
    orgs = list(outside(view, line.start, line.end))
    yield from (org.id for org in orgs if not _COPIED.match(view.text, org.end, line.end))
    if line.kind == "sender" and not orgs:
        bare = naming.folded(words.without(unbracketed(line.text)))
        named = (e for e in view.ents if e.label == "ORG" and naming.folded(e.text) == bare)
        yield from (ent.id for ent in islice(named, 1))


def outside(view: View, start: int, end: int) -> Iterator[Place]:
    """The organisations within ``start:end`` of the text that stand in no bracket of it."""
    open_brackets, last = 0, start
    for i in view.within(start, end):
        ent = view.ents[i]
        between = view.text[last : ent.start]
        open_brackets += sum(between.count(char) for char in "（(")
        open_brackets -= sum(between.count(char) for char in "）)")
        if ent.label == "ORG" and open_brackets <= 0:
            yield ent
        last = ent.start


def subjects(view: View, line: Line | None) -> Iterator[str]:
    """The organisation that the first sentence of a line speaks of, and those joined to it."""
    if line is None:
        return
    orgs = list(outside(view, line.start, min(line.end, line.start + _OPENING)))
    if view.language == "ja":
        topics = [n for n, org in enumerate(orgs) if _TOPIC.match(_behind(view, org))]
        orgs = orgs[: topics[0] + 1][::-1] if topics else orgs
    joined: list[Place] = []
    for org in orgs:
        if joined and not _joined(view, *sorted((joined[-1], org))):
            break
        joined.append(org)
    yield from (org.id for org in sorted(joined))


def _behind(view: View, org: Place) -> str:
    return _ASIDE.sub("", view.text[org.end : org.end + _LONGEST_BETWEEN])


def _joined(view: View, one: Place, other: Place) -> bool:
    between = view.text[one.end : other.start]
    return len(between) <= _LONGEST_BETWEEN and bool(_AND.fullmatch(_ASIDE.sub("", between)))
