"""What each part of a recipe is worth: the scores of trainings that leave one out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.util import load_config

from kisha.corpus import formats
from kisha.models.augment.noise import CHANGES
from kisha.models.measure import gold_of, measure
from kisha.models.shipped import alone
from kisha.models.train import CONFIGS, prepared, train

_RATES = "corpora.train.augmenter.rates"
_MODEL = "components.tagger.model"
PARTS: dict[str, dict[str, Any]] = {
    "all": {},
    "public sets": {},
    "swapped names": {"corpora.train.augmenter.names": None},
    "invented names": {"corpora.train.augmenter.invented": 0.0},
    "all noise": {f"{_RATES}.{change}": 0.0 for change in CHANGES},
    **{change: {f"{_RATES}.{change}": 0.0} for change in CHANGES},
    "namesakes": {f"{_MODEL}.namesakes": False},
    "cues": {},
    "spelling": {f"{_MODEL}.tok2vec.embed.grams": []},
    "word vectors": {f"{_MODEL}.tok2vec.embed.vectors": 0},
}
"""What is left out, and how; ``all`` leaves out nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """Mention F1 end to end without a part, 0 to 1; None where the gold has no document."""

    without: str
    dev: float | None
    gold: float | None


def ablate(
    language: str,
    parts: Sequence[str],
    *,
    corpus: Path,
    work: Path,
    public_data: Path | None = None,
    steps: int = 1500,
    seed: int = 0,
) -> Iterator[Row]:
    """A row for each of ``parts``, names of ``PARTS``, each trained for so many steps."""
    dev = formats.read_all(corpus / "dev" / language)
    gold = gold_of(corpus, language)
    for part in parts:
        public = None if part == "public sets" else public_data
        folder, _ = prepared(language, corpus=corpus, work=work, public_data=public)
        out = work / language / part.replace(" ", "_")
        train(
            language, work=folder, out=out, names=corpus / "names", seed=seed,
            overrides={"training.max_steps": steps, **_overrides(part, language)},
        )  # fmt: skip
        models = alone(str(out))
        yield Row(part, *(measure(side, models).all_mentions.f1 for side in (dev, gold)))


def _overrides(part: str, language: str) -> dict[str, Any]:
    if part != "cues":
        return PARTS[part]
    # Their table is the last; with one row it says nothing.
    rows = load_config(CONFIGS / f"{language}.cfg")["components"]["tagger"]["model"]["tok2vec"]
    return {f"{_MODEL}.tok2vec.embed.rows": [*rows["embed"]["rows"][:-1], 1]}
