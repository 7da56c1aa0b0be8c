"""The ids of a registry: they stay when documents are added, or the registry is read again."""

from collections.abc import Callable

from kisha.corpus import Document
from kisha.pipeline.linking import link

Markup = Callable[..., Document]


def test_ids_stay_when_documents_are_added(tellings: list[Document], markup: Markup) -> None:
    before = {key: entry.id for key, entry in link(tellings[1:]).links.items()}
    later = markup("[株式会社ヒナギク宇宙](ORG e1)、[2028年](DATE e2)", "e2 = 2028-01-01", id="x")
    after = link([later, tellings[1]])
    assert {key: after.links[key].id for key in before} == before


def test_a_registry_that_was_read_keeps_its_ids_and_grows(
    tellings: list[Document], markup: Markup
) -> None:
    first = link(tellings)
    earlier = markup("[株式会社ヒナギク宇宙](ORG e1)、[2020](DATE e2)", "e2 = 2020-02-02", id="x")
    second = link([earlier], registry=first.registry)
    (entry,) = second.links.values()
    assert entry.id in {old.id for old in first.registry}
    assert (entry.releases, entry.first_seen, entry.last_seen) == (3, "2020-02-02", "2027-04-01")
    assert len(second.registry) == len(first.registry)
    again = link([*tellings, earlier], registry=second.registry)
    assert [old.id for old in again.registry] == [old.id for old in first.registry]
    assert {key: entry.releases for key, entry in again.links.items() if key.document == "x"} == {
        next(iter(second.links)): 3
    }


def test_a_registry_knows_two_of_one_name_in_a_document_apart(markup: Markup) -> None:
    twins = [markup("[2号機](VEHICLE e1)と[2号機](VEHICLE e2)、[3号機](VEHICLE e3)", id="a")]
    first = link(twins)
    assert link(twins, registry=first.registry).links == first.links
