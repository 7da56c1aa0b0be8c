"""From source files to annotated documents, their tables and pages."""

from kisha.corpus.frames import frames
from kisha.pipeline.analyse import analyse
from kisha.pipeline.batch import run, write
from kisha.pipeline.source import decode, expand, read

__all__ = ["analyse", "decode", "expand", "frames", "read", "run", "write"]
