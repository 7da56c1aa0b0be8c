"""The spaCy components of Kisha: what each reads and writes, and under which name.

They run on the restored text, behind a tagger that sets ``doc.ents``; each can be added alone.
"""

import re
from bisect import bisect_left, bisect_right
from operator import itemgetter

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
