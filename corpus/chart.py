"""A picture of a corpus: labels, lengths and facts, by language and split."""

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from kisha.corpus.errors import no_plots
from kisha.corpus.formats import read
from kisha.corpus.formats.files import annotated
from kisha.corpus.schema import LABELS, RELATIONS
from kisha.corpus.stats import Stats, stats

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def chart(folder: Path, out: Path) -> None:
    """Draws the corpus at ``folder`` to ``out``, in the format of its suffix (svg, png, pdf).

    Raises:
        KishaError: C109, no matplotlib; and as ``stats``.
    """
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
    except ImportError:
        raise no_plots() from None
    counted = stats(folder)
    figure = Figure(figsize=(11, 9), layout="constrained")
    labels, facts, lengths = figure.subplots(3, 1)
    _bars(labels, counted, {label: [c.labels[label] for c in counted] for label in LABELS})
    labels.set_title("Mentions by label")
    labels.legend([_name(part, folder) for part in counted])
    _bars(facts, counted, {type: [c.facts[type] for c in counted] for type in RELATIONS})
    facts.set_title("Facts by type")
    facts.tick_params("x", rotation=20)
    _lengths(lengths, folder)
    # The same corpus gives the same file, whoever draws it and when.
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


def _lengths(axes: "Axes", folder: Path) -> None:
    lengths: dict[str, list[int]] = defaultdict(list)
    for file in annotated(folder):
        document = read(file)
        lengths[document.language].append(len(document.text))
    named = dict(sorted(lengths.items()))
    axes.hist(list(named.values()), bins=30, stacked=True, label=list(named))
    axes.set_title("Length of documents (characters)")
    axes.legend()


def _name(part: Stats, folder: Path) -> str:
    return part.folder.relative_to(folder).as_posix() if part.folder != folder else folder.name
