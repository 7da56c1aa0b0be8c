"""Names swapped in training documents: consistently, and nothing else."""

import random
import re
from pathlib import Path

import pytest

from kisha.corpus import Document, formats
from kisha.corpus.formats import inline
from kisha.models.augment import Names, load_names, swap, variants

ROOT = Path(__file__).parents[2]
NAMES = Names(
    {
        ("company", "ja"): ["北星工業"],
        ("company", "en"): ["Velarium"],
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


def told(seed: int) -> Document:
    return swap(inline.loads(TEXT, id="x"), NAMES, random.Random(seed))


def surfaces(document: Document, entity: str) -> list[str]:
    return [document.text[m.start : m.end] for m in document.mentions_of(entity)]


def test_an_alias_follows_its_full_name_and_a_subsidiary_its_parent() -> None:
    for seed in range(8):
        document = told(seed)
        full, alias = surfaces(document, "e1")
        assert full == f"株式会社{alias}"
        assert alias in ("北星工業", "Velarium")
        assert surfaces(document, "e4") == [f"{alias} EUROPE S.A."]


def test_a_family_name_follows_the_full_one() -> None:
    assert surfaces(told(0), "e3") == ["三枝玲", "三枝"]


def test_class_words_class_nouns_and_dates_stay() -> None:
    document = told(0)
    assert surfaces(document, "e6") == ["Neutronロケット"]
    assert surfaces(document, "e7") == ["月着陸船"]
    assert surfaces(document, "e8") == ["2027年"]
    assert re.fullmatch(r"ミッション [0-9]+", surfaces(document, "e5")[0])


def test_what_is_no_mention_stays_to_the_character() -> None:
    def between(document: Document) -> list[str]:
        places = [0, *(x for m in document.mentions for x in (m.start, m.end)), len(document.text)]
        return [document.text[a:b] for a, b in zip(places[::2], places[1::2], strict=True)]

    assert between(told(3)) == between(inline.loads(TEXT, id="x"))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_labels_of_the_corpus_survive_in_their_order(language: str) -> None:
    documents = formats.read_all(ROOT / "corpus/train" / language)[:10]
    names = load_names(ROOT / "corpus/names")
    for document in documents:
        other = swap(document, names, random.Random(1))
        assert [m.label for m in other.mentions] == [m.label for m in document.mentions]
        assert [m.entity for m in other.mentions] == [m.entity for m in document.mentions]


def test_the_same_seed_tells_the_same() -> None:
    document = inline.loads(TEXT, id="x")
    assert variants([document], NAMES, 3, 7) == variants([document], NAMES, 3, 7)
    assert len(variants([document], NAMES, 3, 7)) == 4


def test_name_tables_hold_no_name_of_the_seeds_alone() -> None:
    distinctive = ("ispace", "Telespazio", "ElevationSpace", "HAKUTO", "袴田", "Moonlight", "ELS-R")
    names = "\n".join(p.read_text("utf-8") for p in (ROOT / "corpus/names").glob("*.tsv"))
    assert [name for name in distinctive if name in names] == []
