"""The ``kisha`` command, the face of all rooms: options and printing; the work is elsewhere."""

from kisha.pipeline.cli.main import app

__all__ = ["app"]
