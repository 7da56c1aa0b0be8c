"""What counts as the same: mentions to the character, entities one to one, facts over both."""

from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kisha.corpus import Document
from kisha.evaluation.match import align, facts, places

Markup = Callable[..., Document]
Pairs = st.SearchStrategy[tuple[Document, Document]]
MODEST = settings(max_examples=200)


def shared(gold: Document, predicted: Document, names: dict[str, str]) -> int:
    """How many mentions the entities joined by ``names`` have in common."""
    return sum(
        places(gold).get(place) == names.get(entity, "")
        for place, entity in places(predicted).items()
    )


@pytest.mark.parametrize(
    "predicted",
    [
        "株式会社[アマツ](ORG e1)技研は",
        "[株式会社アマツ技](ORG e1)研は",
        "[株式会社アマツ技研は](ORG e1)",
        "[株式会社](ORG e1)[アマツ技研](ORG e2)は",
        "[株式会社アマツ技研](PERSON e1)は",
        "株式会社アマツ技研[は](ORG e1)",
    ],
)
def test_only_equal_start_end_and_label_are_the_same(predicted: str, markup: Markup) -> None:
    gold = markup("[株式会社アマツ技研](ORG e1)は")
    assert not places(gold).keys() & places(markup(predicted)).keys()
    assert align(gold, markup(predicted)) == {}


def test_adjacent_mentions_are_not_the_same(markup: Markup) -> None:
    gold, predicted = markup("[代表](ROLE e1)取締役"), markup("代表[取締役](ROLE e1)")
    assert not places(gold).keys() & places(predicted).keys()


def test_entities_go_by_their_mentions_not_by_their_ids(markup: Markup) -> None:
    gold = markup("[アマツ](ORG e1)と[北星](ORG e2)は、[ミズホ](VEHICLE e3)を")
    predicted = markup("アマツと[北星](ORG e1)は、[ミズホ](VEHICLE e2)[を](ORG e3)")
    assert align(gold, predicted) == {"e1": "e2", "e2": "e3"}


def test_the_alignment_shares_most_in_all_and_is_not_greedy(markup: Markup) -> None:
    # The first predicted entity has three mentions of the first gold one, more than any other
    # pair; taking them leaves the second with nothing: 3 in all, where 2 and 2 are to be had.
    gold = markup(
        "[アマツ](ORG e1)、[天津](ORG e1)、[Amatsu](ORG e1)、[当方](ORG e2)、[北星](ORG e2)、"
        "[甲社](ORG e1)、[乙社](ORG e1)"
    )
    predicted = markup(
        "[アマツ](ORG e1)、[天津](ORG e1)、[Amatsu](ORG e1)、[当方](ORG e1)、[北星](ORG e1)、"
        "[甲社](ORG e2)、[乙社](ORG e2)"
    )
    assert align(gold, predicted) == {"e1": "e2", "e2": "e1"}


def test_a_merged_or_split_entity_has_one_counterpart(markup: Markup) -> None:
    apart = markup("[アマツ](ORG e1)、[天津](ORG e1)、[北星](ORG e2)")
    merged = markup("[アマツ](ORG e1)、[天津](ORG e1)、[北星](ORG e1)")
    assert align(apart, merged) == {"e1": "e1"}
    assert align(merged, apart) == {"e1": "e1"}


@MODEST
@given(data=st.data())
def test_no_alignment_shares_more(data: st.DataObject, pairs: Pairs) -> None:
    gold, predicted = data.draw(pairs)
    ids = [entity.id for entity in predicted.entities]
    names = [entity.id for entity in gold.entities] + ["none"] * len(ids)
    best = max(
        shared(gold, predicted, dict(zip(ids, chosen, strict=True)))
        for chosen in set(permutations(names, len(ids)))
    )
    assert shared(gold, predicted, align(gold, predicted)) == best


@MODEST
@given(data=st.data())
def test_an_alignment_is_one_to_one_and_joins_only_what_shares(
    data: st.DataObject, pairs: Pairs
) -> None:
    gold, predicted = data.draw(pairs)
    names = align(gold, predicted)
    assert len(set(names.values())) == len(names)
    for entity, name in names.items():
        assert shared(gold, predicted, {entity: name}) > 0


@MODEST
@given(data=st.data())
def test_a_document_is_aligned_with_itself(
    data: st.DataObject, documents: st.SearchStrategy[Document]
) -> None:
    document = data.draw(documents)
    assert align(document, document) == {entity.id: entity.id for entity in document.entities}


def test_facts_have_a_direction_except_symmetric_ones(markup: Markup) -> None:
    text = "[アマツ](ORG e1)と[北星](ORG e2)"
    swapped = {"e1": "e2", "e2": "e1"}
    owns, partners = markup(text, "e1 OWNS e2"), markup(text, "e1 PARTNERS_WITH e2")
    assert facts(owns, swapped) == {("e2", "OWNS", "e1")} != facts(owns)
    assert facts(partners, swapped) == facts(partners) == {("e1", "PARTNERS_WITH", "e2")}


def test_an_entity_without_counterpart_is_no_gold_entity_of_its_number(markup: Markup) -> None:
    text = "[アマツ](ORG e1)と[北星](ORG e2)"
    fact = markup(text, "e1 OWNS e2")
    assert not facts(fact) & facts(fact, {})
    assert not facts(fact) & facts(fact, {"e1": "e1"})
    assert len(facts(fact, {})) == 1


def test_relaxed_entities_share_what_overlaps(markup: Markup) -> None:
    gold = markup("[株式会社アマツ](ORG e1)の[ウズメ](VEHICLE e2)")
    predicted = markup("株式会社[アマツ](ORG e1)の[ウズメ](ORG e2)")
    assert align(gold, predicted) == {}
    assert align(gold, predicted, relaxed=True) == {"e1": "e1"}


def test_ties_do_not_depend_on_ids_in_a_long_release(markup: Markup) -> None:
    # Sixty entities of two mentions each, every one split in two: the first half stands for it.
    marked = "、".join(f"[甲{n}](ORG e{n})と[乙{n}](ORG e{n})" for n in range(1, 61))
    split = "、".join(
        f"[甲{n}](ORG e{2 * n + 500})と[乙{n}](ORG e{2 * n + 501})" for n in range(1, 61)
    )
    other = "、".join(
        f"[甲{n}](ORG e{2 * n + 501})と[乙{n}](ORG e{2 * n + 500})" for n in range(1, 61)
    )
    gold = markup(marked)
    for predicted in (markup(split), markup(other)):
        names = align(gold, predicted)
        firsts = [m.entity for m in predicted.mentions if m.text.startswith("甲")]
        assert list(names) == firsts


@MODEST
@given(data=st.data())
def test_relaxed_entities_are_those_of_the_strict_and_more(
    data: st.DataObject, pairs: Pairs
) -> None:
    gold, predicted = data.draw(pairs)
    strict = align(gold, predicted)
    assert strict.items() <= align(gold, predicted, relaxed=True).items()
