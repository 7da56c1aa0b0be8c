"""An annotated document: the one type for gold and for predictions.

Offsets are half-open, in Unicode code points, into ``Document.text``: the source as it is in its
file, page breaks and stray spaces included.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, product
from typing import NamedTuple

from kisha.corpus.schema import RELATIONS
from kisha.corpus.surface import restore

_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_KANJI = re.compile("[々〆\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the source that names an entity; ``text`` is the surface without page breaks.

    ``score`` is the probability that it is one, 0 to 1; 1 where a person labelled it.
    """

    id: str
    start: int
    end: int
    label: str
    entity: str
    text: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Entity:
    """What one or more mentions name; ``value`` is a date's calendar value, by guidelines §4."""

    id: str
    label: str
    name: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A fact between two entities; ``start`` and ``end`` bound its evidence in the source."""

    head: str
    type: str
    tail: str
    start: int
    end: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Release:
    """The release as one object: what its fields mean stands in ``RECORDS.md``.

    Issuers, parties, spokespersons and the keys of ``securities_codes`` are entity ids.
    """

    title: str | None = None
    date: str | None = None
    issuers: tuple[str, ...] = ()
    securities_codes: Mapping[str, str] = field(default_factory=dict)
    contacts: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    spokespersons: tuple[str, ...] = ()


class Span(NamedTuple):
    """A mention before ids are given; ``key`` is the same for mentions of one entity."""

    start: int
    end: int
    label: str
    key: str
    score: float = 1.0


class Fact(NamedTuple):
    """A relation before ids are given; without ``evidence`` the nearest mentions are it."""

    head: str
    type: str
    tail: str
    evidence: tuple[int, int] | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its mentions, entities and relations, in canonical order (see ``build``)."""

    id: str
    text: str
    language: str
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    release: Release | None = None
    source: str | None = None
    sha256: str | None = None
    encoding: str | None = None
    model: Mapping[str, str] | None = None

    def mentions_of(self, entity: str) -> list[Mention]:
        """The mentions of the entity with this id, in order of the text."""
        return [mention for mention in self.mentions if mention.entity == entity]


def build(
    id: str,
    text: str,
    *,
    language: str,
    spans: Iterable[Span],
    values: Mapping[str, str] | None = None,
    facts: Iterable[Fact] = (),
) -> Document:
    """A document in canonical order, whatever the order and keys of its parts.

    Mentions are numbered ``m1``… by place, entities ``e1``… by first mention, relations sorted by
    head, type and tail. Equal spans (the surest) and equal facts are kept once.

    Raises:
        KeyError: a fact or a value names a key that no span has.
    """
    surest: dict[tuple[int, int, str, str], Span] = {}
    for span in sorted(spans, key=lambda span: span.score):
        surest[span[:4]] = span
    ordered = [surest[place] for place in sorted(surest)]
    ids: dict[str, str] = {}
    for span in ordered:
        ids.setdefault(span.key, f"e{len(ids) + 1}")
    mentions = tuple(
        Mention(
            f"m{n}", s.start, s.end, s.label, ids[s.key], restore(text[s.start : s.end]), s.score
        )
        for n, s in enumerate(ordered, 1)
    )
    dates = {ids[key]: value for key, value in (values or {}).items()}
    by_entity: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_entity.setdefault(mention.entity, []).append(mention)
    entities = tuple(
        Entity(id, group[0].label, best_name(group, language), dates.get(id))
        for id, group in by_entity.items()
    )
    relations: dict[tuple[str, str, str], Relation] = {}
    for fact in facts:
        relation = _relation(fact, ids, by_entity)
        relations.setdefault((relation.head, relation.type, relation.tail), relation)
    order = sorted(relations.values(), key=_relation_order)
    return Document(id, text, language, mentions, entities, tuple(order))


def best_name(mentions: list[Mention], language: str = "") -> str:
    """What to call an entity: the fullest name of an organisation or person, else the first.

    In a document of ``language`` its own script goes first: kanji, Latin letters. A name in
    capitals counts only where none other is spelt so.
    """
    if mentions[0].label not in ("ORG", "PERSON"):
        return mentions[0].text
    own = [mention for mention in mentions if _is_in(mention.text, language)] or mentions
    spelt = {mention.text.casefold() for mention in own if not mention.text.isupper()}
    loud = [m for m in own if m.text.isupper() and m.text.casefold() in spelt]
    return max((m for m in own if m not in loud), key=lambda mention: len(mention.text)).text


def _is_in(name: str, language: str) -> bool:
    return _KANJI.search(name) is not None if language == "ja" else not _JAPANESE.search(name)


def names(mentions: list[Mention]) -> dict[str, str]:
    """The best name of an entity in each language that its mentions give, ``ja`` and ``en``.

    A name with kana or kanji is Japanese, any other English; where there is no Japanese one, the
    Latin one serves in both (``ispace``).
    """
    japanese = [mention for mention in mentions if _JAPANESE.search(mention.text)]
    latin = [mention for mention in mentions if mention not in japanese]
    best = {"ja": japanese or latin, "en": latin}
    return {language: best_name(given, language) for language, given in best.items() if given}


def nearest(heads: list[Mention], tails: list[Mention]) -> tuple[Mention, Mention]:
    """The head and tail mention with the least text between them; the earliest of equals."""

    def distance(pair: tuple[Mention, Mention]) -> tuple[int, int]:
        first, second = sorted(pair, key=lambda mention: mention.start)
        return second.start - first.end, first.start

    return min(((head, tail) for head in heads for tail in tails), key=distance)


def hull(head: Mention | Span, tail: Mention | Span) -> tuple[int, int]:
    """The stretch of source from the first to the last character of two mentions."""
    return min(head.start, tail.start), max(head.end, tail.end)


def evidence_pair(document: Document, relation: Relation) -> tuple[Mention, Mention] | None:
    """The head and tail mention whose hull is the evidence, the nearest first; None for no such."""
    heads, tails = document.mentions_of(relation.head), document.mentions_of(relation.tail)
    pairs = chain([nearest(heads, tails)], product(heads, tails))
    return next((pair for pair in pairs if hull(*pair) == (relation.start, relation.end)), None)


def _relation(
    fact: Fact, ids: Mapping[str, str], by_entity: Mapping[str, list[Mention]]
) -> Relation:
    head, tail = ids[fact.head], ids[fact.tail]
    signature = RELATIONS.get(fact.type)
    if signature and signature.symmetric and int(tail[1:]) < int(head[1:]):
        head, tail = tail, head
    start, end = fact.evidence or hull(*nearest(by_entity[head], by_entity[tail]))
    return Relation(head, fact.type, tail, start, end, fact.score)


def _relation_order(relation: Relation) -> tuple[int, int, int]:
    types = list(RELATIONS)
    known = types.index(relation.type) if relation.type in RELATIONS else len(types)
    return int(relation.head[1:]), known, int(relation.tail[1:])
