"""brat gives any document back to the character; what brat itself or a person writes is read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kisha.corpus import Document, KishaError
from kisha.corpus.formats import brat

Markup = Callable[..., Document]

TEXT = "アマツ（Amatsu、天津）は2027年に月着\r\n陸船を"
MENTIONS = """\
T1\tORG 0 3\tアマツ
T2\tORG 4 10\tAmatsu
T3\tORG 11 13\t天津
T4\tDATE 15 20\t2027年
T5\tVEHICLE 21 27\t月着  陸船
"""


@settings(max_examples=250)
@given(data=st.data())
def test_any_document_comes_back_to_the_character(
    data: st.DataObject, documents: st.SearchStrategy[Document]
) -> None:
    document = data.draw(documents)
    ann = brat.dumps(document)
    assert brat.loads(document.text, ann, id=document.id) == document
    assert ann.splitlines(keepends=True) == [f"{line}\n" for line in ann.split("\n")[:-1]]


@settings(max_examples=50)
@given(data=st.data())
def test_from_files_too(
    data: st.DataObject,
    documents: st.SearchStrategy[Document],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    document = data.draw(documents)
    folder = tmp_path_factory.getbasetemp() / "brat"
    brat.write(document, folder)
    assert (folder / "release.txt").read_bytes() == document.text.encode()
    assert brat.read(folder / "release.ann") == document


def test_what_is_written(markup: Markup) -> None:
    document = markup(
        "[アマツ](ORG e1)は[月着\n陸船](VEHICLE e2)を[本日](DATE e3)、[2027年4月1日](DATE e3)に…"
        "[アマツ](ORG e1)",
        "e3 = 2027-04-01",
        "e1 DEVELOPS e2 ~0.75",
        "e2 LAUNCH_DATE e3",
        "e1 FOUNDED_IN e3 @3:5",
    )
    assert brat.dumps(document) == (
        "T1\tORG 0 3\tアマツ\n"
        "T2\tVEHICLE 4 9\t月着 陸船\n"
        "T3\tDATE 10 12\t本日\n"
        "T4\tDATE 13 22\t2027年4月1日\n"
        "T5\tORG 24 27\tアマツ\n"
        "*\tEquiv T1 T5\n"
        "*\tEquiv T3 T4\n"
        "R1\tDEVELOPS Arg1:T1 Arg2:T2\n"
        "R2\tFOUNDED_IN Arg1:T5 Arg2:T4\n"
        "R3\tLAUNCH_DATE Arg1:T2 Arg2:T3\n"
        "#1\tAnnotatorNotes T3\t2027-04-01\n"
        "#2\tAnnotatorNotes R1\t~0.75\n"
        "#3\tAnnotatorNotes R2\t@3:5\n"
    )


def test_what_brat_writes_is_read() -> None:
    ann = (
        f"{MENTIONS}*\tEquiv T1 T2 T3\nR1\tFOUNDED_IN Arg1:T3 Arg2:T4\t\n"
        "#1\tAnnotatorNotes T4\t2027\n#2\tAnnotatorNotes R1\t要確認\n\n"
    )
    document = brat.loads(TEXT, ann, id="x")
    assert [mention.entity for mention in document.mentions] == ["e1", "e1", "e1", "e2", "e3"]
    assert document.mentions[4].text == "月着陸船"
    assert document.entities[1].value == "2027"
    (fact,) = document.relations
    assert TEXT[fact.start : fact.end] == "天津）は2027年"
    assert (fact.head, fact.tail, fact.score) == ("e1", "e2", 1.0)


def test_lines_may_stand_in_any_order() -> None:
    lines = [*MENTIONS.splitlines(), "*\tEquiv T1 T2", "R1\tFOUNDED_IN Arg1:T1 Arg2:T4"]
    forth, back = ("\n".join(order) for order in (lines, reversed(lines)))
    assert brat.loads(TEXT, back, id="x") == brat.loads(TEXT, forth, id="x")


def test_equivalence_written_in_pairs_is_one_cluster() -> None:
    ann = f"{MENTIONS}*\tEquiv T1 T2\n*\tEquiv T2 T3\n"
    entities = [mention.entity for mention in brat.loads(TEXT, ann, id="x").mentions]
    assert entities[:3] == ["e1", "e1", "e1"]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("T6\tORG 0 3\tアマゾ", "the text at 0:3 is 'アマツ', not 'アマゾ'"),
        ("T6\tORG 0 99\tアマツ", "the text at 0:99"),
        ("T6\tORG 3 3\t", "the text at 3:3 is ''"),
        ("T6\tORG 0 1;2 3\tア ツ", "cannot be read"),
        ("T6 ORG 0 3 アマツ", "cannot be read"),
        ("E1\tMerge:T1 Who:T2", "cannot be read"),
        ("アマツ", "cannot be read: 'アマツ'"),
    ],
)
def test_a_wrong_line_is_an_error_with_its_place(line: str, what: str) -> None:
    with pytest.raises(KishaError, match=f"^.C101. x.ann:6: .*{what}"):
        brat.loads(TEXT, f"{MENTIONS}{line}\n", id="x", place="x.ann")


@pytest.mark.parametrize("line", ["*\tEquiv T1 T9", "R1\tOWNS Arg1:T1 Arg2:T9"])
def test_what_is_not_defined_is_named(line: str) -> None:
    with pytest.raises(KishaError, match=r"\[C101\].*T9 is used but not defined"):
        brat.loads(TEXT, f"{MENTIONS}{line}\n", id="x")


@pytest.mark.parametrize(
    "lines",
    [
        "T5\tORG 4 10\tAmatsu",
        "R1\tFOUNDED_IN Arg1:T1 Arg2:T4\nR1\tDEVELOPS Arg1:T1 Arg2:T5",
    ],
)
def test_an_id_used_twice_is_an_error_and_nothing_is_lost(lines: str) -> None:
    with pytest.raises(KishaError, match="C101"):
        brat.loads(TEXT, f"{MENTIONS}{lines}\n", id="x")


def test_an_annotation_without_its_text(tmp_path: Path) -> None:
    path = tmp_path / "a.ann"
    path.write_text(MENTIONS, encoding="utf-8")
    with pytest.raises(KishaError, match=r"\[C102\].*a\.txt"):
        brat.read(path)


@pytest.mark.parametrize("name", ["a.txt", "a.ann"])
def test_another_encoding_is_named_with_its_place(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "a.ann").write_bytes(b"")
    (tmp_path / name).write_bytes("abアマツ".encode("cp932"))
    with pytest.raises(KishaError, match=rf"\[C103\].*{name}: not UTF-8 at byte 2"):
        brat.read(tmp_path / "a.ann")
