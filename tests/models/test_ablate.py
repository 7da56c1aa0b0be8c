"""Each part that an ablation leaves out is one that the recipes have."""

import pytest
from spacy.util import load_config, load_model_from_config
from typer.testing import CliRunner

from kisha.models.ablate import PARTS, _overrides
from kisha.models.shipped import LANGUAGES
from kisha.models.train import CONFIGS
from kisha.pipeline.cli.main import cli


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
def test_a_recipe_without_a_part_is_another_recipe_that_opens(part: str, language: str) -> None:
    whole = load_config(CONFIGS / f"{language}.cfg")
    other = load_config(CONFIGS / f"{language}.cfg", overrides=_overrides(part, language))
    assert (other.to_str() == whole.to_str()) == (part in ("all", "public sets"))
    if part == "swapped names":
        assert other["corpora"]["train"]["augmenter"]["names"] is None
    load_model_from_config(other, auto_fill=True)


def test_a_part_that_is_none_is_refused() -> None:
    result = CliRunner().invoke(cli, ["train", "ablate", "ja", "glitter"])
    assert result.exit_code == 2
    assert "no such part: glitter" in result.output
