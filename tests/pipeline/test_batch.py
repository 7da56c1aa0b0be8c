"""Many files: one that cannot be read stops no other, and the files of the contract are there."""

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kisha.corpus import Document, KishaError
from kisha.models.shipped import STAGES
from kisha.pipeline.batch import Failure, run, write
from kisha.pipeline.source import decode, expand
from kisha.pipeline.tokenizer import JapaneseTokenizer

NAMES = {
    "ORG": ("株式会社Amatsu", "アマツ", "Amatsu Inc."),
    "VEHICLE": ("月着陸船", "Mizuho"),
    "DATE": ("2027年4月1日", "April 1, 2027"),
}
RELEASE = """\
2027年4月1日
株式会社 Amatsu
アマツ、月着陸船を出荷
株式会社\u3000Amatsuは、月着陸船を出荷しました。
"""
ENGLISH = "Amatsu Ships Mizuho\nAmatsu Inc. shipped its lander Mizuho on April 1, 2027.\n"


@Language.component("broken_for_test_batch")
def broken(doc: Doc) -> Doc:
    if "故障" in doc.text:
        raise RuntimeError("a wheel came off")
    return doc


@cache
def models(language: str) -> Language:
    nlp = spacy.blank(language)
    if language == "ja":
        nlp.tokenizer = JapaneseTokenizer(nlp.vocab)
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [{"label": label, "pattern": name} for label, names in NAMES.items() for name in names]
    )
    nlp.add_pipe("broken_for_test_batch")
    for stage in STAGES:
        nlp.add_pipe(stage)
    return nlp


Put = Callable[[str, str | bytes], Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


def outcome(result: Document | Failure) -> str:
    return result.code if isinstance(result, Failure) else result.id


def test_what_cannot_be_read_stops_nothing(put: Put, tmp_path: Path) -> None:
    names = ["a.txt", "empty.txt", "b.txt", "binary.txt", "missing.txt", "latin.txt", "c.txt"]
    for name in ("a.txt", "b.txt", "c.txt"):
        put(name, RELEASE)
    put("empty.txt", b"\n")
    put("binary.txt", b"\x89PNG\r\n\x1a\n\0\0")
    put("latin.txt", "Société Générale à Genève".encode("latin-1"))
    results = list(run(expand([str(tmp_path / name) for name in names]), models))
    assert [*map(outcome, results)] == ["a", "R104", "b", "R105", "R101", "R106", "c"]


@pytest.mark.parametrize("name", ["empty.txt", "missing.txt"])
def test_a_failure_names_its_file(name: str, put: Put, tmp_path: Path) -> None:
    put("empty.txt", b"")
    path = str(tmp_path / name)
    (failure,) = run(expand([path]), models)
    assert isinstance(failure, Failure)
    record = failure.to_record()
    assert set(record) == {"source", "code", "message", "remedy"}
    assert record["source"] == path
    assert path in record["message"]


def test_a_stage_that_raises_fails_its_document_alone(put: Put) -> None:
    files = [put("a.txt", RELEASE), put("b.txt", "機体が故障しました。"), put("c.txt", ENGLISH)]
    results = list(run(files, models))
    assert [*map(outcome, results)] == ["a", "P101", "c"]
    assert "RuntimeError: a wheel came off" in str(results[1])


def test_debug_shows_what_a_stage_raises(put: Put) -> None:
    with pytest.raises(RuntimeError, match="a wheel came off"):
        list(run([put("b.txt", "機体が故障しました。")], models, debug=True))


@pytest.mark.parametrize(
    "names",
    [["a/x.txt", "b/x.txt", "c/x.txt"], ["a/x.txt", "b/x.txt", "c/x-2.txt"], ["x.txt", "x.text"]],
)
def test_files_of_the_same_name_get_different_ids(names: list[str], put: Put) -> None:
    documents = list(run([put(name, RELEASE) for name in names], models))
    ids = [outcome(document) for document in documents]
    assert ids[0] == "x"
    assert len(set(ids)) == len(names)


def test_standard_input_has_a_name() -> None:
    (document,) = run([decode(RELEASE.encode())], models)
    assert outcome(document) == "stdin"


def test_offsets_are_of_the_file_and_surfaces_are_restored(put: Put) -> None:
    (document,) = run([put("a.txt", RELEASE.replace("\n", "\r\n"))], models)
    assert isinstance(document, Document)
    assert document.language == "ja"
    surfaces = {(document.text[m.start : m.end], m.text, m.label) for m in document.mentions}
    assert ("株式会社 Amatsu", "株式会社Amatsu", "ORG") in surfaces
    assert ("株式会社\u3000Amatsu", "株式会社Amatsu", "ORG") in surfaces
    assert document.release is not None
    assert document.release.date == "2027-04-01"


def test_the_files_of_the_contract(put: Put, tmp_path: Path) -> None:
    files = [put("a.txt", RELEASE), put("b.txt", ENGLISH), put("empty.txt", b"")]
    out = tmp_path / "new" / "out"
    documents, failures = write(run(files, models), out)
    assert (len(documents), len(failures)) == (2, 1)
    tables = ("mentions", "entities", "relations", "records")
    assert sorted(path.name for path in out.iterdir()) == sorted(
        ["documents.jsonl", "errors.jsonl", "summary.html", *(f"{name}.csv" for name in tables)]
    )
    records = [json.loads(line) for line in (out / "documents.jsonl").open(encoding="utf-8")]
    assert [record["id"] for record in records] == ["a", "b"]
    assert [record["language"] for record in records] == ["ja", "en"]
    assert list(records[0]) == [
        *("schema", "id", "source", "sha256", "encoding", "language", "model"),
        *("mentions", "entities", "relations", "release"),
    ]
    (error,) = [json.loads(line) for line in (out / "errors.jsonl").open(encoding="utf-8")]
    assert (error["source"], error["code"]) == (str(files[2]), "R104")
    mentions = pd.read_csv(out / "mentions.csv")
    assert len(mentions) == sum(len(record["mentions"]) for record in records) > 0


def test_no_release_at_all_still_writes_every_file(tmp_path: Path) -> None:
    documents, failures = write(run([], models), tmp_path / "out")
    assert (documents, failures) == ([], [])
    assert (tmp_path / "out/documents.jsonl").read_text("utf-8") == ""
    assert list(pd.read_csv(tmp_path / "out/relations.csv").columns)[:2] == ["document", "head"]


def test_a_second_run_replaces_the_first(put: Put, tmp_path: Path) -> None:
    for name in ("a.txt", "c.txt"):
        write(run([put(name, RELEASE)], models), tmp_path)
    (line,) = (tmp_path / "documents.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["id"] == "c"


def test_a_folder_that_cannot_be_written(put: Put) -> None:
    with pytest.raises(KishaError) as caught:
        write(run([], models), put("out", "a file, no folder"))
    assert caught.value.code == "W101"


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX alone")
def test_a_name_in_another_encoding_stops_nothing(put: Put, tmp_path: Path) -> None:
    files = [put("a.txt", RELEASE), put(os.fsdecode("月面.txt".encode("cp932")), RELEASE)]
    out = tmp_path / "out"
    documents, failures = write(run(files, models), out)
    assert len(documents) + len(failures) == 2
    assert "\n" in (out / "documents.jsonl").read_text("utf-8")
