"""The models that ship with Kisha, and how any of its models is opened."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import cast

import spacy
from spacy.language import Language

from kisha.pipeline.errors import no_model
from kisha.pipeline.relations.extractor import RelationExtractor

FOLDER = Path(__file__).parent
LANGUAGES = ("ja", "en")
RELATIONS_STAGE = "kisha_relations"
STAGES = ("kisha_mentions", "kisha_blocks", "kisha_dates", "kisha_entities", RELATIONS_STAGE)


def load(name: str) -> Language:
    """The pipeline of a language code (``ja``, ``en``), a folder, or an installed package.

    Raises:
        KishaError: M101, there is no such model; M102, its word vectors are not installed.
    """
    if name in LANGUAGES:
        return spacy.load(FOLDER / f"{name}_kisha")
    try:
        return spacy.load(name)
    except OSError:
        raise no_model(name) from None


def weights(name: str) -> Path:
    """The folder of a packaged model: a language code or a folder.

    Raises:
        KishaError: M101, there is no such model.
    """
    folder = FOLDER / f"{name}_kisha" if name in LANGUAGES else Path(name)
    if not (folder / "tagger").is_dir():
        raise no_model(name)
    return folder


@cache
def shared(name: str) -> Language:
    """As ``load``, once in a process."""
    return load(name)


def chosen(model: str | None) -> Callable[[str], Language]:
    """The models of a run: ``model`` for the language it is of, the shipped one for the other."""
    if model is None:
        return shared
    own = shared(model)
    return lambda language: own if language == own.lang else shared(language)


def alone(model: str) -> Callable[[str], Language]:
    """One model for its own language, opened now and kept by nobody else."""
    own = load(model)
    return lambda language: own


def assemble(tagger: Language) -> Language:
    """A trained tagger with the stages that turn its mentions into facts behind it.

    The relations are those of the shipped model of its language, unless it has its own.
    """
    for stage in STAGES:
        if stage not in tagger.pipe_names:
            tagger.add_pipe(stage)
    extractor = cast(RelationExtractor, tagger.get_pipe(RELATIONS_STAGE))
    if extractor.weights is None:
        extractor.from_disk(FOLDER / f"{tagger.lang}_kisha" / RELATIONS_STAGE)
    return tagger
