"""Two mentions and what may hold between them."""

from typing import NamedTuple


class Pair(NamedTuple):
    """A relation between two mentions, by their places in ``View.ents``."""

    head: int
    type: str
    tail: int
