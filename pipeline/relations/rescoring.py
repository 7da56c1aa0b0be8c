"""Small networks that weigh an entity pair against those it competes with.

Three layers over the features of ``aggregate``; what they give on average is added to the pair's
own logit. Each weight is an array of theirs: (networks, …).
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, ndtr
from thinc.api import Adam, Dropout, Gelu, Linear, Model, chain, fix_random_seed

Floats = NDArray[np.float32]
Weights = dict[str, Floats]

_MEMBERS, _LAYERS = 3, 3
_WIDTH, _EPOCHS, _BATCH, _RATE, _DECAY, _WARM = 64, 10, 512, 3e-3, 0.02, 100


def rescore(weights: Mapping[str, Floats], rows: Floats) -> Floats:
    """What to add to the logit of each row."""
    hidden = rows
    for layer in range(_LAYERS):
        weight, bias = weights[f"W{layer}"], weights[f"b{layer}"]
        hidden = (_gelu(hidden) if layer else hidden) @ weight.swapaxes(1, 2) + bias[:, None]
    added: Floats = hidden[:, :, 0].mean(axis=0)
    return added


def fit(rows: Floats, logits: NDArray[np.floating], right: NDArray[np.bool_]) -> Weights:
    """The weights by ten epochs of Adam over the log loss; the same data give the same weights.

    Args:
        rows: features (entity pairs, features).
        logits: of each pair by its mentions, from a model that was not fitted to them.
        right: whether it holds.
    """
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-3
    scaled, base = (rows - mean) / spread, logits.astype(np.float32)
    found = [_plain(_trained(scaled, base, right, seed), mean, spread) for seed in range(_MEMBERS)]
    return {name: np.stack([one[name] for one in found]) for name in found[0]}


def _trained(rows: Floats, base: Floats, right: NDArray[np.bool_], seed: int) -> Model[Any, Any]:
    fix_random_seed(seed)
    model = _network(rows.shape[1])
    adam = Adam(_RATE, L2=_DECAY, L2_is_weight_decay=True, grad_clip=0.0, use_averages=False)
    shuffled = np.random.default_rng(seed)
    batches = max(len(rows) // _BATCH, 1)
    for epoch in range(_EPOCHS):
        order = shuffled.permutation(len(rows))
        for step in range(batches):
            some = order[step * _BATCH : (step + 1) * _BATCH]
            added, backprop = model.begin_update(np.ascontiguousarray(rows[some]))
            slope = expit(added[:, 0] + base[some]) - right[some]
            backprop((slope / len(some)).astype(np.float32)[:, None])
            done = epoch * batches + step
            rest = 1 - done / (_EPOCHS * batches + 1)
            adam.learn_rate = _RATE * min(1.0, (done + 1) / _WARM) * rest
            model.finish_update(adam)
    return model


def _network(width: int) -> Model[Any, Any]:
    last: Model[Any, Any] = Linear(1, _WIDTH, init_W=_zeros)
    first: Model[Any, Any] = chain(Dropout(0.1), Gelu(_WIDTH, width), Dropout(0.2))
    model: Model[Any, Any] = chain(first, Gelu(_WIDTH, _WIDTH), Dropout(0.2), last)
    model.initialize()
    return model


def _zeros(ops: object, shape: tuple[int, ...]) -> Floats:
    return np.zeros(shape, dtype=np.float32)


def _plain(model: Model[Any, Any], mean: Floats, spread: Floats) -> Weights:
    """The arrays of the layers, the scaling of the features within those of the first."""
    layers = [layer for layer in model.walk(order="dfs_pre") if layer.has_param("W")]
    found = {
        f"{name}{place}": np.asarray(layer.get_param(name), dtype=np.float32)
        for place, layer in enumerate(layers)
        for name in ("W", "b")
    }
    found["W0"] = found["W0"] / spread
    found["b0"] = found["b0"] - found["W0"] @ mean
    return found


def _gelu(x: Floats) -> Floats:
    """x Φ(x), as in the layers of thinc."""
    found: Floats = x * ndtr(x)
    return found
