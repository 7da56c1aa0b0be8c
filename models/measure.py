"""A model's predictions for annotated documents, scored against them."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from kisha.corpus import Document, formats
from kisha.evaluation import Report, score
from kisha.models.examples import to_doc
from kisha.pipeline.analyse import Models, analyse, complete
from kisha.pipeline.layout import restore
from kisha.pipeline.relations.sentences import sentence_ends
from kisha.pipeline.source import Source


class Given(StrEnum):
    """What a model is told of the gold, so that what comes after can be scored by itself."""

    NOTHING = "nothing"
    MENTIONS = "mentions"
    ENTITIES = "entities"


_TOLD = {Given.MENTIONS: {"kisha_mentions"}, Given.ENTITIES: {"kisha_mentions", "kisha_entities"}}


def predict(
    document: Document, models: Models, *, min_score: float = 0.0, given: Given = Given.NOTHING
) -> Document:
    """What the models find in the source text of ``document``, told no more than is ``given``."""
    source = Source(document.id, document.text, "", "utf-8")
    if given is Given.NOTHING:
        return analyse(source, models, min_score=min_score)
    nlp = models(document.language)
    doc, _ = to_doc(document, nlp)
    return complete(doc, nlp, restore(document.text), source, without=_TOLD[given])


def gold_of(corpus: Path, language: str) -> list[Document]:
    """The gold documents of a language; none where a corpus has no gold."""
    gold = formats.read_all(corpus / "gold") if (corpus / "gold").is_dir() else []
    return [document for document in gold if document.language == language]


def measure(
    documents: Iterable[Document], models: Models, *, given: Given = Given.NOTHING
) -> Report:
    """The scores of the models on gold ``documents``, end to end if nothing is ``given``."""
    pairs = ((document, predict(document, models, given=given)) for document in documents)
    return score(pairs, lambda document: sentence_ends(document.text))
