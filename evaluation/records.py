"""Records of releases, gold against predicted: precision, recall and F1 of each field.

Titles, dates, codes and addresses are right where they are equal but for width, case, spaces and
hyphens. An organisation or person is right where it is the entity of the gold document that the
gold row names, by any of its mentions; what is no mention of that document is compared as text.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from kisha.corpus import Document
from kisha.corpus.records import FIELDS, OF_ENTITIES, Row, rows
from kisha.evaluation import match
from kisha.evaluation.count import Score


def score(triples: Iterable[tuple[Document, Iterable[Row], Document]]) -> dict[str, Score]:
    """The score of each field, over triples of a gold document, its record, and a prediction."""
    counts = {kind: Counter[str]() for kind in ("true", "predicted", "gold")}
    for gold, record, predicted in triples:
        same = _Same(gold, predicted)
        golden = set(_keyed(record, same.named))
        found = list(_once(_keyed(rows(predicted.release), same.entity)))
        counts["gold"].update(row.field for row in golden)
        counts["predicted"].update(row.field for row in found)
        counts["true"].update(row.field for row in golden.intersection(found))
    return {field: Score(*(counts[kind][field] for kind in counts)) for field in FIELDS}


class _Same:
    """What is equal for values that say the same of one document, gold and predicted."""

    def __init__(self, gold: Document, predicted: Document) -> None:
        self._names = {entity.id: entity.name for entity in gold.entities}
        self._gold: dict[str, str] = {}
        for mention in gold.mentions:
            self._gold.setdefault(_folded(mention.text), mention.entity)
        self._aligned = match.align(gold, predicted)
        self._predicted = predicted

    def named(self, name: str) -> str:
        """Of a name: the gold entity that has it, else its text."""
        folded = _folded(name)
        return f"#{self._gold[folded]}" if folded in self._gold else folded

    def entity(self, id: str) -> str:
        """Of a predicted entity: its gold counterpart, else the first that shares a name."""
        if id in self._aligned:
            return self.named(self._names[self._aligned[id]])
        keys = [self.named(mention.text) for mention in self._predicted.mentions_of(id)]
        return next((key for key in keys if key.startswith("#")), keys[0])


def _once(record: Iterable[Row]) -> Iterator[Row]:
    """Of values that are text, each once; an entity that was split in two counts twice."""
    known: set[Row] = set()
    for row in record:
        if row.entity or row not in known:
            known.add(row)
            yield row


def _keyed(record: Iterable[Row], entity: Callable[[str], str]) -> Iterator[Row]:
    for row in record:
        key = entity(row.entity) if row.field in OF_ENTITIES and row.entity else ""
        yield Row(row.field, _folded(row.value), key)


def _folded(text: str) -> str:
    return re.sub(r"[\s\u00ad‐‑‒–—―-]", "", unicodedata.normalize("NFKC", text)).casefold()
