"""A training that was stopped gives the weights of one that was not; what is done is not redone."""

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import DocBin
from spacy.util import load_config

from kisha.corpus.formats import inline
from kisha.models import loop, steps
from kisha.models.examples import to_doc
from kisha.models.train import CONFIGS, blank

ROOT = Path(__file__).parents[2]
SMALL = {
    "components.tagger.model.width": 16,
    "components.tagger.model.tok2vec.embed.width": 16,
    "components.tagger.model.tok2vec.encode.width": 16,
    "components.tagger.model.tok2vec.encode.depth": 1,
    "corpora.train.augmenter.copies": 2,
    "training.batcher.size": 40,
    "training.eval_frequency": 6,
    "training.max_steps": 12,
}
TEXTS = [
    "[Amatsu Giken](ORG e1) said [Kazuma Hakamazuka](PERSON e2) is its [chief executive](ROLE e3).",
    "The [lunar lander](VEHICLE e1) will fly in [April 2027](DATE e2) on [Mission 2](MISSION e3).",
    "[Velarium](ORG e1) built [Uzume](VEHICLE e2) for the [Artemis programme](MISSION e3).",
]


@pytest.fixture
def recipe(tmp_path: Path) -> dict[str, object]:
    nlp = blank("en")
    docs = [to_doc(inline.loads(f"{t}\n--- facts ---\n", id="x"), nlp)[0] for t in TEXTS]
    DocBin(docs=docs).to_disk(tmp_path / "docs.spacy")
    paths = {
        "paths.train": str(tmp_path / "docs.spacy"),
        "paths.dev": str(tmp_path / "docs.spacy"),
        "paths.names": str(ROOT / "corpus" / "names"),
    }
    return load_config(CONFIGS / "en.cfg", overrides={**SMALL, **paths})


class StoppedError(Exception):
    """What stops a training in these tests."""


def weights(folder: Path) -> np.ndarray:
    nlp = spacy.load(folder)
    nodes = nlp.get_pipe("tagger").model.walk()
    return np.concatenate(
        [node.get_param(n).ravel() for node in nodes for n in node.param_names if node.has_param(n)]
    )


@pytest.mark.parametrize("kept", [3, 4, 5])
def test_a_stopped_training_goes_on_to_the_same_weights(
    recipe: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    """Wherever in an epoch it was kept: an epoch has some ten batches here."""

    def stop(state: loop.State, total: int) -> None:
        if state.step == 8:
            raise StoppedError

    monkeypatch.setattr(loop, "_KEPT", kept)
    whole = loop.run(recipe, tmp_path / "whole", report=loop.silent)
    with pytest.raises(StoppedError):
        loop.run(recipe, tmp_path / "parts", report=stop)
    told: list[int] = []
    parts = loop.run(recipe, tmp_path / "parts", report=lambda state, _: told.append(state.step))
    last = 8 // kept * kept
    assert told[0] == last + 1, "from the last checkpoint, not from the start"
    assert whole == parts
    assert [step for step, _ in whole.scores] == [3, 6, 9, 12], "a short one is judged four times"
    assert np.array_equal(
        weights(tmp_path / "whole/model-best"), weights(tmp_path / "parts/model-best")
    )


def test_a_training_begins_with_the_weights_of_a_model(recipe: object, tmp_path: Path) -> None:
    first = loop.run(recipe, tmp_path / "first", report=loop.silent)
    assert first.step == 12
    still = recipe.copy()  # type: ignore[attr-defined]
    still["training"]["max_steps"] = 1
    still["training"]["optimizer"] |= {"learn_rate": 1e-12, "use_averages": False}
    loop.run(still, tmp_path / "next", start=tmp_path / "first/model-best", report=loop.silent)
    np.testing.assert_allclose(
        weights(tmp_path / "next/model-best"), weights(tmp_path / "first/model-best"), atol=1e-6
    )


def test_a_step_is_done_again_only_when_something_changed(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text("北星", "utf-8")
    ran: list[str] = []

    def step(**settings: object) -> bool:
        name = steps.key(settings, [source], ["corpus/surface.py"])
        return steps.once(tmp_path / "done", name, lambda: ran.append(name))

    assert step(seed=0)
    assert not step(seed=0)
    assert step(seed=1)
    (source / "a.txt").write_text("南星", "utf-8")
    assert step(seed=1)
    (source / "a.txt").rename(source / "b.txt")
    assert step(seed=1)
    assert not step(seed=1)


def test_a_step_that_failed_is_not_done(tmp_path: Path) -> None:
    def fails() -> None:
        raise StoppedError

    (tmp_path / "done").write_text("old", "utf-8")
    with pytest.raises(StoppedError):
        steps.once(tmp_path / "done", "new", fails)
    assert steps.once(tmp_path / "done", "new", lambda: None)
