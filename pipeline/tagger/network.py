"""The network under the tagger: what a token looks like, its neighbours, and its namesakes.

A word of a release is read together with every other place of the document where it stands: what
``（以下ミズホ）`` says of ミズホ is known wherever ミズホ is named.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, identity
from spacy.attrs import NORM
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    Linear,
    Maxout,
    Model,
    chain,
    clone,
    expand_window,
    residual,
    with_array,
    zero_init,
)

Rows = list[NDArray[np.float32]]
POTENTIALS = ("between", "first", "last")


@registry.architectures("kisha.Tagger.v1")  # type: ignore[untyped-decorator]
def build_tagger(
    tok2vec: Model[list[Doc], Rows],
    width: int,
    depth: int = 2,
    namesakes: bool = True,
    nO: int | None = None,
) -> Model[list[Doc], Rows]:
    """Emissions of each token (tokens, K), K set when the tagger is initialised.

    Args:
        tok2vec: gives a row of ``width`` for each token.
        width: of all layers.
        depth: convolutions after each token has been joined with its namesakes.
        namesakes: whether it is; otherwise with itself, for comparison.
        nO: the number of tags.
    """
    mix: Model[Rows, Rows] = with_array(
        Maxout(nO=width, nI=2 * width, nP=3, normalize=True, dropout=0.0)
    )
    block = residual(
        chain(expand_window(window_size=1), Maxout(nO=width, nI=3 * width, nP=3, normalize=True))
    )
    after: Model[Rows, Rows] = with_array(clone(block, depth), pad=depth)
    emit: Model[Rows, Rows] = with_array(Linear(nO=nO, nI=width, init_W=zero_init))
    # Not a layer that data goes through: it holds the potentials between tags, to be learnt too.
    between: Model[Any, Any] = Model("kisha_chain", _forward, params=dict.fromkeys(POTENTIALS))
    return Model(
        "kisha_network",
        _forward,
        layers=[tok2vec, mix, after, emit, between],
        init=_init,
        refs={"tok2vec": tok2vec, "emit": emit.layers[0], "chain": between},
        attrs={"namesakes": namesakes},
    )


def _init(model: Model[list[Doc], Rows], X: list[Doc] | None = None, Y: Any = None) -> None:
    tok2vec, *rest = model.layers
    tok2vec.initialize(X=X)
    for layer in rest[:-1]:
        layer.initialize()


def _forward(
    model: Model[list[Doc], Rows], docs: list[Doc], is_train: bool
) -> tuple[Rows, Callable[[Rows], list[Doc]]]:
    tok2vec, mix, after, emit, _ = model.layers
    joins = _namesakes if model.attrs["namesakes"] else _itself
    namesakes = [joins(doc) for doc in docs]
    own, back_own = tok2vec(docs, is_train)
    joined = [np.hstack([x, same @ x]) for x, same in zip(own, namesakes, strict=True)]
    mixed, back_mixed = mix(joined, is_train)
    read, back_read = after(mixed, is_train)
    emitted, back_emitted = emit(read, is_train)

    def backprop(d_emitted: Rows) -> list[Doc]:
        d_joined = back_mixed(back_read(back_emitted(d_emitted)))
        d_own = []
        for d, same in zip(d_joined, namesakes, strict=True):
            half = d.shape[1] // 2
            # The averaging is symmetric, hence its own transpose.
            d_own.append(np.ascontiguousarray(d[:, :half] + same @ d[:, half:]))
        return back_own(d_own)  # type: ignore[no-any-return]

    return emitted, backprop


class _Mean(NamedTuple):
    """A matrix (tokens, tokens) in two factors: itself has a square of entries for each word."""

    share: csr_matrix
    member: csr_matrix

    def __matmul__(self, rows: Any) -> Any:
        return self.share @ (self.member @ rows)


def _namesakes(doc: Doc) -> "_Mean | csr_matrix":
    """What gives each token the mean over those of the same NORM."""
    if not len(doc):
        return csr_matrix((0, 0), dtype=np.float32)
    _, kind, counts = np.unique(doc.to_array([NORM]), return_inverse=True, return_counts=True)
    kind = kind.reshape(-1)
    one = np.ones(len(doc), dtype=np.float32)
    member = csr_matrix((one, (kind, np.arange(len(doc)))), shape=(len(counts), len(doc)))
    share = csr_matrix(
        (1 / counts[kind].astype(np.float32), (np.arange(len(doc)), kind)),
        shape=(len(doc), len(counts)),
    )
    return _Mean(share, member)


def _itself(doc: Doc) -> csr_matrix:
    return identity(len(doc), dtype=np.float32, format="csr")
