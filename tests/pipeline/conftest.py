"""Releases for the stages: texts in which the mentions are marked as a tagger would find them."""

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest
import spacy
from spacy.tokens import Doc

from kisha.corpus.language import language_of
from kisha.pipeline.relations.extractor import RelationExtractor
from kisha.pipeline.stages import cluster, facts_of, mark_blocks, value_dates
from kisha.pipeline.tokenizer import JapaneseTokenizer

MENTION = re.compile(r"\[([^\[\]]+)\]\(([A-Z]+)\)")


class Annotated(NamedTuple):
    """What the stages made of a marked text."""

    doc: Doc
    clusters: list[list[str]]
    """The surfaces of the mentions of each entity, both in order of the text."""
    facts: set[str]
    """``head TYPE tail``, each entity by its first mention."""

    def named(self, *types: str) -> set[str]:
        return {fact for fact in self.facts if any(f" {type} " in fact for type in types)}


Annotate = Callable[[str], Annotated]


@pytest.fixture(scope="session")
def annotate() -> Annotate:
    """Runs the stages on ``[株式会社アマツ](ORG)の[代表取締役](ROLE)…``."""
    pipelines = {language: spacy.blank(language) for language in ("ja", "en")}
    pipelines["ja"].tokenizer = JapaneseTokenizer(pipelines["ja"].vocab)

    def run(marked: str) -> Annotated:
        text = MENTION.sub(r"\1", marked)
        doc = pipelines[language_of(text)](text)
        spans, removed = [], 0
        for found in MENTION.finditer(marked):
            start = found.start() - removed
            removed += len(found[0]) - len(found[1])
            span = doc.char_span(start, start + len(found[1]), label=found[2])
            assert span is not None, f"{found[1]} is not made of whole tokens"
            spans.append(span)
        doc.ents = spans
        for stage in (mark_blocks, value_dates, cluster, RelationExtractor(doc.vocab)):
            doc = stage(doc)
        groups: dict[str, list[str]] = {}
        for ent in doc.ents:
            groups.setdefault(ent.id_, []).append(ent.text)
        facts = {f"{groups[f.head][0]} {f.type} {groups[f.tail][0]}" for f in facts_of(doc)}
        return Annotated(doc, list(groups.values()), facts)

    return run
