"""``kisha train``: from the corpus of a checkout to a packaged model."""

from dataclasses import astuple, fields
from pathlib import Path
from typing import Annotated

import typer

from kisha.models import train
from kisha.models.curve import Point, curve
from kisha.models.distil import distil
from kisha.models.finetune import BOTH, EPOCHS, RATE
from kisha.pipeline.cli.console import err
from kisha.pipeline.cli.encoder import Encoder, Epochs, Length, Rate, finetune_encoder
from kisha.pipeline.encoder.component import LENGTH
from kisha.pipeline.errors import no_encoder, no_transformers

cli = typer.Typer(help="Train the models that ship.", no_args_is_help=True)


Language = Annotated[str, typer.Argument(help="ja or en.")]
Corpus = Annotated[Path, typer.Option(help="Folder with train/, dev/ and names/.")]
Public = Annotated[
    Path | None,
    typer.Option(help="Folder of `kisha corpus fetch`; public data is left out if not given."),
]
Config = Annotated[
    Path | None, typer.Option(help="A recipe for spacy train; by default the language's own.")
]
Swaps = Annotated[int, typer.Option(help="Times each document is retold with other names.")]
Seed = Annotated[int, typer.Option(help="Of names, weights and order.")]


@cli.callback()
def options() -> None:
    """Train the models that ship."""


@cli.command(
    "ner", epilog="**Example**\n\n`kisha train ner ja --public public-data/ --out models/ja_kisha`"
)
def ner_cli(
    language: Annotated[str, typer.Argument(help="ja or en; with --encoder also both.")],
    corpus: Corpus = Path("corpus"),
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder for the model.")] = None,
    work: Annotated[Path, typer.Option(help="Folder for what comes between.")] = Path(
        "build/train"
    ),
    public: Public = None,
    config: Config = None,
    swaps: Annotated[
        int | None,
        typer.Option(
            help="Times each document is retold with other names; 10, or 3 with --encoder."
        ),
    ] = None,
    seed: Seed = 0,
    encoder: Encoder = None,
    epochs: Epochs = EPOCHS,
    rate: Rate = RATE,
    length: Length = LENGTH,
) -> None:
    """Trains the mention tagger of a language and packages it with the stages behind it.

    With --encoder for both languages, one encoder is trained and packaged twice.
    """
    if encoder is not None:
        _known(language, *train.LANGUAGES, BOTH)
        if config is not None:
            raise typer.BadParameter("is no recipe for an encoder", param_hint="--config")
        finetune_encoder(
            language, corpus=corpus, work=work, out=out, public=public, swaps=swaps, seed=seed,
            encoder=encoder, epochs=epochs, rate=rate, length=length,
        )  # fmt: skip
        return
    _known(language)
    folder = work / language
    misaligned = train.prepare(
        language, corpus=corpus, out=folder, public_data=public, seed=seed,
        swaps=10 if swaps is None else swaps,
    )  # fmt: skip
    for fault in dict.fromkeys(misaligned):
        err.print(str(fault), markup=False, highlight=False)
    scores = train.train(
        language, work=folder, out=out or Path(f"models/{language}_kisha"), config=config, seed=seed
    )
    err.print(f"dev mention F1 {scores['ents_f']:.3f}", highlight=False)


@cli.command(
    "curve", epilog="**Example**\n\n`kisha train curve ja 50 100 200 400 --public public-data/`"
)
def curve_cli(
    language: Language,
    sizes: Annotated[list[int], typer.Argument(help="Numbers of documents.")],
    corpus: Corpus = Path("corpus"),
    work: Annotated[Path, typer.Option(help="Folder for the models.")] = Path("build/curve"),
    public: Public = None,
    config: Config = None,
    swaps: Swaps = 10,
    seed: Seed = 0,
) -> None:
    """Trains on growing parts of the corpus and prints F1 on dev and gold as tab-separated rows."""
    _known(language)
    typer.echo("\t".join(field.name for field in fields(Point)))
    points = curve(
        language,
        sizes,
        corpus=corpus,
        work=work,
        public_data=public,
        config=config,
        swaps=swaps,
        seed=seed,
    )
    for point in points:
        typer.echo("\t".join(_figure(value) for value in astuple(point)))


@cli.command(
    "vectors",
    epilog="**Example**\n\n`kisha train vectors all-MiniLM-L6-v2/ --out models/en_vectors`",
)
def vectors_cli(
    encoder: Annotated[str, typer.Argument(help="A name or folder that transformers opens.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for words and vectors.")],
    dimensions: Annotated[int, typer.Option(min=2, help="Of the vectors.")] = 128,
) -> None:
    """Distils word vectors out of a pretrained encoder; needs kisha[transformers]."""
    try:
        count = distil(encoder, out, dimensions=dimensions)
    except ImportError:
        raise no_transformers() from None
    except OSError as error:
        raise no_encoder(encoder, error) from None
    err.print(f"{count:,} words", highlight=False)


def _known(language: str, *known: str) -> None:
    if language not in (known or train.LANGUAGES):
        raise typer.BadParameter(f"{language!r} is neither ja nor en", param_hint="LANGUAGE")


def _figure(value: float | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.3f}"
