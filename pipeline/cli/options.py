"""Arguments that several commands about models share, and what they tell of a user's documents."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from kisha.corpus import Document, formats
from kisha.corpus.formats import FormatName, Loss
from kisha.models.shipped import LANGUAGES, shared
from kisha.pipeline.cli.console import err, plain

Language = Annotated[str, typer.Argument(help="ja or en.")]
Corpus = Annotated[
    Path, typer.Option(exists=True, file_okay=False, help="Folder with train/, dev/ and names/.")
]
Public = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        file_okay=False,
        help="Folder of `kisha corpus fetch`; public data is left out if not given.",
    ),
]
Data = Annotated[
    Path | None, typer.Option(help="Your own labelled releases, trained on beside the corpus.")
]
Source = Annotated[
    FormatName | None,
    typer.Option("--from", help="The format of --data; by default told by suffix."),
]


def known(language: str, *more: str) -> None:
    """Raises a wrong use of LANGUAGE where ``language`` is none that is known."""
    if language not in (*LANGUAGES, *more):
        raise typer.BadParameter(f"{language!r} is neither ja nor en", param_hint="LANGUAGE")


def of_language(model: str | None, language: str) -> None:
    """Raises a wrong use of --model where a model is of another language."""
    if model is not None and shared(model).lang != language:
        raise typer.BadParameter(f"{model} is not a model of {language}", param_hint="--model")


def read_own(data: Path | None, source: FormatName | None) -> tuple[list[Document], list[Loss]]:
    """The documents of ``--data``, and what its files hold that a document can't."""
    return formats.load(data, source) if data is not None else ([], [])


def tell(losses: Iterable[Loss], own: Sequence[Document], languages: Sequence[str]) -> None:
    """What is lost of a user's documents, line by line; of the corpus, known before, a count."""
    ids = {document.id for document in own}
    told = list(dict.fromkeys(losses))
    for loss in told:
        if loss.document in ids:
            err.print(plain(str(loss)), highlight=False)
    if rest := sum(loss.document not in ids for loss in told):
        err.print(f"{rest} mentions of the corpus end within a token: unknown", highlight=False)
    if others := sum(document.language not in languages for document in own):
        asked = " or ".join(languages)
        err.print(f"{others} documents of --data are not {asked}: left out", highlight=False)
