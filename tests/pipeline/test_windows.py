"""Windows cover all pieces, each scored once, where it stands farthest from a cut."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kisha.pipeline.encoder.windows import Window, windows


@given(count=st.integers(0, 400), size=st.integers(1, 60), data=st.data())
def test_each_piece_is_scored_once_where_it_is_most_central(
    count: int, size: int, data: st.DataObject
) -> None:
    overlap = data.draw(st.integers(0, size - 1))
    made = windows(count, size, overlap)
    assert [piece for w in made for piece in range(w.first, w.last)] == list(range(count))

    def distance(piece: int, window: Window) -> float:
        """To the nearest cut; there is none where the text begins or ends."""
        before = piece - window.start if window.start else float("inf")
        behind = window.stop - 1 - piece if window.stop < count else float("inf")
        return min(before, behind)

    for window in made:
        assert window.stop - window.start == min(size, count)
        for piece in range(window.first, window.last):
            holding = [w for w in made if w.start <= piece < w.stop]
            assert window in holding
            assert distance(piece, window) == max(distance(piece, w) for w in holding)
    for one, two in pairwise(made):
        assert one.stop - two.start >= overlap


def test_a_text_that_fits_is_one_window() -> None:
    assert windows(5, 8, 2) == [Window(0, 5, 0, 5)]
    assert windows(0, 8, 2) == []


def test_no_more_windows_than_need_be() -> None:
    assert [(w.start, w.stop) for w in windows(14, 8, 2)] == [(0, 8), (6, 14)]
    assert len(windows(15, 8, 2)) == 3
