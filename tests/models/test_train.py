"""The recipes: every config trains, overfits a handful, and comes back from disk the same."""

import shutil
from pathlib import Path

import pytest
import spacy
from spacy.training import Example
from spacy.util import load_config
from typer.testing import CliRunner

from kisha import models
from kisha.corpus import KishaError, formats
from kisha.corpus.formats import brat, inline
from kisha.models.examples import to_doc
from kisha.models.shipped import LANGUAGES, STAGES
from kisha.models.train import CONFIGS, package, prepare, prepared, train
from kisha.pipeline.cli.main import cli

ROOT = Path(__file__).parents[2]
HANDFUL = {
    "ja": [
        "[株式会社アマツ](ORG e1)（[代表取締役](ROLE e2)：[袴塚一馬](PERSON e3)）は[月着陸船](VEHICLE e4)を公開しました。",
        "[2027年4月](DATE e1)、[ミッション2](MISSION e2)の[ウズメ](VEHICLE e3)が飛び立ちます。",
        "[北星工業](ORG e1)の[三枝玲](PERSON e2)氏は[アルテミス計画](MISSION e3)を語りました。",
    ],
    "en": [
        "[Amatsu Giken](ORG e1) said [Kazuma Hakamazuka](PERSON e2) is its [chief executive](ROLE e3).",
        "The [lunar lander](VEHICLE e1) will fly in [April 2027](DATE e2) on [Mission 2](MISSION e3).",
        "[Velarium](ORG e1) built [Uzume](VEHICLE e2) for the [Artemis programme](MISSION e3).",
    ],
}
SMALL = {
    "components.tagger.model.width": 32,
    "components.tagger.model.tok2vec.embed.width": 32,
    "components.tagger.model.tok2vec.encode.width": 32,
    "components.tagger.model.tok2vec.encode.depth": 1,
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_config_overfits_a_handful_and_comes_back_the_same(language: str, tmp_path: Path) -> None:
    spacy.util.fix_random_seed(0)
    config = load_config(CONFIGS / f"{language}.cfg", overrides=SMALL, interpolate=True)
    nlp = spacy.util.load_model_from_config(config, auto_fill=True)
    documents = [inline.loads(f"{text}\n--- facts ---\n", id="x") for text in HANDFUL[language]]
    golds = [to_doc(document, nlp)[0] for document in documents]
    examples = [Example(nlp.make_doc(gold.text), gold) for gold in golds]
    optimizer = nlp.initialize(lambda: examples)
    optimizer.learn_rate = 0.01
    for _ in range(60):
        nlp.update(examples, sgd=optimizer, drop=0.0)
    assert nlp.evaluate(examples)["ents_f"] > 0.9

    nlp.meta["performance"] = {"ents_f": 1.0}
    nlp.to_disk(tmp_path / "trained")
    assert package(language, tmp_path / "trained", tmp_path / "packed", data=tmp_path) == {
        "ents_f": 1.0
    }
    again = models.load(str(tmp_path / "packed"))
    assert again.pipe_names[-len(STAGES) :] == list(STAGES)
    assert not (tmp_path / "packed" / "vocab").exists(), "vectors and strings stay out"
    for gold in golds:
        with again.select_pipes(disable=STAGES):
            assert [(e.text, e.label_) for e in again(gold.text).ents] == [
                (e.text, e.label_) for e in nlp(gold.text).ents
            ]


def test_prepared_examples_leave_the_gold_out(tmp_path: Path) -> None:
    from spacy.tokens import DocBin

    prepare("en", corpus=ROOT / "corpus", out=tmp_path)
    docs = [*DocBin().from_disk(tmp_path / "train.spacy").get_docs(spacy.blank("en").vocab)]
    assert len(docs) == len(formats.read_all(ROOT / "corpus/train/en"))
    assert not any("ispace" in doc.text or "Telespazio" in doc.text for doc in docs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shipped_model_opens_with_spacy_alone(language: str) -> None:
    nlp = spacy.load(ROOT / "models" / f"{language}_kisha")
    assert nlp.meta["name"] == "kisha"
    assert nlp.pipe_names == ["tagger", *STAGES]


def test_other_vectors_are_refused() -> None:
    overrides = {"nlp.after_creation.sha256": "0" * 64}
    config = load_config(CONFIGS / "ja.cfg", overrides=overrides)
    with pytest.raises(KishaError, match="M102"):
        spacy.util.load_model_from_config(config, auto_fill=True)


def test_a_model_that_is_none_is_an_error_with_a_remedy() -> None:
    with pytest.raises(KishaError, match=r"M101.*kisha train ner"):
        models.load("xx")


@pytest.mark.parametrize("language", LANGUAGES)
def test_shipped_weights_are_small_and_hold_no_pickle(language: str) -> None:
    files = [p for p in (ROOT / "models" / f"{language}_kisha").rglob("*") if p.is_file()]
    assert sum(path.stat().st_size for path in files) < 15_000_000
    assert not any(path.suffix in {".pkl", ".pickle", ".pt", ".bin"} for path in files)


def test_the_command_goes_from_documents_to_a_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for side in ("train", "dev"):
        for number, text in enumerate(HANDFUL["en"]):
            document = inline.loads(f"{text}\n--- facts ---\n", id=f"{side}-{number}")
            brat.write(document, tmp_path / "corpus" / side / "en")
    shutil.copytree(ROOT / "corpus/names", tmp_path / "corpus/names")
    few = {"training.max_steps": 2, "training.eval_frequency": 1, **SMALL}
    config = load_config(CONFIGS / "en.cfg", overrides=few, interpolate=False)
    config.to_disk(tmp_path / "en.cfg")
    monkeypatch.setattr("kisha.models.train.CONFIGS", tmp_path)
    options = ["--corpus", "corpus", "--out", "model", "--work", "work", "--swaps", "1"]
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["train", "ner", "en", *options])
    assert result.exit_code == 0, result.output
    assert "dev mention F1" in result.output
    nlp = models.load(str(tmp_path / "model"))
    assert nlp.meta["training_data"].keys() == {"train.spacy", "dev.spacy"}
    assert [source["license"] for source in nlp.meta["sources"]] == ["CC BY 4.0"], "none public"
    assert str(tmp_path) not in (tmp_path / "model/config.cfg").read_text("utf-8")


def test_what_scores_a_model_may_not_train_it(tmp_path: Path) -> None:
    dev = formats.read_all(ROOT / "corpus/dev/en")[:1]
    with pytest.raises(KishaError, match=r"M108.*en-0005 is a document of dev"):
        prepared("en", corpus=ROOT / "corpus", work=tmp_path, own=dev)


def test_documents_of_the_other_language_alone_are_an_error(tmp_path: Path) -> None:
    own = [inline.loads("[アマツ](ORG e1)の話です。\n--- facts ---\n", id="x")]
    with pytest.raises(KishaError, match=r"M109"):
        prepared("en", corpus=ROOT / "corpus", work=tmp_path, own=own)


def test_a_model_of_another_language_lends_no_weights(tmp_path: Path) -> None:
    with pytest.raises(KishaError, match=r"M110"):
        train("en", work=tmp_path, out=tmp_path / "out", names=ROOT / "corpus/names",
              start=ROOT / "models/ja_kisha")  # fmt: skip


def test_a_folder_of_something_else_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("三年分", "utf-8")
    with pytest.raises(KishaError, match="M103"):
        package("en", ROOT / "models/en_kisha", tmp_path, data=tmp_path)
    assert (tmp_path / "thesis.txt").exists()
