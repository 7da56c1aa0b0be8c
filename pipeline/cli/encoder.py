"""``kisha train ner --encoder``: a pretrained encoder, fine-tuned on the same documents."""

from pathlib import Path
from typing import Annotated

import typer

from kisha.models import train
from kisha.models.finetune import BOTH, SWAPS, encoder_of, finetune
from kisha.pipeline.cli.console import err

Encoder = Annotated[
    str | None,
    typer.Option(
        help="Fine-tune this pretrained encoder, a folder or a name on the Hugging Face hub, or "
        "'default' for the language's own; needs kisha[transformers]."
    ),
]
Epochs = Annotated[int, typer.Option(min=1, help="With --encoder: times each text is seen.")]
Rate = Annotated[float, typer.Option(min=0, help="With --encoder: the highest learning rate.")]
Length = Annotated[int, typer.Option(min=16, help="With --encoder: word pieces read at once.")]


def finetune_encoder(
    language: str,
    *,
    corpus: Path,
    work: Path,
    out: Path | None,
    public: Path | None,
    swaps: int | None,
    seed: int,
    encoder: str,
    epochs: int,
    rate: float,
    length: int,
) -> None:
    """What ``kisha train ner`` does with an encoder.

    For ``both`` languages ``out`` is the folder in which the folders of the two models stand.
    """
    name = encoder_of(language, encoder)
    folder = work / f"{language}_trf"
    languages = train.LANGUAGES if language == BOTH else (language,)
    times = SWAPS if swaps is None else swaps
    for own in languages:
        faults = train.prepare(
            own, corpus=corpus, out=folder / own, public_data=public, swaps=times, seed=seed
        )
        for fault in dict.fromkeys(faults):
            err.print(str(fault), markup=False, highlight=False)
    place = Path("models") if out is None else out
    alone = out is not None and language != BOTH
    outs = {own: place if alone else place / f"{own}_kisha_trf" for own in languages}
    scores = finetune(
        outs, work=folder, encoder=name, epochs=epochs, rate=rate, length=length, seed=seed
    )
    for own, score in scores.items():
        err.print(f"{own} dev mention F1 {score['ents_f']:.3f}", highlight=False)
