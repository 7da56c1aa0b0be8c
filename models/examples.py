"""Annotated documents as spaCy examples: the restored text in tokens, with entities."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from kisha.corpus import Document
from kisha.corpus import document as corpus
from kisha.corpus.formats import Loss
from kisha.corpus.formats.linked import flat
from kisha.models.told import UNKNOWN, Told
from kisha.pipeline.layout import restore


def to_doc(document: Document, nlp: Language) -> tuple[Doc, list[Loss]]:
    """``document`` as training sees it, the id of each mention's entity in ``span.id_``.

    A mention that overlaps a longer one, or that no run of tokens covers exactly, is told; the
    tokens of the latter are left unknown, not taught as outside.
    """
    document, losses = flat(document)
    layout = restore(document.text)
    spans = []
    for mention in document.mentions:
        start, end = layout.offsets.to_text(mention.start, mention.end)
        spans.append(corpus.Span(start, end, mention.label, mention.entity))
    doc, misaligned = from_told(Told(layout.text, tuple(spans), document.language), nlp)
    for span in misaligned:
        wide = doc.char_span(span.start, span.end, alignment_mode="expand")
        words = "|".join(token.text for token in wide) if wide is not None else ""
        written = layout.text[span.start : span.end]
        detail = f"{span.label} {written!r} is no run of tokens: {words}"
        losses.append(Loss(document.id, "mention", detail))
    return doc, losses


def from_told(told: Told, nlp: Language) -> tuple[Doc, list[corpus.Span]]:
    """The text in tokens with its mentions, and the mentions that no run of tokens covers."""
    doc = nlp.make_doc(told.text)
    entities: list[Span] = []
    unknown: set[int] = set()
    misaligned: list[corpus.Span] = []
    for start, end, label, key, _ in told.spans:
        span = doc.char_span(start, end, label=label, span_id=key)
        apart = not entities or (span is not None and span.start >= entities[-1].end)
        if span is not None and apart and label != UNKNOWN:
            entities.append(span)
            continue
        if label != UNKNOWN:
            misaligned.append(corpus.Span(start, end, label, key))
        wide = doc.char_span(start, end, alignment_mode="expand")
        unknown.update(token.i for token in wide or ())
    unknown -= {token.i for span in entities for token in span}
    missing = [Span(doc, place, place + 1) for place in sorted(unknown)]
    doc.set_ents(entities, missing=missing, default="outside")
    return doc, misaligned


def to_told(doc: Doc) -> Told:
    """The way back: mentions by their entity ids, and the words whose annotation is missing."""
    spans = [corpus.Span(e.start_char, e.end_char, e.label_, e.id_) for e in doc.ents]
    spans += [
        corpus.Span(token.idx, token.idx + len(token), UNKNOWN, "")
        for token in doc
        if not token.ent_iob and len(token)
    ]
    return Told(doc.text, tuple(sorted(spans)), doc.lang_)
