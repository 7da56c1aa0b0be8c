"""The random field against brute force over all tag sequences of small chains."""

from itertools import pairwise, product

import numpy as np
import pytest

from kisha.pipeline.tagger import crf


def chain_of(rng: np.random.Generator, tags: int) -> crf.Chain:
    between = rng.normal(size=(tags, tags)).astype(np.float32)
    between[0, 1] = -1e4
    first, last = (rng.normal(size=tags).astype(np.float32) for _ in range(2))
    return crf.Chain(between, first, last)


def weight(path: tuple[int, ...], rows: crf.Floats, chain: crf.Chain) -> float:
    total = float(chain.first[path[0]] + chain.last[path[-1]])
    total += sum(float(rows[t, tag]) for t, tag in enumerate(path))
    return total + sum(float(chain.between[a, b]) for a, b in pairwise(path))


@pytest.mark.parametrize("seed", range(8))
def test_sums_and_best_path_are_those_of_all_sequences(seed: int) -> None:
    rng = np.random.default_rng(seed)
    tags, lengths = 3, np.array([4, 1, 3])
    rows = (3 * rng.normal(size=(3, 4, tags))).astype(np.float32)
    chain = chain_of(rng, tags)
    allowed = rng.random(size=rows.shape) < 0.7
    allowed[:, :, 2] = True
    for may in (None, allowed):
        found = crf.sums(rows, lengths, chain, may)
        between = np.zeros((tags, tags))
        for n, length in enumerate(lengths):
            paths = [
                path
                for path in product(range(tags), repeat=int(length))
                if may is None or all(may[n, t, tag] for t, tag in enumerate(path))
            ]
            scores = np.array([weight(path, rows[n], chain) for path in paths])
            log_z = np.logaddexp.reduce(scores)
            assert found.partition[n] == pytest.approx(log_z, abs=1e-3)
            shares = np.exp(scores - log_z)
            for t in range(length):
                for tag in range(tags):
                    p = sum(s for s, path in zip(shares, paths, strict=True) if path[t] == tag)
                    assert found.tags[n, t, tag] == pytest.approx(p, abs=1e-4)
            assert not found.tags[n, length:].any()
            for share, path in zip(shares, paths, strict=True):
                for a, b in pairwise(path):
                    between[a, b] += share
            if may is None:
                best = crf.best(rows, lengths, chain)[n, :length]
                assert tuple(best) == paths[int(scores.argmax())]
        assert found.between == pytest.approx(between, abs=1e-3)


def test_the_gradient_is_the_slope_of_the_partition() -> None:
    rng = np.random.default_rng(1)
    rows = rng.normal(size=(1, 5, 4)).astype(np.float32)
    lengths, chain = np.array([5]), chain_of(rng, 4)
    found = crf.sums(rows, lengths, chain)
    for t, tag in ((0, 0), (2, 3), (4, 1)):
        step = np.zeros_like(rows)
        step[0, t, tag] = 1e-2
        up, down = (crf.sums(rows + s, lengths, chain).partition[0] for s in (step, -step))
        assert (up - down) / 2e-2 == pytest.approx(found.tags[0, t, tag], abs=5e-3)
