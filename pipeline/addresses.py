"""Web and mail addresses: where they stand in a text. They hold no mentions (guidelines §2)."""

import re
from bisect import bisect_right
from collections.abc import Iterator

_MAIL = r"(?<![%A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+"
_URL = r"(?:https?://|mailto:|www\.)[!-~]+"
_EITHER = re.compile(rf"{_URL}|{_MAIL}")
_LINE = re.compile(rf"(?:{_URL})(?: {_MAIL})?|{_MAIL}")
# A host by its name alone: lower case, under a domain that is no ending of a file or firm.
_BARE = re.compile(
    r"(?<![\w@./%+-])[a-z0-9-]{2,63}(?:\.[a-z0-9-]{2,63}){0,3}"
    r"\.(?:com|org|net|int|edu|gov|info|space|aero|example|test|(?:co|or|go|ac|ne|com|gov|org)\.[a-z]{2}|"
    r"[a-z]{2})(?![\w@-]|\.\w)(?:/[!-~]*)?"
)
# What a sentence sets behind an address, and no address ends with.
_CLOSING = ")]>,;:.!?'\""


def find(text: str) -> Iterator[tuple[int, int]]:
    """The addresses of ``text``, in order, as half-open stretches of it."""
    for found in _EITHER.finditer(text):
        yield found.start(), found.start() + len(found.group().rstrip(_CLOSING))


def urls(text: str) -> list[str]:
    """The web addresses, each once, in order, those without ``http`` and ``www`` too."""
    found = [(start, text[start:end]) for start, end in find(text)]
    web = [(start, address) for start, address in found if address.startswith(("http", "www."))]
    bare = ((b.start(), b.group().rstrip(_CLOSING)) for b in _BARE.finditer(text))
    starts = [start for start, _ in found]
    apart = [(start, a) for start, a in bare if not _within(start, found, starts)]
    return list(dict.fromkeys(address for _, address in sorted([*web, *apart])))


def _within(place: int, found: list[tuple[int, str]], starts: list[int]) -> bool:
    """Whether one of the addresses ``found``, which begin at ``starts``, holds a place."""
    before = bisect_right(starts, place) - 1
    return before >= 0 and place < found[before][0] + len(found[before][1])


def mails(text: str) -> list[str]:
    """The mail addresses, each once, in order."""
    return list(dict.fromkeys(re.findall(_MAIL, text)))


def is_address(line: str) -> bool:
    """Whether a line is nothing but an address."""
    return _LINE.fullmatch(line) is not None
