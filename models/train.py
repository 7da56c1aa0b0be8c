"""From the corpus of a checkout to a shipped mention tagger: prepare, train, package."""

import hashlib
import json
import random
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.util import load_config
from spacy.vocab import Vocab
from thinc.api import Config, set_current_ops

from kisha.corpus import Document, formats
from kisha.corpus.formats import Loss
from kisha.models import loop, public, steps
from kisha.models.calibrate import Tagger, calibration_error, cross_fitted, fit
from kisha.models.examples import to_doc
from kisha.models.shipped import FOLDER, assemble
from kisha.pipeline.errors import no_model_folder, other_language, other_shape, trained_on_dev
from kisha.pipeline.naming import folded
from kisha.pipeline.tagger.ops import BlasOps
from kisha.pipeline.tagger.tags import EXCLUDED

CONFIGS = FOLDER / "configs"
# Our own sources on which a trained model depends.
_CODE = ("corpus/surface.py", "corpus/document.py", "corpus/formats", "pipeline/layout.py",
         "pipeline/addresses.py", "pipeline/offsets.py", "pipeline/tokenizer.py",
         "pipeline/features.py", "pipeline/vectors.py", "pipeline/tagger", "models/augment",
         "models/loop.py", "models/told.py", "models/examples.py", "models/public.py",
         "models/train.py")  # fmt: skip
# A user's own releases are few: they weigh this share of the corpus, none more often than so.
_OWN_SHARE, _OWN_MOST = 0.1, 10

_CORPUS = {"name": "Kisha press-release corpus", "license": "CC BY 4.0"}
PUBLIC = {
    "ja": [
        {"name": "stockmarkteam/ner-wikipedia-dataset", "license": "CC BY-SA 3.0"},
        {"name": "megagonlabs/UD_Japanese-GSD", "license": "CC BY-SA 4.0"},
    ],
    "en": [{"name": "tonytan48/Re-DocRED", "license": "MIT"}],
}

# Labels that no public set has: words of such mentions are unknown there.
_OURS_ALONE = {"ROLE", "VEHICLE", "MISSION"}


def prepare(
    language: str,
    *,
    corpus: Path,
    out: Path,
    public_data: Path | None = None,
    own: Sequence[Document] = (),
    limit: int | None = None,
) -> list[Loss]:
    """Writes ``train.spacy`` and ``dev.spacy`` to ``out``; returns what could not be aligned.

    Args:
        language: ``ja`` or ``en``.
        corpus: folder with ``train/<language>`` and ``dev/<language>``.
        out: created if need be.
        public_data: folder of the public sets (see ``models/README.md``), left out if None.
        own: more labelled releases of the language to train on.
        limit: trains on so many documents of the corpus; those of a smaller number are among those
            of a larger one.
    """
    nlp = blank(language)
    train = formats.read_all(corpus / "train" / language)
    if limit is not None:
        random.Random(0).shuffle(train)  # noqa: S311
        del train[limit:]
    train += _weighed(list(own), len(train))
    dev = formats.read_all(corpus / "dev" / language)
    docs, misaligned = _docs(train, nlp)
    if public_data is not None:
        convert = public.japanese if language == "ja" else public.english
        docs += convert(public_data, nlp, _words(train, nlp))
    dev_docs, dev_misaligned = _docs(dev, nlp)
    out.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs).to_disk(out / "train.spacy")
    DocBin(docs=dev_docs).to_disk(out / "dev.spacy")
    return misaligned + dev_misaligned


def prepared(
    language: str,
    *,
    corpus: Path,
    work: Path,
    public_data: Path | None = None,
    own: Sequence[Document] = (),
) -> tuple[Path, list[Loss]]:
    """``prepare``, unless it was done: the folder below ``work`` that holds what came of it.

    The folder is named by a hash of all that it depends on, so that trainings on other data never
    meet in one.

    Raises:
        KishaError: M108, a document of ``own`` is one of dev or gold; M109, none is of the
            language.
    """
    own = allowed(own, language, corpus)
    inputs = [corpus / "train" / language, corpus / "dev" / language, CONFIGS / f"{language}.cfg"]
    inputs += [public_data] if public_data is not None else []
    key = steps.key({"language": language, "own": [repr(d) for d in own]}, inputs, _CODE)
    folder = work / language / key

    def write() -> None:
        losses = prepare(language, corpus=corpus, out=folder, public_data=public_data, own=own)
        told = [[loss.document, loss.kind, loss.detail] for loss in losses]
        (folder / "losses.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")

    steps.once(folder / "prepared", key, write)
    return folder, [Loss(*told) for told in json.loads((folder / "losses.json").read_text("utf-8"))]


def allowed(own: Sequence[Document], language: str, corpus: Path) -> list[Document]:
    """The documents of ``own`` in that language.

    Raises:
        KishaError: M108, one of them scores models; M109, none is of the language.
    """
    if not own:
        return []
    scoring = [d for side in ("dev", "gold") if (corpus / side).is_dir()
               for d in formats.read_all(corpus / side)]  # fmt: skip
    known = {folded(document.text) for document in scoring}
    for document in own:
        if folded(document.text) in known:
            raise trained_on_dev(document.id)
    chosen = [document for document in own if document.language == language]
    if not chosen:
        raise other_language(language)
    return chosen


def train(
    language: str,
    *,
    work: Path,
    out: Path,
    names: Path,
    config: Path | None = None,
    overrides: Mapping[str, Any] | None = None,
    start: Path | None = None,
    seed: int = 0,
    report: loop.Report = loop.silent,
) -> dict[str, float]:
    """Trains on what ``prepare`` wrote to ``work`` and packages the best model into ``out``.

    A training that was stopped goes on; one that is done is not done again.

    Args:
        language: ``ja`` or ``en``.
        work: where ``prepare`` wrote; the training's own folder lies there, named by a hash of
            all that it depends on.
        out: folder of the packaged model.
        names: folder of the name tables.
        config: a recipe for ``spacy train``, by default the language's own.
        overrides: of settings in it, as ``training.max_steps``.
        start: a packaged model whose weights it begins with.
        seed: of weights, order, names and noise.
        report: told how far it is.

    Returns:
        The dev scores of spaCy's own scorer, 0 to 1.
    """
    free(out)
    settings = {"system.seed": seed, **(overrides or {})}
    recipe = load_config(config or CONFIGS / f"{language}.cfg", overrides=settings)
    paths = {"train": work / "train.spacy", "dev": work / "dev.spacy", "names": names}
    if start is not None:
        _fits(start, recipe, language)
    inputs = [*paths.values(), *([start / "tagger"] if start else [])]
    key = steps.key({"recipe": recipe.to_str()}, inputs, _CODE)
    folder = work / key
    recipe["paths"].update({name: str(path) for name, path in paths.items()})
    set_current_ops(BlasOps())
    steps.once(
        folder / "done", key, lambda: loop.run(recipe, folder, start=start, report=report)
    )  # fmt: skip
    return package(language, folder / "model-best", out, data=work)


def _fits(start: Path, recipe: Config, language: str) -> None:
    """Raises KishaError M110 where a model can't lend its weights to a recipe."""
    meta = json.loads((start / "meta.json").read_text("utf-8"))
    own = load_config(start / "config.cfg")["components"].get("tagger", {})
    if meta["lang"] != language or not _agree(recipe["components"].get("tagger", {}), own):
        raise other_shape(start)


def _agree(recipe: Any, model: Any) -> bool:
    """Whether a model has all settings of a recipe; it has those left to default besides."""
    if isinstance(recipe, dict):
        return isinstance(model, dict) and all(
            _agree(value, model.get(name)) for name, value in recipe.items()
        )
    return bool(recipe == model)


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
    # The examples say whether public sets took part: press releases alone have entity ids.
    known = [_CORPUS, *(PUBLIC[language] if _holds_public(data) else [])]
    nlp.meta["sources"] = known + [s for s in nlp.meta.get("sources", []) if s not in known]
    nlp.meta["training_data"] = {p.name: _sha256(p) for p in sorted(data.glob("*.spacy"))}
    # Folders of the machine that trained are nobody else's concern.
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.meta["description"] = "Mentions, entities and facts of press releases"
    place(out, lambda folder: nlp.to_disk(folder, exclude=["vocab"]))
    return performance


def place(out: Path, fill: Callable[[Path], object]) -> None:
    """Puts the model that ``fill`` writes to a folder in the place of the one at ``out``, whole.

    Raises:
        KishaError: M103, ``out`` holds something else than a model.
    """
    free(out)
    fresh = out.with_name(f".{out.name}.part")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.parent.mkdir(parents=True, exist_ok=True)
    fill(fresh)
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)


def free(out: Path) -> None:
    """Raises KishaError M103 where ``out`` holds, or is, something else than a model."""
    taken = out.exists() and (not out.is_dir() or any(out.iterdir()))
    if not out.name or (taken and not (out / "meta.json").is_file()):
        raise no_model_folder(out)


def _holds_public(data: Path) -> bool:
    if not (data / "train.spacy").is_file():
        return False
    docs = DocBin().from_disk(data / "train.spacy").get_docs(Vocab())
    return any(EXCLUDED in doc.spans for doc in docs)


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


def _weighed(own: list[Document], others: int) -> list[Document]:
    """A user's documents so often that they weigh beside ``others``."""
    often = round(_OWN_SHARE * others / len(own)) if own else 1
    return own * min(max(often, 1), _OWN_MOST)


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
