"""Files that a person gives, opened with one line for what is wrong with them."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from kisha.pipeline import errors


@contextmanager
def reading(path: Path) -> Iterator[TextIO]:
    """A text file in UTF-8, its line ends as they are.

    Raises:
        KishaError: R101, there is none; R108, it can't be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield file
    except FileNotFoundError:
        raise errors.not_found(path) from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise errors.unreadable(path, error) from None
