"""The files of linking: documents and a registry in; registry, links and merges out."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from kisha.corpus import Document, formats
from kisha.pipeline import errors
from kisha.pipeline.batch import place, write_lines
from kisha.pipeline.export.records import from_record
from kisha.pipeline.export.tables import unmarked, write_csv
from kisha.pipeline.linking.entity import REGISTRY
from kisha.pipeline.linking.linker import Linked
from kisha.pipeline.linking.reading import reading
from kisha.pipeline.linking.registry import Entry

DOCUMENTS = "documents.jsonl"
LINKS = ["document", "entity", "label", "name", "id"]
MERGES = [
    "id", "label", "document", "entity", "name", "other_document", "other_entity", "other_name",
    "score", "reason",
]  # fmt: skip

T = TypeVar("T")


def read_documents(paths: Iterable[Path]) -> list[Document]:
    """The documents of outputs of ``kisha run``, and annotated ones in any format.

    A document that several outputs hold with the same bytes is taken once.

    Raises:
        KishaError: L102, a line is no document; L103, two have one id; R101, R108; as
            ``formats.read_all``.
    """
    found: dict[str, Document] = {}
    for path in paths:
        for document in _documents(path):
            other = found.setdefault(document.id, document)
            if other is not document and (other.sha256 is None or other.sha256 != document.sha256):
                raise errors.same_id(document.id)
    return list(found.values())


def read_registry(path: Path) -> list[Entry]:
    """The entries of a ``registry.jsonl``.

    Raises:
        KishaError: L102, a line is no entry; L103, two have one id; R101, R108.
    """
    found: dict[str, Entry] = {}
    for entry in _read_lines(path, Entry.from_record, kind="registry entry"):
        if entry.id in found:
            raise errors.same_id(entry.id)
        found[entry.id] = entry
    return list(found.values())


def write(linked: Linked, out: Path) -> None:
    """Writes ``registry.jsonl``, ``links.csv`` and ``merges.csv`` to the folder ``out``.

    Raises:
        KishaError: W101, the folder cannot be written.
    """
    links = [
        (*key, entry.label, linked.names[key], entry.id) for key, entry in linked.links.items()
    ]
    try:
        out.mkdir(parents=True, exist_ok=True)
        records = (entry.to_record() for entry in linked.registry)
        place(out / "registry.jsonl", lambda path: write_lines(path, records))
        for name, rows, columns in (
            ("links.csv", sorted(links), LINKS),
            ("merges.csv", list(_merges(linked)), MERGES),
        ):
            place(out / name, partial(write_csv, pd.DataFrame(rows, columns=columns)))
    except OSError as error:
        raise errors.no_output(out, error.strerror or error) from None


def read_links(path: Path) -> list[tuple[str, str, str, str]]:
    """Document, entity name, label and registry id of each row of a ``links.csv``.

    Raises:
        KishaError: L102, it has other columns; R101, R108.
    """
    found = _read_rows(path, LINKS, kind="table of links")
    rows = [{column: unmarked(row[column]) for column in LINKS} for row in found]
    return [(row["document"], row["name"], row["label"], row["id"]) for row in rows]


def read_gold_links(path: Path) -> list[dict[str, str]]:
    """The rows of a table of true links: ``ja``, ``ja_name``, ``en``, ``en_name``, ``label``.

    Raises:
        KishaError: L102, it has other columns; R101, R108.
    """
    columns = ["ja", "ja_name", "en", "en_name", "label"]
    return _read_rows(path, columns, _Plain, kind="table of true links")


def _documents(path: Path) -> Iterable[Document]:
    output = path / DOCUMENTS
    if not output.is_file():
        if path.suffix != ".jsonl" or not _is_output(path):
            return formats.read_all(path)
        output = path
    return _read_lines(output, _document, kind="document of kisha run")


def _is_output(path: Path) -> bool:
    """Whether a file of JSON Lines is of ours, and not of doccano."""
    try:
        with path.open(encoding="utf-8") as file:
            first = file.readline()
        return not first.strip() or "release" in json.loads(first)
    except OSError as error:
        raise errors.unreadable(path, error.strerror or error) from None
    except (ValueError, RecursionError, TypeError):
        return False


def _document(record: dict[str, Any]) -> Document:
    document = from_record(record, "")
    if not document.id:
        raise ValueError("a document without an id")
    texts = [document.id, document.language]
    texts += [part for m in document.mentions for part in (m.id, m.label, m.entity, m.text)]
    texts += [part for e in document.entities for part in (e.id, e.label, e.name, e.value or "")]
    texts += [part for r in document.relations for part in (r.head, r.type, r.tail)]
    release = document.release
    if release:
        texts += [release.date or "", *release.securities_codes.values()]
    # A lone surrogate, which JSON can hold, could not be written again: a ValueError.
    "".join(texts).encode()
    return document


def _read_lines(path: Path, make: Callable[[dict[str, Any]], T], *, kind: str) -> Iterator[T]:
    with reading(path) as file:
        for n, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                yield make(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                raise errors.bad_record(path, n, kind) from None


class _Plain(csv.excel_tab):
    """Cells parted by tabs, in which a quotation mark is one."""

    quoting = csv.QUOTE_NONE


def _read_rows(
    path: Path, columns: list[str], dialect: type[csv.Dialect] = csv.excel, *, kind: str
) -> list[dict[str, str]]:
    with reading(path) as file:
        reader = csv.DictReader(file, dialect=dialect)
        rows, header = list(reader), reader.fieldnames or ()
    if not set(columns) <= set(header):
        raise errors.bad_record(path, 1, kind)
    for n, row in enumerate(rows, 2):
        if any(row.get(column) is None for column in columns):
            raise errors.bad_record(path, n, kind)
    return rows


def _merges(linked: Linked) -> Iterator[tuple[object, ...]]:
    for merge in linked.merges:
        one, other = (
            (key.document or "(registry)", key.entity, named.name)
            for named in (merge.one, merge.other)
            for key in (named.key,)
        )
        fresh = merge.one if merge.one.key.document != REGISTRY else merge.other
        entry = linked.links.get(fresh.key)
        id = entry.id if entry else fresh.key.entity
        yield id, merge.one.label, *one, *other, merge.score, merge.reason
