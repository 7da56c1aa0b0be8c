"""Many releases, one after the other: what was read, what was not, and the output files."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from kisha.corpus import Document
from kisha.corpus.errors import KishaError
from kisha.pipeline import errors, source
from kisha.pipeline.analyse import Models, analyse
from kisha.pipeline.export.html import summary
from kisha.pipeline.export.records import to_record
from kisha.pipeline.export.tables import WRITERS, Format, frames
from kisha.pipeline.source import Missing


class Failure(KishaError):  # noqa: N818
    """A release that could not be read, and its path."""

    def __init__(self, path: str, error: KishaError) -> None:
        super().__init__(error.code, error.message, error.remedy)
        self.path = path

    def to_record(self) -> dict[str, str]:
        """A line of ``errors.jsonl``."""
        return {
            "source": self.path,
            "code": self.code,
            "message": self.message,
            "remedy": self.remedy,
        }


def run(
    files: Iterable[Path | Missing | source.Source],
    models: Models,
    *,
    debug: bool = False,
) -> Iterator[Document | Failure]:
    """The document of each file, or why there is none; one never stops the others.

    Args:
        files: as ``source.expand`` gives them, or sources read already.
        models: see ``analyse``.
        debug: raise what a stage raises, instead of counting it as that document's failure.
    """
    seen: set[str] = set()
    for file in files:
        path = source.shown(file.path if isinstance(file, (Missing, source.Source)) else file)
        try:
            if isinstance(file, Missing):
                raise file.error
            text = source.read(file) if isinstance(file, Path) else file
            yield _unique(analyse(text, models), seen)
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

    Each file is put in place whole: a reader never sees half of one.

    Raises:
        KishaError: W101, the folder cannot be written.
    """
    documents: list[Document] = []
    failures: list[Failure] = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for result in results:
            if isinstance(result, Failure):
                failures.append(result)
            else:
                documents.append(result)
        _place(out / "documents.jsonl", lambda path: _lines(path, map(to_record, documents)))
        _place(out / "errors.jsonl", lambda path: _lines(path, (f.to_record() for f in failures)))
        tables = frames(documents)
        for format in formats:
            for name, frame in tables.items():
                _place(out / f"{name}.{format}", partial(WRITERS[format], frame))
        page = summary(documents, [failure.to_record() for failure in failures])
        _place(out / "summary.html", lambda path: path.write_text(page, encoding="utf-8"))
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


def _lines(path: Path, records: Iterable[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def _place(path: Path, fill: Callable[[Path], object]) -> None:
    part = path.with_name(f".{path.name}.part")
    fill(part)
    os.replace(part, path)
