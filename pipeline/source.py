"""From a path to the text in it: which files, and in which encoding."""

import glob
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from charset_normalizer import from_bytes

from kisha.corpus.errors import KishaError
from kisha.pipeline import errors

SUFFIXES = {".txt", ".text"}

# Python's codecs of these names take the byte-order mark away themselves.
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_JAPANESE_ENCODINGS = ["cp932", "euc_jp"]
# Control characters that no text holds, C1 ones and private use: the marks of a wrong decoding.
_GARBLED = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffd]")
# Text that was decoded right is mostly this; half-width katakana is what wrong EUC-JP looks like.
_PLAUSIBLE = re.compile(
    "[\t\n\r\x0c -~\u2010-\u27bf\u3000-\u30ff\u3200-\u33ff\u4e00-\u9fff\uff01-\uff60\uffe0-\uffe6]"
)
_KANA = re.compile("[\u3041-\u30ff]")
_ALONE = re.compile("[A-Za-z][\u4e00-\u9fff](?![\u4e00-\u9fff])")
_PLAUSIBLE_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Source:
    """A release as it came, and its origin.

    ``encoding`` gives ``text`` back to the character: ``open(path, encoding=…, newline="")``.
    """

    path: str
    text: str
    sha256: str
    encoding: str


class Missing(NamedTuple):
    """A path that names nothing to read, and the error to report for it."""

    path: str
    error: KishaError


def expand(paths: list[str]) -> Iterator[Path | Missing]:
    """The files that ``paths`` (files, folders, glob patterns) name, sorted within each, once."""
    seen: set[Path] = set()
    for name in paths:
        found, problem = _named(name)
        if not found:
            yield Missing(shown(name), problem)
        for file in found:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _named(name: str) -> tuple[list[Path], KishaError]:
    """The files that one path or pattern names, and what to say if there are none."""
    path = Path(name)
    try:
        matches = [path] if path.exists() else sorted(map(Path, glob.glob(name, recursive=True)))
    except OSError as error:
        return [], errors.unreadable(shown(name), error.strerror)
    files = [match for match in matches if not match.is_dir()]
    folders = [match for match in matches if match.is_dir()]
    for folder in folders:
        files += sorted(
            p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file()
        )
    return files, errors.no_releases(shown(name)) if folders else errors.not_found(shown(name))


def shown(path: object) -> str:
    """A path as text that any file can hold: names that are not UTF-8 lose what is not."""
    return str(path).encode("utf-8", "replace").decode("utf-8")


def read(path: Path) -> Source:
    """The text of a file.

    Raises:
        KishaError: R101 and R103 to R108: missing, no permission, empty, binary, unknown
            encoding, too large, or refused by the system.
    """
    name = shown(path)
    try:
        if path.exists() and not path.is_file():
            raise errors.unreadable(name, "not a regular file")
        with path.open("rb") as file:
            return decode(limited(file, name), name)
    except FileNotFoundError:
        raise errors.not_found(name) from None
    except PermissionError:
        raise errors.no_permission(name) from None
    except OSError as error:
        raise errors.unreadable(name, error.strerror) from None


def limited(file: BinaryIO, name: str) -> bytes:
    """The bytes of an open file or stream, up to the limit.

    Raises:
        KishaError: R107, there are more.
    """
    data = file.read(errors.MAX_BYTES + 1)
    if len(data) > errors.MAX_BYTES:
        raise errors.too_large(name)
    return data


def decode(data: bytes, path: object = "-") -> Source:
    """The text of the bytes of a file; ``path`` names it in errors and in the result."""
    encoding = _encoding(data, path)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise errors.unknown_encoding(path) from None
    if len(text) > errors.MAX_CHARS:
        raise errors.too_large(path)
    if not any(char.isprintable() and not char.isspace() for char in text):
        raise errors.empty(path)
    if "\x00" in text:
        raise errors.binary(path)
    return Source(str(path), text, hashlib.sha256(data).hexdigest(), encoding)


def _encoding(data: bytes, path: object) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    if b"\x00" in data:
        raise errors.binary(path)
    if b"\x1b$" in data and data.isascii():
        return "iso2022_jp"
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        return _japanese(data, path)


def _japanese(data: bytes, path: object) -> str:
    """CP932 or EUC-JP: the one whose text is Japanese, by characters, then by the detector."""
    scores: dict[str, float] = {}
    for encoding in _JAPANESE_ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _GARBLED.search(text) and not _is_western(text):
            scores[encoding] = len(_PLAUSIBLE.findall(text)) / len(text)
    likely = {name: score for name, score in scores.items() if score >= _PLAUSIBLE_SHARE}
    if not likely:
        raise errors.binary(path) if _looks_binary(data) else errors.unknown_encoding(path)
    best = max(likely.values())
    tied = [name for name, score in likely.items() if score == best]
    if len(tied) > 1 and (match := from_bytes(data, cp_isolation=tied).best()):
        return match.encoding
    return tied[0]


def _is_western(text: str) -> bool:
    """Whether kanji stand alone in Latin words: what Windows-1252's quotes and accents become."""
    return _KANA.search(text) is None and _ALONE.search(text) is not None


def _looks_binary(data: bytes) -> bool:
    head = data[:4096]
    controls = sum(byte < 32 and byte not in b"\t\n\r\x0c\x1b" for byte in head)
    return controls > len(head) * 0.02
