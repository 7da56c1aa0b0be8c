"""The labels and relations of the annotation guidelines: their one place in code."""

import re
from dataclasses import dataclass
from datetime import date

LABELS = ("ORG", "PERSON", "ROLE", "VEHICLE", "DATE", "MISSION")


@dataclass(frozen=True, slots=True)
class Signature:
    """Which labels a relation joins; a symmetric relation is given once, in either order."""

    heads: frozenset[str]
    tails: frozenset[str]
    symmetric: bool = False

    def allows(self, head: str, tail: str) -> bool:
        """Whether the relation may go from an entity labelled ``head`` to one labelled ``tail``."""
        return head in self.heads and tail in self.tails


def _signature(heads: str, tails: str, *, symmetric: bool = False) -> Signature:
    return Signature(frozenset(heads.split()), frozenset(tails.split()), symmetric)


RELATIONS: dict[str, Signature] = {
    "HOLDS_ROLE": _signature("PERSON", "ROLE"),
    "AFFILIATED_WITH": _signature("PERSON", "ORG"),
    "PARTNERS_WITH": _signature("ORG", "ORG", symmetric=True),
    "OWNS": _signature("ORG", "ORG"),
    "DEVELOPS": _signature("ORG", "VEHICLE"),
    "LAUNCH_DATE": _signature("VEHICLE MISSION", "DATE"),
    "LAUNCHED_BY": _signature("VEHICLE MISSION", "VEHICLE"),
    "FOUNDED_IN": _signature("ORG", "DATE"),
    "PARTICIPATES_IN": _signature("ORG", "MISSION"),
    "FLIES_ON": _signature("VEHICLE", "MISSION"),
}

_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = re.compile(rf"[0-9]{{4}}-{_MONTH}-[0-9]{{2}}")
_PERIOD = re.compile(
    rf"[0-9]{{4}}(?:-{_MONTH}|-Q[1-4]|-H[12]|-2[1-4])?|FY[0-9]{{4}}(?:-(?:Q[1-4]|H[12]))?"
)


def is_day(value: str | None) -> bool:
    """Whether a date value is that of a single day."""
    return value is not None and _DAY.fullmatch(value) is not None


def is_date_value(value: str) -> bool:
    """Whether ``value`` is written as guidelines §4 say: EDTF, and ``FY2025-Q2`` and its like.

    >>> is_date_value("2025-09-30"), is_date_value("2022-24"), is_date_value("2025-02-30")
    (True, True, False)
    """
    if not is_day(value):
        return _PERIOD.fullmatch(value) is not None
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
