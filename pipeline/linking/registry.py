"""The registry: what is known of each entity over all releases, and its stable id."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from kisha.pipeline.linking.entity import LINKED, REGISTRY, Key, Named
from kisha.pipeline.linking.handles import core

SCHEMA = "1.0"
_ID_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of ``registry.jsonl``.

    ``names`` is the commonest in each language of the run that first saw one; ``documents``
    counts the mentions in each release, ``entities`` says which entity it is there;
    ``evidence`` is what a later run compares new releases with.
    """

    id: str
    label: str
    name: str
    names: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    securities_code: str | None = None
    first_seen: str | None = None
    last_seen: str | None = None
    releases: int = 0
    mentions: int = 0
    documents: Mapping[str, int] = field(default_factory=dict)
    entities: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()

    def to_record(self) -> dict[str, Any]:
        """The JSON object of the entry."""
        return {"schema": SCHEMA, **asdict(self)}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> "Entry":
        """The entry of a JSON object.

        Raises:
            KeyError, TypeError, ValueError: it is none.
        """
        wrong = [key for key, sound in _SOUND.items() if not sound(record[key])]
        if wrong or record.keys() != _SOUND.keys():
            raise ValueError(f"wrong or unknown: {wrong or record.keys() - _SOUND.keys()}")
        if not record["entities"].keys() >= record["documents"].keys():
            raise ValueError("documents without their entities")
        # Half of a surrogate pair, which JSON can hold, could not be written again: a ValueError.
        json.dumps(record, ensure_ascii=False).encode()
        parts: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in record.items()
            if key != "schema"
        }
        return cls(**parts)

    def member(self) -> Named:
        """The entry as one more entity to link with."""
        return Named(
            key=Key(REGISTRY, self.id),
            label=self.label,
            name=self.name,
            surfaces=tuple(dict.fromkeys((self.name, *self.names.values(), *self.aliases))),
            language=self.languages[0] if self.languages else "",
            date=self.first_seen,
            mentions=0,
            place=0.0,
            code=self.securities_code,
        )


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _maps_to_texts(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


def _maps_to_counts(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_count, value.values()))


# What each field of a line of ``registry.jsonl`` may hold.
_SOUND: Mapping[str, Callable[[Any], bool]] = {
    "schema": lambda value: value == SCHEMA,
    "id": lambda value: _is_text(value) and value != "",
    "label": LINKED.__contains__,
    "name": _is_text,
    "names": _maps_to_texts,
    "aliases": _are_texts,
    "languages": _are_texts,
    **dict.fromkeys(
        ("securities_code", "first_seen", "last_seen"),
        lambda value: value is None or _is_text(value),
    ),
    "releases": _is_count,
    "mentions": _is_count,
    "documents": _maps_to_counts,
    "entities": _maps_to_texts,
    "evidence": _are_texts,
}


def entries(
    sets: Iterable[Sequence[Named]],
    *,
    earlier: Mapping[str, Entry],
    evidence: Mapping[Key, frozenset[str]],
) -> dict[Key, Entry]:
    """The entry of each member of each set, old ids first, then those that names give.

    Args:
        sets: the members that are one.
        earlier: the registry that was read, without the documents that were linked anew.
        evidence: of each member.
    """
    found: dict[Key, Entry] = {}
    taken: set[str] = set()
    for members in sorted((_ordered(part) for part in sets), key=lambda part: _order(part[0])):
        old = [earlier[one.key.entity] for one in members if one.key.document == REGISTRY]
        if old and len(old) == len(members) and not any(entry.documents for entry in old):
            continue
        id = old[0].id if old else _new_id(members[0], taken)
        taken.add(id)
        entry = _entry(id, members, old, evidence)
        found.update({one.key: entry for one in members})
    return found


def _ordered(members: Iterable[Named]) -> list[Named]:
    return sorted(members, key=_order)


def _order(one: Named) -> tuple[bool, str, Key]:
    """What the registry held, then by release date: the order in which names are first seen."""
    return one.key.document != REGISTRY, one.date or "9999", one.key


def _new_id(first: Named, taken: set[str]) -> str:
    """The id that label and first name give; a namesake's holds its document too."""
    for what in ((), (first.key.document,), tuple(first.key)):
        name = "\t".join((first.label, core(first.name, first.label), *what))
        digest = hashlib.sha256(name.encode()).hexdigest()[:_ID_DIGITS]
        if (id := f"{first.label.lower()}-{digest}") not in taken:
            return id
    raise AssertionError("a document has one entity of each id")


def _entry(
    id: str,
    members: Sequence[Named],
    old: Sequence[Entry],
    evidence: Mapping[Key, frozenset[str]],
) -> Entry:
    documents: Counter[str] = Counter()
    for entry in old:
        documents.update(entry.documents)
    fresh = [one for one in members if one.key.document != REGISTRY]
    for one in fresh:
        documents[one.key.document] += one.mentions
    held = {id: entity for entry in old for id, entity in entry.entities.items() if id in documents}
    held |= {one.key.document: one.key.entity for one in fresh}
    names = {language: name for entry in reversed(old) for language, name in entry.names.items()}
    for language in sorted({one.language for one in fresh} - names.keys()):
        counts = Counter(one.name for one in fresh if one.language == language)
        names[language] = max(counts, key=lambda name: (counts[name], len(name), name))
    name = old[0].name if old else members[0].name
    surfaces = {s for one in members for s in one.surfaces} - {name, *names.values()}
    dates = [one.date for one in fresh if one.date]
    dates += [d for e in old if e.documents for d in (e.first_seen, e.last_seen) if d]
    codes = Counter(one.code for one in members if one.code)
    return Entry(
        id=id,
        label=members[0].label,
        name=name,
        names=dict(sorted(names.items())),
        aliases=tuple(sorted(surfaces)),
        languages=tuple(sorted(names)),
        securities_code=max(codes, key=lambda code: (codes[code], code), default=None),
        first_seen=min(dates, default=None),
        last_seen=max(dates, default=None),
        releases=len(documents),
        mentions=documents.total(),
        documents=dict(sorted(documents.items())),
        entities=dict(sorted(held.items())),
        evidence=tuple(sorted({token for one in members for token in evidence[one.key]})),
    )
