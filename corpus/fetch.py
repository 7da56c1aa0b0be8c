"""The public data sets, each a file at a fixed commit, its bytes checked by their hash."""

import hashlib
import os
import tomllib
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from http.client import HTTPException
from importlib.resources import files
from pathlib import Path

from kisha.corpus.errors import not_fetched, other_bytes

Progress = Callable[[str, int, int | None], object]
"""Called with a file's name, the bytes so far, and all of them where the server says how many."""

_CHUNK = 1 << 16
_TIMEOUT = 60
_MAX_BYTES = 1 << 28


@dataclass(frozen=True, slots=True)
class PublicFile:
    """One file of a public data set."""

    name: str
    url: str
    sha256: str
    licence: str


def public_files() -> list[PublicFile]:
    """Those of ``public.toml``."""
    table = tomllib.loads(files("kisha.corpus").joinpath("public.toml").read_text("utf-8"))
    return [PublicFile(name, **row) for name, row in table.items()]


def fetch(
    out: Path,
    *,
    source: Path | None = None,
    wanted: Iterable[PublicFile] | None = None,
    progress: Progress = lambda *_: None,
) -> list[Path]:
    """Puts each file into ``out``, unless it lies there already; returns their paths.

    A file appears under its name only when its bytes are the right ones.

    Args:
        out: created if need be.
        source: a folder that holds copies; by default each file is fetched from its URL.
        wanted: by default all of ``public_files()``.
        progress: told of every chunk.

    Raises:
        KishaError: C110, it cannot be had; C111, its bytes are not those of ``sha256``.
    """
    out.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    for file in wanted if wanted is not None else public_files():
        path = out / file.name
        if not (path.is_file() and _hash(path) == file.sha256):
            _place(file, path, _chunks(file, source), progress)
        paths.append(path)
    return paths


def _place(
    file: PublicFile, path: Path, chunks: Iterator[tuple[bytes, int | None]], progress: Progress
) -> None:
    part = path.with_name(f".{path.name}.part")
    found = hashlib.sha256()
    done = 0
    try:
        with part.open("wb") as target:
            for chunk, size in chunks:
                target.write(chunk)
                found.update(chunk)
                done += len(chunk)
                progress(file.name, done, size)
                if done > _MAX_BYTES:
                    break
        if found.hexdigest() != file.sha256:
            raise other_bytes(file.name, file.sha256, found.hexdigest())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _chunks(file: PublicFile, source: Path | None) -> Iterator[tuple[bytes, int | None]]:
    place = source / file.name if source else file.url
    try:
        if isinstance(place, Path):
            size: int | None = place.stat().st_size
            stream = place.open("rb")
        else:
            stream = urllib.request.urlopen(place, timeout=_TIMEOUT)  # noqa: S310
            length = stream.headers.get("Content-Length")
            size = int(length) if length and length.isdigit() else None
        with stream:
            while chunk := stream.read(_CHUNK):
                yield chunk, size
    except (OSError, HTTPException) as error:
        raise not_fetched(place, getattr(error, "reason", None) or error) from None


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
