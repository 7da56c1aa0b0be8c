"""The tagger as a trainable spaCy component: ``doc.ents``, and how sure it is of each."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span
from spacy.training import Example, validate_examples, validate_get_examples
from spacy.vocab import Vocab
from thinc.api import Model, set_dropout_rate

from kisha.pipeline.tagger import crf
from kisha.pipeline.tagger.decoding import Line, LineTagger, batches
from kisha.pipeline.tagger.network import POTENTIALS
from kisha.pipeline.tagger.ops import with_blas
from kisha.pipeline.tagger.tags import EXCLUDED, Scheme, lines, padded


class MentionTagger(LineTagger, TrainablePipe):  # type: ignore[misc]
    """The tagger that ships: its potentials between tags are learnt, its units are tokens."""

    def __init__(self, vocab: Vocab, model: Model[Any, Any], name: str = "tagger") -> None:
        self.vocab = vocab
        self.model = model
        self.name = name
        self.cfg: dict[str, Any] = {"labels": [], "temperature": 1.0}
        self.scorer = score

    @property
    def chain(self) -> crf.Chain:
        """The learnt potentials between tags; those of what may not be are far below all."""
        learnt, rules = self.model.get_ref("chain"), Scheme(self.labels).rules()
        return crf.Chain(*(getattr(rules, name) + learnt.get_param(name) for name in POTENTIALS))

    def add_label(self, label: str) -> int:
        """Adds a label before training; 1 if it is new, 0 if not."""
        if label in self.labels:
            return 0
        self.cfg["labels"].append(label)
        return 1

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,
        labels: list[str] | None = None,
    ) -> None:
        """Makes the weights, for ``labels`` or else those of the examples."""
        validate_get_examples(get_examples, "MentionTagger.initialize")
        found = {ent.label_ for eg in get_examples() for ent in eg.reference.ents}
        for label in labels or sorted(found):
            self.add_label(label)
        size = len(Scheme(self.labels))
        self.model.get_ref("emit").set_dim("nO", size)
        self.model.initialize(X=[eg.reference for eg in islice(get_examples(), 10)])
        learnt, ops = self.model.get_ref("chain"), self.model.ops
        learnt.set_param("between", ops.alloc2f(size, size))
        learnt.set_param("first", ops.alloc1f(size))
        learnt.set_param("last", ops.alloc1f(size))

    def emit(self, docs: Iterable[Doc]) -> list[list[Line]]:
        """What the network says of the tokens of each document, line by line."""
        docs = list(docs)
        filled = [n for n, doc in enumerate(docs) if len(doc)]
        emitted: list[list[Line]] = [[] for _ in docs]
        if not filled:
            return emitted
        emissions = self.model.predict([docs[n] for n in filled])
        for n, rows in zip(filled, emissions, strict=True):
            emitted[n] = [
                Line(rows[part], [(i, i + 1) for i in range(part.start, part.stop)])
                for part in lines(docs[n])
            ]
        return emitted

    def update(
        self,
        examples: Iterable[Example],
        *,
        drop: float = 0.0,
        sgd: Any = None,
        losses: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """Learns from examples; tokens whose annotation is missing count for nothing."""
        losses = losses if losses is not None else {}
        losses.setdefault(self.name, 0.0)
        examples = [eg for eg in examples if len(eg.predicted)]
        validate_examples(examples, "MentionTagger.update")
        if not examples:
            return losses
        set_dropout_rate(self.model, drop)
        emissions, backprop = self.model.begin_update([eg.predicted for eg in examples])
        loss, slopes = self._slopes(examples, emissions)
        backprop(slopes)
        if sgd not in (None, False):
            self.finish_update(sgd)
        losses[self.name] += loss
        return losses

    def _slopes(
        self, examples: list[Example], emissions: list[NDArray[np.float32]]
    ) -> tuple[float, list[NDArray[np.float32]]]:
        """The loss, minus log likelihood of all that agrees with the annotation, and its slope."""
        scheme, chain, learnt = Scheme(self.labels), self.chain, self.model.get_ref("chain")
        slopes = [np.zeros_like(rows) for rows in emissions]
        allowed = [
            scheme.allowed(eg.predicted, eg.get_aligned_ner(), _excluded(eg)) for eg in examples
        ]
        share = np.float32(1 / len(examples))
        loss = 0.0
        parts = [(n, part) for n, eg in enumerate(examples) for part in lines(eg.predicted)]
        for batch in batches([part.stop - part.start for _, part in parts]):
            own = [parts[place] for place in batch]
            rows, lengths = padded(emissions[n][part] for n, part in own)
            may, _ = padded(allowed[n][part] for n, part in own)
            every, right = crf.sums(rows, lengths, chain), crf.sums(rows, lengths, chain, may)
            slope = (every.tags - right.tags) * share
            for (n, part), row, length in zip(own, slope, lengths, strict=True):
                slopes[n][part] = row[:length]
            for name in POTENTIALS:
                learnt.inc_grad(name, (getattr(every, name) - getattr(right, name)) * share)
            loss += float((every.partition - right.partition).sum())
        return loss / sum(map(len, emissions)), slopes


def _excluded(example: Example) -> Iterable[Span]:
    """What the annotation excludes, where both docs have the same tokens; elsewhere nothing."""
    if EXCLUDED not in example.reference.spans or len(example.reference) != len(example.predicted):
        return ()
    spans: Iterable[Span] = example.reference.spans[EXCLUDED]
    return spans


def score(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    """spaCy's own precision, recall and F1 of entities."""
    found: dict[str, Any] = get_ner_prf(examples)
    return found


@Language.factory(
    "kisha_tagger",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type", "span._.kisha_score"],
    default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def make_tagger(nlp: Language, name: str, model: Model[Any, Any]) -> MentionTagger:
    """The factory of the component."""
    return MentionTagger(nlp.vocab, with_blas(model), name)
