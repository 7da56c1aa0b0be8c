"""Documents and public sets as training examples."""

import json
from pathlib import Path

from spacy.tokens import Doc

from kisha.corpus.formats import inline
from kisha.models import public
from kisha.models.examples import to_doc
from kisha.models.train import blank

JA, EN = blank("ja"), blank("en")


def labelled(doc: Doc) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in doc.ents]


def unknown(doc: Doc) -> list[str]:
    return [token.text for token in doc if not token.ent_iob]


def test_mentions_are_found_again_in_the_restored_text() -> None:
    page = "このたび当社は、月面への輸送を担う次の機体についてお知らせいたします。[月着\n陸船](VEHICLE e1)の"
    text = f"{page * 4}[株式会社Amatsu Giken](ORG e2)は[2027 年 4 月](DATE e3)に\n--- facts ---\n"
    doc, misaligned = to_doc(inline.loads(text, id="x"), JA)
    assert misaligned == []
    assert labelled(doc) == [
        *[("月着陸船", "VEHICLE")] * 4,
        ("株式会社Amatsu Giken", "ORG"),
        ("2027年4月", "DATE"),
    ]


def test_what_no_tokens_cover_is_told_and_left_unknown() -> None:
    text = "[名古屋](ORG e1)市長と[アマツ](ORG e2)の[代](ROLE e3)表取締役\n--- facts ---\n"
    doc, misaligned = to_doc(inline.loads(text, id="x"), JA)
    (told,) = misaligned
    assert (told.kind, told.detail[:22]) == ("mention", "ROLE '代' is no run of ")
    assert told.detail.rpartition(": ")[2] in "".join(unknown(doc))


def test_a_sentence_of_wikipedia_teaches_only_what_its_labels_know(tmp_path: Path) -> None:
    text = "袴塚一馬はアマツ社長としてミズホを開発し、東京で3月に発表した。"
    spans = [(0, 4, "人名"), (5, 8, "法人名"), (13, 16, "製品名"), (21, 23, "地名")]
    row = {"text": text, "entities": [{"span": [a, b], "type": t} for a, b, t in spans]}
    (tmp_path / "stockmark_ner.json").write_text(json.dumps([row]), "utf-8")
    from spacy.tokens import DocBin

    DocBin().to_disk(tmp_path / "ud_gsd_train.spacy")
    (doc,) = public.japanese(tmp_path, JA, frozenset({"社長"}))
    assert labelled(doc) == [("袴塚一馬", "PERSON"), ("アマツ", "ORG")]
    assert "社長" in unknown(doc), "a title of ours"
    assert "3" in unknown(doc), "the set has no dates"
    assert set("ミズホ") <= set("".join(unknown(doc))), "a product may be a craft"
    assert "開発" not in unknown(doc)
    assert "東京" not in unknown(doc), "a place is none of ours"
    never = {span.text: span.label_ for span in doc.spans["kisha_excluded"]}
    assert never["社長"] == "ORG PERSON", (
        "a title, or nothing: the set has organisations and people"
    )


def test_a_paragraph_of_redocred(tmp_path: Path) -> None:
    words = [
        "Hollis",
        "Crane",
        "joined",
        "Velarium",
        "in",
        "2019",
        "as",
        "Director",
        "after",
        "3",
        "years",
        ".",
    ]

    def mention(start: int, end: int, kind: str) -> list[dict[str, object]]:
        return [{"sent_id": 0, "pos": [start, end], "type": kind, "name": ""}]

    entities = [
        mention(0, 2, "PER"),
        mention(3, 4, "ORG"),
        mention(5, 6, "TIME"),
        mention(9, 11, "TIME"),
    ]
    row = {"title": "", "sents": [words], "vertexSet": entities, "labels": []}
    (tmp_path / "redocred_dev.json").write_text(json.dumps([row]), "utf-8")
    doc, *_again = public.english(tmp_path, EN, frozenset())
    assert labelled(doc) == [("Hollis Crane", "PERSON"), ("Velarium", "ORG"), ("2019", "DATE")]
    assert unknown(doc) == ["Director", "3", "years"], "a title, and a duration that is no date"
