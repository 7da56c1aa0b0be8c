"""A model's predictions for annotated documents, scored against them."""

from collections.abc import Iterable

from kisha.corpus import Document
from kisha.evaluation import Report, score
from kisha.pipeline.analyse import Models, analyse
from kisha.pipeline.source import Source


def predict(document: Document, models: Models, *, min_score: float = 0.0) -> Document:
    """What the models find in the source text of ``document``."""
    return analyse(Source(document.id, document.text, "", "utf-8"), models, min_score=min_score)


def measure(documents: Iterable[Document], models: Models) -> Report:
    """The scores of the models on gold ``documents``, end to end."""
    return score((document, predict(document, models)) for document in documents)
