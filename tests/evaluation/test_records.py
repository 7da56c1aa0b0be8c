"""Records, gold against predicted: the score of each field."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from kisha.corpus import Document, Release
from kisha.corpus.records import FIELDS, Row, read, rows
from kisha.evaluation import Score
from kisha.evaluation.records import score

TEXTS = st.lists(st.text(min_size=1, max_size=4), max_size=3, unique=True)


def named(document: Document) -> list[Row]:
    """The rows of a document's own record, entities by name, as a table has them."""
    names = {entity.id: entity.name for entity in document.entities}
    return [row._replace(entity=names.get(row.entity, "")) for row in rows(document.release)]


@st.composite
def recorded(draw: st.DrawFn, documents: SearchStrategy[Document]) -> Document:
    """Any document with any record of its organisations and people."""
    document = draw(documents)
    ids = [entity.id for entity in document.entities if entity.name]
    some = st.lists(st.sampled_from(ids), unique=True, max_size=3) if ids else st.just([])
    release = Release(
        draw(st.none() | st.text(min_size=1)),
        draw(st.none() | st.just("2027-04-01")),
        issuers=tuple(draw(some)),
        securities_codes=dict.fromkeys(draw(some), "9991"),
        contacts=tuple(draw(TEXTS)),
        parties=tuple(draw(some)),
        agreements=tuple(draw(st.sampled_from([(), ("MOU",), ("MOU", "LOI")]))),
        spokespersons=tuple(draw(some)),
    )
    return replace(document, release=release)


@given(st.data())
def test_a_record_against_itself_is_found_whole(
    documents: SearchStrategy[Document], data: st.DataObject
) -> None:
    document = data.draw(recorded(documents))
    for part in score([(document, named(document), document)]).values():
        assert part.true == part.gold


@given(st.data())
def test_the_order_of_rows_is_nothing(
    documents: SearchStrategy[Document], data: st.DataObject
) -> None:
    document = data.draw(recorded(documents))
    record = named(document)
    other = replace(
        document, release=Release(title="x", issuers=(document.release or Release()).issuers)
    )
    shuffled = data.draw(st.permutations(record))
    assert score([(document, shuffled, other)]) == score([(document, record, other)])


@given(st.data())
def test_nothing_predicted_is_recall_0_and_no_precision(
    documents: SearchStrategy[Document], data: st.DataObject
) -> None:
    document = data.draw(recorded(documents))
    for part in score([(document, named(document), replace(document, release=None))]).values():
        assert (part.true, part.predicted) == (0, 0)


def test_an_organisation_is_right_by_any_of_its_names(markup: Callable[..., Document]) -> None:
    gold = markup(
        "[株式会社アマツ](ORG e1)（以下「[アマツ](ORG e1)」）と[北斗](ORG e2)は、船を出荷した。"
    )
    found = markup("[株式会社アマツ](ORG e1)（以下「アマツ」）と[北斗](ORG e2)は、船を出荷した。")
    found = replace(found, release=Release(issuers=("e1",), parties=("e2",)))
    record = [Row("issuer", entity="アマツ"), Row("party", entity="アマツ")]
    scores = score([(gold, record, found)])
    assert scores["issuer"] == Score(1, 1, 1)
    assert scores["party"] == Score(0, 1, 1)


def test_what_is_no_mention_is_compared_as_text(markup: Callable[..., Document]) -> None:
    gold = markup("アマツ は船を出荷した。[北斗](ORG e1)は受け取った。")
    found = markup("[アマツ](ORG e1) は船を出荷した。[北斗](ORG e2)は受け取った。")
    found = replace(found, release=Release(issuers=("e1",), spokespersons=("e2",)))
    record = [Row("issuer", entity="ｱﾏﾂ"), Row("spokesperson", entity="ア北斗")]
    scores = score([(gold, record, found)])
    assert scores["issuer"] == Score(1, 1, 1)
    assert scores["spokesperson"] == Score(0, 1, 1)


def test_one_entity_split_in_two_is_right_once(markup: Callable[..., Document]) -> None:
    gold = markup("[株式会社アマツ](ORG e1)、略して[アマツ](ORG e1)。")
    found = markup("[株式会社アマツ](ORG e1)、略して[アマツ](ORG e2)。")
    found = replace(found, release=Release(issuers=("e1", "e2")))
    assert score([(gold, [Row("issuer", entity="アマツ")], found)])["issuer"] == Score(1, 2, 1)


def test_a_code_is_right_with_its_organisation(markup: Callable[..., Document]) -> None:
    gold = markup("[アマツ](ORG e1)と[北斗](ORG e2)（9991）は船を出荷した。")
    found = replace(gold, release=Release(securities_codes={"e1": "9991", "e2": "９９９１"}))
    record = [Row("securities_code", "9991", "北斗")]
    assert score([(gold, record, found)])["securities_code"] == Score(1, 2, 1)


def test_a_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "records.tsv"
    path.write_text('document\tfield\tvalue\na\ttitle\t"A, B"\na\tissuer\tA=B\na\tsecurities_code\tA=B=9991\n', "utf-8")  # fmt: skip
    assert read(path) == {
        "a": [Row("title", '"A, B"'), Row("issuer", entity="A=B"), Row("securities_code", "9991", "A=B")]
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("document\tvalue\n", "columns"),
        ("document\tfield\tvalue\na\tseal\tx\n", ":2"),
        ("document\tfield\tvalue\na\ttitle\n", ":2"),
        ("document\tfield\tvalue\na\ttitle\t\n", ":2"),
    ],
)
def test_what_is_no_table_of_records_is_told(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "records.tsv"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=told):
        read(path)


def test_there_is_a_score_for_each_field() -> None:
    assert list(score([])) == list(FIELDS)
