"""The augmentation as spaCy's configs know it: ``@augmenters = "kisha.retold.v1"``."""

import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from spacy.language import Language
from spacy.training import Example
from spacy.util import registry

from kisha.models.augment.names import load_names
from kisha.models.augment.noise import CHANGES
from kisha.models.augment.swap import swap
from kisha.models.examples import from_told, to_told

Augmenter = Callable[[Language, Example], Iterator[Example]]


@registry.augmenters("kisha.retold.v1")  # type: ignore[untyped-decorator]
def retold(
    names: str | Path | None,
    copies: int = 10,
    invented: float = 0.0,
    rates: Mapping[str, float] | None = None,
) -> Augmenter:
    """Each press release as it is, and told ``copies`` times more; other examples as they are.

    A press release is known by the entity ids of its mentions (``span.id_``). Chance comes from
    the module ``random``, as in spaCy's own augmenters, so that the seed of a training holds.

    Args:
        names: folder of the name tables; names stay as they are if None.
        copies: how many tellings beside the text as it is.
        invented: the share of names that are spelt by chance.
        rates: how often each change of ``noise.CHANGES`` is made to a telling, 0 to 1.
    """
    tables = load_names(Path(names), invented=invented) if names is not None else None
    chances = dict(rates or {})
    if unknown := chances.keys() - CHANGES:
        raise ValueError(
            f"no such change: {', '.join(sorted(unknown))}; known: {', '.join(CHANGES)}"
        )

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        yield example
        told = to_told(example.reference)
        if not any(span.key for span in told.spans):
            return
        rng = random.Random(random.getrandbits(64))  # noqa: S311
        for _ in range(copies):
            other = swap(told, tables, rng) if tables is not None else told
            for name, change in CHANGES.items():
                if rng.random() < chances.get(name, 0):
                    other = change(other, rng)
            doc, _misaligned = from_told(other, nlp)
            yield Example(nlp.make_doc(other.text), doc)

    return augment
