"""Who holds which title, and where he or she works."""

from typing import Any

import pytest

from kisha.pipeline.people import holdings
from kisha.pipeline.view import view

# The person's title and organisation stand in every text; the words around them differ.
ONE = (
    "[アマツ](ORG)（[代表取締役](ROLE)：[袴塚一馬](PERSON)）は",
    "[アマツ](ORG)（本社：東京都、[代表取締役](ROLE)：[袴塚一馬](PERSON)、以下「天津」）は",
    "[アマツ](ORG)[代表取締役](ROLE)の[袴塚一馬](PERSON)氏は",
    "[アマツ](ORG)の[代表取締役](ROLE)、[袴塚一馬](PERSON)は",
    "[アマツ](ORG)社の[代表取締役](ROLE)である[袴塚一馬](PERSON)は",
    "[袴塚一馬](PERSON)（[アマツ](ORG) [代表取締役](ROLE)）",
    "[袴塚一馬](PERSON) [アマツ](ORG) [代表取締役](ROLE)",
    "■[アマツ](ORG) [代表取締役](ROLE) [袴塚一馬](PERSON)のコメント",
    "[アマツ](ORG)\n[代表取締役](ROLE)\u3000[袴塚一馬](PERSON)",
    "[Amatsu](ORG) [CEO](ROLE) [Kazuma Hakazuka](PERSON) said",
    "[Amatsu](ORG)'s [CEO](ROLE), [Kazuma Hakazuka](PERSON), said",
    "[Kazuma Hakazuka](PERSON), [CEO](ROLE) of [Amatsu](ORG), said",
    "[Kazuma Hakazuka](PERSON), [CEO](ROLE), [Amatsu](ORG)",
    "[Kazuma Hakazuka](PERSON) ([CEO](ROLE), [Amatsu](ORG))",
    "[Kazuma Hakazuka](PERSON), who is the [CEO](ROLE) of [Amatsu](ORG), said",
    "[Kazuma Hakazuka](PERSON) has been appointed [CEO](ROLE) of [Amatsu](ORG).",
    "[CEO](ROLE) Dr. [Kazuma Hakazuka](PERSON) of [Amatsu](ORG) said",
)

ROWS = {
    "organisation, title, name": (
        "写真：左から[アマツ](ORG)[代表取締役](ROLE)[袴塚一馬](PERSON)、[ソラノメ](ORG)[取締役](ROLE)"
        "[三枝玲](PERSON)、[北斗大学](ORG)[教授](ROLE)[森川葵](PERSON)",
        "袴塚一馬 代表取締役 アマツ, 三枝玲 取締役 ソラノメ, 森川葵 教授 北斗大学",
    ),
    "name, organisation and title in brackets": (
        "左から[袴塚一馬](PERSON)（[アマツ](ORG) [代表取締役](ROLE)）、"
        "[三枝玲](PERSON)（[ソラノメ](ORG) [取締役](ROLE)）",
        "袴塚一馬 代表取締役 アマツ, 三枝玲 取締役 ソラノメ",
    ),
    "name and title": (
        "左から、[袴塚一馬](PERSON) [代表取締役](ROLE)、[三枝玲](PERSON) [取締役](ROLE)",
        "袴塚一馬 代表取締役 -, 三枝玲 取締役 -",
    ),
    "English": (
        "From left: [Kazuma Hakazuka](PERSON), [CEO](ROLE) of [Amatsu](ORG); "
        "[Rei Saegusa](PERSON), [CTO](ROLE) of [Soranome](ORG)",
        "Kazuma Hakazuka CEO Amatsu, Rei Saegusa CTO Soranome",
    ),
    "English, in brackets": (
        "From left: [Kazuma Hakazuka](PERSON) ([CEO](ROLE), [Amatsu](ORG)), [Rei Saegusa](PERSON) "
        "([CTO](ROLE), [Soranome](ORG))",
        "Kazuma Hakazuka CEO Amatsu, Rei Saegusa CTO Soranome",
    ),
    "table": (
        "[代表取締役](ROLE)：[袴塚一馬](PERSON)\n[取締役](ROLE)：[三枝玲](PERSON)\n[監査役](ROLE)：[森川葵](PERSON)",
        "袴塚一馬 代表取締役 -, 三枝玲 取締役 -, 森川葵 監査役 -",
    ),
}  # fmt: skip


def who_is_what(annotated: Any) -> str:
    """``name title organisation`` of each holder, in order of the names."""
    seen = view(annotated.doc)
    ents, held = seen.ents, holdings(seen)
    rows = sorted((person, role) for role, people in held.holders.items() for person in people)
    places = {p: ents[o].text for p, o in held.employers.items()}
    return ", ".join(f"{ents[p].text} {ents[r].text} {places.get(p, '-')}" for p, r in rows)


@pytest.mark.parametrize("marked", ONE)
def test_one_person(marked: str, annotate: Any) -> None:
    found = annotate(marked)
    japanese = "代表取締役" in marked
    name, title, org = (
        ("袴塚一馬", "代表取締役", "アマツ") if japanese else ("Kazuma Hakazuka", "CEO", "Amatsu")
    )
    assert who_is_what(found).startswith(f"{name} {title} ")
    assert found.named("HOLDS_ROLE", "AFFILIATED_WITH") == {
        f"{name} HOLDS_ROLE {title}",
        f"{name} AFFILIATED_WITH {org}",
    }


@pytest.mark.parametrize("case", ROWS)
def test_people_in_a_row(case: str, annotate: Any) -> None:
    marked, expected = ROWS[case]
    assert who_is_what(annotate(marked)) == expected


def test_several_titles_of_one_person(annotate: Any) -> None:
    found = annotate("[アマツ](ORG)の[取締役](ROLE)、[技術本部長](ROLE)の[三枝玲](PERSON)は")
    assert found.facts == {
        "三枝玲 HOLDS_ROLE 取締役",
        "三枝玲 HOLDS_ROLE 技術本部長",
        "三枝玲 AFFILIATED_WITH アマツ",
    }


def test_a_title_without_a_name_has_no_holder(annotate: Any) -> None:
    found = annotate(
        "[アマツ](ORG)の[代表取締役](ROLE)は、次のように述べました。\n[三枝玲](PERSON)は出席しました。"
    )
    assert found.named("HOLDS_ROLE") == set()


def test_two_people_in_a_line_do_not_share_a_title_of_neither(annotate: Any) -> None:
    found = annotate("[三枝玲](PERSON)と[森川葵](PERSON)が出席し、次の[代表取締役](ROLE)を選んだ。")
    assert found.named("HOLDS_ROLE") == set()


def test_a_speaker_without_an_organisation_beside_works_for_the_one_named_before(
    annotate: Any,
) -> None:
    found = annotate(
        "[株式会社アマツ](ORG)は、月着陸船を出荷しました。\n"
        "[代表取締役](ROLE)の[袴塚一馬](PERSON)は「長い道のりだった」と述べました。"
    )
    assert "袴塚一馬 AFFILIATED_WITH 株式会社アマツ" in found.facts


def test_a_person_keeps_the_organisation_that_stands_with_the_name(annotate: Any) -> None:
    found = annotate(
        "[株式会社アマツ](ORG)は、[ソラノメ](ORG)の[取締役](ROLE)の[三枝玲](PERSON)を迎えました。\n"
        "[三枝](PERSON)[取締役](ROLE)は「うれしい」と述べました。"
    )
    assert found.named("AFFILIATED_WITH") == {"三枝玲 AFFILIATED_WITH ソラノメ"}
    assert found.named("HOLDS_ROLE") == {"三枝玲 HOLDS_ROLE 取締役"}
