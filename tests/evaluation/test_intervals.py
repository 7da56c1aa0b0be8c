"""Intervals: they hold the score, narrow with more documents, and say when they cannot tell."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kisha.evaluation import Score
from kisha.evaluation.intervals import interval

SCORES = st.builds(
    lambda true, missed, extra: Score(true, true + extra, true + missed),
    st.integers(1, 30),
    st.integers(0, 10),
    st.integers(0, 10),
)


@settings(deadline=None, max_examples=20)
@given(st.lists(SCORES, min_size=5, max_size=20))
def test_the_interval_holds_the_score(scores: list[Score]) -> None:
    found = interval(scores)
    f1 = sum(scores, Score()).f1
    assert found is not None
    assert f1 is not None
    assert 0 <= found[0] <= f1 + 1e-9
    assert f1 - 1e-9 <= found[1] <= 1


def test_equal_documents_leave_no_doubt() -> None:
    assert interval([Score(8, 10, 10)] * 6) == (0.8, 0.8)


def test_more_documents_narrow_it() -> None:
    few = [Score(9, 10, 10), Score(5, 10, 10), Score(7, 10, 10)] * 2
    wide, narrow = interval(few), interval(few * 20)
    assert wide is not None
    assert narrow is not None
    assert narrow[1] - narrow[0] < (wide[1] - wide[0]) / 2


def test_two_documents_cannot_tell() -> None:
    assert interval([Score(9, 10, 10)] * 2) is None
