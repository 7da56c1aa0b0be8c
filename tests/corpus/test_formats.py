"""One contract for every format: what comes back is what went out, less what was told."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kisha.corpus import Document, KishaError
from kisha.corpus.document import Fact, Span, build, evidence_pair
from kisha.corpus.formats import FORMATS, FormatName, Loss, load, read_all, save
from kisha.models.examples import to_doc
from kisha.models.train import blank

Markup = Callable[..., Document]
NLP = {language: blank(language) for language in ("ja", "en")}
OF_TEXT = sorted(name for name, format in FORMATS.items() if not format.of_tokens)
OF_TOKENS = sorted(name for name, format in FORMATS.items() if format.of_tokens)


def tokenise(document: Document) -> tuple[object, list[Loss]]:
    return to_doc(document, NLP[document.language])


def there_and_back(
    documents: list[Document], folder: Path, format: FormatName
) -> tuple[list[Document], list[Loss]]:
    if format == "parquet":
        pytest.importorskip("pyarrow")
    for file in folder.glob("*"):
        file.unlink()
    losses = save(documents, folder, format, tokenise=tokenise)
    stored = [file for file in folder.iterdir() if file.suffix == FORMATS[format].suffix]
    path = folder / "documents.parquet" if format == "parquet" else min(stored)
    back, told = load(path, format)
    return back, losses + told


def less(document: Document, losses: list[Loss]) -> Document:
    """The document without what the losses name."""
    kinds = {loss.kind for loss in losses}
    values = {e.id: e.value for e in document.entities if e.value}
    facts = [
        Fact(
            r.head,
            r.type,
            r.tail,
            (r.start, r.end) if evidence_pair(document, r) or "evidence" not in kinds else None,
            1.0 if "score" in kinds else r.score,
        )
        for r in document.relations
    ]
    return build(
        document.id,
        document.text,
        language=document.language,
        spans=[
            Span(m.start, m.end, m.label, m.entity, 1.0 if "score" in kinds else m.score)
            for m in document.mentions
        ],
        values={} if "date value" in kinds else values,
        facts=facts,
    )


@pytest.mark.parametrize("format", OF_TEXT)
@settings(max_examples=60)
@given(data=st.data())
def test_any_document_comes_back_less_what_was_told(
    format: FormatName,
    data: st.DataObject,
    documents: st.SearchStrategy[Document],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    document = data.draw(documents)
    folder = tmp_path_factory.getbasetemp() / format
    folder.mkdir(exist_ok=True)
    (back,), losses = there_and_back([document], folder, format)
    assert back == less(document, losses)
    assert {loss.kind for loss in losses} <= {"date value", "score", "evidence", "offset"}


@pytest.mark.parametrize("format", [FormatName.BRAT, FormatName.INLINE, FormatName.PARQUET])
def test_these_lose_nothing_of_the_corpus(format: FormatName, root: Path, tmp_path: Path) -> None:
    for document in read_all(root / "corpus/dev"):
        (back,), losses = there_and_back([document], tmp_path, format)
        assert (back, losses) == (document, [])


@pytest.mark.parametrize("format", OF_TOKENS)
def test_tokens_keep_every_mention_that_is_not_told(
    format: FormatName, root: Path, tmp_path: Path
) -> None:
    for document in [*read_all(root / "corpus/gold"), *read_all(root / "corpus/dev")]:
        (back,), losses = there_and_back([document], tmp_path, format)
        missed = sum("is no run of tokens" in loss.detail for loss in losses)
        expected = Counter((m.label, solid(m.text)) for m in document.mentions)
        found = Counter((m.label, solid(m.text)) for m in back.mentions)
        assert found <= expected
        assert (expected - found).total() == missed
        if format == "docbin" and not missed:
            assert [e.value for e in back.entities] == [e.value for e in document.entities]
            assert {(r.head, r.type, r.tail) for r in back.relations} == {
                (r.head, r.type, r.tail) for r in document.relations
            }


def solid(text: str) -> str:
    return "".join(text.split())


def test_conll_tells_each_cluster_value_and_fact(markup: Markup, tmp_path: Path) -> None:
    document = markup(
        "[アマツ](ORG e1)は[本日](DATE e2)発表。[アマツ](ORG e1)の[ミズホ](VEHICLE e3)",
        "e2 = 2027-04-01",
        "e1 DEVELOPS e3",
    )
    losses = save([document], tmp_path, FormatName.CONLL, tokenise=tokenise)
    assert Counter(loss.kind for loss in losses) == {
        "white space": 1, "cluster": 1, "date value": 1, "fact": 1,
    }  # fmt: skip
    written = (tmp_path / "documents.conll").read_text("utf-8")
    rows = [(line.split()[0], line.split()[-1]) for line in written.splitlines() if line]
    assert rows[0] == ("-DOCSTART-", "O")
    labels = Counter(label for _, label in rows)
    assert (labels["B-ORG"], labels["B-DATE"], labels["B-VEHICLE"]) == (2, 1, 1)


def test_conll_of_others(tmp_path: Path) -> None:
    path = tmp_path / "their.conll"
    path.write_text(
        "-DOCSTART- -X- -X- O\n\nNorth NNP I-NP S-ORG\nStar NNP I-NP B-ORG\nInc. NNP I-NP E-ORG\n"
        "( ( O O\nTokyo NNP I-NP O\n) ) O O\nsaid VBD O O\n. . O O\n\n袴塚 _ _ B-PERSON\n"
        "一馬 _ _ I-PERSON\n氏 _ _ O\n",
        encoding="utf-8",
    )
    (document,), losses = load(path)
    assert document.text == "North Star Inc. (Tokyo) said.\n袴塚一馬氏"
    assert [(m.label, m.text) for m in document.mentions] == [
        ("ORG", "North"), ("ORG", "Star Inc."), ("PERSON", "袴塚一馬"),
    ]  # fmt: skip
    assert [loss.kind for loss in losses] == ["white space"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.conll", "アマツ B-ORG\nは"),
        ("x.conll", "アマツ ORG"),
        ("x.jsonl", '{"text": 3}'),
        ("x.jsonl", '{"txt": "アマツ"}'),
        ("x.jsonl", "[1]"),
        ("x.json", '{"data": {"text": "アマツ"}}'),
        ("x.json", "[{}]"),
        ("x.spacy", "no DocBin"),
        ("x.parquet", "no Parquet"),
    ],
)
def test_what_is_no_such_file_is_one_clear_error(name: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    with pytest.raises(KishaError) as raised:
        load(path)
    assert raised.value.code == "C101"
    assert name in raised.value.message


def test_doccano_in_utf_16_moves_back_when_told(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    record = '{"text": "𠮷野家と𩸽丸", "label": [[0, 4, "ORG"], [5, 8, "VEHICLE"]]}'
    path.write_text(record, encoding="utf-8")
    (document,), losses = load(path, utf16=True)
    assert [m.text for m in document.mentions] == ["𠮷野家", "𩸽丸"]
    assert [loss.kind for loss in losses] == ["offset"]
    (shifted,), told = load(path)
    assert [m.text for m in shifted.mentions] != ["𠮷野家", "𩸽丸"]
    assert "code points" in told[0].detail


def test_label_studio_is_checked_against_the_text_that_it_quotes(tmp_path: Path) -> None:
    def region(id: str, start: int, end: int, text: str) -> str:
        return (
            f'{{"id": "{id}", "type": "labels", "value": {{"start": {start}, "end": {end}, '
            f'"text": "{text}", "labels": ["ORG"]}}}}'
        )

    regions = ", ".join(
        [region("a", 0, 4, "𠮷野家"), region("b", 4, 6, "北星"), region("c", 2, 3, "南星")]
    )
    relation = '{"type": "relation", "from_id": "b", "to_id": "c", "labels": ["PARTNERS_WITH"]}'
    path = tmp_path / "x.json"
    path.write_text(
        f'[{{"data": {{"text": "𠮷野家と北星"}}, "annotations": [{{"result": [{regions}, '
        f"{relation}]}}]}}]",
        encoding="utf-8",
    )
    (document,), losses = load(path)
    assert [m.text for m in document.mentions] == ["𠮷野家", "北星"]
    assert [loss.kind for loss in losses] == ["offset", "mention", "fact"]
    with pytest.raises(KishaError, match="C108"):
        read_all(path)


def test_a_mention_outside_its_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"text": "アマツ", "label": [[0, 3, "ORG"], [2, 9, "ORG"]]}', encoding="utf-8")
    (document,), losses = load(path)
    assert [m.text for m in document.mentions] == ["アマツ"]
    assert [(loss.kind, loss.detail) for loss in losses] == [
        ("mention", "ORG 2:9 is not in the text")
    ]


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "a/b", "..", "", "名前 .\n"])
def test_a_foreign_id_names_no_file_outside_the_folder(
    name: str, markup: Markup, tmp_path: Path
) -> None:
    folder = tmp_path / "inner"
    losses = save([markup("[アマツ](ORG e1)", id=name)], folder, FormatName.INLINE)
    (file,) = folder.iterdir()
    assert list(tmp_path.iterdir()) == [folder]
    assert file.suffix == ".inline"
    assert [loss.kind for loss in losses] == ["record"]


@pytest.mark.parametrize("format", list(FORMATS))
def test_mentions_that_overlap_never_change_the_text(format: FormatName, tmp_path: Path) -> None:
    text = "The University of Tokyo Hospital opened."
    spans = [Span(4, 32, "ORG", "a"), Span(4, 23, "ORG", "b"), Span(18, 23, "PERSON", "c")]
    facts = [Fact("a", "OWNS", "b")]
    document = build("x", text, language="en", spans=spans, facts=facts)
    (back,), losses = there_and_back([document], tmp_path, format)
    assert back.text.strip() == text
    told = [loss.kind for loss in losses].count("mention")
    assert len(back.mentions) + told == 3


@pytest.mark.parametrize("format", [FormatName.BRAT, FormatName.INLINE])
def test_foreign_labels_are_written_so_that_they_can_be_read(
    format: FormatName, tmp_path: Path
) -> None:
    spans = [Span(0, 4, "Proper Noun", "a"), Span(5, 9, "ORG]", "b")]
    facts = [Fact("a", "org:owns", "b")]
    document = build(
        "x", "Acme Zeta", language="en", spans=spans, facts=facts, values={"a": "a\nb"}
    )
    (back,), losses = there_and_back([document], tmp_path, format)
    assert [m.label for m in back.mentions] == ["Proper_Noun", "ORG_"]
    assert [r.type for r in back.relations] == ["org_owns"]
    assert sorted(loss.kind for loss in losses) == ["date value", "record", "record", "record"]


@pytest.mark.parametrize("name", ["mentions", "entities", "relations"])
def test_parquet_never_overwrites_its_texts(name: str, markup: Markup, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    with pytest.raises(KishaError, match="C113"):
        save([markup("[アマツ](ORG e1)")], tmp_path / f"{name}.parquet", FormatName.PARQUET)


def test_a_folder_of_parquet_is_read_back(markup: Markup, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    document = markup("[アマツ](ORG e1)")
    save([document], tmp_path, FormatName.PARQUET)
    assert load(tmp_path, FormatName.PARQUET) == ([document], [])


@pytest.mark.parametrize(
    "record",
    [
        '{"text": "\\ud800 Acme", "label": []}',
        '{"text": "Acme", "entities": [{"id": 1, "label": "ORG", "start_offset": 0, "end_offset": 1e999}]}',
        "[" * 100_000,
    ],
)
def test_hostile_json_is_one_clear_error(record: str, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(record, encoding="utf-8")
    with pytest.raises(KishaError, match="C101"):
        load(path)


def test_label_studio_arrows_point_where_they_were_drawn(tmp_path: Path) -> None:
    region = '{{"id": "{0}", "type": "labels", "value": {{"start": {1}, "end": {2}, "labels": ["ORG"]}}}}'
    arrow = '{"type": "relation", "from_id": "a", "to_id": "b", "direction": "left", "labels": ["OWNS"]}'
    bare = '{"type": "relation", "from_id": "a", "to_id": "b", "labels": []}'
    parts = ", ".join([region.format("a", 0, 2), region.format("b", 3, 5), arrow, bare])
    path = tmp_path / "x.json"
    path.write_text(
        f'[{{"data": {{"text": "北星と南星"}}, "annotations": [{{"result": [{parts}]}}]}}]',
        encoding="utf-8",
    )
    (document,), losses = load(path)
    ((head, tail),) = [(r.head, r.tail) for r in document.relations]
    names = {entity.id: entity.name for entity in document.entities}
    assert (names[head], names[tail]) == ("南星", "北星")
    assert [loss.detail for loss in losses] == ["a relation from a to b has no label"]
