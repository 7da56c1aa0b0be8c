"""Entities of many releases, in both languages, in one registry."""

from kisha.pipeline.linking.linker import Linked, link
from kisha.pipeline.linking.registry import Entry

__all__ = ["Entry", "Linked", "link"]
