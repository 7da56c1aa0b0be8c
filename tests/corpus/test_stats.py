"""Counts, folder by folder."""

from pathlib import Path

from kisha.corpus.formats import brat, inline
from kisha.corpus.stats import stats

TEXT = "[アマツ](ORG e1)と[北星](ORG e2)は[ウズメ](VEHICLE e3)を\n--- facts ---\ne1 PARTNERS_WITH e2\ne1 DEVELOPS e3\n"


def test_each_folder_is_counted_by_itself(tmp_path: Path) -> None:
    for folder, name in (("ja", "a"), ("ja", "b"), ("ja/old", "c")):
        brat.write(inline.loads(TEXT, id=name), tmp_path / folder)
    here, below = stats(tmp_path)
    assert (here.folder.name, here.documents, here.entities, here.characters) == ("ja", 2, 6, 22)
    assert here.labels == {"ORG": 4, "VEHICLE": 2}
    assert here.facts == {"PARTNERS_WITH": 2, "DEVELOPS": 2}
    assert below.documents == 1
