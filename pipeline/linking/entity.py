"""What linking knows of a document: its named entities, their facts, its dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kisha.corpus import Document
from kisha.corpus.schema import is_day
from kisha.pipeline import naming
from kisha.pipeline.linking.craft import is_named

LINKED = ("ORG", "PERSON", "MISSION", "VEHICLE")
REGISTRY = ""
"""Stands for the document of an entry that is read from an earlier registry."""
# Input may be hostile; a few surfaces tell as much as hundreds.
_MOST_SURFACES = 8
_LONGEST_SURFACE = 200


class Key(NamedTuple):
    """An entity of a document, by their ids."""

    document: str
    entity: str


class Tie(NamedTuple):
    """A fact of an entity, seen from it: the other end, and whether that is the tail."""

    type: str
    outward: bool
    other: str


@dataclass(frozen=True, slots=True)
class Named:
    """An entity that a registry may hold; ``place`` is its rank among those of its label."""

    key: Key
    label: str
    name: str
    surfaces: tuple[str, ...]
    language: str
    date: str | None
    mentions: int
    place: float
    code: str | None = None
    ties: tuple[Tie, ...] = ()

    def called(self) -> set[str]:
        """What a person may call it: its folded names, and the id if it is an entry."""
        ids = (self.key.entity,) if self.key.document == REGISTRY else ()
        return {naming.folded(name) for name in (*self.surfaces, *ids)}


@dataclass(frozen=True, slots=True)
class Outline:
    """A document without its text; ``values`` are of its dates, ``roles`` the titles, by id."""

    id: str
    language: str
    date: str | None
    named: Mapping[str, Named]
    values: Mapping[str, str]
    roles: Mapping[str, str]


def outline(document: Document) -> Outline:
    """What linking reads of a document; without a release record the first day is its date."""
    values = {e.id: e.value for e in document.entities if e.label == "DATE" and e.value}
    roles = {e.id: e.name for e in document.entities if e.label == "ROLE"}
    release = document.release
    date = (release.date if release else None) or _first_day(document, values)
    codes = release.securities_codes if release else {}
    surfaces: dict[str, dict[str, None]] = {}
    counts: dict[str, int] = {}
    for mention in document.mentions:
        surfaces.setdefault(mention.entity, {})[mention.text[:_LONGEST_SURFACE]] = None
        counts[mention.entity] = counts.get(mention.entity, 0) + 1
    ties: dict[str, list[Tie]] = {}
    for relation in document.relations:
        ties.setdefault(relation.head, []).append(Tie(relation.type, True, relation.tail))
        ties.setdefault(relation.tail, []).append(Tie(relation.type, False, relation.head))
    named: dict[str, Named] = {}
    for label in LINKED:
        of_label = [e for e in document.entities if e.label == label and e.id in surfaces]
        for n, entity in enumerate(of_label):
            texts = tuple(surfaces[entity.id])[:_MOST_SURFACES]
            if label == "VEHICLE" and not is_named(texts):
                continue
            named[entity.id] = Named(
                key=Key(document.id, entity.id),
                label=label,
                name=entity.name,
                surfaces=tuple(dict.fromkeys((entity.name[:_LONGEST_SURFACE], *texts))),
                language=document.language,
                date=date,
                mentions=counts[entity.id],
                place=n / len(of_label),
                code=codes.get(entity.id),
                ties=tuple(ties.get(entity.id, ())),
            )
    return Outline(document.id, document.language, date, named, values, roles)


def _first_day(document: Document, values: Mapping[str, str]) -> str | None:
    days = (values.get(mention.entity, "") for mention in document.mentions)
    return next((day for day in days if is_day(day)), None)
