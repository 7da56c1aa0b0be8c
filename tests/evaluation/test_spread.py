"""Facts that one sentence says are told from those that a reader puts together."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kisha.corpus import Document
from kisha.evaluation import Score, score

Markup = Callable[..., Document]
Pairs = st.SearchStrategy[tuple[Document, Document]]
TEXT = (
    "[アマツ](ORG e1)は[北星](ORG e2)の親会社である。[ミサゴ](ORG e3)も傘下にある。",
    "e1 OWNS e2",
    "e1 OWNS e3",
)


def ends(document: Document) -> list[int]:
    return [n + 1 for n, char in enumerate(document.text) if char == "。"]


def test_a_fact_stands_where_both_its_entities_do(markup: Markup) -> None:
    gold = markup(*TEXT)
    report = score([(gold, gold)], ends)
    assert (report.within, report.across) == (Score(1, 1, 1), Score(1, 1, 1))


def test_what_is_missed_and_what_is_found_in_vain_count_where_they_stand(markup: Markup) -> None:
    gold = markup(*TEXT)
    near, far = gold.relations
    turned = replace(near, head=near.tail, tail=near.head)
    report = score([(gold, replace(gold, relations=(turned, far)))], ends)
    assert (report.within, report.across) == (Score(0, 1, 1), Score(1, 1, 1))
    report = score([(gold, replace(gold, relations=(near,)))], ends)
    assert (report.within, report.across) == (Score(1, 1, 1), Score(0, 0, 1))


def test_without_sentences_nothing_is_told(markup: Markup) -> None:
    gold = markup(*TEXT)
    report = score([(gold, gold)])
    assert report.within == report.across == Score()


@pytest.mark.parametrize("value", ["2027-04-01", "2027-04"])
def test_a_date_counts_only_with_its_value(markup: Markup, value: str) -> None:
    gold = markup("[2027年4月1日](DATE e1)に", "e1 = 2027-04-01")
    predicted = markup("[2027年4月1日](DATE e1)に", f"e1 = {value}")
    right = int(value == "2027-04-01")
    assert score([(gold, predicted)]).values == Score(right, 1, 1)


@settings(max_examples=100)
@given(data=st.data())
def test_both_parts_are_all_facts(data: st.DataObject, pairs: Pairs) -> None:
    gold, predicted = data.draw(pairs)
    report = score([(gold, predicted)], lambda document: range(0, len(document.text), 7))
    assert report.within + report.across == report.all_facts
