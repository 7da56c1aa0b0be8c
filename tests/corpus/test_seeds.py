"""The seeds are what they were on the first day, and the gold is theirs and without fault."""

import hashlib
import re
from pathlib import Path

import pytest

from kisha.corpus.check import check
from kisha.corpus.formats import brat

SHA256 = {
    "000_ec8533c08ffc973d": "f67dd6de093c6690b9dda8c77682eaf4bb8e99472e6e60d02220f2e29ed6c42d",
    "003_198ff30d36adf235": "3881fd5cd3b2bc0cb612e230b778db956e35651b00c9d7d8abf6dd9587d81668",
}
seeds = pytest.mark.parametrize("name", SHA256)


def test_there_are_no_others(root: Path) -> None:
    for folder in ("seeds", "corpus/gold"):
        assert {path.stem for path in (root / folder).glob("*.txt")} == set(SHA256)


@seeds
def test_a_seed_is_unchanged(name: str, root: Path) -> None:
    content = (root / "seeds" / f"{name}.txt").read_bytes()
    assert hashlib.sha256(content).hexdigest() == SHA256[name]
    assert SHA256[name] in (root / "seeds/README.md").read_text(encoding="utf-8")


@seeds
def test_the_text_of_the_gold_is_the_seed_byte_for_byte(name: str, root: Path) -> None:
    gold = (root / "corpus/gold" / f"{name}.txt").read_bytes()
    assert gold == (root / "seeds" / f"{name}.txt").read_bytes()


def test_the_gold_has_no_faults(root: Path) -> None:
    assert [str(fault) for fault in check(root / "corpus/gold") if not fault.hint] == []


@seeds
def test_the_gold_is_stored_as_it_would_be_written(name: str, root: Path) -> None:
    path = root / "corpus/gold" / f"{name}.ann"
    assert brat.dumps(brat.read(path)).encode() == path.read_bytes()


@seeds
def test_the_card_counts_what_is_there(name: str, root: Path) -> None:
    document = brat.read(root / "corpus/gold" / f"{name}.ann")
    card = (root / "corpus/gold/README.md").read_text(encoding="utf-8")
    row = re.search(rf"\| `{name}` \| (\d+) \| (\d+) \| (\d+) \|", card)
    assert row is not None
    parts = (document.mentions, document.entities, document.relations)
    assert tuple(map(int, row.groups())) == tuple(map(len, parts))
