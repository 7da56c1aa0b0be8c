"""The main job on real input: the seeds, and ten files as hard as inputs get."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from kisha.models.shipped import shared
from kisha.pipeline import analyse, decode
from kisha.pipeline.cli.main import cli

ROOT = Path(__file__).parents[1]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))

RELEASE = """2027年4月5日

株式会社アマツ技研

アマツ技研、月着陸船「ウズメ」の打ち上げ契約を締結

株式会社アマツ技研（東京都港区、代表取締役：袴塚一馬、以下「アマツ」）は、米国のSpaceX社と、2028年12月にFalcon 9で月着陸船「ウズメ」を打ち上げる契約を締結しました。
■代表取締役 袴塚一馬のコメント
「アマツの挑戦を、多くの方に見ていただきたいと思います。」
"""
ENGLISH = """TOKYO, April 5, 2027 - Amatsu Giken Inc. ("Amatsu"), led by Chief Executive Officer Kazuma
Hakamazuka, today announced that its lander Uzume will fly on a SpaceX Falcon 9 in Decem-
ber 2028 as part of Mission 2. Amatsu was founded in 2015.
"""
WRAPPED = re.sub(r"(.{38})", "\\1 \n\n", RELEASE.replace("\n\n", "\n \n\n"))

HARD: dict[str, bytes] = {
    "cp932": RELEASE.encode("cp932"),
    "euc-jp": RELEASE.encode("euc_jp"),
    "utf-16": RELEASE.encode("utf-16"),
    "bom-crlf": b"\xef\xbb\xbf" + RELEASE.replace("\n", "\r\n").encode(),
    "doubled-lines": WRAPPED.encode(),
    "astral": ("🚀𠮷野宇宙株式会社は、" + RELEASE + "𩸽🛰️").encode(),
    "decomposed": RELEASE.replace("が", "か\u3099").replace("グ", "ク\u3099").encode(),
    "both-languages": (RELEASE + "\n\n" + ENGLISH).encode(),
    "one-long-line": (RELEASE.replace("\n", "") * 90).encode(),
    "hostile": (
        "<script>alert('株式会社アマツ')</script>\u2028=HYPERLINK(\"x\")\x0c[株式会社](ORG e1)\\\u200b\n"
        + "（" * 3000
        + RELEASE
    ).encode(),
    "hyphenated-english": ENGLISH.encode(),
    "title-behind-its-label": b"\n".join(
        (RELEASE.encode(), "件名：\n\n新工場開設のお知らせ\n".encode(), ENGLISH.encode())
    ),
    "label-alone": "株式会社アマツ\n2027年4月1日\n件名：\n\n新工場開設のお知らせ\n\n株式会社アマツは、2027年4月1日に開きます。".encode(),
    "gaiji": RELEASE.replace("以下「", "以下\ue000「\ue001").encode(),
    "capitals": f"TOKYO, April 1, 2027 {'A' * 600} x. {ENGLISH}".encode(),
    "end-of-the-calendar": (
        ENGLISH.replace("2027", "9999") + "\nOn December 31, 9999 it met on Friday and on Monday.\n"
    ).encode(),
    "launches-in-one-sentence": (
        "アマツは2027年4月1日に打ち上げ機「カゼ3」を" * 300 + RELEASE
    ).encode(),
}


def bare(text: str) -> str:
    """The visible characters, less hyphens: a page puts its own at its edge."""
    return re.sub(r"[-\s\u200b]+", "", text)


@pytest.mark.parametrize("name", [*HARD, *(path.name for path in SEEDS)])
def test_every_mention_slices_its_text_out_of_the_source(name: str) -> None:
    data = HARD[name] if name in HARD else (ROOT / "seeds" / name).read_bytes()
    source = decode(data, name)
    document = analyse(source, shared)
    assert document.mentions
    for mention in document.mentions:
        assert bare(source.text[mention.start : mention.end]) == bare(mention.text)
        assert "\n" not in mention.text
    for relation in document.relations:
        assert 0 <= relation.start < relation.end <= len(source.text)
    starts = [mention.start for mention in document.mentions]
    assert starts == sorted(starts)


@pytest.mark.parametrize("name", ["cp932", "euc-jp", "utf-16", "doubled-lines"])
def test_encoding_and_page_change_nothing_of_what_is_said(name: str) -> None:
    plain = analyse(decode(RELEASE.encode(), "plain"), shared)
    other = analyse(decode(HARD[name], name), shared)
    assert [(m.label, m.text) for m in other.mentions] == [
        (m.label, m.text) for m in plain.mentions
    ]
    assert other.release is not None
    assert other.release.date == "2027-04-05"


def test_a_plain_release_says_who_does_what_when() -> None:
    document = analyse(decode(RELEASE.encode(), "plain"), shared)
    names = {entity.id: entity.name for entity in document.entities}
    facts = {(names[r.head], r.type, names[r.tail]) for r in document.relations}
    assert ("袴塚一馬", "AFFILIATED_WITH", "株式会社アマツ技研") in facts
    assert ("袴塚一馬", "HOLDS_ROLE", "代表取締役") in facts
    amatsu = [e for e in document.entities if "アマツ" in e.name]
    assert len(amatsu) == 1, "full name and alias are one entity"


def test_run_leaves_the_files_of_the_contract(tmp_path: Path) -> None:
    broken = tmp_path / "in"
    broken.mkdir()
    (broken / "good.txt").write_bytes(HARD["cp932"])
    (broken / "empty.txt").write_bytes(b"")
    (broken / "image.txt").write_bytes(bytes(range(256)) * 40)
    out = tmp_path / "out"
    result = CliRunner().invoke(cli, ["run", str(broken), "--out", str(out)])
    assert result.exit_code == 3
    records = [
        json.loads(line) for line in (out / "documents.jsonl").read_text("utf-8").splitlines()
    ]
    errors = [json.loads(line) for line in (out / "errors.jsonl").read_text("utf-8").splitlines()]
    assert [record["id"] for record in records] == ["good"]
    assert {Path(e["source"]).name: e["code"] for e in errors} == {
        "empty.txt": "R104",
        "image.txt": "R105",
    }
    mentions = pd.read_csv(out / "mentions.csv")
    assert "株式会社アマツ技研" in set(mentions["text"])
    assert "アマツ" in (out / "summary.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["run"], 2, "paths"),
        (["run", "nowhere.txt"], 3, "R101"),
        (["run", "a.txt", "--format", "xml"], 2, "xml"),
        (["corpus", "check", "nowhere"], 2, "C106"),
    ],
)
def test_wrong_use_gives_one_clear_line(
    arguments: list[str], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    run = [sys.executable, "-c", "from kisha.pipeline.cli import app; app()", *arguments]
    result = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == code, result.stderr
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_standard_input_is_a_release_too(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["run", "-", "--out", str(tmp_path)], input=RELEASE.encode())
    assert result.exit_code == 0
    record = json.loads((tmp_path / "documents.jsonl").read_text("utf-8"))
    assert record["source"] == "-"
    assert record["release"]["date"] == "2027-04-05"
