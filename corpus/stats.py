"""How much there is of what, in folders of annotated documents."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kisha.corpus import formats
from kisha.corpus.files import annotated
from kisha.corpus.schema import LABELS, RELATIONS


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts over the documents of one folder; ``labels`` counts mentions."""

    folder: Path
    documents: int
    characters: int
    labels: Counter[str]
    entities: int
    facts: Counter[str]


def rows(counted: list[Stats]) -> dict[str, list[int]]:
    """The counts by name, a figure for each folder: the rows of a table."""
    return {
        "documents": [part.documents for part in counted],
        "characters": [part.characters for part in counted],
        "entities": [part.entities for part in counted],
        **{label: [part.labels[label] for part in counted] for label in LABELS},
        "mentions": [part.labels.total() for part in counted],
        **{type: [part.facts[type] for part in counted] for type in RELATIONS},
        "facts": [part.facts.total() for part in counted],
    }


def stats(path: Path) -> list[Stats]:
    """The counts of each folder at or below ``path`` that holds annotated documents, sorted."""
    folders = sorted({file.parent for file in annotated(path)})
    return [_count(folder) for folder in folders]


def _count(folder: Path) -> Stats:
    documents = [formats.read(file) for file in annotated(folder) if file.parent == folder]
    return Stats(
        folder=folder,
        documents=len(documents),
        characters=sum(len(document.text) for document in documents),
        labels=Counter(m.label for document in documents for m in document.mentions),
        entities=sum(len(document.entities) for document in documents),
        facts=Counter(r.type for document in documents for r in document.relations),
    )
