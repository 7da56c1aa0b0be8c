"""One release, from its text to its annotated document."""

from collections.abc import Callable, Container
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kisha.corpus import Document
from kisha.corpus.language import language_of
from kisha.pipeline import blocks
from kisha.pipeline.document import to_document
from kisha.pipeline.layout import Layout, restore
from kisha.pipeline.release import with_release
from kisha.pipeline.score import score_of
from kisha.pipeline.source import Source
from kisha.pipeline.view import view

STAGE_PREFIX = "kisha_"
Models = Callable[[str], Language]
"""Gives the pipeline of a language, ``ja`` or ``en``; asked for only those that a text needs."""


def analyse(source: Source, models: Models, *, min_score: float = 0.0) -> Document:
    """The document of a release, offsets into ``source.text``.

    Mentions that the tagger is less sure of than ``min_score`` are left out once their
    edges are settled, before dates, entities and facts.
    """
    layout = restore(source.text)
    nlp = models(language_of(layout.text))
    doc = tag(layout.text, nlp, models)
    return complete(doc, nlp, layout, source, min_score=min_score)


def complete(
    doc: Doc,
    nlp: Language,
    layout: Layout,
    source: Source,
    *,
    min_score: float = 0.0,
    without: Container[str] = (),
) -> Document:
    """The document of a ``doc`` of ``layout.text`` that has mentions: the stages behind the tagger.

    ``without`` names those of them whose work is done already.
    """
    for name, stage in nlp.pipeline:
        if name.startswith(STAGE_PREFIX) and name not in without:
            doc = stage(doc)
            if min_score:
                doc.ents = [ent for ent in doc.ents if score_of(ent) >= min_score]
    document = to_document(doc, layout, id=_id(source.path), source=source.text)
    return with_release(document, view(doc), source=source, model=nlp.meta)


def _id(path: str) -> str:
    return "stdin" if path == "-" else Path(path).stem


def tag(text: str, nlp: Language, models: Models) -> Doc:
    """``text`` with its mentions, those of paragraphs in the other language by its own tagger."""
    doc = _tagged(text, nlp)
    for block in blocks.classify(text):
        if block.language != nlp.lang:
            _retag(doc, block, _tagged(text[block.start : block.end], models(block.language)))
    return doc


def _tagged(text: str, nlp: Language) -> Doc:
    doc = nlp.make_doc(text)
    for name, stage in nlp.pipeline:
        if not name.startswith(STAGE_PREFIX):
            doc = stage(doc)
    return doc


def _retag(doc: Doc, block: blocks.Block, tagged: Doc) -> None:
    """Puts the mentions of ``tagged``, which is ``block`` alone, in place of those in ``doc``."""
    outside = [e for e in doc.ents if e.end_char <= block.start or e.start_char >= block.end]
    found: list[Span] = []
    for ent in tagged.ents:
        start, end = block.start + ent.start_char, block.start + ent.end_char
        span = doc.char_span(start, end, label=ent.label_, alignment_mode="expand")
        if span is not None:
            span._.kisha_score = ent._.kisha_score
            found.append(span)
    doc.ents = filter_spans([*outside, *found])
