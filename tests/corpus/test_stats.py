"""Counts, folder by folder."""

from collections.abc import Callable
from pathlib import Path

from kisha.corpus import Document
from kisha.corpus.chart import chart
from kisha.corpus.formats import brat, inline
from kisha.corpus.stats import by_folder, issuer, stats, variety

TEXT = "[アマツ](ORG e1)と[北星](ORG e2)は[ウズメ](VEHICLE e3)を\n--- facts ---\ne1 PARTNERS_WITH e2\ne1 DEVELOPS e3\n"


def test_each_folder_is_counted_by_itself(tmp_path: Path) -> None:
    for folder, name in (("ja", "a"), ("ja", "b"), ("ja/old", "c")):
        brat.write(inline.loads(TEXT, id=name), tmp_path / folder)
    here, below = stats(by_folder(tmp_path))
    assert (here.folder.name, here.documents, here.entities, here.characters) == ("ja", 2, 6, 22)
    assert here.labels == {"ORG": 4, "VEHICLE": 2}
    assert here.facts == {"PARTNERS_WITH": 2, "DEVELOPS": 2}
    assert below.documents == 1


def test_variety_counts_issuers_and_what_is_short_of_a_label(
    markup: Callable[..., Document],
) -> None:
    rich = "".join(
        f"[{name}{n}]({label} e{place}{n})と"
        for n in (1, 2)
        for place, (label, name) in enumerate(
            [
                ("ORG", "社"),
                ("PERSON", "人"),
                ("ROLE", "長"),
                ("VEHICLE", "船"),
                ("DATE", "日"),
                ("MISSION", "計"),
            ]
        )
    )
    documents = [
        markup("[アマツ](ORG e1)は[アマツ](ORG e1)と[北星](ORG e2)に月着陸船を納める", id="a"),
        markup("[アマツ](ORG e1)は夏の音楽会を開くことにした", id="b"),
        markup(rich, id="c"),
        markup("[Amatsu](ORG e1) will open an office in Turin next spring", id="d"),
    ]
    english, japanese = variety(documents)
    assert (english.language, english.documents, english.issuers) == ("en", 1, 1)
    assert (japanese.documents, japanese.issuers, japanese.few) == (3, 2, 2)
    assert japanese.shared_runs == 0


def test_the_issuer_is_whom_a_release_names_most(markup: Callable[..., Document]) -> None:
    text = "[JAXA](ORG e1)の公募に[株式会社アマツ](ORG e2)が選ばれ、[アマツ](ORG e2)は"
    assert issuer(markup(text)) == {"株式会社アマツ", "アマツ"}
    assert issuer(markup("本日は晴天なり")) == set()


def test_a_chart_is_drawn_and_the_same_again(tmp_path: Path) -> None:
    for folder in ("train/ja", "dev/ja"):
        brat.write(inline.loads(TEXT, id="a"), tmp_path / "corpus" / folder)
    for name in ("one.svg", "two.svg"):
        chart(by_folder(tmp_path / "corpus"), tmp_path / name)
    drawn = (tmp_path / "one.svg").read_text("utf-8")
    assert drawn == (tmp_path / "two.svg").read_text("utf-8")
    assert drawn.count("<path") > 20
