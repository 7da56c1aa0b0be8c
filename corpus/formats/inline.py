r"""The inline format: a text in which a person labels mentions in any editor.

    [株式会社 ispace](ORG e1)（代表取締役：[袴田武史](PERSON e3)）は、[2022 年 12 月](DATE e4)に…
    --- facts ---
    e4 = 2022-12
    e3 AFFILIATED_WITH e1

Above the last ``--- facts ---`` line stands the source text to the character, ``\``, ``[`` and
``]`` of the text itself escaped by a backslash; below it a line for each date value and fact. The
evidence of a fact is the nearest mentions of the two; others are named by their number among the
mentions of the entity (``e3#2 AFFILIATED_WITH e1#1``), anything else by its offsets into the text
(``e3 AFFILIATED_WITH e1 @12:40``). ``~0.93`` at the end of a mention or fact is a score.
``#`` starts a comment line.
"""

import re

from kisha.corpus.document import (
    Document,
    Fact,
    Mention,
    Relation,
    Span,
    build,
    evidence_pair,
    hull,
    nearest,
)
from kisha.corpus.errors import bad_syntax
from kisha.corpus.language import language_of

FACTS = "--- facts ---"

_MENTION = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]\((\w+) (e\d+)(?: ~([0-9.e-]+))?\)", re.DOTALL)
_BROKEN = re.compile(r"(?<!\\)\]\s?[(（]\s?(?:[A-Za-z]+ e\d|[A-Z]{3,})|(?<!\\)\]\([A-Za-z]")
_ESCAPE = re.compile(r"\\([\\\[\]])")
_VALUE = re.compile(r"(e\d+) = (\S+)")
_FACT = re.compile(
    r"(e\d+)(?:#(\d+))? (\w+) (e\d+)(?:#(\d+))?(?: @(\d+):(\d+))?"
    r"(?: ~([0-9]+(?:\.[0-9]+)?(?:e-?[0-9]+)?))?"
)


def loads(content: str, *, id: str, place: str | None = None) -> Document:
    """The document written in ``content``; ``place`` names it in errors.

    Raises:
        KishaError: C101, a line that cannot be read or names an entity without mentions.
    """
    place = place or id
    marked, found, below = content.rpartition(f"\n{FACTS}\n")
    if not found:
        raise bad_syntax(place, f"no line {FACTS!r} between text and facts")
    text, spans = _unmark(marked, place)
    plain = build(id, text, language="", spans=spans)
    groups: dict[str, list[Mention]] = {}
    for span, mention in zip(spans, plain.mentions, strict=True):
        groups.setdefault(span.key, []).append(mention)
    values: dict[str, str] = {}
    facts: list[Fact] = []
    first_line = marked.count("\n") + 3
    for number, line in enumerate(below.splitlines(), first_line):
        where = f"{place}:{number}"
        if not line.strip() or line.startswith("#"):
            continue
        if value := _VALUE.fullmatch(line.strip()):
            _known(value[1], groups, where)
            values[value[1]] = value[2]
        elif fact := _FACT.fullmatch(line.strip()):
            facts.append(_read_fact(fact, groups, where))
        else:
            raise bad_syntax(where, f"neither a date value nor a fact: {line!r}")
    language = language_of(text)
    return build(id, text, language=language, spans=spans, values=values, facts=facts)


def dumps(document: Document) -> str:
    """``document`` in the inline format; ``loads`` gives the same document back."""
    pieces: list[str] = []
    last = 0
    for mention in document.mentions:
        surface = _escape(document.text[mention.start : mention.end])
        pieces += _escape(document.text[last : mention.start]), f"[{surface}]"
        score = "" if mention.score == 1 else f" ~{mention.score!r}"
        pieces.append(f"({mention.label} {mention.entity}{score})")
        last = mention.end
    pieces += _escape(document.text[last:]), f"\n{FACTS}\n"
    pieces += [f"{entity.id} = {entity.value}\n" for entity in document.entities if entity.value]
    pieces += [f"{_write_fact(document, relation)}\n" for relation in document.relations]
    return "".join(pieces)


def _unmark(marked: str, place: str) -> tuple[str, list[Span]]:
    pieces: list[str] = []
    spans: list[Span] = []
    length = last = 0
    for found in _MENTION.finditer(marked):
        between = _plain(marked, last, found.start(), place)
        surface = _ESCAPE.sub(r"\1", found[1])
        start = length + len(between)
        length = start + len(surface)
        pieces += between, surface
        spans.append(
            Span(start, length, found[2], found[3], _score(found[4], marked, found, place))
        )
        last = found.end()
    return "".join([*pieces, _plain(marked, last, len(marked), place)]), spans


def _score(written: str | None, marked: str, found: re.Match[str], place: str) -> float:
    try:
        return float(written or 1)
    except ValueError:
        line = marked.count("\n", 0, found.start()) + 1
        raise bad_syntax(f"{place}:{line}", f"no score: {written!r}") from None


def _plain(marked: str, start: int, end: int, place: str) -> str:
    """The text between mentions; a half-written mention in it is an error, not text."""
    stretch = marked[start:end]
    if broken := _BROKEN.search(stretch):
        line = marked.count("\n", 0, start + broken.start()) + 1
        context = stretch[max(0, broken.start() - 12) : broken.end() + 12]
        raise bad_syntax(f"{place}:{line}", f"a mention that cannot be read near {context!r}")
    return _ESCAPE.sub(r"\1", stretch)


def _escape(text: str) -> str:
    return re.sub(r"([\\\[\]])", r"\\\1", text)


def _known(key: str, groups: dict[str, list[Mention]], where: str) -> list[Mention]:
    if key not in groups:
        raise bad_syntax(where, f"{key} has no mention in the text")
    return groups[key]


def _read_fact(found: re.Match[str], groups: dict[str, list[Mention]], where: str) -> Fact:
    head, head_number, type, tail, tail_number, start, end, score = found.groups()
    heads, tails = _known(head, groups, where), _known(tail, groups, where)
    evidence = None
    if start is not None:
        evidence = int(start), int(end)
    elif head_number or tail_number:
        first, second = int(head_number or 1), int(tail_number or 1)
        if not (1 <= first <= len(heads) and 1 <= second <= len(tails)):
            raise bad_syntax(where, f"no such mention: {found.group()!r}")
        evidence = hull(heads[first - 1], tails[second - 1])
    return Fact(head, type, tail, evidence, float(score or 1))


def _write_fact(document: Document, relation: Relation) -> str:
    heads, tails = document.mentions_of(relation.head), document.mentions_of(relation.tail)
    score = "" if relation.score == 1 else f" ~{relation.score!r}"
    plain = f"{relation.head} {relation.type} {relation.tail}"
    pair = evidence_pair(document, relation)
    if pair is None:
        return f"{plain} @{relation.start}:{relation.end}{score}"
    if pair == nearest(heads, tails):
        return plain + score
    head, tail = heads.index(pair[0]) + 1, tails.index(pair[1]) + 1
    return f"{relation.head}#{head} {relation.type} {relation.tail}#{tail}{score}"
