"""Two labellings of one text: what they share, and what each says alone."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from kisha.corpus import Document
from kisha.evaluation.agreement import agreement, by_id, disagreements

Markup = Callable[..., Document]
Pair = tuple[Document, Document]


@given(data=st.data())
def test_a_document_agrees_with_itself(data: st.DataObject, documents: object) -> None:
    document = data.draw(documents)  # type: ignore[arg-type]
    found = agreement([(document, document)])
    for part in (found.mentions, found.clusters, found.values, found.facts):
        assert part.true == part.gold == part.predicted
    assert list(disagreements(document, document)) == []


@given(data=st.data())
def test_it_makes_no_difference_who_is_first(
    data: st.DataObject, pairs: st.SearchStrategy[Pair]
) -> None:
    first, second = data.draw(pairs)
    there, back = agreement([(first, second)]), agreement([(second, first)])
    assert there.mentions.f1 == back.mentions.f1
    assert there.clusters.f1 == back.clusters.f1


def test_every_disagreement_is_listed(markup: Markup) -> None:
    first = markup(
        "[アマツ](ORG e1)と[北星](ORG e2)は[本日](DATE e3)、ミズホを",
        "e3 = 2027-04-01",
        "e1 PARTNERS_WITH e2",
    )
    second = markup(
        "[アマツ](ORG e1)と[北星](ORG e2)は[本日](DATE e3)、[ミズホ](VEHICLE e4)を",
        "e3 = 2027-04-02",
        "e2 DEVELOPS e4",
    )
    assert list(disagreements(first, second)) == [
        "release 10:13 > VEHICLE ミズホ",
        "release 本日 = 2027-04-01 < > 2027-04-02",
        "release < アマツ PARTNERS_WITH 北星",
        "release > 北星 DEVELOPS ミズホ",
    ]
    found = agreement(by_id([first], [second]))
    assert (found.mentions.true, found.mentions.gold, found.mentions.predicted) == (3, 3, 4)
    assert (found.values.true, found.values.gold) == (0, 1)
    assert found.facts.f1 == 0
