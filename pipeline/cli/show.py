"""``kisha show``: one release in the terminal, its mentions coloured, its facts below."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from kisha.corpus import Document
from kisha.corpus.formats import inline
from kisha.models.shipped import chosen
from kisha.pipeline import source
from kisha.pipeline.analyse import analyse
from kisha.pipeline.cli.console import COLOURS, MinScore, OwnModel, out, plain
from kisha.pipeline.cli.run import facts_table
from kisha.pipeline.layout import restore

EXAMPLES = (
    "**Examples**\n\n"
    "`kisha show release.txt`: to look at\n\n"
    "`kisha show release.txt --inline > release.inline`: to correct in an editor"
)


def show_cli(
    path: Annotated[str, typer.Argument(help="A release, or - for standard input.")],
    as_inline: Annotated[
        bool, typer.Option("--inline", help="Print the inline format, to be corrected.")
    ] = False,
    model: OwnModel = None,
    min_score: MinScore = 0.0,
) -> None:
    """Shows a release with its mentions marked, and its facts below."""
    if path == "-":
        text = source.decode(source.limited(typer.get_binary_stream("stdin"), "-"))
    else:
        text = source.read(Path(path))
    document = analyse(text, chosen(model), min_score=min_score)
    if as_inline:
        typer.echo(inline.dumps(document), nl=False)
        return
    out.print(marked(document), soft_wrap=True)
    out.print()
    out.print(facts_table(document))


def marked(document: Document) -> Text:
    """The restored text, each mention in its label's colour and followed by its label."""
    layout = restore(document.text)
    text, last = Text(), 0
    for mention in document.mentions:
        start, end = layout.offsets.to_text(mention.start, mention.end)
        text.append_text(plain(layout.text[last:start]))
        text.append(plain(layout.text[start:end]).plain, style=COLOURS[mention.label])
        text.append(f"[{mention.label}]", style="dim")
        last = end
    text.append_text(plain(layout.text[last:]))
    return text
