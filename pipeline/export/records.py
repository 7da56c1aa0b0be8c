"""Documents as the objects of ``documents.jsonl``, and back: the output contract."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from kisha.corpus import Document, Entity, Mention, Relation, Release
from kisha.corpus.document import names

SCHEMA = "1.2"
_ENTITY = [field.name for field in fields(Entity)]


def to_record(document: Document) -> dict[str, Any]:
    """The JSON object of a document, as ``docs/document.schema.json`` has it; without the text."""
    return {
        "schema": SCHEMA,
        "id": document.id,
        "source": document.source,
        "sha256": document.sha256,
        "encoding": document.encoding,
        "language": document.language,
        "model": dict(document.model) if document.model else None,
        "mentions": [_mention(mention) for mention in document.mentions],
        "entities": _entities(document),
        "relations": [asdict(relation) for relation in document.relations],
        "release": _release(document.release),
    }


def from_record(record: Mapping[str, Any], text: str) -> Document:
    """The document of a JSON object and of the text that its offsets count."""
    release = record["release"]
    mentions = tuple(Mention(**mention) for mention in record["mentions"])
    entities = tuple(Entity(*map(entity.get, _ENTITY)) for entity in record["entities"])
    relations = tuple(Relation(**relation) for relation in record["relations"])
    parts = {
        key: record[key] for key in ("id", "language", "source", "sha256", "encoding", "model")
    }
    if release is not None:
        lists = {key: tuple(value) for key, value in release.items() if isinstance(value, list)}
        release = Release(**{**release, **lists})
    return Document(
        text=text,
        mentions=mentions,
        entities=entities,
        relations=relations,
        release=release,
        **parts,
    )


def _mention(mention: Mention) -> dict[str, Any]:
    keys = ("id", "start", "end", "label", "text", "entity", "score")
    return {key: getattr(mention, key) for key in keys}


def _entities(document: Document) -> list[dict[str, Any]]:
    """The entities, each with its best name in each language that the text gives."""
    mentions: dict[str, list[Mention]] = {}
    for mention in document.mentions:
        mentions.setdefault(mention.entity, []).append(mention)
    return [
        {**asdict(entity), "names": {} if entity.label == "DATE" else names(mentions[entity.id])}
        for entity in document.entities
    ]


def _release(release: Release | None) -> dict[str, Any] | None:
    return asdict(release) if release else None
