"""The loop of ``docs/retraining.md``, command by command: a new kind of craft is learned, none lost."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kisha.corpus import formats
from kisha.models.measure import measure
from kisha.models.shipped import chosen
from kisha.pipeline.cli.main import cli

ROOT = Path(__file__).parents[1]
CLIMBERS = ROOT / "tests" / "data" / "climbers"
PAGE = (ROOT / "docs" / "retraining.md").read_text("utf-8")
COMMANDS = [
    shlex.split(line)[1:]
    for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
]


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with ``corpus``, ``new`` and ``held-out``."""
    (tmp_path / "new").mkdir()
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    shutil.copytree(CLIMBERS / "test", tmp_path / "held-out")
    for document in formats.read_all(CLIMBERS / "train"):
        (tmp_path / "new" / f"{document.id}.txt").write_text(document.text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def f1(model: str | None, folder: Path, label: str | None = None) -> float:
    report = measure(formats.read_all(folder), chosen(model))
    return (report.mentions[label] if label else report.all_mentions).f1 or 0.0


def test_ten_releases_teach_a_new_kind_of_craft_and_cost_nothing_else(workplace: Path) -> None:
    for command in COMMANDS:
        result = CliRunner().invoke(cli, command)
        if command[:2] == ["models", "package"] and "network" in str(result.exception):
            continue
        assert result.exit_code == 0, (command, result.output, result.exception)
        if command[0] == "draft":
            assert sorted(p.stem for p in (workplace / "drafts").iterdir()) == sorted(
                p.stem for p in (CLIMBERS / "train").iterdir()
            )
            shutil.copytree(CLIMBERS / "train", workplace / "drafts", dirs_exist_ok=True)
    before, after = (f1(m, workplace / "held-out", "VEHICLE") for m in (None, "my_kisha"))
    assert before < 0.6
    assert after > 0.85
    dev = ROOT / "corpus" / "dev" / "ja"
    assert f1("my_kisha", dev) > f1(None, dev) - 0.01
    assert (workplace / "facts" / "documents.jsonl").is_file()
