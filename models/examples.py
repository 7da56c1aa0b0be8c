"""Annotated documents as spaCy examples: the restored text in tokens, with entities."""

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

from kisha.corpus import Document
from kisha.corpus.formats import Loss
from kisha.corpus.formats.linked import flat
from kisha.pipeline.layout import restore


def to_doc(document: Document, nlp: Language) -> tuple[Doc, list[Loss]]:
    """``document`` as training sees it, the id of each mention's entity in ``span.id_``.

    A mention that overlaps a longer one, or that no run of tokens covers exactly, is told; the
    tokens of the latter are left unknown, not taught as outside.
    """
    document, losses = flat(document)
    layout = restore(document.text)
    doc = nlp.make_doc(layout.text)
    entities: list[Span] = []
    unknown: list[Span] = []
    for mention in document.mentions:
        start, end = layout.offsets.to_text(mention.start, mention.end)
        span = doc.char_span(start, end, label=mention.label, span_id=mention.entity)
        if span is not None:
            entities.append(span)
            continue
        wide = doc.char_span(start, end, alignment_mode="expand")
        words = "|".join(token.text for token in wide) if wide is not None else ""
        detail = f"{mention.label} {mention.text!r} is no run of tokens: {words}"
        losses.append(Loss(document.id, "mention", detail))
        if wide is not None:
            unknown.append(wide)
    taken = {token.i for span in entities for token in span}
    unknown = [span for span in unknown if not any(token.i in taken for token in span)]
    doc.set_ents(entities, missing=_merged(unknown), default="outside")
    return doc, losses


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The spans less those that overlap one before them: ``set_ents`` takes no overlap."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
