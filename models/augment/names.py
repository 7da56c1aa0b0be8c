"""Names to draw from: those of ``corpus/names``, and names that nobody bears, spelt like them."""

import csv
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kisha.corpus import surface
from kisha.pipeline.errors import no_names

_WORD = {"en": re.compile(r"[A-Z][a-z]{3,}"), "ja": re.compile(r"[ァ-ヴー]{3,}")}
_INVENTABLE = {
    "company", "vehicles", "missions", "satellite", "rocket", "probe", "ship", "lander", "rover",
    "capsule", "drone", "aircraft", "otv",
}  # fmt: skip
_LONGEST = 11


@dataclass(frozen=True, slots=True)
class Letters:
    """Which letter follows which two in some words: a chain that spells words like them."""

    after: dict[str, list[str]]

    @classmethod
    def of(cls, words: Iterable[str]) -> "Letters":
        """The chain of ``words``."""
        after: dict[str, list[str]] = defaultdict(list)
        for word in words:
            spelt = f"^^{word}$"
            for place in range(2, len(spelt)):
                after[spelt[place - 2 : place]].append(spelt[place])
        return cls(dict(after))

    def draw(self, rng: random.Random) -> str:
        """A word; mostly none of those that the chain was made of."""
        word = "^^"
        while len(word) < _LONGEST + 2:
            letter = rng.choice(self.after[word[-2:]])
            if letter == "$":
                break
            word += letter
        return word[2:]


@dataclass(frozen=True, slots=True)
class Names:
    """Names by kind and script, ``ja`` for those in Japanese script; a share of them invented."""

    table: dict[tuple[str, str], list[str]]
    invented: float = 0.0
    letters: dict[str, Letters] = field(default_factory=dict)

    def draw(self, kind: str, script: str, rng: random.Random) -> str | None:
        """A name of that kind and script, or None where the tables hold none."""
        rows = self.table.get((kind, script))
        if not rows:
            return None
        name = rng.choice(rows)
        if kind in _INVENTABLE and script in self.letters and rng.random() < self.invented:
            return _WORD[script].sub(lambda _: self.letters[script].draw(rng), name, count=1)
        return name


def rows(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Table, kind and name of each row of the tables ``*.tsv`` of a folder.

    Raises:
        KishaError: M111, there are none.
    """
    paths = sorted(folder.glob("*.tsv"))
    if not paths:
        raise no_names(folder)
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield path.stem, row["kind"], row["name"]


def load_names(folder: Path, *, invented: float = 0.0) -> Names:
    """The tables ``*.tsv`` of a folder; craft and missions also under their label.

    Raises:
        KishaError: M111, there are none.
    """
    table: dict[tuple[str, str], list[str]] = defaultdict(list)
    for label, kind, name in rows(folder):
        script = "ja" if any(map(surface.is_japanese, name)) else "en"
        table[kind, script].append(name)
        table[label, script].append(name)
    words: dict[str, list[str]] = defaultdict(list)
    for (kind, script), names in table.items():
        if kind in _INVENTABLE or kind == "family":
            words[script] += [word for name in names for word in _WORD[script].findall(name)]
    letters = {script: Letters.of(found) for script, found in words.items() if found}
    return Names(dict(table), invented, letters)
