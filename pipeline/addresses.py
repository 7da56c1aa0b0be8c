"""Web and mail addresses: where they stand in a text. They hold no mentions (guidelines §2)."""

import re
from collections.abc import Iterator

_MAIL = r"(?<![%A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+"
_URL = r"(?:https?://|mailto:|www\.)[!-~]+"
_EITHER = re.compile(rf"{_URL}|{_MAIL}")
_LINE = re.compile(rf"(?:{_URL})(?: {_MAIL})?|{_MAIL}")
# What a sentence sets behind an address, and no address ends with.
_CLOSING = ")]>,;:.!?'\""


def find(text: str) -> Iterator[tuple[int, int]]:
    """The addresses of ``text``, in order, as half-open stretches of it."""
    for found in _EITHER.finditer(text):
        yield found.start(), found.start() + len(found.group().rstrip(_CLOSING))


def urls(text: str) -> list[str]:
    """The web addresses, each once, in order."""
    found = (text[start:end] for start, end in find(text))
    return list(dict.fromkeys(a for a in found if a.startswith(("http", "www."))))


def mails(text: str) -> list[str]:
    """The mail addresses, each once, in order."""
    return list(dict.fromkeys(re.findall(_MAIL, text)))


def is_address(line: str) -> bool:
    """Whether a line is nothing but an address."""
    return _LINE.fullmatch(line) is not None
