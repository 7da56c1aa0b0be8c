"""Steps of a training, each known by a hash of all that it depends on."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import kisha.corpus

_SHORT = 16
# Those that make tokens, weights or vectors.
_LIBRARIES = ("spacy", "thinc", "numpy", "sudachipy", "sudachidict-core", "ja-ginza")
_ROOMS = Path(kisha.corpus.__file__).parents[1]


def key(settings: Mapping[str, Any], inputs: Iterable[Path], code: Iterable[str]) -> str:
    """A name for what comes of ``settings``, files or folders, our own sources, and the libraries.

    Args:
        settings: whatever JSON holds.
        inputs: their contents count, and their names within a folder, not where they lie.
        code: files or folders of this package, as ``pipeline/tagger``.

    Raises:
        FileNotFoundError: one of them is not there.
    """
    libraries = {name: version(name) for name in _LIBRARIES}
    told = json.dumps([settings, libraries], sort_keys=True, default=str)
    digest = hashlib.sha256(told.encode())
    for source in [*inputs, *(_ROOMS / name for name in code)]:
        digest.update(_digest(source).encode())
    return digest.hexdigest()[:_SHORT]


def once(marker: Path, key: str, step: Callable[[], object]) -> bool:
    """Runs ``step`` unless ``marker`` says that it was done under this key; whether it ran."""
    if marker.is_file() and marker.read_text("utf-8") == key:
        return False
    marker.unlink(missing_ok=True)
    step()
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.write_text(key, "utf-8")
    return True


def _digest(source: Path) -> str:
    if source.is_file():
        return hashlib.sha256(source.read_bytes()).hexdigest()
    if not source.exists():
        raise FileNotFoundError(source)
    files = sorted(p for p in source.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    lines = (f"{p.relative_to(source)} {_digest(p)}\n" for p in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
