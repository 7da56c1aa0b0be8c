"""CoNLL-2003: a token a line with its tag, a chunk column left empty, and its IOB2 label.

``-DOCSTART-`` begins a document, with its id in the second column; an empty line ends a sentence.
The format holds no white space: texts read back are joined by the rules of each script.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Doc, Token

from kisha.corpus.document import Document, Span, build
from kisha.corpus.errors import bad_syntax
from kisha.corpus.formats import loss
from kisha.corpus.formats.docbin import Tokenise
from kisha.corpus.formats.files import read_text
from kisha.corpus.formats.loss import Loss
from kisha.corpus.language import language_of
from kisha.corpus.surface import is_japanese

_START = "-DOCSTART-"
_LABEL = re.compile(r"([BIESLU])-(\S+)")
_CLOSING = re.compile(r"[,.;:!?)\]%’”]|['’](?:s|re|ve|ll|d|m|t)$|n['’]t$")
_OPENING = re.compile(r"[(\[“$£€¥]$")


def write(documents: Iterable[Document], path: Path, tokenise: Tokenise) -> list[Loss]:
    """Writes one file; clusters, facts, date values and white space have no place in it."""
    losses: list[Loss] = []
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for document in documents:
            doc, told = tokenise(document)
            file.write(f"{_START} {document.id} -X- O\n\n")
            file.writelines(_lines(doc))
            losses += [*told, Loss(document.id, "white space", "tokens alone are kept")]
            for say in (loss.clusters, loss.values, loss.facts, loss.scores):
                losses += say(document)
    return losses


def read(path: Path) -> tuple[list[Document], list[Loss]]:
    """The documents of a file; IOB1, IOB2 and BIOES labels are understood.

    Each mention is an entity of its own.

    Raises:
        KishaError: C101 for a line without a label, C103 if not UTF-8.
    """
    parts: list[tuple[str, list[tuple[str, str]]]] = []
    for number, line in enumerate(read_text(path).removeprefix("\ufeff").splitlines(), 1):
        columns = line.split()
        if not columns and not parts:
            continue
        if columns[:1] == [_START] or not parts:
            named = (
                len(columns) > 1 and columns[0] == _START and columns[1] not in ("-X-", "O", _START)
            )
            parts.append((columns[1] if named else f"{path.stem}-{len(parts) + 1}", []))
        if columns[:1] == [_START]:
            continue
        if not columns:
            parts[-1][1].append(("\n", "O"))
            continue
        if len(columns) < 2 or not (columns[-1] == "O" or _LABEL.fullmatch(columns[-1])):
            raise bad_syntax(f"{path}:{number}", f"no token with a label: {line!r}")
        parts[-1][1].append((columns[0], columns[-1]))
    documents = [_document(id, tokens) for id, tokens in parts]
    return documents, [Loss(d.id, "white space", "rebuilt from the tokens") for d in documents]


def _document(id: str, tokens: list[tuple[str, str]]) -> Document:
    text = ""
    spans: list[Span] = []
    for word, label in tokens:
        if word == "\n":
            text = f"{text}\n" if text and not text.endswith("\n") else text
            continue
        text += _gap(text, word)
        start, end = len(text), len(text) + len(word)
        text += word
        if found := _LABEL.fullmatch(label):
            begins = found[1] in "BSU" or not spans or spans[-1].label != found[2]
            if begins or text[spans[-1].end : start].strip() or "\n" in text[spans[-1].end : start]:
                spans.append(Span(start, end, found[2], f"{start}"))
            else:
                spans[-1] = spans[-1]._replace(end=end)
    return build(id, text, language=language_of(text), spans=spans)


def _gap(before: str, token: str) -> str:
    if not before or before[-1] == "\n" or is_japanese(before[-1]) or is_japanese(token[0]):
        return ""
    return "" if _CLOSING.match(token) or _OPENING.search(before) else " "


def _lines(doc: Doc) -> Iterator[str]:
    filled = False
    for token in doc:
        inside = token.i + 1 < len(doc) and doc[token.i + 1].ent_iob_ == "I"
        if token.is_space:
            ends = "\n" in token.text and not inside
        else:
            # Sudachi has words with a space in them; a column has not.
            for n, word in enumerate(token.text.split()):
                yield f"{word} {token.tag_ or '_'} _ {_label(token, begins=n == 0)}\n"
            filled = True
            ends = token.text in ("。", "！", "？", ".", "!", "?") and not inside
        if ends and filled:
            yield "\n"
            filled = False
    if filled:
        yield "\n"


def _label(token: Token, *, begins: bool) -> str:
    return f"{token.ent_iob_ if begins else 'I'}-{token.ent_type_}" if token.ent_type_ else "O"
