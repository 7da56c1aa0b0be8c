"""``kisha train ner --encoder``: a pretrained encoder, fine-tuned on the same documents."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kisha.corpus import Document
from kisha.corpus.formats import Loss
from kisha.models import train
from kisha.models.finetune import BOTH, SWAPS, encoder_of, finetune
from kisha.models.shipped import LANGUAGES
from kisha.pipeline.cli.console import err
from kisha.pipeline.cli.options import tell

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
    own: Sequence[Document],
    losses: Sequence[Loss],
    swaps: int | None,
    seed: int,
    encoder: str,
    epochs: int,
    rate: float,
    length: int,
) -> None:
    """What ``kisha train ner`` does with an encoder; ``losses`` are those of ``own``.

    For ``both`` languages ``out`` is the folder in which the folders of the two models stand.
    """
    encoder = encoder_of(language, encoder)
    languages = LANGUAGES if language == BOTH else (language,)
    told = list(losses)
    data: dict[str, Path] = {}
    for name in languages:
        # Of two languages one may have no document among one's own.
        mine = [document for document in own if document.language == name or len(languages) == 1]
        data[name], more = train.prepared(
            name, corpus=corpus, work=work, public_data=public, own=mine
        )  # fmt: skip
        told += more
    tell(told, own, languages)
    outs = {name: Path(out or "models") / f"{name}_kisha_trf" for name in languages}
    if out is not None and language != BOTH:
        outs = {language: out}
    scores = finetune(
        outs, data=data, work=work, names=corpus / "names", encoder=encoder, epochs=epochs,
        rate=rate, swaps=SWAPS if swaps is None else swaps, length=length, seed=seed,
    )  # fmt: skip
    for name, score in scores.items():
        err.print(f"{name} dev mention F1 {score['ents_f']:.3f}", highlight=False)
