"""Entities of different documents that are one by name: within a language, or in Latin letters."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kisha.pipeline.linking.entity import Key, Named
from kisha.pipeline.linking.groups import Groups
from kisha.pipeline.linking.handles import (
    agree,
    contradict,
    core,
    full_names,
    is_common,
    is_full,
    sole_name,
)

# Who takes part in more missions than this tells none of them from another of its name.
_COMMON = 4

Evidence = Mapping[Key, frozenset[str]]


def join_by_name(groups: Groups, members: Iterable[Named], evidence: Evidence) -> None:
    """Joins the members that have a name in common and nothing against it.

    A full name is enough for organisations, and for people whom no two organisations claim; all
    else needs a fact that agrees. Compares each member with the sets of its name, not with all
    others of that name: grows with the members.
    """
    blocks: dict[tuple[str, str], list[Named]] = defaultdict(list)
    ordered = sorted(members, key=lambda one: (one.date or "", one.key))
    fuller = _fuller_names(ordered)
    for one in ordered:
        for name in sorted(
            {core(s, one.label) for s in one.surfaces if not is_common(s, one.label)}
        ):
            blocks[one.label, name].append(one)
    seen = _telling(ordered, evidence)
    for label, name in sorted(blocks):
        block = blocks[label, name]
        if len(block) > 1:
            ambiguous = len(fuller[label, name]) > 0
            _join_block(groups, block, name, ambiguous=ambiguous, evidence=seen)


def _telling(members: Sequence[Named], evidence: Evidence) -> dict[Key, set[str]]:
    """The evidence of each; of missions without what many have in common, such as a ministry."""
    counts = Counter(
        token for one in members if one.label == "MISSION" for token in evidence[one.key]
    )
    return {
        one.key: {
            token
            for token in evidence[one.key]
            if one.label != "MISSION" or counts[token] <= _COMMON
        }
        for one in members
    }


def _fuller_names(members: Iterable[Named]) -> Mapping[tuple[str, str], set[str]]:
    """For each name that is short for something in some document: the full names behind it."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in members:
        full = full_names(one)
        for surface in one.surfaces:
            if full and core(surface, one.label) not in full:
                found[one.label, core(surface, one.label)].update(full)
    return found


def _join_block(
    groups: Groups,
    block: Sequence[Named],
    name: str,
    *,
    ambiguous: bool,
    evidence: dict[Key, set[str]],
) -> None:
    roots: dict[Key, Named] = {}
    known: dict[Key, set[str]] = {}
    # Those of whom more is known come first: what a bare name means is seen last.
    for one in sorted(block, key=lambda one: not evidence[one.key]):
        own = evidence[one.key]
        root = groups.find(one.key)
        if root in roots:
            known[root] |= own
            continue
        fits = [r for r in roots if groups.may_join(r, root)]
        fits = [r for r in fits if not contradict(known[r], own, one.label)]
        fits = [r for r in fits if _may_be_one(roots[r], one, name)]
        agreed = [r for r in fits if agree(known[r], own)]
        chosen, reason = _choice(fits, agreed, roots, one, name, ambiguous=ambiguous)
        joined = chosen and groups.join(roots[chosen], one, reason=reason, score=1.0)
        if chosen and joined:
            first, seen = roots.pop(chosen), known.pop(chosen)
            roots[joined], known[joined] = first, seen | own
        else:
            roots[root], known[root] = one, set(own)


def _choice(
    fits: Sequence[Key],
    agreed: Sequence[Key],
    roots: Mapping[Key, Named],
    one: Named,
    name: str,
    *,
    ambiguous: bool,
) -> tuple[Key | None, str]:
    """The set that a member belongs to, if it is clear which, and why."""
    if len(agreed) == 1:
        return agreed[0], f"same name ({name}) and a fact in common"
    if agreed or len(fits) != 1 or one.label == "VEHICLE":
        return None, ""
    both = (one, roots[fits[0]])
    if all(_is_full(other, name) for other in both):
        return fits[0], f"same full name ({name})"
    if one.label == "ORG" and not ambiguous and all(_is_sole(other, name) for other in both):
        return fits[0], f"same name ({name}), known by no other"
    return None, ""


def _may_be_one(one: Named, other: Named, name: str) -> bool:
    """Whether the name is a full one of both, or one of them has no full name of its own."""
    both = (one, other)
    return all(_is_full(o, name) for o in both) or not all(full_names(o) for o in both)


def _is_full(one: Named, name: str) -> bool:
    return any(is_full(s, one.label) and core(s, one.label) == name for s in one.surfaces)


def _is_sole(one: Named, name: str) -> bool:
    return _is_full(one, name) or sole_name(one) == name
