"""A packaged model as a wheel: ``pip install`` it, and ``spacy.load("ja_kisha")`` opens it."""

import io
import shutil
import subprocess
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

from spacy.cli.package import package

from kisha.models.shipped import FOLDER, weights
from kisha.pipeline.errors import no_wheel


def wheel(name: str, out: Path) -> Path:
    """Builds the wheel of a model into ``out``; returns the file.

    spaCy lays the package out, pip builds it. It needs the version of Kisha that made it, and holds
    the licence of the weights.

    Args:
        name: ``ja``, ``en``, or the folder of a packaged model.
        out: created if need be.

    Raises:
        KishaError: M101, there is no such model; M106, pip could not build it.
    """
    model = weights(name)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        trees, built = Path(scratch, "trees"), Path(scratch, "built")
        trees.mkdir()
        with redirect_stdout(io.StringIO()):
            package(model, trees, create_sdist=False, create_wheel=False, silent=True)
        (tree,) = trees.iterdir()
        shutil.copy(FOLDER / "LICENSE.md", tree / "LICENSE")
        pip = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "--wheel-dir"]
        done = subprocess.run([*pip, built, tree], capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise no_wheel(name, done.stderr.strip().splitlines()[-1:])
        (file,) = built.glob("*.whl")
        return Path(shutil.copy(file, out))
