"""The stretches of text within which facts are looked for, and whom each speaks of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kisha.pipeline.blocks import Block, classify
from kisha.pipeline.layout import restore
from kisha.pipeline.naming import is_named_craft
from kisha.pipeline.people import Holdings
from kisha.pipeline.view import Place, View

_END = re.compile(r"。[」』）)]*|(?<=[a-z0-9)\"”])[.!?][\"”)]?\s+(?=[A-Z“\"])")
_APPOSED = re.compile(r"[ 　]?[「『“\"]|\s")
# "NASAが行うアルテミス計画": who runs what follows is not whom the sentence speaks of.
_RELATIVE = (
    r"[^、。]{0,10}?(?:開発|率い|推進|主導|進め|行う|行って|実施|運営|運用|提供|手がけ|所有|保有|製造)"
    r"(?:する|している|した|る|ている|た)?[「『A-Z一-龠ァ-ヴ]"
)
_TOPIC = re.compile(
    r"[」』]?(?:社|氏)?(?:[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)])*[」』]?"
    rf"(?:(?:は|では|も)[、,]?|が(?!{_RELATIVE})|\s?[：:〉＞>】／/|]\s?)"
)
_TOPIC_EN = re.compile(
    r"(?:\s*\([^()]*\))*,?\s+(?:[a-z]+ly )?(?:today|has|have|is|was|will|plans?|announce|"
    r"develop|design|build|operate|sign|agree|select|win|won|complete|launch|lead|provide|"
    r"expect|aim|said)"
)


_OF_HEADING = ("about", "quote", "body")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence ``start:end`` of the restored text, its mentions by place in ``view.ents``.

    ``subject`` is the place of the organisation that it speaks of, said or understood.
    """

    start: int
    end: int
    kind: str
    text: str
    ents: tuple[int, ...]
    subject: int | None

    def of(self, view: View, *labels: str) -> list[int]:
        """The mentions of the sentence with one of ``labels``, in order."""
        return [i for i in self.ents if view.ents[i].label in labels]


def sentences(view: View, people: Holdings) -> Iterator[Sentence]:
    """The sentences of a release, block by block.

    What stands below a heading that names an organisation, or a person of one, speaks of that;
    the rest of its own topic, else of the issuer: the first organisation that is named.
    """
    ents = view.ents
    issuer = next((i for i, ent in enumerate(ents) if ent.label == "ORG"), None)
    heading: int | None = None
    for block in view.blocks:
        first = _first_org(view, block)
        if block.label == "heading":
            speaker = _speaker(view, block, people)
            heading = speaker if speaker is not None else first
        own = heading if heading is not None and block.label in _OF_HEADING else issuer
        topic = own
        for start, end in _stretches(view.text, block):
            inside = tuple(view.within(start, end))
            said = next((i for i in inside if ents[i].label == "ORG" and _is_topic(view, i)), None)
            topic = said if said is not None else topic
            yield Sentence(start, end, block.label, view.text[start:end], inside, topic)


def appositions(view: View) -> dict[int, int]:
    """The named craft of each class noun that stands right before it: ``月着陸船「ウズメ」``.

    A fact belongs to the most specific entity that the text names (guidelines §5).
    """
    named: dict[int, int] = {}
    for i, (craft, name) in enumerate(pairwise(view.ents)):
        both_craft = craft.label == name.label == "VEHICLE" and craft.id != name.id
        apposed = both_craft and _APPOSED.fullmatch(view.between(i, i + 1))
        if apposed and not is_named_craft(craft.text):
            named[i] = i + 1
    return named


def sentence_ends(source: str) -> list[int]:
    """The offsets into a source text at which its sentences end, in order."""
    layout = restore(source)
    ends = [end for block in classify(layout.text) for _, end in _stretches(layout.text, block)]
    return [layout.offsets.to_source(end - 1, end)[1] for end in ends]


def _stretches(text: str, block: Place | Block) -> Iterator[tuple[int, int]]:
    start = block.start
    for found in _END.finditer(text, block.start, block.end):
        yield start, found.end()
        start = found.end()
    if start < block.end:
        yield start, block.end


def _first_org(view: View, block: Place) -> int | None:
    inside = view.within(block.start, block.end)
    return next((i for i in inside if view.ents[i].label == "ORG"), None)


def _speaker(view: View, block: Place, people: Holdings) -> int | None:
    """The employer of the person whom a comment's heading names."""
    inside = view.within(block.start, block.end)
    speaker = next((i for i in inside if view.ents[i].label == "PERSON"), None)
    return None if speaker is None else people.employers.get(speaker)


def _is_topic(view: View, i: int) -> bool:
    after = view.text[view.ents[i].end : view.ents[i].end + 200]
    return bool(_TOPIC.match(after) or _TOPIC_EN.match(after))
