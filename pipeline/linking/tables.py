"""The tables that linking reads: words and names in both languages, words for craft, titles.

Also how names are folded for them: lower case, plain width, Latin letters without accents.
"""

import csv
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from kisha.pipeline import naming

Ways = tuple[tuple[str, ...], ...]
"""The ways to say something in English, each by its words."""

FILLERS = frozenset((
    "a", "ag", "an", "and", "at", "by", "co", "company", "corp", "corporation", "da", "das", "de",
    "del", "der", "des", "di", "die", "du", "e", "for", "from", "gk", "gmbh", "in", "inc", "kk",
    "la", "le", "limited", "llc", "ltd", "no", "of", "on", "plc", "the", "to", "und", "unit",
    "with", "y",
))  # fmt: skip
"""English words that say nothing of which name it is."""

_LONGEST_WORD = 12
_SHORTEST_ACRONYM = 4
_JAPANESE = re.compile("[ぁ-ヿ一-龠々]")
_ACCENTED = re.compile("[À-ɏḀ-ỿ]")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d"})
_KANA_GLUE = re.compile(
    "(?<=[一-龠])[のにをはが](?=[一-龠])|^[のにをはがで]{1,9}|(?<![のにをはがで])[のにをはがで]{1,9}$"
)


def fold(text: str) -> str:
    """Lower case, plain width, Latin letters without accents; kana keep their marks."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if plain.isascii():
        return plain
    bare = _ACCENTED.sub(lambda found: unicodedata.normalize("NFKD", found[0])[0], plain)
    return bare.translate(_LETTERS)


def english_words(text: str) -> list[str]:
    """The lower-case words and numbers of ``text``, without accents or possessives."""
    return re.findall(r"[a-z]+|[0-9]+", re.sub(r"['’]s?\b", "", fold(text)))


@cache
def words() -> dict[str, Ways]:
    """The English ways of each Japanese word of organisations, programmes and craft."""
    return {
        fold(ja): tuple(tuple(english_words(way)) for way in ways)
        for ja, ways in _rows("words.tsv", ";")
    }


@cache
def titles() -> dict[str, re.Pattern[str]]:
    """For an English word of titles, what a Japanese title of its meaning holds."""
    return {en: re.compile("|".join(map(re.escape, ways))) for en, ways in _rows("titles.tsv", "|")}


@cache
def craft_words(kind: str) -> frozenset[str]:
    """Words for classes of craft: ``noun``, what stands ``before`` one, and ``acronym``."""
    return frozenset(word for key, (word,) in _rows("craft.tsv", "\n") if key == kind)


def known(name: str) -> str | None:
    """What stands for a name that the table of known names holds, alike in both languages."""
    return _names().get(naming.core(name, "ORG"))


@lru_cache(1 << 14)
def is_word(text: str) -> bool:
    """Whether ``text`` is made of class words alone, in either language.

    >>> is_word("宇宙航空"), is_word("ミズグモ"), is_word("transport")
    (True, False, True)
    """
    folded = fold(text)
    if _JAPANESE.search(folded):
        return not segments(folded)[1]
    return all(word in english_table() or word in FILLERS for word in english_words(folded))


@cache
def english_table() -> frozenset[str]:
    """The English words of the table."""
    return frozenset(word for ways in words().values() for way in ways for word in way)


@lru_cache(1 << 14)
def segments(text: str) -> tuple[tuple[tuple[str, Ways], ...], tuple[str, ...]]:
    """The words of the table in a folded Japanese name, the longest first, and what is between.

    >>> [word for word, _ in segments("雛菊工業大学")[0]], segments("雛菊工業大学")[1]
    (['工業大学'], ('雛菊',))
    """
    found: list[tuple[str, Ways]] = []
    rest, i = "", 0
    while i < len(text):
        word = _word_at(text, i)
        if word:
            found.append((word, words()[word]))
        rest += " " if word else text[i]
        i += len(word) or 1
    return tuple(found), tuple(_runs(rest))


def _word_at(text: str, start: int) -> str:
    for size in range(min(_LONGEST_WORD, len(text) - start), 0, -1):
        piece = text[start : start + size]
        # One kanji is a class word only at the end of a name: 市 in 三崎市, not in 市川.
        whole = size > 1 or 0 < start == len(text) - 1
        if whole and piece in words():
            return piece
    return ""


def _runs(rest: str) -> list[str]:
    """The pieces of what is left, particles between kanji left out, Latin and digits apart."""
    runs: list[str] = []
    for piece in re.split(r"[\s・＝=「」『』（）()／/,、&.-]+", rest):
        for part in _KANA_GLUE.sub(" ", piece).split():
            runs += re.findall(r"[a-z]+|[0-9]+|[^a-z0-9\W]+", part)
    return runs


@cache
def _names() -> dict[str, str]:
    """The key of each known name, its Japanese one, by every way in which it is written."""
    found: dict[str, str] = {}
    for ja, ways in _rows("names.tsv", ";"):
        key = naming.core(ja, "ORG")
        for way in (ja, *ways):
            # Short acronyms have many owners.
            if not way.isupper() or len(way) >= _SHORTEST_ACRONYM:
                found.setdefault(naming.core(way, "ORG"), key)
    return found


def _rows(name: str, separator: str) -> list[tuple[str, tuple[str, ...]]]:
    """The rows of a table of two columns, the second of several values."""
    text = files("kisha.pipeline.linking").joinpath(name).read_text("utf-8")
    rows = csv.reader(text.splitlines()[1:], delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(first, tuple(second.split(separator))) for first, second in rows]
