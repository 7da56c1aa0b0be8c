"""A model's predictions for annotated documents, scored against them."""

from collections.abc import Iterable
from pathlib import Path

from kisha.corpus import Document, formats
from kisha.evaluation import Report, score
from kisha.pipeline.analyse import Models, analyse
from kisha.pipeline.source import Source


def predict(document: Document, models: Models, *, min_score: float = 0.0) -> Document:
    """What the models find in the source text of ``document``."""
    return analyse(Source(document.id, document.text, "", "utf-8"), models, min_score=min_score)


def gold_of(corpus: Path, language: str) -> list[Document]:
    """The gold documents of a language; none where a corpus has no gold."""
    gold = formats.read_all(corpus / "gold") if (corpus / "gold").is_dir() else []
    return [document for document in gold if document.language == language]


def measure(documents: Iterable[Document], models: Models) -> Report:
    """The scores of the models on gold ``documents``, end to end."""
    return score((document, predict(document, models)) for document in documents)
