"""Vectors keep what tells words apart, in fewer dimensions."""

import numpy as np
import pytest
from typer.testing import CliRunner

from kisha.models.distil import reduced
from kisha.pipeline.cli.main import cli


def test_words_that_were_near_stay_near() -> None:
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(3, 40))
    rows = np.repeat(centres, 20, axis=0) + 0.1 * rng.normal(size=(60, 40))
    found = reduced(rows.astype(np.float32), 2)
    assert found.shape == (60, 2)
    assert found.std() == pytest.approx(1, abs=1e-4)
    distances = np.linalg.norm(found[:, None] - found[None], axis=-1)
    same = np.arange(60)[:, None] // 20 == np.arange(60)[None] // 20
    assert distances[same].max() < distances[~same].min()


def test_without_transformers_or_encoder_there_is_one_clear_line() -> None:
    result = CliRunner().invoke(cli, ["train", "vectors", "no-such-folder", "--out", "x"])
    assert result.exit_code != 0
    said = f"{result.output}{result.exception}"
    assert "M104" in said or "M105" in said
