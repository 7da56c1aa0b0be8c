"""The inline format gives any document back to the character, and says where a line is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kisha.corpus import Document, KishaError
from kisha.corpus.formats import inline, read

Markup = Callable[..., Document]

RELEASE = """\
[株式会社アマツ](ORG e1)（代表取締役：[袴塚一馬](PERSON e3)、以下 [アマツ](ORG e1)）は、
[2027 年 4 月](DATE e4)に \\[速報\\]…
--- facts ---
# 袴塚氏の所属
e4 = 2027-04
e3 AFFILIATED_WITH e1

e1 FOUNDED_IN e4 ~0.5
"""


@settings(max_examples=250)
@given(data=st.data())
def test_any_document_comes_back_to_the_character(
    data: st.DataObject, documents: st.SearchStrategy[Document]
) -> None:
    document = data.draw(documents)
    assert inline.loads(inline.dumps(document), id=document.id) == document


@settings(max_examples=50)
@given(data=st.data())
def test_from_a_file_too(
    data: st.DataObject,
    documents: st.SearchStrategy[Document],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    document = data.draw(documents)
    path = tmp_path_factory.getbasetemp() / "release.inline"
    path.write_bytes(inline.dumps(document).encode())
    assert read(path) == document


def test_a_release_is_read() -> None:
    document = inline.loads(RELEASE, id="a-1")
    assert document.id == "a-1"
    assert document.language == "ja"
    assert document.text == (
        "株式会社アマツ（代表取締役：袴塚一馬、以下 アマツ）は、\n2027 年 4 月に [速報]…"
    )
    assert [(m.label, m.text, m.entity) for m in document.mentions] == [
        ("ORG", "株式会社アマツ", "e1"),
        ("PERSON", "袴塚一馬", "e2"),
        ("ORG", "アマツ", "e1"),
        ("DATE", "2027年4月", "e3"),
    ]
    assert [entity.value for entity in document.entities] == [None, None, "2027-04"]
    assert [(r.head, r.type, r.tail, r.score) for r in document.relations] == [
        ("e1", "FOUNDED_IN", "e3", 0.5),
        ("e2", "AFFILIATED_WITH", "e1", 1.0),
    ]


@pytest.mark.parametrize(
    ("fact", "evidence"),
    [
        ("e1 AFFILIATED_WITH e2", "袴塚（アマツ"),
        ("e1#2 AFFILIATED_WITH e2#1", "アマツ）と袴塚"),
        ("e1#2 AFFILIATED_WITH e2#2", "袴塚、北へ。アマツ"),
        ("e1#1 AFFILIATED_WITH e2", "袴塚（アマツ"),
        ("e1 AFFILIATED_WITH e2 @3:8", "アマツ）と"),
    ],
)
def test_evidence_is_the_nearest_mentions_or_what_one_says(
    fact: str, evidence: str, markup: Markup
) -> None:
    text = "[袴塚](PERSON e1)（[アマツ](ORG e2)）と[袴塚](PERSON e1)、北へ。[アマツ](ORG e2)は"
    document = markup(text, fact)
    (relation,) = document.relations
    assert document.text[relation.start : relation.end] == evidence
    assert inline.loads(inline.dumps(document), id=document.id) == document


def test_only_the_last_line_of_facts_parts_the_text_from_them(markup: Markup) -> None:
    document = markup("手引き\n--- facts ---\ne1 = 2027\n[アマツ](ORG e1)")
    assert document.text == "手引き\n--- facts ---\ne1 = 2027\nアマツ"


def test_what_looks_like_a_mention_and_is_escaped_is_text(markup: Markup) -> None:
    assert markup(r"\[アマツ\](ORG e1)").text == "[アマツ](ORG e1)"
    assert markup(r"\[アマツ\](ORG e1)").mentions == ()
    assert markup(r"[\[株\]アマツ\\](ORG e1)").mentions[0].text == r"[株]アマツ" + "\\"


@pytest.mark.parametrize(
    "half",
    [
        *("[アマツ](ORG e1", "[アマツ](ORG)", "[アマツ](ORG 1)", "[アマツ](e1)", "[](ORG e1)"),
        *("アマツ](ORG e1)", "[株式会社[アマツ](ORG e1)](ORG e2)", "[アマツ](ORG、e1)"),
    ],
)
def test_a_half_written_mention_is_an_error_with_its_line(half: str, markup: Markup) -> None:
    with pytest.raises(KishaError, match=r"^\[C101\] release:2: ") as raised:
        markup(f"表題\n{half}は、[ミズホ](VEHICLE e3)を")
    assert raised.value.code == "C101"


@pytest.mark.parametrize("half", ["[アマツ]（ORG e1）", "[アマツ] (ORG e1)", "[アマツ]( ORG e1)"])
def test_a_mention_mistyped_behind_its_bracket_is_not_lost(half: str, markup: Markup) -> None:
    with pytest.raises(KishaError, match=r"^\[C101\] release:2: "):
        markup(f"表題\n{half}は、[ミズホ](VEHICLE e3)を")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("e1 = ", "neither a date value nor a fact"),
        ("e1 OWNS", "neither a date value nor a fact"),
        ("アマツ OWNS ミズホ", "neither a date value nor a fact"),
        ("e1 OWNS e2 ~高", "neither a date value nor a fact"),
        ("e9 = 2027", "e9 has no mention"),
        ("e1 OWNS e9", "e9 has no mention"),
        ("e9 OWNS e1", "e9 has no mention"),
        ("e1#2 OWNS e2", "no such mention: 'e1#2 OWNS e2'"),
        ("e1#0 OWNS e2", "no such mention"),
        ("e1 OWNS e2#7", "no such mention"),
    ],
)
def test_a_wrong_line_of_facts_is_an_error_with_its_line(
    line: str, what: str, markup: Markup
) -> None:
    with pytest.raises(KishaError, match=rf"^\[C101\] release:6: .*{what}"):
        markup("表題\n\n[アマツ](ORG e1)と[北星](ORG e2)", "e1 PARTNERS_WITH e2", line)


def test_a_text_without_facts_is_no_inline_file(tmp_path: Path) -> None:
    path = tmp_path / "a.inline"
    path.write_text("[アマツ](ORG e1)\n", encoding="utf-8")
    with pytest.raises(KishaError, match=r"a\.inline: no line '--- facts ---'"):
        read(path)
