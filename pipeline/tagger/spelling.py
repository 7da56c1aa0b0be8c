"""How a word is spelt, a few letters at a time: by that a new word looks like known ones."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from thinc.api import Model

Rows = NDArray[np.float32]


def build_spelling(width: int, sizes: list[int], rows: int) -> Model[list[str], Rows]:
    """A row of ``width`` for each word: the sum over its n-grams by the root of their count.

    Args:
        width: of the result.
        sizes: lengths of the n-grams, a word's two ends counted as letters.
        rows: of the hash table.
    """
    return Model(
        "kisha_spelling",
        _forward,
        init=_init,
        params={"E": None},
        dims={"nO": width},
        attrs={"sizes": sizes, "rows": rows},
    )


def _init(model: Model[list[str], Rows], X: Any = None, Y: Any = None) -> None:
    if not model.has_param("E"):
        shape = (model.attrs["rows"], model.get_dim("nO"))
        table: Any = np.random.uniform(-0.1, 0.1, shape).astype(np.float32)
        model.set_param("E", table)


def _forward(
    model: Model[list[str], Rows], words: list[str], is_train: bool
) -> tuple[Rows, Callable[[Rows], list[str]]]:
    sizes, rows = tuple(model.attrs["sizes"]), model.attrs["rows"]
    grams = [_grams(word, sizes, rows) for word in words]
    counts = np.array([len(own) for own in grams])
    share = np.repeat(1 / np.sqrt(counts), counts).astype(np.float32)
    places = (np.repeat(np.arange(len(words)), counts), np.concatenate(grams))
    bag = csr_matrix((share, places), shape=(len(words), rows))

    def backprop(d_rows: Rows) -> list[str]:
        slope: Any = np.ascontiguousarray(bag.T @ d_rows)
        model.inc_grad("E", slope)
        return words

    return bag @ model.get_param("E"), backprop


@lru_cache(maxsize=2**16)
def _grams(word: str, sizes: tuple[int, ...], rows: int) -> NDArray[np.int64]:
    """The rows of a word's n-grams; at least one."""
    ends = f"<{word}>"
    found = {
        crc32(ends[place : place + size].encode("utf-8", "surrogatepass")) % rows
        for size in sizes
        for place in range(len(ends) - size + 1)
    }
    return np.array(sorted(found or {0}))
