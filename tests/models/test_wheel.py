"""A model as a wheel: what it holds, and that spaCy opens it where it is installed."""

import importlib
import sys
import zipfile
from pathlib import Path

import pytest
import spacy
from typer.testing import CliRunner

from kisha.corpus import KishaError
from kisha.models.wheel import wheel
from kisha.pipeline.cli.main import cli

ROOT = Path(__file__).parents[2]


def test_a_wheel_holds_the_model_its_licence_and_no_pickle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = CliRunner().invoke(cli, ["models", "package", "ja", "--out", str(tmp_path / "dist")])
    if "is there a network?" in str(result.exception):
        pytest.skip("pip has no network to fetch setuptools from")
    assert result.exit_code == 0, result.output
    (file,) = (tmp_path / "dist").iterdir()
    assert file.name.startswith("ja_kisha-")
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "site")
    assert any(name.endswith("LICENSE") for name in names)
    assert not any(name.endswith((".pkl", ".pickle", ".pt", ".bin")) for name in names)

    monkeypatch.syspath_prepend(tmp_path / "site")
    importlib.invalidate_caches()
    nlp = spacy.load("ja_kisha")
    assert Path(sys.modules["ja_kisha"].__file__ or "").is_relative_to(tmp_path)
    folder = spacy.load(ROOT / "models/ja_kisha")
    text = "株式会社アマツは2027年に月着陸船「ウズメ」を打ち上げます。"
    assert [(e.text, e.label_) for e in nlp(text).ents] == [
        (e.text, e.label_) for e in folder(text).ents
    ]
    assert nlp(text).ents


def test_what_is_no_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KishaError, match="M101"):
        wheel("xx", tmp_path)
