"""How likely a Japanese and an English name are one: known names, class words, numbers, sound."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from kisha.pipeline import naming
from kisha.pipeline.linking.tables import (
    FILLERS,
    Ways,
    english_table,
    english_words,
    fold,
    known,
    segments,
    titles,
)
from kisha.pipeline.sound import sounds_like

_LONGEST = 120
# Two Latin spellings that differ are two names, unless a slip parts them; of a name that the table
# knows the English is known.
_OTHER_NAME = 0.7
# Of a name's weight a class word has half for each letter: what is its own tells it from others.
_CLASS_WEIGHT, _KANJI_WEIGHT, _LATIN_WEIGHT = 0.5, 2.0, 1.0
_LEAST_HEARD = 0.5
_MOST_WORDS = 3
_KANJI_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
_ORDINAL_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_NUMERALS = {word: str(n) for n, word in enumerate(_ORDINAL_WORDS, 1)}
_NUMERALS |= {"ii": "2", "iii": "3", "iv": "4"}


def numbers(text: str) -> tuple[str, ...]:
    """The numbers in a name, however they are written, sorted.

    >>> numbers("第二クリッパー丸"), numbers("Clipper Maru No. 2"), numbers("third unit")
    (('2',), ('2',), ('3',))
    """
    plain = re.sub(
        "第([一二三四五六七八九])|([一二三四五六七八九])(?=号)",
        lambda found: found[0].translate(_KANJI_DIGITS),
        fold(text).replace("初号", "1号"),
    )
    found = re.findall(r"[0-9]+", plain)
    # "First-Time Passengers" counts nothing.
    words = re.findall(r"[a-z]+(?![a-z-])", plain)
    found += [_NUMERALS[word] for word in words if word in _NUMERALS]
    return tuple(sorted(number.lstrip("0") or "0" for number in found))


@lru_cache(1 << 17)
def likeness(ja: str, en: str, label: str) -> float:
    """0 to 1: how well two surfaces of entities of one label explain each other.

    >>> likeness("雛菊工業大学", "Hinagiku Institute of Technology", "ORG") > 0.9
    True
    """
    ja, en = ja[:_LONGEST], en[:_LONGEST]
    if label == "PERSON":
        return _person(ja, en)
    if naming.core(ja, label) == naming.core(en, label):
        return 1.0
    if (name := known(ja)) is not None and name == known(en):
        return 1.0
    if label != "ORG" and numbers(ja) != numbers(en):
        return 0.0
    if _opens(ja, en) or _opens(en, ja):
        return 0.95
    alike = _composed(ja, en, label)
    if name is not None or (ja.isascii() and en.isascii()):
        return alike * _OTHER_NAME
    return alike


@lru_cache(1 << 14)
def titles_alike(ja: str, en: str) -> float:
    """0 to 1: the share of an English title's words that the Japanese title says too.

    >>> titles_alike("代表取締役社長", "President and Representative Director")
    1.0
    """
    plain = unicodedata.normalize("NFKC", ja[:_LONGEST])
    said = [titles()[word] for word in dict.fromkeys(english_words(en)) if word in titles()]
    return sum(bool(pattern.search(plain)) for pattern in said) / len(said) if said else 0.0


def _opens(short: str, long: str) -> bool:
    """Whether a Latin name is followed by a class noun alone: ``KITE``, ``KITE light trucks``."""
    if not short.isascii() or not long.isascii() or not long.startswith(f"{short} "):
        return False
    return long[len(short) :].islower()


def _person(ja: str, en: str) -> float:
    """Names in either order, part by part: the sure part must not carry a false one."""
    one = [part for part in re.split(r"[\s　・＝=]+", fold(ja)) if part]
    other = fold(en).split()
    if naming.folded(ja) == naming.folded(en) or sorted(one) == sorted(other):
        return 1.0
    orders = (other, other[::-1])
    whole = max(sounds_like("".join(one), "".join(order)) for order in orders)
    if len(one) != 2 or len(other) != 2:
        return whole
    parts = max((sounds_like(one[0], order[0]), sounds_like(one[1], order[1])) for order in orders)
    return max(whole, sum(parts) / 2) if min(parts) > 0.3 else (sum(parts) + whole) / 3


def _composed(ja: str, en: str, label: str) -> float:
    """The share of both names that class words translate and that sounds alike in the rest."""
    bare, plain = fold(ja), fold(en)
    if label == "ORG":
        bare, plain = fold(naming.without_legal_form(ja)), fold(naming.without_legal_form(en))
    free = [word for word in english_words(plain) if word not in FILLERS]
    translated, rest = segments(bare)
    covered_ja, covered_en, whole_ja = _translate(translated, free)
    runs = [run for run in rest if not run.isdigit()]
    free = [word for word in free if not word.isdigit()]
    whole_ja += sum(_KANJI_WEIGHT * len(run) for run in runs)
    whole_en = covered_en + sum(map(_weight, free))
    for run in sorted(runs, key=len, reverse=True):
        alike, first, last = _heard(run, free)
        if alike > _LEAST_HEARD:
            covered_ja += _KANJI_WEIGHT * len(run) * alike
            covered_en += alike * sum(map(len, free[first:last]))
            del free[first:last]
    if not whole_ja or not whole_en:
        return 0.0
    share_ja, share_en = min(covered_ja / whole_ja, 1.0), min(covered_en / whole_en, 1.0)
    return 2 * share_ja * share_en / (share_ja + share_en) if share_ja + share_en else 0.0


def _translate(found: Sequence[tuple[str, Ways]], free: list[str]) -> tuple[float, float, float]:
    """The weights of the words that are said in both names and of all; takes them from ``free``."""
    covered_ja = covered_en = whole = 0.0
    for source, ways in found:
        weight = _CLASS_WEIGHT * len(source)
        whole += weight
        used = _said(ways, free)
        covered_ja += weight if used else 0.0
        for word in used:
            free.remove(word)
            covered_en += _CLASS_WEIGHT * len(word)
    return covered_ja, covered_en, whole


def _weight(word: str) -> float:
    return (_CLASS_WEIGHT if word in english_table() else _LATIN_WEIGHT) * len(word)


def _said(ways: Ways, free: Sequence[str]) -> list[str]:
    """The words of ``free`` that say the longest of some ways to say something, or none."""
    for way in sorted(ways, key=len, reverse=True):
        used: list[str] = []
        for word in way:
            found = next((f for f in free if f not in used and _same_stem(word, f)), None)
            if found is None and word not in FILLERS:
                break
            used += [found] if found else []
        else:
            return used
    return []


def _same_stem(one: str, other: str) -> bool:
    """Whether two words differ by no more than an ending: utilisation, utilizing."""
    if one == other:
        return True
    short, long = sorted((one.replace("s", "z"), other.replace("s", "z")), key=len)
    size = min(len(short), max(5, len(short) - 2))
    return len(short) >= 4 and long[:size] == short[:size] and len(long) - len(short) <= 4


def _heard(run: str, words: Sequence[str]) -> tuple[float, int, int]:
    """How alike the words in a row that sound most like a run are, and their places."""
    heard = (
        (sounds_like(run, "".join(words[i:j])), i, j)
        for i in range(len(words))
        for j in range(i + 1, min(i + _MOST_WORDS, len(words)) + 1)
    )
    return max(heard, key=lambda found: found[0], default=(0.0, 0, 0))
