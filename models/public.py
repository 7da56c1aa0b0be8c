"""Public data sets as training examples, what their schemes could not label left unknown.

Sources, licences and hashes stand in ``models/README.md``. None of these sets labels craft,
missions, or all titles: a word that could be one is *unknown* in them, never *outside*. What they
do label it is not, else they had labelled it so: those labels are excluded.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from kisha.corpus import Document
from kisha.corpus import document as corpus
from kisha.pipeline.tagger.tags import EXCLUDED

_STOCKMARK = {"人名": "PERSON", "法人名": "ORG", "政治的組織名": "ORG", "その他の組織名": "ORG"}
_STOCKMARK_OUTSIDE = {"地名", "施設名"}
_GSD = {"PERSON": "PERSON", "ORG": "ORG", "DATE": "DATE"}
_GSD_OUTSIDE = {"GPE", "LOC", "FAC", "QUANTITY", "MONEY", "PERCENT", "TIME", "LANGUAGE", "CARDINAL"}
REDOCRED = {"PER": "PERSON", "ORG": "ORG", "TIME": "DATE"}
_REDOCRED_OUTSIDE = {"LOC", "NUM"}
LABELS = ("PERSON", "ORG", "DATE")
"""What both public sets label."""

# Peoples, faiths and parties are one label there; parties and churches are organisations here.
_UNSURE = {"NORP", "DURATION"}
# Press releases are retold many times; so few paragraphs weigh little beside them.
_REDOCRED_OFTEN = 4
_FIFTH = 5
_GLUED_LEFT = re.compile(r"[,.;:!?)\]%-]|['’](?:s|t|re|ve|ll|d|m)?$|n['’]t$")
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


def paragraphs(folder: Path, *, held_out: bool) -> list[dict[str, Any]]:
    """Re-DocRED's paragraphs: every fifth is held out of training."""
    rows = json.loads((folder / "redocred_dev.json").read_text("utf-8"))
    return [row for place, row in enumerate(rows) if (place % _FIFTH == _FIFTH - 1) == held_out]


def english(folder: Path, nlp: Language, known: frozenset[str]) -> Iterator[Doc]:
    """Re-DocRED's Wikipedia paragraphs from a folder with ``redocred_dev.json``."""
    for row in paragraphs(folder, held_out=False) * _REDOCRED_OFTEN:
        text, places = detokenised(row["sents"])
        doc = nlp.make_doc(text)
        entities: list[Span] = []
        outside: set[int] = set()
        unknown: set[int] = set()
        unsure: set[int] = set()
        for mention in (mention for entity in row["vertexSet"] for mention in entity):
            words = places[mention["sent_id"]][slice(*mention["pos"])]
            start, end, theirs = words[0][0], words[-1][1], mention["type"]
            label = REDOCRED.get(theirs)
            if label == "DATE" and not _CALENDAR_EN.match(text[start:end]):
                label = None
            span = doc.char_span(start, end, label=label or theirs)
            wide = doc.char_span(start, end, alignment_mode="expand")
            if span is not None and label is not None:
                entities.append(span)
            elif wide is not None:
                inside = range(wide.start, wide.end)
                (outside if theirs in _REDOCRED_OUTSIDE else unknown).update(inside)
                if theirs in REDOCRED:
                    unsure.update(inside)
        starts = {words[0][0] for words in places}
        for token in doc:
            name = token.text[0].isupper() and token.idx not in starts and not token.is_stop
            if token.lower_ in known or (name and token.i not in outside):
                unknown.add(token.i)
        yield _annotated(doc, entities, unknown, LABELS, unsure)


def texts(language: str, folder: Path) -> Iterator[str]:
    """All that a training reads of the public sets of a language."""
    if language == "en":
        yield from (detokenised(row["sents"])[0] for row in paragraphs(folder, held_out=False))
        return
    for row in json.loads((folder / "stockmark_ner.json").read_text("utf-8")):
        yield row["text"]
    for doc in DocBin().from_disk(folder / "ud_gsd_train.spacy").get_docs(spacy.blank("xx").vocab):
        yield doc.text


def held_out(language: str, folder: Path, *, calendar: bool = False) -> Iterator[Document]:
    """What no training saw: UD-Japanese-GSD's dev part, a fifth of Re-DocRED's dev paragraphs.

    Args:
        language: ``ja`` or ``en``.
        folder: with ``ud_gsd_dev.spacy`` or ``redocred_dev.json``.
        calendar: leaves out dates that our guidelines don't call dates, such as ``12年間``.
    """
    if language == "ja":
        vocab = spacy.blank("xx").vocab
        for number, doc in enumerate(
            DocBin().from_disk(folder / "ud_gsd_dev.spacy").get_docs(vocab)
        ):
            spans = [(e.start_char, e.end_char, _GSD.get(e.label_)) for e in doc.ents]
            yield _document(f"ud-gsd-{number}", doc.text, "ja", spans, _CALENDAR_JA, calendar)
        return
    for number, row in enumerate(paragraphs(folder, held_out=True)):
        text, places = detokenised(row["sents"])
        found = []
        for mention in (mention for entity in row["vertexSet"] for mention in entity):
            words = places[mention["sent_id"]][slice(*mention["pos"])]
            found.append((words[0][0], words[-1][1], REDOCRED.get(mention["type"])))
        yield _document(f"re-docred-{number}", text, "en", found, _CALENDAR_EN, calendar)


def _document(
    id: str,
    text: str,
    language: str,
    found: list[tuple[int, int, str | None]],
    dates: re.Pattern[str],
    calendar: bool,
) -> Document:
    spans = [
        corpus.Span(start, end, label, f"{start}-{end}")
        for start, end, label in found
        if label and not (calendar and label == "DATE" and not dates.search(text[start:end]))
    ]
    return corpus.build(id, text, language=language, spans=spans)


def detokenised(sentences: list[list[str]]) -> tuple[str, list[list[tuple[int, int]]]]:
    """The text of tokenised sentences as one would write it, and the place of each token."""
    text = ""
    places: list[list[tuple[int, int]]] = []
    for sentence in sentences:
        places.append([])
        for word in sentence:
            glued = _GLUED_LEFT.match(word) or text[-1:] in ("(", "[", "-", "")
            text += word if glued else f" {word}"
            places[-1].append((len(text) - len(word), len(text)))
    return text, places


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
    unsure: set[int] = set()
    for start, end, label in spans:
        span = doc.char_span(start, end, label=labels.get(label, label))
        wide = doc.char_span(start, end, alignment_mode="expand")
        if span is not None and label in labels:
            entities.append(span)
        elif wide is not None:
            places = range(wide.start, wide.end)
            (outside if label in outside_labels else unknown).update(places)
            if label in labels or label in _UNSURE:
                unsure.update(places)
    dated = "DATE" in labels.values()
    for token in doc:
        name = token.tag_.startswith("名詞-固有名詞") or (token.pos_ == "NUM" and not dated)
        if token.text in known or (name and token.i not in outside):
            unknown.add(token.i)
    return _annotated(doc, entities, unknown, set(labels.values()), unsure)


def _annotated(
    doc: Doc, entities: list[Span], unknown: set[int], labels: Iterable[str], unsure: set[int]
) -> Doc:
    """``doc`` with what is known; a word neither known nor ``unsure`` has none of ``labels``."""
    taken: set[int] = set()
    kept: list[Span] = []
    unknown, unsure = set(unknown), set(unsure)
    for span in sorted(entities, key=lambda span: (span.start, -span.end)):
        places = set(range(span.start, span.end))
        if not places & taken:
            kept.append(span)
            taken |= places
        else:
            unknown |= places
            unsure |= places
    missing = [Span(doc, i, i + 1) for i in sorted(unknown - taken)]
    doc.set_ents(kept, missing=missing, default="outside")
    none = " ".join(sorted(labels))
    doc.spans[EXCLUDED] = [
        Span(doc, i, i + 1, label=none) for i in sorted(unknown - taken - unsure)
    ]
    return doc
