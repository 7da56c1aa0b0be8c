"""Which mentions name the same thing: guidelines §3, by names, definitions and brackets."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, islice, product

from kisha.pipeline import naming, variants
from kisha.pipeline.aliases import defined
from kisha.pipeline.disjoint import DisjointSets
from kisha.pipeline.people import holdings
from kisha.pipeline.view import Place, View

_ELLIPTICAL = re.compile(r"[0-9０-９]+|[IVX]+")
_NUMBER = re.compile(r"(?<![A-Za-z0-9])(?:[0-9０-９]+|[IVX]+)$")
_HEADLINES = ("title", "dateline")
_MOST_NAMES = 200
_MOST_HEARD = 80  # names of a label whose sounds are compared: that is slow
_MOST_LOOKED_AT = 20
_LONGEST_SENTENCE = 200
_OWNER_BEHIND = 25
_OWNS = re.compile(
    r"子会社|親会社|合弁|傘下|グループ会社|持株会社|出資|subsidiar|\bparent\b|joint venture|"
    r"(?:owned|controlled|held) by|shareholder|a unit of|spin-?off",
    re.IGNORECASE,
)


def cluster(view: View) -> list[str]:
    """The entity id of each mention of ``view.ents``, ``e1``… by first mention."""
    groups = DisjointSets(range(len(view.ents)))
    by_key: dict[tuple[str, str], int] = {}
    for i, key in enumerate(_keys(view.ents)):
        groups.join(by_key.setdefault(key, i), i)
    for one, other in defined(view):
        groups.join(one, other)
    for label in ("PERSON", "ORG", "VEHICLE", "MISSION"):
        _join_variants(label, view, groups)
    _join_roles(view, groups)
    ids: dict[int, str] = {}
    return [ids.setdefault(groups.find(i), f"e{len(ids) + 1}") for i in range(len(view.ents))]


def _keys(ents: Sequence[Place]) -> Iterator[tuple[str, str]]:
    """What is equal for mentions that are the same by name alone: label and core."""
    last: dict[str, str] = {}
    for i, ent in enumerate(ents):
        name = ent.text
        if ent.label in ("MISSION", "VEHICLE"):
            if _ELLIPTICAL.fullmatch(name):
                numbered = _NUMBER.search(last.get(ent.label, ""))
                name = f"{numbered.string[: numbered.start()]}{name}" if numbered else name
            last[ent.label] = name
        key = naming.core(name, ent.label)
        if ent.label == "DATE":
            key = ent.value or key
        elif ent.label == "ROLE":
            key = str(i)  # Whose title it is tells it from others.
        yield ent.label, key


def _join_variants(label: str, view: View, groups: DisjointSets[int]) -> None:
    """Joins different names of one thing, then short names to the one thing they are short for."""
    places: dict[str, list[int]] = {}
    for i, ent in enumerate(view.ents):
        if ent.label == label and (ent.text in places or len(places) < _MOST_NAMES):
            places.setdefault(ent.text, []).append(i)
    names = {name: mentions[0] for name, mentions in places.items()}
    heard = set(islice(names, _MOST_HEARD))
    for one, other in combinations(names, 2):
        if variants.same(label, one, other, by_sound={one, other} <= heard):
            groups.join(names[one], names[other])
    full = _full_forms(label, names, groups)
    for short in sorted(names, key=len, reverse=True):
        own = groups.find(names[short])
        longer = [name for name in names if len(name) > len(short)]
        if own in full or any(groups.find(names[name]) == own for name in longer):
            continue
        wholes = [name for name in longer if variants.is_short(label, short, name)]
        if len({groups.find(names[whole]) for whole in wholes}) == 1 and not any(
            label == "ORG" and _is_another(view, places[short], places[whole]) for whole in wholes
        ):
            groups.join(own, names[wholes[0]])


def _is_another(view: View, shorts: list[int], wholes: list[int]) -> bool:
    """Whether a name like the head of another is no short form of it, but of its owner, say."""
    return _comes_before(view, shorts, wholes) or _is_owner(view, shorts, wholes)


def _comes_before(view: View, shorts: list[int], wholes: list[int]) -> bool:
    """Whether the text is done with a name before the longer one comes, headlines apart."""
    headline = next((b.start for b in view.blocks if b.label not in _HEADLINES), 0)
    return headline <= view.ents[shorts[0]].start and shorts[-1] < wholes[0]


def _is_owner(view: View, shorts: list[int], wholes: list[int]) -> bool:
    """Whether some sentence with both names speaks of ownership: a parent, not a short name."""
    for i, j in product(shorts[:_MOST_LOOKED_AT], wholes[:_MOST_LOOKED_AT]):
        first, last = sorted((view.ents[i], view.ents[j]))
        sentence = view.text[first.start : last.end + _OWNER_BEHIND]
        if len(sentence) < _LONGEST_SENTENCE and "\n" not in sentence[: last.end - first.start]:
            between, behind = sentence[: last.end - first.start], sentence[last.end - first.start :]
            if "。" not in between and ". " not in between and _OWNS.search(between + behind):
                return True
    return False


def _full_forms(label: str, names: dict[str, int], groups: DisjointSets[int]) -> set[int]:
    """The groups that hold a firm's full name, which is short for no other firm's."""
    if label != "ORG":
        return set()
    return {groups.find(i) for name, i in names.items() if naming.has_legal_form(name)}


def _join_roles(view: View, groups: DisjointSets[int]) -> None:
    """Joins equal titles of one person, short ones to full ones, and what only one holds."""
    holders = holdings(view).holders
    titles: dict[int, dict[str, int]] = {}  # By person: the first mention of each title.
    holding: dict[str, list[int]] = {}
    free: list[tuple[str, int]] = []
    for i, ent in enumerate(view.ents):
        if ent.label != "ROLE":
            continue
        key = naming.core(ent.text, "ROLE")
        if i not in holders:
            if not _in_line_of_person(view, i):
                free.append((key, i))
            continue
        own = titles.setdefault(groups.find(holders[i][0]), {})
        behind = holders[i][0] == i - 1 and not view.between(i - 1, i)
        if key not in own:
            known = list(own.values())[-_MOST_LOOKED_AT:] if behind else []
            whole = [j for j in known if _is_short_title(key, view.ents[j].text)]
            if whole:
                own[key] = whole[-1]
            else:
                holding.setdefault(key, []).append(i)
        groups.join(own.setdefault(key, i), i)
    for key, i in free:
        first = holding.setdefault(key, [i])
        if len(first) == 1:
            groups.join(first[0], i)


def _in_line_of_person(view: View, i: int) -> bool:
    """Whether somebody is named in the line of a mention, who may be meant."""
    title = view.ents[i]
    before = max(0, title.start - _LONGEST_SENTENCE)
    start = max(before, view.text.rfind("\n", before, title.start) + 1)
    end = view.text.find("\n", title.end, title.end + _LONGEST_SENTENCE)
    line = view.within(start, end if end >= 0 else title.end + _LONGEST_SENTENCE)
    return any(view.ents[j].label == "PERSON" for j in line)


def _is_short_title(key: str, whole: str) -> bool:
    parts = re.split(r"[\s　／/（(）)・、,]|兼", whole)
    return any(part and naming.spelt(part).endswith(key) for part in parts)
