"""Who issues a release: the organisations of its head, else those that its lead speaks of."""

import re
from collections.abc import Iterator

from kisha.pipeline import naming
from kisha.pipeline.record import words
from kisha.pipeline.record.lines import Ends, Line, unbracketed
from kisha.pipeline.view import Place, View

_AND = re.compile(
    r"\s*(?:と|、|及び|および|並びに|ならびに|・|／|/|,?\s?(?:and|&)\b(?: the\b)?|,(?: and\b)?(?: the\b)?)\s*"
)
_ASIDE = re.compile(
    r"（(?:[^（）]|（[^（）]*）)*）|\((?:[^()]|\([^()]*\))*\)|,? of [A-Z]\w+(?:, [A-Z]\w+)?(?=,| and)"
)
_TOPIC = re.compile(r"[」』]?(?:社|氏)?\s?(?:は|では|が|も)")
_COPIED = re.compile(r"\s?[（(][^（）()]{0,8}配[布付]")
_LONGEST_BETWEEN = 300
_SHORTEST_OPENING = 5


def issuers(view: View, ends: Ends) -> list[str]:
    """The entities in whose name a release is published."""
    for kinds in (("sender",), ("date", "dated")):
        lines = [line for line in ends.head if line.kind in kinds]
        if found := [id for line in lines for id in _outside(view, line)]:
            return list(dict.fromkeys(found))
    spoken = list(dict.fromkeys(subjects(view, ends.lead)))
    headline = naming.folded(" ".join(line.text for line in ends.head if line.kind == "title"))
    named = [id for id in spoken if _is_named(view, id, headline)]
    first = [ent.id for ent in view.ents if ent.label == "ORG"][:1]
    return named or spoken or first


def _is_named(view: View, id: str, headline: str) -> bool:
    """Whether a headline, folded, holds a name of an organisation or the word that opens one."""
    names = [ent.text for ent in view.ents if ent.id == id]
    cores = {naming.core(name, "ORG") for name in names}
    opening = {naming.folded(name.split()[0]) for name in names}
    return any(core in headline for core in cores) or any(
        word in headline for word in opening if len(word) >= _SHORTEST_OPENING
    )


def _outside(view: View, line: Line) -> Iterator[str]:
    """The organisations of a line that stand in no bracket, or the one that it names untagged."""
    if line.kind == "sender" and not _orgs(view, line):
        bare = naming.folded(words.without(unbracketed(line.text)))
        yield from [e.id for e in view.ents if e.label == "ORG" and naming.folded(e.text) == bare][:1]
    for org in _orgs(view, line):
        before = view.text[line.start : org.start]
        if depth(before) == 0 and not _COPIED.match(view.text, org.end, line.end):
            yield org.id


def _orgs(view: View, line: Line) -> list[Place]:
    inside = (view.ents[i] for i in view.within(line.start, line.end))
    return [ent for ent in inside if ent.label == "ORG"]


def depth(text: str) -> int:
    """How many brackets are open at the end of ``text``."""
    return sum(char in "（(" for char in text) - sum(char in "）)" for char in text)


def subjects(view: View, line: Line | None) -> Iterator[str]:
    """The organisation that the first sentence of a line speaks of, and those joined to it."""
    if line is None:
        return
    orgs = [org for org in _orgs(view, line) if depth(view.text[line.start : org.start]) == 0]
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
