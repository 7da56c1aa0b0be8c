"""``kisha train``: from the corpus of a checkout to a packaged model."""

from pathlib import Path
from typing import Annotated

import typer

from kisha.models import train
from kisha.pipeline.cli.console import err

cli = typer.Typer(help="Train the models that ship.", no_args_is_help=True)


@cli.callback()
def options() -> None:
    """Train the models that ship."""


@cli.command(
    "ner", epilog="**Example**\n\n`kisha train ner ja --public public-data/ --out models/ja_kisha`"
)
def ner_cli(
    language: Annotated[str, typer.Argument(help="ja or en.")],
    corpus: Annotated[Path, typer.Option(help="Folder with train/, dev/ and names/.")] = Path(
        "corpus"
    ),
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder for the model.")] = None,
    work: Annotated[Path, typer.Option(help="Folder for what comes between.")] = Path(
        "build/train"
    ),
    public: Annotated[
        Path | None,
        typer.Option(
            help="Folder with the public data sets of models/README.md; left out if not given."
        ),
    ] = None,
    swaps: Annotated[
        int, typer.Option(help="Times each document is retold with other names.")
    ] = 10,
    seed: Annotated[int, typer.Option(help="Of names, weights and order.")] = 0,
) -> None:
    """Trains the mention tagger of a language and packages it with the stages behind it."""
    if language not in train.LANGUAGES:
        raise typer.BadParameter(f"{language!r} is neither ja nor en", param_hint="LANGUAGE")
    folder = work / language
    misaligned = train.prepare(
        language, corpus=corpus, out=folder, public_data=public, swaps=swaps, seed=seed
    )
    for fault in dict.fromkeys(misaligned):
        err.print(str(fault), markup=False, highlight=False)
    scores = train.train(
        language, work=folder, out=out or Path(f"models/{language}_kisha"), seed=seed
    )
    err.print(f"dev mention F1 {scores['ents_f']:.3f}", highlight=False)
