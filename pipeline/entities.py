"""Which mentions name the same thing: guidelines §3, by names, definitions and brackets."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from spacy.tokens import Doc, Span

from kisha.pipeline import naming
from kisha.pipeline.people import holdings

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


def cluster(doc: Doc) -> list[str]:
    """The entity id of each mention of ``doc.ents``, ``e1``… by first mention."""
    groups = _Groups(len(doc.ents))
    keys = _keys(doc)
    by_key: dict[tuple[str, str], int] = {}
    for i, key in enumerate(keys):
        groups.join(by_key.setdefault(key, i), i)
    for one, other in _defined(doc):
        groups.join(one, other)
    for one, other in _similar(doc.ents, keys):
        groups.join(one, other)
    ids: dict[int, str] = {}
    return [ids.setdefault(groups.find(i), f"e{len(ids) + 1}") for i in range(len(doc.ents))]


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


def _keys(doc: Doc) -> list[tuple[str, str]]:
    """What is equal for mentions that are the same by name alone: label and core."""
    holders = holdings(doc).holders
    keys: list[tuple[str, str]] = []
    for i, ent in enumerate(doc.ents):
        key = naming.core(ent.text, ent.label_)
        if ent.label_ == "DATE":
            key = ent._.kisha_value or key
        elif ent.label_ == "ROLE" and i in holders:
            person = _person_key(doc.ents, holders[i][0])
            key = f"{key} {person}"
        elif ent.label_ == "PERSON":
            key = _person_key(doc.ents, i)
        elif ent.label_ == "MISSION" and i and _ELLIPTICAL.fullmatch(ent.text):
            key = re.sub(r"[0-9]+$", "", keys[-1][1]) + key
        keys.append((ent.label_, key))
    return keys


def _person_key(ents: Sequence[Span], person: int) -> str:
    """The folded full name: a family or given name alone takes the full one it is part of."""
    name = naming.folded(ents[person].text)
    for ent in ents:
        if ent.label_ != "PERSON" or len(ent.text) <= len(ents[person].text):
            continue
        full = naming.folded(ent.text)
        parts = {naming.folded(part) for part in re.split(r"[\s　・]", ent.text)}
        if name in parts or (len(name) > 1 and full.startswith(name) and not name.isascii()):
            return full
    return name


def _defined(doc: Doc) -> Iterable[tuple[int, int]]:
    """Pairs of a mention and the alias that a bracket behind it gives."""
    ents = doc.ents
    for i, ent in enumerate(ents):
        for j in range(i + 1, min(i + 8, len(ents))):
            alias = ents[j]
            if alias.start_char - ent.end_char > 80:
                break
            if alias.label_ != ent.label_:
                continue
            between = doc.text[ent.end_char : alias.start_char]
            after = doc.text[alias.end_char : alias.end_char + 4]
            bracketed = _BRACKETED.fullmatch(between) and _AFTER_ALIAS.match(after)
            defined = _opens_once(between) and _DEFINED.fullmatch(between.lstrip("」』社 "))
            if bracketed or defined:
                yield i, j


def _opens_once(between: str) -> bool:
    """Whether only one bracket opens between a name and its alias, so that both belong together."""
    return len(re.findall(r"[（(]", between)) == 1 and not re.search(r"[）)\n。]", between)


def _similar(ents: Sequence[Span], keys: list[tuple[str, str]]) -> Iterable[tuple[int, int]]:
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
