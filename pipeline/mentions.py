"""Mentions as the guidelines draw them: edges first, then one name one label through a release.

A tagger sees a few words at a time. What a whole release tells, it can't: that ``以下「ミズホ」``
makes every ミズホ of the text that company, or that ``社`` after a name never belongs to it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kisha.pipeline import addresses

_SUFFIXES = {"ORG": {"社"}, "PERSON": {"氏", "様", "さん", "先生"}}
_NATIONS = set("伊仏米英独加豪露印韓中")
_ARTICLES = {"the", "a", "an", "its", "their", "our"}
_TITLES_OUTSIDE = {"mr.", "ms.", "mrs.", "dr.", "mr", "ms", "mrs", "dr", "sir", "dame"}
_DATE_SUFFIXES = {"頃", "ごろ", "付", "付け", "以降", "時点", "現在", "まで", "より", "から"}
_BRACKETS = {"（": "）", "(": ")", "「": "」", "『": "』"}
_OPENING = "「『“\"'（([【<＜〈《■□◼◾●○◆◇・、。,.:：;-–—―※"
_CLOSING = "」』”\"'、。,:：;；・-–—―※「『“（("
_DEFINED = re.compile(r"(?:以下[、,]?\s*[「『“\"]?|[(（]\s*(?:the\s)?[“\"])$")
_NAME = re.compile(r"[A-Z]{2}|[A-Z][a-z]|[ァ-ヴ]{3}|[一-龠]{2}|[ぁ-ん]{3}|[0-9]")
# Of the places where a name stands, the share that must be labelled to label the rest.
_SHARE = 0.5
_JOINERS = {"、", "・", "と", "及び", "および", "，", ",", "and", "&", "／", "/"}
_NUMBER = re.compile(r"[0-9０-９]{1,2}")
_LETTER = re.compile(r"[^\W\d_]")
# "Expand our planet. Expand our future."; not "Yahoo! Japan", "Assoc. of Engineers".
_SENTENCE = re.compile(r"[a-z]{4,}[.!?]\s+[A-Z][a-z]+\s+[a-z]+\b")
_MINISTRY = re.compile(r"[一-龠]{1,6}[省庁]")
_KANJI = re.compile(r"[一-龠]")
_NUMERIC = ("DATE", "MISSION", "VEHICLE")
_ONE_NAME = ("PERSON", "VEHICLE", "MISSION")
_NAMED = ("ORG", "PERSON", "VEHICLE", "MISSION")


def settle(doc: Doc) -> list[Span]:
    """The mentions of ``doc.ents``, edges by guidelines §2, the same name labelled alike."""
    stretches = list(addresses.find(doc.text))
    parted = (part for ent in doc.ents if not _is_sentence(ent) for part in _parted(ent))
    trimmed = [span for ent in parted for span in _trimmed(ent)]
    settled = [*_repeated(doc, trimmed)]
    settled += [span for ent in settled for span in _elliptical(ent)]
    return filter_spans([span for span in settled if not _within(span, stretches)])


def _within(span: Span, stretches: list[tuple[int, int]]) -> bool:
    return any(start < span.end_char and span.start_char < end for start, end in stretches)


def _is_sentence(ent: Span) -> bool:
    """Whether a mention is a slogan in Latin letters: a name holds no end of a sentence."""
    return ent.label_ != "DATE" and _SENTENCE.search(ent.text) is not None


def _parted(ent: Span) -> Iterator[Span]:
    """A ministry apart from its programme: ``経産省 SBIR補助金`` names two."""
    ministry = ent.label_ == "MISSION" and len(ent) > 1 and _MINISTRY.fullmatch(ent[0].text)
    if ministry and not _KANJI.match(ent[1].text):
        yield Span(ent.doc, ent.start, ent.start + 1, label="ORG")
        yield Span(ent.doc, ent.start + 1, ent.end, label=ent.label)
    else:
        yield ent


def _elliptical(ent: Span) -> Iterator[Span]:
    """The bare numbers that go on with a numbered mission or craft: ``ミッション1、2``."""
    doc, i = ent.doc, ent.end
    if ent.label_ not in ("MISSION", "VEHICLE") or not ent[-1].like_num or len(ent) < 2:
        return
    while i + 1 < len(doc) and doc[i].text in _JOINERS and _NUMBER.fullmatch(doc[i + 1].text):
        counted = i + 2 < len(doc) and doc[i + 2].pos_ in ("NOUN", "PROPN", "NUM")
        if counted or i + 2 == len(doc):
            return
        yield Span(doc, i + 1, i + 2, label=ent.label)
        i += 2


def _trimmed(ent: Span) -> Iterator[Span]:
    """The mention without what belongs outside it; nothing when nothing is left."""
    doc, start, end = ent.doc, ent.start, ent.end
    for token in ent:
        if "\n" in token.text or (token.text == "、" and ent.label_ in _ONE_NAME):
            end = token.i
            break
    while start < end and _is_outside_left(doc, start, end, ent.label_):
        start += 1
    while start < end and _is_outside_right(doc, start, end, ent.label_):
        end -= 1
    span = Span(doc, start, end, label=ent.label) if start < end else None
    if span is not None and (ent.label_ in _NUMERIC or _LETTER.search(span.text)):
        yield span


def _is_outside_left(doc: Doc, start: int, end: int, label: str) -> bool:
    word = doc[start].text
    if word.isspace() or word.lower() in _ARTICLES:
        return True
    if label in ("ORG", "PERSON") and word in _NATIONS and end - start > 1:
        return re.match(r"[A-Za-zァ-ヴ]", doc[start + 1].text) is not None
    if label == "PERSON" and word.lower() in _TITLES_OUTSIDE:
        return True
    if word in _BRACKETS:
        # "(株)アマツ" and "「ミズホ」シリーズ" open with a bracket that they close themselves.
        return _BRACKETS[word] not in {token.text for token in doc[start:end]}
    return word in _OPENING


def _is_outside_right(doc: Doc, start: int, end: int, label: str) -> bool:
    word = doc[end - 1].text
    if word.isspace() or word in _CLOSING or word in _SUFFIXES.get(label, ()):
        return True
    if label == "DATE" and word in _DATE_SUFFIXES:
        return True
    opening = next((o for o, c in _BRACKETS.items() if c == word), None)
    return opening is not None and opening not in {token.text for token in doc[start:end]}


def _repeated(doc: Doc, spans: list[Span]) -> Iterator[Span]:
    """``spans``, and the other places of their names under the label that most of them have."""
    text, words = doc.text, [token.text for token in doc]
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for span in spans:
        name = tuple(words[span.start : span.end])
        defined = _DEFINED.search(text, max(0, span.start_char - 8), span.start_char)
        votes[name][span.label_] += 2 if defined else 1
    settled = {name: count.most_common(1)[0][0] for name, count in votes.items() if _is_name(name)}
    for span in spans:
        label = settled.get(tuple(words[span.start : span.end]), "")
        yield Span(doc, span.start, span.end, label=label if label in _NAMED else span.label_)
    for name, label in settled.items():
        places = list(_places(name, words)) if label in _NAMED else []
        if places and votes[name].total() >= _SHARE * len(places):
            yield from (Span(doc, start, start + len(name), label=label) for start in places)


def _is_name(words: tuple[str, ...]) -> bool:
    return _NAME.search(" ".join(words)) is not None


def _places(name: tuple[str, ...], words: list[str]) -> Iterator[int]:
    """Where the words of a name begin in the text."""
    start = -1
    for _ in range(words.count(name[0])):
        start = words.index(name[0], start + 1)
        if tuple(words[start : start + len(name)]) == name:
            yield start
