"""The tables: what is in them, and that no spreadsheet runs what a release says."""

import csv
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kisha.corpus import Document, Release
from kisha.corpus.formats import inline
from kisha.corpus.frames import COLUMNS, frames
from kisha.pipeline.export.tables import WRITERS, Format, unmarked, write_csv

DOCUMENT = inline.loads(
    """\
[株式会社 Amatsu](ORG e1)（[代表取締役](ROLE e2)：[袴塚一馬](PERSON e3)、以下「[アマツ](ORG e1)」）
は、[2027年4月1日](DATE e4)、"𠮷野"に[ミズホ, 2号機](VEHICLE e5)を…
--- facts ---
e4 = 2027-04-01
e3 HOLDS_ROLE e2
e3 AFFILIATED_WITH e1
e5 LAUNCH_DATE e4 ~0.75
""",
    id="アマツ",
)
FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_rows() -> None:
    tables = frames([DOCUMENT])
    assert {name: list(table.columns) for name, table in tables.items()} == COLUMNS
    first = ["アマツ", "m1", "e1", "ORG", "株式会社Amatsu", 0, 11, 1.0]
    assert tables["mentions"].iloc[0].tolist() == first
    assert tables["entities"]["mentions"].tolist() == [2, 1, 1, 1, 1]
    facts = tables["relations"][["head_name", "type", "tail_name", "tail_value", "score"]]
    assert facts.to_numpy().tolist()[-1] == [
        *("ミズホ, 2号機", "LAUNCH_DATE", "2027年4月1日", "2027-04-01", 0.75)
    ]


def test_a_row_for_each_value_of_the_record() -> None:
    release = Release("月へ", issuers=("e1",), securities_codes={"e1": "9991"}, agreements=("MOU",))
    table = frames([replace(DOCUMENT, release=release)])["records"]
    assert table.fillna("").to_numpy().tolist() == [
        ["アマツ", "title", "", "月へ"],
        ["アマツ", "issuer", "e1", DOCUMENT.entities[0].name],
        ["アマツ", "agreement", "", "MOU"],
        ["アマツ", "securities_code", "e1", "9991"],
    ]


def test_offsets_lead_to_the_source() -> None:
    for row in frames([DOCUMENT])["mentions"].itertuples():
        surface = DOCUMENT.text[row.start : row.end]
        assert surface.replace(" ", "") == row.text.replace(" ", "")


def test_documents_stand_one_after_the_other() -> None:
    other = inline.loads("[ソラノメ](ORG e1)\n--- facts ---\n", id="b")
    table = frames([DOCUMENT, other])["mentions"]
    assert table["document"].unique().tolist() == ["アマツ", "b"]
    assert len(table) == len(DOCUMENT.mentions) + 1


@pytest.mark.parametrize("documents", [[], [Document("a", "本文", "ja")]])
def test_tables_without_rows_keep_their_columns(documents: list[Document], tmp_path: Path) -> None:
    for name, table in frames(documents).items():
        assert table.empty
        write_csv(table, tmp_path / "empty.csv")
        assert rows(tmp_path / "empty.csv") == [COLUMNS[name]]


@pytest.mark.parametrize("name", COLUMNS)
def test_japanese_reads_back_equal(name: str, tmp_path: Path) -> None:
    table = frames([DOCUMENT])[name]
    path = tmp_path / "table.csv"
    WRITERS[Format.CSV](table, path)
    back = pd.read_csv(path)
    pd.testing.assert_frame_equal(back, table, check_dtype=False)


def test_excel_is_told_the_encoding(tmp_path: Path) -> None:
    write_csv(frames([DOCUMENT])["mentions"], tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b'\xef\xbb\xbf"document",')


@pytest.mark.parametrize("start", FORMULAS)
@pytest.mark.parametrize("space", ["", " ", "\u3000", "  "])
def test_no_cell_is_a_formula(space: str, start: str, tmp_path: Path) -> None:
    cell = f'{space}{start}HYPERLINK("https://amatsu.example";"月")'
    write_csv(pd.DataFrame({"name": [cell, "月"]}), tmp_path / "a.csv")
    assert rows(tmp_path / "a.csv")[1:] == [[f"'{cell}"], ["月"]]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
@example(cells=["x\r=1+1"])
@example(cells=["'", "'ja", "-ja", "'-ja", "''-ja"])
def test_whatever_a_cell_holds(tmp_path_factory: pytest.TempPathFactory, cells: list[str]) -> None:
    path = tmp_path_factory.mktemp("tables") / "a.csv"
    write_csv(pd.DataFrame({"id": range(len(cells)), "name": cells}), path)
    for cell, (_, written) in zip(cells, rows(path)[1:], strict=True):
        assert unmarked(written) == cell
        assert not written.lstrip(" \u3000").startswith(FORMULAS)


def test_numbers_are_left_alone(tmp_path: Path) -> None:
    write_csv(pd.DataFrame({"start": [-1], "score": [-0.5]}), tmp_path / "a.csv")
    assert rows(tmp_path / "a.csv")[1] == ["-1", "-0.5"]


def test_parquet_reads_back_equal(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    for name, table in frames([DOCUMENT]).items():
        WRITERS[Format.PARQUET](table, tmp_path / f"{name}.parquet")
        pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / f"{name}.parquet"), table)
