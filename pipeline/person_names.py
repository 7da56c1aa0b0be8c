"""Whether two names may be one person's, in whatever script and order of their parts."""

import re
import unicodedata
from functools import lru_cache

from kisha.pipeline.naming import is_typo, spelt, words
from kisha.pipeline.sound import script, sounds_like

_PARTICLES = words(
    "al el de del della di da dos das du la le lo van von der den zu bin ibn ten ter"
)
_SAME_SOUND = 0.68
_SAME_READING = 0.9  # Of kanji and kana: readings are exact.
_SAME_PART = 0.8  # A part alone says less than a whole name does.
_READ_PART = 0.85


def same_person(one: str, other: str) -> bool:
    """Whether two names are one: parts in any order, initials, a slip of the pen, or one sound.

    >>> same_person("HAKAZUKA Kazuma", "袴塚 一馬"), same_person("K. Hakazuka", "Kazuma Hakazuka")
    (True, True)
    """
    first, second = _parts(one), _parts(other)
    if sorted(first) == sorted(second):
        return True
    scripts = {script(one), script(other)}
    if len(scripts) == 1:
        return scripts != {"kanji"} and 1 < len(first) == len(second) and _written(first, second)
    if scripts == {"kana", "latin"} and (len(first) == 1) != (len(second) == 1):
        return False
    least = _READ_PART if len(first) == len(second) == 1 else _SAME_SOUND
    return sounds_like(one, other) >= (least if "latin" in scripts else _SAME_READING)


def is_part_of_name(short: str, whole: str) -> bool:
    """Whether a name is the family or given name of a full one.

    >>> is_part_of_name("袴塚", "袴塚一馬"), is_part_of_name("デ・ヨング", "Maarten de Jong")
    (True, False)
    """
    parts, whole_parts = _parts(short), _parts(whole)
    scripts = {script(short), script(whole)}
    if len(parts) >= len(whole_parts):
        # Japanese names are often written without a space.
        solid = scripts == {"kanji"} and len(parts) == len(whole_parts) == 1
        return solid and len(short) < len(whole) and whole_parts[0].startswith(parts[0])
    if len(scripts) == 1 and parts in (whole_parts[: len(parts)], whole_parts[-len(parts) :]):
        return True
    if len(parts) > 1:
        return False
    if len(scripts) == 1:
        return any(is_typo(parts[0], part) for part in whole_parts)
    least = _SAME_PART if scripts == {"kana", "latin"} else _READ_PART
    return any(sounds_like(short, part) >= least for part in _as_written(whole))


def _parts(name: str) -> tuple[str, ...]:
    return tuple(map(spelt, _as_written(name)))


@lru_cache(4096)
def _as_written(name: str) -> tuple[str, ...]:
    """The parts of a name, particles with the part that they belong to."""
    parts: list[str] = []
    held = ""
    for word in re.split(r"[\s・＝=]+", unicodedata.normalize("NFKC", name)):
        held += word
        if word and word.casefold() not in _PARTICLES:
            parts.append(held)
            held = ""
    return tuple(parts) or (name,)


def _written(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two names in one script differ in initials, or in a slip in one part."""
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    if first[-1] == second[-1] and all(_is_initial(*pair) for pair in pairs):
        return True
    return len(pairs) == 1 and is_typo("".join(first), "".join(second))


def _is_initial(one: str, other: str) -> bool:
    short, whole = sorted((one, other), key=len)
    return len(short) == 2 and short[1] == "." and short[0] == whole[0]
