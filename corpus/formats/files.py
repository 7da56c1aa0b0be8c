"""Annotated documents on disk: which files hold them, and their text to the character."""

from collections import Counter
from pathlib import Path

from kisha.corpus.errors import no_documents, no_such_path, not_utf8, told_twice

STORED = (".ann", ".inline")
"""Suffixes of the files that a folder is searched for: those that hold one document each."""


def read_text(path: Path) -> str:
    """The file to the character: no end-of-line conversion, no byte-order mark removed."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise not_utf8(path, error.start) from None


def annotated(path: Path) -> list[Path]:
    """``path`` itself, or the ``.ann`` and ``.inline`` files below it, sorted.

    Raises:
        KishaError: C104 where there are none, C105 where one is stored in both formats, C106 where
            there is no such path.
    """
    found = below(path, STORED)
    names = Counter(file.with_suffix("") for file in found)
    if twice := [name for name, count in names.items() if count > 1]:
        raise told_twice(twice[0])
    return found


def below(path: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """``path`` itself, or the files below it with one of these suffixes, sorted.

    Raises:
        KishaError: C104 where there are none, C106 where there is no such path.
    """
    if not path.exists():
        raise no_such_path(path)
    if path.is_file():
        return [path]
    found = sorted(file for suffix in suffixes for file in path.rglob(f"*{suffix}"))
    if not found:
        raise no_documents(path, " or ".join(suffixes))
    return found
