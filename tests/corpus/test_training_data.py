"""What trains and tunes the models holds nothing of the seeds, and each side nothing of the other.

Documents are compared without white space, so that line breaks of a page hide nothing.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from kisha.corpus import LABELS, RELATIONS, Document
from kisha.corpus.check import check
from kisha.corpus.formats import read_all

RUN = 40
# Agencies are named in the releases of many; they are the issuer of none.
AGENCIES = {"JAXA", "宇宙航空研究開発機構"}


def runs(text: str) -> set[str]:
    """Every stretch of ``RUN`` characters, white space removed."""
    solid = "".join(text.split())
    return {solid[i : i + RUN] for i in range(len(solid) - RUN + 1)}


@pytest.fixture(scope="module")
def train(root: Path) -> list[Document]:
    return read_all(root / "corpus/train")


@pytest.fixture(scope="module")
def dev(root: Path) -> list[Document]:
    return read_all(root / "corpus/dev")


@pytest.fixture(scope="module")
def seed_texts(root: Path) -> list[str]:
    return [path.read_bytes().decode() for path in sorted((root / "seeds").glob("*.txt"))]


def test_no_document_shares_a_run_with_a_seed(
    train: list[Document], dev: list[Document], seed_texts: list[str]
) -> None:
    seeds = set().union(*map(runs, seed_texts))
    assert len(seeds) > 1000
    shared = {document.id: runs(document.text) & seeds for document in [*train, *dev]}
    assert {id: sorted(found)[:1] for id, found in shared.items() if found} == {}


def test_a_shared_run_is_seen_through_the_line_breaks_of_a_page(seed_texts: list[str]) -> None:
    solid = "".join(seed_texts[0].split())[200 : 200 + RUN]
    rewrapped = "\u3000\r\n\n".join((solid[:7], solid[7:23], solid[23:]))
    assert runs(f"表題{rewrapped}以上") & runs(seed_texts[0])
    assert not runs(f"表題{rewrapped[:-1]}") & runs(seed_texts[0])


def test_training_and_dev_share_no_document(train: list[Document], dev: list[Document]) -> None:
    counts = Counter(document.id for document in [*train, *dev])
    assert [id for id, count in counts.items() if count > 1] == []
    trained = set().union(*(runs(document.text) for document in train))
    assert [document.id for document in dev if runs(document.text) & trained] == []


def test_training_and_dev_share_no_issuer(train: list[Document], dev: list[Document]) -> None:
    trained = set().union(*map(_issuer, train))
    shared = {document.id: _issuer(document) & trained - AGENCIES for document in dev}
    assert {id: names for id, names in shared.items() if names} == {}


def test_every_fifth_document_of_the_plan_is_for_dev(
    train: list[Document], dev: list[Document], root: Path
) -> None:
    plan = (root / "corpus/train/PLAN.md").read_text(encoding="utf-8")
    planned = set(re.findall(r"^\| ((?:ja|en)-\d{4}) \|", plan, re.MULTILINE))
    assert {document.id for document in [*train, *dev]} <= planned
    assert [document.id for document in dev if int(document.id[3:]) % 5] == []
    assert [document.id for document in train if int(document.id[3:]) % 5 == 0] == []


@pytest.mark.parametrize("side", ["train", "dev"])
def test_no_document_has_a_fault(side: str, root: Path) -> None:
    assert [str(fault) for fault in check(root / "corpus" / side) if not fault.hint] == []


@pytest.mark.parametrize("side", ["train", "dev"])
def test_each_language_has_its_folder(side: str, root: Path) -> None:
    for language in ("ja", "en"):
        documents = read_all(root / "corpus" / side / language)
        assert {document.language for document in documents} == {language}
        assert {document.id[:2] for document in documents} == {language}


def test_every_label_and_relation_can_be_learnt_and_tuned(
    train: list[Document], dev: list[Document]
) -> None:
    for documents in (train, dev):
        assert {m.label for d in documents for m in d.mentions} == set(LABELS)
        assert {r.type for d in documents for r in d.relations} == set(RELATIONS)


def _issuer(document: Document) -> set[str]:
    """The names of the organisation that a release names most often."""
    counts = Counter(m.entity for m in document.mentions if m.label == "ORG")
    return {m.text for id, _ in counts.most_common(1) for m in document.mentions_of(id)}
