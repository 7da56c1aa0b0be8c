"""Which mentions are one entity (guidelines §3), and the facts between them."""

from typing import Any

import pytest

# A case is a marked text and the entities of more than one mention, those joined by " = ".
SAME = {
    "alias": (
        "[北斗航空宇宙株式会社](ORG)（本社：札幌市、以下「[ホクト](ORG)」）は、[ホクト](ORG)の工場を",
        "北斗航空宇宙株式会社 = ホクト = ホクト",
    ),
    "alias without quotes": (
        "[国立宇宙研究機構](ORG)（所在地：つくば市、以下[宇宙研](ORG)）は",
        "国立宇宙研究機構 = 宇宙研",
    ),
    "alias behind people": (
        "[株式会社北斗航空](ORG)（[代表取締役](ROLE)：[袴塚一馬](PERSON)、以下[ホクト](ORG)）は",
        "株式会社北斗航空 = ホクト",
    ),
    "aliases of two": (
        "[北斗航空株式会社](ORG)（以下「[ホクト](ORG)」）と[南極開発株式会社](ORG)"
        "（以下「[ナンキョク](ORG)」）は",
        "北斗航空株式会社 = ホクト, 南極開発株式会社 = ナンキョク",
    ),
    "alias in English": (
        '[Northern Light Robotics Inc.](ORG) (hereinafter "[Aurora](ORG)") said that [Aurora](ORG)',
        "Northern Light Robotics Inc. = Aurora = Aurora",
    ),
    "alias with an article": (
        '[Ministry of Lunar Affairs](ORG) (the "[Ministry](ORG)") said',
        "Ministry of Lunar Affairs = Ministry",
    ),
    "translation and acronym": (
        "[軌道間輸送機](VEHICLE)（[Orbital Transfer Vehicle](VEHICLE)、以下[OTV](VEHICLE)）を",
        "軌道間輸送機 = Orbital Transfer Vehicle = OTV",
    ),
    "name in brackets": (
        "[月着陸船](VEHICLE)（[ランダー](VEHICLE)）は、[ランダー](VEHICLE)の",
        "月着陸船 = ランダー = ランダー",
    ),
    "former name": (
        "[ソラノメ株式会社](ORG)（旧[月面開発](ORG)）は",
        "ソラノメ株式会社 = 月面開発",
    ),
    "Latin spelling of a person": (
        "[三枝玲](PERSON)（[Rei Saegusa](PERSON)）は",
        "三枝玲 = Rei Saegusa",
    ),
    "acronym": (
        "The [Lunar Cargo Alliance](ORG) met in Tokyo. The [LCA](ORG) has ten members.",
        "Lunar Cargo Alliance = LCA",
    ),
    "typo": (
        "[SoranomeSpace](ORG) met partners. The CEO of [SoranoneSpace](ORG) spoke.",
        "SoranomeSpace = SoranoneSpace",
    ),
    "legal forms": (
        "[株式会社アマツ](ORG)、[アマツ](ORG)、[アマツ株式会社](ORG)、[㈱アマツ](ORG)、[(株)アマツ](ORG)",
        "株式会社アマツ = アマツ = アマツ株式会社 = ㈱アマツ = (株)アマツ",
    ),
    "legal forms in English": (
        "[Amatsu, Inc.](ORG) and [Soranome Ltd.](ORG) met. [Amatsu](ORG) and [SORANOME](ORG) met.",
        "Amatsu, Inc. = Amatsu, Soranome Ltd. = SORANOME",
    ),
    "width and space": (
        "[Ａｍａｔｓｕ](ORG)と[Amatsu](ORG)と[Soranome Space](ORG)と[SORANOME SPACE](ORG)",
        "Ａｍａｔｓｕ = Amatsu, Soranome Space = SORANOME SPACE",
    ),
    "family name": ("[袴塚一馬](PERSON)は語った。[袴塚](PERSON)氏は", "袴塚一馬 = 袴塚"),
    "family name of one character": ("[林健太](PERSON)は語った。[林](PERSON)氏は", "林健太 = 林"),
    "family name in English": (
        "[Kazuma Hakazuka](PERSON) spoke first. Mr. [Hakazuka](PERSON) went on.",
        "Kazuma Hakazuka = Hakazuka",
    ),
    "class word": (
        "[アルテア](MISSION)に参加し、[アルテア計画](MISSION)を",
        "アルテア = アルテア計画",
    ),
    "rocket": (
        "[Kestrel 2](VEHICLE) will fly. The [Kestrel 2 rocket](VEHICLE) is new.",
        "Kestrel 2 = Kestrel 2 rocket",
    ),
    "dates of one value": (
        "[2027年4月1日](DATE)に設立。[同年](DATE)に着工し、[2027年](DATE)末に竣工。[令和9年](DATE)は",
        "同年 = 2027年 = 令和9年",
    ),
    "elliptical numbers": (
        "[ミッション1](MISSION)、[2](MISSION)に続き、[ミッション２](MISSION)と[ミッション1](MISSION)は",
        "ミッション1 = ミッション1, 2 = ミッション２",
    ),
    "elliptical number behind a date": (
        "[ミッション1](MISSION)（[2027年](DATE)）と[2](MISSION)に続き、[ミッション2](MISSION)は",
        "2 = ミッション2",
    ),
    "elliptical numbers in English": (
        "[Missions 1](MISSION) and [2](MISSION) were first. [Mission 2](MISSION) was longer.",
        "2 = Mission 2",
    ),
    "aliases in one bracket": (
        "[国立研究開発法人月面環境機構](ORG)（[Lunar Environment Agency](ORG)、略称[LEA](ORG)、以下「[機構](ORG)」）は",
        "国立研究開発法人月面環境機構 = Lunar Environment Agency = LEA = 機構",
    ),
    "alias behind a place": (
        "[Arvenholt Raumtechnik GmbH](ORG) of Bremen, Germany (until 2019 [Teichwerk GmbH](ORG); "
        '"[Holt](ORG)") and [Holt](ORG)',
        "Arvenholt Raumtechnik GmbH = Teichwerk GmbH = Holt = Holt",
    ),
    "earlier name": (
        "■[アマツ](ORG)について\n1961年に[北斗電機商会](ORG)として創業し、",
        "アマツ = 北斗電機商会",
    ),
    "earlier name in English": (
        "[Ridgemoor](ORG), known until 2025 as [Pellworth Labs](ORG), has",
        "Ridgemoor = Pellworth Labs",
    ),
    "katakana and Latin": (
        "[ヴェレンスキ・ルナー](ORG)の親会社。[Velenski Lunar a.s.](ORG)は[ヴェレンスキ](ORG)と",
        "ヴェレンスキ・ルナー = Velenski Lunar a.s. = ヴェレンスキ",
    ),
    "kanji and romaji": (
        "[袴塚一馬](PERSON)は来日した。[HAKAZUKA Kazuma](PERSON)は語った。",
        "袴塚一馬 = HAKAZUKA Kazuma",
    ),
    "family name in another script": (
        "[Jennifer Whitlow](PERSON)は来日した。[ウィットロー](PERSON)氏は語った。",
        "Jennifer Whitlow = ウィットロー",
    ),
    "family name with a particle": (
        "[Maarten van der Velde](PERSON) spoke. Mr. [van der Velde](PERSON) left.",
        "Maarten van der Velde = van der Velde",
    ),
    "old kanji": ("[渡邊陽](PERSON)は語った。[渡辺陽](PERSON)は", "渡邊陽 = 渡辺陽"),
    "first word of a firm's name": (
        "[Wolverdale Flight Sciences Inc.](ORG) sold it. [Wolverdale](ORG) said",
        "Wolverdale Flight Sciences Inc. = Wolverdale",
    ),
    "shortened Japanese name": (
        "[北斗工科大学](ORG)と[アマツ電子部品株式会社](ORG)。[北斗工大](ORG)と[アマツ電子](ORG)は",
        "北斗工科大学 = 北斗工大, アマツ電子部品株式会社 = アマツ電子",
    ),
    "foreign legal forms": (
        "[Ostrel d.o.o.](ORG) and [Ostrel](ORG), [Velmar Sp. z o.o.](ORG) and [Velmar](ORG)",
        "Ostrel d.o.o. = Ostrel, Velmar Sp. z o.o. = Velmar",
    ),
    "plural": (
        "Each [lander](VEHICLE) is new. Two [landers](VEHICLE) and [ferries](VEHICLE), a [ferry](VEHICLE)",
        "lander = landers, ferries = ferry",
    ),
    "class word in English": (
        "[Ostrel harbour tugs](VEHICLE) are new. The [Ostrel](VEHICLE) is",
        "Ostrel harbour tugs = Ostrel",
    ),
    "numbered unit": (
        "[ミズホ2号機](VEHICLE)と[ミズホ3号機](VEHICLE)。[2号機](VEHICLE)は",
        "ミズホ2号機 = 2号機",
    ),
    "named unit": (
        "[初号機](VEHICLE)「[ミズホ](VEHICLE)」は",
        "初号機 = ミズホ",
    ),
    "short title behind the name": (
        "[代表取締役社長](ROLE) [袴塚一馬](PERSON)は来日した。\n[袴塚](PERSON)[社長](ROLE)は語った。",
        "代表取締役社長 = 社長, 袴塚一馬 = 袴塚",
    ),
    "title of the only one who holds it": (
        "[理事長](ROLE) [袴塚一馬](PERSON)は来日した。\n[理事長](ROLE)の談話",
        "理事長 = 理事長",
    ),
    "title of one person": (
        "[袴塚一馬](PERSON)[社長](ROLE)は来日した。[袴塚](PERSON)[社長](ROLE)は語った。",
        "袴塚一馬 = 袴塚, 社長 = 社長",
    ),
}  # fmt: skip

APART = {
    "parent and subsidiary": "[アマツ](ORG)の子会社である[アマツ EUROPE](ORG)は",
    "parent and subsidiary in English": "[Amatsu](ORG) and its subsidiary [Amatsu Europe](ORG)",
    "subsidiary in brackets": "[ソラノメ](ORG)（[アマツ](ORG)の子会社）は",
    "titles of two people": (
        "[アマツ](ORG)[代表取締役](ROLE)の[袴塚一馬](PERSON)と[ソラノメ](ORG)[代表取締役](ROLE)の"
        "[三枝玲](PERSON)"
    ),
    "titles of two people in English": (
        "[Kazuma Hakazuka](PERSON), [CEO](ROLE) of [Amatsu](ORG), and [Rei Saegusa](PERSON), "
        "[CEO](ROLE) of [Soranome](ORG), met."
    ),
    "short for two": "[Amatsu Robotics](ORG), [Amatsu Launch](ORG) and [Amatsu](ORG)",
    "short name of an owner": "[Amatsu](ORG) and [Soranome](ORG) own the joint venture [Amatsu Launch](ORG).",
    "a name the text is done with": (
        "新しい衛星\n[袴塚一馬](PERSON)は語った。株主は[Amatsu](ORG)です。設計は[Amatsu Launch Works](ORG)です。"
    ),
    "a capital S is no plural": "The [GAP](VEHICLE) and the [GAPS](VEHICLE) fly.",
    "initials are read by the letter": "[KTR](VEHICLE)（[ケーティーアール](MISSION)）と[ケタル](VEHICLE)",
    "firms of one first word": "[Amatsu Inc.](ORG) and [Amatsu Robotics Inc.](ORG)",
    "municipality and its council": "[北斗市](ORG)と[北斗市議会](ORG)",
    "ministries": "[経済省](ORG)と[経済産業省](ORG)",
    "numbered acronyms": "[Basalt Mission 2](MISSION) follows [BM-1](MISSION).",
    "similar sounds": "[加藤](PERSON)氏と[Emi Ikeda](PERSON)氏、[永田](PERSON)氏",
    "capitalised class noun": "[Patrol boats](VEHICLE) and [Patrol vessels](VEHICLE)",
    "units of another kind": "[ミズホ2号機](VEHICLE)と[OM-2](VEHICLE)、[3号機](VEHICLE)",
    "another name in a bracket": "[アマツ](ORG)（[ソラノメ](ORG)の子会社、[北斗航空](ORG)の株主）は",
    "another acronym": "The [Lunar Cargo Alliance](ORG) met the [LCB](ORG) in Tokyo.",
    "numbers are no typos": "[Amatsu Ventures 1](ORG) and [Amatsu Ventures 2](ORG)",
    "short names are no typos": "[Amatsu](ORG) and [Amatsi](ORG)",
    "missions": "[ミッション1](MISSION)、[2](MISSION)、[3](MISSION)",
    "craft and its class": "小型衛星「[ミズホ](VEHICLE)」の[衛星](VEHICLE)",
    "narrower class": "[マイクロローバー](VEHICLE)と[ローバー](VEHICLE)",
    "members in a row": "[アマツ](ORG)、[ソラノメ](ORG)、[北斗航空](ORG)",
    "same words, other label": "[ミズホ](ORG)の[ミズホ](VEHICLE)による[ミズホ](MISSION)",
    "family members": "[袴塚一馬](PERSON)と[袴塚玲](PERSON)",
    "dates of two values": "[2027年4月](DATE)から[2027年](DATE)末まで、[4月1日](DATE)に",
}


@pytest.mark.parametrize("case", SAME)
def test_one_entity(case: str, annotate: Any) -> None:
    marked, expected = SAME[case]
    found = [" = ".join(group) for group in annotate(marked).clusters if len(group) > 1]
    assert ", ".join(found) == expected


@pytest.mark.parametrize("case", APART)
def test_two_entities(case: str, annotate: Any) -> None:
    clusters = annotate(APART[case]).clusters
    assert [group for group in clusters if len(group) > 1] == []
    assert clusters


def test_ids_are_numbered_by_first_mention(annotate: Any) -> None:
    doc = annotate("[アマツ](ORG)と[ソラノメ](ORG)、[株式会社アマツ](ORG)と[北斗](ORG)").doc
    assert [ent.id_ for ent in doc.ents] == ["e1", "e2", "e1", "e3"]


def test_the_worked_example_of_the_guidelines(annotate: Any) -> None:
    found = annotate(
        "[株式会社アマツ](ORG)（[代表取締役](ROLE)：[袴塚一馬](PERSON)、以下[アマツ](ORG)）は、"
        "[2026年12月11日](DATE)に[北斗航空](ORG)の[Kestrel 2](VEHICLE)を使用し、"
        "[ミッション1](MISSION)の[ランダー](VEHICLE)の打ち上げを完了。"
    )
    assert found.facts == {
        "袴塚一馬 HOLDS_ROLE 代表取締役",
        "袴塚一馬 AFFILIATED_WITH 株式会社アマツ",
        "北斗航空 DEVELOPS Kestrel 2",
        "株式会社アマツ PARTICIPATES_IN ミッション1",
        "ランダー FLIES_ON ミッション1",
        "ランダー LAUNCHED_BY Kestrel 2",
        "ランダー LAUNCH_DATE 2026年12月11日",
        "ミッション1 LAUNCH_DATE 2026年12月11日",
        "ミッション1 LAUNCHED_BY Kestrel 2",
    }


def test_each_fact_holds_its_evidence(annotate: Any) -> None:
    craft = "[北斗航空](ORG)の[Kestrel 2](VEHICLE)"
    doc = annotate(f"{craft}が、{craft}と").doc
    evidence = [doc.text[slice(*fact.evidence)] for fact in doc._.kisha_facts]
    assert evidence == ["北斗航空のKestrel 2"]


def test_an_alias_carries_the_facts_of_its_name(annotate: Any) -> None:
    found = annotate(
        "[北斗航空株式会社](ORG)（以下「[ホクト](ORG)」）は、新会社について発表しました。\n"
        "[ホクト](ORG)の子会社である[ソラノメ](ORG)は、[ホクト](ORG)の[Kestrel 2](VEHICLE)を使う。"
    )
    assert found.named("OWNS", "DEVELOPS") == {
        "北斗航空株式会社 OWNS ソラノメ",
        "北斗航空株式会社 DEVELOPS Kestrel 2",
    }
