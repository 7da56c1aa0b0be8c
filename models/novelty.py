"""Recall of names that a training saw, and of those that it never saw."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kisha.corpus import Document, Mention
from kisha.evaluation import Score, match
from kisha.models.augment.names import rows
from kisha.pipeline.naming import folded, without_legal_form

NAMED = ("ORG", "PERSON", "VEHICLE", "MISSION")
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"[A-ZＡ-Ｚァ-ヴ]|号$|丸$")


@dataclass(frozen=True, slots=True)
class Seen:
    """All that a training read: its texts, and the rows of the name tables.

    A name in Latin letters is in it as whole words, any other as characters, both without
    differences of case and width; Japanese text sets no spaces to go by.
    """

    words: str
    characters: str

    def __contains__(self, name: str) -> bool:
        if not name.isascii():
            return folded(name) in self.characters
        return f" {_spaced(name)} " in self.words


def _spaced(text: str) -> str:
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def seen(documents: Iterable[Document], tables: Path, texts: Iterable[str] = ()) -> Seen:
    """What trained: the corpus, the tables ``*.tsv`` of a folder, other texts."""
    names = (name for _, _, name in rows(tables))
    read = [*(document.text for document in documents), *names, *texts]
    words = " ".join(f" {_spaced(text)} " for text in read)
    return Seen(words, "\n".join(map(folded, read)))


def by_novelty(
    pairs: Iterable[tuple[Document, Document]], known: Seen
) -> tuple[dict[str, Score], dict[str, Score]]:
    """Recall of seen and of unseen names by label, over pairs of gold and predicted documents.

    A name is unseen if its core stands in nothing that trained. Craft and missions in kanji or
    small letters alone are taken for class nouns and left out. ``predicted`` of the scores is 0:
    a false mention is neither.
    """
    counts = {kind: dict.fromkeys(NAMED, Score()) for kind in (True, False)}
    for gold, predicted in pairs:
        found = match.places(predicted)
        for mention in gold.mentions:
            if mention.label not in NAMED or not _is_name(mention):
                continue
            hit = Score(int((mention.start, mention.end, mention.label) in found), 0, 1)
            kind = _core(mention) in known
            counts[kind][mention.label] += hit
    return counts[True], counts[False]


def _is_name(mention: Mention) -> bool:
    return mention.label in ("ORG", "PERSON") or _NAME.search(mention.text) is not None


def _core(mention: Mention) -> str:
    """The name without its legal form, its spaces kept where it is Latin."""
    name = without_legal_form(mention.text) if mention.label == "ORG" else mention.text
    return name.strip(" ,") or mention.text
