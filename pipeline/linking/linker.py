"""The entities of many documents joined: by name, and over tellings of one release."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kisha.corpus import Document
from kisha.pipeline import naming
from kisha.pipeline.linking.entity import LINKED, Key, Named, Outline, outline
from kisha.pipeline.linking.groups import Groups, Merge
from kisha.pipeline.linking.handles import TELLING, evidence
from kisha.pipeline.linking.joins import join_by_name
from kisha.pipeline.linking.pairing import pair
from kisha.pipeline.linking.registry import Entry, entries
from kisha.pipeline.linking.rulings import Ruling, Unkept, check_rulings, forbidden, unkept
from kisha.pipeline.linking.tellings import Telling, tellings

_KNOWN = "in the registry already"


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking found: the registry, the entry of each entity, and what was joined and why.

    ``unkept`` are the decisions of a person that are not to be seen in it.
    """

    registry: tuple[Entry, ...]
    links: Mapping[Key, Entry]
    names: Mapping[Key, str]
    merges: tuple[Merge, ...]
    tellings: tuple[Telling, ...]
    unkept: tuple[Unkept, ...] = ()


def link(
    documents: Iterable[Document],
    *,
    registry: Iterable[Entry] = (),
    forbid: Iterable[Ruling] = (),
    same: Iterable[Ruling] = (),
) -> Linked:
    """Joins the organisations, people, missions and named craft of ``documents``.

    The result does not depend on their order. Entities of one document are never joined.

    Args:
        documents: of different ids, gold or predicted; their texts are not read.
        registry: entries of an earlier run, whose ids persist.
        forbid: names or ids that must not meet in one entry.
        same: names or ids that are one.

    Raises:
        KishaError: L104, L105 and L106, as ``check_rulings``.
    """
    forbid, same, old = list(forbid), list(same), sorted(registry, key=lambda entry: entry.id)
    check_rulings(forbid, same, ids={entry.id for entry in old})
    outlines = {one.id: one for one in sorted(map(outline, documents), key=lambda one: one.id)}
    earlier = {entry.id: _without(entry, outlines) for entry in old}
    kept = {id: entry.member() for id, entry in earlier.items()}
    members = [one for part in outlines.values() for one in part.named.values()]
    told = {one.key: frozenset(evidence(one, outlines[one.key.document])) for one in members}
    told |= {kept[id].key: frozenset(entry.evidence) for id, entry in earlier.items()}
    groups = Groups(
        [*kept.values(), *members],
        documents={kept[id].key: frozenset(entry.documents) for id, entry in earlier.items()},
        forbidden=forbidden(forbid),
    )
    _join_known(groups, old, outlines)
    everyone = [*kept.values(), *members]
    _join_same(groups, everyone, same)
    join_by_name(groups, [one for one in everyone if one.label == "ORG"], told)
    found = tellings(outlines.values())
    for one in sorted((p for t in found for p in pair(t)), key=lambda p: (-p.score, p.ja.key)):
        groups.join(one.ja, one.en, reason=one.reason, score=one.score)
    others = [one for one in everyone if one.label != "ORG"]
    join_by_name(groups, others, _with_employers(told, outlines, groups))
    links = entries(groups.sets(), earlier=earlier, evidence=told)
    live = [part for part in groups.sets() if part[0].key in links]
    by_id = {entry.id: entry for entry in links.values()}
    return Linked(
        registry=tuple(by_id[id] for id in sorted(by_id)),
        links={one.key: links[one.key] for one in members},
        names={one.key: one.name for one in members},
        merges=tuple(sorted(groups.merges, key=lambda m: (m.one.key, m.other.key))),
        tellings=tuple(found),
        unkept=tuple(unkept(forbid, same, sets=live)),
    )


def _without(entry: Entry, outlines: Mapping[str, Outline]) -> Entry:
    """The entry without the documents that are linked anew."""
    documents = {id: n for id, n in entry.documents.items() if id not in outlines}
    return replace(entry, documents=documents)


def _join_known(groups: Groups, registry: Sequence[Entry], outlines: Mapping[str, Outline]) -> None:
    """Gives the entities of documents that the registry has seen back to their entries.

    Those of the same id and name first; ids may differ where a document was read anew.
    """
    rest: list[tuple[Entry, Named]] = []
    for entry in registry:
        names = {naming.folded(name) for name in entry.member().surfaces}
        for document in sorted(outlines.keys() & entry.documents.keys()):
            for one in outlines[document].named.values():
                if one.label == entry.label and naming.folded(one.name) in names:
                    if one.key.entity == entry.entities[document]:
                        groups.join(entry.member(), one, reason=_KNOWN, score=1.0)
                    else:
                        rest.append((entry, one))
    for entry, one in rest:
        if len(groups.members(one.key)) == 1:
            groups.join(entry.member(), one, reason=_KNOWN, score=1.0)


def _join_same(groups: Groups, members: Iterable[Named], same: Iterable[Ruling]) -> None:
    """Joins those that a person says are one, by all their names and ids."""
    by_name: dict[tuple[str, str], list[Named]] = defaultdict(list)
    for one in members:
        for name in one.called():
            by_name[one.label, name].append(one)
    for ruling in same:
        names = tuple(map(naming.folded, ruling))
        for label in LINKED:
            found = [one for name in names for one in by_name[label, name]]
            for one in found[1:]:
                groups.join(found[0], one, reason="said to be the same", score=1.0)


def _with_employers(
    told: Mapping[Key, frozenset[str]], outlines: Mapping[str, Outline], groups: Groups
) -> dict[Key, frozenset[str]]:
    """What is told, with the organisations as they are joined by now beside their names."""
    found = dict(told)
    for part in outlines.values():
        for one in part.named.values():
            firms = (
                (tie, part.named[tie.other].key)
                for tie in one.ties
                if tie.type in TELLING[one.label] and tie.other in part.named
            )
            joined = {
                f"{tie.type} {tie.outward:d} = {groups.find(key)}"
                for tie, key in firms
                if part.named[key.entity].label == "ORG"
            }
            found[one.key] = told[one.key] | joined
    return found
