"""How scores grow with the number of training documents."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kisha.corpus import formats
from kisha.corpus.formats.files import annotated
from kisha.models.measure import gold_of, measure
from kisha.models.shipped import alone
from kisha.models.train import prepare, train


@dataclass(frozen=True, slots=True)
class Point:
    """F1 of a model trained on so many documents, 0 to 1; None where the gold has none."""

    documents: int
    dev_mentions: float | None
    gold_mentions: float | None
    dev_facts: float | None
    gold_facts: float | None


def curve(
    language: str,
    sizes: list[int],
    *,
    corpus: Path,
    work: Path,
    public_data: Path | None = None,
    config: Path | None = None,
    overrides: Mapping[str, Any] | None = None,
    seed: int = 0,
) -> Iterator[Point]:
    """Trains a model for each of ``sizes`` and scores it on dev and on the gold of its language.

    The smaller sets are parts of the larger ones; each model's folder stays in ``work``.
    """
    available = len(annotated(corpus / "train" / language))
    dev = formats.read_all(corpus / "dev" / language)
    gold = gold_of(corpus, language)
    for size in sizes:
        folder = work / f"{language}-{size}"
        prepare(language, corpus=corpus, out=folder, public_data=public_data, limit=size)
        train(
            language, work=folder, out=folder / "packed", names=corpus / "names", config=config,
            overrides=overrides, seed=seed,
        )  # fmt: skip
        models = alone(str(folder / "packed"))
        on_dev, on_gold = measure(dev, models), measure(gold, models)
        yield Point(
            documents=min(size, available),
            dev_mentions=on_dev.all_mentions.f1,
            gold_mentions=on_gold.all_mentions.f1,
            dev_facts=on_dev.all_facts.f1,
            gold_facts=on_gold.all_facts.f1,
        )
