"""Annotated documents: what one is, how it is stored, and what makes one faulty."""

from kisha.corpus.document import Document, Entity, Mention, Relation, Release
from kisha.corpus.errors import KishaError
from kisha.corpus.schema import LABELS, RELATIONS

__all__ = [
    "LABELS",
    "RELATIONS",
    "Document",
    "Entity",
    "KishaError",
    "Mention",
    "Relation",
    "Release",
]
