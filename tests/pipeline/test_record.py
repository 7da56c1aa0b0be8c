"""The parts of a release's record, each on marked texts: head lines, agreements, speakers, codes."""

from typing import Any

import pytest

from kisha.pipeline.record import codes, heading, issuers, lines, speakers
from kisha.pipeline.record.agreements import agreements, terms
from kisha.pipeline.view import View, view

LEAD = "株式会社アマツは、月着陸船「ウズメ」の開発を進めてまいりましたが、このたび初号機が完成しました。くわしくは次のとおりです。"
LEAD_EN = "Amatsu has built a lander for the far side of the Moon, where no lander of its kind has ever stood. It flies in 2028."


def read(marked: str, annotate: Any) -> View:
    return view(annotate(marked).doc)


def names(own: View, ids: list[str]) -> list[str]:
    return [next(ent.text for ent in own.ents if ent.id == id) for id in ids]


@pytest.mark.parametrize(
    ("head", "kinds"),
    [
        ("NEWS LETTER 第41号\n[2027年4月1日](DATE)\n[株式会社アマツ](ORG)", "other date sender"),
        ("報道資料 [2027年4月1日](DATE)\n[アマツ](ORG)／[北斗](ORG) 共同発表", "date sender"),
        ("お取引先の皆様\n[株式会社アマツ](ORG) 広報課\n新型機を出荷", "other sender title"),
        ("月へ、もう一度。\n―新型機を[来春](DATE)に打ち上げ―", "title subtitle"),
        ("（訂正）[2027年4月1日](DATE)付発表資料の訂正について", "title"),
        ("[アマツ](ORG)、[北斗](ORG)に新型機を納入\n問合せ先 [アマツ](ORG)", "title contact"),
    ],
)
def test_the_lines_of_a_japanese_head(head: str, kinds: str, annotate: Any) -> None:
    found = lines.ends(read(f"{head}\n{LEAD}", annotate))
    assert [line.kind for line in found.head] == kinds.split()
    assert found.lead is not None
    assert found.lead.text == LEAD


@pytest.mark.parametrize(
    ("head", "kinds"),
    [
        (
            "FOR IMMEDIATE USE\n[Amatsu Inc.](ORG), Kisumu, Kenya\nA lander flies",
            "other sender title",
        ),
        (
            "[Amatsu Inc.](ORG) · MEMBERS' BULLETIN\nKiel, Germany | [4 May 2027](DATE)",
            "sender date",
        ),
        ("Press release no. 31/2027, Tuesday, [4 May 2027](DATE), 09:30 CEST", "date"),
        ("[Amatsu](ORG) and [Hokuto](ORG) to build a lander\n12 Main Street, Kiel", "title other"),
        ("Opening of the plant, [4 May 2027](DATE)", "dated"),
        (
            "CORRECTION TO THE RELEASE ON OUR LANDER OF [4 MAY 2027](DATE)\nDear friends",
            "title other",
        ),
    ],
)
def test_the_lines_of_an_english_head(head: str, kinds: str, annotate: Any) -> None:
    found = lines.ends(read(f"{head}\n{LEAD_EN}", annotate))
    assert [line.kind for line in found.head] == kinds.split()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"報道資料\n【お知らせ】新型機を出荷\n― 月へ ―\n{LEAD}", "新型機を出荷"),
        (f"新型機の出荷および\n打ち上げについて\n{LEAD}", "新型機の出荷および打ち上げについて"),
        (f"◆ A lander for\nthe far side ◆\n{LEAD_EN}", "A lander for the far side"),
        (f"Subject: A lander flies\n{LEAD_EN}", "A lander flies"),
        (LEAD_EN, None),
    ],
)
def test_titles(text: str, title: str | None, annotate: Any) -> None:
    assert heading.title(lines.ends(read(text, annotate))) == title


@pytest.mark.parametrize(
    ("text", "date", "places"),
    [
        (f"TOKYO / KIEL, [4 May 2027](DATE) – {LEAD_EN}", "2027-05-04", "TOKYO KIEL"),
        (f"HOUSTON ([May 4, 2027](DATE)) — {LEAD_EN}", "2027-05-04", "HOUSTON"),
        (f"KIEL -- {LEAD_EN}", None, "KIEL"),
        (f"A lander flies\n{LEAD_EN}\nLeipzig, [4 May 2027](DATE)", "2027-05-04", "Leipzig"),
        (f"A lander flies\n{LEAD_EN}\nIssued on [4 May 2027](DATE)", "2027-05-04", ""),
        (f"A lander flies\n{LEAD_EN}\nIt lands on [4 May 2027](DATE) in Kiel.", None, ""),
        (f"【ローマ発】{LEAD}", None, "ローマ"),
        (
            f"コペンハーゲン／北九州、[2027年5月4日](DATE)\n{LEAD}",
            "2027-05-04",
            "コペンハーゲン 北九州",
        ),
        (f"新型機を出荷\n{LEAD}\nこの資料は[2027年5月4日](DATE)に配布しました。", "2027-05-04", ""),
    ],
)
def test_day_and_place_of_issue(text: str, date: str | None, places: str, annotate: Any) -> None:
    own = read(text, annotate)
    found = lines.ends(own)
    assert heading.date(own, found) == date
    assert " ".join(heading.places(own, found)) == places


@pytest.mark.parametrize(
    ("text", "issuing"),
    [
        ("[アマツ](ORG)\n[北斗](ORG)（同時資料配布先）\n船を出荷\n[ソラノメ](ORG)が造りました。", "アマツ"),
        ("船を出荷\n[アマツ](ORG)（本社：東京）と[北斗](ORG)は、[ソラノメ](ORG)に船を渡しました。", "アマツ 北斗"),
        ("北斗、船を受領\n[アマツ](ORG)と[北斗](ORG)は、船を渡しました。", "北斗"),
        ("[Amatsu Inc.](ORG) of Kiel, [Hokuto](ORG) and [Soranome](ORG) agreed with [Mizuho](ORG).", "Amatsu Inc. Hokuto Soranome"),
    ],
)  # fmt: skip
def test_issuers(text: str, issuing: str, annotate: Any) -> None:
    own = read(text, annotate)
    assert " ".join(names(own, issuers.issuers(own, lines.ends(own)))) == issuing


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("共同研究契約を締結", "JOINT_RESEARCH"),
        ("資本業務提携に関する基本合意書と覚書を締結", "CAPITAL BASIC_AGREEMENT MOU"),
        ("衛星2機の打上げ契約を締結", "CONTRACT"),
        ("月面探査で連携する協定を締結", "ALLIANCE"),
        ("2025年に締結した覚書の成果について", ""),
        ("補助事業への採択について", "GRANT"),
        ("契約の解除はいたしません", ""),
        ("Amatsu signs heads of terms", "BASIC_AGREEMENT"),
        ("Amatsu builds a lander under a contract of 2025", ""),
        ("Amatsu and Hokuto sign an agreement on launches", "CONTRACT"),
        ("Amatsu lands a rover in orderly fashion", ""),
    ],
)
def test_kinds_of_agreement(said: str, codes: str, annotate: Any) -> None:
    own = read(
        f"{said}\n新型機の話です。" if not said.isascii() else f"{said}\nIt is new.", annotate
    )
    assert " ".join(agreements(own, lines.ends(own), [], [])[0]) == codes


def test_terms_within_names_tell_nothing(annotate: Any) -> None:
    own = read("[月面コンソーシアム](ORG)が船を出荷しました。", annotate)
    assert list(terms(own, 0, len(own.text))) == []


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("[袴塚一馬](PERSON)は「月は近い。誰でも行けます」と述べました。", "袴塚一馬"),
        ("「月は近い。誰でも行けます」と、[袴塚一馬](PERSON)は笑います。", "袴塚一馬"),
        ("「月は近い。誰でも行けます」。そう語るのは[袴塚一馬](PERSON)です。", "袴塚一馬"),
        ("[アマツ](ORG) [代表取締役](ROLE) [袴塚一馬](PERSON)\n「月は近い。誰でも行けます」", "袴塚一馬"),
        ("袴塚社長は休みです。[蛭子](PERSON)教授「月は近い。誰でも行けます」", ""),
        ("■ことば\n[袴塚一馬](PERSON)「月は近い。誰でも行けます」\n[蛭子](PERSON)「月は遠い。だから行きます」", "袴塚一馬 蛭子"),
        ("■ [アマツ](ORG) [袴塚一馬](PERSON)のコメント\n月は近いと思います。", "袴塚一馬"),
        ("【投資家の声】\n[御園 蓮](PERSON)様\n月は近いと思います。", "御園 蓮"),
        ("[袴塚一馬](PERSON)は「ミッション・ウズメ計画」という名をつけました。", ""),
        ("担当：[蛭子](PERSON)", ""),
        ('"We fly in 2028," said [Mei Hiruko](PERSON), Chair. "We land in 2029," added [Jo Vale](PERSON).', "Mei Hiruko Jo Vale"),
        ('[Mei Hiruko](PERSON): "We fly in the spring of 2028."', "Mei Hiruko"),
        ("[Mei Hiruko](PERSON) said that the lander was ready.", ""),
    ],
)  # fmt: skip
def test_spokespersons(text: str, quoted: str, annotate: Any) -> None:
    own = read(text, annotate)
    assert " ".join(names(own, speakers.speakers(own))) == quoted


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("[Amatsu Inc.](ORG) (NYSE: AMT) flies.", "AMT"),
        ('[Amatsu Inc.](ORG) (Oslo Børs: AMTSU; "Amatsu") flies.', "AMTSU"),
        ("[Amatsu Inc.](ORG)\n(Stock code: AMT)", "AMT"),
        ("[Amatsu Inc.](ORG) (STAR Market: 688001) flies.", "688001"),
        ("[Amatsu Inc.](ORG) (CEO: MEI) flies.", ""),
        ("[Amatsu Inc.](ORG) (VAT: 12345) flies.", ""),
        ("[アマツ](ORG)（東証グロース99A1）は出荷しました。", "99A1"),
        ("[アマツ](ORG)（フランクフルト市場 銘柄略号AMT0）は出荷しました。", "AMT0"),
    ],
)
def test_tickers(said: str, code: str, annotate: Any) -> None:
    assert " ".join(dict(codes.codes(read(said, annotate))).values()) == code


def test_long_hostile_texts_are_read_in_time(annotate: Any) -> None:
    for part in ("「あ", "(0", "A, ", "a ", '"x ', "0-", "（", "Kiel/", "コード"):
        text = part * 20_000
        own = View(text, (), (), "en")
        list(speakers._of_quotes(own))
        list(codes.codes(own))
        found = lines.ends(own)
        assert list(heading.places(own, found)) == []
        agreements(own, found, [], [])
