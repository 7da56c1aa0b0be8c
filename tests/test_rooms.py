"""The frame of the project: who imports whom, what is packaged, which errors there are."""

import ast
import inspect
import pkgutil
import tomllib
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

import pytest
from spacy.util import registry

from kisha.corpus import KishaError
from kisha.corpus import errors as corpus_errors
from kisha.pipeline import errors as pipeline_errors

ROOT = Path(__file__).parents[1]
ROOMS = ("corpus", "pipeline", "models", "evaluation")
MAY_IMPORT = {
    "corpus": {"corpus"},
    "pipeline": {"pipeline", "corpus"},
    "evaluation": {"evaluation", "corpus"},
    "models": set(ROOMS),
}
FACE = "kisha.pipeline.cli"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ENTRY_POINTS = {
    "spacy_tokenizers": {"kisha.EnglishTokenizer.v1", "kisha.JapaneseTokenizer.v1"},
    "spacy_callbacks": {"kisha.distilled_vectors.v1", "kisha.ginza_vectors.v1"},
    "spacy_factories": {
        *("kisha_blocks", "kisha_dates", "kisha_entities", "kisha_mentions", "kisha_relations"),
        *("kisha_tagger", "kisha_encoder_tagger"),
    },
    "spacy_architectures": {"kisha.Embed.v1", "kisha.Tagger.v1"},
    "spacy_augmenters": {"kisha.retold.v1"},
}
SPACY_GROUPS: dict[str, dict[str, str]] = PROJECT["project"]["entry-points"]
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(("kisha", *(parts[:-1] if parts[-1] == "__init__" else parts)))


def imported(path: Path) -> Iterator[str]:
    """Dotted names of what a file imports, the names behind ``from x import`` included."""
    package = module_name(path).split(".")[: None if path.name == "__init__.py" else -1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def is_face(path: Path) -> bool:
    return f"{module_name(path)}.".startswith(f"{FACE}.")


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_room_imports_only_the_rooms_that_it_may(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    allowed = set(ROOMS) if is_face(path) else MAY_IMPORT[room]
    for name in imported(path):
        if name.startswith("kisha."):
            assert name.split(".")[1] in allowed, name
        assert name.split(".")[0] not in ROOMS, f"{name}: import kisha.{name}"


@pytest.mark.parametrize("path", [p for p in MODULES if not is_face(p)], ids=module_name)
def test_nothing_imports_the_face(path: Path) -> None:
    assert not [name for name in imported(path) if f"{name}.".startswith(f"{FACE}.")]


def test_the_console_script_is_the_face() -> None:
    assert PROJECT["project"]["scripts"] == {"kisha": f"{FACE}:app"}
    assert callable(pkgutil.resolve_name(PROJECT["project"]["scripts"]["kisha"]))


def test_the_packages_on_disk_are_those_of_pyproject() -> None:
    on_disk = {module_name(path) for path in MODULES if path.name == "__init__.py"}
    assert on_disk == set(PROJECT["tool"]["setuptools"]["packages"])


def test_every_folder_with_code_is_a_package() -> None:
    for folder in {path.parent for path in MODULES}:
        assert (folder / "__init__.py").is_file(), folder


def test_each_room_has_its_import_name() -> None:
    folders = {f"kisha.{room}": room for room in ROOMS}
    assert PROJECT["tool"]["setuptools"]["package-dir"] == folders
    assert not (ROOT / "kisha").exists()


def test_no_room_can_be_imported_twice() -> None:
    assert not (ROOT / "conftest.py").exists()
    assert not (ROOT / "__init__.py").exists()
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_test_files_have_unique_names() -> None:
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert len(names) == len(set(names))


def test_entry_points_are_those_that_are_promised() -> None:
    assert {group: set(rows) for group, rows in SPACY_GROUPS.items()} == ENTRY_POINTS


@pytest.mark.parametrize("group", ENTRY_POINTS)
def test_entry_points_load_from_where_they_are_installed(group: str) -> None:
    installed = {point.name: point for point in entry_points(group=group)}
    for name, target in SPACY_GROUPS[group].items():
        assert installed[name].value == target
        loaded = installed[name].load()
        assert loaded is pkgutil.resolve_name(target)
        assert callable(loaded)


def test_spacy_finds_what_configs_name() -> None:
    for name in ENTRY_POINTS["spacy_tokenizers"]:
        assert registry.tokenizers.get(name)
    for name in ENTRY_POINTS["spacy_callbacks"]:
        assert registry.callbacks.get(name)
    for name in ENTRY_POINTS["spacy_factories"]:
        assert registry.factories.get(name)


def catalogue() -> Iterator[tuple[ModuleType, str, KishaError]]:
    """Every error function of the two catalogues, and an error of it."""
    for module in (corpus_errors, pipeline_errors):
        for name, make in inspect.getmembers(module, inspect.isfunction):
            if make.__module__ == module.__name__ and not name.startswith("_"):
                yield module, name, make(*[1] * len(inspect.signature(make).parameters))


def test_every_error_has_a_code_of_its_own_and_a_remedy() -> None:
    errors = [error for _, _, error in catalogue()]
    codes = [error.code for error in errors]
    assert len(codes) == len(set(codes)) > 10
    for error in errors:
        assert error.code[0].isupper()
        assert error.code[1:].isdecimal()
        assert len(error.code) == 4
        assert error.message.endswith(".")
        assert error.remedy.endswith(".")


def test_every_error_is_raised_somewhere() -> None:
    used: set[str] = set()
    for path in MODULES:
        if path.name != "errors.py":
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    used.add(ast.unparse(node.func).rpartition(".")[2])
    assert {name for _, name, _ in catalogue()} <= used


def test_no_code_is_written_outside_the_catalogues() -> None:
    for path in MODULES:
        if path.name != "errors.py":
            calls = (n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if type(n) is ast.Call)
            assert "KishaError" not in {ast.unparse(call.func) for call in calls}, path
