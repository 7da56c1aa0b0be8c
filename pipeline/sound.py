"""How alike two names sound, be they written in kanji, kana or Latin letters.

A name is spelt in rough sounds: kanji by Sudachi's readings, kana by their romaji, Latin by what
its letters mostly stand for across languages. Two spellings are compared by an edit distance that
forgives what katakana can't tell apart (l and r, b and v, si and shi) and what it adds (vowels
between consonants, long ones, a doubled consonant).
"""

import re
import unicodedata
from functools import cache, lru_cache

import jaconv
from rapidfuzz.distance import Levenshtein
from sudachipy import SplitMode, Tokenizer

from kisha.pipeline.tokenizer import dictionary

LONGEST = 60
"""Characters of a name that are compared; what follows is left out."""

_KANJI = re.compile("[々〆〇\u3400-\u9fff]")
_SMALL = str.maketrans(dict(zip("ァィゥェォ", ("'ア", "'イ", "'ウ", "'エ", "'オ"), strict=True)))
# What NFKD leaves whole or strips of what it sounds like.
_LETTERS = str.maketrans(
    {"ß": "s", "ø": "o", "æ": "e", "œ": "e", "ł": "l", "đ": "d", "ð": "d", "þ": "t", "ı": "i"}
    | {"č": "ch", "ć": "ch", "š": "sh", "ž": "zh"}
)
_ROMAN = str.maketrans({0x2160 + i: str(i + 1) for i in range(12)})
_MARK = re.compile(r"[0-9]+|(?<![^\W\d_])(?<!['’.])[A-Z](?![^\W\d_ァ-ー一-龠]|[.'’])")
# In order; the capital is a sound that the rules between leave alone. After small kana, ``'``.
_SPELLINGS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("(?<![a-z])i'", "y"), ("(?<![b-z])u'", "w"), ("[aiueo]'|'|(?<=[dt])ey", ""),
        ("ou", "o"), ("wh", "w"), ("(?<=[aeo])[wh](?![aeiouy])", ""), ("ph", "f"),
        ("tsch|[tc]?ch|ts|cz", "C"), ("sch|sh|sz", "s"), ("th", "t"), ("c(?=[eiy])", "s"),
        ("ck|[cq]", "k"), ("x", "ks"), ("j", "z"), ("v", "b"), ("l", "r"), ("m", "n"),
        ("C", "c"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_LIGHT = {**dict.fromkeys("aiueo", 0.2), **dict.fromkeys("ywh", 0.3), "r": 0.6, "n": 0.7}
_NEAR = {
    frozenset(pair): cost
    for pairs, cost in (
        ("kg sz td pb zc cs hf", 0.2),
        ("ct fb zy iy uw kc hg bw ig", 0.4),
        ("tz st dz fp bh sk kh gz gb rw rn bu", 0.6),
    )
    for pair in pairs.split()
}

_KANA = re.compile("[\u3040-\u30ff]")


@lru_cache(4096)
def script(name: str) -> str:
    """The script that is hardest to read in ``name``: ``kanji``, else ``kana``, else ``latin``."""
    return "kanji" if _KANJI.search(name) else "kana" if _KANA.search(name) else "latin"


def sounds_like(one: str, other: str) -> float:
    """How alike two names sound, 0 to 1; names of one sound in different scripts mostly get 0.8.

    The parts of a name may stand in either order. Another number or letter that stands alone
    (``Kite-R``) makes another name: 0.

    >>> sounds_like("ヴェレビト・スポルト", "Velebit Sport") > 0.9
    True
    >>> sounds_like("三枝玲", "Rei Saegusa"), sounds_like("Kite 1", "カイト2")
    (1.0, 0.0)
    """
    if _marks(one) != _marks(other):
        return 0.0
    first, second = sorted((sounds(one), sounds(other)), key=lambda name: (name.count(" "), name))
    if not first or not second:
        return 0.0
    return max(_likeness(first.replace(" ", ""), order) for order in _orders(second))


@lru_cache(4096)
def sounds(name: str) -> str:
    """``name`` in rough sounds, its parts apart; empty where nothing of it can be read aloud.

    >>> sounds("Müller"), sounds("ミュラー"), sounds("袴田 武史")
    ('nurer', 'nyura', 'hakanada takesi')
    """
    kana = _read(name[:LONGEST]) if _KANJI.search(name) else name[:LONGEST]
    kana = unicodedata.normalize("NFKC", kana).translate(_SMALL).replace("ー", "")
    latin = jaconv.kana2alphabet(jaconv.kata2hira(kana)).casefold().translate(_LETTERS)
    plain = re.sub(r"[\u0300-\u036f’ʻ]", "", unicodedata.normalize("NFKD", latin))
    return " ".join(filter(None, map(_spelt, re.findall("[a-z']+", plain))))


def _spelt(word: str) -> str:
    for pattern, sound in _SPELLINGS:
        word = pattern.sub(sound, word)
    return word


@cache
def _tokenizer() -> Tokenizer:
    return dictionary().create(mode=SplitMode.C)


def _read(name: str) -> str:
    """``name`` with the readings of its kanji in katakana."""
    words = _tokenizer().tokenize(name)
    return "".join(w.reading_form() if _KANJI.search(w.surface()) else w.surface() for w in words)


def _orders(name: str) -> set[str]:
    """The sounds of a name on one string, its first or last part moved to the other end too."""
    parts = name.split()
    return {"".join(order) for order in (parts, parts[1:] + parts[:1], parts[-1:] + parts[:-1])}


@lru_cache(4096)
def _marks(name: str) -> tuple[str, ...]:
    """The numbers and single capitals of ``name``, which no reading may change; no initials."""
    plain = unicodedata.normalize("NFKC", name[:LONGEST].translate(_ROMAN))
    return tuple(mark.lstrip("0") for mark in _MARK.findall(plain))


@lru_cache(4096)
def _likeness(one: str, other: str) -> float:
    """1 less the cheapest edits from one string of sounds to the other, by the heavier's weight."""
    if Levenshtein.normalized_similarity(_skeleton(one), _skeleton(other)) < 0.4:
        return 0.0
    row = [0.0]
    for b in other:
        row.append(row[-1] + _LIGHT.get(b, 1.0))
    whole = row[-1]
    for a in one:
        drop = _LIGHT.get(a, 1.0)
        above, row = row, [row[0] + drop]
        for j, b in enumerate(other, 1):
            row.append(
                min(above[j] + drop, row[-1] + _LIGHT.get(b, 1.0), above[j - 1] + _swap(a, b))
            )
    return max(0.0, 1 - row[-1] / max(whole, sum(_LIGHT.get(a, 1.0) for a in one)))


def _swap(a: str, b: str) -> float:
    if a == b:
        return 0.0
    return 0.1 if a in "aiueo" and b in "aiueo" else _NEAR.get(frozenset((a, b)), 2.0)


def _skeleton(sounds: str) -> str:
    return re.sub("[aiueoywh]", "", sounds)
