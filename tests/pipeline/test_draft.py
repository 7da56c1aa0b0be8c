"""``kisha draft``: releases labelled for correction, and corrections never overwritten."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kisha.corpus import KishaError, formats
from kisha.pipeline.cli.main import cli

TEXTS = {
    "sure": "株式会社アマツは2027年4月1日に設立されました。",
    "unsure": "シナノとウミツバメの話。テンリュウ、トビウオ、カガミも来る。",
}


@pytest.fixture
def new(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


def draft(new: Path, *options: str) -> str:
    result = CliRunner().invoke(
        cli, ["draft", str(new), "--out", str(new / "drafts"), "--to", "inline", *options]
    )
    if isinstance(result.exception, KishaError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def test_each_release_is_a_draft_with_a_row(new: Path) -> None:
    rows = [line.split("\t") for line in draft(new).splitlines()]
    assert rows[0] == ["id", "likely_wrong", "mentions", "least_certain"]
    assert {row[0] for row in rows[1:]} == set(TEXTS)
    assert float(rows[1][1]) >= float(rows[2][1])
    written = {d.id: d.text for d in formats.read_all(new / "drafts")}
    assert written == TEXTS


def test_only_the_first_are_written(new: Path) -> None:
    rows = draft(new, "--first", "1").splitlines()
    assert len(rows) == 2
    assert [p.stem for p in (new / "drafts").iterdir()] == [rows[1].split("\t")[0]]


def test_what_a_person_corrected_is_not_overwritten(new: Path) -> None:
    draft(new)
    (new / "drafts" / "sure.inline").write_text("[corrected](ORG e1)\n", "utf-8")
    with pytest.raises(KishaError, match=r"W102.*drafts is there already"):
        draft(new)
    assert "corrected" in (new / "drafts" / "sure.inline").read_text("utf-8")
