"""The README and the docs do as they say: their code runs, their pages are up to date."""

import json
import re
import runpy
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from kisha.models.shipped import shared
from kisha.pipeline import expand, run
from kisha.pipeline.cli.main import cli
from kisha.pipeline.export.records import from_record, to_record

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
SCHEMA = json.loads((ROOT / "docs/document.schema.json").read_text("utf-8"))


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def commands() -> list[str]:
    lines = "\n".join(blocks("sh")).splitlines()
    return [line.split("#")[0].strip() for line in lines if line.startswith("kisha ")]


def test_the_readme_opens_with_the_two_commands() -> None:
    assert [line.split("#")[0].strip() for line in blocks("sh")[0].splitlines()] == [
        "make run",
        "make test",
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the commands run in turn: some read what one before them wrote."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "seeds").symlink_to(ROOT / "seeds")
    (folder / "corpus").symlink_to(ROOT / "corpus")
    return folder


@pytest.mark.parametrize("command", commands())
def test_commands_of_the_readme_run(
    command: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(cli, command.split()[1:])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("code", blocks("python"))
def test_python_of_the_readme_runs(
    code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102
    said = capsys.readouterr().out
    expected = "('株式会社アマツ技研', 'ORG'" if "アマツ技研" in code else "Telespazio"
    assert expected in said


def test_the_page_of_the_command_is_that_of_its_help() -> None:
    """Its words, whatever boxes a version of rich draws around them."""
    page = runpy.run_path(str(ROOT / "docs/generate_cli.py"))["page"]()
    made, stored = (
        re.findall(r"[\w'.-]+", text) for text in (page, (ROOT / "docs/cli.md").read_text("utf-8"))
    )
    assert sorted(made) == sorted(stored), "python docs/generate_cli.py > docs/cli.md"


def test_documents_of_the_seeds_keep_the_schema_and_come_back() -> None:
    for document in run(expand([str(ROOT / "seeds")]), shared):
        record = json.loads(json.dumps(to_record(document)))
        jsonschema.validate(record, SCHEMA)
        assert from_record(record, document.text) == document


def test_the_schema_refuses_another_label() -> None:
    document = next(iter(run(expand([str(ROOT / "seeds")]), shared)))
    record = json.loads(json.dumps(to_record(document)))
    record["mentions"][0]["label"] = "Flora"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, SCHEMA)


def test_the_tables_of_the_readmes_are_what_the_commands_print() -> None:
    """Figures may differ by a mention or two: processors round in different ways."""
    generate = runpy.run_path(str(ROOT / "docs/generate_scores.py"))
    tables = generate["tables"]()
    figure = re.compile(r"\b[01]\.[0-9]{3}\b")
    for name in generate["PAGES"]:
        now = (ROOT / name).read_text("utf-8")
        then = generate["page"](name, tables)
        assert figure.sub("", now) == figure.sub("", then), "python docs/generate_scores.py"
        said, made = (list(map(float, figure.findall(text))) for text in (now, then))
        assert said == pytest.approx(made, abs=0.1), "python docs/generate_scores.py"
        assert sum(said) == pytest.approx(sum(made), abs=0.5), "python docs/generate_scores.py"
