"""What each word looks like: hashed features and a word vector, made once for each kind of word."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Linear, Maxout, Model

from kisha.pipeline.tagger.spelling import build_spelling

Rows = list[NDArray[np.float32]]


@registry.architectures("kisha.Embed.v1")  # type: ignore[untyped-decorator]
def build_embed(
    width: int,
    feature_width: int,
    attrs: list[str],
    rows: list[int],
    vectors: int = 0,
    vector_key: str = "ORTH",
    grams: list[int] | None = None,
    gram_rows: int = 10000,
) -> Model[list[Doc], Rows]:
    """A row of ``width`` for each token.

    A text repeats its words: each distinct combination of features is computed once, then dealt
    out.

    Args:
        width: of the result.
        feature_width: of each feature's embedding, and of the projected word vector.
        attrs: token attributes, as spaCy's ``MultiHashEmbed`` takes them.
        rows: of each attribute's hash table.
        vectors: length of the pipeline's word vectors; 0 for none.
        vector_key: the token attribute by which they are found.
        grams: lengths of the n-grams of letters of that attribute; none if not given.
        gram_rows: of their hash table.
    """
    tables: list[Model[Any, Any]] = [
        HashEmbed(feature_width, count, column=place, seed=8 + place, dropout=0.0)
        for place, count in enumerate(rows)
    ]
    if vectors:
        tables.append(Linear(nO=feature_width, nI=vectors))
    if grams:
        tables.append(build_spelling(feature_width, grams, gram_rows))
    mix = Maxout(nO=width, nI=feature_width * len(tables), nP=3, normalize=True, dropout=0.0)
    return Model(
        "kisha_embed",
        _forward,
        layers=[mix, *tables],
        init=_init,
        dims={"nO": width},
        attrs={"attrs": attrs, "key": vector_key},
    )


def _init(model: Model[list[Doc], Rows], X: list[Doc] | None = None, Y: Any = None) -> None:
    for layer in model.layers:
        layer.initialize()


def _forward(
    model: Model[list[Doc], Rows], docs: list[Doc], is_train: bool
) -> tuple[Rows, Callable[[Rows], list[Doc]]]:
    mix, *tables = model.layers
    attrs = model.attrs["attrs"]
    features = np.vstack(
        [doc.to_array([*attrs, model.attrs["key"]]).reshape(len(doc), -1) for doc in docs]
    )
    kinds, place = np.unique(features, axis=0, return_inverse=True)
    place = place.reshape(-1)
    kinds = kinds.astype(np.uint64)
    parts, backs = [], []
    for column, table in enumerate(tables):
        if column < len(attrs):
            part, back = table(kinds, is_train)
        elif table.name == "kisha_spelling":
            part, back = table([docs[0].vocab.strings[key] for key in kinds[:, -1]], is_train)
        else:
            part, back = table(_vectors(docs[0], kinds[:, -1]), is_train)
        parts.append(part)
        backs.append(back)
    mixed, back_mixed = mix(np.hstack(parts), is_train)
    ends = np.cumsum([len(doc) for doc in docs])[:-1]

    def backprop(d_rows: Rows) -> list[Doc]:
        one = np.ones(len(place), dtype=np.float32)
        gather = csr_matrix((one, (place, np.arange(len(place)))), (len(kinds), len(place)))
        d_parts = back_mixed(gather @ np.vstack(d_rows))
        width = d_parts.shape[1] // len(backs)
        for column, back in enumerate(backs):
            back(np.ascontiguousarray(d_parts[:, column * width : (column + 1) * width]))
        return docs

    return np.split(mixed[place], ends), backprop


def _vectors(doc: Doc, keys: NDArray[Any]) -> NDArray[np.float32]:
    """The word vector of each key, zeros for a word that has none."""
    table = doc.vocab.vectors
    rows = table.find(keys=keys)
    found: NDArray[np.float32] = table.data[rows]
    found[rows < 0] = 0
    return found
