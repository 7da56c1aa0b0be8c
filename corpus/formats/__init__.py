"""The formats of annotated documents: one way to read and to write any of them."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from kisha.corpus.document import Document
from kisha.corpus.errors import lossy, no_documents, wrong_suffix
from kisha.corpus.formats import brat, conll, docbin, doccano, inline, label_studio, parquet
from kisha.corpus.formats.docbin import Tokenise
from kisha.corpus.formats.files import annotated, below, read_text
from kisha.corpus.formats.linked import flat
from kisha.corpus.formats.loss import Loss
from kisha.corpus.frames import COLUMNS

__all__ = ["FORMATS", "Format", "FormatName", "Loss", "load", "read", "read_all", "save"]

Read = Callable[[Path], tuple[list[Document], list[Loss]]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format; ``write`` takes documents and a file, or for one file a document, a folder.

    In one ``of_words`` ids, labels and types stand bare between the file's own marks.
    """

    suffix: str
    read: Read
    write: Callable[..., list[Loss]]
    one_each: bool = False
    of_tokens: bool = False
    of_words: bool = False


def read(path: Path) -> Document:
    """The document of an ``.ann`` or ``.inline`` file.

    Raises:
        KishaError: C101–C104, see ``kisha.corpus.errors``.
    """
    format = _BY_SUFFIX.get(path.suffix)
    if format is None or not format.one_each:
        raise no_documents(path)
    (document,), _ = format.read(path)
    return document


def _write_brat(documents: Iterable[Document], folder: Path) -> list[Loss]:
    for document in documents:
        brat.write(document, folder)
    return []


def _write_inline(documents: Iterable[Document], folder: Path) -> list[Loss]:
    losses: list[Loss] = []
    for document in documents:
        one, told = flat(document)
        losses += told
        (folder / f"{one.id}.inline").write_bytes(inline.dumps(one).encode())
    return losses


def _read_brat(path: Path) -> tuple[list[Document], list[Loss]]:
    return [brat.read(path)], []


def _read_inline(path: Path) -> tuple[list[Document], list[Loss]]:
    return [inline.loads(read_text(path), id=path.stem, place=str(path))], []


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
    FormatName.BRAT: Format(".ann", _read_brat, _write_brat, one_each=True, of_words=True),
    FormatName.INLINE: Format(".inline", _read_inline, _write_inline, one_each=True, of_words=True),
    FormatName.DOCBIN: Format(".spacy", docbin.read, docbin.write, of_tokens=True),
    FormatName.CONLL: Format(".conll", conll.read, conll.write, of_tokens=True, of_words=True),
    FormatName.DOCCANO: Format(".jsonl", doccano.read, doccano.write),
    FormatName.LABEL_STUDIO: Format(".json", label_studio.read, label_studio.write),
    FormatName.PARQUET: Format(".parquet", parquet.read, parquet.write),
}
_LONGEST_NAME = 120
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
    files = below(path, (asked.suffix,)) if asked else annotated(path)
    files = [file for file in files if not (file.suffix == ".parquet" and file.stem in COLUMNS)]
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
    taken: set[str] = set()
    for document in documents:
        plain = re.sub(r"[^\w-]+", "_", document.id) or "_"
        name = plain.encode()[:_LONGEST_NAME].decode(errors="ignore")
        # Some file systems take A and a for one name.
        if name != document.id or name.casefold() in taken:
            name += "-" + hashlib.sha256(document.id.encode()).hexdigest()[:8]
            losses.append(Loss(document.id, "record", f"stored as {name}"))
        taken.add(name.casefold())
        spoken, told = _spoken(replace(document, id=name))
        named.append(spoken)
        losses += told
    return named, losses


def _spoken(document: Document) -> tuple[Document, list[Loss]]:
    """The document with labels, relation types and values that can stand in a line of brat.

    Other tools allow any text there; what is no word would be read as the file's own syntax.
    """
    losses: list[Loss] = []

    def word(written: str) -> str:
        plain = re.sub(r"\W+", "_", written) or "_"
        if plain != written:
            losses.append(Loss(document.id, "record", f"{written!r} stored as {plain}"))
        return plain

    mentions = tuple(replace(m, label=word(m.label)) for m in document.mentions)
    relations = tuple(replace(r, type=word(r.type)) for r in document.relations)
    entities = []
    for entity in document.entities:
        fits = entity.value is None or re.fullmatch(r"[^\s~]+", entity.value)
        if not fits:
            losses.append(Loss(document.id, "date value", f"{entity.name!r} = {entity.value!r}"))
        label = re.sub(r"\W+", "_", entity.label) or "_"
        entities.append(replace(entity, label=label, value=entity.value if fits else None))
    spoken = replace(document, mentions=mentions, entities=tuple(entities), relations=relations)
    return spoken, list(dict.fromkeys(losses))


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
    if not whole and out.suffix in _BY_SUFFIX and not out.is_dir():
        raise wrong_suffix(out, chosen.suffix)
    (out.parent if whole else out).mkdir(parents=True, exist_ok=True)
    target = out if whole or chosen.one_each else out / f"documents{chosen.suffix}"
    renamed: list[Loss] = []
    if chosen.of_words:
        documents, renamed = _named(documents)
    extra = (tokenise,) if chosen.of_tokens else ()
    return renamed + chosen.write(documents, target, *extra)
