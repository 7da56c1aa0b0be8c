"""The telephone numbers at which a release may be asked, in the shapes that countries write."""

import re
import unicodedata
from collections.abc import Iterator

_DIGIT = "[0-9０-９]"
_STRETCH = re.compile(
    rf"(?<![0-9０-９+＋./-])[+＋]?[(（]?{_DIGIT}(?:{_DIGIT}|[ .()（）‐‑–—－-]){{6,20}}{_DIGIT}"
    "(?![A-Za-z])"
)
_SAID = re.compile(
    r"(?:\b(?:tel|phone|telephone|mobile|cell|call|hotline|t|ph)|電話(?:番号)?|☎|℡|直通)"
    r"\s?[.：:]?\s?$",
    re.IGNORECASE,
)
_FAX = re.compile(r"(?:fax|ファ(?:ック|ク)ス|\bf)\s?(?:番号)?\s?[.：:]?\s?$", re.IGNORECASE)
_SHAPES = re.compile(
    r"\+[0-9][0-9 .()-]+"
    r"|0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}|0[0-9]{1,4}\([0-9]{1,4}\)[0-9]{3,4}"  # 03(0000)0000
    r"|\(0[0-9]{1,4}\) ?[0-9]{1,4}[- ][0-9]{3,4}"
    r"|0[1-9][0-9]{0,3}(?: [0-9]{3,4}){1,2}|0[1-9][0-9]{2,3} [0-9]{5,6}"
    r"|(?:1[-. ])?(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[-.])[0-9]{3}[-.][0-9]{4}"  # (509) 555-0168
)
_DASHES = re.compile("[‐‑–—－]")
_BEFORE = 12
_FEWEST, _MOST = 8, 15


def phones(text: str) -> Iterator[str]:
    """The telephone numbers of a text as they stand there, fax numbers left out."""
    for found in _STRETCH.finditer(text):
        start, said = found.start(), _balanced(found.group())
        before = text[max(0, start - _BEFORE) : start]
        number = _DASHES.sub("-", unicodedata.normalize("NFKC", said))
        enough = _FEWEST <= sum(map(str.isdigit, number)) <= _MOST
        told = _SAID.search(before)
        shaped = _SHAPES.fullmatch(number) and not (before[-1:].isascii() and before[-1:].isalpha())
        if enough and (told or shaped) and not _FAX.search(before):
            yield said


def _balanced(number: str) -> str:
    """A number without a bracket that it stands in, or that opens behind it: ``(9:00-17:00)``."""
    opened = [place for place, char in enumerate(number) if char in "(（"]
    if len(opened) <= sum(char in ")）" for char in number):
        return number
    return number[1:] if opened[0] == 0 else number[: opened[-1]].rstrip()
