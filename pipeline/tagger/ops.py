"""Matrix products by the BLAS that numpy brings; ``benchmarks/products.py`` says what it gains."""

from typing import Any

import numpy as np
from thinc.api import Model, NumpyOps


class BlasOps(NumpyOps):  # type: ignore[misc]
    """thinc's operations on numpy arrays, ``gemm`` handed to numpy."""

    def gemm(
        self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False
    ) -> Any:
        """The product of two matrices, each transposed if so asked, into ``out`` if given."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def with_blas(model: Model[Any, Any]) -> Model[Any, Any]:
    """``model`` itself, all of its layers told to use ``BlasOps``."""
    ops = BlasOps()
    for layer in model.walk():
        layer.ops = ops
    return model
