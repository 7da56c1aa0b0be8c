"""``kisha evaluate``: precision, recall and F1 of the shipped models on gold documents."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.table import Table
from spacy.language import Language

from kisha.corpus import Document, formats
from kisha.corpus.document import Span, build
from kisha.evaluation import Report, Score, score
from kisha.evaluation.baseline import stock_ginza
from kisha.evaluation.clusters import Ratio
from kisha.models.measure import Given, predict
from kisha.models.shipped import STAGES, chosen
from kisha.pipeline.analyse import Models
from kisha.pipeline.cli import records
from kisha.pipeline.cli.console import MinScore, OwnModel, figure, figures, out, progress
from kisha.pipeline.layout import Layout, restore
from kisha.pipeline.relations.sentences import sentence_ends

EXAMPLES = (
    "**Examples**\n\n"
    "`kisha evaluate corpus/gold`: the shipped models on the gold\n\n"
    "`kisha evaluate corpus/gold --baseline`: with stock ja_ginza beside them\n\n"
    "`kisha evaluate corpus/gold --skip kisha_mentions`: what the tagger finds by itself\n\n"
    "`kisha evaluate corpus/dev/ja --given mentions`: entities, dates and facts by themselves\n\n"
    "`kisha evaluate corpus/dev/ja --records corpus/records.tsv`: the records too\n\n"
    "`kisha evaluate corpus/dev/en --json`: for a program"
)

Predict = Callable[[Document], Document]


class _Row(NamedTuple):
    """A line of the table; ``whole`` if it sums up those above it."""

    name: str
    score: Score | Ratio
    baseline: Score | None = None
    whole: bool = False


def evaluate_cli(
    gold: Annotated[Path, typer.Argument(help="Folder of annotated documents.")] = Path(
        "corpus/gold"
    ),
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Also stock ja_ginza, its labels mapped to ours.")
    ] = False,
    model: OwnModel = None,
    min_score: MinScore = 0.0,
    skip: Annotated[
        list[str] | None,
        typer.Option(help="Leave out a stage, such as kisha_mentions; repeatable."),
    ] = None,
    given: Annotated[
        Given, typer.Option(help="What of the gold the models are told before they begin.")
    ] = Given.NOTHING,
    record_rows: records.RecordRows = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Scores the shipped models: mentions, facts, date values and entities.

    Mentions by exact span and label; facts by type and both entities, relaxed where their
    mentions need only overlap, and apart for those that one sentence says.
    """
    documents = formats.read_all(gold)
    models = _without(skip or [], chosen(model))
    if min_score and given is not Given.NOTHING:
        raise typer.BadParameter("what is given has no score", param_hint="--min-score")
    golden = records.read_rows(record_rows) if record_rows else {}
    told = partial(predict, models=models, min_score=min_score, given=given)
    pairs = _pairs(documents, told, "kisha")
    report = score(pairs, lambda document: sentence_ends(document.text))
    stock = score(_pairs(documents, _predict_stock(), "ja_ginza")) if baseline else None
    rows = _rows(report, stock)
    fields = records.scores(pairs, golden) if record_rows else {}
    if as_json:
        found: dict[str, object] = {"documents": report.documents}
        found["scores"] = [_object(row) for row in rows]
        found["entities_average"] = report.clusters.average
        if fields:
            found["records"] = [_object(_Row(name, part)) for name, part in fields.items()]
        typer.echo(json.dumps(found))
        return
    title = f"{gold}: {report.documents} documents"
    out.print(_table(rows, title, with_baseline=stock is not None))
    out.print(f"Entities, mean F1 of B³, CEAF-e and LEA: {figure(report.clusters.average)}")
    if fields:
        records.show(fields)


def _without(stages: list[str], models: Models) -> Models:
    def less(language: str) -> Language:
        nlp = models(language)
        nlp.select_pipes(disable=[stage for stage in stages if stage in nlp.pipe_names])
        return nlp

    if unknown := set(stages).difference(STAGES):
        raise typer.BadParameter(f"no stage {min(unknown)!r}", param_hint="--skip")
    return less


def _predict_stock() -> Predict:
    """Stock ja_ginza on the text that our own tagger reads: restored, to be no worse off."""
    tag = stock_ginza()

    def stock(document: Document) -> Document:
        layout = restore(document.text)
        spans = [_moved(span, layout) for span in tag(layout.text)]
        return build(document.id, document.text, language=document.language, spans=spans)

    return stock


def _moved(span: Span, layout: Layout) -> Span:
    start, end = layout.offsets.to_source(span.start, span.end)
    return span._replace(start=start, end=end)


def _pairs(
    documents: list[Document], predict: Predict, name: str
) -> list[tuple[Document, Document]]:
    with progress() as bar:
        return [(d, predict(d)) for d in bar.track(documents, description=f"Scoring {name}")]


def _rows(report: Report, stock: Report | None) -> list[_Row]:
    rows = [_Row(n, s, stock.mentions[n] if stock else None) for n, s in report.mentions.items()]
    mentions = stock.all_mentions if stock else None
    rows.append(_Row("mentions", report.all_mentions, mentions, whole=True))
    rows += [_Row(name, part) for name, part in report.facts.items()]
    rows.append(_Row("facts", report.all_facts, whole=True))
    rows.append(_Row("facts, mentions overlapping", report.relaxed))
    rows.append(_Row("facts within a sentence", report.within))
    rows.append(_Row("facts across sentences", report.across))
    rows.append(_Row("date values", report.values, whole=True))
    rows += [_Row(f"entities, {name}", part) for name, part in report.clusters.metrics.items()]
    return rows


def _table(rows: list[_Row], title: str, *, with_baseline: bool) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for name in ("precision", "recall", "F1", "gold", *(["ja_ginza F1"] if with_baseline else [])):
        table.add_column(name, justify="right")
    for row in rows:
        cells = [*figures(row.score), f"{row.score.gold:g}"]
        if with_baseline:
            cells.append(figure(row.baseline.f1) if row.baseline else "")
        style = "bold" if row.whole else None
        table.add_row(row.name, *cells, style=style, end_section=row.whole)
    return table


def _object(row: _Row) -> dict[str, object]:
    part = row.score
    figures = {"precision": part.precision, "recall": part.recall, "f1": part.f1, "gold": part.gold}
    stock = {"baseline_f1": row.baseline.f1} if row.baseline else {}
    return {"name": row.name, **figures, **stock}
