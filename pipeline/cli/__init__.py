"""The ``kisha`` command: the face of all rooms. Options and printing only; the work is elsewhere."""

from kisha.pipeline.cli.main import app

__all__ = ["app"]
