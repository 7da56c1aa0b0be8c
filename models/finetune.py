"""From the examples of ``prepare`` to a packaged tagger on a pretrained encoder.

Needs ``kisha[transformers]``.
"""

import hashlib
import json
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stdout
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any, cast

from spacy.language import Language
from spacy.tokens import Doc, DocBin

from kisha.corpus import LABELS
from kisha.models.train import blank, free, package
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

Examples = list[dict[str, list[int]]]


def finetune(
    outs: Mapping[str, Path],
    *,
    work: Path,
    encoder: str,
    epochs: int = EPOCHS,
    rate: float = RATE,
    length: int = LENGTH,
    seed: int = 0,
) -> dict[str, dict[str, float]]:
    """Trains on what ``prepare`` wrote and packages the best epoch; the dev scores by language.

    Checkpoints stand in ``work/encoder``: the same call goes on from the last one, another call
    begins anew.

    Args:
        outs: folder for the model of each language, replaced if it holds one; two languages share
            one encoder, whose best epoch is that of both together.
        work: with ``train.spacy`` and ``dev.spacy`` in a folder for each language.
        encoder: a folder or a name on the hub.
        epochs: times that each example is seen.
        rate: the highest learning rate.
        length: pieces in a window.
        seed: of the classifier's first weights and the order of the examples.

    Raises:
        KishaError: M103, a folder holds something else; M104 to M106, the encoder can't be opened.
    """
    for out in outs.values():
        free(out)
    settings = {
        "encoder": encoder, "epochs": epochs, "rate": rate, "length": length, "seed": seed,
        "data": {own: _sha256(work / own / "train.spacy") for own in outs},
    }  # fmt: skip
    pipelines = untrained(list(outs), encoder, length=length, seed=seed)
    checkpoints = _checkpoints(work / "encoder", settings)
    train, dev = (
        {own: _docs(work / own / name, nlp) for own, nlp in pipelines.items()}
        for name in ("train.spacy", "dev.spacy")
    )
    tagger = _tagger(next(iter(pipelines.values())))
    from kisha.models.fitting import fit

    # Standard output is for results.
    with redirect_stdout(sys.stderr):
        fit(
            tagger, examples(tagger, chain.from_iterable(train.values())),
            list(chain.from_iterable(dev.values())), checkpoints,
            epochs=epochs, rate=rate, seed=seed,
        )  # fmt: skip
    scores = {}
    for own, nlp in pipelines.items():
        nlp.meta["performance"] = mention_scores(_tagger(nlp), dev[own])
        name = Path(encoder).name if Path(encoder).exists() else encoder
        nlp.meta["sources"] = [{"name": name, "license": "that of its card"}]
        nlp.to_disk(checkpoints / own, exclude=["vocab"])
        scores[own] = package(own, checkpoints / own, outs[own], data=work / own, name="kisha_trf")
    return scores


def encoder_of(language: str, encoder: str) -> str:
    """``encoder``, or the language's own of ``ENCODERS`` for ``default``, once it has been opened.

    Raises:
        KishaError: M104 to M106, it can't be.
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


def _checkpoints(folder: Path, settings: dict[str, Any]) -> Path:
    """The folder, emptied unless what it holds was trained with the same settings."""
    record = folder / "settings.json"
    told = json.dumps(settings, indent=1)
    if not record.is_file() or record.read_text("utf-8") != told:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        record.write_text(told, encoding="utf-8")
    return folder


def _tagger(nlp: Language) -> EncoderTagger:
    return cast(EncoderTagger, nlp.get_pipe("tagger"))


def _docs(path: Path, nlp: Language) -> list[Doc]:
    return list(DocBin().from_disk(path).get_docs(nlp.vocab))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
