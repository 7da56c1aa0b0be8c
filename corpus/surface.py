"""How text that a page broke is read: which white space is the page's and which the writer's.

The rules look only at a gap of white space and its two neighbours, so that a mention cut out of
the source reads the same as it does within the restored text.
"""

import re
import unicodedata
from collections.abc import Iterator

_SPACE = r"[ \t\u00a0\u2000-\u200b\u202f\u3000\x0b\x0c\r\n]"
_GAP = re.compile(_SPACE + "+")
_HYPHENS = "-\u00ad\u2010"
_BREAK = re.compile(r"[\r\n\x0b\x0c]")


def is_japanese(char: str) -> bool:
    """Whether ``char`` is set solid as Japanese is: kana, kanji, and full-width forms."""
    if char < "\u2e80":
        return False
    return unicodedata.east_asian_width(char) in "WFH" and not ("\uac00" <= char <= "\ud7a3")


def is_word(char: str) -> bool:
    """Whether ``char`` is a letter or digit of a script that parts words by spaces."""
    return char.isalnum() and not is_japanese(char)


def gap(left: str, right: str, *, broken: bool) -> str:
    """What stands between two characters once the page's white space is gone: ``""`` or ``" "``.

    Args:
        left: the character before the gap.
        right: the character after the gap.
        broken: whether the gap holds a line break.
    """
    japanese = is_japanese(left), is_japanese(right)
    if all(japanese):
        return "" if broken else " "
    # Between Japanese and Latin, typesetters put air; writers mean nothing by it.
    return "" if any(japanese) else " "


def edits(text: str) -> Iterator[tuple[int, int, str]]:
    """The replacements that restore ``text``: ``(start, end, replacement)``, in order.

    Offsets are half-open code points into ``text``. White space at either end is left alone:
    it has no neighbour to judge by.
    """
    for found in _GAP.finditer(text):
        start, end = found.span()
        if start == 0 or end == len(text):
            continue
        broken = _BREAK.search(found.group()) is not None
        if broken and _breaks_word(text, start, end):
            soft = text[start - 2].islower() and text[end].islower()
            yield start - soft, end, ""
            continue
        replacement = gap(text[start - 1], text[end], broken=broken)
        if replacement != found.group():
            yield start, end, replacement


def restore(text: str) -> str:
    """``text`` as its writer wrote it, on one line.

    >>> restore("月着\\n\\n陸船"), restore("株式会社 ispace"), restore("Team Draper\\nMission 1")
    ('月着陸船', '株式会社ispace', 'Team Draper Mission 1')
    """
    pieces, last = [], 0
    for start, end, replacement in edits(text):
        pieces += text[last:start], replacement
        last = end
    return "".join([*pieces, text[last:]]).strip()


def _breaks_word(text: str, start: int, end: int) -> bool:
    """Whether the line break ``start:end`` follows a hyphen inside a word.

    Between small letters (``navi-⏎gation``) the hyphen is the page's and goes with the break;
    elsewhere (``COSMO-⏎SkyMed``, ``mid-⏎2027``) it is the name's and stays.
    """
    return text[start - 1] in _HYPHENS and start >= 2 and is_word(text[start - 2]) and is_word(text[end])
