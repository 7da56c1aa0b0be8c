"""The same text in other typography, and with the slips of real releases."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator

from kisha.models.told import Edit, Told
from kisha.pipeline.layout import restore

Change = Callable[[Told, random.Random], Told]

_HALF = re.compile(r"[0-9A-Za-z]+")
_DIGITS = re.compile(r"[0-9]+")
_FULL = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
_TO_FULL = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_JAPANESE = r"[ぁ-んァ-ヴー一-龠々]"
_SEAM = re.compile(
    rf"(?<={_JAPANESE})(?P<a> ?)(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?P<b> ?)(?={_JAPANESE})"
)
_QUOTE = re.compile('[「」『』“”"]')
_LINE = re.compile(r"[^\n]+")
_MARK = re.compile(r"(?m)^(?:[・●■◆◇○※▪▼•*–—-] ?)(?=\S)")
_MARKS = ("・", "● ", "■", "◆ ", "○", "▪ ", "▼", "• ", "* ", "- ", "– ", "※ ")
_HEADING = re.compile(r"(?m)^(?=[^\n]{8,90}$)[^\n]*[^\n.。:：,]$")
_LETTERS = re.compile(r"[A-Za-zァ-ヴー]{6,}")
_TYPED = ("ORG", "VEHICLE", "MISSION")


def widths(told: Told, rng: random.Random) -> Told:
    """Latin letters and digits, or digits alone, in the other width."""
    if told.language != "ja":
        return told
    pattern = rng.choice((_HALF, _DIGITS, _FULL))
    return told.edited(_of_width(told.text, pattern))


def _of_width(text: str, pattern: re.Pattern[str]) -> Iterator[Edit]:
    for run in pattern.finditer(text):
        other = unicodedata.normalize("NFKC", run.group()) if pattern is _FULL else None
        yield Edit(run.start(), run.end(), other or run.group().translate(_TO_FULL))


def seams(told: Told, rng: random.Random) -> Told:
    """Between Japanese and Latin script a space throughout, or none."""
    new = rng.choice(("", " "))
    return told.edited(Edit(seam.start(), seam.end(), new) for seam in _SEAM.finditer(told.text))


def wraps(told: Told, rng: random.Random) -> Told:
    """Lines broken as a PDF breaks them, stray spaces, and what the layout makes of both."""
    widest = rng.randint(38, 52) if told.language == "ja" else rng.randint(70, 95)
    gap = rng.choice(("\n", "\n\n", " \n\n"))
    broken = told.edited(_breaks(told, widest, gap))
    strayed = broken.edited(_strays(broken.text, rng, 0.002 if told.language == "ja" else 0))
    layout = restore(strayed.text)
    moved = []
    for span in strayed.spans:
        start, end = layout.offsets.to_text(span.start, span.end)
        if start < end:
            moved.append(span._replace(start=start, end=end))
    return Told(layout.text, tuple(moved), told.language)


def _breaks(told: Told, widest: int, gap: str) -> Iterator[Edit]:
    for line in _LINE.finditer(told.text):
        start = line.start()
        while line.end() - start > widest:
            place = start + widest
            if told.language == "ja":
                yield Edit(place, place, gap)
                start = place
                continue
            space = told.text.rfind(" ", start + 1, place)
            if space < 0:
                break
            yield Edit(space, space + 1, gap)
            start = space + 1
        if line.end() < len(told.text) and len(gap) > 1:
            yield Edit(line.end(), line.end(), gap)


def _strays(text: str, rng: random.Random, rate: float) -> Iterator[Edit]:
    for place in range(1, len(text)):
        if rng.random() < rate and not text[place - 1 : place + 1].isspace():
            yield Edit(place, place, " ")


def quotes(told: Told, rng: random.Random) -> Told:
    """Quotation marks dropped."""
    return told.edited(Edit(mark.start(), mark.end(), "") for mark in _QUOTE.finditer(told.text))


def marks(told: Told, rng: random.Random) -> Told:
    """Another mark before the items of lists, or before lines that had none."""
    mark = rng.choice(_MARKS)
    edits = [Edit(old.start(), old.end(), mark) for old in _MARK.finditer(told.text)]
    if not edits:
        lines = [line for line in _LINE.finditer(told.text) if len(line.group()) < 120]
        chosen = sorted(rng.sample(range(len(lines)), len(lines) // 3))
        edits = [Edit(lines[n].start(), lines[n].start(), mark) for n in chosen]
    return told.edited(edits)


def capitals(told: Told, rng: random.Random) -> Told:
    """Headings in capitals, as English ones often are."""
    if told.language != "en":
        return told
    return told.edited(
        Edit(heading.start() + m.start(), heading.start() + m.end(), m.group().upper())
        for heading in _HEADING.finditer(told.text)
        for m in re.finditer(r"[a-z]+", heading.group())
        if len(m.group().upper()) == len(m.group())
    )


def typos(told: Told, rng: random.Random) -> Told:
    """Letters of a name or two dropped, doubled or swapped."""
    spans = [span for span in told.spans if span.label in _TYPED]
    edits = []
    for span in sorted(rng.sample(spans, min(2, len(spans)))):
        word = _LETTERS.search(told.text, span.start, span.end)
        if word is None:
            continue
        place = rng.randrange(word.start() + 1, word.end() - 2)
        one, two = told.text[place], told.text[place + 1]
        edits.append(Edit(place, place + 2, rng.choice((one, two + one, one + one + two))))
    return told.edited(edits)


CHANGES: dict[str, Change] = {
    "widths": widths,
    "seams": seams,
    "wraps": wraps,
    "quotes": quotes,
    "marks": marks,
    "capitals": capitals,
    "typos": typos,
}
