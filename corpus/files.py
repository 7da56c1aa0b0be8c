"""Annotated documents on disk: which files hold them, and reading them whatever their format."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kisha.corpus.errors import no_documents, no_such_path, not_utf8, told_twice


def read_text(path: Path) -> str:
    """The file to the character: no end-of-line conversion, no byte-order mark removed."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise not_utf8(path, error.start) from None


def annotated(path: Path) -> list[Path]:
    """The annotated files at or below ``path``, sorted: ``.ann`` and ``.inline``.

    Raises:
        KishaError: C104 where there are none, C105 where one is stored in both formats, C106 where
            there is no such path.
    """
    if not path.exists():
        raise no_such_path(path)
    found = [path] if path.is_file() else sorted(_below(path))
    if not found:
        raise no_documents(path)
    names = Counter(file.with_suffix("") for file in found)
    if twice := [name for name, count in names.items() if count > 1]:
        raise told_twice(twice[0])
    return found


def _below(path: Path) -> Iterator[Path]:
    for suffix in (".ann", ".inline"):
        yield from path.rglob(f"*{suffix}")
