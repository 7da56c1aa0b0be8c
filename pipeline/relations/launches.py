"""What goes up, on what, when, and in which mission."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from kisha.pipeline.naming import is_named_craft
from kisha.pipeline.relations import cues
from kisha.pipeline.relations.pairs import Pair
from kisha.pipeline.relations.sentences import Sentence
from kisha.pipeline.view import View

_BESIDE = 30  # characters: a craft and its mission, "ミッション1の月着陸船「ウズメ」"
_CLAUSE = 90  # a launch and what it launches
_WHEN = 60  # a launch and its date


def find(view: View, sentence: Sentence) -> Iterator[Pair]:
    """The launch facts of one sentence: each word that speaks of a launch, with what is nearest."""
    crafts = sentence.of(view, "VEHICLE")
    missions = sentence.of(view, "MISSION")
    carriers = {i for i in crafts if _is_carrier(view, i, sentence)}
    payloads = [i for i in crafts if i not in carriers]
    yield from _flies_on(view, payloads, missions)
    launches = [sentence.start + found.start() for found in cues.LAUNCHES.finditer(sentence.text)]
    said: dict[int, list[int]] = {launch: [] for launch in launches}
    for i in sentence.ents if launches else ():
        said[_nearest(view, i, launches)].append(i)
    for launch, mine in said.items():
        near = [i for i in mine if _gap(view, i, launch) <= _CLAUSE and _governed(view, i, launch)]
        things = _most_specific(view, [i for i in near if i in payloads])
        things += [i for i in near if i in missions]
        dates = [i for i in near if view.ents[i].label == "DATE" and _is_when(view, i, launch)]
        for thing in things:
            for carrier in carriers.intersection(near):
                yield Pair(thing, "LAUNCHED_BY", carrier)
        for thing in things or sorted(carriers.intersection(near)):
            for date in dates:
                yield Pair(thing, "LAUNCH_DATE", date)


def _is_carrier(view: View, craft: int, sentence: Sentence) -> bool:
    """Whether a craft is what others go up on, by its class word or by how the sentence uses it."""
    ent = view.ents[craft]
    if cues.ROCKET.search(ent.text):
        return True
    if not cues.LAUNCHES.search(sentence.text):
        return False
    after = view.text[ent.end : ent.end + 16]
    before = view.text[max(sentence.start, ent.start - 40) : ent.start]
    return bool(cues.CARRIES.match(after) or cues.CARRIED_ON.search(before))


def _most_specific(view: View, crafts: list[int]) -> list[int]:
    """The named craft where a clause names both them and their class."""
    named = [i for i in crafts if is_named_craft(view.ents[i].text)]
    return named or crafts


def _flies_on(view: View, payloads: list[int], missions: list[int]) -> Iterator[Pair]:
    for mission in missions:
        start, end = view.ents[mission].start, view.ents[mission].end
        gaps = {i: min(_gap(view, i, start), _gap(view, i, end)) for i in payloads}
        near = [i for i in payloads if gaps[i] <= _BESIDE]
        if near:
            yield Pair(min(near, key=gaps.__getitem__), "FLIES_ON", mission)


def _is_when(view: View, date: int, launch: int) -> bool:
    """Whether a date dates the launch: it stands near, and is not said to date something else."""
    end = view.ents[date].end
    if cues.OTHER_EVENT.match(view.text, end):
        return False
    return _gap(view, date, launch) <= _WHEN


def _governed(view: View, ent: int, launch: int) -> bool:
    """Whether a mention can belong to a launch: Japanese says it before, or right behind it.

    ``ウズメの打ち上げを予定し、ミッション1の成果を…``: the mission is the next clause's.
    """
    if view.language != "ja" or view.ents[ent].start <= launch:
        return True
    return re.search("[、。]", view.text[launch : view.ents[ent].start]) is None


def _nearest(view: View, ent: int, launches: list[int]) -> int:
    behind = bisect_left(launches, view.ents[ent].start)
    return min(launches[max(behind - 1, 0) : behind + 1], key=lambda at: _gap(view, ent, at))


def _gap(view: View, ent: int, place: int) -> int:
    """Characters between a mention and a place in the text."""
    start, end = view.ents[ent].start, view.ents[ent].end
    return max(start - place, place - end, 0)
