"""Annotated files are found, told apart by their suffix, and read in one order."""

import pickle
from pathlib import Path

import pytest

from kisha.corpus import KishaError
from kisha.corpus.errors import bad_syntax
from kisha.corpus.formats import read, read_all
from kisha.corpus.formats.files import annotated, read_text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ja").mkdir()
    (tmp_path / "ja/b.txt").write_bytes("\ufeffアマツ\r\n".encode())
    (tmp_path / "ja/b.ann").write_bytes("T1\tORG 1 4\tアマツ\n".encode())
    (tmp_path / "a.inline").write_bytes("[北星](ORG e1)\n--- facts ---\n".encode())
    (tmp_path / "PLAN.md").write_bytes(b"")
    return tmp_path


def test_all_annotated_files_are_found(folder: Path) -> None:
    found = {path.relative_to(folder).as_posix() for path in annotated(folder)}
    assert found == {"ja/b.ann", "a.inline"}
    assert annotated(folder / "a.inline") == [folder / "a.inline"]


def test_whatever_its_format_a_document_is_named_by_its_file(folder: Path) -> None:
    documents = {document.id: document for document in read_all(folder)}
    assert sorted(documents) == ["a", "b"]
    assert documents["a"].mentions[0].text == "北星"
    assert documents["b"].text == "\ufeffアマツ\r\n"


def test_text_is_read_to_the_character(folder: Path) -> None:
    assert read_text(folder / "ja/b.txt") == "\ufeffアマツ\r\n"


def test_a_file_of_another_kind(folder: Path) -> None:
    with pytest.raises(KishaError, match=r"\[C104\].*PLAN\.md"):
        read(folder / "PLAN.md")


def test_an_error_comes_back_whole_from_a_worker() -> None:
    error = bad_syntax("a.ann:3", "cannot be read")
    assert pickle.loads(pickle.dumps(error)) == error  # noqa: S301
    assert str(error) == "[C101] a.ann:3: cannot be read. Correct the line by hand."
