"""``kisha corpus``: checking, counting and converting annotated documents."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from kisha.corpus import brat, formats, inline
from kisha.corpus.check import check
from kisha.corpus.stats import rows, stats
from kisha.pipeline.cli.console import err, out
from kisha.pipeline.errors import no_output

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
    table = Table("", *(str(part.folder) for part in counted))
    for column in table.columns[1:]:
        column.justify = "right"
    for name, row in rows(counted).items():
        whole = name in ("entities", "mentions", "facts")
        table.add_row(name, *(f"{count:,}" for count in row), end_section=whole)
    out.print(table)


@cli.command(
    "convert", epilog="**Example**\n\n`kisha corpus convert mine/ --to brat --out corpus/train/ja`"
)
def convert_cli(
    path: Annotated[Path, typer.Argument(help="A folder, or an .ann or .inline file.")],
    to: Annotated[str, typer.Option(help="brat or inline.")],
    out_folder: Annotated[Path, typer.Option("--out", "-o", help="Folder for the result.")],
) -> None:
    """Converts between brat standoff and the inline format; nothing is lost either way."""
    if to not in ("brat", "inline"):
        raise typer.BadParameter(f"{to!r} is neither brat nor inline", param_hint="--to")
    documents = formats.read_all(path)
    twice = [id for id, count in Counter(d.id for d in documents).items() if count > 1]
    if twice:
        raise typer.BadParameter(f"several documents are named {twice[0]}", param_hint="PATH")
    try:
        out_folder.mkdir(parents=True, exist_ok=True)
        for document in documents:
            if to == "brat":
                brat.write(document, out_folder)
            else:
                content = inline.dumps(document).encode()
                (out_folder / f"{document.id}.inline").write_bytes(content)
    except OSError as error:
        raise no_output(out_folder, error.strerror) from None
