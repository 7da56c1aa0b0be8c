"""Public files arrive whole and right, or not at all."""

import hashlib
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kisha.corpus import KishaError
from kisha.corpus.fetch import PublicFile, fetch, public_files

CONTENT = "公開データ\n".encode() * 20_000


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def served(tmp_path: Path) -> Iterator[PublicFile]:
    folder = tmp_path / "server"
    folder.mkdir()
    (folder / "ner.json").write_bytes(CONTENT)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/ner.json"
    yield PublicFile("ner.json", url, hashlib.sha256(CONTENT).hexdigest(), "CC0")
    server.shutdown()
    server.server_close()


def test_a_file_is_fetched_with_its_progress_told(served: PublicFile, tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    (path,) = fetch(tmp_path / "out", wanted=[served], progress=lambda *now: told.append(now))
    assert path.read_bytes() == CONTENT
    assert told[-1] == ("ner.json", len(CONTENT), len(CONTENT))
    assert len(told) > 1


def test_what_lies_there_is_not_fetched_again(served: PublicFile, tmp_path: Path) -> None:
    told: list[object] = []
    fetch(tmp_path, wanted=[served])
    fetch(tmp_path, wanted=[served], progress=lambda *now: told.append(now))
    assert told == []


def test_a_damaged_copy_is_fetched_again(served: PublicFile, tmp_path: Path) -> None:
    (tmp_path / "ner.json").write_bytes(CONTENT[:-1])
    (path,) = fetch(tmp_path, wanted=[served])
    assert path.read_bytes() == CONTENT


def test_changed_bytes_are_an_error_and_leave_nothing(served: PublicFile, tmp_path: Path) -> None:
    changed = PublicFile(served.name, served.url, "0" * 64, served.licence)
    with pytest.raises(KishaError, match=r"C111.*not 0000") as raised:
        fetch(tmp_path / "out", wanted=[changed])
    assert "commit" in raised.value.remedy
    assert list((tmp_path / "out").iterdir()) == []


def test_a_moved_file_is_an_error_that_names_its_place(served: PublicFile, tmp_path: Path) -> None:
    moved = PublicFile(served.name, f"{served.url}.gone", served.sha256, served.licence)
    with pytest.raises(KishaError, match=r"C110.*ner\.json\.gone"):
        fetch(tmp_path / "out", wanted=[moved])


def test_copies_at_hand_serve_as_well(served: PublicFile, tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    with pytest.raises(KishaError, match="C110"):
        fetch(tmp_path / "out", source=tmp_path / "copies", wanted=[served])
    (tmp_path / "copies/ner.json").write_bytes(CONTENT)
    (path,) = fetch(tmp_path / "out", source=tmp_path / "copies", wanted=[served])
    assert path.read_bytes() == CONTENT


def test_each_public_file_has_a_fixed_commit_a_hash_and_a_licence() -> None:
    for file in public_files():
        assert file.url.startswith("https://")
        assert any(len(part) == 40 for part in file.url.split("/"))
        assert len(file.sha256) == 64
        assert file.licence
