"""What a tagger may know of a word beyond the word: its scripts, and how the text introduces it.

A name that no training text held is still written in some script, and mostly introduced
somewhere: ``株式会社ソラノメ（以下「ソラノメ」）``, ``ソラノメ社``, ``Hollis Crane ("Crane")``. The
cues of one place hold for the word in the whole text.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

_LEGAL_BEFORE = {"株式会社", "有限会社", "合同会社", "㈱", "一般社団法人", "財団法人", "学校法人"}
_LEGAL_AFTER = {
    "株式会社", "有限会社", "合同会社", "社", "inc", "inc.", "ltd", "ltd.", "gmbh", "llc", "corp.",
    "corporation", "plc", "ag", "s.a.", "s.p.a.", "limited",
}  # fmt: skip
_PERSON_AFTER = {"氏", "様", "さん", "選手", "先生"}
_PERSON_BEFORE = {"mr.", "ms.", "mrs.", "dr.", "professor", "prof."}
_CRAFT_AFTER = {
    "ロケット", "ランダー", "ローバー", "衛星", "探査機", "号", "号機", "丸", "シリーズ",
    "rocket", "lander", "rover", "satellite", "satellites", "spacecraft", "series", "aircraft",
}  # fmt: skip
_MISSION_AFTER = {
    "計画",
    "プログラム",
    "プロジェクト",
    "ミッション",
    "programme",
    "program",
    "project",
    "mission",
}
_JOINED = {"・", "-", "&", "‐", "–", "＆", "."}
_OPENING = {"「", "『", "“", '"', "”"}
_CLOSING = {"」", "』", "”", '"'}
_Names = Sequence[str | None]
_ALIAS = {"以下", "hereinafter", "通称", "愛称", "略称"}
_LONGEST = 5
_RUN = re.compile(r"(.)\1{3,}")
_SCRIPTS = (
    (re.compile(r"[一-龠々〆㐀-䶿]"), "漢"),
    (re.compile(r"[ぁ-ん]"), "あ"),
    (re.compile(r"[ァ-ヴーｦ-ﾟ]"), "ア"),
    (re.compile(r"[A-ZＡ-Ｚ]"), "X"),
    (re.compile(r"[^\W\d_]"), "x"),
    (re.compile(r"\d"), "d"),
)


def script_shape(text: str) -> str:
    """The scripts of a word, runs cut to three: what spaCy's shape is to Latin text.

    >>> script_shape("ソラノメ"), script_shape("H3ロケット"), script_shape("打ち上げ")
    ('アアア', 'Xdアアア', '漢あ漢あ')
    """
    shape = []
    for char in text:
        shape.append(next((mark for script, mark in _SCRIPTS if script.match(char)), char))
    return _RUN.sub(r"\1\1\1", "".join(shape))


def cues(words: Sequence[str], nominal: Sequence[bool]) -> list[str]:
    """For each word how its text introduces it: a string of letters, empty for most words.

    Args:
        words: of a whole text, in order.
        nominal: whether each of them can be part of a name.

    Returns:
        ``O`` for a legal form beside it, ``P`` an honorific, ``V`` a class word of craft, ``M``
        one of missions, ``A`` an alias's definition, ``Q`` quotes; sorted, each once.
    """
    found: dict[str, set[str]] = defaultdict(set)
    names = [word if name else None for word, name in zip(words, nominal, strict=True)]
    for i, word in enumerate(words):
        lower = word.lower()
        if word in _LEGAL_BEFORE:
            _mark(found, _forward(words, names, i + 1), "O")
        if lower in _LEGAL_AFTER:
            _mark(found, _backward(words, names, i - 1), "O")
        if word in _PERSON_AFTER:
            _mark(found, _backward(words, names, i - 1), "P")
        if lower in _PERSON_BEFORE:
            _mark(found, _forward(words, names, i + 1), "P")
        if lower in _CRAFT_AFTER:
            _mark(found, _backward(words, names, i - 1)[:2], "V")
        if lower in _MISSION_AFTER:
            _mark(found, _backward(words, names, i - 1)[:2], "M")
        if lower in _ALIAS:
            _mark(
                found,
                _forward(words, names, i + 1 + (words[i + 1 : i + 2] in (["、"], [","]))),
                "A",
            )
        if word in _OPENING:
            _mark_quoted(found, words, names, i)
    return ["".join(sorted(found[word])) if word in found else "" for word in words]


def _mark(found: dict[str, set[str]], names: Sequence[str], cue: str) -> None:
    for name in names:
        if len(name) > 1 or not name.isascii():
            found[name].add(cue)


def _mark_quoted(
    found: dict[str, set[str]], words: Sequence[str], names: _Names, opening: int
) -> None:
    quoted = _forward(words, names, opening + 1)
    after = opening + 1 + len(quoted)
    if quoted and after < len(words) and words[after] in _CLOSING:
        _mark(found, quoted, "A" if opening and words[opening - 1] in ("(", "（") else "Q")


def _forward(words: Sequence[str], names: _Names, start: int) -> list[str]:
    """The words of a name from ``start`` on, an opening quote before it skipped."""
    if start < len(words) and (words[start] in _OPENING or words[start].isspace()):
        start += 1
    return _run(words[start : start + _LONGEST], names[start : start + _LONGEST])


def _backward(words: Sequence[str], names: _Names, end: int) -> list[str]:
    """The words of a name up to ``end``, the last first, a closing quote after it skipped."""
    if end >= 0 and (words[end] in _CLOSING or words[end] == "," or words[end].isspace()):
        end -= 1
    first = max(0, end - _LONGEST + 1)
    return _run(words[first : end + 1][::-1], names[first : end + 1][::-1])


def _run(words: Sequence[str], names: _Names) -> list[str]:
    run: list[str] = []
    for word, name in zip(words, names, strict=True):
        if name is None and word not in _JOINED:
            break
        run.append(word)
    return run
