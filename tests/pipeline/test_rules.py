"""What the rules must not say, and that no text keeps them busy for long."""

from typing import Any

import pytest

from kisha.pipeline.relations import cues


def said(annotate: Any, text: str) -> set[str]:
    doc = annotate(text).doc
    names = {ent.id_: ent.text for ent in reversed(doc.ents)}
    return {f"{names[f.head]} {f.type} {names[f.tail]}" for f in doc._.kisha_facts}


@pytest.mark.parametrize(
    "text",
    [
        "[アマツ技研](ORG)と[ミズホ電機](ORG)は、子会社の設立について発表しました。",
        "[Amatsu](ORG) and [Mizuho](ORG) informed their shareholders.",
    ],
)
def test_two_names_and_a_word_of_ownership_are_no_ownership(text: str, annotate: Any) -> None:
    assert not any("OWNS" in fact for fact in said(annotate, text))


def test_a_subsidiary_is_owned(annotate: Any) -> None:
    assert "アマツ OWNS アマツ欧州" in said(
        annotate, "[アマツ](ORG)の子会社である[アマツ欧州](ORG)は、"
    )
    english = "[Amatsu Europe](ORG) is a wholly owned subsidiary of [Amatsu](ORG)."
    assert "Amatsu OWNS Amatsu Europe" in said(annotate, english)


def test_what_is_denied_is_no_fact(annotate: Any) -> None:
    text = "[アマツ](ORG)は[アルテミス計画](MISSION)とは関係がありません。"
    assert said(annotate, text) == set()
    text = "[アマツ](ORG)は、[北星](ORG)との業務提携を解消しました。"
    assert said(annotate, text) == set()


def test_a_long_gap_ends_the_search_at_once() -> None:
    assert cues.OWNED_BY.fullmatch(" is a " + "wholly owned " * 60 + "firm near ") is None
