"""Which documents a person should look at first: by what the tagger is unsure of."""

from collections.abc import Iterable

from kisha.corpus import Document, Mention


def first(documents: Iterable[Document]) -> list[Document]:
    """The documents, those with the most mentions that are likely wrong first."""
    return sorted(documents, key=lambda document: (-likely_wrong(document), document.id))


def likely_wrong(document: Document) -> float:
    """How many mentions are wrong by their own scores: the sum of what each lacks to 1."""
    return sum(1 - mention.score for mention in document.mentions)


def least(document: Document) -> Mention | None:
    """The mention with the lowest score, the first of equal ones."""
    return min(document.mentions, key=lambda mention: mention.score, default=None)
