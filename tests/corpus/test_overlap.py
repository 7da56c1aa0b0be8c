"""Texts told twice are found; texts of one's own are not."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kisha.corpus import Document
from kisha.corpus.check import check
from kisha.corpus.formats import brat, read_all
from kisha.corpus.overlap import RUN, copied, near_duplicates, runs, shared

LONG = (
    "株式会社アマツは、月着陸船ミズホの打ち上げを2027年12月に行うと発表した。"
    "打ち上げは種子島から、北星重工のロケットで行う。三枝社長は、長く待たせたと語った。"
)


def plain(text: str, id: str = "x") -> Document:
    return Document(id, text, "ja")


def test_a_release_with_a_few_words_changed_is_a_near_duplicate() -> None:
    changed = LONG.replace("2027年12月", "2028年1月").replace("三枝", "袴塚")
    other = "夏の庭で開く市民の音楽会には、近隣の学校からも多くの合唱団が参加する予定です。" * 2
    ((first, second, share),) = near_duplicates([plain(LONG), plain(other), plain(changed)])
    assert (first, second) == (0, 2)
    assert 0.5 < share < 1


def test_no_document_of_the_corpus_is_told_twice(root: Path) -> None:
    assert near_duplicates(read_all(root / "corpus")) == []


@given(st.lists(st.text(max_size=30), max_size=6))
def test_texts_without_letters_or_alike_are_no_obstacle(texts: list[str]) -> None:
    for first, second, share in near_duplicates([plain(text) for text in texts]):
        assert first < second
        assert "".join(texts[first].split())
        assert 0.5 <= share <= 1


def test_a_copied_run_is_found_through_line_breaks() -> None:
    known = runs([plain(LONG)])
    assert copied(plain("\n\n".join(LONG[:60])), known) == LONG[:RUN]
    assert copied(plain(LONG[: RUN - 1]), known) is None


def test_check_tells_a_copy_across_splits_and_a_duplicate(tmp_path: Path) -> None:
    brat.write(plain(LONG, "a"), tmp_path / "dev")
    brat.write(plain(f"別の表題のもとで、同じ文を写す。{LONG[:RUN]}", "b"), tmp_path / "train")
    brat.write(plain(f"{LONG}以上", "c"), tmp_path / "dev")
    messages = sorted(fault.message for fault in check(tmp_path))
    assert len(messages) == 2
    assert messages[0].startswith("nearly the same text as")
    assert messages[1].startswith(f"shares {RUN} characters with dev: '株式会社アマツ")


def test_shared_runs_leave_names_out(markup: object) -> None:
    texts = [
        "[アマツ](ORG e1)は[ミズホ](VEHICLE e2)を種子島から打ち上げた",
        "[北星](ORG e1)は[ウズメ](VEHICLE e2)を種子島から打ち上げた",
        "[南星](ORG e1)は夏の市民音楽会に協賛することを決めた",
    ]
    documents = [markup(text) for text in texts]  # type: ignore[operator]
    part = shared(documents)
    assert part is not None
    assert 0.3 < part < 0.7
    assert shared(documents[:1]) == 0
    assert shared([]) is None
