"""What the page did to a text goes, what its writer did stays, wherever one cuts it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kisha.corpus.surface import edits, is_japanese, join, restore, width

MODEST = settings(max_examples=200)
FRAGMENTS = (
    "月", "着陸船", "アマツ", "か\u3099", "𠮷", "ispec", "Mizuho", "2", "027", "-", "\u00ad", "\u2010",
    "、", "「", " ", "\u3000", "\xa0", "\u200b", "\n", "\r\n", "\x0c", "\x1c", "\x85", "\u2028",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=30), st.lists(st.sampled_from(FRAGMENTS), max_size=20).map("".join)
)


@pytest.mark.parametrize(
    ("source", "restored"),
    [
        ("月着\n\n陸船", "月着陸船"),
        ("月着\r\n\u3000陸船", "月着陸船"),
        ("月着\u2028陸船", "月着陸船"),
        ("株式会社 Amatsu は", "株式会社Amatsuは"),
        ("Amatsu\nの着陸船", "Amatsuの着陸船"),
        ("2027 年 4 月", "2027年4月"),
        ("袴塚 一馬", "袴塚 一馬"),
        ("袴塚\u3000\u3000一馬", "袴塚 一馬"),
        ("Team  Amatsu\nMission 1", "Team Amatsu Mission 1"),
        ("navi-\ngation", "navigation"),
        ("navi\u00ad\r\n\r\ngation", "navigation"),
        ("COSMO-\nMizuho", "COSMO-Mizuho"),
        ("mid-\n2027", "mid-2027"),
        ("Amatsu -\nMizuho", "Amatsu - Mizuho"),
        ("state-of-the-art", "state-of-the-art"),
        ("\u3000アマツ\n", "アマツ"),
        ("𠮷\n野", "𠮷野"),
        ("か\u3099\nき\u3099", "か\u3099き\u3099"),
        ("", ""),
        (" \n\u3000", ""),
    ],
)
def test_restored(source: str, restored: str) -> None:
    assert restore(source) == restored


@pytest.mark.parametrize(
    ("before", "after", "broken", "joined"),
    [
        ("月着", "陸", True, (0, "")),
        ("月着", "陸", False, (0, " ")),
        ("社", "A", False, (0, "")),
        ("to", "the", True, (0, " ")),
        ("i-", "g", True, (1, "")),
        ("O-", "S", True, (0, "")),
        ("i-", "g", False, (0, " ")),
    ],
)
def test_joined(before: str, after: str, broken: bool, joined: tuple[int, str]) -> None:
    assert join(before, after, broken=broken) == joined


@MODEST
@given(TEXTS)
def test_what_is_restored_stays_as_it_is(source: str) -> None:
    assert restore(restore(source)) == restore(source)


@MODEST
@given(TEXTS)
def test_edits_come_in_order_and_touch_only_gaps_and_their_hyphens(source: str) -> None:
    last = 0
    for start, end, replacement in edits(source):
        assert last <= start < end < len(source)
        assert source[start:end] != replacement
        assert all(char.isspace() or char in "\u200b-\u00ad\u2010" for char in source[start:end])
        assert replacement in ("", " ")
        last = end


@MODEST
@given(TEXTS.filter(lambda text: any(map(str.isalnum, text))), st.data())
def test_a_mention_cut_out_reads_as_it_does_within_the_whole(
    source: str, data: st.DataObject
) -> None:
    inside = st.sampled_from([i for i, char in enumerate(source) if char.isalnum()])
    first, last = sorted((data.draw(inside), data.draw(inside)))
    pieces, place = [], first
    for start, end, replacement in edits(source):
        if first < start and end <= last:
            pieces += source[place:start], replacement
            place = end
    assert restore(source[first : last + 1]) == "".join([*pieces, source[place : last + 1]])


@pytest.mark.parametrize("char", "月かカ々ーｶＡ、「　𠮷ヶ")
def test_japanese(char: str) -> None:
    assert is_japanese(char)


@pytest.mark.parametrize("char", "A1 -é😀한\n")
def test_not_japanese(char: str) -> None:
    assert not is_japanese(char)


def test_a_japanese_character_takes_two_columns() -> None:
    assert width("") == 0
    assert width("Amatsu 2") == 8
    assert width("月着陸船「ミズホ」") == 18
    assert width("𠮷野Co.") == 7
