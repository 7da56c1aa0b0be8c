"""Facts by rules over mentions, blocks and the words between: see ``cues`` for the words."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from kisha.corpus.document import Fact
from kisha.corpus.schema import RELATIONS
from kisha.pipeline import people
from kisha.pipeline.relations import cues, launches
from kisha.pipeline.relations.pairs import Pair
from kisha.pipeline.relations.sentences import Sentence, appositions, sentences
from kisha.pipeline.view import View

_NEAR = 40
# More organisations in one headline are a list, not partners each of each.
_FEW = 10


def extract(view: View) -> list[Fact]:
    """The facts of a release with entity ids and blocks, each once, its first evidence kept."""
    held = people.holdings(view)
    pairs: list[Pair] = list(_posts(held))
    for sentence in sentences(view, held):
        owned = list(_owns(view, sentence))
        pairs += owned
        pairs += _partners(view, sentence, owned)
        pairs += _develops(view, sentence)
        pairs += _founded(view, sentence)
        pairs += _participates(view, sentence)
        pairs += launches.find(view, sentence)
    pairs += _default_employers(view, held, pairs)
    named = appositions(view)
    facts: dict[tuple[str, str, str], Fact] = {}
    for head, type, tail in pairs:
        fact = _fact(view, Pair(named.get(head, head), type, named.get(tail, tail)))
        if fact is not None:
            facts.setdefault(fact[:3], fact)
    return list(facts.values())


def _fact(view: View, pair: Pair) -> Fact | None:
    head, tail = view.ents[pair.head], view.ents[pair.tail]
    ends = head.id, tail.id
    signature = RELATIONS[pair.type]
    if ends[0] == ends[1] or not signature.allows(head.label, tail.label):
        return None
    if signature.symmetric and int(ends[1][1:]) < int(ends[0][1:]):
        ends = ends[1], ends[0]
    start, end = min(head.start, tail.start), max(head.end, tail.end)
    return Fact(ends[0], pair.type, ends[1], (start, end))


def _posts(held: people.Holdings) -> Iterator[Pair]:
    for role, persons in held.holders.items():
        for person in persons:
            yield Pair(person, "HOLDS_ROLE", role)
    for person, employer in held.employers.items():
        yield Pair(person, "AFFILIATED_WITH", employer)


def _default_employers(view: View, held: people.Holdings, pairs: list[Pair]) -> Iterator[Pair]:
    """Who has a title but no organisation beside it works for the last one of the line, else the
    first of the release: its issuer."""
    placed = {view.ents[p.head].id for p in pairs if p.type == "AFFILIATED_WITH"}
    titled = {person for persons in held.holders.values() for person in persons}
    for person in sorted(titled):
        if view.ents[person].id in placed:
            continue
        orgs = [i for i in range(person) if view.ents[i].label == "ORG"]
        line = view.text.rfind("\n", 0, view.ents[person].start)
        same_line = [i for i in orgs if view.ents[i].start > line]
        if orgs:
            placed.add(view.ents[person].id)
            yield Pair(person, "AFFILIATED_WITH", (same_line[-1:] or orgs[:1])[0])


def _partners(view: View, sentence: Sentence, owned: list[Pair]) -> Iterator[Pair]:
    if not cues.AGREES.search(sentence.text) or sentence.kind in ("contact", "caption", "footnote"):
        return
    if cues.UNDONE.search(sentence.text):
        return
    owners = {pair.head for pair in owned}
    orgs = [i for i in sentence.of(view, "ORG") if i not in owners and not _is_maker(view, i)]
    headline = sentence.kind in ("title", "lead")
    if headline:
        if not cues.ADOPTED.search(sentence.text) and len(orgs) <= _FEW:
            for one, other in combinations(orgs, 2):
                yield Pair(one, "PARTNERS_WITH", other)
        return
    if not cues.STRONG.search(sentence.text):
        return
    linked = [i for i in orgs if _is_linked(view, i)]
    ends = [i for i in orgs if i in linked or i == sentence.subject]
    if sentence.subject is not None and linked:
        ends = [sentence.subject, *(i for i in ends if i != sentence.subject)]
    for one, other in combinations(ends[:_FEW], 2):
        yield Pair(one, "PARTNERS_WITH", other)


def _is_maker(view: View, org: int) -> bool:
    """Whether an organisation is only named as a craft's: ``SpaceXのFalcon 9``."""
    craft = org + 1 < len(view.ents) and view.ents[org + 1].label == "VEHICLE"
    return craft and view.between(org, org + 1) in (" ", "の", "'s ", "’s ", "製")


def _is_linked(view: View, org: int) -> bool:
    """Whether an organisation is named as somebody with whom: ``Xと``, ``with X``, ``X and``."""
    end, start = view.ents[org].end, view.ents[org].start
    after, before = view.text[end : end + 8], view.text[max(0, start - 12) : start]
    return bool(cues.WITH_AFTER.match(after) or cues.WITH_BEFORE.search(before))


def _owns(view: View, sentence: Sentence) -> Iterator[Pair]:
    if not cues.OWNED.search(sentence.text):
        return
    orgs = sentence.of(view, "ORG")
    for one, other in pairwise(orgs):
        gap = view.between(one, other)
        if cues.SUBSIDIARY_OF.fullmatch(gap):
            yield Pair(one, "OWNS", other)
        elif cues.OWNED_BY.fullmatch(gap):
            yield Pair(other, "OWNS", one)
    venture = cues.JOINT_VENTURE.search(sentence.text)
    if venture:
        yield from _joint_venture(view, sentence, orgs, sentence.start + venture.start())


def _joint_venture(view: View, sentence: Sentence, orgs: list[int], place: int) -> Iterator[Pair]:
    """``A（67%）とB（33%）の合弁企業であるC``: A and B own C; ``Cは、AとBの合弁``: likewise."""
    before = [i for i in orgs if view.ents[i].end <= place]
    after = [i for i in orgs if view.ents[i].start > place]
    shared = [
        i for i in before if cues.SHARE.match(view.text[view.ents[i].end : view.ents[i].end + 30])
    ]
    owners = shared if len(shared) > 1 else before[-2:]
    following = after[0] if after and view.ents[after[0]].start - place < _NEAR else None
    venture = following if following is not None else sentence.subject
    if cues.OF_EN.match(view.text[place : place + 40]) and len(after) > 1:
        owners, venture = after[:2], sentence.subject
    if venture is None:
        return
    for owner in owners:
        if view.ents[owner].id != view.ents[venture].id:
            yield Pair(owner, "OWNS", venture)


def _develops(view: View, sentence: Sentence) -> Iterator[Pair]:
    for craft in sentence.of(view, "VEHICLE"):
        ent = view.ents[craft]
        maker = craft - 1 if craft and view.ents[craft - 1].label == "ORG" else None
        if maker is not None and (
            _is_maker(view, maker) or cues.MADE_BY.fullmatch(view.between(maker, craft))
        ):
            yield Pair(maker, "DEVELOPS", craft)
            continue
        after = view.text[ent.end : min(sentence.end, ent.end + _NEAR)]
        following = craft + 1 if craft + 1 < len(view.ents) else None
        named = following is not None and view.ents[following].label == "ORG"
        if named and cues.DEVELOPED_BY.fullmatch(view.between(craft, craft + 1)):
            yield Pair(craft + 1, "DEVELOPS", craft)
            continue
        before = view.text[max(sentence.start, ent.start - _NEAR) : ent.start]
        said = cues.DEVELOPS_AFTER.match(after) or cues.DEVELOPS_EN.search(before)
        if said and not cues.STUDIES.search(sentence.text) and sentence.subject is not None:
            yield Pair(sentence.subject, "DEVELOPS", craft)


def _founded(view: View, sentence: Sentence) -> Iterator[Pair]:
    if sentence.subject is None:
        return
    for date in sentence.of(view, "DATE"):
        ent = view.ents[date]
        after = view.text[ent.end : min(sentence.end, ent.end + _NEAR)]
        before = view.text[max(sentence.start, ent.start - _NEAR) : ent.start]
        if cues.FOUNDED_AFTER.match(after) or cues.FOUNDED_BEFORE.search(before):
            yield Pair(sentence.subject, "FOUNDED_IN", date)


def _participates(view: View, sentence: Sentence) -> Iterator[Pair]:
    for mission in sentence.of(view, "MISSION"):
        runner = mission - 1 if mission and view.ents[mission - 1].label == "ORG" else None
        if runner is not None and cues.RUNS.fullmatch(view.between(runner, mission)):
            yield Pair(runner, "PARTICIPATES_IN", mission)
        negated = cues.NEGATED.match(view.text, view.ents[mission].end, sentence.end)
        if sentence.subject is not None and not negated:
            yield Pair(sentence.subject, "PARTICIPATES_IN", mission)
