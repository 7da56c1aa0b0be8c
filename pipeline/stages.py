"""The spaCy components of Kisha: what each reads and writes, and under which name.

They run on the restored text, behind a tagger that sets ``doc.ents``; each can be added alone.
"""

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from kisha.corpus.document import Fact
from kisha.pipeline import blocks, dates, entities, mentions
from kisha.pipeline.score import score_of
from kisha.pipeline.view import BLOCKS, view

_POINTS_BACK = re.compile(
    r"[同翌前当]|この|(?:the |that )?(?:same|following|previous)\b", re.IGNORECASE
)

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
    before = [(ent, score_of(ent)) for ent in doc.ents]
    doc.ents = mentions.settle(doc)
    for ent in doc.ents:
        ent._.kisha_score = _inherited(ent, before)
    return doc


def _inherited(ent: Span, before: list[tuple[Span, float]]) -> float:
    """The score of what the tagger found there; else the least of its other places."""
    own = [s for e, s in before if e.start < ent.end and ent.start < e.end]
    named = [s for e, s in before if e.text == ent.text] or [s for _, s in before]
    return max(own) if own else min(named, default=1.0)


@Language.component(
    "kisha_dates", requires=["doc.ents", "doc.spans"], assigns=["span._.kisha_value"]
)
def value_dates(doc: Doc) -> Doc:
    """Sets ``span._.kisha_value`` of each DATE that can be put on a calendar."""
    release: str | None = None
    known: str | None = None
    text, end = doc.text, 0
    for span in doc.ents:
        if span.label_ != "DATE":
            continue
        # A bare month belongs to the year before it in the sentence; 同年 to the last year named.
        near = _POINTS_BACK.match(span.text) or not _parted(text[end : span.start_char])
        value = dates.date_value(span.text, release=release, previous=known if near else None)
        span._.kisha_value = value
        if release is None and value and value.count("-") == 2:
            release = value
        known, end = value or known, span.end_char
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


def _parted(between: str) -> bool:
    return "。" in between or "\n" in between or ". " in between
