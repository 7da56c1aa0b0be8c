"""How much there is of what, in folders of annotated documents, and how varied it is."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kisha.corpus import formats
from kisha.corpus.document import Document
from kisha.corpus.formats.files import annotated
from kisha.corpus.overlap import shared
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


def by_folder(path: Path) -> dict[Path, list[Document]]:
    """The documents at or below ``path``, by the folder that holds them, sorted."""
    parts: dict[Path, list[Document]] = {}
    for file in annotated(path):
        parts.setdefault(file.parent, []).append(formats.read(file))
    return dict(sorted(parts.items()))


def stats(parts: Mapping[Path, list[Document]]) -> list[Stats]:
    """The counts of each folder of ``by_folder``."""
    return [_count(folder, documents) for folder, documents in parts.items()]


def _count(folder: Path, documents: list[Document]) -> Stats:
    return Stats(
        folder=folder,
        documents=len(documents),
        characters=sum(len(document.text) for document in documents),
        labels=Counter(m.label for document in documents for m in document.mentions),
        entities=sum(len(document.entities) for document in documents),
        facts=Counter(r.type for document in documents for r in document.relations),
    )


@dataclass(frozen=True, slots=True)
class Variety:
    """How unlike one another the documents of one language are.

    ``few`` counts those with at most one mention of some label, ``shared_runs`` is the share of
    runs that stand in another one too (see ``kisha.corpus.overlap.shared``), 0 to 1.
    """

    language: str
    documents: int
    issuers: int
    few: int
    shared_runs: float | None


def variety(documents: Iterable[Document]) -> list[Variety]:
    """The variety of the documents, language by language."""
    parts: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        parts[document.language].append(document)
    return [
        Variety(
            language=language,
            documents=len(part),
            issuers=len({max(names, key=len) for d in part if (names := issuer(d))}),
            few=sum(_is_short_of_a_label(document) for document in part),
            shared_runs=shared(part),
        )
        for language, part in sorted(parts.items())
    ]


def issuer(document: Document) -> set[str]:
    """The names of the organisation that a release names most often: its issuer, as a rule."""
    counts = Counter(m.entity for m in document.mentions if m.label == "ORG")
    return {m.text for id, _ in counts.most_common(1) for m in document.mentions_of(id)}


def _is_short_of_a_label(document: Document) -> bool:
    counts = Counter(mention.label for mention in document.mentions)
    return any(counts[label] <= 1 for label in LABELS)
