"""Every fault of an annotated document, provoked once, each at its line of the text."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from kisha.corpus import LABELS, RELATIONS, Document, KishaError
from kisha.corpus.check import check
from kisha.corpus.document import Span, build
from kisha.corpus.faults import Fault, faults

Markup = Callable[..., Document]


def found(document: Document, *, hints: bool = False) -> list[tuple[int, str]]:
    return [(f.line, f.message) for f in faults(document, "x") if f.hint == hints]


def on_line_3(text: str) -> str:
    return f"アマツ広報より\r\n\r\n{text}\n以上"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[アマツ](COMPANY e1)は", "unknown label COMPANY on 'アマツ'; known: ORG, PERSON"),
        ("[\u3000](ORG e1)は", "an empty ORG mention"),
        ("[ アマツ](ORG e1)は", "white space at the edge of ' アマツ'"),
        ("[アマツ\u3000](ORG e1)は", "white space at the edge of 'アマツ\\u3000'"),
        ("[■アマツ](ORG e1)は", "punctuation at the edge of '■アマツ'"),
        ("[、アマツ](ORG e1)は", "punctuation at the edge of '、アマツ'"),
        ("[アマツ、](ORG e1)は", "punctuation at the edge of 'アマツ、'"),
        ("[アマツ（日本](ORG e1)）は", "an unpaired bracket in 'アマツ（日本'"),
        ("（[株)アマツ](ORG e1)は", "an unpaired bracket in '株)アマツ'"),
        ("「[ミズホ」2号](VEHICLE e1)は", "an unpaired bracket in 'ミズホ」2号'"),
        ("『[ミズホ』](VEHICLE e1)は", "an unpaired bracket in 'ミズホ』'"),
        ("[袴塚一馬氏](PERSON e1)は", "氏 belongs outside '袴塚一馬氏'"),
        ("[三枝玲さん](PERSON e1)は", "さん belongs outside '三枝玲さん'"),
        ("[4月1日付](DATE e1)で", "付 belongs outside '4月1日付'"),
        ("[2027年以降](DATE e1)に", "以降 belongs outside '2027年以降'"),
    ],
)
def test_faults_of_a_mention(text: str, message: str, markup: Markup) -> None:
    ((line, said),) = found(markup(on_line_3(text)))
    assert line == 3
    assert said.startswith(message)


@pytest.mark.parametrize(
    "surface",
    ["【ミズホ】", "《ミズホ》", "〈ミズホ〉", "“ミズホ”", '"ミズホ"', "「ミズホ」", "（ミズホ）"],
)
def test_brackets_and_quotes_belong_outside_at_either_end(surface: str, markup: Markup) -> None:
    for name in (surface[:-1], surface[1:]):
        assert found(markup(on_line_3(f"[{name}](VEHICLE e1)は")))


@pytest.mark.parametrize(
    "text",
    [
        "[アマツ（日本）](ORG e1)は",
        "[2027年4月1日（木）](DATE e1)に",
        "「[ミズホ](VEHICLE e1)」は",
        "[代表取締役 CEO & Founder](ROLE e1)は",
        "[Amatsu, Inc.](ORG e1) is",
        "[様似町](ORG e1)は",
    ],
)
def test_what_guidelines_allow_is_no_fault(text: str, markup: Markup) -> None:
    assert found(markup(on_line_3(text))) == []


def test_mentions_that_overlap() -> None:
    text = "表題\n株式会社アマツ技研"
    spans = [Span(3, 10, "ORG", "a"), Span(7, 12, "ORG", "b")]
    document = build("x", text, language="ja", spans=spans)
    assert found(document) == [(2, "'株式会社アマツ' and 'アマツ技研' overlap")]


def test_mentions_that_only_touch_do_not_overlap(markup: Markup) -> None:
    assert found(markup("[アマツ](ORG e1)[代表取締役](ROLE e2)[袴塚一馬](PERSON e3)")) == []


def test_each_mention_within_a_longer_one_overlaps() -> None:
    text = "新アマツ・北星企業体"
    spans = [Span(0, 10, "ORG", "a"), Span(1, 4, "ORG", "b"), Span(5, 7, "ORG", "c")]
    assert len(found(build("x", text, language="ja", spans=spans))) == 2


@pytest.mark.parametrize(
    ("text", "values", "message"),
    [
        ("[アマツ](ORG e1)の[ミズホ](VEHICLE e1)", (), "e1 ('アマツ') has mentions of several"),
        ("[アマツ](ORG e1)", ["e1 = 2027"], "e1 ('アマツ') is no DATE and has the value '2027'"),
        ("[4月](DATE e1)", ["e1 = 2027/04"], "e1 ('4月'): '2027/04' is no date value"),
    ],
)
def test_faults_of_an_entity(text: str, values: list[str], message: str, markup: Markup) -> None:
    ((_, said),) = found(markup(on_line_3(text), *values))
    assert said.startswith(message)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("[アマツ](ORG e1)の[ミズホ](VEHICLE e1)", ()),
        ("[アマツ](ORG e1)", ["e1 = 2027"]),
        ("[4月](DATE e1)", ["e1 = 2027/04"]),
    ],
)
def test_the_fault_of_an_entity_is_where_it_is_first_named(
    text: str, values: list[str], markup: Markup
) -> None:
    assert [line for line, _ in found(markup(on_line_3(text), *values))] == [3]


@pytest.mark.parametrize(
    ("fact", "line", "message"),
    [
        ("e1 BUYS e2", 3, "unknown relation: e1 BUYS e2"),
        ("e3 OWNS e1", 3, "e3 OWNS e1 may not go from PERSON to ORG"),
        ("e1 OWNS e1", 3, "e1 OWNS e1: an entity's relation to itself"),
        ("e1 OWNS e2 @9:999", 1, "e1 OWNS e2: evidence 9:999 is not in the text"),
        ("e1 OWNS e2 @12:12", 1, "e1 OWNS e2: evidence 12:12 is not in the text"),
    ],
)
def test_faults_of_a_fact(fact: str, line: int, message: str, markup: Markup) -> None:
    text = on_line_3("[アマツ](ORG e1)と[北星](ORG e2)、[袴塚一馬](PERSON e3)は")
    assert found(markup(text, fact)) == [(line, message)]


@pytest.mark.parametrize("type", RELATIONS)
def test_a_fact_joins_only_what_its_relation_may(type: str, markup: Markup) -> None:
    allowed = {
        (head, tail)
        for head, tail in product(LABELS, LABELS)
        if not found(
            markup(f"[甲](${head} e1)と[乙](${tail} e2)".replace("$", ""), f"e1 {type} e2")
        )
    }
    signature = RELATIONS[type]
    assert allowed == set(product(signature.heads, signature.tails))


def test_a_name_left_unlabelled_is_a_hint(markup: Markup) -> None:
    document = markup("[アマツ](ORG e1)は…\nアマツは、\n[アマツ](ORG e1)は…、アマツ")
    said = "'アマツ' is labelled ORG elsewhere, not here"
    assert found(document) == []
    assert found(document, hints=True) == [(2, said), (3, said)]


@pytest.mark.parametrize(
    "text",
    [
        "[北星](ORG e1)は北星を",
        "[Amatsu](ORG e1): https://www.Amatsu.example, Amatsu-2, AmatsuSat, info@Amatsu",
        "[アマツ](ORG e1)、以下[アマツ技研](ORG e1)",
    ],
)
def test_no_hint_for_short_names_or_parts_of_longer_words(text: str, markup: Markup) -> None:
    assert found(markup(text), hints=True) == []


def test_a_name_with_two_labels_is_a_hint(markup: Markup) -> None:
    document = markup("表題\n[ミズホ](ORG e1)は[ミズホ](VEHICLE e2)を")
    assert found(document, hints=True) == [(2, "'ミズホ' is labelled ORG and VEHICLE")]


def test_a_fault_is_printed_as_a_compiler_prints_it() -> None:
    assert str(Fault("a.ann", 3, "overlap")) == "a.ann:3: overlap"
    assert str(Fault("a.ann", 3, "overlap", hint=True)) == "a.ann:3: hint: overlap"


def test_all_files_are_checked_even_if_one_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    files = {
        "a.inline": "[アマツ](COMPANY e1)\n--- facts ---\n",
        "b.inline": "[アマツ](ORG e1)",
        "deep/c.ann": "T1\tORG 0 1\tア\n",
        "deep/d.ann": "T1\tPERSON 0 2\t袴氏\n",
        "deep/d.txt": "袴氏",
        "deep/e.md": "[アマツ](COMPANY e1)",
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    shown = {Path(f.file).name: (f.line, f.message) for f in check(tmp_path)}
    assert {name: line for name, (line, _) in shown.items()} == {
        "a.inline": 1,
        "b.inline": 0,
        "c.ann": 0,
        "d.ann": 1,
    }
    assert "[C101]" in shown["b.inline"][1]
    assert "[C102]" in shown["c.ann"][1]


def test_where_nothing_is_annotated(tmp_path: Path) -> None:
    with pytest.raises(KishaError, match=r"\[C104\].*no annotated documents"):
        check(tmp_path)
