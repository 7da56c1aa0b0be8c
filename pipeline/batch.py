"""Many releases, one after the other: what was read, what was not, and the output files."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from kisha.corpus import Document
from kisha.corpus.errors import KishaError, no_parquet
from kisha.corpus.frames import frames
from kisha.pipeline import errors, source
from kisha.pipeline.analyse import Models, analyse
from kisha.pipeline.export.html import summary
from kisha.pipeline.export.records import to_record
from kisha.pipeline.export.tables import WRITERS, Format
from kisha.pipeline.source import Missing


@dataclass(frozen=True, slots=True)
class Failure:
    """A release that could not be read: its path, and why."""

    path: str
    error: KishaError

    def __str__(self) -> str:
        return str(self.error)

    @property
    def code(self) -> str:
        """The code of the error."""
        return self.error.code

    def to_record(self) -> dict[str, str]:
        """A line of ``errors.jsonl``."""
        error = self.error
        return {
            "source": self.path,
            "code": error.code,
            "message": error.message,
            "remedy": error.remedy,
        }


def run(
    files: Iterable[Path | Missing | source.Source],
    models: Models,
    *,
    min_score: float = 0.0,
    debug: bool = False,
) -> Iterator[Document | Failure]:
    """The document of each file, or why there is none; one never stops the others.

    Args:
        files: as ``source.expand`` gives them, or sources read already.
        models: see ``analyse``.
        min_score: see ``analyse``.
        debug: raise what a stage raises, instead of counting it as that document's failure.
    """
    seen: set[str] = set()
    for file in files:
        path = source.shown(file.path if isinstance(file, (Missing, source.Source)) else file)
        try:
            if isinstance(file, Missing):
                raise file.error
            text = source.read(file) if isinstance(file, Path) else file
            yield _unique(analyse(text, models, min_score=min_score), seen)
        except KishaError as error:
            yield Failure(path, error)
        except Exception as error:
            if debug:
                raise
            yield Failure(path, errors.failed(path, error))


def write(
    results: Iterable[Document | Failure], out: Path, *, formats: Iterable[Format] = (Format.CSV,)
) -> tuple[list[Document], list[Failure]]:
    """Writes the output contract's files to the folder ``out``; returns what was read and not.

    Each file is put in place whole: a reader never sees half of one. Tables of an earlier run in
    another format are removed, so that all files of the folder are of one run.

    Raises:
        KishaError: W101, the folder cannot be written; C107, Parquet without pyarrow.
    """
    formats = list(formats)
    if Format.PARQUET in formats and find_spec("pyarrow") is None:
        raise no_parquet()
    documents: list[Document] = []
    failures: list[Failure] = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for result in results:
            if isinstance(result, Failure):
                failures.append(result)
            else:
                documents.append(result)
        place(out / "documents.jsonl", lambda path: write_lines(path, map(to_record, documents)))
        told = [failure.to_record() for failure in failures]
        place(out / "errors.jsonl", lambda path: write_lines(path, told))
        tables = frames(documents)
        for name, frame in tables.items():
            for format in set(Format).difference(formats):
                (out / f"{name}.{format}").unlink(missing_ok=True)
            for format in formats:
                place(out / f"{name}.{format}", partial(WRITERS[format], frame))
        page = summary(documents, told)
        place(out / "summary.html", lambda path: path.write_text(page, encoding="utf-8"))
    except OSError as error:
        raise errors.no_output(out, error.strerror or error) from None
    return documents, failures


def _unique(document: Document, seen: set[str]) -> Document:
    """The document under an id that no other of the batch has."""
    name, count = document.id, 1
    while name in seen:
        count += 1
        name = f"{document.id}-{count}"
    seen.add(name)
    return replace(document, id=name)


def write_lines(path: Path, records: Iterable[Mapping[str, object]]) -> None:
    """Writes JSON Lines."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def place(path: Path, fill: Callable[[Path], object]) -> None:
    """Puts what ``fill`` writes at ``path``, whole: a reader never sees half of it."""
    part = path.with_name(f".{path.name}.part")
    fill(part)
    os.replace(part, path)
