"""The error that every room raises, and the catalogue of what can be wrong with corpus files."""

from dataclasses import dataclass


@dataclass
class KishaError(Exception):
    """A failure that a user can act on.

    Args:
        code: stable and greppable, a letter for the room and three digits, such as ``R103``.
        message: what is wrong, with the file, the place and the value.
        remedy: what to do about it.
    """

    code: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"[{self.code}] {self.message}{remedy}"

    def __reduce__(self) -> tuple[type["KishaError"], tuple[str, str, str]]:
        # Exception's default would drop the fields on the way back from a worker process.
        return type(self), (self.code, self.message, self.remedy)


def bad_syntax(place: str, what: str) -> KishaError:
    """A line of an annotation file that cannot be read."""
    return KishaError("C101", f"{place}: {what}.", "Correct the line by hand.")


def missing_text(path: object) -> KishaError:
    """A brat ``.ann`` without the ``.txt`` whose offsets it counts."""
    return KishaError("C102", f"{path}: no such text file.", "brat keeps X.txt beside X.ann.")


def not_utf8(path: object, offset: int) -> KishaError:
    """A corpus file in some other encoding."""
    return KishaError(
        "C103", f"{path}: not UTF-8 at byte {offset}.", "Corpus files are stored as UTF-8."
    )


def no_documents(path: object, expected: str = ".ann or .inline") -> KishaError:
    """A path under which there is nothing annotated."""
    return KishaError(
        "C104",
        f"{path}: no annotated documents.",
        f"Expected {expected} files; name another format with --from.",
    )


def told_twice(path: object) -> KishaError:
    """A document stored in both formats: which of them is it?"""
    return KishaError("C105", f"{path}: both .ann and .inline.", "Remove one of them.")


def no_such_path(path: object) -> KishaError:
    """A path that is not there."""
    return KishaError("C106", f"{path}: no such file or folder.", "Check the path.")


def no_parquet() -> KishaError:
    """Parquet was asked for and pyarrow is not there."""
    return KishaError("C107", "Parquet needs pyarrow.", "Install it: pip install 'kisha[parquet]'.")


def lossy(path: object, count: int, first: object) -> KishaError:
    """Documents of a format that does not say all, where all is needed."""
    return KishaError(
        "C108",
        f"{path}: {count} things that a document cannot hold as they are, such as {first}.",
        "See them all, and store the rest: kisha corpus convert.",
    )


def no_plots() -> KishaError:
    """A picture was asked for and matplotlib is not there."""
    return KishaError("C109", "Charts need matplotlib.", "Install it: pip install 'kisha[plots]'.")


def not_fetched(place: object, reason: object) -> KishaError:
    """A public file that is not where it should be, or cannot be reached."""
    return KishaError(
        "C110", f"{place}: {reason}.", "Check the network, or give a folder of copies by --from."
    )


def other_bytes(name: object, expected: str, found: str) -> KishaError:
    """A public file that moved on: not the bytes that were trained with."""
    return KishaError(
        "C111",
        f"{name}: SHA-256 is {found}, not {expected}.",
        "Use the commit named in corpus/public.toml.",
    )


def wrong_suffix(path: object, expected: str) -> KishaError:
    """A file to write whose name says another format."""
    return KishaError(
        "C112",
        f"{path}: that is no name for this format.",
        f"End it in {expected}, or name a folder.",
    )


def reserved_name(path: object) -> KishaError:
    """A Parquet file of texts that would be overwritten by one of the tables beside it."""
    return KishaError("C113", f"{path}: a table of that name is put beside it.", "Choose another.")
