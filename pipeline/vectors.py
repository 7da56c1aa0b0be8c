"""Word vectors that pipelines share: ja_ginza's, from its package, and Kisha's own English ones."""

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.util import registry
from spacy.vectors import Vectors

from kisha.pipeline.errors import other_vectors


@registry.callbacks("kisha.ginza_vectors.v1")  # type: ignore[untyped-decorator]
def attach_vectors(sha256: str) -> Callable[[Language], Language]:
    """What ``[nlp.after_creation]`` of a config names: gives the pipeline ja_ginza's vectors.

    Args:
        sha256: of the vectors that the model was trained with, over rows and keys.

    Raises:
        KishaError: M102, the installed vectors are others.
    """

    def attach(nlp: Language) -> Language:
        folder = _folder()
        found = fingerprint(folder)
        if found != sha256:
            raise other_vectors("ja_ginza", sha256[:12], found[:12])
        nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, name="ja_ginza").from_disk(folder)
        return nlp

    return attach


@registry.callbacks("kisha.distilled_vectors.v1")  # type: ignore[untyped-decorator]
def attach_distilled(sha256: str) -> Callable[[Language], Language]:
    """As ``attach_vectors``, for the English vectors that ship with Kisha (``models/en_vectors``).

    Args:
        sha256: of their file.

    Raises:
        KishaError: M102, the installed vectors are others.
    """

    def attach(nlp: Language) -> Language:
        folder = files("kisha.models").joinpath("en_vectors")
        content = folder.joinpath("vectors.npy").read_bytes()
        found = hashlib.sha256(content).hexdigest()
        if found != sha256:
            raise other_vectors("en_vectors", sha256[:12], found[:12])
        words = folder.joinpath("words.txt").read_text("utf-8").splitlines()
        rows = np.load(BytesIO(content), allow_pickle=False).astype(np.float32)
        keys = [nlp.vocab.strings.add(word) for word in words]
        nlp.vocab.vectors = Vectors(
            strings=nlp.vocab.strings, data=rows, keys=keys, name="en_vectors"
        )
        return nlp

    return attach


@cache
def fingerprint(folder: Path) -> str:
    """SHA-256 of the vectors in a spaCy ``vocab`` folder, rows and keys."""
    digest = hashlib.sha256()
    for name in ("vectors", "key2row"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


def _folder() -> Path:
    package = Path(str(files("ja_ginza")))
    return next(package.glob("ja_ginza-*/vocab"))
