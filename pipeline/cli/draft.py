"""``kisha draft``: new releases labelled by the models, for a person to correct."""

from pathlib import Path
from typing import Annotated

import typer

from kisha.corpus import formats
from kisha.corpus.formats import FormatName
from kisha.models.shipped import chosen
from kisha.pipeline import batch, uncertain
from kisha.pipeline.cli.console import OwnModel, plain, progress
from kisha.pipeline.cli.run import end, inputs
from kisha.pipeline.errors import no_output, would_overwrite

EXAMPLES = (
    "**Examples**\n\n"
    "`kisha draft new/ --to inline --out drafts --first 20`: the twenty that need it most\n\n"
    "`kisha draft new/ --to label-studio --out tasks.json`: all, the least certain first"
)


def draft_cli(
    paths: Annotated[
        list[str], typer.Argument(help="Files, folders, patterns, or - for standard input.")
    ],
    to: Annotated[FormatName, typer.Option(help="The format to write.")],
    out_path: Annotated[
        Path, typer.Option("--out", "-o", help="A folder, or a file for formats of one file.")
    ],
    first: Annotated[int | None, typer.Option(min=1, help="Only so many.")] = None,
    model: OwnModel = None,
) -> None:
    """Labels releases for a person to correct, those with the least certain mentions first.

    Prints a row for each: its id, how many of its mentions are likely wrong, how many there are,
    and the least certain one.
    """
    if out_path.is_file() or (out_path.is_dir() and any(out_path.iterdir())):
        raise would_overwrite(out_path)
    files = list(inputs(paths))
    with progress() as bar:
        found = bar.track(batch.run(files, chosen(model)), len(files), description="Reading")
        results = list(found)
    failures = [result for result in results if isinstance(result, batch.Failure)]
    documents = [result for result in results if not isinstance(result, batch.Failure)]
    drafts = uncertain.first(documents)[:first]
    try:
        formats.save(drafts, out_path, to)
    except OSError as error:
        raise no_output(out_path, error.strerror) from None
    typer.echo("id\tlikely_wrong\tmentions\tleast_certain")
    for draft in drafts:
        least = uncertain.least(draft)
        shown = f"{least.label} {least.text} {least.score:.2f}" if least else "–"
        wrong = f"{uncertain.likely_wrong(draft):.1f}"
        typer.echo("\t".join([str(plain(draft.id)), wrong, str(len(draft.mentions)), shown]))
    end(failures)
