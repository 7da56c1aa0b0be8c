"""What a page did to a text is undone, and what its writer did is kept."""

import pytest

from kisha.pipeline.layout import restore

JAPANESE = """\
株式会社アマツは、月面輸送を担う新型の月着
陸船「ミズホ」の開発を完了し、種子島の射場
へ輸送する作業を開始したことをお知らせしま
す。打ち上げは来年の夏の予定です。"""
ENGLISH = """\
Amatsu Inc. announced today that its new lander Mizuho
completed the last of its tests and will be shipped to
the launch site, where engineers of the company expect
it to arrive in early spring."""


def joined(text: str, *, by: str) -> str:
    return text.replace("\n", by)


def test_japanese_broken_inside_a_word_is_joined_without_a_space() -> None:
    assert restore(JAPANESE).text == joined(JAPANESE, by="")


def test_english_is_joined_with_a_space() -> None:
    assert restore(ENGLISH).text == joined(ENGLISH, by=" ")


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\u2028"])
def test_whatever_the_line_break(newline: str) -> None:
    assert restore(JAPANESE.replace("\n", newline)).text == joined(JAPANESE, by="")


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("navi-\ngation", "navigation"),
        ("navi\u00ad\ngation", "navigation"),
        ("navi\u2010\ngation", "navigation"),
        ("COSMO-\nSkyMed", "COSMO-SkyMed"),
        ("mid-\n2027", "mid-2027"),
    ],
)
def test_hyphens_of_the_page_go_and_those_of_the_writer_stay(broken: str, whole: str) -> None:
    first, last = broken.split("\n")
    text = (
        "Amatsu Inc. announced today that the system which it built\n"
        "for the coming lunar missions has passed every one of the 42\n"
        "tests which the agency had asked for, and that its partner\n"
        f"in the north, too, has completed the tests for its {first}\n"
        f"{last} programme, which began last year."
    )
    assert f"for its {whole} programme" in restore(text).text


def test_a_double_spaced_export_is_one_paragraph_where_one_was() -> None:
    paragraphs = [JAPANESE.replace("\n", "\n\n")] * 3
    assert restore("\n\n\n\n".join(paragraphs)).text == "\n".join([joined(JAPANESE, by="")] * 3)


def test_a_blank_line_parts_paragraphs() -> None:
    assert restore(f"{JAPANESE}\n\n{JAPANESE}").text.count("\n") == 1


@pytest.mark.parametrize(
    ("spread", "set_solid"),
    [
        ("株式会社 Amatsu は 2027 年に", "株式会社Amatsuは2027年に"),
        ("ミズホ\u30002号機", "ミズホ2号機"),
        ("Amatsu Space  Lab の開発", "Amatsu Space Labの開発"),
        ("代表取締役 袴塚 一馬", "代表取締役 袴塚 一馬"),
        ("代表取締役\u3000\u3000袴塚一馬", "代表取締役 袴塚一馬"),
    ],
)
def test_stray_spaces(spread: str, set_solid: str) -> None:
    assert restore(f"\u3000{spread} ").text == set_solid


@pytest.mark.parametrize(
    "furniture",
    [
        *("3", "- 3 -", "－３－", "3/12", "２ ／ ７", "Page 3", "p. 3", "Page 3 of 12", "3ページ"),
        *("PRESS RELEASE", "News Release", "プレスリリース", "ニュースリリース"),
    ],
)
def test_page_numbers_and_letterheads_are_dropped(furniture: str) -> None:
    lines = JAPANESE.split("\n")
    broken = "\n".join([*lines[:2], furniture, *lines[2:]])
    assert restore(f"{furniture}\n{broken}").text == joined(JAPANESE, by="")


def test_a_header_of_page_after_page_is_dropped() -> None:
    lines = JAPANESE.split("\n")
    pages = ("\n".join(lines[:2]), "\n".join(lines[2:]), "以上")
    source = "\f".join(f"株式会社アマツ 広報 {n}枚目\n{page}" for n, page in enumerate(pages, 1))
    head = "株式会社アマツ 広報1枚目\n"
    assert restore(source).text == f"{head}{joined(JAPANESE, by='')}\n以上"


def test_sentences_at_the_edge_of_pages_are_no_headers() -> None:
    text = "当社は2024年に設立されました。\f当社は2025年に設立されました。"
    assert restore(text).text == text.replace("\f", "\n")


def test_a_line_that_stands_on_one_page_stays() -> None:
    assert restore("株式会社アマツ\n本文です。\f別の頁です。").text.startswith("株式会社アマツ\n")


def test_headings_lists_and_rows_are_not_joined() -> None:
    apart = [
        "■月着陸船「ミズホ」について",
        joined(JAPANESE, by=""),
        "・全高：2.6メートル",
        "・質量：1,100キログラム",
        "1.航法の試験を終え、設計通りの働きを確かめた",
        "2.推進の試験を終え、設計通りの働きを確かめた",
        "https://amatsu.example/news/mizuho-shipped-to-the-site",
        "本社 東京都中央区",
        "代表 袴塚一馬",
    ]
    source = "\n".join(JAPANESE if line == apart[1] else line for line in apart)
    assert restore(source).text.split("\n") == apart


def test_a_text_without_a_page_width_stays_line_by_line() -> None:
    source = "アマツ、着陸船を出荷\n2027年4月1日\n株式会社アマツ\n着陸船を出荷しました。\n以上"
    assert restore(source).text == source


def test_paragraphs_of_any_length_on_one_line_each_stay_apart() -> None:
    lines = [
        "株式会社アマツは、月着陸船「ミズホ」を出荷したことをお知らせします。" * 3,
        "打ち上げは来年の夏を予定しています。",
        "代表の袴塚は「長い道のりだった」と述べ、協力した各社に感謝の意を表しました。",
        "ミズホは2027年に着陸します。" * 9,
    ]
    assert restore("\n".join(lines)).text.split("\n") == lines


def test_nothing_is_made_of_nothing() -> None:
    assert restore("").text == ""
    assert restore(" \r\n\u3000\n\f").text == ""
