"""The facts of a release as a trainable spaCy component: logistic regression over mention pairs.

What the rules find is one feature among many. Before it has been trained it gives what they find.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.special import expit
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

from kisha.corpus.document import Fact
from kisha.pipeline.relations import regression, rules
from kisha.pipeline.relations.candidates import Candidates, candidates, holding, nearest, ordered
from kisha.pipeline.relations.features import ROWS
from kisha.pipeline.relations.grid import TYPES
from kisha.pipeline.view import View, view

_WEIGHTS = "weights.npz"
# Pairs whose features are in memory at once: some ten megabytes.
_AT_ONCE = 4096
Key = tuple[str, str, str]


class RelationExtractor(Pipe):
    """Sets ``doc._.kisha_facts``: the facts between entities, each with its evidence and score.

    A fact of two entities is as sure as its surest pair of mentions, which is its evidence. What
    the rules find too needs to be less sure: ``ruled_threshold``.
    """

    def __init__(
        self,
        vocab: Vocab,
        name: str = "kisha_relations",
        threshold: float = 0.35,
        ruled_threshold: float = 0.1,
    ) -> None:
        self.vocab = vocab
        self.name = name
        self.threshold = threshold
        self.ruled_threshold = ruled_threshold
        self.weights: NDArray[np.float32] | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Sets the facts of ``doc``, whose mentions, blocks and entities are set."""
        doc._.kisha_facts = tuple(self.facts(doc))
        return doc

    def facts(self, doc: Doc) -> list[Fact]:
        """The facts that are at least as sure as their threshold."""
        own = view(doc)
        if self.weights is None:
            return rules.extract(own)
        found = candidates(doc, own)
        if not len(found.heads):
            return []
        sure = self._sure(found, self.weights)
        needed = np.where(found.ruled, self.ruled_threshold, self.threshold)
        best: dict[Key, Fact] = {}
        for pair, type in zip(*np.nonzero(found.may & (sure >= needed)), strict=True):
            fact = _fact(own, found, int(pair), TYPES[type], round(float(sure[pair, type]), 4))
            if fact[:3] not in best or fact.score > best[fact[:3]].score:
                best[fact[:3]] = fact
        return list(best.values())

    @staticmethod
    def _sure(found: Candidates, weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of each type for each pair, some thousand pairs at a time."""
        parts = [slice(n, n + _AT_ONCE) for n in range(0, len(found.heads), _AT_ONCE)]
        return np.vstack([expit(found.rows(p) @ weights[:-1] + weights[-1]) for p in parts])

    def initialize(
        self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None
    ) -> None:
        """Fits the weights to the facts of the examples, ``doc._.kisha_facts`` of the references.

        Their mentions, blocks, dates and entities are set. The task is convex: there is one best
        set of weights, and nothing to update after it.
        """
        found: list[csr_matrix] = []
        asked: list[NDArray[np.bool_]] = []
        right: list[NDArray[np.bool_]] = []
        for example in get_examples():
            doc = example.reference
            own = view(doc)
            some = candidates(doc, own)
            if not len(some.heads):
                continue
            holds = holding(own, some, doc._.kisha_facts)
            found.append(some.rows())
            asked.append(some.may & (nearest(own, some)[:, None] | ~holds))
            right.append(holds)
        self.weights = regression.fit(found, asked, right)

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Writes the weights, halves of single precision, if it has been trained."""
        if self.weights is not None:
            Path(path).mkdir(parents=True, exist_ok=True)
            np.savez_compressed(Path(path) / _WEIGHTS, weights=self.weights.astype(np.float16))

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> "RelationExtractor":
        """Reads what ``to_disk`` wrote; untrained where there is nothing.

        Raises:
            ValueError: weights of another version of the features.
        """
        file = Path(path) / _WEIGHTS
        if not file.is_file():
            return self
        with np.load(file, allow_pickle=False) as arrays:
            weights = arrays["weights"].astype(np.float32)
        if weights.shape != (ROWS + 1, len(TYPES)):
            raise ValueError(f"{file}: weights of another shape: {weights.shape}")
        self.weights = weights
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The weights in single precision; empty before training."""
        return b"" if self.weights is None else self.weights.tobytes()

    def from_bytes(self, content: bytes, *, exclude: Iterable[str] = ()) -> "RelationExtractor":
        """Reads what ``to_bytes`` gave."""
        if content:
            self.weights = np.frombuffer(content, np.float32).reshape(ROWS + 1, len(TYPES)).copy()
        return self


def _fact(own: View, found: Candidates, pair: int, type: str, score: float) -> Fact:
    head, tail = own.ents[found.heads[pair]], own.ents[found.tails[pair]]
    evidence = min(head.start, tail.start), max(head.end, tail.end)
    one, other = ordered(head.id, type, tail.id)
    return Fact(one, type, other, evidence, score)


@Language.factory(
    "kisha_relations",
    requires=["doc.ents", "doc.spans"],
    assigns=["doc._.kisha_facts"],
    default_config={"threshold": 0.35, "ruled_threshold": 0.1},
)
def make_extractor(
    nlp: Language, name: str, threshold: float, ruled_threshold: float
) -> RelationExtractor:
    """The factory of the component."""
    return RelationExtractor(nlp.vocab, name, threshold, ruled_threshold)
