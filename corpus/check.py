"""The faults of many annotated documents: of each, and between them."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from kisha.corpus import overlap
from kisha.corpus.document import Document
from kisha.corpus.errors import KishaError
from kisha.corpus.faults import Fault, faults
from kisha.corpus.formats import read
from kisha.corpus.formats.files import annotated

SPLITS = ("gold", "dev", "train")
"""Folders that hold the parts of a corpus; a later one may share no run with an earlier one."""


def check(*paths: Path) -> list[Fault]:
    """The faults of every annotated document at or below ``paths``, and those between them.

    A file belongs to the split that the nearest folder above it names.
    """
    found: list[Fault] = []
    documents: dict[Path, Document] = {}
    for file in dict.fromkeys(file for path in paths for file in annotated(path)):
        try:
            documents[file] = read(file)
        except KishaError as error:
            found.append(Fault(str(file), 0, str(error)))
            continue
        found += faults(documents[file], str(file))
    return [*found, *_between(documents)]


def _between(documents: dict[Path, Document]) -> Iterator[Fault]:
    """Texts told twice, and runs that one split copied from another."""
    files = list(documents)
    for one, other, share in overlap.near_duplicates(list(documents.values())):
        said = f"nearly the same text as {files[one]} ({share:.0%} in common)"
        yield Fault(str(files[other]), 1, said)
    sides: dict[str, list[Path]] = defaultdict(list)
    for file in files:
        if split := next((part for part in reversed(file.parts[:-1]) if part in SPLITS), None):
            sides[split].append(file)
    for one_side, other_side in combinations(sorted(sides, key=SPLITS.index), 2):
        names = one_side == "gold"
        known = overlap.runs((documents[file] for file in sides[one_side]), names=names)
        for file in sides[other_side]:
            if run := overlap.copied(documents[file], known, names=names):
                yield Fault(
                    str(file), 1, f"shares {overlap.RUN} characters with {one_side}: {run!r}"
                )
