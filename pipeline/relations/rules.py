"""Facts by rules over mentions, blocks and the words between: see ``cues`` for the words."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from spacy.tokens import Doc

from kisha.corpus.schema import RELATIONS
from kisha.pipeline import people
from kisha.pipeline.relations import cues, launches
from kisha.pipeline.relations.facts import Fact
from kisha.pipeline.relations.pairs import Pair, between
from kisha.pipeline.relations.sentences import Sentence, sentences

_NEAR = 40


def extract(doc: Doc) -> list[Fact]:
    """The facts of a release with entity ids and blocks, each once, its first evidence kept."""
    held = people.holdings(doc)
    pairs: list[Pair] = list(_posts(held))
    for sentence in sentences(doc, held, "kisha_blocks"):
        owned = list(_owns(doc, sentence))
        pairs += owned
        pairs += _partners(doc, sentence, owned)
        pairs += _develops(doc, sentence)
        pairs += _founded(doc, sentence)
        pairs += _participates(doc, sentence)
        pairs += launches.find(doc, sentence)
    pairs += _default_employers(doc, held, pairs)
    facts: dict[tuple[str, str, str], Fact] = {}
    for pair in pairs:
        fact = _fact(doc, pair)
        if fact is not None:
            facts.setdefault(fact[:3], fact)
    return list(facts.values())


def _fact(doc: Doc, pair: Pair) -> Fact | None:
    head, tail = doc.ents[pair.head], doc.ents[pair.tail]
    ends = head.id_, tail.id_
    signature = RELATIONS[pair.type]
    if ends[0] == ends[1] or not signature.allows(head.label_, tail.label_):
        return None
    if signature.symmetric and int(ends[1][1:]) < int(ends[0][1:]):
        ends = ends[1], ends[0]
    start, end = min(head.start_char, tail.start_char), max(head.end_char, tail.end_char)
    return Fact(ends[0], pair.type, ends[1], start, end)


def _posts(held: people.Holdings) -> Iterator[Pair]:
    for role, persons in held.holders.items():
        for person in persons:
            yield Pair(person, "HOLDS_ROLE", role)
    for person, employer in held.employers.items():
        yield Pair(person, "AFFILIATED_WITH", employer)


def _default_employers(doc: Doc, held: people.Holdings, pairs: list[Pair]) -> Iterator[Pair]:
    """Who has a title but no organisation beside it works for the one last named before."""
    placed = {doc.ents[p.head].id_ for p in pairs if p.type == "AFFILIATED_WITH"}
    titled = {person for persons in held.holders.values() for person in persons}
    for person in sorted(titled):
        if doc.ents[person].id_ in placed:
            continue
        orgs = [i for i in range(person) if doc.ents[i].label_ == "ORG"]
        line = doc.text.rfind("\n", 0, doc.ents[person].start_char)
        same_line = [i for i in orgs if doc.ents[i].start_char > line]
        if orgs:
            placed.add(doc.ents[person].id_)
            yield Pair(person, "AFFILIATED_WITH", (same_line[-1:] or orgs[:1])[0])


def _partners(doc: Doc, sentence: Sentence, owned: list[Pair]) -> Iterator[Pair]:
    if not cues.AGREES.search(sentence.text) or sentence.kind in ("contact", "caption", "footnote"):
        return
    owners = {pair.head for pair in owned}
    orgs = [i for i in sentence.of(doc, "ORG") if i not in owners]
    headline = sentence.kind in ("title", "lead")
    if headline:
        if not cues.ADOPTED.search(sentence.text):
            for one, other in combinations(orgs, 2):
                yield Pair(one, "PARTNERS_WITH", other)
        return
    if not cues.STRONG.search(sentence.text):
        return
    linked = [i for i in orgs if _is_linked(doc, i)]
    ends = [i for i in orgs if i in linked or i == sentence.subject]
    if sentence.subject is not None and linked:
        ends = [sentence.subject, *(i for i in ends if i != sentence.subject)]
    for one, other in combinations(ends, 2):
        yield Pair(one, "PARTNERS_WITH", other)


def _is_linked(doc: Doc, org: int) -> bool:
    """Whether an organisation is named as somebody with whom: ``Xと``, ``with X``, ``X and``."""
    end, start = doc.ents[org].end_char, doc.ents[org].start_char
    after, before = doc.text[end : end + 8], doc.text[max(0, start - 12) : start]
    return bool(cues.WITH_AFTER.match(after) or cues.WITH_BEFORE.search(before))


def _owns(doc: Doc, sentence: Sentence) -> Iterator[Pair]:
    if not cues.OWNED.search(sentence.text):
        return
    orgs = sentence.of(doc, "ORG")
    for one, other in pairwise(orgs):
        gap = between(doc, one, other)
        if cues.SUBSIDIARY_OF.fullmatch(gap):
            yield Pair(one, "OWNS", other)
        elif cues.OWNED_BY.fullmatch(gap):
            yield Pair(other, "OWNS", one)
    venture = cues.JOINT_VENTURE.search(sentence.text)
    if venture:
        yield from _joint_venture(doc, sentence, orgs, sentence.start + venture.start())


def _joint_venture(doc: Doc, sentence: Sentence, orgs: list[int], place: int) -> Iterator[Pair]:
    """``A（67%）とB（33%）の合弁企業であるC``: A and B own C; ``Cは、AとBの合弁``: likewise."""
    before = [i for i in orgs if doc.ents[i].end_char <= place]
    after = [i for i in orgs if doc.ents[i].start_char > place]
    shared = [i for i in before if cues.SHARE.match(doc.text[doc.ents[i].end_char :][:30])]
    owners = shared if len(shared) > 1 else before[-2:]
    following = after[0] if after and doc.ents[after[0]].start_char - place < _NEAR else None
    venture = following if following is not None else sentence.subject
    if cues.OF_EN.match(doc.text[place:][:40]) and len(after) > 1:
        owners, venture = after[:2], sentence.subject
    if venture is None:
        return
    for owner in owners:
        if doc.ents[owner].id_ != doc.ents[venture].id_:
            yield Pair(owner, "OWNS", venture)


def _develops(doc: Doc, sentence: Sentence) -> Iterator[Pair]:
    for craft in sentence.of(doc, "VEHICLE"):
        ent = doc.ents[craft]
        maker = craft - 1 if craft and doc.ents[craft - 1].label_ == "ORG" else None
        if maker is not None and cues.MADE_BY.fullmatch(between(doc, maker, craft)):
            yield Pair(maker, "DEVELOPS", craft)
            continue
        after = doc.text[ent.end_char : min(sentence.end, ent.end_char + _NEAR)]
        following = craft + 1 if craft + 1 < len(doc.ents) else None
        named = following is not None and doc.ents[following].label_ == "ORG"
        if named and cues.DEVELOPED_BY.fullmatch(between(doc, craft, craft + 1)):
            yield Pair(craft + 1, "DEVELOPS", craft)
            continue
        before = doc.text[max(sentence.start, ent.start_char - _NEAR) : ent.start_char]
        said = cues.DEVELOPS_AFTER.match(after) or cues.DEVELOPS_EN.search(before)
        if said and not cues.STUDIES.search(sentence.text) and sentence.subject is not None:
            yield Pair(sentence.subject, "DEVELOPS", craft)


def _founded(doc: Doc, sentence: Sentence) -> Iterator[Pair]:
    if sentence.subject is None:
        return
    for date in sentence.of(doc, "DATE"):
        ent = doc.ents[date]
        after = doc.text[ent.end_char : min(sentence.end, ent.end_char + 24)]
        before = doc.text[max(sentence.start, ent.start_char - 24) : ent.start_char]
        if cues.FOUNDED_AFTER.match(after) or cues.FOUNDED_BEFORE.search(before):
            yield Pair(sentence.subject, "FOUNDED_IN", date)


def _participates(doc: Doc, sentence: Sentence) -> Iterator[Pair]:
    for mission in sentence.of(doc, "MISSION"):
        runner = mission - 1 if mission and doc.ents[mission - 1].label_ == "ORG" else None
        if runner is not None and cues.RUNS.fullmatch(between(doc, runner, mission)):
            yield Pair(runner, "PARTICIPATES_IN", mission)
        if sentence.subject is not None and cues.JOINS.search(sentence.text):
            yield Pair(sentence.subject, "PARTICIPATES_IN", mission)
