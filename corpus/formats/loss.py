"""What a format could not carry over: told for each thing, never dropped in silence."""

from collections.abc import Iterator
from dataclasses import dataclass

from kisha.corpus.document import Document, evidence_pair


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that the other side of a conversion does not hold, or holds otherwise.

    ``kind`` is one of a few words, to count by: ``mention``, ``cluster``, ``date value``, ``fact``,
    ``evidence``, ``score``, ``white space``, ``offset``, ``record``.
    """

    document: str
    kind: str
    detail: str

    def __str__(self) -> str:
        return f"{self.document}: {self.kind}: {self.detail}"


def clusters(document: Document) -> Iterator[Loss]:
    """That several mentions are one entity."""
    for entity in document.entities:
        count = len(document.mentions_of(entity.id))
        if count > 1:
            yield Loss(document.id, "cluster", f"{entity.name!r}, {count} mentions")


def values(document: Document) -> Iterator[Loss]:
    """Calendar values of dates."""
    for entity in document.entities:
        if entity.value:
            yield Loss(document.id, "date value", f"{entity.name!r} = {entity.value}")


def facts(document: Document) -> Iterator[Loss]:
    """Facts between entities."""
    for r in document.relations:
        yield Loss(document.id, "fact", f"{r.head} {r.type} {r.tail}")


def mention_scores(document: Document) -> Iterator[Loss]:
    """Scores of mentions, where they are not 1."""
    for m in document.mentions:
        if m.score != 1:
            yield Loss(document.id, "score", f"{m.text!r} ~{m.score}")


def scores(document: Document) -> Iterator[Loss]:
    """Scores of mentions and facts, where they are not 1."""
    yield from mention_scores(document)
    for r in document.relations:
        if r.score != 1:
            yield Loss(document.id, "score", f"{r.head} {r.type} {r.tail} ~{r.score}")


def evidence(document: Document) -> Iterator[Loss]:
    """Evidence that is not the stretch between two mentions of the fact's entities."""
    for r in document.relations:
        if evidence_pair(document, r) is None:
            yield Loss(document.id, "evidence", f"{r.head} {r.type} {r.tail} at {r.start}:{r.end}")
