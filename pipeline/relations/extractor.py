"""The facts of a release as a trainable spaCy component.

Logistic regression scores the pairs of mentions, what the rules find one feature among many; a
small network then weighs each pair of entities against those it competes with. Before it has been
trained it gives what the rules find.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

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
from kisha.pipeline.relations import regression, rescoring, rules
from kisha.pipeline.relations.aggregate import WIDTH, EntityPairs, aggregate
from kisha.pipeline.relations.candidates import Candidates, candidates, holding, nearest, ordered
from kisha.pipeline.relations.features import ROWS
from kisha.pipeline.relations.grid import TYPES
from kisha.pipeline.view import View, view

_WEIGHTS = "weights.npz"
# The network learns from scores of documents that the regression has not seen: so many parts of
# them in turn. Of fewer documents it would learn more of chance than of facts.
_FOLDS, _ENOUGH = 4, 40
# Pairs whose features are in memory at once: some ten megabytes.
_AT_ONCE = 4096
THRESHOLD, RULED_THRESHOLD = 0.45, 0.25
"""How sure a fact has to be, and one that the rules find too: chosen on dev."""


class Lesson(NamedTuple):
    """The candidates of a document, their features, which types each is an example for and has."""

    found: Candidates
    rows: csr_matrix
    asked: NDArray[np.bool_]
    holds: NDArray[np.bool_]


class RelationExtractor(Pipe):
    """Sets ``doc._.kisha_facts``: the facts between entities, each with its evidence and score.

    The evidence of a fact is its surest pair of mentions. What is less sure than ``threshold`` is
    none; with ``ruled_threshold`` what the rules find too may need to be less sure.
    """

    def __init__(
        self,
        vocab: Vocab,
        name: str = "kisha_relations",
        threshold: float = THRESHOLD,
        ruled_threshold: float = RULED_THRESHOLD,
    ) -> None:
        self.vocab = vocab
        self.name = name
        self.threshold = threshold
        self.ruled_threshold = ruled_threshold
        self.weights: NDArray[np.float32] | None = None
        self.rescoring: rescoring.Weights = {}

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
        told = aggregate(found, _logits(found, self.weights))
        added = rescoring.rescore(self.rescoring, told.rows) if self.rescoring else 0.0
        sure = expit(told.logit + added)
        ruled = found.ruled[told.pair, told.type]
        kept = np.flatnonzero(sure >= np.where(ruled, self.ruled_threshold, self.threshold))
        return [_fact(own, found, told, int(place), float(sure[place])) for place in kept]

    def initialize(
        self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None
    ) -> None:
        """Fits the weights to the facts of the examples, ``doc._.kisha_facts`` of the references.

        Their mentions, blocks, dates and entities are set. The regression is convex: there is one
        best set of weights, and nothing to update after it.
        """
        lessons = [lesson for e in get_examples() if (lesson := _lesson(e.reference)) is not None]
        self.weights = _fitted(lessons)
        self.rescoring = {}
        if len(lessons) < _ENOUGH:
            return
        told: list[EntityPairs] = []
        right: list[NDArray[np.bool_]] = []
        for fold in range(_FOLDS):
            unseen = _fitted([x for n, x in enumerate(lessons) if n % _FOLDS != fold])
            for found, rows, _, holds in lessons[fold::_FOLDS]:
                pairs = aggregate(found, rows @ unseen[:-1] + unseen[-1])
                told.append(pairs)
                right.append(holds[pairs.pair, pairs.type])
        self.rescoring = rescoring.fit(
            np.vstack([pairs.rows for pairs in told]),
            np.concatenate([pairs.logit for pairs in told]),
            np.concatenate(right),
        )

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Writes the weights, those of the regression in half precision, if it has been trained."""
        if self.weights is not None:
            Path(path).mkdir(parents=True, exist_ok=True)
            arrays: dict[str, Any] = {"weights": self.weights.astype(np.float16), **self.rescoring}
            np.savez_compressed(Path(path) / _WEIGHTS, **arrays)

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> "RelationExtractor":
        """Reads what ``to_disk`` wrote; untrained where there is nothing.

        Raises:
            ValueError: weights of another version of the features.
        """
        file = Path(path) / _WEIGHTS
        if file.is_file():
            self._read(file)
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The weights in single precision; empty before training."""
        file = BytesIO()
        if self.weights is not None:
            arrays: dict[str, Any] = {"weights": self.weights, **self.rescoring}
            np.savez(file, **arrays)
        return file.getvalue()

    def from_bytes(self, content: bytes, *, exclude: Iterable[str] = ()) -> "RelationExtractor":
        """Reads what ``to_bytes`` gave."""
        if content:
            self._read(BytesIO(content))
        return self

    def _read(self, file: Path | BytesIO) -> None:
        with np.load(file, allow_pickle=False) as arrays:
            found = {name: arrays[name].astype(np.float32) for name in arrays.files}
        weights = found.pop("weights")
        if weights.shape != (ROWS + 1, len(TYPES)):
            raise ValueError(f"weights of another shape: {weights.shape}")
        if found and found["W0"].shape[2] != WIDTH:
            raise ValueError(f"a network of another width: {found['W0'].shape}")
        self.weights, self.rescoring = weights, found


def _lesson(doc: Doc) -> Lesson | None:
    own = view(doc)
    found = candidates(doc, own)
    if not len(found.heads):
        return None
    holds = holding(own, found, doc._.kisha_facts)
    asked = found.may & (nearest(own, found)[:, None] | ~holds)
    return Lesson(found, found.rows(), asked, holds)


def _fitted(lessons: Iterable[Lesson]) -> NDArray[np.float32]:
    _, rows, asked, right = zip(*lessons, strict=True)
    return regression.fit(rows, asked, right)


def _logits(found: Candidates, weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """The logit of each type for each pair, some thousand pairs at a time."""
    parts = [slice(n, n + _AT_ONCE) for n in range(0, len(found.heads), _AT_ONCE)]
    return np.vstack([found.rows(part) @ weights[:-1] + weights[-1] for part in parts])


def _fact(own: View, found: Candidates, told: EntityPairs, place: int, score: float) -> Fact:
    pair, type = told.pair[place], TYPES[told.type[place]]
    head, tail = own.ents[found.heads[pair]], own.ents[found.tails[pair]]
    evidence = min(head.start, tail.start), max(head.end, tail.end)
    one, other = ordered(head.id, type, tail.id)
    return Fact(one, type, other, evidence, round(score, 4))


@Language.factory(
    "kisha_relations",
    requires=["doc.ents", "doc.spans"],
    assigns=["doc._.kisha_facts"],
    default_config={"threshold": THRESHOLD, "ruled_threshold": RULED_THRESHOLD},
)
def make_extractor(
    nlp: Language, name: str, threshold: float, ruled_threshold: float
) -> RelationExtractor:
    """The factory of the component."""
    return RelationExtractor(nlp.vocab, name, threshold, ruled_threshold)
