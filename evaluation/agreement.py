"""How far two people who labelled the same texts agree, and where they don't."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kisha.corpus import Document
from kisha.evaluation import match
from kisha.evaluation.clusters import clusters
from kisha.evaluation.count import Score
from kisha.evaluation.scores import score

Pairs = list[tuple[Document, Document]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """F1 of one labelling against the other: which of them counts as gold makes no difference.

    A cluster agrees when all its mentions do; a value is counted for dates whose entities match.
    """

    documents: int
    mentions: Score
    clusters: Score
    values: Score
    facts: Score


def agreement(pairs: Pairs) -> Agreement:
    """The agreement over pairs of documents of one text each.

    Raises:
        ValueError: the two documents of a pair are not over the same text.
    """
    report = score(pairs)
    return Agreement(
        documents=report.documents,
        mentions=report.all_mentions,
        clusters=sum((_clusters(*pair) for pair in pairs), Score()),
        values=sum((_values(*pair) for pair in pairs), Score()),
        facts=report.all_facts,
    )


def disagreements(first: Document, second: Document) -> Iterator[str]:
    """What only one of two labellings says, a line each: ``<`` the first, ``>`` the second."""
    golden, found = match.places(first), match.places(second)
    for mark, one, other in (("<", golden, found), (">", found, golden)):
        for start, end, label in sorted(one.keys() - other.keys()):
            text = " ".join(first.text[start:end].split())
            yield f"{first.id} {start}:{end} {mark} {label} {text}"
    names = match.align(first, second)
    yield from _other_values(first, second, names)
    one_side, other_side = match.facts(first), match.facts(second, names)
    back = {gold: own for own, gold in names.items()}
    for head, type, tail in sorted(one_side - other_side):
        yield f"{first.id} < {_name(first, head)} {type} {_name(first, tail)}"
    for head, type, tail in sorted(other_side - one_side):
        ends = (_name(second, back.get(end, end).removeprefix("?")) for end in (head, tail))
        yield f"{first.id} > {f' {type} '.join(ends)}"


def _other_values(first: Document, second: Document, names: dict[str, str]) -> Iterator[str]:
    theirs = {names[e.id]: e.value for e in second.entities if e.id in names}
    for entity in first.entities:
        if entity.id in theirs and theirs[entity.id] != entity.value:
            yield f"{first.id} {entity.name} = {entity.value} < > {theirs[entity.id]}"
    for group in sorted(set(clusters(first)) - set(clusters(second)), key=sorted):
        surfaces = (" ".join(first.text[a:b].split()) for a, b, _ in sorted(group))
        if all(place in match.places(second) for place in group):
            yield f"{first.id} < one entity: {', '.join(dict.fromkeys(surfaces))}"


def _name(document: Document, id: str) -> str:
    return next(entity.name for entity in document.entities if entity.id == id)


def _clusters(first: Document, second: Document) -> Score:
    one, other = set(clusters(first)), set(clusters(second))
    return Score(len(one & other), len(other), len(one))


def _values(first: Document, second: Document) -> Score:
    names = match.align(first, second)
    one = {entity.id: entity.value for entity in first.entities if entity.label == "DATE"}
    other = {
        names[entity.id]: entity.value
        for entity in second.entities
        if entity.label == "DATE" and entity.id in names
    }
    # Where neither gives a value there is nothing to agree on.
    given = {id: (one.get(id), value) for id, value in other.items() if one.get(id) or value}
    same = sum(mine == theirs for mine, theirs in given.values())
    return Score(same, len(given), len(given))


def by_id(first: Iterable[Document], second: Iterable[Document]) -> Pairs:
    """The documents of both that have the same id, in order of the first."""
    others = {document.id: document for document in second}
    return [(document, others[document.id]) for document in first if document.id in others]
