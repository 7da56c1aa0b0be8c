"""Relations on a set that they were not made for: ``python benchmarks/redocred.py FOLDER``.

The component is retrained on four fifths of the paragraphs of Re-DocRED's dev part, gold mentions
and entities given, and scored on the other fifth, for those of its relations that ours mean too.
The folder is that of `kisha corpus fetch`.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.training import Example

from kisha.corpus import Document
from kisha.corpus.document import Fact, Span, build
from kisha.corpus.schema import RELATIONS
from kisha.evaluation import Score, score
from kisha.models.public import REDOCRED, detokenised, paragraphs
from kisha.models.relations import annotated
from kisha.models.train import blank
from kisha.pipeline.document import to_document
from kisha.pipeline.layout import restore
from kisha.pipeline.relations.extractor import RelationExtractor

# Wikidata's properties that ours mean too; those marked run the other way.
OURS = {
    "P108": ("AFFILIATED_WITH", False),  # employer
    "P54": ("AFFILIATED_WITH", False),  # member of sports team
    "P102": ("AFFILIATED_WITH", False),  # member of political party
    "P463": ("AFFILIATED_WITH", False),  # member of
    "P241": ("AFFILIATED_WITH", False),  # military branch
    "P112": ("AFFILIATED_WITH", True),  # founded by
    "P169": ("AFFILIATED_WITH", True),  # chief executive officer
    "P488": ("AFFILIATED_WITH", True),  # chairperson
    "P127": ("OWNS", True),  # owned by
    "P749": ("OWNS", True),  # parent organization
    "P355": ("OWNS", False),  # subsidiary
    "P571": ("FOUNDED_IN", False),  # inception
}


def main() -> None:
    """Trains, scores, and prints a row for each relation."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    nlp = blank("en")
    train, test = (
        [(document, annotated(document, nlp)) for document in _documents(folder, held_out=side)]
        for side in (False, True)
    )
    extractor = RelationExtractor(nlp.vocab)
    extractor.initialize(lambda: [Example(doc, doc) for _, doc in train])
    pairs = [
        (gold, to_document(extractor(doc), restore(gold.text), id=gold.id, source=gold.text))
        for gold, doc in test
    ]
    report = score(pairs)
    print(f"{len(train)} paragraphs to train on, {len(test)} to score")
    print(f"{'':16} precision recall    F1  gold")
    shown = {type: report.facts[type] for type, _ in OURS.values()}
    for name, part in {**shown, "all": sum(shown.values(), Score())}.items():
        figures = (f"{figure or 0:9.3f}" for figure in (part.precision, part.recall, part.f1))
        print(f"{name:16}{' '.join(figures)} {part.gold:5}")


def _documents(folder: Path, *, held_out: bool) -> Iterator[Document]:
    for number, row in enumerate(paragraphs(folder, held_out=held_out)):
        yield _document(f"re-docred-{number}", row)


def _document(id: str, row: dict[str, Any]) -> Document:
    text, places = detokenised(row["sents"])
    spans: list[Span] = []
    labels: dict[str, str] = {}
    for number, entity in enumerate(row["vertexSet"]):
        label = REDOCRED.get(entity[0]["type"])
        for mention in entity if label else ():
            words = places[mention["sent_id"]][slice(*mention["pos"])]
            spans.append(Span(words[0][0], words[-1][1], label or "", f"e{number}"))
            labels[f"e{number}"] = label or ""
    return build(id, text, language="en", spans=spans, facts=_facts(row["labels"], labels))


def _facts(rows: list[dict[str, Any]], labels: dict[str, str]) -> Iterator[Fact]:
    for row in rows:
        if row["r"] in OURS:
            type, turned = OURS[row["r"]]
            ends = f"e{row['h']}", f"e{row['t']}"
            head, tail = reversed(ends) if turned else ends
            if RELATIONS[type].allows(labels.get(head, ""), labels.get(tail, "")):
                yield Fact(head, type, tail)


if __name__ == "__main__":
    main()
