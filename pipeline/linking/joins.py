"""Entities of different documents that are one by name: within a language, or in Latin letters."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from kisha.pipeline.linking.entity import Key, Named
from kisha.pipeline.linking.groups import Groups
from kisha.pipeline.linking.handles import (
    Kinds,
    add,
    contradict,
    core,
    full_names,
    is_common,
    is_full,
    sole_name,
    telling,
)

# Who takes part in more missions than this tells none of them from another of its name.
_COMMON = 4
# A name that more sets bear tells none of them from another; nor does a fact that more share.
_MOST_NAMESAKES = 100

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
    own = _telling(ordered, evidence)
    known: dict[Key, Kinds] = defaultdict(dict)
    for one in ordered:
        add(known[groups.find(one.key)], own[one.key])
    for label, name in sorted(blocks):
        block = blocks[label, name]
        if len(block) > 1:
            known_by_more = bool(fuller[label, name])
            _join_block(groups, block, name, own=own, known=known, ambiguous=known_by_more)


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
    own: Mapping[Key, set[str]],
    known: dict[Key, Kinds],
    ambiguous: bool,
) -> None:
    """Joins the members of one name; ``own`` is told of each, ``known`` of the set it is in."""
    roots: dict[Key, Named] = {}
    # For each piece of evidence the sets of which it is told.
    told: dict[str, set[Key]] = defaultdict(set)

    def fitting(others: Iterable[Key], one: Named, root: Key) -> list[Key]:
        return [
            other
            for other in others
            if groups.may_join(other, root)
            and not contradict(known[other], known[root], one.label)
            and _may_be_one(roots[other], one, name)
        ]

    # Those of whom more is known come first: what a bare name means is seen last.
    for one in sorted(block, key=lambda one: not own[one.key]):
        root = groups.find(one.key)
        by_name = _joins_by_name(one, name, ambiguous=ambiguous)
        if root in roots or not (known[root] or by_name):
            continue
        evidence = list(telling(known[root]))
        sharing = (told[token] for token in evidence if len(told[token]) <= _MOST_NAMESAKES)
        agreed = fitting({groups.find(r) for found in sharing for r in found}, one, root)
        chosen, reason = None, f"same name ({name}) and a fact in common"
        if len(agreed) == 1:
            (chosen,) = agreed
        elif not agreed and by_name and len(roots) <= _MOST_NAMESAKES:
            fits = fitting(roots, one, root)
            if len(fits) == 1 and _joins_by_name(roots[fits[0]], name, ambiguous=ambiguous):
                (chosen,), reason = fits, f"same full name ({name})"
        joined = chosen and groups.join(roots[chosen], one, reason=reason, score=1.0)
        if chosen and joined:
            roots[joined] = roots.pop(chosen)
            both, more = known.pop(chosen), known.pop(root)
            add(both, chain.from_iterable(more.values()))
            known[joined] = both
        else:
            roots[root] = one
        for token in evidence:
            told[token].add(joined or root)


def _joins_by_name(one: Named, name: str, *, ambiguous: bool) -> bool:
    """Whether the name alone says who is meant: a full one, or a firm's only and no other's."""
    if one.label == "VEHICLE":
        return False
    return _is_full(one, name) or (one.label == "ORG" and not ambiguous and sole_name(one) == name)


def _may_be_one(one: Named, other: Named, name: str) -> bool:
    """Whether the name is a full one of both, or one of them has no full name of its own."""
    both = (one, other)
    return all(_is_full(o, name) for o in both) or not all(full_names(o) for o in both)


def _is_full(one: Named, name: str) -> bool:
    return any(is_full(s, one.label) and core(s, one.label) == name for s in one.surfaces)
