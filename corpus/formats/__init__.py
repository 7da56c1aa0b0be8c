"""The formats of annotated documents: one way to read and to write any of them."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from kisha.corpus.document import Document
from kisha.corpus.errors import lossy, no_documents
from kisha.corpus.formats import brat, conll, docbin, doccano, inline, label_studio, parquet
from kisha.corpus.formats.docbin import Tokenise
from kisha.corpus.formats.files import STORED, annotated, below, read_text
from kisha.corpus.formats.loss import Loss

__all__ = ["FORMATS", "Format", "FormatName", "Loss", "load", "read", "read_all", "save"]

Read = Callable[[Path], tuple[list[Document], list[Loss]]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format; ``write`` takes documents and a file, or for one file a document, a folder."""

    suffix: str
    read: Read
    write: Callable[..., list[Loss]]
    one_each: bool = False
    of_tokens: bool = False


def read(path: Path) -> Document:
    """The document of an ``.ann`` or ``.inline`` file.

    Raises:
        KishaError: C101–C104, see ``kisha.corpus.errors``.
    """
    if path.suffix == ".ann":
        return brat.read(path)
    if path.suffix == ".inline":
        return inline.loads(read_text(path), id=path.stem, place=str(path))
    raise no_documents(path)


def _write_brat(documents: Iterable[Document], folder: Path) -> list[Loss]:
    for document in documents:
        brat.write(document, folder)
    return []


def _write_inline(documents: Iterable[Document], folder: Path) -> list[Loss]:
    for document in documents:
        (folder / f"{document.id}.inline").write_bytes(inline.dumps(document).encode())
    return []


def _read_one(path: Path) -> tuple[list[Document], list[Loss]]:
    return [read(path)], []


class FormatName(StrEnum):
    """What a user calls a format."""

    BRAT = "brat"
    INLINE = "inline"
    DOCBIN = "docbin"
    CONLL = "conll"
    DOCCANO = "doccano"
    LABEL_STUDIO = "label-studio"
    PARQUET = "parquet"


FORMATS: dict[FormatName, Format] = {
    FormatName.BRAT: Format(".ann", _read_one, _write_brat, one_each=True),
    FormatName.INLINE: Format(".inline", _read_one, _write_inline, one_each=True),
    FormatName.DOCBIN: Format(".spacy", docbin.read, docbin.write, of_tokens=True),
    FormatName.CONLL: Format(".conll", conll.read, conll.write, of_tokens=True),
    FormatName.DOCCANO: Format(".jsonl", doccano.read, doccano.write),
    FormatName.LABEL_STUDIO: Format(".json", label_studio.read, label_studio.write),
    FormatName.PARQUET: Format(".parquet", parquet.read, parquet.write),
}
_BY_SUFFIX = {format.suffix: format for format in FORMATS.values()}


def load(
    path: Path, format: FormatName | None = None, *, utf16: bool = False
) -> tuple[list[Document], list[Loss]]:
    """Every document at or below ``path``, and what its files hold that a document can't.

    Args:
        path: a file, or a folder, which is searched for the files of ``format``, else for those
            that hold one document each.
        format: by default the one of each file's suffix.
        utf16: that offsets of doccano's records count UTF-16 code units.

    Raises:
        KishaError: C101–C107, see ``kisha.corpus.errors``.
    """
    asked = FORMATS[format] if format else None
    if path.is_dir() and asked and asked.suffix not in STORED:
        files = below(path, (asked.suffix,))
    else:
        files = annotated(path)
    documents: list[Document] = []
    losses: list[Loss] = []
    for file in files:
        chosen = asked or _BY_SUFFIX.get(file.suffix)
        if chosen is None:
            raise no_documents(file)
        reader = partial(doccano.read, utf16=utf16) if chosen.read is doccano.read else chosen.read
        found, told = reader(file)
        documents += found
        losses += told
    return documents, losses


def read_all(path: Path) -> list[Document]:
    """Every document at or below ``path``, in order of their paths, nothing of them lost.

    Raises:
        KishaError: C108 where a file holds what a document can't; else as ``load``.
    """
    documents, losses = load(path)
    if losses:
        raise lossy(path, len(losses), losses[0])
    return documents


def _named(documents: Iterable[Document]) -> tuple[list[Document], list[Loss]]:
    """The documents under ids that can be file names, whatever a foreign file called them."""
    named: list[Document] = []
    losses: list[Loss] = []
    for document in documents:
        name = re.sub(r"[^\w-]+", "_", document.id)[:80] or "_"
        if name != document.id:
            name += "-" + hashlib.sha256(document.id.encode()).hexdigest()[:8]
            losses.append(Loss(document.id, "record", f"stored as {name}"))
        named.append(replace(document, id=name))
    return named, losses


def save(
    documents: Iterable[Document],
    out: Path,
    format: FormatName,
    *,
    tokenise: Tokenise | None = None,
) -> list[Loss]:
    """Writes documents; returns what the format could not carry over.

    Args:
        documents: each with an id of its own, which names its file where each has one.
        out: a folder, or for formats of one file that file.
        format: see ``FORMATS``.
        tokenise: for formats of tokens.
    """
    chosen = FORMATS[format]
    whole = not chosen.one_each and out.suffix == chosen.suffix
    (out.parent if whole else out).mkdir(parents=True, exist_ok=True)
    target = out if whole or chosen.one_each else out / f"documents{chosen.suffix}"
    if chosen.one_each:
        named, renamed = _named(documents)
        return renamed + chosen.write(named, target)
    if chosen.of_tokens:
        return chosen.write(documents, target, tokenise)
    return chosen.write(documents, target)
