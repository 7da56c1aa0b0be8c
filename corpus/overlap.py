"""What documents share with one another: near-duplicates, copied runs, how varied a corpus is."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from datasketch import MinHash, MinHashLSH

from kisha.corpus.document import Document

RUN = 40
"""Characters, white space aside, that two texts share by copying and hardly by chance."""
DUPLICATE = 0.5
"""Share of common 5-character stretches (Jaccard) above which two texts are one, retold."""

_STRETCH = 5
_PERMUTATIONS = 128
_UNITS = {"ja": 12, "en": 5}
_MASK = re.compile(r"\x00\w+\x00")


def near_duplicates(documents: Sequence[Document]) -> list[tuple[int, int, float]]:
    """Pairs of places in ``documents`` whose texts are nearly the same, with their Jaccard index.

    Candidates by MinHash (Broder 1997) in bands, each then compared outright.
    """
    stretches = [_stretches(document.text, _STRETCH) for document in documents]
    index = MinHashLSH(threshold=DUPLICATE - 0.1, num_perm=_PERMUTATIONS)
    pairs: list[tuple[int, int, float]] = []
    for place, own in enumerate(stretches):
        if not own:
            continue
        sketch = MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch([stretch.encode() for stretch in own])
        for other in sorted(index.query(sketch)):
            jaccard = len(own & stretches[other]) / len(own | stretches[other])
            if jaccard >= DUPLICATE:
                pairs.append((other, place, jaccard))
        index.insert(place, sketch)
    return pairs


def copied(document: Document, known: set[str], *, names: bool = True) -> str | None:
    """The first run of ``document`` that is in ``known``, made by ``runs``; None for no such."""
    solid = _solid(document, names=names)
    places = range(len(solid) - RUN + 1)
    return next((solid[i : i + RUN] for i in places if solid[i : i + RUN] in known), None)


def runs(documents: Iterable[Document], *, names: bool = True) -> set[str]:
    """Every stretch of ``RUN`` characters of the texts, white space removed.

    Without ``names`` each mention is one character: what two texts then share is not only that
    they name the same ministry.
    """
    return set().union(*(_stretches(_solid(document, names=names), RUN) for document in documents))


def _solid(document: Document, *, names: bool) -> str:
    if names:
        return "".join(document.text.split())
    return "".join(_masked(document, "＿").split())


def shared(documents: Sequence[Document]) -> float | None:
    """The share of runs that stand in another document too, names aside: how alike they are.

    A run is 12 characters (Japanese, white space removed) or 5 words (English), each mention one
    unit, its label in its place. Lower is more varied; None where there is nothing to count.
    """
    found = [Counter(_masked_runs(document)) for document in documents]
    holders = Counter(run for counts in found for run in counts)
    total = sum(counts.total() for counts in found)
    again = sum(n for counts in found for run, n in counts.items() if holders[run] > 1)
    return again / total if total else None


def _stretches(text: str, length: int) -> set[str]:
    solid = "".join(text.split())
    return {solid[i : i + length] for i in range(len(solid) - length + 1)}


def _masked_runs(document: Document) -> Iterator[str]:
    text = _masked(document, " \0{}\0 ")
    unit = _MASK.pattern + (r"|\S" if document.language == "ja" else r"|\w+")
    units = re.findall(unit, text.lower())
    length = _UNITS[document.language]
    return (" ".join(units[i : i + length]) for i in range(len(units) - length + 1))


def _masked(document: Document, mask: str) -> str:
    """The text with ``mask``, its ``{}`` the label, in place of each mention."""
    pieces: list[str] = []
    last = 0
    for mention in document.mentions:
        if mention.start >= last:
            pieces += document.text[last : mention.start], mask.format(mention.label)
            last = mention.end
    return "".join([*pieces, document.text[last:]])
