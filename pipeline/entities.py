"""Which mentions name the same thing: guidelines §3, by names, definitions and brackets."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from kisha.pipeline import naming
from kisha.pipeline.people import holdings
from kisha.pipeline.view import Place, View

# "X（…、以下「Y」）", "X (hereinafter "Y")", "X（正式名称：Y）", "X（旧Y）", "X（Y）"
_DEFINED = re.compile(
    r"[（(][^（(）)\n]{0,60}?(?:以下[、,]?(?:総称して|単に)?|hereinafter(?: referred to as)?|"
    r"the|略称[：:]?|通称[：:]?)\s*[「『“\"]?(?:the )?"
)
_BRACKETED = re.compile(
    r"[」』]?(?:社|氏)?\s*[（(]\s*[「『“\"]?(?:旧|現|読み[：:]?|正式名称[：:]?|仮称[：:]?|"
    r"英名[：:]?|英語名[：:]?|略称[：:]?|通称[：:]?|愛称[：:]?|formerly |the )?\s*[「『“\"]?"
)
_AFTER_ALIAS = re.compile(
    r"\s*[」』”\"]?(?:\s*(?:プログラム|計画|事業|社))?\s*(?:[）)]|、以下|、\s|,)"
)
_ELLIPTICAL = re.compile(r"[0-9０-９]+")


def cluster(view: View) -> list[str]:
    """The entity id of each mention of ``view.ents``, ``e1``… by first mention."""
    groups = _Groups(len(view.ents))
    keys = _keys(view)
    by_key: dict[tuple[str, str], int] = {}
    for i, key in enumerate(keys):
        groups.join(by_key.setdefault(key, i), i)
    for one, other in _defined(view):
        groups.join(one, other)
    for one, other in _similar(view.ents, keys):
        groups.join(one, other)
    ids: dict[int, str] = {}
    return [ids.setdefault(groups.find(i), f"e{len(ids) + 1}") for i in range(len(view.ents))]


class _Groups:
    """Disjoint sets of mentions."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def find(self, i: int) -> int:
        while self._parents[i] != i:
            self._parents[i] = self._parents[self._parents[i]]
            i = self._parents[i]
        return i

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        self._parents[second] = first


def _keys(view: View) -> list[tuple[str, str]]:
    """What is equal for mentions that are the same by name alone: label and core."""
    holders = holdings(view).holders
    names = _full_names(view.ents)
    keys: list[tuple[str, str]] = []
    for i, ent in enumerate(view.ents):
        key = naming.core(ent.text, ent.label)
        if ent.label == "DATE":
            key = ent.value or key
        elif ent.label == "ROLE" and i in holders:
            person = names[view.ents[holders[i][0]].text]
            key = f"{key} {person}"
        elif ent.label == "PERSON":
            key = names[ent.text]
        elif ent.label == "MISSION" and i and _ELLIPTICAL.fullmatch(ent.text):
            before = next((k for label, k in reversed(keys) if label == "MISSION"), "")
            key = re.sub(r"[0-9]+$", "", before) + key
        keys.append((ent.label, key))
    return keys


def _full_names(ents: Sequence[Place]) -> dict[str, str]:
    """The folded full name of each person, by the name as written: parts take their whole."""
    names = sorted({ent.text for ent in ents if ent.label == "PERSON"}, key=len, reverse=True)
    full: dict[str, str] = {}
    for name in names:
        folded = naming.folded(name)
        wholes = (whole for whole in names if len(whole) > len(name) and _is_part(folded, whole))
        full[name] = naming.folded(next(wholes, name))
    return full


def _is_part(folded: str, whole: str) -> bool:
    parts = {naming.folded(part) for part in re.split(r"[\s　・]", whole)}
    return folded in parts or (naming.folded(whole).startswith(folded) and not folded.isascii())


def _defined(view: View) -> Iterable[tuple[int, int]]:
    """Pairs of a mention and the alias that a bracket behind it gives."""
    ents = view.ents
    for i, ent in enumerate(ents):
        for j in range(i + 1, min(i + 8, len(ents))):
            alias = ents[j]
            if alias.start - ent.end > 80:
                break
            if alias.label != ent.label:
                continue
            between = view.text[ent.end : alias.start]
            after = view.text[alias.end : alias.end + 4]
            bracketed = _BRACKETED.fullmatch(between) and _AFTER_ALIAS.match(after)
            defined = _opens_once(between) and _DEFINED.fullmatch(between.lstrip("」』社 "))
            if bracketed or defined:
                yield i, j


def _opens_once(between: str) -> bool:
    """Whether only one bracket opens between a name and its alias, so that both belong together."""
    return len(re.findall(r"[（(]", between)) == 1 and not re.search(r"[）)\n。]", between)


def _similar(ents: Sequence[Place], keys: list[tuple[str, str]]) -> Iterable[tuple[int, int]]:
    """Pairs of different names that are acronym and expansion, or one name and its typo."""
    first: dict[tuple[str, str], int] = {}
    for i, key in enumerate(keys):
        if key[0] in ("ORG", "VEHICLE", "MISSION"):
            first.setdefault(key, i)
    tests: tuple[Callable[[int, int], bool], ...] = (
        lambda a, b: naming.is_typo(keys[a][1], keys[b][1]) and keys[a][0] == "ORG",
        lambda a, b: naming.is_acronym(ents[a].text, ents[b].text),
        lambda a, b: naming.is_acronym(ents[b].text, ents[a].text),
    )
    for one, other in combinations(first.values(), 2):
        if keys[one][0] == keys[other][0] and any(test(one, other) for test in tests):
            yield one, other
