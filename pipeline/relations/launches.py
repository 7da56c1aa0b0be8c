"""What goes up, on what, when, and in which mission."""

from collections.abc import Iterator

from kisha.pipeline.naming import is_named_craft
from kisha.pipeline.relations import cues
from kisha.pipeline.relations.pairs import Pair
from kisha.pipeline.relations.sentences import Sentence
from kisha.pipeline.view import View

_CLOSE = 30


def find(view: View, sentence: Sentence) -> Iterator[Pair]:
    """The launch facts of one sentence."""
    crafts = sentence.of(view, "VEHICLE")
    missions = sentence.of(view, "MISSION")
    carriers = [i for i in crafts if _is_carrier(view, i, sentence)]
    payloads = _most_specific(view, [i for i in crafts if i not in carriers])
    yield from _flies_on(view, payloads, missions)
    if not cues.LAUNCHES.search(sentence.text):
        return
    going_up = payloads + missions
    for carrier in carriers:
        for thing in going_up:
            if _same_clause(view, thing, carrier):
                yield Pair(thing, "LAUNCHED_BY", carrier)
    for date in _launch_dates(view, sentence):
        for thing in going_up or carriers:
            if _same_clause(view, thing, date):
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
    """The named craft where a sentence names both them and their class."""
    named = [i for i in crafts if is_named_craft(view.ents[i].text)]
    return named or crafts


def _flies_on(view: View, payloads: list[int], missions: list[int]) -> Iterator[Pair]:
    for mission in missions:
        near = [i for i in payloads if _distance(view, i, mission) <= _CLOSE]
        if near:
            craft = min(near, key=lambda i: _distance(view, i, mission))
            yield Pair(craft, "FLIES_ON", mission)


def _launch_dates(view: View, sentence: Sentence) -> Iterator[int]:
    """The dates near the word that speaks of the launch."""
    places = [sentence.start + found.start() for found in cues.LAUNCHES.finditer(sentence.text)]
    for date in sentence.of(view, "DATE"):
        ent = view.ents[date]
        if any(-_CLOSE <= place - ent.end <= 2 * _CLOSE for place in places):
            yield date


def _distance(view: View, one: int, other: int) -> int:
    first, second = sorted((view.ents[one], view.ents[other]), key=lambda ent: ent.start)
    return second.start - first.end


def _same_clause(view: View, one: int, other: int) -> bool:
    return _distance(view, one, other) <= 4 * _CLOSE
