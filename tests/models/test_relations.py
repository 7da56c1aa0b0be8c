"""``kisha train relations``: the facts are learnt anew, the rest of the model stays as it is."""

import filecmp
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kisha import models
from kisha.corpus import KishaError, formats
from kisha.corpus.formats import brat, inline
from kisha.models import relations
from kisha.pipeline.cli.main import cli

ROOT = Path(__file__).parents[2]
TEXTS = [
    "[Amatsu Inc.](ORG e1) keeps [Velarium Ltd](ORG e2) as a pet.\n--- facts ---\ne1 OWNS e2\n",
    "[Velarium Ltd](ORG e1) saw [Amatsu Inc.](ORG e2) in the park.\n--- facts ---\n",
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for number, text in enumerate(TEXTS * 4):
        document = inline.loads(text, id=f"train-{number}")
        brat.write(document, tmp_path / "corpus" / "train" / "en")
    return tmp_path / "corpus"


def test_the_command_trains_the_facts_alone(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "own"
    options = ["--corpus", str(corpus), "--out", str(out)]
    result = CliRunner().invoke(cli, ["train", "relations", "en", *options])
    assert result.exit_code == 0, (result.output, result.exception)
    assert "trained on 4 facts" in result.output
    shipped = ROOT / "models" / "en_kisha"
    assert filecmp.cmp(out / "tagger/model", shipped / "tagger/model", shallow=False)
    assert json.loads((out / "meta.json").read_text("utf-8"))["relations"] == {
        "documents": 8,
        "facts": 4,
    }
    nlp = models.load(str(out))
    doc = relations.annotated(inline.loads(TEXTS[0], id="x"), nlp)
    (fact,) = nlp.get_pipe("kisha_relations").facts(doc)
    assert fact[:3] == ("e1", "OWNS", "e2")


def test_facts_of_dev_are_refused(corpus: Path, tmp_path: Path) -> None:
    brat.write(formats.read_all(ROOT / "corpus/dev/en")[0], corpus / "dev" / "en")
    options = ["--corpus", str(corpus), "--data", str(corpus / "dev"), "--out", str(tmp_path / "o")]
    result = CliRunner().invoke(cli, ["train", "relations", "en", *options])
    assert isinstance(result.exception, KishaError)
    assert result.exception.code == "M108"


def test_a_corpus_without_the_language_is_an_error(tmp_path: Path) -> None:
    japanese = [inline.loads("[アマツ](ORG e1)の話。\n--- facts ---\n", id="x")]
    with pytest.raises(KishaError, match="M109"):
        relations.train("en", japanese, tmp_path / "own")


def test_documents_without_facts_are_an_error(tmp_path: Path) -> None:
    lonely = [inline.loads("[Amatsu Inc.](ORG e1) spoke.\n--- facts ---\n", id="x")]
    with pytest.raises(KishaError, match="M112"):
        relations.train("en", lonely, tmp_path / "own")
