"""One way to read and write an annotated document, by the suffix of its file."""

from pathlib import Path

from kisha.corpus import brat, inline
from kisha.corpus.document import Document
from kisha.corpus.errors import no_documents
from kisha.corpus.files import annotated, read_text


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


def read_all(path: Path) -> list[Document]:
    """Every annotated document at or below ``path``, in order of their paths."""
    return [read(file) for file in annotated(path)]
