"""``kisha entities``: its files, its errors, its score."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kisha.corpus import Document, KishaError, Release
from kisha.pipeline.batch import write_lines
from kisha.pipeline.cli.main import cli
from kisha.pipeline.export.records import to_record
from kisha.pipeline.linking.files import read_documents, read_gold_links, read_links

Markup = Callable[..., Document]
JA = "[株式会社ヒナギク](ORG e1)の[三枝 玲](PERSON e2)、[X](DATE e3)、[Y](DATE e4)"
EN = "[Rei Saegusa](PERSON e2) of [Hinagiku Inc.](ORG e1), [X](DATE e3), [Y](DATE e4)"
FACTS = ("e2 AFFILIATED_WITH e1", "e1 FOUNDED_IN e4", "e3 = 2027-04-01", "e4 = 2014-05")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["entities", *map(str, arguments)])


def failure(*arguments: object) -> str:
    error = run(*arguments).exception
    assert isinstance(error, KishaError), error
    return error.code


@pytest.fixture
def facts(tmp_path: Path, markup: Markup) -> Path:
    """What ``kisha run`` writes for two tellings of one release."""
    both = "{}、[Velebit d.o.o.](ORG e5)"
    documents = [
        markup(both.format(text), *FACTS, id=id) for id, text in (("ja-1", JA), ("en-1", EN))
    ]
    folder = tmp_path / "facts"
    folder.mkdir()
    write_lines(folder / "documents.jsonl", map(to_record, documents))
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_output_of_a_run_becomes_a_registry(facts: Path, tmp_path: Path) -> None:
    result = run("link", facts, "--out", tmp_path / "linked")
    assert result.exit_code == 0, result.output
    ids = {(row["document"], row["name"]): row["id"] for row in rows(tmp_path / "linked/links.csv")}
    assert ids["ja-1", "三枝 玲"] == ids["en-1", "Rei Saegusa"]
    assert ids["ja-1", "株式会社ヒナギク"] == ids["en-1", "Hinagiku Inc."]
    lines = (tmp_path / "linked/registry.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["id"] for line in lines} == set(ids.values())
    assert all(row["reason"] for row in rows(tmp_path / "linked/merges.csv"))


def test_the_same_input_gives_the_same_bytes(facts: Path, tmp_path: Path) -> None:
    lines = (facts / "documents.jsonl").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "turned.jsonl").write_text("".join(reversed(lines)), "utf-8")
    run("link", facts, "--out", tmp_path / "one")
    run("link", tmp_path / "turned.jsonl", "--out", tmp_path / "other")
    for name in ("registry.jsonl", "links.csv", "merges.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_a_registry_and_decided_pairs_are_read(facts: Path, tmp_path: Path) -> None:
    run("link", facts, "--out", tmp_path / "linked")
    before = (tmp_path / "linked/registry.jsonl").read_bytes()
    again = ("link", facts, "--out", tmp_path / "linked", "--registry")
    run(*again, tmp_path / "linked/registry.jsonl")
    assert (tmp_path / "linked/registry.jsonl").read_bytes() == before
    (tmp_path / "apart.tsv").write_text("# not one\n三枝 玲\tRei Saegusa\n", "utf-8")
    run("link", facts, "--forbid", tmp_path / "apart.tsv", "--out", tmp_path / "apart")
    ids = {row["name"]: row["id"] for row in rows(tmp_path / "apart/links.csv")}
    (tmp_path / "one.tsv").write_text("三枝 玲\t水野 葵\n", "utf-8")
    said = run("link", facts, "--same", tmp_path / "one.tsv", "--out", tmp_path / "one").stderr
    assert "Not kept: 三枝 玲 – 水野 葵" in said
    assert ids["三枝 玲"] != ids["Rei Saegusa"]


def test_cells_are_no_formulas(tmp_path: Path) -> None:
    (tmp_path / "a.inline").write_text("[=cmd()](ORG e1)\n--- facts ---\n", "utf-8")
    run("link", tmp_path, "--out", tmp_path / "linked")
    assert [row["name"] for row in rows(tmp_path / "linked/links.csv")] == ["'=cmd()"]


def test_what_is_wrong_is_said(facts: Path, tmp_path: Path, markup: Markup) -> None:
    out = ("--out", tmp_path / "linked")
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"release": null}\n', "utf-8")
    assert failure("link", bad, *out) == "L102"
    assert failure("link", facts, "--registry", bad, *out) == "L102"
    assert failure("link", facts, "--registry", tmp_path / "none.jsonl", *out) == "R101"
    assert failure("link", tmp_path / "none", *out) == "C106"
    (tmp_path / "one.tsv").write_text("only one name\n", "utf-8")
    assert failure("link", facts, "--forbid", tmp_path / "one.tsv", *out) == "L101"
    write_lines(bad, [to_record(markup(JA, *FACTS, id="ja-1"))])
    assert failure("link", facts, bad, *out) == "L103"
    write_lines(bad, [to_record(markup(JA, *FACTS, id=""))])
    assert failure("link", bad, *out) == "L102"
    (facts / "documents.jsonl").write_text("{broken\n", "utf-8")
    assert failure("link", facts, *out) == "L102"


@pytest.mark.parametrize(
    "wrong",
    [
        {"schema": "9.0"},
        {"schema": 1},
        {"id": ""},
        {"id": 5},
        {"label": "DATE"},
        {"label": []},
        {"name": "\ud800"},
        {"names": {"ja": 1}},
        {"names": {"\ud800": "ヒナギク"}},
        {"aliases": "ヒナギク"},
        {"languages": [1]},
        {"securities_code": [1]},
        {"last_seen": 5},
        {"releases": -1},
        {"mentions": True},
        {"documents": {"ja-1": -1}},
        {"documents": {"ja-1": True}},
        {"entities": {}},
        {"entities": {"ja-1": "\udfff"}},
        {"evidence": None},
        {"more": 1},
    ],
)
def test_a_registry_is_read_only_if_it_is_sound(
    wrong: dict[str, object], facts: Path, tmp_path: Path
) -> None:
    run("link", facts, "--out", tmp_path)
    registry = tmp_path / "registry.jsonl"
    first, *_ = registry.read_text("utf-8").splitlines()
    registry.write_text(json.dumps(json.loads(first) | wrong), "utf-8")
    assert failure("link", facts, "--registry", registry, "--out", tmp_path / "b") == "L102"


def test_links_read_back_as_they_were(tmp_path: Path, markup: Markup) -> None:
    names = {"-ja1": "=ヒナギク", "'ja2": "'ヒナギク", "ja3": '"ヒナギク"'}
    documents = [to_record(markup(f"[{name}](ORG e1)", id=id)) for id, name in names.items()]
    write_lines(tmp_path / "documents.jsonl", documents)
    run("link", tmp_path, "--out", tmp_path)
    links = read_links(tmp_path / "links.csv")
    assert {document: name for document, name, *_ in links} == names


def test_a_quotation_mark_in_a_table_of_true_links_is_one(tmp_path: Path) -> None:
    gold = tmp_path / "gold.tsv"
    gold.write_text('ja\tja_name\ten\ten_name\tlabel\na\t"ヒナ"\tb\t"Hina\tORG\n', "utf-8")
    (row,) = read_gold_links(gold)
    assert (row["ja_name"], row["en_name"]) == ('"ヒナ"', '"Hina')


@pytest.mark.parametrize("text", ["", "document,name\n", "a,b,c\n1,2,3\n"])
def test_a_table_without_its_columns_is_no_table(text: str, tmp_path: Path) -> None:
    (tmp_path / "links.csv").write_text(text, "utf-8")
    assert failure("score", tmp_path / "links.csv", tmp_path / "links.csv") == "L102"


def test_a_document_that_two_runs_hold_is_taken_once(tmp_path: Path, markup: Markup) -> None:
    record = to_record(markup(JA, *FACTS, id="ja-1")) | {"sha256": "0" * 64}
    for name in ("a.jsonl", "b.jsonl"):
        write_lines(tmp_path / name, [record])
    assert len(read_documents([tmp_path / "a.jsonl", tmp_path / "b.jsonl"])) == 1


def test_securities_codes_of_a_release_keep_namesakes_apart(tmp_path: Path, markup: Markup) -> None:
    records = []
    for id, code in (("a", "9348"), ("b", "7011")):
        release = Release(securities_codes={"e1": code}, date="2027-04-01")
        record = to_record(markup("[株式会社ヒナギク](ORG e1)", id=id))
        records.append(record | {"release": to_release(release)})
    write_lines(tmp_path / "documents.jsonl", records)
    run("link", tmp_path, "--out", tmp_path / "linked")
    assert len({row["id"] for row in rows(tmp_path / "linked/links.csv")}) == 2


def to_release(release: Release) -> dict[str, object]:
    record: dict[str, object] = {"title": None, "date": release.date}
    record |= {"securities_codes": dict(release.securities_codes)}
    return record | {name: [] for name in ("issuers", "contacts", "urls")}


def test_the_score_is_printed(facts: Path, tmp_path: Path) -> None:
    run("link", facts, "--out", tmp_path / "linked")
    gold = tmp_path / "gold.tsv"
    gold.write_text(
        "ja\tja_name\ten\ten_name\tlabel\nja-1\t三枝 玲\ten-1\tRei Saegusa\tPERSON\n", "utf-8"
    )
    result = run("score", tmp_path / "linked/links.csv", gold)
    assert result.exit_code == 0, result.output
    assert "PERSON" in result.output
    assert failure("score", gold, gold) == "L102"
