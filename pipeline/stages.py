"""The spaCy components of Kisha: what each reads and writes, and under which name.

They run on the restored text, behind a tagger that sets ``doc.ents``; each can be added alone.
"""

from bisect import bisect_left, bisect_right
from operator import itemgetter

from spacy.language import Language
from spacy.tokens import Doc, Span

from kisha.corpus.document import Fact
from kisha.pipeline import blocks, entities, mentions
from kisha.pipeline.dates import context
from kisha.pipeline.score import score_of
from kisha.pipeline.view import BLOCKS, view

if not Doc.has_extension("kisha_facts"):
    Doc.set_extension("kisha_facts", default=())
    Span.set_extension("kisha_value", default=None)


@Language.component("kisha_blocks", assigns=["doc.spans"])
def mark_blocks(doc: Doc) -> Doc:
    """Sets ``doc.spans["kisha_blocks"]``: a span for each paragraph, labelled with its kind."""
    doc.spans[BLOCKS] = [
        span
        for block in blocks.classify(doc.text)
        if (
            span := doc.char_span(block.start, block.end, label=block.kind, alignment_mode="expand")
        )
    ]
    return doc


@Language.component("kisha_mentions", requires=["doc.ents"], assigns=["doc.ents"])
def settle_mentions(doc: Doc) -> Doc:
    """Moves the edges of mentions where the guidelines have them, and labels equal names alike."""
    scored = [(ent.start, ent.end, score_of(ent)) for ent in doc.ents]
    least: dict[str, float] = {}
    for ent, (_, _, score) in zip(doc.ents, scored, strict=True):
        least[ent.text] = min(score, least.get(ent.text, 1.0))
    lowest = min(least.values(), default=1.0)
    doc.ents = mentions.settle(doc)
    for ent in doc.ents:
        own = _found_there(scored, ent)
        ent._.kisha_score = max(own) if own else least.get(ent.text, lowest)
    return doc


def _found_there(scored: list[tuple[int, int, float]], ent: Span) -> list[float]:
    """The scores of what the tagger found where ``ent`` stands: ``scored`` in order, disjoint."""
    first = bisect_right(scored, ent.start, key=itemgetter(1))
    last = bisect_left(scored, ent.end, lo=first, key=itemgetter(0))
    return [score for _, _, score in scored[first:last]]


@Language.component("kisha_dates", requires=["doc.ents"], assigns=["span._.kisha_value"])
def value_dates(doc: Doc) -> Doc:
    """Sets ``span._.kisha_value`` of each DATE that can be put on a calendar."""
    spans = [span for span in doc.ents if span.label_ == "DATE"]
    places = [(span.start_char, span.end_char) for span in spans]
    for span, value in zip(spans, context.values(doc.text, places), strict=True):
        span._.kisha_value = value
    return doc


@Language.component("kisha_entities", requires=["doc.ents"], assigns=["doc.ents"])
def cluster(doc: Doc) -> Doc:
    """Gives each mention the id of its entity: ``ent.id_``, ``e1``… by first mention."""
    ids = entities.cluster(view(doc))
    doc.ents = [
        Span(doc, ent.start, ent.end, label=ent.label, span_id=id)
        for ent, id in zip(doc.ents, ids, strict=True)
    ]
    return doc


def facts_of(doc: Doc) -> tuple[Fact, ...]:
    """The facts that ``kisha_relations`` found, their evidence as offsets into ``doc.text``."""
    found: tuple[Fact, ...] = doc._.kisha_facts
    return found
