"""``kisha entities``: one registry of the entities of many releases, in both languages."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from kisha.evaluation import Score
from kisha.evaluation.links import Link, by_parity, score_links
from kisha.pipeline.cli.console import err, figures, out, plain
from kisha.pipeline.linking import link
from kisha.pipeline.linking.files import (
    read_documents,
    read_gold_links,
    read_links,
    read_registry,
    write,
)
from kisha.pipeline.linking.rulings import read_rulings

cli = typer.Typer(
    help="Join the entities of many releases, in both languages, into one registry.",
    no_args_is_help=True,
)


@cli.callback()
def options() -> None:
    """Join the entities of many releases, in both languages, into one registry."""


@cli.command(
    "link",
    epilog="**Examples**\n\n"
    "`kisha run releases/ --out facts && kisha entities link facts --out linked`\n\n"
    "`kisha entities link new/ --registry linked/registry.jsonl --out linked`: ids persist\n\n"
    "`kisha entities link facts --forbid apart.tsv --same one.tsv --out linked`: rows of two "
    "names or ids, parted by a tab",
)
def link_cli(
    paths: Annotated[
        list[Path],
        typer.Argument(help="Outputs of `kisha run`, or folders and files of annotated documents."),
    ],
    folder: Annotated[Path, typer.Option("--out", "-o", help="Folder for the results.")],
    registry: Annotated[
        Path | None,
        typer.Option(help="The registry.jsonl of an earlier run: its ids persist, and it grows."),
    ] = None,
    forbid: Annotated[
        Path | None, typer.Option(help="Pairs of names or ids that must not be joined.")
    ] = None,
    same: Annotated[Path | None, typer.Option(help="Pairs of names or ids that are one.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Joins organisations, people, missions and named craft of releases into one registry.

    Writes registry.jsonl, links.csv (which entity of which document is which entry) and
    merges.csv (what was joined, and why). Rather leaves two apart than joins what is not one.
    """
    documents = read_documents(paths)
    linked = link(
        documents,
        registry=read_registry(registry) if registry else (),
        forbid=read_rulings(forbid) if forbid else (),
        same=read_rulings(same) if same else (),
    )
    write(linked, folder)
    if not quiet:
        counts = {
            "documents": len(documents),
            "tellings in both languages": len(linked.tellings),
            "entities": len(linked.links),
            "entries": len(linked.registry),
            "in both languages": sum(len(entry.languages) > 1 for entry in linked.registry),
        }
        for name, count in counts.items():
            err.print(f"{count:,} {name}", highlight=False)
        for (one, other), reason in linked.unkept:
            err.print(plain(f"Not kept: {one} – {other}: {reason}"), highlight=False)
        err.print(plain(f"Written to {folder}"), highlight=False)


@cli.command(
    "score",
    epilog="**Example**\n\n"
    "`kisha entities link corpus/train corpus/dev --out linked && "
    "kisha entities score linked/links.csv corpus/links.tsv`",
)
def score_cli(
    links: Annotated[Path, typer.Argument(help="The links.csv of a run.")],
    gold: Annotated[
        Path, typer.Argument(help="True links: ja, ja_name, en, en_name, label, parted by tabs.")
    ] = Path("corpus/links.tsv"),
) -> None:
    """Says how right links across languages are, over the pairs of documents of the true ones."""
    found = read_links(links)
    columns = Link._fields
    true = [Link(*(row[column] for column in columns)) for row in read_gold_links(gold)]
    table = Table(title="Links across languages", title_justify="left")
    for name in ("", "precision", "recall", "F1", "gold"):
        table.add_column(name, justify="right" if name else "left")
    scores = score_links(true, found)
    for label, score in scores.items():
        _row(table, label, score)
    _row(table, "all", sum(scores.values(), Score()), style="bold")
    for part, rows in by_parity(true).items():
        _row(table, f"{part} pairs", sum(score_links(rows, found).values(), Score()))
    out.print(table)


def _row(table: Table, name: str, score: Score, *, style: str | None = None) -> None:
    table.add_row(name, *figures(score), str(score.gold), style=style)
