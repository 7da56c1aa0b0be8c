"""Word vectors from the installed ja_ginza, so that no model has to ship its 40 MB of them."""

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

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
