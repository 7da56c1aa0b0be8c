"""Entities of many releases in one registry: what is joined, and what stays apart."""

from collections.abc import Callable
from itertools import permutations

import pytest

from kisha.corpus import Document
from kisha.pipeline.linking import Linked, link
from kisha.pipeline.linking.craft import is_bare_unit, is_named
from kisha.pipeline.linking.entity import Key, outline
from kisha.pipeline.linking.groups import Groups
from kisha.pipeline.linking.tellings import tellings as tellings_of

Markup = Callable[..., Document]
Telling = Callable[..., list[Document]]
Nodes = Callable[[Linked], set[frozenset[str]]]
Joined = Callable[..., set[frozenset[str]]]


def pair(one: str, other: str) -> set[frozenset[str]]:
    return {frozenset({one, other})}


def test_two_tellings_of_one_release_meet_in_the_same_entries(
    tellings: list[Document], nodes: Nodes
) -> None:
    assert nodes(link(tellings)) == {
        frozenset({f"ja-1:{ja}", f"en-1:{en}"})
        for ja, en in (
            ("株式会社ヒナギク宇宙", "Hinagiku Space Co., Ltd."),
            ("Velebit Propulsion d.o.o.", "Velebit Propulsion d.o.o."),
            ("国土交通省", "Ministry of Land, Infrastructure, Transport and Tourism"),
            ("海の見張り実証事業", "Guarding the Waves"),
            ("「しおさい1号機」", "Shiosai Unit 1"),
            ("三枝 玲", "Rei Saegusa"),
            ("鳴海 環", "Tamaki Narumi"),
        )
    }


def test_an_entry_says_what_the_releases_say(tellings: list[Document]) -> None:
    linked = link(tellings)
    entry = next(entry for entry in linked.registry if "ヒナギク" in entry.aliases)
    assert entry.names == {"ja": "株式会社ヒナギク宇宙", "en": "Hinagiku Space Co., Ltd."}
    assert entry.languages == ("en", "ja")
    assert (entry.first_seen, entry.last_seen) == ("2027-04-01", "2027-04-01")
    assert (entry.releases, entry.mentions) == (2, 4)


def test_every_merge_says_why(tellings: list[Document]) -> None:
    reasons = {merge.reason.split(":")[0].split(" (")[0] for merge in link(tellings).merges}
    assert reasons <= {"tellings of one release", "same full name"}


def test_class_nouns_dates_and_titles_are_no_entries(tellings: list[Document]) -> None:
    names = {name for entry in link(tellings).registry for name in (entry.name, *entry.aliases)}
    assert not names & {"小型衛星", "satellite", "代表取締役社長", "President", "2027年4月1日"}


def test_releases_of_other_days_and_names_are_no_tellings(telling: Telling) -> None:
    dates = ("e1 = 2029-08-01", "e4 = 2029-07-09", "e9 = 2030-06")
    assert link(telling(english=dates, partner="Zinnia")).tellings == ()


def test_releases_of_a_busy_day_are_told_apart_by_their_names(markup: Markup) -> None:
    texts = {
        "ja": "[2027年4月1日](DATE e1)、[Firm {0}](ORG e2)の[三枝 玲](PERSON e3)、[KITE-{0}](VEHICLE e4)",
        "en": "[1 April 2027](DATE e1), [Firm {0}](ORG e2), [Rei Saegusa](PERSON e3), [KITE-{0}](VEHICLE e4)",
    }
    documents = [
        markup(text.format(f"Q{n}x"), "e1 = 2027-04-01", id=f"{language}-{n}")
        for language, text in texts.items()
        for n in range(501)
    ]
    found = [outline(document) for document in documents]
    assert {(t.ja.id, t.en.id) for t in tellings_of(found)} == {
        (f"ja-{n}", f"en-{n}") for n in range(501)
    }


def test_the_order_of_documents_changes_nothing(tellings: list[Document], markup: Markup) -> None:
    later = markup(
        "[株式会社ヒナギク宇宙](ORG e1)、[2027年5月6日](DATE e2)", "e2 = 2027-05-06", id="b"
    )
    results = [link(order) for order in permutations([*tellings, later])]
    assert all(result == results[0] for result in results[1:])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("[株式会社ミサゴ](ORG e1)", "[ミサゴ株式会社](ORG e1)"),
        ("[Misago Inc.](ORG e1)", "[MISAGO, INC.](ORG e1)"),
        ("[雛菊工業大学](ORG e1)", "[雛菊工業大学](ORG e1)"),
        ("[三枝 玲](PERSON e1)", "[三枝　玲](PERSON e1)"),
        ("[Rei Saegusa](PERSON e1)", "[Saegusa Rei](PERSON e1)"),
    ],
)
def test_the_same_full_name_is_one(one: str, other: str, markup: Markup, joined: Joined) -> None:
    assert len(joined(markup(one, id="a"), markup(other, id="b"))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # a short name is another's in another release
        ("[株式会社ミサゴ航空](ORG e1)（以下[ミサゴ](ORG e1)）", "[ミサゴ](ORG e1)"),
        ("[Zinnia Rail Systems](ORG e1) ([ZRS](ORG e1))", "[Zoo Rescue Society](ORG e1) ([ZRS](ORG e1))"),
        # a parent and its subsidiary, here and abroad
        ("[株式会社ミサゴ](ORG e1)", "[株式会社ミサゴ航空](ORG e1)"),
        ("[Misago Inc.](ORG e1)", "[Misago GmbH](ORG e1)"),
        # what is none without the release
        ("[機構](ORG e1)", "[機構](ORG e1)"),
        ("[Institute of Technology](ORG e1)", "[Institute of Technology](ORG e1)"),
        ("[Ministry of Defense](ORG e1)", "[Ministry of Defense](ORG e1)"),
        ("[日高見県](ORG e1)（以下[県](ORG e1)）", "[渡良瀬県](ORG e1)（以下[県](ORG e1)）"),
        ("[ミッション1](MISSION e1)", "[ミッション1](MISSION e1)"),
        ("[2号機](VEHICLE e1)", "[2号機](VEHICLE e1)"),
        ("[H3](VEHICLE e1)", "[H3](VEHICLE e1)"),
        # family names
        ("[三枝](PERSON e1)", "[三枝](PERSON e1)"),
        ("[Saegusa](PERSON e1)", "[Saegusa](PERSON e1)"),
        # numbers
        ("[MISAGO-1](VEHICLE e1)", "[MISAGO-2](VEHICLE e1)"),
    ],
)  # fmt: skip
def test_names_that_others_may_bear_are_not_joined(
    one: str, other: str, markup: Markup, joined: Joined
) -> None:
    assert joined(markup(one, id="a"), markup(other, id="b")) == set()


def test_a_fact_in_common_joins_what_a_short_name_does_not(markup: Markup, joined: Joined) -> None:
    text = "[ミサゴ](ORG e1)の[H3](VEHICLE e2)"
    documents = [markup(text, "e1 DEVELOPS e2", id=id) for id in "ab"]
    assert joined(*documents) == {frozenset({"a:ミサゴ", "b:ミサゴ"}), frozenset({"a:H3", "b:H3"})}


def test_what_contradicts_keeps_namesakes_apart(markup: Markup, joined: Joined) -> None:
    founded = [
        markup(
            "[株式会社ミサゴ](ORG e1)は[X](DATE e2)設立",
            "e1 FOUNDED_IN e2",
            f"e2 = {year}",
            id=year,
        )
        for year in ("1988", "2014")
    ]
    employed = [
        markup(f"[{firm}](ORG e1)の[三枝 玲](PERSON e2)", "e2 AFFILIATED_WITH e1", id=firm)
        for firm in ("株式会社アマツ", "株式会社ヨツバ")
    ]
    assert joined(*founded, *employed) == set()


def test_namesakes_are_not_all_compared_with_each_other(
    markup: Markup, monkeypatch: pytest.MonkeyPatch, joined: Joined
) -> None:
    compared = 0
    may_join = Groups.may_join

    def count(self: Groups, one: Key, other: Key) -> bool:
        nonlocal compared
        compared += 1
        return may_join(self, one, other)

    monkeypatch.setattr(Groups, "may_join", count)
    for label, name, fact in (
        ("PERSON", "三枝 玲", "e1 AFFILIATED_WITH e2"),
        ("VEHICLE", "H3", "e2 DEVELOPS e1"),
    ):
        documents = [
            markup(
                f"[{name}](PERSON e1)の[株式会社ミサゴ{n}](ORG e2)".replace("PERSON", label),
                fact,
                id=f"{n}",
            )
            for n in range(500)
        ]
        assert len(joined(*documents)) == 0
    # Each with each would be 249,500.
    assert compared < 6_000


def test_a_set_that_another_name_made_brings_its_evidence(markup: Markup, joined: Joined) -> None:
    def with_craft(text: str, *craft: str, id: str) -> Document:
        marked = (f"[{name}](VEHICLE e{n})" for n, name in enumerate(craft, 2))
        facts = (f"e1 DEVELOPS e{n}" for n, _ in enumerate(craft, 2))
        return markup("、".join((text, *marked)), *facts, id=id)

    full = "[Aster Rail Corp.](ORG e1)"
    every = f"{full}（以下「[ZRS](ORG e1)」「[ゼット](ORG e1)」）"
    documents = [
        with_craft("[ZRS](ORG e1)", "A1", id="a"),
        # of the larger set, that of its full name, which the smaller one joins
        with_craft(every, "A1", "K9", id="b"),
        *(markup(full, id=f"b{n}") for n in range(3)),
        with_craft("[ゼット](ORG e1)", "K9", id="c"),
    ]
    assert any(len(node) == 6 for node in joined(*documents))


def test_two_entities_of_one_document_are_never_joined(markup: Markup) -> None:
    twice = markup("[株式会社ミサゴ](ORG e1)と[ミサゴ株式会社](ORG e2)", id="a")
    linked = link([twice, markup("[株式会社ミサゴ](ORG e1)", id="b")])
    assert len({entry.id for key, entry in linked.links.items() if key.document == "a"}) == 2


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_of_days_are_days(day: str, telling: Telling) -> None:
    assert len(link(telling(day)).tellings) == 1


def test_a_class_noun_is_no_named_craft() -> None:
    classes = (
        *(
            ("軌道間輸送機", "Orbital Transfer Vehicle", "OTV"),
            ("SAR衛星",),
            ("ビジネスジェット機",),
        ),
        *(
            ("cargo ships",),
            ("Orbital transfer vehicle",),
            ("eVTOL",),
            ("無人トラクター",),
            ("船",),
        ),
    )
    names = (
        *(
            ("しらかんば",),
            ("イプシロンロケット",),
            ("第二ミサゴ丸",),
            ("KITE",),
            ("ミズグモシリーズ",),
        ),
        *(("Vega rocket",), ("Kite cargo ships", "Kite"), ("Miyama", "Vessel"), ("2号機",)),
    )
    assert [surfaces for surfaces in classes if is_named(surfaces)] == []
    assert [surfaces for surfaces in names if not is_named(surfaces)] == []
    assert is_bare_unit(("2号機", "Unit 2"))
    assert not is_bare_unit(("ミズホ2号機",))


def test_hostile_names_take_no_time(markup: Markup) -> None:
    long = "機" * 200_000 + "A " * 100_000
    assert len(link([markup(f"[{long}](VEHICLE e1)", id="a")]).registry) <= 1
