"""The tagger as a trainable spaCy component: ``doc.ents``, and how sure it is of each."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span
from spacy.training import Example, validate_examples, validate_get_examples
from spacy.vocab import Vocab
from thinc.api import Model, set_dropout_rate

from kisha.pipeline import score as _score  # noqa: F401  declares span._.kisha_score
from kisha.pipeline.tagger import crf
from kisha.pipeline.tagger.network import POTENTIALS
from kisha.pipeline.tagger.ops import with_blas
from kisha.pipeline.tagger.tags import EXCLUDED, Scheme, lines, padded

# Tokens in a batch of lines, padding counted.
_BATCH = 8192


class Found(NamedTuple):
    """A mention by its tokens, with its score."""

    start: int
    end: int
    label: str
    score: float


class MentionTagger(TrainablePipe):  # type: ignore[misc]
    """Sets ``doc.ents``, and ``span._.kisha_score`` of each: how sure it is, 0 to 1.

    That is the least of the probabilities of its tokens' tags, cooled by the temperature.
    """

    def __init__(self, vocab: Vocab, model: Model[Any, Any], name: str = "tagger") -> None:
        self.vocab = vocab
        self.model = model
        self.name = name
        self.cfg: dict[str, Any] = {"labels": [], "temperature": 1.0}
        self.scorer = score

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of their tags."""
        return tuple(self.cfg["labels"])

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

    def predict(self, docs: Iterable[Doc]) -> list[list[Found]]:
        """The mentions of each document, not yet set."""
        docs = list(docs)
        found: list[list[Found]] = [[] for _ in docs]
        filled = [n for n, doc in enumerate(docs) if len(doc)]
        if not filled:
            return found
        emissions = dict(zip(filled, self.model.predict([docs[n] for n in filled]), strict=True))
        scheme, chain, heat = Scheme(self.labels), self.chain, np.float32(self.cfg["temperature"])
        cooled = crf.Chain(*(getattr(chain, name) / heat for name in POTENTIALS))
        for batch in _batches(docs):
            rows, lengths = padded(emissions[n][part] for n, part in batch)
            paths = crf.best(rows, lengths, chain)
            sure = crf.sums((rows / heat).astype(np.float32), lengths, cooled).tags
            for (n, part), path, length, tags in zip(batch, paths, lengths, sure, strict=True):
                for start, end, label in scheme.mentions(path[:length]):
                    inside = np.arange(start, end)
                    p = float(tags[inside, path[inside]].min())
                    found[n].append(Found(part.start + start, part.start + end, label, p))
        return [sorted(mentions) for mentions in found]

    def set_annotations(self, docs: Iterable[Doc], found: list[list[Found]]) -> None:
        """Sets what ``predict`` gave."""
        for doc, mentions in zip(docs, found, strict=True):
            spans = [Span(doc, m.start, m.end, label=m.label) for m in mentions]
            doc.set_ents(spans)
            for span, mention in zip(spans, mentions, strict=True):
                span._.kisha_score = mention.score

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
            scheme.allowed(eg.predicted, eg.get_aligned_ner(), eg.reference.spans.get(EXCLUDED, ()))
            for eg in examples
        ]
        share = np.float32(1 / len(examples))
        loss = 0.0
        for batch in _batches([eg.predicted for eg in examples]):
            rows, lengths = padded(emissions[n][part] for n, part in batch)
            may, _ = padded(allowed[n][part] for n, part in batch)
            every, right = crf.sums(rows, lengths, chain), crf.sums(rows, lengths, chain, may)
            slope = (every.tags - right.tags) * share
            for (n, part), own, length in zip(batch, slope, lengths, strict=True):
                slopes[n][part] = own[:length]
            for name in POTENTIALS:
                learnt.inc_grad(name, (getattr(every, name) - getattr(right, name)) * share)
            loss += float((every.partition - right.partition).sum())
        return loss / sum(map(len, emissions)), slopes


def _batches(docs: list[Doc]) -> Iterator[list[tuple[int, slice]]]:
    """The lines of all documents, by number of document, those of like length together."""
    parts = [(n, part) for n, doc in enumerate(docs) for part in lines(doc)]
    parts.sort(key=lambda part: part[1].stop - part[1].start)
    batch: list[tuple[int, slice]] = []
    for part in parts:
        length = part[1].stop - part[1].start
        # Sorted by length: this one is the longest, to which the others are padded.
        if batch and (len(batch) + 1) * length > _BATCH:
            yield batch
            batch = []
        batch.append(part)
    if batch:
        yield batch


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
