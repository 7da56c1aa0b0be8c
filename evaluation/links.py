"""How right links across languages are: pairs of entities in documents that tell one release."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from kisha.evaluation.count import Score

Links = Collection[tuple[str, str, str, str]]
"""Document, entity name, label and registry id of each entity."""


class Link(NamedTuple):
    """An entity that two documents of one release name, each in its language."""

    ja: str
    ja_name: str
    en: str
    en_name: str
    label: str


def score_links(gold: Iterable[Link], links: Links) -> dict[str, Score]:
    """The scores by label, over the pairs of documents that ``gold`` knows of.

    A predicted link is a pair of entities, one of either document, under one id; links of other
    documents are not counted. Names stand for entities.
    """
    true = set(gold)
    found = _predicted({(link.ja, link.en) for link in true}, links)
    counts = [Counter(link.label for link in part) for part in (true & found, found, true)]
    labels = sorted(set().union(*counts))
    return {label: Score(*(count[label] for count in counts)) for label in labels}


def by_parity(gold: Iterable[Link]) -> dict[str, list[Link]]:
    """The links of pairs whose Japanese document has an odd and an even number at its end.

    The even ones are held out: nothing was fitted to them.
    """
    parts: dict[str, list[Link]] = {"odd": [], "even": []}
    for link in gold:
        parts["odd" if link.ja[-1:] in tuple("13579") else "even"].append(link)
    return parts


def _predicted(pairs: Iterable[tuple[str, str]], links: Links) -> set[Link]:
    by_document: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(dict)
    for document, name, label, id in links:
        by_document[document].setdefault(id, []).append((name, label))
    return {
        Link(ja, ja_name, en, en_name, label)
        for ja, en in pairs
        for id in by_document[ja].keys() & by_document[en].keys()
        for ja_name, label in by_document[ja][id]
        for en_name, _ in by_document[en][id]
    }
