"""The most memory that a process takes: ``python benchmarks/memory.py [FOLDER]``."""

import resource
import sys
from pathlib import Path

from kisha import pipeline
from kisha.models.shipped import shared


def main() -> None:
    """Reads all texts below a folder, by default the dev of both languages, in one process."""
    folder = Path(sys.argv[1] if sys.argv[1:] else "corpus/dev")
    paths = sorted(folder.rglob("*.txt"))
    for path in paths:
        pipeline.analyse(pipeline.read(path), shared)
    # Kilobytes on Linux, bytes on macOS.
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    print(f"{len(paths)} releases: {peak / 1e6:.0f} MB at most")


if __name__ == "__main__":
    main()
