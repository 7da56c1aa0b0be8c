"""Annotated documents on disk: which files hold them, and reading them whatever their format."""

from collections.abc import Iterator
from pathlib import Path

from kisha.corpus.errors import no_documents, not_utf8


def read_text(path: Path) -> str:
    """The file to the character: no end-of-line conversion, no byte-order mark removed."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise not_utf8(path, error.start) from None


def annotated(path: Path) -> list[Path]:
    """The annotated files at or below ``path``, sorted: ``.ann`` and ``.inline``.

    Raises:
        KishaError: C104 where there are none.
    """
    found = [path] if path.is_file() else sorted(_below(path))
    if not found:
        raise no_documents(path)
    return found


def _below(path: Path) -> Iterator[Path]:
    for suffix in (".ann", ".inline"):
        yield from path.rglob(f"*{suffix}")
