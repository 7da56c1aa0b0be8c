"""A picture of a corpus: labels, lengths and facts, by language and split."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kisha.corpus.document import Document
from kisha.corpus.errors import no_plots
from kisha.corpus.schema import LABELS, RELATIONS
from kisha.corpus.stats import Stats, stats

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def chart(parts: Mapping[Path, list[Document]], out: Path) -> None:
    """Draws a corpus to ``out``, in the format of its suffix (svg, png, pdf).

    Args:
        parts: its documents, by the folder that holds them.
        out: the file.

    Raises:
        KishaError: C109, no matplotlib.
    """
    counted = stats(parts)
    figure = blank(11, 9)
    labels, facts, lengths = figure.subplots(3, 1)
    _bars(labels, counted, {label: [c.labels[label] for c in counted] for label in LABELS})
    labels.set_title("Mentions by label")
    labels.legend(["/".join(part.folder.parts[-2:]) for part in counted])
    _bars(facts, counted, {type: [c.facts[type] for c in counted] for type in RELATIONS})
    facts.set_title("Facts by type")
    facts.tick_params("x", rotation=20)
    _lengths(lengths, chain.from_iterable(parts.values()))
    save(figure, out)


def blank(width: float, height: float) -> "Figure":
    """An empty picture of so many inches.

    Raises:
        KishaError: C109, no matplotlib.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise no_plots() from None
    return Figure(figsize=(width, height), layout="constrained")


def save(figure: "Figure", out: Path) -> None:
    """Writes a picture; the same figures give the same file, whoever draws it and when."""
    from matplotlib import rc_context

    dated = {".svg": "Date", ".pdf": "CreationDate"}.get(out.suffix)
    with rc_context({"svg.hashsalt": "kisha"}):
        figure.savefig(out, metadata={dated: None} if dated else None)


def _bars(axes: "Axes", counted: list[Stats], rows: dict[str, list[int]]) -> None:
    width = 0.8 / len(counted)
    for place in range(len(counted)):
        heights = [counts[place] for counts in rows.values()]
        left = [x - 0.4 + width * (place + 0.5) for x in range(len(rows))]
        axes.bar(left, heights, width)
    axes.set_xticks(range(len(rows)), list(rows))


def _lengths(axes: "Axes", documents: Iterable[Document]) -> None:
    lengths: dict[str, list[int]] = defaultdict(list)
    for document in documents:
        lengths[document.language].append(len(document.text))
    named = dict(sorted(lengths.items()))
    axes.hist(list(named.values()), bins=30, stacked=True, label=list(named))
    axes.set_title("Length of documents (characters)")
    axes.legend()
