"""Metrics of clusterings against worked examples, and what holds of all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kisha.evaluation.clusters import METRICS, Cluster, compare, lea, muc

Clustering = list[Cluster]


def clusters(*groups: str) -> Clustering:
    """Each letter is a mention: ``clusters("abc", "de")``."""
    return [frozenset((ord(c), ord(c) + 1, "ORG") for c in group) for group in groups]


@st.composite
def clusterings(draw: st.DrawFn) -> Clustering:
    mentions = draw(st.lists(st.sampled_from("abcdefghij"), unique=True))
    groups: dict[int, str] = {}
    for mention in mentions:
        number = draw(st.integers(0, 4))
        groups[number] = groups.get(number, "") + mention
    return clusters(*groups.values())


def figures(gold: Clustering, predicted: Clustering) -> dict[str, tuple[float, float]]:
    found = compare(gold, predicted).metrics
    return {n: (round(r.recall or 0, 4), round(r.precision or 0, 4)) for n, r in found.items()}


def test_the_example_of_the_reference_scorer() -> None:
    # Pradhan et al. 2014, figure 1: key {a b c}{d e f g}, response {a b}{c d}{f g h i}.
    found = figures(clusters("abc", "defg"), clusters("ab", "cd", "fghi"))
    assert found["MUC"] == (0.4, 0.4)
    assert found["B³"] == (0.4167, 0.5)
    assert found["CEAF-e"] == (0.65, 0.4333)


def test_the_example_of_lea() -> None:
    # Moosavi, Strube 2016, section 4: the same key and response
    found = lea(clusters("abc", "defg"), clusters("ab", "cd", "fghi"))
    assert (found.recall, found.precision) == pytest.approx(((3 / 3 + 4 / 6) / 7, (2 + 4 / 6) / 8))


def test_one_entity_split_in_two() -> None:
    found = figures(clusters("abcd", "ef"), clusters("ab", "cd", "ef"))
    assert found["MUC"] == (0.75, 1.0)
    assert found["B³"] == (round((4 * 0.5 + 2) / 6, 4), 1.0)
    assert found["CEAF-e"][0] == round((2 * 2 / 6 + 1) / 2, 4)


def test_two_entities_merged() -> None:
    found = figures(clusters("ab", "cd", "ef"), clusters("abcd", "ef"))
    assert found["MUC"] == (1.0, 0.75)
    assert found["LEA"] == (1.0, round((4 * 2 / 6 + 2) / 6, 4))


def test_a_mention_that_only_one_side_has_counts_against_it() -> None:
    assert figures(clusters("ab", "c"), clusters("ab"))["B³"] == (round(2 / 3, 4), 1.0)
    assert figures(clusters("ab"), clusters("ab", "c"))["CEAF-e"] == (1.0, 0.5)


def test_muc_does_not_see_entities_of_one_mention() -> None:
    assert muc(clusters("a", "b"), clusters("a", "b")).f1 is None
    assert lea(clusters("a", "b"), clusters("a", "b")).f1 == 1


@given(one=clusterings(), other=clusterings())
def test_swapping_gold_and_predicted_swaps_precision_and_recall(
    one: Clustering, other: Clustering
) -> None:
    forth, back = compare(one, other).metrics, compare(other, one).metrics
    for name in METRICS:
        assert forth[name].recall == pytest.approx(back[name].precision)
        assert forth[name].precision == pytest.approx(back[name].recall)


@given(one=clusterings(), other=clusterings(), data=st.data())
def test_the_order_of_entities_is_nothing(
    one: Clustering, other: Clustering, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(other))
    for name, metric in METRICS.items():
        assert metric(one, shuffled).f1 == pytest.approx(metric(one, other).f1), name


@given(one=clusterings(), other=clusterings())
def test_no_figure_leaves_its_range_and_only_the_same_is_right(
    one: Clustering, other: Clustering
) -> None:
    for name, metric in METRICS.items():
        found = metric(one, other)
        for figure in (found.recall, found.precision, found.f1):
            assert figure is None or -1e-9 <= figure <= 1 + 1e-9
        if name in ("B³", "LEA", "CEAF-e") and (one or other):
            assert (found.f1 == pytest.approx(1)) == (set(one) == set(other))


def test_documents_are_summed_before_they_are_divided() -> None:
    right, wrong = clusters("ab"), clusters("a", "b")
    total = compare(right, right) + compare(right, wrong)
    assert total.metrics["MUC"].recall == 0.5
    assert total.metrics["MUC"].precision == 1
