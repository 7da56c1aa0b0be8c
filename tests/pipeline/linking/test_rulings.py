"""What a person has decided to be one or apart: kept, refused, or said not to be kept."""

from collections.abc import Callable

import pytest

from kisha.corpus import Document, KishaError
from kisha.pipeline.linking import Linked, link
from kisha.pipeline.linking.entity import Key
from kisha.pipeline.linking.rulings import Ruling

Markup = Callable[..., Document]
Nodes = Callable[[Linked], set[frozenset[str]]]


def pair(one: str, other: str) -> set[frozenset[str]]:
    return {frozenset({one, other})}


def test_what_a_person_says_is_one_is_joined(markup: Markup, nodes: Nodes) -> None:
    documents = [
        markup("[株式会社ミサゴ](ORG e1)", id="a"),
        markup("[株式会社 ミサゴ](ORG e1)", id="b"),
    ]
    documents += [markup("[ヨツバ](ORG e1)", id="c")]
    assert nodes(link(documents)) == pair("a:株式会社ミサゴ", "b:株式会社 ミサゴ")
    same = [Ruling("ヨツバ", "株式会社ミサゴ")]
    assert {len(node) for node in nodes(link(documents, same=same))} == {3}


def test_a_forbidden_pair_stays_apart(tellings: list[Document], nodes: Nodes) -> None:
    forbid = [Ruling("三枝 玲", "Rei Saegusa")]
    apart = nodes(link(tellings)) - nodes(link(tellings, forbid=forbid))
    assert apart == pair("ja-1:三枝 玲", "en-1:Rei Saegusa")


def test_rulings_that_can_not_be_kept_are_errors(tellings: list[Document]) -> None:
    ruling = [Ruling("三枝 玲", "Rei Saegusa")]
    with pytest.raises(KishaError, match="L104"):
        link(tellings, forbid=ruling, same=ruling)
    with pytest.raises(KishaError, match="L105"):
        link(tellings, forbid=[Ruling("org-0123456789", "Rei Saegusa")])


def test_rulings_that_contradict_by_way_of_others_are_errors(tellings: list[Document]) -> None:
    same = [Ruling("A", "B"), Ruling("D", "C"), Ruling("b", "C")]
    with pytest.raises(KishaError, match="L104"):
        link(tellings, forbid=[Ruling("A", "D")], same=same)
    link(tellings, forbid=[Ruling("A", "E")], same=same)
    with pytest.raises(KishaError, match="L106"):
        link(tellings, forbid=[Ruling("Rei Saegusa", "ＲＥＩ  SAEGUSA")])


def test_decisions_that_are_not_kept_are_told(tellings: list[Document], markup: Markup) -> None:
    kept, held = Ruling("鳴海 環", "Tamaki Narumi"), Ruling("三枝 玲", "Rei Saegusa")
    nobody, within = Ruling("三枝 玲", "水野 葵"), Ruling("ヒナギク", "株式会社ヒナギク宇宙")
    first = link(tellings, forbid=[kept, nobody, within])
    assert [row.ruling for row in first.unkept] == [nobody, within]
    later = [markup("[Rei Saegusa](PERSON e1)", id="x")]
    again = link(later, registry=first.registry, forbid=[kept, held])
    assert [row.ruling for row in again.unkept] == [held]
    labels = Ruling("三枝 玲", "ヒナギク")
    assert [row.ruling for row in link(tellings, same=[labels, held]).unkept] == [labels]
    both = Ruling(*(first.links[Key("ja-1", id)].id for id in ("e11", "e13")))
    assert [row.ruling for row in link(later, registry=first.registry, same=[both]).unkept] == [
        both
    ]


def test_ids_that_are_said_to_be_one_are_kept(markup: Markup) -> None:
    first = link([markup(f"[{name}](ORG e1)", id=name) for name in ("ヨツバ", "ミサゴ")])
    same = [Ruling(*(entry.id for entry in first.registry))]
    second = link([], registry=first.registry, same=same)
    assert (len(second.registry), second.unkept) == (1, ())


def test_rulings_do_not_name_the_entities_of_a_document_by_their_ids(
    markup: Markup, nodes: Nodes
) -> None:
    texts = ("[E-1](VEHICLE e1)と[E-2](VEHICLE e2)", "[ハクセキレイ](VEHICLE e1)")
    documents = [markup(text, id=id) for id, text in zip("ab", texts, strict=True)]
    same = [Ruling("E-1", "ミズナギドリ")]
    assert nodes(link(documents, same=same)) == set()
    first = [markup("[株式会社ミサゴ](ORG e1)", id=id) for id in "ab"]
    assert len(nodes(link(first, forbid=[Ruling("E-1", "株式会社ミサゴ")]))) == 1


def test_forbidding_takes_apart_what_a_registry_has_joined(tellings: list[Document]) -> None:
    first = link(tellings)
    ids = {entry.name: entry.id for entry in first.registry}
    forbid = [Ruling("三枝 玲", "Rei Saegusa")]
    second = link(tellings, registry=first.registry, forbid=forbid)
    assert {entry.name for entry in second.registry} == {*ids, "三枝 玲", "Rei Saegusa"}
