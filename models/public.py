"""Public data sets as training examples, what their schemes could not label left unknown.

Sources, licences and hashes stand in ``models/README.md``. None of these sets labels craft,
missions, or all titles: a word that could be one is *unknown* in them, never *outside*.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

_STOCKMARK = {"人名": "PERSON", "法人名": "ORG", "政治的組織名": "ORG", "その他の組織名": "ORG"}
_STOCKMARK_OUTSIDE = {"地名", "施設名"}
_GSD = {"PERSON": "PERSON", "ORG": "ORG", "DATE": "DATE"}
_GSD_OUTSIDE = {"GPE", "LOC", "FAC", "QUANTITY", "MONEY", "PERCENT", "TIME", "LANGUAGE", "CARDINAL"}
_REDOCRED = {"PER": "PERSON", "ORG": "ORG", "TIME": "DATE"}
_REDOCRED_OUTSIDE = {"LOC", "NUM"}
# A date of ours can be put on a calendar: "同年6月4日", "July 3, 1954"; not "12年間", "78 years".
_CALENDAR_JA = re.compile(
    r"(?:[0-9０-９]{4}|[同翌昨本今前]|令和|平成|昭和).*年(?!間|後|前|ぶり|以上)|"
    r"[0-9０-９]+月(?:[0-9０-９]+日)?$"
)
_CALENDAR_EN = re.compile(
    r"^(?:[A-Z][a-z]+ (?:\d{1,2} ?,? )?|\d{1,2} [A-Z][a-z]+ )?(?:1[0-9]|20)\d{2}$"
)


def japanese(folder: Path, nlp: Language, known: frozenset[str]) -> Iterator[Doc]:
    """Stockmark's Wikipedia sentences and UD-Japanese-GSD from a folder that holds them.

    Args:
        folder: with ``stockmark_ner.json`` and ``ud_gsd_train.spacy``.
        known: words that occur in mentions of ours of the labels that these sets lack.
    """
    for row in json.loads((folder / "stockmark_ner.json").read_text("utf-8")):
        spans = [(*entity["span"], entity["type"]) for entity in row["entities"]]
        yield _japanese_doc(nlp.make_doc(row["text"]), spans, _STOCKMARK, _STOCKMARK_OUTSIDE, known)
    for doc in DocBin().from_disk(folder / "ud_gsd_train.spacy").get_docs(nlp.vocab):
        for sentence in doc.sents:
            offset = sentence.start_char
            ents = [e for e in doc.ents if e.start >= sentence.start and e.end <= sentence.end]
            spans = [(e.start_char - offset, e.end_char - offset, _gsd_label(e)) for e in ents]
            fresh = nlp.make_doc(sentence.text)
            yield _japanese_doc(fresh, spans, _GSD, _GSD_OUTSIDE, known)


def english(folder: Path, nlp: Language, known: frozenset[str]) -> Iterator[Doc]:
    """Re-DocRED's Wikipedia paragraphs from a folder with ``redocred_dev.json``."""
    for row in json.loads((folder / "redocred_dev.json").read_text("utf-8")):
        starts = [0]
        for sentence in row["sents"]:
            starts.append(starts[-1] + len(sentence))
        words = [word for sentence in row["sents"] for word in sentence]
        doc = Doc(nlp.vocab, words=[word or "-" for word in words])
        entities: list[Span] = []
        outside: set[int] = set()
        unknown: set[int] = set()
        for mention in (mention for entity in row["vertexSet"] for mention in entity):
            base = starts[mention["sent_id"]]
            span = Span(doc, base + mention["pos"][0], base + mention["pos"][1], mention["type"])
            label = _REDOCRED.get(span.label_)
            if label == "DATE" and not _CALENDAR_EN.match(span.text.replace(" ,", ",")):
                label = None
            places = range(span.start, span.end)
            if label is not None:
                entities.append(Span(doc, span.start, span.end, label))
            else:
                (outside if span.label_ in _REDOCRED_OUTSIDE else unknown).update(places)
        for token in doc:
            name = token.text[0].isupper() and not token.is_sent_start
            if token.lower_ in known or (name and token.i not in outside and not token.is_stop):
                unknown.add(token.i)
        yield _annotated(doc, entities, unknown)


def _gsd_label(entity: Span) -> str:
    plain = entity.label_ == "DATE" and not _CALENDAR_JA.search(entity.text)
    return "DURATION" if plain else entity.label_


def _japanese_doc(
    doc: Doc,
    spans: list[tuple[int, int, str]],
    labels: dict[str, str],
    outside_labels: set[str],
    known: frozenset[str],
) -> Doc:
    entities: list[Span] = []
    outside: set[int] = set()
    unknown: set[int] = set()
    for start, end, label in spans:
        span = doc.char_span(start, end, label=labels.get(label, label))
        wide = doc.char_span(start, end, alignment_mode="expand")
        if span is not None and label in labels:
            entities.append(span)
        elif wide is not None:
            places = range(wide.start, wide.end)
            (outside if label in outside_labels else unknown).update(places)
    dated = "DATE" in labels.values()
    for token in doc:
        name = token.tag_.startswith("名詞-固有名詞") or (token.pos_ == "NUM" and not dated)
        if token.text in known or (name and token.i not in outside):
            unknown.add(token.i)
    return _annotated(doc, entities, unknown)


def _annotated(doc: Doc, entities: list[Span], unknown: set[int]) -> Doc:
    taken: set[int] = set()
    kept: list[Span] = []
    for span in sorted(entities, key=lambda span: (span.start, -span.end)):
        places = set(range(span.start, span.end))
        if not places & taken:
            kept.append(span)
            taken |= places
    missing = [Span(doc, i, i + 1) for i in sorted(unknown - taken)]
    doc.set_ents(kept, missing=missing, default="outside")
    return doc
