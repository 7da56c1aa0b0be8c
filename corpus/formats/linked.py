"""Documents as most annotation tools keep them: labelled stretches, and links between two of them.

Such tools know no clusters; a ``SAME_AS`` link from an entity's first mention to each later one
says the same. A fact is a link between the two mentions that prove it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kisha.corpus.document import Document, Fact, Mention, Span, build, evidence_pair, hull, nearest
from kisha.corpus.formats.loss import Loss
from kisha.corpus.language import language_of

SAME = "SAME_AS"


class Link(NamedTuple):
    """From one mention to another, by the ids that the tool gave them."""

    head: str
    type: str
    tail: str


def links(document: Document) -> Iterator[Link]:
    """The clusters and facts of ``document`` between ids of its mentions."""
    for entity in document.entities:
        first, *others = document.mentions_of(entity.id)
        for mention in others:
            yield Link(first.id, SAME, mention.id)
    for relation in document.relations:
        ends = document.mentions_of(relation.head), document.mentions_of(relation.tail)
        head, tail = evidence_pair(document, relation) or nearest(*ends)
        yield Link(head.id, relation.type, tail.id)


def linked(
    id: str,
    text: str,
    *,
    places: Mapping[str, tuple[int, int, str]],
    links: Iterable[Link],
    values: Mapping[str, str] | None = None,
) -> tuple[Document, list[Loss]]:
    """The document of a tool's stretches and links, and what of them made no sense.

    Args:
        id: of the document.
        text: the source text.
        places: start, end and label of each stretch, by the tool's id.
        links: between such ids; ``SAME_AS`` joins a cluster.
        values: of dates, by a stretch's id.
    """
    losses: list[Loss] = []
    spans: dict[str, Span] = {}
    for name, (start, end, label) in places.items():
        if 0 <= start < end <= len(text):
            spans[name] = Span(start, end, label, name)
        else:
            losses.append(Loss(id, "mention", f"{label} {start}:{end} is not in the text"))
    known: list[Link] = []
    for link in links:
        if link.head in spans and link.tail in spans:
            known.append(link)
        else:
            losses.append(Loss(id, "fact", f"{' '.join(link)} names no mention"))
    root = _roots(spans, (link for link in known if link.type == SAME))
    spans = {name: span._replace(key=root[name]) for name, span in spans.items()}
    facts = [
        Fact(root[link.head], link.type, root[link.tail], hull(spans[link.head], spans[link.tail]))
        for link in known
        if link.type != SAME
    ]
    dates = {root[name]: value for name, value in (values or {}).items() if name in root}
    document = build(
        id, text, language=language_of(text), spans=spans.values(), values=dates, facts=facts
    )
    return document, losses


def flat(document: Document) -> tuple[Document, list[Loss]]:
    """The document without mentions that overlap a longer one, as formats of flat text need it.

    Facts and values of an entity that is left without a mention go with it.
    """
    kept: list[Mention] = []
    losses: list[Loss] = []
    for mention in sorted(document.mentions, key=lambda m: (m.start - m.end, m.start)):
        if any(mention.start < other.end and other.start < mention.end for other in kept):
            detail = f"{mention.label} {mention.text!r} overlaps a longer one"
            losses.append(Loss(document.id, "mention", detail))
        else:
            kept.append(mention)
    if not losses:
        return document, []
    known = {mention.entity for mention in kept}
    facts = []
    for r in document.relations:
        if {r.head, r.tail} <= known:
            facts.append(Fact(r.head, r.type, r.tail, (r.start, r.end), r.score))
        else:
            losses.append(Loss(document.id, "fact", f"{r.head} {r.type} {r.tail}"))
    spans = [Span(m.start, m.end, m.label, m.entity, m.score) for m in kept]
    values = {e.id: e.value for e in document.entities if e.value and e.id in known}
    return build(
        document.id, document.text, language=document.language,
        spans=spans, values=values, facts=facts,
    ), losses  # fmt: skip


def _roots(names: Iterable[str], same: Iterable[Link]) -> dict[str, str]:
    """One name for all that links join (union-find)."""
    parent = {name: name for name in names}

    def find(name: str) -> str:
        while parent[name] != name:
            parent[name] = name = parent[parent[name]]
        return name

    for link in same:
        parent[find(link.tail)] = find(link.head)
    return {name: find(name) for name in parent}
