"""Matrix products of the tagger's size, thinc's own against numpy's, in one run.

Compare the ratio. Run: ``OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/products.py``.
"""

import time
from collections.abc import Callable

import numpy as np
from rich.console import Console
from rich.table import Table
from thinc.api import NumpyOps

from kisha.pipeline.tagger.ops import BlasOps

ROUNDS = 200


def main() -> None:
    """Times a layer over the tokens of a release."""
    rng = np.random.default_rng(0)
    rows, weights = (rng.random(shape, dtype=np.float32) for shape in ((700, 384), (384, 384)))
    table = Table("", "GFLOPS")
    for ops in (NumpyOps(), BlasOps()):
        seconds = _seconds(lambda ops=ops: ops.gemm(rows, weights, trans2=True))
        table.add_row(type(ops).__name__, f"{2 * rows.size * len(weights) / seconds / 1e9:.0f}")
    Console().print(table)


def _seconds(product: Callable[[], object]) -> float:
    product()
    start = time.perf_counter()
    for _ in range(ROUNDS):
        product()
    return (time.perf_counter() - start) / ROUNDS


if __name__ == "__main__":
    main()
