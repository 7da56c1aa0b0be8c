"""``kisha train``: from the corpus of a checkout to a packaged model."""

from dataclasses import astuple, fields
from pathlib import Path
from typing import Annotated

import typer

from kisha.corpus import formats
from kisha.models import relations, train
from kisha.models.ablate import PARTS, Row, ablate
from kisha.models.curve import Point, curve
from kisha.models.distil import distil
from kisha.models.finetune import BOTH, EPOCHS, RATE
from kisha.models.loop import State
from kisha.models.shipped import weights
from kisha.pipeline.cli.console import OwnModel, err, progress
from kisha.pipeline.cli.encoder import Encoder, Epochs, Length, Rate, finetune_encoder
from kisha.pipeline.cli.options import (
    Corpus,
    Data,
    Language,
    Public,
    Source,
    known,
    of_language,
    read_own,
    tell,
)
from kisha.pipeline.encoder.component import LENGTH
from kisha.pipeline.errors import no_encoder, no_transformers

cli = typer.Typer(help="Train the models that ship.", no_args_is_help=True)


Config = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        dir_okay=False,
        help="A recipe for spacy train; by default the language's own.",
    ),
]
Swaps = Annotated[
    int | None, typer.Option(min=0, help="Times each release is retold with other names.")
]
Steps = Annotated[
    int | None, typer.Option(min=1, help="Steps of training; by default the recipe's.")
]
Seed = Annotated[int, typer.Option(help="Of names, weights and order.")]


@cli.callback()
def options() -> None:
    """Train the models that ship."""


@cli.command(
    "ner",
    epilog="**Examples**\n\n`kisha train ner ja --public public-data/`: the model that ships\n\n"
    "`kisha train ner ja --data mine/ --out my_kisha`: with your own labelled releases\n\n"
    "`kisha train ner ja --data mine/ --start ja --steps 300 --out my_kisha`: the same in minutes",
)
def ner_cli(
    language: Annotated[str, typer.Argument(help="ja or en; with --encoder also both.")],
    corpus: Corpus = Path("corpus"),
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder for the model.")] = None,
    work: Annotated[
        Path,
        typer.Option(
            file_okay=False, help="Folder for what comes between; what lies there is gone on with."
        ),
    ] = Path("build/train"),
    public: Public = None,
    data: Data = None,
    source: Source = None,
    start: Annotated[
        str | None, typer.Option(help="Begin with the weights of this model: ja, en or a folder.")
    ] = None,
    config: Config = None,
    steps: Steps = None,
    swaps: Swaps = None,
    seed: Seed = 0,
    encoder: Encoder = None,
    epochs: Epochs = EPOCHS,
    rate: Rate = RATE,
    length: Length = LENGTH,
) -> None:
    """Trains the mention tagger of a language and packages it with the stages behind it.

    Stopped with Ctrl-C, it goes on where it was when the same command is given again; what has
    not changed since is not done again. With --encoder a pretrained encoder is fine-tuned instead;
    for both languages one is, and packaged twice.
    """
    known(language, *([BOTH] if encoder else []))
    own, losses = read_own(data, source)
    if encoder is not None:
        _without_recipe(config=config, start=start, steps=steps)
        finetune_encoder(
            language, corpus=corpus, work=work, out=out, public=public, own=own, losses=losses,
            swaps=swaps, seed=seed, encoder=encoder, epochs=epochs, rate=rate, length=length,
        )  # fmt: skip
        return
    train.free(out or Path(f"models/{language}_kisha"))
    folder, more = train.prepared(
        language, corpus=corpus, work=work, public_data=public, own=own
    )  # fmt: skip
    tell([*losses, *more], own, [language])
    with progress() as bar:
        task = bar.add_task(f"Training {language}", total=None)

        def told(state: State, total: int) -> None:
            score = f", dev F1 {state.best:.3f}" if state.scores else ""
            bar.update(
                task, completed=state.step, total=total, description=f"Training {language}{score}"
            )

        scores = train.train(
            language,
            work=folder,
            out=out or Path(f"models/{language}_kisha"),
            names=corpus / "names",
            config=config,
            overrides=_overrides(steps, swaps),
            start=weights(start) if start else None,
            seed=seed,
            report=told,
        )
    err.print(f"dev mention F1 {scores['ents_f']:.3f}", highlight=False)


def _overrides(steps: int | None, swaps: int | None) -> dict[str, int]:
    asked = {"training.max_steps": steps, "corpora.train.augmenter.copies": swaps}
    return {key: value for key, value in asked.items() if value is not None}


@cli.command(
    "relations",
    epilog="**Examples**\n\n`kisha train relations ja`: those that ship\n\n"
    "`kisha train relations ja --data mine/ --model my_kisha --out my_kisha`: with your own facts",
)
def relations_cli(
    language: Language,
    corpus: Corpus = Path("corpus"),
    data: Data = None,
    source: Source = None,
    model: OwnModel = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder for the model; by default its own.")
    ] = None,
) -> None:
    """Trains what finds the facts between mentions, in a few minutes; the rest stays as it is."""
    known(language)
    own, losses = read_own(data, source)
    tell(losses, own, [language])
    own = train.allowed(own, language, corpus)
    documents = [*formats.read_all(corpus / "train" / language), *own]
    chosen = model or language
    of_language(model, language)
    with progress() as bar:
        bar.add_task(f"Training {language} relations", total=None)
        facts = relations.train(chosen, documents, out or weights(chosen))
    err.print(f"trained on {facts:,} facts", highlight=False)


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
    steps: Steps = None,
    swaps: Swaps = None,
    seed: Seed = 0,
) -> None:
    """Trains on growing parts of the corpus and prints F1 on dev and gold as tab-separated rows."""
    known(language)
    typer.echo("\t".join(field.name for field in fields(Point)))
    points = curve(
        language,
        sizes,
        corpus=corpus,
        work=work,
        public_data=public,
        config=config,
        overrides=_overrides(steps, swaps),
        seed=seed,
    )
    for point in points:
        typer.echo("\t".join(_figure(value) for value in astuple(point)))


@cli.command(
    "ablate",
    epilog="**Examples**\n\n`kisha train ablate ja --public public-data/`: all parts in turn\n\n"
    "`kisha train ablate en all spelling --steps 500`",
)
def ablate_cli(
    language: Language,
    parts: Annotated[
        list[str] | None, typer.Argument(help=f"Of: {', '.join(PARTS)}; by default each.")
    ] = None,
    corpus: Corpus = Path("corpus"),
    work: Annotated[Path, typer.Option(help="Folder for the models.")] = Path("build/ablate"),
    public: Public = None,
    steps: Annotated[int, typer.Option(min=1, help="Of each training.")] = 1500,
    seed: Seed = 0,
) -> None:
    """Trains without each part of the recipe in turn; prints F1 as tab-separated rows."""
    known(language)
    chosen = parts or list(PARTS)
    if unknown := [part for part in chosen if part not in PARTS]:
        raise typer.BadParameter(f"no such part: {unknown[0]}", param_hint="PARTS")
    typer.echo("\t".join(field.name for field in fields(Row)))
    for row in ablate(
        language, chosen, corpus=corpus, work=work, public_data=public, steps=steps, seed=seed
    ):
        typer.echo("\t".join(_figure(value) for value in astuple(row)))


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


def _without_recipe(**options: object) -> None:
    for name, value in options.items():
        if value is not None:
            raise typer.BadParameter("not with --encoder", param_hint=f"--{name}")


def _figure(value: float | str | None) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
