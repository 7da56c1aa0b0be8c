"""A small network that weighs an entity pair against those it competes with.

Three layers over the features of ``aggregate``; what it gives is added to the pair's own logit.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, ndtr
from thinc.api import Adam, Dropout, Gelu, Linear, Model, chain, fix_random_seed

Floats = NDArray[np.float32]
Weights = dict[str, Floats]

_WIDTH, _EPOCHS, _BATCH, _RATE, _DECAY, _WARM = 64, 10, 512, 3e-3, 0.02, 100


def rescore(weights: Mapping[str, Floats], rows: Floats) -> Floats:
    """What to add to the logit of each row."""
    hidden = _gelu(rows @ weights["W0"].T + weights["b0"])
    hidden = _gelu(hidden @ weights["W1"].T + weights["b1"])
    added: Floats = (hidden @ weights["W2"].T + weights["b2"])[:, 0]
    return added


def fit(rows: Floats, logits: NDArray[np.floating], right: NDArray[np.bool_]) -> Weights:
    """The weights by ten epochs of Adam over the log loss; the same data give the same weights.

    Args:
        rows: features (entity pairs, features).
        logits: of each pair by its mentions, from a model that was not fitted to them.
        right: whether it holds.
    """
    fix_random_seed(0)
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-3
    scaled, base = (rows - mean) / spread, logits.astype(np.float32)
    model = _network(rows.shape[1])
    adam = Adam(_RATE, L2=_DECAY, L2_is_weight_decay=True, grad_clip=0.0, use_averages=False)
    shuffled = np.random.default_rng(0)
    steps = _EPOCHS * max(len(rows) // _BATCH, 1)
    for epoch in range(_EPOCHS):
        order = shuffled.permutation(len(rows))
        for step, start in enumerate(range(0, max(len(rows) - _BATCH, 0) + 1, _BATCH)):
            some = order[start : start + _BATCH]
            added, backprop = model.begin_update(np.ascontiguousarray(scaled[some]))
            slope = expit(added[:, 0] + base[some]) - right[some]
            backprop((slope / len(some)).astype(np.float32)[:, None])
            done = epoch * (steps // _EPOCHS) + step
            adam.learn_rate = _RATE * min(1.0, (done + 1) / _WARM) * (1 - done / (steps + 1))
            model.finish_update(adam)
    return _plain(model, mean, spread)


def _network(width: int) -> Model[Floats, Floats]:
    last: Model[Floats, Floats] = Linear(1, _WIDTH, init_W=_zeros)
    layers = Gelu(_WIDTH, width), Dropout(0.2), Gelu(_WIDTH, _WIDTH), Dropout(0.2), last
    model: Model[Floats, Floats] = chain(Dropout(0.1), *layers)
    model.initialize()
    return model


def _zeros(ops: object, shape: tuple[int, ...]) -> Floats:
    return np.zeros(shape, dtype=np.float32)


def _plain(model: Model[Floats, Floats], mean: Floats, spread: Floats) -> Weights:
    """The arrays of the layers, the scaling of the features within those of the first."""
    layers = [layer for layer in model.layers if layer.has_param("W")]
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
