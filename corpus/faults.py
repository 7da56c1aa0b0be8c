"""Every fault of an annotated document, each with its place; the guidelines as code."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kisha.corpus.calendar import contradiction
from kisha.corpus.document import Document, Mention, Relation
from kisha.corpus.schema import LABELS, RELATIONS, is_date_value

# Characters that the guidelines keep outside every span.
_OUTSIDE = {
    "start": "「『（([【<〈《“\"'、。，．,・:：;；※■◼●◆▼",
    "end": "「『（([【<〈《】》〉>”“、。，,:：;；※／/・",
}
_SUFFIXES = {"PERSON": ("氏", "様", "さん"), "DATE": ("頃", "付", "以降", "時点", "現在", "までに")}
_PREFIXES = {
    "PERSON": ("Mr. ", "Ms. ", "Mrs. ", "Dr. ", "Sir ", "Dame "),
    **dict.fromkeys(("DATE", "ROLE", "VEHICLE"), ("the ", "a ", "an ", "The ", "A ", "An ")),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where; ``line`` is of the text, from 1. A hint may be right as it is."""

    file: str
    line: int
    message: str
    hint: bool = False

    def __str__(self) -> str:
        # What can't be read at all says its own place.
        place = f"{self.file}:{self.line}: " if self.line else ""
        return f"{place}{'hint: ' if self.hint else ''}{self.message}"


def faults(document: Document, file: str) -> Iterator[Fault]:
    """The faults of one document, in order of kind."""

    def fault(offset: int, message: str, *, hint: bool = False) -> Fault:
        return Fault(file, document.text.count("\n", 0, offset) + 1, message, hint)

    for mention in document.mentions:
        for message in _mention(mention, document):
            yield fault(mention.start, message)
    furthest: Mention | None = None
    for mention in document.mentions:
        if furthest and mention.start < furthest.end:
            yield fault(mention.start, f"{furthest.text!r} and {mention.text!r} overlap")
        if furthest is None or mention.end > furthest.end:
            furthest = mention
    yield from (fault(offset, message) for offset, message in _entities(document))
    labels = {entity.id: entity.label for entity in document.entities}
    for relation in document.relations:
        signature = RELATIONS.get(relation.type)
        names = f"{relation.head} {relation.type} {relation.tail}"
        if signature is None:
            yield fault(relation.start, f"unknown relation: {names}")
        elif not signature.allows(labels[relation.head], labels[relation.tail]):
            ends = f"{labels[relation.head]} to {labels[relation.tail]}"
            yield fault(relation.start, f"{names} may not go from {ends}")
        elif relation.head == relation.tail:
            yield fault(relation.start, f"{names}: an entity's relation to itself")
        if not 0 <= relation.start < relation.end <= len(document.text):
            yield fault(0, f"{names}: evidence {relation.start}:{relation.end} is not in the text")
        elif held := _unproved(document, relation):
            yield fault(relation.start, f"{names}: its evidence names {held}", hint="only" in held)
    for offset, message in _repeats(document):
        yield fault(offset, message, hint=True)


def _unproved(document: Document, relation: Relation) -> str | None:
    """What the evidence of a fact lacks: a mention of its head, of its tail, of both."""

    def named(entity: str) -> bool:
        return any(
            relation.start <= mention.start and mention.end <= relation.end
            for mention in document.mentions_of(entity)
        )

    head, tail = named(relation.head), named(relation.tail)
    if head and tail:
        return None
    return "neither entity" if not head and not tail else f"{'head' if head else 'tail'} only"


def _mention(mention: Mention, document: Document) -> Iterator[str]:
    surface = document.text[mention.start : mention.end]
    if mention.label not in LABELS:
        yield f"unknown label {mention.label} on {mention.text!r}; known: {', '.join(LABELS)}"
    if not surface.strip():
        yield f"an empty {mention.label} mention"
        return
    if surface != surface.strip():
        yield f"white space at the edge of {surface!r}"
    quoted = surface.count('"') % 2 and surface[-1] == '"'
    if surface[0] in _OUTSIDE["start"] or surface[-1] in _OUTSIDE["end"] or quoted:
        yield f"punctuation at the edge of {mention.text!r}"
    for opening, closing in ("（）", "()", "「」", "『』"):
        if surface.count(opening) != surface.count(closing):
            yield f"an unpaired bracket in {mention.text!r}"
    for suffix in _SUFFIXES.get(mention.label, ()):
        if surface.endswith(suffix):
            yield f"{suffix} belongs outside {mention.text!r}"
    for prefix in _PREFIXES.get(mention.label, ()):
        if surface.startswith(prefix):
            yield f"{prefix.strip()} belongs outside {mention.text!r}"


def _entities(document: Document) -> Iterator[tuple[int, str]]:
    for entity in document.entities:
        group = document.mentions_of(entity.id)
        place = group[0].start
        if len({mention.label for mention in group}) > 1:
            yield place, f"{entity.id} ({entity.name!r}) has mentions of several labels"
        if entity.value is None:
            continue
        if entity.label != "DATE":
            yield (
                place,
                f"{entity.id} ({entity.name!r}) is no DATE and has the value {entity.value!r}",
            )
        elif not is_date_value(entity.value):
            yield place, f"{entity.id} ({entity.name!r}): {entity.value!r} is no date value"
        else:
            for mention in group:
                if part := contradiction(mention.text, entity.value):
                    said = f"{mention.text!r} says {part}, its value {entity.value!r} does not"
                    yield mention.start, said


def _repeats(document: Document) -> Iterator[tuple[int, str]]:
    """Names that stand elsewhere without a label, or with another one."""
    labels: dict[str, set[str]] = defaultdict(set)
    for mention in document.mentions:
        if mention.start < mention.end:
            labels[document.text[mention.start : mention.end]].add(mention.label)
    covered = bytearray(len(document.text))
    for mention in document.mentions:
        covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    for surface, given in labels.items():
        offset = document.text.find(surface)
        if len(given) > 1:
            yield offset, f"{surface!r} is labelled {' and '.join(sorted(given))}"
        while offset >= 0:
            end = offset + len(surface)
            if (
                len(surface) > 2
                and not any(covered[offset:end])
                and _whole(document.text, offset, end)
            ):
                yield offset, f"{surface!r} is labelled {min(given)} elsewhere, not here"
            offset = document.text.find(surface, end)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch is no part of a longer Latin word or of an address."""
    before, after = text[start - 1 : start], text[end : end + 1]
    continues_left = _in_latin_word(before) and _in_latin_word(text[start])
    continues_right = _in_latin_word(after) and _in_latin_word(text[end - 1])
    return not continues_left and not continues_right


def _in_latin_word(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in tuple("-_./@"))
