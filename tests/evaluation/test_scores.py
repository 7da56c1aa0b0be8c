"""Figures that follow from the rules, and the symmetries that hold whatever the documents."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kisha.corpus import LABELS, RELATIONS, Document
from kisha.evaluation import Report, Score, score

Markup = Callable[..., Document]
Documents = st.SearchStrategy[Document]
Pairs = st.SearchStrategy[tuple[Document, Document]]
MODEST = settings(max_examples=200)
TEXT = "[アマツ](ORG e1)と[北星](ORG e2)は、[アマツ](ORG e1)の[ミズホ](VEHICLE e3)を"


def parts(report: Report) -> dict[str, Score]:
    return {**report.mentions, **report.facts}


def renamed(document: Document, names: dict[str, str]) -> Document:
    return replace(
        document,
        mentions=tuple(replace(m, entity=names[m.entity]) for m in document.mentions),
        entities=tuple(replace(e, id=names[e.id]) for e in document.entities),
        relations=tuple(
            replace(r, head=names[r.head], tail=names[r.tail]) for r in document.relations
        ),
    )


@MODEST
@given(data=st.data())
def test_the_order_of_what_is_predicted_is_nothing(data: st.DataObject, pairs: Pairs) -> None:
    gold, predicted = data.draw(pairs)
    shuffled = replace(
        predicted,
        mentions=tuple(data.draw(st.permutations(predicted.mentions))),
        entities=tuple(data.draw(st.permutations(predicted.entities))),
        relations=tuple(data.draw(st.permutations(predicted.relations))),
    )
    assert score([(gold, shuffled)]) == score([(gold, predicted)])


@MODEST
@given(data=st.data())
def test_the_ids_of_what_is_predicted_are_nothing(data: st.DataObject, pairs: Pairs) -> None:
    gold, predicted = data.draw(pairs)
    ids = [entity.id for entity in predicted.entities]
    names = dict(zip(ids, data.draw(st.permutations(ids)), strict=True))
    assert score([(gold, renamed(predicted, names))]) == score([(gold, predicted)])


@MODEST
@given(data=st.data())
def test_swapping_gold_and_predicted_swaps_precision_and_recall(
    data: st.DataObject, pairs: Pairs
) -> None:
    gold, predicted = data.draw(pairs)
    forth, back = parts(score([(gold, predicted)])), parts(score([(predicted, gold)]))
    for name, one in forth.items():
        assert (one.precision, one.recall) == (back[name].recall, back[name].precision)
        assert one.f1 == back[name].f1


@pytest.mark.parametrize("others", [0, 60])
def test_the_ids_are_nothing_where_an_entity_is_split_in_equal_halves(
    others: int, markup: Markup
) -> None:
    # Also at the end of a long release, after many entities that nothing is wrong with.
    before = "、".join(f"[会社{n}](ORG e{n})" for n in range(100, 100 + others))
    gold = markup(f"{before}[甲](ORG e1)[乙](ORG e2)[丙](ORG e2)", "e1 OWNS e2")
    predicted = markup(f"{before}[甲](ORG e1)[乙](ORG e2)[丙](ORG e3)", "e1 OWNS e3")
    ids = [entity.id for entity in predicted.entities]
    swapped = dict(zip(ids, [*ids[:-2], ids[-1], ids[-2]], strict=True))
    other = renamed(predicted, swapped)
    assert score([(gold, other)]).facts["OWNS"] == score([(gold, predicted)]).facts["OWNS"]


def test_swapping_where_two_alignments_are_equally_good(markup: Markup) -> None:
    # 戊 and 己 may each stand for the third gold entity; whichever does, it is so in both ways.
    one = markup(
        "[甲](ORG e1)[乙](ORG e1)[丙](ORG e1)[丁](ORG e1)[戊](ORG e2)[己](ORG e3)[庚](ORG e3)",
        "e1 OWNS e3",
    )
    other = markup(
        "[甲](ORG e1)[乙](ORG e2)[丙](ORG e2)[丁](ORG e2)[戊](ORG e2)[己](ORG e1)[庚](ORG e3)",
        "e2 OWNS e1",
    )
    forth, back = score([(one, other)]), score([(other, one)])
    assert forth.facts["OWNS"].true == back.facts["OWNS"].true


@MODEST
@given(data=st.data())
def test_gold_against_itself_is_right_wherever_there_is_any(
    data: st.DataObject, documents: Documents
) -> None:
    document = data.draw(documents)
    report = score([(document, document)])
    assert report.all_mentions.gold == len(document.mentions)
    assert report.all_facts.gold == len(document.relations)
    for one in [*parts(report).values(), report.all_mentions, report.all_facts]:
        assert one.precision == one.recall == one.f1 == (1 if one.gold else None)


@MODEST
@given(data=st.data())
def test_what_is_true_and_what_is_missed_are_the_gold(
    data: st.DataObject, documents: Documents
) -> None:
    gold = data.draw(documents)
    kept = tuple(m for m in gold.mentions if data.draw(st.booleans()))
    left = {mention.entity for mention in kept}
    facts = tuple(r for r in gold.relations if {r.head, r.tail} <= left)
    predicted = replace(gold, mentions=kept, relations=facts)
    report = score([(gold, predicted)])
    for label, one in report.mentions.items():
        missed = [m for m in gold.mentions if m.label == label and m not in kept]
        assert one.true + len(missed) == one.gold
    for type, one in report.facts.items():
        missed_facts = [r for r in gold.relations if r.type == type and r not in facts]
        assert one.true + len(missed_facts) == one.gold
    assert report.all_mentions.true == report.all_mentions.predicted


@MODEST
@given(data=st.data())
def test_no_figure_is_beyond_its_bounds(data: st.DataObject, pairs: Pairs) -> None:
    report = score([data.draw(pairs)])
    for one in parts(report).values():
        assert 0 <= one.true <= min(one.predicted, one.gold)
        assert all(r is None or 0 <= r <= 1 for r in (one.precision, one.recall, one.f1))


@MODEST
@given(data=st.data())
def test_documents_add_up(data: st.DataObject, pairs: Pairs) -> None:
    both = data.draw(st.lists(pairs, min_size=2, max_size=2))
    first, second = (score([pair]) for pair in both)
    together = score(iter(both))
    assert together.documents == 2
    assert parts(together) == {n: one + parts(second)[n] for n, one in parts(first).items()}


def test_figures(markup: Markup) -> None:
    gold = markup(TEXT, "e1 DEVELOPS e3", "e1 PARTNERS_WITH e2")
    predicted = markup(
        "[アマツ](ORG e1)と北星は、[アマツ](ORG e1)[の](ORG e2)[ミズホ](VEHICLE e3)を",
        "e1 DEVELOPS e3",
        "e2 DEVELOPS e3",
    )
    report = score([(gold, predicted)])
    assert report.documents == 1
    assert report.mentions["ORG"] == Score(true=2, predicted=3, gold=3)
    assert report.mentions["VEHICLE"] == Score(true=1, predicted=1, gold=1)
    assert report.mentions["DATE"] == Score()
    assert report.all_mentions == Score(true=3, predicted=4, gold=4)
    assert report.facts["DEVELOPS"] == Score(true=1, predicted=2, gold=1)
    assert report.facts["PARTNERS_WITH"] == Score(true=0, predicted=0, gold=1)
    assert report.all_facts == Score(true=1, predicted=2, gold=2)
    assert (tuple(report.mentions), tuple(report.facts)) == (LABELS, tuple(RELATIONS))


@pytest.mark.parametrize(
    ("counts", "figures"),
    [
        (Score(), (None, None, None)),
        (Score(0, 0, 4), (None, 0, 0)),
        (Score(0, 4, 0), (0, None, 0)),
        (Score(0, 4, 4), (0, 0, 0)),
        (Score(3, 4, 6), (0.75, 0.5, 0.6)),
    ],
)
def test_a_ratio_over_nothing_is_none(counts: Score, figures: tuple[float | None, ...]) -> None:
    assert (counts.precision, counts.recall, counts.f1) == figures


def test_no_documents_give_no_figures() -> None:
    assert score([]).documents == 0
    assert score([]).all_mentions.f1 is None


def test_a_fact_whose_mention_was_missed_counts_as_missed(markup: Markup) -> None:
    gold = markup(TEXT, "e1 DEVELOPS e3")
    predicted = markup("[アマツ](ORG e1)と[北星](ORG e2)は、[アマツ](ORG e1)のミズホを")
    assert score([(gold, predicted)]).facts["DEVELOPS"] == Score(true=0, predicted=0, gold=1)


def test_a_fact_of_a_wrong_mention_is_wrong_even_under_the_same_ids(markup: Markup) -> None:
    gold = markup(TEXT, "e1 DEVELOPS e3")
    predicted = markup(
        "[アマツ](ORG e1)と[北星](ORG e2)は、[アマツ](ORG e1)の[ミズホを](VEHICLE e3)",
        "e1 DEVELOPS e3",
    )
    assert score([(gold, predicted)]).facts["DEVELOPS"] == Score(true=0, predicted=1, gold=1)


def test_a_symmetric_fact_is_right_though_its_ends_come_in_the_other_order(
    markup: Markup,
) -> None:
    gold = markup(TEXT, "e1 PARTNERS_WITH e2", "e1 OWNS e2")
    predicted = markup(
        "アマツと[北星](ORG e1)は、[アマツ](ORG e2)のミズホを", "e1 PARTNERS_WITH e2", "e1 OWNS e2"
    )
    report = score([(gold, predicted)])
    assert report.facts["PARTNERS_WITH"] == Score(true=1, predicted=1, gold=1)
    assert report.facts["OWNS"] == Score(true=0, predicted=1, gold=1)


def test_documents_of_different_texts_are_refused(markup: Markup) -> None:
    gold, predicted = markup("[アマツ](ORG e1)", id="a"), markup("[アマツ](ORG e1)。", id="b")
    with pytest.raises(ValueError, match="a and b are not over the same text"):
        score([(gold, gold), (gold, predicted)])
