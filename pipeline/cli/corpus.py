"""``kisha corpus``: checking, counting and converting annotated documents."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from kisha.corpus import LABELS, RELATIONS, brat, formats, inline
from kisha.corpus.check import check
from kisha.corpus.stats import stats
from kisha.pipeline.cli.console import err, out

cli = typer.Typer(help="Check, count and convert annotated documents.", no_args_is_help=True)

FAULTY = 1


@cli.command("check", epilog="**Example**\n\n`kisha corpus check corpus/`")
def check_cli(
    paths: Annotated[list[Path], typer.Argument(help="Folders, or .ann and .inline files.")],
    hints: Annotated[
        bool, typer.Option(help="Also what may be right, such as an unlabelled repeat.")
    ] = False,
) -> None:
    """Reports every fault of annotated documents, with file and line; exits with 1 for any."""
    found = [fault for path in paths for fault in check(path)]
    faults = [fault for fault in found if not fault.hint]
    for fault in found if hints else faults:
        typer.echo(str(fault))
    err.print(f"{len(faults)} faults, {len(found) - len(faults)} hints", highlight=False)
    if faults:
        raise typer.Exit(FAULTY)


@cli.command("stats", epilog="**Example**\n\n`kisha corpus stats corpus/`")
def stats_cli(path: Annotated[Path, typer.Argument(help="A folder.")]) -> None:
    """Counts documents, mentions by label and facts by type, folder by folder."""
    counted = stats(path)
    for title, names in (("Mentions", LABELS), ("Facts", tuple(RELATIONS))):
        table = Table("folder", "documents", "characters", "entities", title=title)
        for name in (*names, "all"):
            table.add_column(name, justify="right")
        for part in counted:
            found = part.labels if title == "Mentions" else part.facts
            whole = (part.documents, part.characters, part.entities)
            each = (*(found[name] for name in names), found.total())
            table.add_row(str(part.folder), *map(str, (*whole, *each)))
        out.print(table)


@cli.command(
    "convert", epilog="**Example**\n\n`kisha corpus convert mine/ --to brat --out corpus/train/ja`"
)
def convert_cli(
    path: Annotated[Path, typer.Argument(help="A folder, or an .ann or .inline file.")],
    to: Annotated[str, typer.Option(help="brat or inline.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the result.")],
) -> None:
    """Converts between brat standoff and the inline format; nothing is lost either way."""
    if to not in ("brat", "inline"):
        raise typer.BadParameter(f"{to!r} is neither brat nor inline", param_hint="--to")
    for document in formats.read_all(path):
        if to == "brat":
            brat.write(document, out)
        else:
            out.mkdir(parents=True, exist_ok=True)
            (out / f"{document.id}.inline").write_bytes(inline.dumps(document).encode())
