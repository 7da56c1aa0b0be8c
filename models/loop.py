"""The training loop: spaCy's, each epoch told anew, that can go on where it was stopped.

What a step draws by chance depends on the seed and its number alone, so a training that was
stopped gives the weights of one that was not.
"""

import json
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.schemas import ConfigSchemaTraining
from spacy.training import Example
from spacy.training.initialize import init_nlp
from spacy.util import registry, resolve_dot_names
from thinc.api import Config, Model, Optimizer, fix_random_seed

# A short training is judged so often at least; any is kept each so many steps.
_FEWEST_JUDGED, _KEPT = 4, 100
_MOMENTS = ("mom1", "mom2", "averages")


@dataclass(slots=True)
class State:
    """How far a training is: steps done, the best dev score so far, and each that was measured."""

    step: int = 0
    best: float = -1.0
    scores: list[tuple[int, float]] = field(default_factory=list)


Report = Callable[[State, int], None]


def silent(state: State, total: int) -> None:
    """Tells nobody."""


def run(config: Config, work: Path, *, start: Path | None = None, report: Report) -> State:
    """Trains by a recipe for ``spacy train``; the best model comes to lie in ``work/model-best``.

    Goes on from ``work/last.npz`` where that lies there, to the same weights as if it had never
    stopped. Of the recipe's ``training`` it reads the seed, corpora, batcher, optimizer, dropout,
    ``max_steps`` and ``eval_frequency``; the best model is that with the highest ``ents_f``.

    Args:
        config: with its paths filled in.
        work: a folder of this training alone.
        start: a packaged model of the same shape, whose weights it begins with.
        report: told the state and the number of steps in all, after each step.
    """
    work.mkdir(parents=True, exist_ok=True)
    nlp = init_nlp(config)
    settings = registry.resolve(
        nlp.config.interpolate()["training"], schema=ConfigSchemaTraining
    )  # fmt: skip
    corpora = resolve_dot_names(
        nlp.config.interpolate(), [settings["train_corpus"], settings["dev_corpus"]]
    )
    optimizer, steps = settings["optimizer"], settings["max_steps"]
    if start is not None:
        cast(TrainablePipe, nlp.get_pipe("tagger")).model.from_disk(start / "tagger" / "model")
    state = _restored(work / "last.npz", nlp, optimizer)
    dev: list[Example] = list(corpora[1](nlp))
    batches = _batches(nlp, corpora[0], settings["batcher"], settings["seed"], state.step)
    judged = min(settings["eval_frequency"], -(-steps // _FEWEST_JUDGED))
    while state.step < steps:
        batch = next(batches)
        # After the batch: a new epoch draws too, and one that goes on draws it all again.
        fix_random_seed(settings["seed"] * 1_000_003 + state.step)
        nlp.update(batch, drop=settings["dropout"], sgd=optimizer)
        optimizer.step_schedules()
        state.step += 1
        if state.step % judged == 0 or state.step == steps:
            _judge(nlp, dev, optimizer, state, work)
        if state.step % _KEPT == 0:
            _keep(work / "last.npz", nlp, optimizer, state)
        report(state, steps)
    (work / "last.npz").unlink(missing_ok=True)
    return state


def _batches(
    nlp: Language, corpus: Any, batcher: Any, seed: int, skipped: int
) -> Iterator[list[Example]]:
    """The batches of all epochs, each epoch told anew; the first ``skipped`` are left out."""
    epoch = 0
    while True:
        fix_random_seed(seed * 1_000_003 + 500_009 * (epoch + 1))
        examples: list[Example] = []  # not two epochs at once
        examples = list(corpus(nlp))
        random.shuffle(examples)
        for batch in batcher(examples):
            if skipped:
                skipped -= 1
            else:
                yield batch
        epoch += 1


def _judge(
    nlp: Language, dev: list[Example], optimizer: Optimizer, state: State, work: Path
) -> None:
    with nlp.use_params(optimizer.averages or {}):
        scores = nlp.evaluate(dev)
        state.scores.append((state.step, scores["ents_f"]))
        if scores["ents_f"] > state.best:
            state.best = scores["ents_f"]
            nlp.meta["performance"] = {k: v for k, v in scores.items() if k.startswith("ents")}
            nlp.to_disk(work / "model-best")


def _keep(file: Path, nlp: Language, optimizer: Optimizer, state: State) -> None:
    """Writes all that the next step depends on, at once or not at all."""
    described = asdict(state) | {"updates": _updates(nlp, optimizer)}
    part = file.with_suffix(".part")
    with part.open("wb") as out:
        arrays = _arrays(nlp, optimizer) | {"state": np.array(json.dumps(described))}
        np.savez(out, **arrays)  # type: ignore[arg-type]
    os.replace(part, file)


def _restored(file: Path, nlp: Language, optimizer: Optimizer) -> State:
    if not file.is_file():
        return State()
    with np.load(file, allow_pickle=False) as arrays:
        described = json.loads(arrays["state"].item())
        updates = described.pop("updates")
        for node, name, key in _params(nlp):
            node.set_param(name, arrays[f"weights/{key}"])
            for kind in _MOMENTS:
                if f"{kind}/{key}" in arrays:
                    getattr(optimizer, kind)[node.id, name] = arrays[f"{kind}/{key}"]
            optimizer.nr_update[node.id, name] = updates[key]
    for _ in range(described["step"]):
        optimizer.step_schedules()  # type: ignore[no-untyped-call]
    described["scores"] = [tuple(pair) for pair in described["scores"]]
    return State(**described)


def _arrays(nlp: Language, optimizer: Optimizer) -> dict[str, NDArray[Any]]:
    arrays: dict[str, Any] = {}
    for node, name, key in _params(nlp):
        arrays[f"weights/{key}"] = node.get_param(name)
        for kind in _MOMENTS:
            own = (getattr(optimizer, kind) or {}).get((node.id, name))
            if own is not None:
                arrays[f"{kind}/{key}"] = own
    return arrays


def _updates(nlp: Language, optimizer: Optimizer) -> dict[str, int]:
    return {key: optimizer.nr_update[node.id, name] for node, name, key in _params(nlp)}


def _params(nlp: Language) -> Iterator[tuple[Model[Any, Any], str, str]]:
    """Each parameter that is set: its node, its name, and a name that holds between processes."""
    for pipe, component in nlp.pipeline:
        if not isinstance(component, TrainablePipe):
            continue
        for place, node in enumerate(component.model.walk()):
            for name in node.param_names:
                if node.has_param(name):
                    yield node, name, f"{pipe}/{place}/{name}"
