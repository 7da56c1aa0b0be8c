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


def no_documents(path: object) -> KishaError:
    """A path under which there is nothing annotated."""
    return KishaError(
        "C104", f"{path}: no annotated documents.", "Expected .ann (brat) or .inline files."
    )


def told_twice(path: object) -> KishaError:
    """A document stored in both formats: which of them is it?"""
    return KishaError("C105", f"{path}: both .ann and .inline.", "Remove one of them.")


def no_such_path(path: object) -> KishaError:
    """A path that is not there."""
    return KishaError("C106", f"{path}: no such file or folder.", "Check the path.")
