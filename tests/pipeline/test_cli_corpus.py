"""``kisha corpus`` as a user meets it: results on standard output, losses and counts beside it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kisha.corpus.formats import brat, inline
from kisha.pipeline.cli.main import cli

TEXT = """[アマツ](ORG e1)は[2027年4月1日](DATE e2)、[北星](ORG e3)と。[アマツ](ORG e1)より
--- facts ---
e2 = 2027-04-01
e1 PARTNERS_WITH e3
"""


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["corpus", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    brat.write(inline.loads(TEXT, id="a"), tmp_path / "first")
    return tmp_path / "first"


def test_convert_lists_each_thing_that_the_format_does_not_hold(folder: Path) -> None:
    code, _, said = run("convert", folder, "--to", "conll", "--out", folder.parent / "x.conll")
    assert code == 0
    assert "a: fact: e1 PARTNERS_WITH e3" in said
    assert "a: date value: '2027年4月1日' = 2027-04-01" in said
    assert "1 documents; not carried over: " in said
    assert (folder.parent / "x.conll").read_text("utf-8").startswith("-DOCSTART- a ")


def test_convert_there_and_back_over_label_studio(folder: Path) -> None:
    tasks = folder.parent / "tasks.json"
    assert run("convert", folder, "--to", "label-studio", "--out", tasks)[0] == 0
    assert (folder.parent / "label_studio.xml").read_text("utf-8").count("<Label ") == 6
    code, _, said = run("convert", tasks, "--to", "brat", "--out", folder.parent / "back")
    assert (code, said.strip()) == (0, "1 documents; not carried over: nothing")
    for name in ("a.txt", "a.ann"):
        assert (folder.parent / "back" / name).read_bytes() == (folder / name).read_bytes()


def test_an_unknown_format_is_wrong_usage(folder: Path) -> None:
    assert run("convert", folder, "--to", "xml", "--out", folder.parent / "x")[0] == 2


def test_agreement_and_its_list(folder: Path, tmp_path: Path) -> None:
    other = TEXT.replace("[北星](ORG e3)", "[北星](PERSON e3)").replace("e1 PARTNERS_WITH e3\n", "")
    brat.write(inline.loads(other, id="a"), tmp_path / "second")
    code, table, said = run("agreement", folder, tmp_path / "second", "--list")
    assert code == 0
    assert "a 14:16 < ORG 北星" in table
    assert "a 14:16 > PERSON 北星" in table
    assert "0.750" in table
    assert said.strip() == "1 documents"


def test_agreement_over_other_texts_is_wrong_usage(folder: Path, tmp_path: Path) -> None:
    brat.write(inline.loads(TEXT.replace("より", "から"), id="a"), tmp_path / "second")
    assert run("agreement", folder, tmp_path / "second")[0] == 2
    brat.write(inline.loads(TEXT, id="b"), tmp_path / "third")
    assert run("agreement", folder, tmp_path / "third")[0] == 2


def test_fetch_from_a_folder_without_the_files_says_which(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        cli, ["corpus", "fetch", "--out", str(tmp_path / "out"), "--from", str(tmp_path)]
    )
    assert result.exit_code != 0
    assert "C110" in f"{result.stderr}{result.exception}"


def test_stats_with_a_chart(folder: Path) -> None:
    code, tables, _ = run("stats", folder, "--chart", folder.parent / "c.svg")
    assert code == 0
    assert "runs shared with another" in tables
    assert (folder.parent / "c.svg").stat().st_size > 1000
