"""What trains and tunes the models holds nothing of the seeds, and each side nothing of the other.

Documents are compared without white space, so that line breaks of a page hide nothing.
"""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from kisha.corpus import LABELS, RELATIONS, Document
from kisha.corpus.check import check
from kisha.corpus.formats import read_all
from kisha.corpus.overlap import copied, runs
from kisha.corpus.stats import issuer, variety

# Agencies are named in the releases of many, and are the issuer of none; what every university and
# city calls itself is no name.
NO_ISSUERS = {
    "JAXA",
    "宇宙航空研究開発機構",
    "University",
    "Institute",
    "Agency",
    "City",
    "市",
    "県",
    "町",
}


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
    seeds = runs(Document("seed", text, "ja") for text in seed_texts)
    assert len(seeds) > 1000
    found = {document.id: copied(document, seeds) for document in [*train, *dev]}
    assert {id: run for id, run in found.items() if run} == {}


def test_training_and_dev_share_no_document(train: list[Document], dev: list[Document]) -> None:
    counts = Counter(document.id for document in [*train, *dev])
    assert [id for id, count in counts.items() if count > 1] == []
    trained = runs(train, names=False)
    assert [document.id for document in dev if copied(document, trained, names=False)] == []


def test_training_and_dev_share_no_issuer(train: list[Document], dev: list[Document]) -> None:
    trained = set().union(*map(issuer, train))
    shared = {document.id: issuer(document) & trained - NO_ISSUERS for document in dev}
    assert {id: names for id, names in shared.items() if names} == {}


def test_every_fifth_row_of_the_first_part_of_the_plan_is_for_dev(
    train: list[Document], dev: list[Document], root: Path
) -> None:
    plan = (root / "corpus/train/PLAN.md").read_text(encoding="utf-8")
    planned = set(re.findall(r"^\| ((?:ja|en)-\d{4}) \|", plan, re.MULTILINE))
    assert {document.id for document in [*train, *dev]} == planned

    def is_for_dev(id: str) -> bool:
        number = int(id[3:])
        return number % 5 == 0 and number <= {"ja": 300, "en": 200}[id[:2]]

    assert [document.id for document in dev if not is_for_dev(document.id)] == []
    assert [document.id for document in train if is_for_dev(document.id)] == []


def test_both_tellings_of_a_pair_are_on_one_side(
    train: list[Document], dev: list[Document], root: Path
) -> None:
    sides = [{document.id for document in side} for side in (train, dev)]
    with (root / "corpus/pairs.tsv").open(encoding="utf-8", newline="") as file:
        pairs = [(row["ja"], row["en"]) for row in csv.DictReader(file, delimiter="\t")]
    assert pairs
    for japanese, english in pairs:
        assert any({japanese, english} <= side for side in sides), (japanese, english)


def test_documents_are_unlike_one_another(train: list[Document], dev: list[Document]) -> None:
    for part in variety([*train, *dev]):
        assert part.shared_runs is not None
        assert part.shared_runs <= 0.15


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
