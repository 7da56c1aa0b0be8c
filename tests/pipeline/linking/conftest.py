"""Two tellings of one release, and what linking makes one: shared by the tests of linking."""

from collections.abc import Callable

import pytest

from kisha.corpus import Document
from kisha.pipeline.linking import Linked, link

Markup = Callable[..., Document]

JA = """[2027年4月1日](DATE e1)
[株式会社ヒナギク宇宙](ORG e2)（以下「[ヒナギク](ORG e2)」）と[Velebit Propulsion d.o.o.](ORG e3)は\
[2027年3月9日](DATE e4)に契約し、[国土交通省](ORG e5)の[海の見張り実証事業](MISSION e6)で\
[小型衛星](VEHICLE e7)[「しおさい1号機」](VEHICLE e8)を[2028年6月](DATE e9)に打ち上げます。
[代表取締役社長](ROLE e10) [三枝 玲](PERSON e11)、[技術部長](ROLE e12) [鳴海 環](PERSON e13)"""
EN = """[April 1, 2027](DATE e1)
[Hinagiku Space Co., Ltd.](ORG e2) ("[Hinagiku](ORG e2)") signed with [Velebit Propulsion d.o.o.](ORG e3)
on [March 9, 2027](DATE e4). [Shiosai Unit 1](VEHICLE e8), a [satellite](VEHICLE e7), goes up in
[June 2028](DATE e9) under the [Guarding the Waves](MISSION e6) scheme of the
[Ministry of Land, Infrastructure, Transport and Tourism](ORG e5).
[President](ROLE e10) [Rei Saegusa](PERSON e11), [Chief Engineer](ROLE e12) [Tamaki Narumi](PERSON e13)"""
VALUES = ("e1 = 2027-04-01", "e4 = 2027-03-09", "e9 = 2028-06")
FACTS = (
    *VALUES,
    *(
        "e11 AFFILIATED_WITH e2",
        "e11 HOLDS_ROLE e10",
        "e13 AFFILIATED_WITH e2",
        "e13 HOLDS_ROLE e12",
    ),
    *("e2 PARTNERS_WITH e3", "e2 DEVELOPS e8", "e8 LAUNCH_DATE e9", "e8 FLIES_ON e6"),
    *("e2 PARTICIPATES_IN e6", "e5 PARTICIPATES_IN e6"),
)


@pytest.fixture
def telling(markup: Markup) -> Callable[..., list[Document]]:
    """Both tellings, issued on ``day``; the English one with other values and another partner."""

    def told(
        day: str = "2027-04-01", *, english: tuple[str, ...] = (), partner: str = "Velebit"
    ) -> list[Document]:
        values, facts = (f"e1 = {day}", *VALUES[1:]), FACTS[len(VALUES) :]
        other = EN.replace("Velebit", partner)
        return [
            markup(JA, *values, *facts, id="ja-1"),
            markup(other, *(english or values), *facts, id="en-1"),
        ]

    return told


@pytest.fixture
def tellings(telling: Callable[..., list[Document]]) -> list[Document]:
    return telling()


@pytest.fixture
def nodes() -> Callable[[Linked], set[frozenset[str]]]:
    """Gives the entries that hold more than one entity, each as ``document:name``."""

    def of(linked: Linked) -> set[frozenset[str]]:
        found: dict[str, set[str]] = {}
        for key, entry in linked.links.items():
            found.setdefault(entry.id, set()).add(f"{key.document}:{linked.names[key]}")
        return {frozenset(names) for names in found.values() if len(names) > 1}

    return of


@pytest.fixture
def joined(nodes: Callable[[Linked], set[frozenset[str]]]) -> Callable[..., set[frozenset[str]]]:
    """Gives those of some documents."""
    return lambda *documents: nodes(link(documents))
