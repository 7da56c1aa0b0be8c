"""The records of releases as rows: what each field means stands in ``RECORDS.md``."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kisha.corpus.document import Release

FIELDS = (
    "title",
    "date",
    "issuer",
    "party",
    "agreement",
    "securities_code",
    "place",
    "contact",
    "url",
    "spokesperson",
)
OF_ENTITIES = frozenset({"issuer", "party", "securities_code", "spokesperson"})
_COLUMNS = ["document", "field", "value"]


class Row(NamedTuple):
    """A value of a field; ``entity`` is the name or id of the organisation or person, if any.

    The value of a securities code is the code, of other fields of entities empty.
    """

    field: str
    value: str = ""
    entity: str = ""


def rows(release: Release | None) -> Iterator[Row]:
    """The values of a record, field by field, entities by their ids."""
    if release is None:
        return
    yield from (Row("title", release.title) for _ in range(1) if release.title is not None)
    yield from (Row("date", release.date) for _ in range(1) if release.date is not None)
    yield from (Row("issuer", entity=id) for id in release.issuers)
    yield from (Row("party", entity=id) for id in release.parties)
    yield from (Row("agreement", code) for code in release.agreements)
    for id, code in release.securities_codes.items():
        yield Row("securities_code", code, id)
    yield from (Row("place", place) for place in release.places)
    yield from (Row("contact", contact) for contact in release.contacts)
    yield from (Row("url", url) for url in release.urls)
    yield from (Row("spokesperson", entity=id) for id in release.spokespersons)


def read(path: Path) -> dict[str, list[Row]]:
    """The rows of a table ``document``, ``field``, ``value`` by document, entities by name.

    A securities code stands there as ``ORGANISATION=CODE``.

    Raises:
        ValueError: other columns, or a field that is none of ``FIELDS``; with the line.
    """
    records: dict[str, list[Row]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if next(reader, None) != _COLUMNS:
            raise ValueError(f"{path}: the columns are not {', '.join(_COLUMNS)}")
        for cells in reader:
            if len(cells) != len(_COLUMNS) or cells[1] not in FIELDS or not cells[2]:
                raise ValueError(f"{path}:{reader.line_num}: no field of a record: {cells}")
            records[cells[0]].append(_row(cells[1], cells[2]))
    return dict(records)


def _row(field: str, value: str) -> Row:
    if field not in OF_ENTITIES:
        return Row(field, value)
    name, parted, code = value.rpartition("=") if field == "securities_code" else (value, "", "")
    return Row(field, code, name) if parted or field != "securities_code" else Row(field, value)
