"""``kisha evaluate --records``: gold rows against what was predicted on the way."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import typer

from kisha.corpus import Document, Release
from kisha.evaluation import Score
from kisha.pipeline.cli.records import read_rows, scores

HEADER = "document\tfield\tvalue\n"


def test_documents_with_rows_are_scored(markup: Callable[..., Document], tmp_path: Path) -> None:
    path = tmp_path / "records.tsv"
    path.write_text(f"{HEADER}a\tissuer\tアマツ\na\tdate\t2027-04-01\nc\ttitle\t月へ\n", "utf-8")
    gold = [markup("[アマツ](ORG e1)は船を出荷した。", id=id) for id in ("a", "b")]
    release = Release("月へ", issuers=("e1",))
    found = scores([(one, replace(one, release=release)) for one in gold], read_rows(path))
    assert found["issuer"] == Score(1, 1, 1)
    assert found["date"] == Score(0, 0, 1)
    assert found["title"] == Score(0, 1, 0)


def test_a_table_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    path = tmp_path / "records.tsv"
    path.write_text(f"{HEADER}a\tseal\tx\n", "utf-8")
    with pytest.raises(typer.BadParameter, match="seal"):
        read_rows(path)
