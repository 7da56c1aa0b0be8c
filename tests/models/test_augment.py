"""Training documents told again: names change consistently, mentions follow every edit."""

import random
import re
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import DocBin
from spacy.training import Example

from kisha.corpus import formats
from kisha.corpus.document import Span
from kisha.corpus.formats import inline
from kisha.models.augment.augmenter import retold
from kisha.models.augment.names import Names, load_names
from kisha.models.augment.noise import CHANGES
from kisha.models.augment.swap import swap
from kisha.models.examples import from_told, to_doc, to_told
from kisha.models.told import Edit, Told
from kisha.models.train import blank

ROOT = Path(__file__).parents[2]
NAMES = Names(
    {
        ("company", "ja"): ["北星工業"],
        ("company", "en"): ["Velarium"],
        ("agency", "ja"): ["月面開発機構"],
        ("agency", "en"): ["Lunar Agency"],
        ("family", "ja"): ["三枝"],
        ("given", "ja"): ["玲"],
        ("rocket", "en"): ["Neutron"],
        ("missions", "ja"): ["トビラ"],
        ("title", "ja"): ["代表取締役社長"],
    }
)
TEXT = (
    "[株式会社アマツ](ORG e1)（[代表取締役](ROLE e2)：[袴塚一馬](PERSON e3)、以下「[アマツ](ORG e1)」）は、"
    "[アマツ EUROPE S.A.](ORG e4)と[ミッション 3](MISSION e5)に挑みます。[袴塚](PERSON e3)は、"
    "[Falconロケット](VEHICLE e6)と[月着陸船](VEHICLE e7)について、[2027年](DATE e8)に語りました。\n--- facts ---\n"
)


def read(marked: str, language: str = "ja") -> Told:
    document = inline.loads(f"{marked}\n--- facts ---\n", id="x")
    keyed = [Span(m.start, m.end, m.label, m.entity) for m in document.mentions]
    return Told(document.text, tuple(keyed), language)


def told(seed: int) -> Told:
    return swap(read(TEXT), NAMES, random.Random(seed))


def surfaces(told: Told, entity: str) -> list[str]:
    return [told.text[span.start : span.end] for span in told.spans if span.key == entity]


def shown(told: Told) -> str:
    """The mentions in brackets within the text."""
    text = told.text
    for span in reversed(told.spans):
        text = f"{text[: span.start]}[{text[span.start : span.end]}]{text[span.end :]}"
    return text


def test_an_alias_follows_its_full_name_and_a_subsidiary_its_parent() -> None:
    for seed in range(8):
        other = told(seed)
        full, alias = surfaces(other, "e1")
        assert full == f"株式会社{alias}"
        assert alias in ("北星工業", "Velarium")
        assert surfaces(other, "e4") == [f"{alias} EUROPE S.A."]


def test_a_family_name_follows_the_full_one() -> None:
    assert surfaces(told(0), "e3") == ["三枝玲", "三枝"]


def test_class_words_class_nouns_and_dates_stay() -> None:
    other = told(2)
    assert surfaces(other, "e6") in (["Neutronロケット"], ["Velariumロケット"])
    assert surfaces(other, "e7") == ["月着陸船"]
    assert surfaces(other, "e8") == ["2027年"]
    assert re.fullmatch(r"ミッション [0-9]+", surfaces(other, "e5")[0])


def test_an_acronym_changes_with_its_name() -> None:
    agency = read("[宇宙技術機構](ORG e1)（以下「[STO](ORG e1)」）と[STO](ORG e1)の[STO](ORG e1)")
    full, *short = surfaces(swap(agency, NAMES, random.Random(3)), "e1")
    assert full in ("月面開発機構", "Lunar Agency")
    assert len(set(short)) == 1
    assert re.fullmatch("[A-Z]{3}", short[0])
    assert short[0] != "STO"


def test_what_is_between_the_mentions_stays() -> None:
    other = told(1)
    between = re.split(r"\[[^\]]*\]\(\w+ e\d\)", TEXT.split("\n---")[0])
    last = 0
    for gap, span in zip(between, other.spans, strict=False):
        assert other.text[last : span.start] == gap
        last = span.end


def test_the_tables_are_read_by_script_and_kind() -> None:
    names = load_names(ROOT / "corpus" / "names")
    assert len(names.table["company", "ja"]) > 50
    assert len(names.table["vehicles", "en"]) > 50
    assert all(re.search(r"[ぁ-んァ-ヴ一-龠]", name) for name in names.table["company", "ja"])


def test_invented_names_are_new_and_spelt_like_names() -> None:
    names = load_names(ROOT / "corpus" / "names", invented=1.0)
    known = set(names.table["company", "en"])
    drawn = [names.draw("company", "en", random.Random(n)) or "" for n in range(50)]
    assert sum(name not in known for name in drawn) > 25
    assert all(re.match(r"\w", name) for name in drawn)


def test_name_tables_hold_no_name_of_the_seeds_alone() -> None:
    distinctive = ("ispace", "Telespazio", "ElevationSpace", "HAKUTO", "袴田", "Moonlight", "ELS-R")
    names = "\n".join(p.read_text("utf-8") for p in (ROOT / "corpus/names").glob("*.tsv"))
    assert [name for name in distinctive if name in names] == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_labels_of_the_corpus_survive_in_their_order(language: str) -> None:
    names, nlp = load_names(ROOT / "corpus/names", invented=0.5), blank(language)
    for document in formats.read_all(ROOT / "corpus/train" / language)[:10]:
        before = to_told(to_doc(document, nlp)[0])
        after = swap(before, names, random.Random(1))
        assert [(s.label, s.key) for s in after.spans] == [(s.label, s.key) for s in before.spans]


PLACES = st.lists(st.integers(0, 40), min_size=2, max_size=8, unique=True)


@given(PLACES, PLACES, st.lists(st.sampled_from(["", "x", "長い名"]), min_size=8, max_size=8))
def test_mentions_keep_what_no_edit_touched(
    spans: list[int], edits: list[int], news: list[str]
) -> None:
    text = "".join(chr(0x4E00 + place) for place in range(41))
    marked = tuple(
        Span(a, b, "ORG", f"e{a}")
        for a, b in zip(sorted(spans)[::2], sorted(spans)[1::2], strict=False)
    )
    made = [
        Edit(a, b, new)
        for a, b, new in zip(sorted(edits)[::2], sorted(edits)[1::2], news, strict=False)
    ]
    after = Told(text, marked, "ja").edited(made)
    touched = {place for edit in made for place in range(edit.start, edit.end)}
    for span in marked:
        kept = "".join(text[p] for p in range(span.start, span.end) if p not in touched)
        found = [after.text[s.start : s.end] for s in after.spans if s.key == span.key]
        assert (found[0] if found else "").replace("x", "").replace("長い名", "") == kept


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (Edit(1, 1, "+"), "甲+[乙丙]丁"),
        (Edit(2, 2, "+"), "甲[乙+丙]丁"),
        (Edit(3, 3, "+"), "甲[乙丙]+丁"),
        (Edit(1, 2, "+"), "甲[+丙]丁"),
        (Edit(0, 2, "+"), "[+丙]丁"),
        (Edit(2, 4, "+"), "甲[乙+]"),
        (Edit(1, 3, ""), "甲丁"),
    ],
)
def test_an_edit_at_the_edge_of_a_mention(edit: Edit, expected: str) -> None:
    assert shown(Told("甲乙丙丁", (Span(1, 3, "ORG", "e1"),), "ja").edited([edit])) == expected


@pytest.mark.parametrize(
    ("change", "marked", "expected"),
    [
        ("quotes", "以下「[北星](ORG e1)」は", "以下[北星]は"),
        ("marks", "・[北星](ORG e1)\n・[南星](ORG e2)", None),
        ("widths", "[北星 2](ORG e1)の2機", None),
        ("seams", "[北星 X2](ORG e1)の2機", None),
        ("typos", "[コスモサイン](ORG e1)は", None),
    ],
)
def test_a_change_keeps_every_mention(change: str, marked: str, expected: str | None) -> None:
    results = {shown(CHANGES[change](read(marked), random.Random(seed))) for seed in range(12)}
    assert all(result.count("[") == marked.count("](") for result in results)
    assert results == {expected} if expected else results - {shown(read(marked))}


def test_headings_in_capitals_are_those_of_english() -> None:
    marked = "New lander of [Velarium](ORG e1)\n\nThe firm spoke."
    other = CHANGES["capitals"](read(marked, "en"), random.Random(0))
    assert shown(other) == "NEW LANDER OF [VELARIUM]\n\nThe firm spoke."
    assert CHANGES["capitals"](read(marked), random.Random(0)) == read(marked)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("change", CHANGES)
def test_real_documents_keep_nearly_all_mentions(language: str, change: str) -> None:
    nlp = blank(language)
    for document in formats.read_all(ROOT / "corpus" / "train" / language)[:3]:
        before = to_told(to_doc(document, nlp)[0])
        after = CHANGES[change](before, random.Random(5))
        doc, misaligned = from_told(after, nlp)
        assert len(doc.ents) + len(misaligned) >= 0.97 * len(before.spans)
        assert len(misaligned) <= 0.1 * len(before.spans)


def test_the_augmenter_tells_press_releases_alone_and_the_same_for_a_seed(tmp_path: Path) -> None:
    nlp = blank("ja")
    release, _ = to_doc(inline.loads(TEXT, id="x"), nlp)
    sentence = nlp.make_doc("公開データの文です。")
    bin = DocBin(docs=[release, sentence]).to_bytes()
    docs = list(DocBin().from_bytes(bin).get_docs(nlp.vocab))
    augment = retold(ROOT / "corpus" / "names", copies=3, rates={"seams": 1.0})
    told: list[list[str]] = []
    for _ in range(2):
        spacy.util.fix_random_seed(7)
        examples = [e for doc in docs for e in augment(nlp, Example(nlp.make_doc(doc.text), doc))]
        told.append([example.text for example in examples])
    assert told[0] == told[1]
    assert len(told[0]) == 4 + 1
    assert len({*told[0]}) == 5
    assert told[0][-1] == "公開データの文です。"


def test_a_change_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no such change: glitter"):
        retold(ROOT / "corpus" / "names", rates={"glitter": 1.0})
