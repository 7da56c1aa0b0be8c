"""The contract of encoders: a small one, made on disk, goes all the way to a model that runs."""

import json
import math
import re
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
import spacy
from click.testing import Result
from typer.testing import CliRunner

from kisha import models
from kisha.corpus.formats import brat, inline
from kisha.models.finetune import BOTH, ENCODERS, examples, untrained
from kisha.models.shipped import LANGUAGES, STAGES
from kisha.pipeline.cli.main import cli

ROOT = Path(__file__).parents[2]
HANDFUL = [
    "[株式会社アマツ](ORG e1)（[代表取締役](ROLE e2)：[袴塚一馬](PERSON e3)）は[月着陸船](VEHICLE e4)を公開しました。",
    "[2027年4月](DATE e1)、[ミッション2](MISSION e2)の[ウズメ](VEHICLE e3)が飛び立ちます。\n\n[北星](ORG e4)より",
    "[北星工業](ORG e1)の[三枝　玲](PERSON e2)氏は[アルテミス計画](MISSION e3)を語りました。",
]
EPOCHS = 40
MARKS = {"pad_token": "<pad>", "unk_token": "<unk>", "cls_token": "<s>", "sep_token": "</s>"}


def plain(text: str) -> str:
    return inline.loads(f"{text}\n--- facts ---\n", id="x").text


def vocabulary() -> list[tuple[str, float]]:
    """Pieces of one to three characters, the commoner the likelier: the same in every run."""
    marked = ["▁" + re.sub(r"\s", "▁", normalize("NFKC", plain(text))) for text in HANDFUL]
    counts = Counter(
        text[start : start + length]
        for text in marked
        for length in (1, 2, 3)
        for start in range(len(text) - length + 1)
    )
    total = counts.total()
    kept = sorted(piece for piece, count in counts.items() if len(piece) == 1 or count > 1)
    return [(mark, 0.0) for mark in MARKS.values()] + [
        (piece, math.log(counts[piece] / total)) for piece in kept
    ]


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ModernBERT of two layers, untrained, whose pieces join and split Sudachi's tokens."""
    pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    tokenizers = pytest.importorskip("tokenizers")
    folder = tmp_path_factory.mktemp("encoder")
    pieces = tokenizers.Tokenizer(tokenizers.models.Unigram(vocabulary(), unk_id=1))
    pieces.normalizer = tokenizers.normalizers.NFKC()
    pieces.pre_tokenizer = tokenizers.pre_tokenizers.Metaspace()
    pieces.add_special_tokens(list(MARKS.values()))
    pieces.post_processor = tokenizers.processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 2), ("</s>", 3)]
    )
    fast = transformers.PreTrainedTokenizerFast(tokenizer_object=pieces, **MARKS)
    fast.save_pretrained(folder)
    transformers.set_seed(0)
    config = transformers.ModernBertConfig(
        vocab_size=len(fast), hidden_size=32, intermediate_size=48, num_hidden_layers=2,
        num_attention_heads=2, global_attn_every_n_layers=2, max_position_embeddings=128,
        pad_token_id=0, cls_token_id=2, sep_token_id=3, bos_token_id=2, eos_token_id=3,
    )  # fmt: skip
    transformers.ModernBertModel(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for side in ("train", "dev"):
        for number, text in enumerate(HANDFUL):
            document = inline.loads(f"{text}\n--- facts ---\n", id=f"{side}-{number}")
            brat.write(document, folder / side / "ja")
    shutil.copytree(ROOT / "corpus" / "names", folder / "names")
    return folder


def train(encoder: Path, corpus: Path, folder: Path, *more: str, language: str = "ja") -> Result:
    options = [
        *("--corpus", str(corpus), "--work", str(folder / "work"), "--out", str(folder / "model")),
        *("--epochs", str(EPOCHS), "--rate", "0.01", "--length", "32", "--swaps", "0", *more),
    ]
    return CliRunner().invoke(cli, ["train", "ner", language, "--encoder", str(encoder), *options])


@pytest.fixture(scope="module")
def trained(encoder: Path, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trained")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HF_HUB_OFFLINE", "1")
        result = train(encoder, corpus, folder)
    assert result.exit_code == 0, result.output
    assert "dev mention F1" in result.output
    return folder


Mentions = list[tuple[int, int, str, float]]


def found(nlp: spacy.Language, text: str) -> Mentions:
    doc = nlp.make_doc(text)
    nlp.get_pipe("tagger")(doc)
    return [(e.start_char, e.end_char, e.label_, e._.kisha_score) for e in doc.ents]


def test_it_learns_a_handful_and_comes_back_from_disk_the_same(
    trained: Path, tmp_path: Path
) -> None:
    nlp = models.load(str(trained / "model"))
    assert nlp.pipe_names == ["tagger", *STAGES]
    assert nlp.meta["name"] == "kisha_trf"
    assert nlp.meta["performance"]["ents_f"] > 0.9
    assert nlp.get_pipe("tagger").cfg["temperature"] != 1
    nlp.to_disk(tmp_path / "copy", exclude=["vocab"])
    again = models.load(str(tmp_path / "copy"))
    packed = models.load(str(tmp_path / "copy")).from_bytes(nlp.to_bytes(exclude=["vocab"]))
    for text in HANDFUL:
        mentions = found(nlp, plain(text))
        assert found(again, plain(text)) == mentions
        assert found(packed, plain(text)) == mentions
        assert mentions
        assert all(0 < score <= 1 for *_, score in mentions)


def test_a_model_holds_no_pickle_and_no_folder_of_this_machine(trained: Path) -> None:
    files = [path for path in (trained / "model").rglob("*") if path.is_file()]
    assert "model.safetensors" in {path.name for path in files}
    assert not any(path.suffix in {".pkl", ".pickle", ".pt", ".bin"} for path in files)
    for path in files:
        assert str(trained.parent).encode() not in path.read_bytes(), path


def test_many_documents_at_once_and_long_ones_are_read_to_the_end(trained: Path) -> None:
    nlp = models.load(str(trained / "model"))
    text = plain(HANDFUL[1])
    texts = [text, "", "\n\n", "　", (text + "\n") * 9, text.replace("\n", "") * 9]
    with nlp.select_pipes(enable="tagger"):
        docs = list(nlp.pipe(texts))
    assert [len(doc.ents) > 0 for doc in docs] == [True, False, False, False, True, True]
    long = docs[4]
    reader = nlp.get_pipe("tagger").reader
    assert len(reader.windows(reader.pieces(long))) > 5
    assert long.ents[0].start_char < len(text)
    assert long.ents[-1].end_char > 8 * len(text)
    assert not any("\n" in ent.text for doc in docs for ent in doc.ents)


def test_the_command_reads_releases_with_it(trained: Path, tmp_path: Path) -> None:
    text = plain(HANDFUL[0])
    (tmp_path / "release.txt").write_text(text, "utf-8")
    options = ["--model", str(trained / "model"), "--out", str(tmp_path / "facts")]
    result = CliRunner().invoke(cli, ["run", str(tmp_path / "release.txt"), *options])
    assert result.exit_code == 0, result.output
    record = json.loads((tmp_path / "facts/documents.jsonl").read_text("utf-8"))
    assert record["model"]["name"] == "ja_kisha_trf"
    assert record["mentions"]
    assert all(0 < mention["score"] <= 1 for mention in record["mentions"])


def test_the_same_call_goes_on_from_the_last_checkpoint(
    encoder: Path, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kisha.models import fitting

    scores, calls = fitting.mention_scores, 0

    def interrupted(*given: Any) -> dict[str, Any]:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise RuntimeError("power cut")
        return scores(*given)

    monkeypatch.setattr(fitting, "mention_scores", interrupted)
    few = ("--epochs", "4")
    assert "power cut" in str(train(encoder, corpus, tmp_path, *few).exception)
    assert calls == 3
    assert train(encoder, corpus, tmp_path, *few).exit_code == 0
    assert calls == 5, "two epochs were done"
    assert train(encoder, corpus, tmp_path, *few).exit_code == 0
    assert calls == 5, "nothing is left to do"
    assert train(encoder, corpus, tmp_path, "--epochs", "1").exit_code == 0
    assert calls == 6, "other settings begin anew"


def test_one_encoder_learns_both_languages(encoder: Path, corpus: Path, tmp_path: Path) -> None:
    english = "[Amatsu Giken](ORG e1) will fly in [April 2027](DATE e2).\n--- facts ---\n"
    for side in ("train", "dev"):
        brat.write(inline.loads(english, id="en-1"), corpus / side / "en")
    result = train(encoder, corpus, tmp_path, "--epochs", "1", language="both")
    assert result.exit_code == 0, result.output
    folders = [tmp_path / "model" / f"{language}_kisha_trf" for language in LANGUAGES]
    ja, en = (models.load(str(folder)) for folder in folders)
    assert (ja.lang, en.lang) == LANGUAGES
    weights = [(folder / "tagger/model.safetensors").read_bytes() for folder in folders]
    assert weights[0] == weights[1]


def test_a_recipe_is_none_for_an_encoder(encoder: Path, corpus: Path, tmp_path: Path) -> None:
    result = train(encoder, corpus, tmp_path, "--config", "en.cfg")
    assert result.exit_code == 2
    assert "--config" in result.output


def test_what_is_not_annotated_is_not_taught(encoder: Path, corpus: Path) -> None:
    from kisha.models.examples import to_doc

    nlp = untrained(["ja"], str(encoder), length=32, seed=0)["ja"]
    tagger = nlp.get_pipe("tagger")
    gold, _ = to_doc(inline.loads(f"{HANDFUL[0]}\n--- facts ---\n", id="x"), nlp)
    every = sum(label >= 0 for row in examples(tagger, [gold]) for label in row["labels"])
    gold.set_ents(gold.ents[:1], missing=gold.ents[1:], default="outside")
    fewer = [label for row in examples(tagger, [gold]) for label in row["labels"] if label >= 0]
    assert len(fewer) < every
    names = {tagger.model.config.id2label[label] for label in fewer}
    assert {name.partition("-")[2] for name in names} == {"", "ORG"}


def test_an_encoder_that_cannot_be_opened_is_one_clear_line(
    encoder: Path, corpus: Path, tmp_path: Path
) -> None:
    assert "M105" in str(train(Path("no-such/encoder"), corpus, tmp_path).exception)
    assert "M105" in str(train(tmp_path, corpus, tmp_path).exception)
    for path in encoder.iterdir():
        if path.suffix == ".json":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "pytorch_model.bin").write_bytes(b"")
    result = train(tmp_path, corpus, tmp_path)
    assert "M107" in str(result.exception)
    assert "\n" not in str(result.exception)


@pytest.mark.parametrize("missing", ["torch", "transformers"])
def test_without_the_extra_the_remedy_is_told(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    result = train(tmp_path, tmp_path, tmp_path)
    assert "M104" in str(result.exception)
    assert "kisha[transformers]" in str(result.exception)
    spacy.blank("ja").add_pipe("kisha_encoder_tagger")


def test_each_language_has_an_encoder_of_its_own() -> None:
    assert set(ENCODERS) == {*LANGUAGES, BOTH}
