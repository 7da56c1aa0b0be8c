"""The stretches of text within which facts are looked for, and whom each speaks of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from kisha.pipeline.people import Holdings

_END = re.compile(r"。[」』）)]*|(?<=[a-z0-9)\"”])[.!?][\"”)]?\s+(?=[A-Z“\"])")
_TOPIC = re.compile(
    r"[」』]?(?:社|"
    r"氏)?(?:[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)])*[」』]?(?:は|が|では|"
    r"も)[、,]?(?!開発|率い)"
)
_TOPIC_EN = re.compile(
    r"(?:\s*\([^()]*\))*,?\s+(?:[a-z]+ly )?(?:today|has|have|is|was|will|plans?|announce|"
    r"develop|design|build|operate|sign|agree|select|win|won|complete|launch|lead|provide|"
    r"expect|aim|said)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence ``start:end`` of the restored text and the places of its mentions in ``doc.ents``.

    ``subject`` is the place of the organisation that it speaks of, said or understood.
    """

    start: int
    end: int
    kind: str
    text: str
    ents: tuple[int, ...]
    subject: int | None

    def of(self, doc: Doc, *labels: str) -> list[int]:
        """The mentions of the sentence with one of ``labels``, in order."""
        return [i for i in self.ents if doc.ents[i].label_ in labels]


def sentences(doc: Doc, people: Holdings, blocks: str) -> Iterator[Sentence]:
    """The sentences of a release, block by block.

    An "about" block speaks of the organisation of its heading, a comment of the speaker's, and the
    rest of its own topic, else of the issuer: the first organisation that is named.
    """
    ents = doc.ents
    issuer = next((i for i, ent in enumerate(ents) if ent.label_ == "ORG"), None)
    heading: int | None = None
    for block in doc.spans[blocks]:
        first = _first_org(doc, block)
        if block.label_ == "heading":
            speaker = _speaker(doc, block, people)
            heading = speaker if speaker is not None else first
        own = heading if block.label_ in ("about", "quote") else issuer
        topic = own
        for start, end in _stretches(doc.text, block):
            inside = tuple(
                i for i, e in enumerate(ents) if start <= e.start_char and e.end_char <= end
            )
            said = next((i for i in inside if ents[i].label_ == "ORG" and _is_topic(doc, i)), None)
            topic = said if said is not None else topic
            yield Sentence(start, end, block.label_, doc.text[start:end], inside, topic)


def _stretches(text: str, block: Span) -> Iterator[tuple[int, int]]:
    start = block.start_char
    for found in _END.finditer(text, block.start_char, block.end_char):
        yield start, found.end()
        start = found.end()
    if start < block.end_char:
        yield start, block.end_char


def _first_org(doc: Doc, block: Span) -> int | None:
    for i, ent in enumerate(doc.ents):
        if ent.label_ == "ORG" and block.start_char <= ent.start_char < block.end_char:
            return i
    return None


def _speaker(doc: Doc, block: Span, people: Holdings) -> int | None:
    """The employer of the person whom a comment's heading names."""
    for i, ent in enumerate(doc.ents):
        if ent.label_ == "PERSON" and block.start_char <= ent.start_char < block.end_char:
            return people.employers.get(i)
    return None


def _is_topic(doc: Doc, i: int) -> bool:
    after = doc.text[doc.ents[i].end_char : doc.ents[i].end_char + 200]
    return bool(_TOPIC.match(after) or _TOPIC_EN.match(after))
