"""What tests of every room share: ``tests`` is no package, so helpers come as fixtures."""

import sys
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings
from hypothesis.strategies import SearchStrategy

from kisha.corpus import Document

ROOT = Path(__file__).parents[1]

# The same examples on every run and machine, however slow: a red test is red for everyone.
settings.register_profile("kisha", derandomize=True, deadline=None)
settings.load_profile("kisha")


def _helper(name: str) -> ModuleType:
    spec = spec_from_file_location(f"kisha_test_{name}", ROOT / "tests/helpers" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = sys.modules[spec.name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_documents, _markup = _helper("documents"), _helper("markup")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def markup() -> Callable[..., Document]:
    """Reads ``[株式会社アマツ](ORG e1)は…`` and lines of facts: see ``helpers/markup.py``."""
    return _markup.markup


@pytest.fixture(scope="session")
def documents() -> SearchStrategy[Document]:
    """Any document that a file can hold; draw from it with ``data: st.DataObject``."""
    return _documents.documents()


@pytest.fixture(scope="session")
def pairs() -> SearchStrategy[tuple[Document, Document]]:
    """Two annotations of one text that agree in part."""
    return _documents.pairs()


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--regenerate`` rewrites the golden files instead of comparing with them."""
    parser.addoption("--regenerate", action="store_true", help="rewrite tests/golden/*.txt")
