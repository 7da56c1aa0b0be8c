"""From a spaCy ``Doc`` over the restored text to a ``Document`` over the source."""

from spacy.tokens import Doc

from kisha.corpus import Document
from kisha.corpus.document import Span, build
from kisha.pipeline.layout import Layout
from kisha.pipeline.score import score_of
from kisha.pipeline.stages import facts_of


def to_document(doc: Doc, layout: Layout, *, id: str, source: str) -> Document:
    """What the stages found in ``doc``, its offsets led back into the text ``source``.

    Args:
        doc: of ``layout.text``, with entity ids, date values and facts.
        layout: of ``source``.
        id: of the document.
        source: the text as it is in the file.
    """
    move = layout.offsets.to_source
    spans = [Span(*move(e.start_char, e.end_char), e.label_, e.id_, score_of(e)) for e in doc.ents]
    values = {e.id_: e._.kisha_value for e in doc.ents if e._.kisha_value}
    facts = [f._replace(evidence=move(*f.evidence)) for f in facts_of(doc) if f.evidence]
    return build(id, source, language=doc.lang_, spans=spans, values=values, facts=facts)
