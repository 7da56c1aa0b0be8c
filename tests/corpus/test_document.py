"""A document is the same however its parts were found, numbered and ordered."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kisha.corpus import Document
from kisha.corpus.document import Fact, Mention, Span, best_name, build, hull, names, nearest

Markup = Callable[..., Document]


@settings(max_examples=150)
@given(data=st.data())
def test_neither_order_nor_keys_of_the_parts_matter(
    data: st.DataObject, documents: st.SearchStrategy[Document]
) -> None:
    document = data.draw(documents)
    ids = [entity.id for entity in document.entities]
    key = dict(zip(ids, data.draw(st.permutations(ids)), strict=True))
    spans = [Span(m.start, m.end, m.label, key[m.entity], m.score) for m in document.mentions]
    facts = [
        Fact(key[r.head], r.type, key[r.tail], (r.start, r.end), r.score)
        for r in document.relations
    ]
    again = build(
        document.id,
        document.text,
        language=document.language,
        spans=data.draw(st.permutations(spans)),
        values={key[entity.id]: entity.value for entity in document.entities if entity.value},
        facts=data.draw(st.permutations(facts)),
    )
    assert again == document


def test_mentions_are_numbered_by_place_and_entities_by_their_first_mention() -> None:
    text = "アマツと北星は、ミズホを北星に納めた。"
    spans = [
        Span(12, 14, "ORG", "x"), Span(8, 11, "VEHICLE", "a"), Span(4, 6, "ORG", "x"), Span(0, 3, "ORG", "z"),
    ]  # fmt: skip
    document = build("x", text, language="ja", spans=spans)
    assert [(m.id, m.text, m.entity) for m in document.mentions] == [
        ("m1", "アマツ", "e1"),
        ("m2", "北星", "e2"),
        ("m3", "ミズホ", "e3"),
        ("m4", "北星", "e2"),
    ]
    assert [(e.id, e.label, e.name) for e in document.entities] == [
        ("e1", "ORG", "アマツ"),
        ("e2", "ORG", "北星"),
        ("e3", "VEHICLE", "ミズホ"),
    ]
    assert [mention.id for mention in document.mentions_of("e2")] == ["m2", "m4"]
    assert document.mentions_of("e9") == []


def test_offsets_count_code_points_of_the_source_and_the_text_is_restored(markup: Markup) -> None:
    document = markup("😀𠮷野は[月着\r\n\r\n陸船](VEHICLE e1)を[か\u3099く社](ORG e2)へ")
    lander, company = document.mentions
    assert document.text[lander.start : lander.end] == "月着\r\n\r\n陸船"
    assert (lander.start, lander.end, lander.text) == (4, 12, "月着陸船")
    assert (company.start, company.end, company.text) == (13, 17, "か\u3099く社")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[アマツ](ORG e1)こと[株式会社アマツ](ORG e1)", "株式会社アマツ"),
        ("[袴塚](PERSON e1)こと[袴塚一馬](PERSON e1)", "袴塚一馬"),
        ("[OTV](VEHICLE e1)こと[軌道間輸送機](VEHICLE e1)", "OTV"),
        ("[本日](DATE e1)、[2027年4月1日](DATE e1)", "本日"),
        ("[アマツ](ORG e1)、[ミズホ](ORG e1)", "アマツ"),
    ],
)
def test_an_entity_goes_by_its_best_name(text: str, name: str, markup: Markup) -> None:
    document = markup(text)
    assert [entity.name for entity in document.entities] == [name]
    assert best_name(list(document.mentions)) == name


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("株式会社アマツ Amatsu アマツ Amatsu,Inc.", {"ja": "株式会社アマツ", "en": "Amatsu,Inc."}),
        ("Amatsu", {"ja": "Amatsu", "en": "Amatsu"}),
        ("三枝玲", {"ja": "三枝玲"}),
        ("水脈大学 みおだいがく", {"ja": "水脈大学"}),
    ],
)
def test_an_entity_has_a_name_in_each_language(given: str, expected: dict[str, str]) -> None:
    texts = given.split()
    mentions = [Mention(f"m{n}", 0, 1, "ORG", "e1", text) for n, text in enumerate(texts)]
    assert names(mentions) == expected


def test_a_date_has_its_value_and_others_have_none(markup: Markup) -> None:
    document = markup("[アマツ](ORG e7)は[本日](DATE e3)、[先頃](DATE e2)…", "e3 = 2027-04-01")
    assert [entity.value for entity in document.entities] == [None, "2027-04-01", None]


def test_the_evidence_of_a_fact_is_its_nearest_mentions(markup: Markup) -> None:
    document = markup(
        "[袴塚](PERSON e1)は語る。[アマツ](ORG e2)の[袴塚](PERSON e1)は…", "e1 AFFILIATED_WITH e2"
    )
    (fact,) = document.relations
    assert document.text[fact.start : fact.end] == "アマツの袴塚"
    assert fact.score == 1


def test_of_equally_near_mentions_the_earliest_are_the_evidence(markup: Markup) -> None:
    document = markup("[袴塚](PERSON e1)、[アマツ](ORG e2)、[袴塚](PERSON e1)")
    head, tail = nearest(document.mentions_of("e1"), document.mentions_of("e2"))
    assert (head.id, tail.id) == ("m1", "m2")
    assert hull(tail, head) == hull(head, tail) == (0, 6)


def test_a_fact_given_twice_is_kept_once_and_a_symmetric_one_in_either_order(
    markup: Markup,
) -> None:
    text = "[アマツ](ORG e1)と[北星](ORG e2)は…"
    facts = ("e2 PARTNERS_WITH e1", "e1 PARTNERS_WITH e2", "e2 OWNS e1", "e1 OWNS e2", "e1 OWNS e2")
    assert [(f.head, f.type, f.tail) for f in markup(text, *facts).relations] == [
        ("e1", "PARTNERS_WITH", "e2"),
        ("e1", "OWNS", "e2"),
        ("e2", "OWNS", "e1"),
    ]


def test_a_mention_given_twice_is_kept_once() -> None:
    span = Span(0, 3, "ORG", "a")
    assert len(build("x", "アマツ", language="ja", spans=[span, span]).mentions) == 1


@pytest.mark.parametrize("parts", [{"facts": [Fact("a", "OWNS", "b")]}, {"values": {"b": "2027"}}])
def test_a_fact_or_value_of_nothing_is_refused(parts: dict[str, object]) -> None:
    with pytest.raises(KeyError, match="b"):
        build("x", "アマツ", language="ja", spans=[Span(0, 3, "ORG", "a")], **parts)


def test_facts_of_many_entities_are_in_order_of_number_not_of_spelling(markup: Markup) -> None:
    text = "、".join(f"[会社{n}](ORG e{n})" for n in range(1, 13))
    heads = [fact.head for fact in markup(text, "e10 OWNS e1", "e2 OWNS e1").relations]
    assert heads == ["e2", "e10"]


def test_a_document_cannot_be_changed(markup: Markup) -> None:
    document = markup("[アマツ](ORG e1)")
    with pytest.raises(FrozenInstanceError):
        document.text = "北星"
