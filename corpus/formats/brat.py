"""brat standoff, the stored format: ``X.txt`` with the source text, ``X.ann`` beside it.

T lines are mentions (continuous), ``*`` EQUIV lines the clusters of more than one mention, R lines
the facts between two mentions, which are their evidence. ``AnnotatorNotes`` on the first mention
of a date hold its value, on a fact ``@start:end`` evidence that is not two mentions' hull, and
on either ``~0.93`` a score. Offsets count code points, as brat's own do.
"""

import re
from collections.abc import Container
from itertools import chain
from pathlib import Path

from kisha.corpus.document import Document, Fact, Mention, Span, build, evidence_pair, hull, nearest
from kisha.corpus.errors import bad_syntax, missing_text
from kisha.corpus.formats.files import read_text
from kisha.corpus.language import language_of

_MENTION = re.compile(r"(T\d+)\t(\w+) (\d+) (\d+)\t(.*)")
_EQUIV = re.compile(r"\*\tEquiv ((?:T\d+ ?)+)")
_RELATION = re.compile(r"(R\d+)\t(\w+) Arg1:(T\d+) Arg2:(T\d+)\s*")
_NOTE = re.compile(r"#\d+\tAnnotatorNotes ([TR]\d+)\t(.*)")
_EVIDENCE = re.compile(r"(?:@(\d+):(\d+))? ?(?:~([0-9]+(?:\.[0-9]+)?(?:e-?[0-9]+)?))?")
_REMARK = re.compile(r"([^~\s]\S*)? ?(?:~([0-9]+(?:\.[0-9]+)?(?:e-?[0-9]+)?))?")
_BREAKS = re.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def read(path: Path) -> Document:
    """The document of ``X.ann`` and the ``X.txt`` beside it; its id is the file's stem.

    Raises:
        KishaError: C101 for a line that cannot be read, C102 without text, C103 if not UTF-8.
    """
    text_path = path.with_suffix(".txt")
    if not text_path.is_file():
        raise missing_text(text_path)
    ann = read_text(path).removeprefix("\ufeff").replace("\r\n", "\n")
    return loads(read_text(text_path), ann, id=path.stem, place=str(path))


def write(document: Document, folder: Path) -> None:
    """Writes ``folder/<id>.txt`` and ``folder/<id>.ann``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{document.id}.txt").write_bytes(document.text.encode())
    (folder / f"{document.id}.ann").write_bytes(dumps(document).encode())


def loads(text: str, ann: str, *, id: str, place: str | None = None) -> Document:
    """The document of a text and the content of its ``.ann``; ``place`` names it in errors."""
    place = place or id
    spans: dict[str, Span] = {}
    relations: dict[str, tuple[str, str, str]] = {}
    notes: dict[str, str] = {}
    clusters: list[set[str]] = []
    for number, line in enumerate(ann.split("\n"), 1):
        where = f"{place}:{number}"
        if found := _MENTION.fullmatch(line):
            _once(found[1], spans, where)
            spans[found[1]] = _read_mention(found, text, where)
        elif found := _EQUIV.fullmatch(line):
            clusters = _merged(clusters, set(found[1].split()))
        elif found := _RELATION.fullmatch(line):
            _once(found[1], relations, where)
            relations[found[1]] = found[3], found[2], found[4]
        elif found := _NOTE.fullmatch(line):
            notes[found[1]] = found[2]
        elif line.strip():
            raise bad_syntax(where, f"cannot be read: {line!r}")
    for id_ in [*chain(*clusters), *(end for h, _, t in relations.values() for end in (h, t))]:
        if id_ not in spans:
            raise bad_syntax(place, f"{id_} is used but not defined")
    keys = {id_: min(cluster) for cluster in clusters for id_ in cluster}
    keyed = {id_: span._replace(key=keys.get(id_, id_)) for id_, span in spans.items()}
    remarks = {id_: _read_remark(notes[id_]) for id_ in keyed if id_ in notes}
    values = {keyed[id_].key: value for id_, (value, _) in remarks.items() if value}
    keyed |= {id_: keyed[id_]._replace(score=score) for id_, (_, score) in remarks.items()}
    facts = [_read_fact(end, notes.get(id_, ""), keyed) for id_, end in relations.items()]
    language = language_of(text)
    return build(id, text, language=language, spans=keyed.values(), values=values, facts=facts)


def dumps(document: Document) -> str:
    """The ``.ann`` of ``document``; with its text, ``loads`` gives the same document back."""
    names = {mention.id: f"T{n}" for n, mention in enumerate(document.mentions, 1)}
    lines = [_write_mention(mention, names[mention.id], document) for mention in document.mentions]
    notes: list[str] = []
    for entity in document.entities:
        ids = [names[mention.id] for mention in document.mentions_of(entity.id)]
        if len(ids) > 1:
            lines.append(f"*\tEquiv {' '.join(ids)}")
        for number, mention in enumerate(document.mentions_of(entity.id)):
            value = entity.value if not number else None
            score = "" if mention.score == 1 else f"~{mention.score!r}"
            if value or score:
                remark = " ".join(filter(None, (value, score)))
                notes.append(f"AnnotatorNotes {names[mention.id]}\t{remark}")
    for n, relation in enumerate(document.relations, 1):
        pair = evidence_pair(document, relation)
        ends = document.mentions_of(relation.head), document.mentions_of(relation.tail)
        head, tail = pair or nearest(*ends)
        lines.append(f"R{n}\t{relation.type} Arg1:{names[head.id]} Arg2:{names[tail.id]}")
        place = "" if pair else f"@{relation.start}:{relation.end}"
        score = "" if relation.score == 1 else f"~{relation.score!r}"
        if place or score:
            notes.append(f"AnnotatorNotes R{n}\t{' '.join(filter(None, (place, score)))}")
    lines += [f"#{n}\t{note}" for n, note in enumerate(notes, 1)]
    return "".join(f"{line}\n" for line in lines)


def _once(id_: str, seen: Container[str], where: str) -> None:
    if id_ in seen:
        raise bad_syntax(where, f"{id_} is defined twice")


def _merged(clusters: list[set[str]], ids: set[str]) -> list[set[str]]:
    """The clusters with those that share an id with ``ids`` made one with it."""
    apart = [cluster for cluster in clusters if not cluster & ids]
    return [*apart, ids.union(*(cluster for cluster in clusters if cluster & ids))]


def _read_mention(found: re.Match[str], text: str, where: str) -> Span:
    start, end = int(found[3]), int(found[4])
    surface = _one_line(text[start:end])
    if not start < end <= len(text) or surface != found[5]:
        raise bad_syntax(where, f"the text at {start}:{end} is {surface!r}, not {found[5]!r}")
    return Span(start, end, found[2], found[1])


def _read_fact(end: tuple[str, str, str], note: str, spans: dict[str, Span]) -> Fact:
    head, type, tail = spans[end[0]], end[1], spans[end[2]]
    found = _EVIDENCE.fullmatch(note)
    given = found is not None and found[1] is not None
    evidence = (int(found[1]), int(found[2])) if found and given else hull(head, tail)
    score = float(found[3]) if found and found[3] else 1.0
    return Fact(head.key, type, tail.key, evidence, score)


def _read_remark(note: str) -> tuple[str, float]:
    """The date value and the score that a note on a mention holds."""
    found = _REMARK.fullmatch(note)
    return (found[1] or "", float(found[2] or 1)) if found else (note, 1.0)


def _write_mention(mention: Mention, name: str, document: Document) -> str:
    surface = _one_line(document.text[mention.start : mention.end])
    return f"{name}\t{mention.label} {mention.start} {mention.end}\t{surface}"


def _one_line(surface: str) -> str:
    # brat puts a space for each break, so that lengths agree; every break that Python knows.
    return _BREAKS.sub(" ", surface)
