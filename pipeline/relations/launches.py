"""What goes up, on what, when, and in which mission."""

from collections.abc import Iterator

from spacy.tokens import Doc

from kisha.pipeline.naming import is_named_craft
from kisha.pipeline.relations import cues
from kisha.pipeline.relations.pairs import Pair
from kisha.pipeline.relations.sentences import Sentence

_CLOSE = 30


def find(doc: Doc, sentence: Sentence) -> Iterator[Pair]:
    """The launch facts of one sentence."""
    crafts = sentence.of(doc, "VEHICLE")
    missions = sentence.of(doc, "MISSION")
    carriers = [i for i in crafts if _is_carrier(doc, i, sentence)]
    payloads = _most_specific(doc, [i for i in crafts if i not in carriers])
    yield from _flies_on(doc, payloads, missions)
    if not cues.LAUNCHES.search(sentence.text):
        return
    going_up = payloads + missions
    for carrier in carriers:
        for thing in going_up:
            if _same_clause(doc, thing, carrier):
                yield Pair(thing, "LAUNCHED_BY", carrier)
    for date in _launch_dates(doc, sentence):
        for thing in going_up or carriers:
            if _same_clause(doc, thing, date):
                yield Pair(thing, "LAUNCH_DATE", date)


def _is_carrier(doc: Doc, craft: int, sentence: Sentence) -> bool:
    """Whether a craft is what others go up on, by its class word or by how the sentence uses it."""
    ent = doc.ents[craft]
    if cues.ROCKET.search(ent.text):
        return True
    if not cues.LAUNCHES.search(sentence.text):
        return False
    after = doc.text[ent.end_char : ent.end_char + 16]
    before = doc.text[max(sentence.start, ent.start_char - 40) : ent.start_char]
    return bool(cues.CARRIES.match(after) or cues.CARRIED_ON.search(before))


def _most_specific(doc: Doc, crafts: list[int]) -> list[int]:
    """The named craft where a sentence names both them and their class."""
    named = [i for i in crafts if is_named_craft(doc.ents[i].text)]
    return named or crafts


def _flies_on(doc: Doc, payloads: list[int], missions: list[int]) -> Iterator[Pair]:
    for mission in missions:
        near = [i for i in payloads if _distance(doc, i, mission) <= _CLOSE]
        if near:
            craft = min(near, key=lambda i: _distance(doc, i, mission))
            yield Pair(craft, "FLIES_ON", mission)


def _launch_dates(doc: Doc, sentence: Sentence) -> Iterator[int]:
    """The dates near the word that speaks of the launch."""
    places = [sentence.start + found.start() for found in cues.LAUNCHES.finditer(sentence.text)]
    for date in sentence.of(doc, "DATE"):
        ent = doc.ents[date]
        if any(-_CLOSE <= place - ent.end_char <= 2 * _CLOSE for place in places):
            yield date


def _distance(doc: Doc, one: int, other: int) -> int:
    first, second = sorted((doc.ents[one], doc.ents[other]), key=lambda ent: ent.start_char)
    return second.start_char - first.end_char


def _same_clause(doc: Doc, one: int, other: int) -> bool:
    return _distance(doc, one, other) <= 4 * _CLOSE
