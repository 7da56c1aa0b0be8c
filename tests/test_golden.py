"""How the seeds read once their pages are undone: paragraphs, kinds and languages, as files.

``make golden`` rewrites the files; look at the difference before you commit it.
"""

from pathlib import Path

import pytest

from kisha.pipeline import read
from kisha.pipeline.blocks import classify
from kisha.pipeline.layout import restore

ROOT = Path(__file__).parents[1]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def page(path: Path) -> str:
    text = restore(read(path).text).text
    lines = (f"{b.kind}\t{b.language}\t{text[b.start : b.end]}" for b in classify(text))
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_seed_reads_as_its_golden_file_says(path: Path, request: pytest.FixtureRequest) -> None:
    golden = ROOT / "tests/golden" / path.name
    if request.config.getoption("--regenerate"):
        golden.write_text(page(path), "utf-8")
        pytest.fail(
            f"{golden.name} was rewritten: look at the difference, then run without --regenerate"
        )
    assert page(path) == golden.read_text("utf-8")
