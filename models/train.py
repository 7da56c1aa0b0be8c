"""From the corpus of a checkout to a shipped mention tagger: prepare, train, package."""

import hashlib
import json
import random
import shutil
import sys
from collections.abc import Iterable
from contextlib import redirect_stdout
from importlib.metadata import version
from pathlib import Path
from typing import cast

import spacy
from spacy.cli.train import train as spacy_train
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.util import load_config
from thinc.api import set_current_ops

from kisha.corpus import Document, formats
from kisha.corpus.formats import Loss
from kisha.models import public
from kisha.models.augment import load_names, variants
from kisha.models.calibrate import Tagger, calibration_error, cross_fitted, fit
from kisha.models.examples import to_doc
from kisha.models.shipped import FOLDER, assemble
from kisha.pipeline.errors import no_model_folder
from kisha.pipeline.tagger.ops import BlasOps

CONFIGS = FOLDER / "configs"
LANGUAGES = ("ja", "en")

_CORPUS = {"name": "Kisha press-release corpus", "license": "CC BY 4.0"}
SOURCES = {
    "ja": [
        _CORPUS,
        {"name": "stockmarkteam/ner-wikipedia-dataset", "license": "CC BY-SA 3.0"},
        {"name": "megagonlabs/UD_Japanese-GSD", "license": "CC BY-SA 4.0"},
    ],
    "en": [_CORPUS, {"name": "tonytan48/Re-DocRED", "license": "MIT"}],
}

# Labels that no public set has: words of such mentions are unknown there.
_OURS_ALONE = {"ROLE", "VEHICLE", "MISSION"}


def prepare(
    language: str,
    *,
    corpus: Path,
    out: Path,
    public_data: Path | None = None,
    swaps: int = 10,
    seed: int = 0,
    limit: int | None = None,
) -> list[Loss]:
    """Writes ``train.spacy`` and ``dev.spacy`` to ``out``; returns what could not be aligned.

    Args:
        language: ``ja`` or ``en``.
        corpus: folder with ``train/<language>``, ``dev/<language>`` and ``names``.
        out: created if need be.
        public_data: folder of the public sets (see ``models/README.md``), left out if None.
        swaps: how many times each document is told again with other names.
        seed: of the names drawn.
        limit: trains on so many documents of the corpus; those of a smaller number are among those
            of a larger one.
    """
    nlp = blank(language)
    train = formats.read_all(corpus / "train" / language)
    if limit is not None:
        random.Random(0).shuffle(train)  # noqa: S311
        del train[limit:]
    dev = formats.read_all(corpus / "dev" / language)
    names = load_names(corpus / "names")
    docs, misaligned = _docs(variants(train, names, swaps, seed), nlp)
    if public_data is not None:
        convert = public.japanese if language == "ja" else public.english
        docs += convert(public_data, nlp, _words(train, nlp))
    dev_docs, dev_misaligned = _docs(dev, nlp)
    out.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs).to_disk(out / "train.spacy")
    DocBin(docs=dev_docs).to_disk(out / "dev.spacy")
    return misaligned + dev_misaligned


def train(
    language: str, *, work: Path, out: Path, config: Path | None = None, seed: int = 0
) -> dict[str, float]:
    """Trains on what ``prepare`` wrote to ``work`` and packages the best model into ``out``.

    ``config`` is a recipe for ``spacy train``, by default the language's own. Returns the dev
    scores of spaCy's own scorer, 0 to 1.
    """
    free(out)
    overrides = {
        "paths.train": str(work / "train.spacy"),
        "paths.dev": str(work / "dev.spacy"),
        "system.seed": seed,
    }
    set_current_ops(BlasOps())
    recipe = config or CONFIGS / f"{language}.cfg"
    # Standard output is for results.
    with redirect_stdout(sys.stderr):
        spacy_train(recipe, work / "model", overrides=overrides)
    return package(language, work / "model" / "model-best", out, data=work)


def package(
    language: str, trained: Path, out: Path, *, data: Path, name: str = "kisha"
) -> dict[str, float]:
    """The trained tagger with the stages after it, as a folder that ``spacy.load`` opens.

    Its ``meta.json`` names the sources and holds the SHA-256 of the examples in ``data``.

    Vectors stay out: they come from the installed ja_ginza, or from ``en_vectors``.

    Raises:
        KishaError: M103, ``out`` holds something else than a model.
    """
    nlp = assemble(spacy.load(trained))
    performance: dict[str, float] = json.loads((trained / "meta.json").read_text())["performance"]
    if "tagger" in nlp.pipe_names and (data / "dev.spacy").is_file():
        error = _calibrate(nlp, data / "dev.spacy")
        performance |= {"calibration_error": error} if error is not None else {}
    nlp.meta.update(name=name, version=version("kisha"), license="CC-BY-SA-4.0")
    nlp.meta["performance"] = performance
    more = [source for source in nlp.meta.get("sources", []) if source not in SOURCES[language]]
    nlp.meta["sources"] = SOURCES[language] + more
    nlp.meta["training_data"] = {p.name: _sha256(p) for p in sorted(data.glob("*.spacy"))}
    # Folders of the machine that trained are nobody else's concern.
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.meta["description"] = "Mentions, entities and facts of press releases"
    free(out)
    fresh = out.with_name(f".{out.name}.part")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(fresh, exclude=["vocab"])
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)
    return performance


def free(out: Path) -> None:
    """Raises KishaError M103 where ``out`` holds something else than a model."""
    if out.exists() and any(out.iterdir()) and not (out / "meta.json").is_file():
        raise no_model_folder(out)


def _calibrate(nlp: Language, dev: Path) -> float | None:
    """Fits the tagger's temperature on dev; its calibration error there, by halves."""
    golds = list(DocBin().from_disk(dev).get_docs(nlp.vocab))
    tagger = cast(Tagger, nlp.get_pipe("tagger"))
    error = calibration_error(cross_fitted(tagger, golds))
    fit(tagger, golds)
    return error


def blank(language: str) -> Language:
    """The tokenizer of a language's config, nothing trained."""
    config = load_config(CONFIGS / f"{language}.cfg")
    return spacy.blank(language, config={"nlp": {"tokenizer": config["nlp"]["tokenizer"]}})


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _docs(documents: Iterable[Document], nlp: Language) -> tuple[list[Doc], list[Loss]]:
    docs: list[Doc] = []
    misaligned: list[Loss] = []
    for document in documents:
        doc, faults = to_doc(document, nlp)
        docs.append(doc)
        misaligned += faults
    return docs, misaligned


def _words(documents: Iterable[Document], nlp: Language) -> frozenset[str]:
    """The words of mentions that public sets could not have labelled, less those of every text."""
    words = {
        token.text if nlp.lang == "ja" else token.lower_
        for document in documents
        for mention in document.mentions
        if mention.label in _OURS_ALONE
        for token in nlp.make_doc(mention.text)
        if not token.is_punct and not token.is_stop and token.pos_ not in ("ADP", "PUNCT", "PART")
    }
    return frozenset(words)
