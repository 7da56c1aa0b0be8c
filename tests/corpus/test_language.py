"""Japanese quotes much Latin and stays Japanese; English that quotes a name stays English."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kisha.corpus.language import language_of


@pytest.mark.parametrize(
    "text",
    [
        "株式会社アマツは、月着陸船を出荷しました。",
        "Amatsu Inc. と Northern Light Robotics は、業務の提携に合意しました。",
        "ﾐｽﾞﾎ",
        "か\u3099く",
        "𠮷野",
        "月着\r\n\r\n陸船 2027 https://",
    ],
)
def test_japanese(text: str) -> None:
    assert language_of(text) == "ja"


@pytest.mark.parametrize(
    "text",
    [
        "Amatsu Inc. shipped its lunar lander Mizuho (瑞穂) to the launch site in the north.",
        "Société Amatsu à Besançon",
        "2027-04-01 「」、。…",
        "😀",
        "",
    ],
)
def test_english_or_nothing_to_tell_by(text: str) -> None:
    assert language_of(text) == "en"


@settings(max_examples=100)
@given(st.text("あ漢カaZé1 、\n", max_size=30), st.text("0123 、。\r\n「」()・", max_size=30))
def test_only_letters_count(text: str, others: str) -> None:
    assert language_of(text + others) == language_of(others + text) == language_of(text)
