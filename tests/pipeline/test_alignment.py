"""Pieces and tokens cut a text differently: what speaks for what, on texts that show the cuts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kisha.pipeline.encoder.alignment import Span, align


def cut(marked: str) -> tuple[str, list[Span]]:
    """``株式|会社`` as text and spans."""
    parts = marked.split("|")
    ends = [sum(map(len, parts[:n])) for n in range(len(parts) + 1)]
    return "".join(parts), list(pairwise(ends))


@pytest.mark.parametrize(
    ("tokens", "pieces", "units"),
    [
        ("株式会社|アマツ|は", "株式|会社|ア|マツ|は", ["株式>株式会社", "ア>アマツ", "は>は"]),
        ("株式|会社|アマツ", "株式会社|アマ|ツ", ["株式会社>株式|会社", "アマ>アマツ"]),
        ("発表|し|まし|た|。", "発|表しま|した|。", ["発>発表|し", "した>まし|た", "。>。"]),
        ("月着陸船|ミズホ", "月着|陸船ミ|ズホ", ["月着>月着陸船", "ズホ>ミズホ"]),
        ("三枝|　|玲|氏", "三枝|　玲|氏", ["三枝>三枝", "　玲>玲", "氏>氏"]),
        ("三枝|　|玲|氏", "三枝　玲|氏", ["三枝　玲>三枝|　|玲", "氏>氏"]),
        ("New| |York| |City", "New| York| Ci|ty", ["New>New", " York>York", " Ci>City"]),
        ("㌔|か\u3099|𠮷野", "㌔|か\u3099|𠮷|野", ["㌔>㌔", "か\u3099>か\u3099", "𠮷>𠮷野"]),
    ],
)
def test_a_token_has_the_piece_that_begins_in_it_or_shares_the_one_that_reaches_it(
    tokens: str, pieces: str, units: list[str]
) -> None:
    text, places = cut(tokens)
    same, spans = cut(pieces)
    assert text == same
    found = []
    for unit in align(text, places, spans):
        spoken = "|".join(text[a:b] for a, b in places[unit.start : unit.end])
        found.append(f"{text[slice(*spans[unit.piece])]}>{spoken}")
    assert found == units


def test_a_mark_of_a_words_beginning_is_not_the_word() -> None:
    text, tokens = cut("株式会社|アマツ")
    assert [unit.piece for unit in align(text, tokens, [(0, 1), (0, 4), (4, 7)])] == [1, 2]
    assert [unit.piece for unit in align(text, tokens, [(0, 0), (0, 4), (4, 7)])] == [1, 2]


def test_what_has_no_piece_has_no_unit() -> None:
    text, tokens = cut("アマツ|\x00|は")
    found = align(text, tokens, [(0, 3), (4, 5)])
    assert [(unit.piece, unit.start, unit.end) for unit in found] == [(0, 0, 1), (1, 2, 3)]
    assert align("", [], []) == []
    assert align("　", [(0, 1)], [(0, 1)]) == []


@given(data=st.data())
def test_units_are_in_order_and_every_word_is_in_one(data: st.DataObject) -> None:
    text = data.draw(st.text("株式会社アマツは 　", max_size=30))

    def cuts() -> list[Span]:
        inner = data.draw(st.sets(st.integers(1, max(1, len(text) - 1)), max_size=12))
        edges = sorted({0, len(text), *(place for place in inner if place < len(text))})
        return list(pairwise(edges))

    tokens, pieces = cuts(), cuts()
    units = align(text, tokens, pieces)
    assert [unit.piece for unit in units] == sorted({unit.piece for unit in units})
    assert all(one.end <= two.start for one, two in pairwise(units))
    spoken = {place for unit in units for place in range(unit.start, unit.end)}
    for place, (start, end) in enumerate(tokens):
        assert place in spoken or text[start:end].isspace()
    for unit in units:
        start, end = tokens[unit.start][0], tokens[unit.end - 1][1]
        assert pieces[unit.piece][0] < end
        assert start < pieces[unit.piece][1]
