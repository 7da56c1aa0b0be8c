"""``--min-score``: what the tagger is less sure of stays out, however often its name stands."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from kisha import models
from kisha.pipeline.analyse import analyse
from kisha.pipeline.source import Source

TEXT = "株式会社アマツは2027年4月1日、月着陸船ミズホを公開した。ミズホの設計は北星重工の三枝玲氏が率いた。"


@pytest.mark.parametrize("least", [0.5, 0.9, 0.99])
def test_no_mention_is_less_sure(least: float) -> None:
    source = Source("x.txt", TEXT, "", "utf-8")
    every = analyse(source, models.load)
    sure = analyse(source, models.load, min_score=least)
    assert len(every.mentions) > 5
    assert all(0 < mention.score <= 1 for mention in every.mentions)
    assert all(mention.score >= least for mention in sure.mentions)
    assert {m.start for m in sure.mentions} <= {m.start for m in every.mentions}


def test_a_refused_place_does_not_come_back_as_a_repeat() -> None:
    @Language.component("test_unsure_tagger")
    def tag(doc: Doc) -> Doc:
        doc.ents = [Span(doc, i, i + 1, label="ORG") for i in (0, 5)]
        for ent, score in zip(doc.ents, (0.95, 0.3), strict=True):
            ent._.kisha_score = score
        return doc

    nlp = spacy.blank("en")
    nlp.add_pipe("test_unsure_tagger")
    nlp.add_pipe("kisha_mentions")
    source = Source("x.txt", "Zorblax will open soon, Zorblax said.", "", "utf-8")
    assert [m.text for m in analyse(source, lambda _: nlp).mentions] == ["Zorblax", "Zorblax"]
    (kept,) = analyse(source, lambda _: nlp, min_score=0.5).mentions
    assert (kept.start, kept.score) == (0, 0.95)
