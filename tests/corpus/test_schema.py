"""The code knows the labels, relations and date values of the guidelines, and no others."""

import re
from pathlib import Path

import pytest

from kisha.corpus.schema import LABELS, RELATIONS, is_date_value


@pytest.fixture(scope="module")
def sections(root: Path) -> dict[str, str]:
    """The sections of the guidelines by number."""
    text = (root / "corpus/GUIDELINES.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (\d)\. ", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_labels_are_those_of_the_guidelines(sections: dict[str, str]) -> None:
    assert re.findall(r"^\| `([A-Z]+)` \|", sections["2"], re.MULTILINE) == list(LABELS)


def test_relations_are_those_of_the_guidelines(sections: dict[str, str]) -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([A-Z].*?) [→—] ([A-Z]+)(.*?) \|", sections["5"], re.M)
    assert [row[0] for row in rows] == list(RELATIONS)
    for name, heads, tail, remark in rows:
        signature = RELATIONS[name]
        assert signature.heads == set(heads.split(" or "))
        assert signature.tails == {tail}
        assert signature.symmetric == ("symmetric" in remark)


def test_a_signature_has_a_direction() -> None:
    assert RELATIONS["FOUNDED_IN"].allows("ORG", "DATE")
    assert not RELATIONS["FOUNDED_IN"].allows("DATE", "ORG")
    assert RELATIONS["LAUNCHED_BY"].allows("MISSION", "VEHICLE")
    assert not RELATIONS["LAUNCHED_BY"].allows("VEHICLE", "MISSION")


def test_values_that_the_guidelines_name(sections: dict[str, str]) -> None:
    named = re.findall(r"`((?:FY)?\d{4}[-\dQH]*)`", sections["4"])
    assert len(named) >= 12
    assert [value for value in named if not is_date_value(value)] == []


@pytest.mark.parametrize(
    "value",
    ["2027", "2027-01", "2027-12-31", "2028-02-29", "2027-Q4", "2027-H1", "2027-21", "FY2026-Q1"],
)
def test_values(value: str) -> None:
    assert is_date_value(value)


@pytest.mark.parametrize(
    "value",
    [
        *(
            "",
            "27",
            "2027年",
            "2027/04",
            "2027-4",
            "2027-00",
            "2027-13",
            "2027-04-00",
            "2027-04-32",
        ),
        *("2027-04-1", "2027-Q0", "2027-Q5", "2027-H3", "2027-20", "2027-25", "2027-21-01"),
        *("FY27", "fy2027", "FY2027-04", "FY2027-H3", "2027-04-01\n", " 2027", "2027-04/2027-05"),
    ],
)
def test_no_values(value: str) -> None:
    assert not is_date_value(value)


@pytest.mark.parametrize("value", ["2027-02-29", "2027-02-30", "2027-06-31"])
def test_days_that_no_calendar_has(value: str) -> None:
    assert not is_date_value(value)


@pytest.mark.parametrize("value", ["２０２７", "２０２７-04", "FY２０２７", "2027-04-1２", "٢٠٢٧"])
def test_digits_copied_from_the_release(value: str) -> None:
    assert not is_date_value(value)
