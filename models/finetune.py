"""From the examples of ``prepare`` to a packaged tagger on a pretrained encoder.

Needs ``kisha[transformers]``.
"""

import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stdout
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Corpus
from spacy.util import load_config, registry
from thinc.api import fix_random_seed

from kisha.corpus import LABELS
from kisha.models import steps
from kisha.models.train import CONFIGS, blank, free, package
from kisha.pipeline.encoder.component import LENGTH, EncoderTagger, mention_scores
from kisha.pipeline.encoder.opening import open_encoder
from kisha.pipeline.encoder.targets import UNKNOWN, targets
from kisha.pipeline.errors import no_transformers
from kisha.pipeline.tagger.tags import Scheme

BOTH = "both"
ENCODERS = {
    "ja": "sbintuitions/modernbert-ja-130m",
    "en": "FacebookAI/roberta-base",
    BOTH: "FacebookAI/xlm-roberta-base",
}
DEFAULT = "default"
EPOCHS = 5
RATE = 5e-5
SWAPS = 3
# Our own sources on which the weights depend, beside those that ``prepare`` counts.
_CODE = ("models/augment", "models/finetune.py", "models/fitting.py", "pipeline/encoder",
         "pipeline/tagger/tags.py")  # fmt: skip

Examples = list[dict[str, list[int]]]


def finetune(
    outs: Mapping[str, Path],
    *,
    data: Mapping[str, Path],
    work: Path,
    names: Path,
    encoder: str,
    swaps: int = SWAPS,
    epochs: int = EPOCHS,
    rate: float = RATE,
    length: int = LENGTH,
    seed: int = 0,
) -> dict[str, dict[str, float]]:
    """Trains on what ``prepare`` wrote and packages the best epoch; the dev scores by language.

    A training that was stopped goes on from its last epoch; with other settings or data it begins
    anew.

    Args:
        outs: folder for the model of each language, replaced if it holds one; two languages share
            one encoder, whose best epoch is that of both together.
        data: for each language the folder where ``prepare`` wrote.
        work: for the checkpoints.
        names: folder of the name tables.
        encoder: a folder or a name on the hub.
        swaps: times that each press release is told again, the same in all epochs.
        epochs: times that each example is seen.
        rate: the highest learning rate.
        length: pieces in a window.
        seed: of names, noise, the classifier's first weights and the order of the examples.

    Raises:
        KishaError: M103, a folder holds something else; M104, M105 or M107, the encoder can't be
            opened.
    """
    for out in outs.values():
        free(out)
    settings = {"encoder": encoder, "swaps": swaps, "epochs": epochs, "rate": rate,
                "length": length, "seed": seed}  # fmt: skip
    folder = work / "-".join([*outs, "trf"])
    inputs = [names, *(data[own] / "train.spacy" for own in outs)]
    inputs += [CONFIGS / f"{own}.cfg" for own in outs]
    pipelines = untrained(list(outs), encoder, length=length, seed=seed)
    steps.once(folder / "key", steps.key(settings, inputs, _CODE), lambda: _emptied(folder))
    dev = {own: _docs(data[own] / "dev.spacy", nlp) for own, nlp in pipelines.items()}
    told = (
        doc
        for own, nlp in pipelines.items()
        for doc in _told(nlp, data[own] / "train.spacy", names=names, swaps=swaps, seed=seed)
    )
    tagger = _tagger(next(iter(pipelines.values())))
    from kisha.models.fitting import fit

    # Standard output is for results.
    with redirect_stdout(sys.stderr):
        fit(
            tagger, examples(tagger, told), list(chain.from_iterable(dev.values())), folder,
            epochs=epochs, rate=rate, seed=seed,
        )  # fmt: skip
    return {
        own: _packaged(nlp, folder / own, outs[own], data=data[own], dev=dev[own], encoder=encoder)
        for own, nlp in pipelines.items()
    }


def encoder_of(language: str, encoder: str) -> str:
    """``encoder``, or the language's own of ``ENCODERS`` for ``default``, once it has been opened.

    Raises:
        KishaError: M104, M105 or M107, it can't be.
    """
    name = ENCODERS[language] if encoder == DEFAULT else encoder
    open_encoder(name)
    if find_spec("accelerate") is None:
        raise no_transformers()
    return name


def untrained(
    languages: Sequence[str], encoder: str, *, length: int, seed: int
) -> dict[str, Language]:
    """Pipelines with taggers on one and the same ``encoder``, its classifier drawn by ``seed``."""
    tags = Scheme(tuple(sorted(LABELS)))
    model, tokenizer = open_encoder(encoder, tags.names(), seed=seed)
    pipelines = {language: blank(language) for language in languages}
    for nlp in pipelines.values():
        nlp.add_pipe("kisha_encoder_tagger", "tagger")
        _tagger(nlp).cfg.update(labels=list(tags.labels), length=length)
        _tagger(nlp).attach(model, tokenizer)
    return pipelines


def examples(tagger: EncoderTagger, docs: Iterable[Doc]) -> Examples:
    """The windows of annotated documents; a piece is taught in the window where it is scored."""
    reader, scheme = tagger.reader, Scheme(tagger.labels)
    before, after = reader.marks
    found: Examples = []
    for doc in docs:
        pieces = reader.pieces(doc)
        tags = targets(doc, pieces, scheme)
        for window in reader.windows(pieces):
            labels = [
                *[UNKNOWN] * (len(before) + window.first - window.start),
                *tags[window.first : window.last],
                *[UNKNOWN] * (window.stop - window.last + len(after)),
            ]
            if any(label != UNKNOWN for label in labels):
                found.append({"input_ids": reader.inputs(pieces, window), "labels": labels})
    return found


def _told(nlp: Language, train: Path, *, names: Path, swaps: int, seed: int) -> list[Doc]:
    """The examples of a file, press releases told again as in the training of the CPU tagger."""
    overrides = {"paths.names": str(names), "corpora.train.augmenter.copies": swaps}
    recipe = load_config(CONFIGS / f"{nlp.lang}.cfg", overrides=overrides, interpolate=True)
    augmenter = registry.resolve({"own": recipe["corpora"]["train"]["augmenter"]})["own"]
    fix_random_seed(seed)
    return [example.reference for example in Corpus(train, augmenter=augmenter)(nlp)]


def _packaged(
    nlp: Language, trained: Path, out: Path, *, data: Path, dev: list[Doc], encoder: str
) -> dict[str, float]:
    nlp.meta["performance"] = mention_scores(_tagger(nlp), dev)
    name = Path(encoder).name if Path(encoder).exists() else encoder
    nlp.meta["sources"] = [{"name": name, "license": "that of its card"}]
    nlp.meta["requirements"] = ["kisha[transformers]"]
    nlp.to_disk(trained, exclude=["vocab"])
    return package(str(nlp.lang), trained, out, data=data, name="kisha_trf")


def _emptied(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _tagger(nlp: Language) -> EncoderTagger:
    return cast(EncoderTagger, nlp.get_pipe("tagger"))


def _docs(path: Path, nlp: Language) -> list[Doc]:
    return list(DocBin().from_disk(path).get_docs(nlp.vocab))
