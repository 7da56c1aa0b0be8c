"""``kisha evaluate``: precision, recall and F1 of the shipped models on gold documents."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from spacy.language import Language

from kisha.corpus import Document, formats
from kisha.corpus.document import Span, build
from kisha.evaluation import Report, Score, score
from kisha.evaluation.baseline import stock_ginza
from kisha.models.measure import predict
from kisha.models.shipped import STAGES, chosen
from kisha.pipeline.analyse import Models
from kisha.pipeline.cli import records
from kisha.pipeline.cli.console import MinScore, OwnModel, out, progress
from kisha.pipeline.layout import Layout, restore

EXAMPLES = (
    "**Examples**\n\n"
    "`kisha evaluate corpus/gold`: the shipped models on the gold\n\n"
    "`kisha evaluate corpus/gold --baseline`: with stock ja_ginza beside them\n\n"
    "`kisha evaluate corpus/gold --skip kisha_mentions`: what the tagger finds by itself\n\n"
    "`kisha evaluate corpus/dev/ja --records corpus/records.tsv`: the records too\n\n"
    "`kisha evaluate corpus/dev/en --json`: for a program"
)

Predict = Callable[[Document], Document]


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    score: Score
    baseline: Score | None


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
    record_rows: records.RecordRows = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Scores the shipped models: mentions by exact span and label, facts end to end."""
    documents = formats.read_all(gold)
    ours = records.Kept(partial(predict, models=_without(skip or [], chosen(model))))
    report = _report(documents, ours, "kisha")
    stock = _report(documents, _predict_stock(), "ja_ginza") if baseline else None
    rows = _rows(report, stock)
    fields = records.scores(ours.pairs, record_rows) if record_rows else {}
    if as_json:
        found: dict[str, object] = {"documents": report.documents}
        found["scores"] = [_object(row) for row in rows]
        if fields:
            found["records"] = [_object(_Row(name, part, None)) for name, part in fields.items()]
        typer.echo(json.dumps(found))
        return
    out.print(_table(rows, f"{gold}: {report.documents} documents", with_baseline=baseline))
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


def _report(documents: list[Document], predict: Predict, name: str) -> Report:
    with progress() as bar:
        pairs = [(d, predict(d)) for d in bar.track(documents, description=f"Scoring {name}")]
    return score(pairs)


def _rows(report: Report, stock: Report | None) -> list[_Row]:
    rows = [_Row(n, s, stock.mentions[n] if stock else None) for n, s in report.mentions.items()]
    rows.append(_Row("mentions", report.all_mentions, stock.all_mentions if stock else None))
    rows += [_Row(name, part, None) for name, part in report.facts.items()]
    rows.append(_Row("facts", report.all_facts, None))
    return rows


def _table(rows: list[_Row], title: str, *, with_baseline: bool) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for name in ("precision", "recall", "F1", "gold", *(["ja_ginza F1"] if with_baseline else [])):
        table.add_column(name, justify="right")
    for row in rows:
        whole = row.name in ("mentions", "facts")
        cells = [_figure(row.score.precision), _figure(row.score.recall), _figure(row.score.f1)]
        cells.append(str(row.score.gold))
        if with_baseline:
            cells.append(_figure(row.baseline.f1) if row.baseline else "")
        table.add_row(row.name, *cells, style="bold" if whole else None, end_section=whole)
    return table


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _object(row: _Row) -> dict[str, object]:
    part = row.score
    figures = {"precision": part.precision, "recall": part.recall, "f1": part.f1, "gold": part.gold}
    stock = {"baseline_f1": row.baseline.f1} if row.baseline else {}
    return {"name": row.name, **figures, **stock}
