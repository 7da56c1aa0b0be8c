"""``kisha models``: how good a model is, and how to hand it on."""

from pathlib import Path
from typing import Annotated

import typer

from kisha.corpus import formats
from kisha.evaluation import Score
from kisha.models import public as public_sets
from kisha.models.calibrate import calibration_error
from kisha.models.card import Card, card, chart
from kisha.models.measure import measure
from kisha.models.novelty import seen
from kisha.models.shipped import chosen
from kisha.models.wheel import wheel
from kisha.pipeline.analyse import Models
from kisha.pipeline.cli.console import OwnModel, err, figure, figures
from kisha.pipeline.cli.options import Corpus, Language, Public, known, of_language
from kisha.pipeline.errors import no_output

PICTURES = (".svg", ".png", ".pdf")
cli = typer.Typer(help="Measure and package models.", no_args_is_help=True)


@cli.callback()
def options() -> None:
    """Measure and package models."""


@cli.command(
    "package",
    epilog="**Examples**\n\n`kisha models package ja --out dist`\n\n"
    "`kisha models package my_kisha/ --out dist && pip install dist/ja_kisha-*.whl`",
)
def package_cli(
    model: Annotated[str, typer.Argument(help="ja, en, or the folder of a model.")],
    out_folder: Annotated[Path, typer.Option("--out", "-o", help="Folder for the wheel.")],
) -> None:
    """Builds an installable wheel of a model; `spacy.load("ja_kisha")` then opens it."""
    try:
        file = wheel(model, out_folder)
    except OSError as error:
        raise no_output(out_folder, error.strerror) from None
    typer.echo(file)
    err.print(f"{file.stat().st_size / 1e6:.1f} MB", highlight=False)


def _picture(path: Path | None) -> Path | None:
    """``path``, if it can be drawn to: seen before all is computed."""
    if path is not None and (path.suffix not in PICTURES or not path.parent.is_dir()):
        raise typer.BadParameter(f"a file {', '.join(PICTURES)} in a folder that is there")
    return path


@cli.command(
    "card",
    epilog="**Example**\n\n`kisha models card ja --public public-data/ --chart ja_kisha.svg`",
)
def card_cli(
    language: Language,
    corpus: Corpus = Path("corpus"),
    public: Public = None,
    chart_file: Annotated[
        Path | None, typer.Option("--chart", help="A picture of calibration, SVG, PNG or PDF.")
    ] = None,
    model: OwnModel = None,
) -> None:
    """Prints the figures of a model's card as Markdown: dev scores, intervals, calibration."""
    known(language)
    of_language(model, language)
    models = chosen(model)
    trained = formats.read_all(corpus / "train" / language)
    texts = public_sets.texts(language, public) if public is not None else ()
    read = seen(trained, corpus / "names", texts)
    found = card(formats.read_all(corpus / "dev" / language), models, read)
    typer.echo(_scores(found))
    typer.echo(_thresholds(found))
    typer.echo(_novelty(found))
    error = figure(calibration_error(found.bins))
    typer.echo(f"Calibration error on the documents that set the temperature: {error}\n")
    if public is not None:
        typer.echo(_public(language, public, models))
    if chart_file is not None:
        chart(found, chart_file, title=f"{language}_kisha on {found.documents} dev documents")


def _scores(found: Card) -> str:
    lines = ["| | precision | recall | F1 | 95 % interval | gold |", "|---|---|---|---|---|---|"]
    for name, score in found.scores.items():
        between = found.intervals[name]
        shown = f"{between[0]:.3f}–{between[1]:.3f}" if between else "–"
        lines.append(f"| {name} | {' | '.join(figures(score))} | {shown} | {score.gold} |")
    return "\n".join(lines) + "\n"


def _thresholds(found: Card) -> str:
    lines = ["| --min-score | precision | recall | F1 |", "|---|---|---|---|"]
    for least, score in found.thresholds.items():
        lines.append(f"| {least:g} | {' | '.join(figures(score))} |")
    return "\n".join(lines) + "\n"


def _novelty(found: Card) -> str:
    lines = ["| names | recall seen | gold | recall unseen | gold |", "|---|---|---|---|---|"]
    rows = {label: (found.seen[label], found.unseen[label]) for label in found.seen}
    rows["all"] = (sum(found.seen.values(), Score()), sum(found.unseen.values(), Score()))
    for label, (old, new) in rows.items():
        lines.append(
            f"| {label} | {figure(old.recall)} | {old.gold} | {figure(new.recall)} | {new.gold} |"
        )
    return "\n".join(lines) + "\n"


def _public(language: str, folder: Path, models: Models) -> str:
    lines = ["| held-out public data | F1 | calendar dates alone |", "|---|---|---|"]
    labels = public_sets.LABELS
    every, calendar = (
        measure(public_sets.held_out(language, folder, calendar=only), models).mentions
        for only in (False, True)
    )
    for label in labels:
        lines.append(f"| {label} | {figure(every[label].f1)} | {figure(calendar[label].f1)} |")
    sums = [sum((part[label] for label in labels), Score()) for part in (every, calendar)]
    lines.append(f"| all three | {' | '.join(figure(total.f1) for total in sums)} |")
    return "\n".join(lines) + "\n"
