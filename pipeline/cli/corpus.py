"""``kisha corpus``: checking, counting and converting annotated documents."""

from collections import Counter
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import TaskID
from rich.table import Table
from spacy.tokens import Doc

from kisha.corpus import Document, formats
from kisha.corpus.chart import chart
from kisha.corpus.check import check
from kisha.corpus.fetch import fetch, public_files
from kisha.corpus.formats import FormatName
from kisha.corpus.stats import by_folder, rows, stats, variety
from kisha.evaluation import Score
from kisha.evaluation.agreement import agreement, by_id, disagreements
from kisha.models.examples import to_doc
from kisha.models.train import blank
from kisha.pipeline.cli.console import downloads, err, out, plain
from kisha.pipeline.errors import no_output

cli = typer.Typer(help="Check, count and convert annotated documents.", no_args_is_help=True)

FAULTY = 1
VARIETY = {
    "documents": "documents",
    "issuers": "issuers",
    "few or none of a label": "few",
    "runs shared with another": "shared_runs",
}


@cli.command("check", epilog="**Example**\n\n`kisha corpus check corpus/`")
def check_cli(
    paths: Annotated[list[Path], typer.Argument(help="Folders, or .ann and .inline files.")],
    hints: Annotated[
        bool, typer.Option(help="Also what may be right, such as an unlabelled repeat.")
    ] = False,
) -> None:
    """Reports every fault of annotated documents, with file and line; exits with 1 for any."""
    found = check(*paths)
    faults = [fault for fault in found if not fault.hint]
    for fault in found if hints else faults:
        typer.echo(str(fault))
    err.print(f"{len(faults)} faults, {len(found) - len(faults)} hints", highlight=False)
    if faults:
        raise typer.Exit(FAULTY)


@cli.command(
    "stats",
    epilog="**Examples**\n\n`kisha corpus stats corpus/`\n\n"
    "`kisha corpus stats corpus/ --chart corpus.svg`",
)
def stats_cli(
    path: Annotated[Path, typer.Argument(help="A folder.")],
    chart_file: Annotated[
        Path | None, typer.Option("--chart", help="Also a picture: .svg, .png or .pdf.")
    ] = None,
) -> None:
    """Counts documents, mentions by label and facts by type, and says how varied they are."""
    parts = by_folder(path)
    counted = stats(parts)
    table = _table(*(str(part.folder) for part in counted))
    for name, row in rows(counted).items():
        whole = name in ("entities", "mentions", "facts")
        table.add_row(name, *(f"{count:,}" for count in row), end_section=whole)
    out.print(table)
    varied = variety(chain.from_iterable(parts.values()))
    table = _table(*(part.language for part in varied))
    for name, field in VARIETY.items():
        table.add_row(name, *(_figure(getattr(part, field)) for part in varied))
    out.print(table)
    if chart_file:
        try:
            chart(parts, chart_file)
        except (OSError, ValueError) as error:
            raise no_output(chart_file, error) from None


def _table(*columns: str) -> Table:
    table = Table("", *columns)
    for column in table.columns[1:]:
        column.justify = "right"
    return table


def _figure(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else f"{value:.1%}"


@cli.command("agreement", epilog="**Example**\n\n`kisha corpus agreement corpus/train second/`")
def agreement_cli(
    first: Annotated[Path, typer.Argument(help="A folder of annotated documents.")],
    second: Annotated[Path, typer.Argument(help="The same texts, labelled by somebody else.")],
    listed: Annotated[bool, typer.Option("--list", help="Also each disagreement.")] = False,
) -> None:
    """Says how far two labellings agree, over the documents that both hold: F1, of 1."""
    pairs = by_id(formats.read_all(first), formats.read_all(second))
    if not pairs:
        raise typer.BadParameter(f"no document of {first} is in it", param_hint="SECOND")
    if changed := next((one.id for one, other in pairs if one.text != other.text), None):
        raise typer.BadParameter(f"{changed} has another text there", param_hint="SECOND")
    found = agreement(pairs)
    if listed:
        for pair in pairs:
            for line in disagreements(*pair):
                out.print(plain(line))
    table = _table("agree", "first", "second", "F1")
    for name in ("mentions", "clusters", "values", "facts"):
        part: Score = getattr(found, name)
        counts = (part.true, part.gold, part.predicted)
        f1 = "–" if part.f1 is None else f"{part.f1:.3f}"
        table.add_row(name, *(f"{count:,}" for count in counts), f1)
    out.print(table)
    err.print(f"{found.documents} documents", highlight=False)


@cli.command(
    "fetch",
    epilog="**Examples**\n\n`kisha corpus fetch --out public`\n\n"
    "`kisha corpus fetch --out public --from copies/`: without a network",
)
def fetch_cli(
    out_folder: Annotated[Path, typer.Option("--out", "-o", help="Folder for the files.")],
    source: Annotated[
        Path | None, typer.Option("--from", help="A folder of copies instead of the network.")
    ] = None,
) -> None:
    """Fetches the public data sets that train beside the corpus, each checked by its hash."""
    tasks: dict[str, TaskID] = {}
    with downloads() as bar:

        def told(name: str, done: int, size: int | None) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(name, total=size)
            bar.update(tasks[name], completed=done)

        try:
            paths = fetch(out_folder, source=source, progress=told)
        except OSError as error:
            raise no_output(out_folder, error.strerror) from None
    licences = {file.name: file.licence for file in public_files()}
    for path in paths:
        typer.echo(f"{path}\t{licences[path.name]}")


@cli.command(
    "convert",
    epilog="**Examples**\n\n"
    "`kisha corpus convert mine/ --to brat --out corpus/train/ja`\n\n"
    "`kisha corpus convert corpus/train --to label-studio --out tasks.json`\n\n"
    "`kisha corpus convert export.jsonl --utf16 --to inline --out drafts`: what doccano wrote",
)
def convert_cli(
    path: Annotated[Path, typer.Argument(help="A folder or a file.")],
    to: Annotated[FormatName, typer.Option(help="The format to write.")],
    out_path: Annotated[
        Path, typer.Option("--out", "-o", help="A folder, or a file for formats of one file.")
    ],
    source: Annotated[
        FormatName | None,
        typer.Option("--from", help="The format to read; by default told by suffix."),
    ] = None,
    utf16: Annotated[
        bool, typer.Option("--utf16", help="Offsets of doccano records count UTF-16 code units.")
    ] = False,
) -> None:
    """Converts between formats, and lists on standard error what the new one does not hold."""
    documents, losses = formats.load(path, source, utf16=utf16)
    twice = [id for id, count in Counter(d.id for d in documents).items() if count > 1]
    if twice:
        raise typer.BadParameter(f"several documents are named {twice[0]}", param_hint="PATH")
    try:
        losses += formats.save(documents, out_path, to, tokenise=_tokenise)
    except OSError as error:
        raise no_output(out_path, error.strerror) from None
    for loss in losses:
        err.print(plain(str(loss)), highlight=False, soft_wrap=True)
    kinds = Counter(loss.kind for loss in losses)
    lost = ", ".join(f"{kind}: {count:,}" for kind, count in kinds.most_common()) or "nothing"
    err.print(f"{len(documents):,} documents; not carried over: {lost}", highlight=False)


def _tokenise(document: Document) -> tuple[Doc, list[formats.Loss]]:
    return to_doc(document, _blank(document.language))


_blank = lru_cache(blank)
