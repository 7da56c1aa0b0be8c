"""spaCy's DocBin: tokens with entities, over the restored text that models read.

An entity's id stands in ``span.id_``; date values and facts in ``doc.user_data["kisha"]``.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from kisha.corpus.document import Document, Fact, Span, build, hull, nearest
from kisha.corpus.errors import bad_syntax
from kisha.corpus.formats import loss
from kisha.corpus.formats.loss import Loss
from kisha.corpus.language import language_of

Tokenise = Callable[[Document], tuple[Doc, list[Loss]]]
"""A document as tokens with ``doc.ents``, ids of entities in ``span.id_``; and what did not fit."""


def write(documents: Iterable[Document], path: Path, tokenise: Tokenise) -> list[Loss]:
    """Writes one file; line breaks of a page and evidence that is not the nearest pair are lost."""
    store = DocBin(store_user_data=True)
    losses: list[Loss] = []
    for document in documents:
        doc, told = tokenise(document)
        doc.user_data["kisha"] = {
            "id": document.id,
            "values": {e.id: e.value for e in document.entities if e.value},
            "facts": [[r.head, r.type, r.tail, r.score] for r in document.relations],
        }
        store.add(doc)
        losses += [*told, *_changed(document, doc)]
    store.to_disk(path)
    return losses


def read(path: Path) -> tuple[list[Document], list[Loss]]:
    """The documents of a file, from Kisha or not; their text is that of the tokens.

    Raises:
        KishaError: C101 for a file that is no DocBin.
    """
    try:
        docs = list(DocBin(store_user_data=True).from_disk(path).get_docs(Vocab()))
    except Exception as error:
        # zlib, msgpack and struct each have errors of their own for the same: no such file.
        raise bad_syntax(str(path), f"no spaCy DocBin ({error!r})") from None
    documents: list[Document] = []
    losses: list[Loss] = []
    for number, doc in enumerate(docs, 1):
        document, told = _document(doc, f"{path.stem}-{number}")
        documents.append(document)
        losses += told
    return documents, losses


def _document(doc: Doc, id: str) -> tuple[Document, list[Loss]]:
    held = doc.user_data.get("kisha", {})
    id = held.get("id", id)
    spans = [
        Span(e.start_char, e.end_char, e.label_, e.id_ or f"{e.label_} at {e.start_char}")
        for e in doc.ents
    ]
    keys = {span.key for span in spans}
    facts: list[Fact] = []
    losses: list[Loss] = []
    for head, type, tail, score in held.get("facts", []):
        if {head, tail} <= keys:
            facts.append(Fact(head, type, tail, score=score))
        else:
            losses.append(Loss(id, "fact", f"{head} {type} {tail} names no entity"))
    values = {key: value for key, value in held.get("values", {}).items() if key in keys}
    unknown = sum(token.ent_iob == 0 for token in doc) if doc.has_annotation("ENT_IOB") else 0
    if unknown:
        losses.append(Loss(id, "mention", f"{unknown} tokens are neither in nor outside a mention"))
    language = language_of(doc.text)
    document = build(id, doc.text, language=language, spans=spans, values=values, facts=facts)
    return document, losses


def _changed(document: Document, doc: Doc) -> list[Loss]:
    losses: list[Loss] = []
    if doc.text != document.text:
        losses.append(Loss(document.id, "white space", "the text is restored, as models read it"))
    losses += loss.mention_scores(document)
    for r in document.relations:
        pair = nearest(document.mentions_of(r.head), document.mentions_of(r.tail))
        if hull(*pair) != (r.start, r.end):
            detail = f"{r.head} {r.type} {r.tail} at {r.start}:{r.end}"
            losses.append(Loss(document.id, "evidence", detail))
    return losses
