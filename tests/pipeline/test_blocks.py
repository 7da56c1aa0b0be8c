"""What each paragraph is: the kind stands before it, in a release composed for the purpose."""

import pytest

from kisha.pipeline.blocks import KINDS, classify

JAPANESE = """
dateline | 2027年4月1日
dateline | 株式会社アマツ
title    | アマツ、月着陸船「ミズホ」を射場へ出荷
lead     | 株式会社アマツ（代表取締役：袴塚一馬）は、月着陸船「ミズホ」を出荷しました。
body     | ミズホは高さ2.6メートルで、月面に小型の探査車を運びます。
caption  | 写真：組み立てを終えたミズホ
quote    | 「長い道のりでしたが、ようやく旅立ちの日を迎えました。」
heading  | ■株式会社アマツ 代表取締役 袴塚一馬のコメント
quote    | 多くの方に支えられて、この日を迎えることができました。
heading  | ■株式会社アマツについて
about    | 2019年に設立され、月への輸送を手がけています。
footnote | ※1 探査車は協力会社が開発しました。
heading  | ■ミズホの主な仕様
body     | 全高は2.6メートル、質量は1,100キログラムです。
contact  | 本件に関するお問い合わせ先
contact  | 株式会社アマツ 広報部 三枝
contact  | 電話：03-0000-0000
contact  | https://amatsu.example/contact
"""

ENGLISH = """
title    | Amatsu Ships Its Lunar Lander Mizuho to the Launch Site
dateline | April 1, 2027
lead     | Amatsu Inc. today shipped its lunar lander Mizuho to the launch site.
body     | Mizuho is 2.6 metres high and carries a small rover to the Moon.
caption  | Image: Mizuho after its assembly
quote    | "It was a long way, but the day has come at last," said Kazuma Hakazuka.
heading  | About Amatsu
about    | Founded in 2019, the company carries goods to the Moon.
footnote | *1 The rover was developed by a partner of the company.
contact  | Media Contact
contact  | Rei Saegusa, Public Relations
contact  | press@amatsu.example
"""


def expected(marked: str) -> list[tuple[str, str]]:
    pairs = [line.partition("|") for line in marked.strip().splitlines()]
    return [(kind.strip(), text.strip()) for kind, _, text in pairs]


@pytest.mark.parametrize("marked", [JAPANESE, ENGLISH], ids=["ja", "en"])
def test_kinds(marked: str) -> None:
    lines = expected(marked)
    text = "\n".join(text for _, text in lines)
    assert [(b.kind, text[b.start : b.end]) for b in classify(text)] == lines


def test_the_releases_above_show_every_kind() -> None:
    for marked in (JAPANESE, ENGLISH):
        assert {kind for kind, _ in expected(marked)} == set(KINDS)


def test_an_english_lead_that_opens_with_its_place_and_date() -> None:
    text = (
        "Amatsu Ships Mizuho\n"
        "TOKYO, Japan, April 1, 2027 – Amatsu Inc. shipped its lander, the company announced\n"
        "The launch is planned for the summer."
    )
    assert [block.kind for block in classify(text)] == ["title", "lead", "body"]


def test_blank_lines_are_no_blocks() -> None:
    text = "\n  \nアマツ、ミズホを出荷\n\n\u3000\nアマツは、ミズホを出荷しました。\n"
    assert [text[b.start : b.end] for b in classify(text)] == [
        "アマツ、ミズホを出荷",
        "アマツは、ミズホを出荷しました。",
    ]


@pytest.mark.parametrize("text", ["", "\n", " \n\u3000\n"])
def test_no_text_has_no_blocks(text: str) -> None:
    assert classify(text) == []


def test_a_japanese_release_with_english_paragraphs() -> None:
    text = (
        "アマツ、Northern Light Roboticsと提携\n"
        "株式会社アマツは、Northern Light Roboticsと提携したことをお知らせします。\n"
        "Northern Light Robotics\n"
        "Northern Light Robotics is a maker of small rovers in the north of Canada."
    )
    assert [block.language for block in classify(text)] == ["ja", "ja", "ja", "en"]


def test_an_english_release_with_a_japanese_paragraph() -> None:
    text = (
        "Amatsu Ships Mizuho (瑞穂)\n"
        "Amatsu Inc. (株式会社アマツ) today shipped its lunar lander Mizuho to the launch site.\n"
        "The lander carries a small rover of its partner, and will be launched in the summer.\n"
        "アマツは、月着陸船を出荷しました。"
    )
    assert [block.language for block in classify(text)] == ["en", "en", "en", "ja"]
