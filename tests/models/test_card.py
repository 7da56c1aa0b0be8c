"""The figures of a card: thresholds, novelty, and the picture."""

from pathlib import Path

import pytest

from kisha.corpus import Document
from kisha.corpus.document import Span, build
from kisha.corpus.formats import inline
from kisha.evaluation import Score
from kisha.models import card as cards
from kisha.models.novelty import by_novelty, seen
from kisha.pipeline.uncertain import first, least, likely_wrong


def read(marked: str, id: str = "x") -> Document:
    return inline.loads(f"{marked}\n--- facts ---\n", id=id)


GOLD = read("[北星工業](ORG e1)の[ミズホ](VEHICLE e2)と[着陸船](VEHICLE e3)、[2027年](DATE e4)。")
FOUND = read(
    "[北星工業](ORG e1 ~0.9)の[ミズホ](VEHICLE e2 ~0.4)と着[陸船](VEHICLE e3 ~0.6)、[2027年](DATE e4)。"
)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    (tmp_path / "names.tsv").write_text("name\tkind\tnote\nミズホ\tlander\t\n", "utf-8")
    return tmp_path


def test_a_card(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "predict", lambda document, models: FOUND)
    known = seen([read("別の[北斗](ORG e1)の記事")], tables)
    found = cards.card([GOLD], lambda language: None, known)  # type: ignore[arg-type,return-value]
    assert found.scores["mentions"] == Score(3, 4, 4)
    assert found.thresholds[0.5] == Score(2, 3, 4)
    assert found.thresholds[0.95] == Score(1, 1, 4)
    assert found.intervals["mentions"] is None
    assert found.seen["VEHICLE"] == Score(1, 0, 1), "in the tables"
    assert found.unseen["VEHICLE"] == Score(), "着陸船 is no name"
    assert found.unseen["ORG"] == Score(1, 0, 1)
    assert [(part.count, part.right) for part in found.bins] == [(1, 1), (1, 0), (2, 1)]
    cards.chart(found, tables / "card.svg", title="test")
    assert "<svg" in (tables / "card.svg").read_text("utf-8")


def test_a_name_is_seen_by_its_core(tables: Path) -> None:
    known = seen([read("[アマツ](ORG e1)の話")], tables)
    gold = read("[株式会社アマツ](ORG e1)と[テングル](ORG e2)")
    old, new = by_novelty([(gold, gold)], known)
    assert (old["ORG"], new["ORG"]) == (Score(1, 0, 1), Score(1, 0, 1))


def test_a_latin_name_is_seen_as_words_alone(tables: Path) -> None:
    known = seen(
        [build("x", "A celebration of disorientation by Ion Orient", language="en", spans=[])],
        tables,
    )
    assert "Ion Orient" in known
    assert "Orient" in known
    assert "Celeb" not in known
    assert "of Ion" not in known


def test_the_least_certain_document_comes_first() -> None:
    def sure(id: str, *scores: float) -> Document:
        spans = [Span(n, n + 1, "ORG", str(n), score) for n, score in enumerate(scores)]
        return build(id, "甲乙丙", language="ja", spans=spans)

    sureness = [sure("a", 0.99), sure("b", 0.9, 0.3), sure("c")]
    assert [document.id for document in first(sureness)] == ["b", "a", "c"]
    assert likely_wrong(sureness[1]) == pytest.approx(0.8)
    assert getattr(least(sureness[1]), "score", None) == 0.3
    assert least(sureness[2]) is None
