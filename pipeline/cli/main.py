"""The command itself: its sub-commands, and how an error becomes one line and an exit code."""

import sys
from importlib.metadata import version

import typer

from kisha.corpus.errors import KishaError
from kisha.pipeline.cli import corpus, draft, entities, evaluate, models, run, show, train
from kisha.pipeline.cli.console import err

WRONG_USAGE = 2
INTERRUPTED = 130

cli = typer.Typer(
    name="kisha",
    help="Facts, with their places, from Japanese and English press releases.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)
cli.command("run", epilog=run.EXAMPLES)(run.run_cli)
cli.command("show", epilog=show.EXAMPLES)(show.show_cli)
cli.command("draft", epilog=draft.EXAMPLES)(draft.draft_cli)
cli.command("evaluate", epilog=evaluate.EXAMPLES)(evaluate.evaluate_cli)
cli.add_typer(entities.cli, name="entities")
cli.add_typer(corpus.cli, name="corpus")
cli.add_typer(train.cli, name="train")
cli.add_typer(models.cli, name="models")


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"kisha {version('kisha')}")
        raise typer.Exit


@cli.callback()
def options(
    context: typer.Context,
    debug: bool = typer.Option(False, "--debug", help="Show the traceback of an error."),
    show_version: bool = typer.Option(
        False, "--version", callback=_print_version, is_eager=True, help="Show the version."
    ),
) -> None:
    """Facts, with their places, from Japanese and English press releases."""
    context.obj = {"debug": debug}


def app() -> None:
    """The console script."""
    try:
        cli()
    except KeyboardInterrupt:
        err.print("kisha: interrupted", style="red")
        sys.exit(INTERRUPTED)
    except KishaError as error:
        if "--debug" in sys.argv:
            raise
        err.print(f"kisha: {error}", style="red", markup=False, highlight=False, soft_wrap=True)
        sys.exit(WRONG_USAGE)
