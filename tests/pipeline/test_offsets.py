"""What is shown of a text is found in its source: the invariants of every offset map."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kisha.pipeline.layout import Layout, restore
from kisha.pipeline.offsets import OffsetMap, Piece, assemble, identity

HYPHENS = "-\u00ad\u2010"
NOT_PYTHONS_SPACE = "\u200b\ufeff"
FURNITURE = ("- 3 -", "２／７", "Page 12 of 40", "PRESS RELEASE", "プレスリリース")
FRAGMENTS = (
    "株式会社アマツは、月着", "陸船「ミズホ」を", "打ち上げます。", "か\u3099き\u3099", "𠮷野😀",
    "The lander will launch on", "navi-", "gation", "COSMO-", "SkyMed", " ", "\u3000", "\xa0",
    "\n", "\n\n", "\r\n", "\r\n\r\n\r\n", "\u2028", "\ufeff", "・", "■", "\t", "。", "ｱﾏﾂ",
)  # fmt: skip
PAGES = st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join)
# Without digits and form feeds there are no page numbers and no headers for a page to repeat.
UNPAGED = st.text(st.characters(exclude_categories=["Cs", "Nd"], exclude_characters="\f"))
ANY = st.one_of(st.text(), PAGES)
MODEST = settings(max_examples=150, deadline=None)


def visible(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and c not in HYPHENS + NOT_PYTHONS_SPACE)


def stretches(length: int) -> list[tuple[int, int]]:
    """Every single character, and longer stretches that begin at each."""
    return [(i, min(i + n, length)) for i in range(length) for n in (1, 2, 7, length)]


@MODEST
@given(ANY)
@example("")
@example("月着\r\n\r\n陸船")
@example("\ufeff か\u3099\r\n𠮷\r\n")
def test_a_character_is_that_of_its_place_or_stands_for_a_gap(source: str) -> None:
    layout = restore(source)
    assert len(layout.text) == len(layout.offsets)
    for i, char in enumerate(layout.text):
        start, end = layout.offsets.to_source(i, i + 1)
        assert 0 <= start < end <= len(source)
        if source[start:end] != char:
            assert char in " \n"


@MODEST
@given(st.one_of(UNPAGED, PAGES))
def test_nothing_visible_is_lost_where_there_is_no_furniture(source: str) -> None:
    layout = restore(source)
    assert visible(layout.text) == visible(source)
    for i, char in enumerate(layout.text):
        start, end = layout.offsets.to_source(i, i + 1)
        assert source[start:end] == char or not visible(source[start:end])


@MODEST
@given(st.lists(st.tuples(PAGES, st.sampled_from(FURNITURE)), min_size=1, max_size=4))
def test_what_stands_for_furniture_stands_for_nothing_else(pages: list[tuple[str, str]]) -> None:
    source = "\f".join(f"{text}\n{furniture}\n" for text, furniture in pages)
    on_pages = Counter(line for text, _ in pages for line in {*map(visible, text.splitlines())})
    droppable = {line for line, count in on_pages.items() if count > 1}
    droppable |= {"", *map(visible, FURNITURE)}
    layout = restore(source)
    for i, char in enumerate(layout.text):
        start, end = layout.offsets.to_source(i, i + 1)
        if source[start:end] != char:
            assert char in " \n"
            assert droppable.issuperset(map(visible, source[start:end].splitlines()))


@MODEST
@given(ANY)
def test_places_never_decrease(source: str) -> None:
    places = restore(source).offsets
    assert (np.diff(places.starts) >= 0).all()
    assert (np.diff(places.ends) >= 0).all()
    assert (places.starts < places.ends).all()


@MODEST
@given(ANY)
def test_there_and_back_holds_where_one_set_out(source: str) -> None:
    layout = restore(source)
    for start, end in stretches(len(layout.text)):
        back = layout.offsets.to_text(*layout.offsets.to_source(start, end))
        assert back[0] <= start
        assert back[1] >= end


@st.composite
def layouts(draw: st.DrawFn, source: str) -> Layout:
    """A text made of pieces of ``source``: some kept, some dropped, some replaced."""
    cuts = sorted(draw(st.sets(st.integers(0, len(source)), max_size=8)) | {0, len(source)})
    pieces = [
        Piece(start, end, draw(st.sampled_from([None, None, "", " ", "xy"])))
        for start, end in pairwise(cuts)
    ]
    return Layout(*assemble(source, pieces))


@MODEST
@given(ANY, st.data())
def test_a_composed_map_does_both_maps(source: str, data: st.DataObject) -> None:
    first = data.draw(layouts(source))
    second = data.draw(layouts(first.text))
    both = second.offsets.after(first.offsets)
    assert len(both) == len(second.text)
    for start, end in stretches(len(second.text)):
        between = second.offsets.to_source(start, end)
        assert both.to_source(start, end) == first.offsets.to_source(*between)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 2), (3, 2), (-1, 1), (0, 4), (4, 5)])
def test_an_empty_or_foreign_stretch_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"{start}:{end}"):
        identity(3).to_source(start, end)


def test_an_empty_text_has_no_stretch() -> None:
    layout = restore("\r\n \f\n")
    assert layout.text == ""
    with pytest.raises(ValueError, match="0:0"):
        layout.offsets.to_source(0, 0)


def test_a_stretch_of_the_source_that_is_gone_is_empty_in_the_text() -> None:
    text, places = assemble("月着\n\n陸船", [Piece(0, 2), Piece(4, 6)])
    assert text == "月着陸船"
    assert places.to_text(2, 4) == (2, 2)
    assert places.to_text(1, 5) == (1, 3)


def test_a_mention_over_a_page_break_is_found_in_the_source() -> None:
    source = "アマツは月着\r\n\r\n陸船を開発"
    places: OffsetMap = assemble(source, [Piece(0, 6), Piece(6, 10, ""), Piece(10, 15)])[1]
    start, end = places.to_source(4, 8)
    assert source[start:end] == "月着\r\n\r\n陸船"


def test_one_megabyte() -> None:
    line = "株式会社アマツは月着陸船𠮷を打ち上げる計画をか\u3099進めている。" * 2
    pages = ("\r\n".join(chr(0x4E00 + 30 * n + i) + line for i in range(30)) for n in range(190))
    source = "".join(f"{page}\r\n- 4 -\f" for page in pages)
    assert len(source.encode()) > 1_000_000
    layout = restore(source)
    kept = layout.offsets.ends - layout.offsets.starts == 1
    points = np.array([ord(char) for char in source])
    text = np.array([ord(char) for char in layout.text])
    same = points[layout.offsets.starts] == text
    assert (same | np.isin(text, [ord(" "), ord("\n")])).all()
    assert same[kept].mean() > 0.99
    assert (np.diff(layout.offsets.starts) >= 0).all()
    assert visible(layout.text) == visible(source.replace("- 4 -", ""))
