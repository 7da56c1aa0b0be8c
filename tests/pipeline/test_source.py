"""Which files a path names, and what text is in them, whatever encoding they came in."""

import codecs
import os
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from kisha.corpus import KishaError
from kisha.pipeline import errors
from kisha.pipeline.source import Missing, decode, expand, read

ENCODINGS = {
    "utf-8": (b"", "utf-8"),
    "utf-8 with mark": (codecs.BOM_UTF8, "utf-8"),
    "utf-16-le": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "utf-16-be": (codecs.BOM_UTF16_BE, "utf-16-be"),
    "cp932": (b"", "cp932"),
    "euc-jp": (b"", "euc_jp"),
    "iso-2022-jp": (b"", "iso2022_jp"),
}
WHO = ("株式会社アマツ", "東京都", "宇宙機構", "袴塚一馬社長", "ソラノメ", "Amatsu Inc.", "同社")
WHAT = ("は、月着陸船を", "と協力し、小型衛星「ミズホ」を", "が、ロケット（２号機）を", "も車を")
DOES = ("開発しました", "2027年4月1日に打ち上げる", "出荷すると発表しました", "製造しています")
END = ("。", "。\r\n", "！\n", "――。", "…。\n\n", "（※1）。\n")
SENTENCES = st.lists(
    st.tuples(*map(st.sampled_from, (WHO, WHAT, DOES, END))).map("".join), min_size=1, max_size=6
).map("".join)
SENTENCE = "株式会社アマツは、月着陸船「ミズホ」を開発しました。\r\n"


def code_of(path: Path) -> str:
    with pytest.raises(KishaError) as caught:
        read(path)
    assert str(path) in caught.value.message
    assert caught.value.remedy
    return caught.value.code


@settings(max_examples=60, deadline=None)
@given(SENTENCES, st.sampled_from(sorted(ENCODINGS)))
@example("東京都は、月着陸船を開発しました――。", "cp932")
def test_japanese_is_read_as_it_was_written(text: str, name: str) -> None:
    mark, encoding = ENCODINGS[name]
    data = text.encode(encoding, errors="ignore")
    assume(data.decode(encoding) == text)
    source = decode(mark + data)
    assert source.text == text
    assert (mark + data).decode(source.encoding) == text, "the encoding gives the text back"


@pytest.mark.parametrize("name", ENCODINGS)
def test_a_single_sentence_from_a_file(name: str, tmp_path: Path) -> None:
    mark, encoding = ENCODINGS[name]
    path = tmp_path / "release.txt"
    path.write_bytes(mark + SENTENCE.encode(encoding))
    source = read(path)
    assert (source.text, source.path) == (SENTENCE, str(path))
    with path.open(encoding=source.encoding, newline="") as file:
        assert file.read() == source.text


@pytest.mark.parametrize("text", ["㈱アマツ①号機～－Ⅳ\n", "ｱﾏﾂは月へ行きます。\n", "髙﨑社長\n"])
def test_what_windows_alone_has(text: str) -> None:
    long = f"{text}{SENTENCE * 3}"
    assert decode(long.encode("cp932")).text == long


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "iso2022_jp"])
@pytest.mark.parametrize("marks", ["━━", "＝＝", "■□", "＊＊", "★☆"])
def test_the_rulings_of_releases_sent_by_mail(marks: str, encoding: str) -> None:
    ruling = marks * 18
    text = f"{ruling}\n　アマツ、月着陸船を出荷\n{ruling}\n{SENTENCE * 3}"
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("text", ["𠮷野😀は月へ。", "か\u3099ぎ", "a\u2028b", "\u200bé", "–—…"])
def test_any_character_of_unicode(text: str) -> None:
    for mark, encoding in list(ENCODINGS.values())[:4]:
        assert decode(mark + text.encode(encoding)).text == text


@pytest.mark.parametrize("text", ["It\u2019s Amatsu\u2019s new lander.", "Caf\u00e9 na\u00efve"])
def test_windows_english_is_not_taken_for_japanese(text: str, tmp_path: Path) -> None:
    path = tmp_path / "western.txt"
    path.write_bytes(text.encode("cp1252"))
    assert code_of(path) == "R106"


def test_a_missing_file(tmp_path: Path) -> None:
    assert code_of(tmp_path / "missing.txt") == "R101"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    path.chmod(0)
    assert code_of(path) == "R103"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", codecs.BOM_UTF8, "\u3000\n".encode(), b"\f"])
def test_an_empty_file(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(data)
    assert code_of(path) == "R104"


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"text\0text", bytes(range(1, 256)) * 4],
    ids=["png", "nul", "noise"],
)
def test_a_binary_file(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(data)
    assert code_of(path) == "R105"


@pytest.mark.parametrize("encoding", ["latin-1", "cp1251", "mac_roman"])
def test_an_unknown_encoding(encoding: str, tmp_path: Path) -> None:
    text = "Société Générale présente à Genève" if encoding != "cp1251" else "Москва, 1 апреля"
    path = tmp_path / "release.txt"
    path.write_bytes(text.encode(encoding))
    assert code_of(path) == "R106"


def test_utf_8_cut_in_a_character_is_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "cut.txt"
    path.write_bytes(codecs.BOM_UTF8 + SENTENCE.strip().encode()[:-1])
    assert code_of(path) == "R106"


def test_a_file_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(errors.MAX_BYTES + 1)
    assert code_of(path) == "R107"


def test_what_the_system_refuses(tmp_path: Path) -> None:
    assert code_of(tmp_path) == "R108"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.TXT", "sub/d.text", "sub/e.pdf", "[1].txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "nothing").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("paths", "files"),
    [
        (["b.txt", "a.txt"], "b.txt a.txt"),
        (["sub"], "sub/c.TXT sub/d.text"),
        (["."], "[1].txt a.txt b.txt sub/c.TXT sub/d.text"),
        (["?.txt"], "a.txt b.txt"),
        (["**/*.text"], "sub/d.text"),
        (["[1].txt"], "[1].txt"),
        (["sub/e.pdf"], "sub/e.pdf"),
        (["a.txt", "*.txt", "a.txt", "./a.txt"], "a.txt [1].txt b.txt"),
        (["a.txt", "ABSOLUTE/a.txt"], "a.txt"),
    ],
)
def test_which_files(paths: list[str], files: str, folder: Path) -> None:
    found = expand([path.replace("ABSOLUTE", str(folder)) for path in paths])
    assert [file.as_posix() for file in found if isinstance(file, Path)] == files.split()


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("x.txt", "R101"),
        ("*.csv", "R101"),
        ("nothing", "R102"),
        ("noth*", "R1"),
        ("あ" * 300, "R1"),
    ],
    ids=["file", "pattern", "folder", "pattern of a folder", "long name"],
)
def test_what_names_nothing_is_told_in_its_place(path: str, code: str, folder: Path) -> None:
    before, problem, after = expand(["b.txt", path, "a.txt"])
    assert (before, after) == (Path("b.txt"), Path("a.txt"))
    assert isinstance(problem, Missing)
    assert problem.path == path
    assert problem.error.code.startswith(code)
    assert path in problem.error.message
