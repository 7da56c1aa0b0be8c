"""A fact as the stages pass it on: between entities of one ``Doc``, with its evidence there."""

from typing import NamedTuple


class Fact(NamedTuple):
    """``head`` and ``tail`` are entity ids; ``start:end`` is the evidence in the restored text."""

    head: str
    type: str
    tail: str
    start: int
    end: int
    score: float = 1.0
