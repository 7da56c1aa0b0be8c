"""What a model is told of the gold before it begins."""

from kisha.corpus import Document
from kisha.corpus.formats import inline
from kisha.models.measure import Given, measure, predict
from kisha.models.shipped import shared

TEXT = """株式会社[アマツ技研](ORG e1)（代表取締役：[袴塚 一馬](PERSON e2)）は、[北星](ORG e3)を買収した。[同社](ORG e3)は。
--- facts ---
e2 AFFILIATED_WITH e1
"""


def gold() -> Document:
    return inline.loads(TEXT, id="x")


def spans(document: Document) -> set[tuple[int, int, str]]:
    return {(m.start, m.end, m.label) for m in document.mentions}


def test_given_mentions_are_kept_however_odd() -> None:
    document = gold()
    assert spans(predict(document, shared)) != spans(document)
    assert spans(predict(document, shared, given=Given.MENTIONS)) == spans(document)


def test_given_entities_are_kept_however_odd() -> None:
    document = gold()
    found = predict(document, shared, given=Given.ENTITIES)
    assert [m.entity for m in found.mentions] == [m.entity for m in document.mentions]
    assert [r.type for r in found.relations]


def test_a_model_scores_all_on_what_it_is_given() -> None:
    report = measure([gold()], shared, given=Given.ENTITIES)
    assert report.all_mentions.f1 == report.clusters.average == 1
    assert report.within.gold == 1
