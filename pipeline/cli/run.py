"""``kisha run``: releases in, the files of the output contract and a table out."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from kisha.corpus import Document, KishaError, Release
from kisha.models.shipped import chosen
from kisha.pipeline import batch, source
from kisha.pipeline.cli.console import MinScore, OwnModel, err, out, plain, progress
from kisha.pipeline.export.tables import Format

SOME_FAILED = 3
EXAMPLES = (
    "**Examples**\n\n"
    "`kisha run releases/ --out facts`: every .txt below a folder\n\n"
    "`kisha run a.txt 'new/*.txt' --format csv --format parquet`: files and patterns\n\n"
    "`cat a.txt | kisha run - --out facts`: standard input"
)

# Facts are listed in the terminal for so many releases; more are for the files.
_LISTED = 5


def run_cli(
    context: typer.Context,
    paths: Annotated[
        list[str], typer.Argument(help="Files, folders, patterns, or - for standard input.")
    ],
    folder: Annotated[Path, typer.Option("--out", "-o", help="Folder for the results.")] = Path(
        "out"
    ),
    formats: Annotated[
        list[Format] | None,
        typer.Option("--format", "-f", help="Of the tables; repeatable."),
    ] = None,
    model: OwnModel = None,
    min_score: MinScore = 0.0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Reads releases and writes who does what with which craft, when.

    Writes documents.jsonl, errors.jsonl, summary.html and the tables mentions, entities,
    relations and records. Exits with 0 when all were read, 3 when some were not, 2 for wrong usage.
    """
    files = list(inputs(paths))
    debug = bool(context.obj and context.obj["debug"])
    with progress() as bar:
        bar.disable = quiet
        results = batch.run(files, chosen(model), min_score=min_score, debug=debug)
        found = bar.track(results, total=len(files), description="Reading")
        documents, failures = batch.write(found, folder, formats=formats or [Format.CSV])
    if not quiet:
        _print(documents, folder)
    end(failures)


def end(failures: Iterable[batch.Failure]) -> None:
    """Tells why some releases were not read, and ends the command by it if there are any."""
    for failure in (told := list(failures)):
        err.print(f"kisha: {failure}", style="red", markup=False, highlight=False, soft_wrap=True)
    if told:
        raise typer.Exit(SOME_FAILED)


def inputs(paths: list[str]) -> Iterator[Path | source.Missing | source.Source]:
    """What the arguments of a command name, ``-`` read from standard input."""
    named = [path for path in paths if path != "-"]
    if len(named) < len(paths):
        try:
            yield source.decode(source.limited(typer.get_binary_stream("stdin"), "-"))
        except KishaError as error:
            yield source.Missing("-", error)
    yield from source.expand(named)


def _print(documents: list[Document], folder: Path) -> None:
    if not documents:
        return
    out.print(releases_table(documents))
    if len(documents) <= _LISTED:
        for document in documents:
            out.print(facts_table(document))
    out.print(f"Written to {folder}: open {folder / 'summary.html'}", markup=False, highlight=False)


def releases_table(documents: Iterable[Document]) -> Table:
    """A row for each release: what it is, and how much was found in it."""
    table = Table(title="Releases", title_justify="left")
    for name in ("release", "date", "title", "issuers"):
        narrowest = 12 if name == "title" else None
        table.add_column(name, overflow="fold", no_wrap=name == "date", min_width=narrowest)
    for name in ("mentions", "facts"):
        table.add_column(name, justify="right")
    for document in documents:
        release = document.release or Release()
        names = {entity.id: entity.name for entity in document.entities}
        table.add_row(
            plain(document.id),
            release.date or "–",
            plain(release.title or "–"),
            plain(", ".join(names[id] for id in release.issuers) or "–"),
            str(len(document.mentions)),
            str(len(document.relations)),
        )
    return table


def facts_table(document: Document) -> Table:
    """A row for each fact of a document."""
    table = Table(title=plain(f"Facts of {document.id}"), title_justify="left")
    for name in ("who or what", "fact", "whom, what or when"):
        table.add_column(name, overflow="fold", no_wrap=name == "fact")
    table.add_column("place", no_wrap=True)
    entities = {entity.id: entity for entity in document.entities}
    for relation in document.relations:
        tail = entities[relation.tail]
        named = f"{tail.name} ({tail.value})" if tail.value else tail.name
        place = f"{relation.start}–{relation.end}"
        head = entities[relation.head].name
        table.add_row(plain(head), relation.type, plain(named), place)
    return table
