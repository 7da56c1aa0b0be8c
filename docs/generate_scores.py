"""Writes the score and count tables of the READMEs: ``python docs/generate_scores.py``.

A table stands between ``<!-- NAME -->`` and ``<!-- /NAME -->``; a test checks that it is right.
"""

import json
import re
from pathlib import Path

from typer.testing import CliRunner

from kisha.corpus.formats import read_all
from kisha.corpus.stats import by_folder, rows, stats, variety
from kisha.evaluation.agreement import agreement, by_id
from kisha.pipeline.cli.main import cli

Row = dict[str, float | str | None]
Rows = list[Row]

ROOT = Path(__file__).parents[1]
FOLDERS = ("corpus/gold", "corpus/dev/ja", "corpus/dev/en")
PAGES = ("README.md", "README.ja.md", "corpus/README.md")


def tables() -> dict[str, str]:
    """The Markdown of each table, by the name of its place."""
    records = ("--records", str(ROOT / "corpus/records.tsv"))
    found = [_found(FOLDERS[0], "--baseline", *records)]
    found += [_found(folder, *records) for folder in FOLDERS[1:]]
    gold, japanese, english = (part["scores"] for part in found)
    skip, told = ("--skip", "kisha_mentions"), ("--given", "mentions")
    tagger = [_scores("corpus/gold", *skip), _scores("corpus/dev/ja", *skip)]
    given = [_scores(folder, *told) for folder in FOLDERS]
    return {
        "scores": _gold(_main(gold)),
        "dev": _dev(_main(japanese), _main(english)),
        "tagger": _tagger([gold, japanese], tagger),
        "parts": _parts([gold, japanese, english, *given]),
        "records": _records([part["records"] for part in found]),
        "counts": _counts(),
        "variety": _variety(),
        "agreement": _agreement(),
    }


def page(name: str, made: dict[str, str]) -> str:
    """A page with its tables filled in."""
    text = (ROOT / name).read_text("utf-8")
    for place, table in made.items():
        block = re.compile(rf"(<!-- {place} -->\n).*?(<!-- /{place} -->)", re.DOTALL)
        text = block.sub(lambda found, table=table: f"{found[1]}{table}{found[2]}", text)
    return text


def _found(folder: str, *options: str) -> dict[str, Rows]:
    result = CliRunner().invoke(cli, ["evaluate", str(ROOT / folder), "--json", *options])
    found: dict[str, Rows] = json.loads(result.stdout)
    return found


def _scores(folder: str, *options: str) -> Rows:
    return _found(folder, *options)["scores"]


def _main(rows: Rows) -> Rows:
    """The mentions and facts by label and type, and over all."""
    last = next(place for place, row in enumerate(rows) if row["name"] == "facts")
    return rows[: last + 1]


def _gold(rows: Rows) -> str:
    head = "| | precision | recall | F1 | gold | stock ja_ginza F1 |\n|---|---|---|---|---|---|\n"
    lines = [
        f"| {_bold(str(row['name']))} | {_figure(row['precision'])} | {_figure(row['recall'])} "
        f"| {_figure(row['f1'])} | {row['gold']} "
        f"| {_figure(row['baseline_f1']) if 'baseline_f1' in row else ''} |\n"
        for row in rows
    ]
    return head + "".join(lines)


def _dev(japanese: Rows, english: Rows) -> str:
    lines = ["| F1 | Japanese | gold | English | gold |\n|---|---|---|---|---|\n"]
    for ja, en in zip(japanese, english, strict=True):
        both = f"{_figure(ja['f1'])} | {ja['gold']} | {_figure(en['f1'])} | {en['gold']}"
        lines.append(f"| {_bold(str(ja['name']))} | {both} |\n")
    return "".join(lines)


def _parts(columns: list[Rows]) -> str:
    head = "| F1 | gold | dev, ja | dev, en | gold, mentions given | dev, ja | dev, en |\n"
    lines = [
        f"| {_bold(str(cells[0]['name']))} | {' | '.join(_figure(c['f1']) for c in cells)} |\n"
        for cells in zip(*columns, strict=True)
        if cells[0]["name"] == "facts" or cells[0] not in _main(columns[0])
    ]
    return f"{head}|---|---|---|---|---|---|---|\n{''.join(lines)}"


def _records(columns: list[Rows]) -> str:
    head = "| F1 | gold | values | dev, ja | values | dev, en | values |\n"
    lines = [
        f"| {cells[0]['name']} | {' | '.join(map(_of, cells))} |\n"
        for cells in zip(*columns, strict=True)
    ]
    return f"{head}|---|---|---|---|---|---|---|\n{''.join(lines)}"


def _of(row: Row) -> str:
    return f"{_figure(row['f1'])} | {row['gold']}"


def _tagger(whole: list[Rows], alone: list[Rows]) -> str:
    every = [row for table in (*whole, *alone) for row in table]
    figures = [_figure(row["f1"]) for row in every if row["name"] == "mentions"]
    head = "| mention F1 | gold | dev, Japanese |\n|---|---|---|\n"
    with_rules, by_itself = " | ".join(figures[:2]), " | ".join(figures[2:])
    return f"{head}| tagger alone | {by_itself} |\n| with the rules for edges | {with_rules} |\n"


def _counts() -> str:
    counted = stats(by_folder(ROOT / "corpus"))
    names = [part.folder.relative_to(ROOT / "corpus").as_posix() for part in counted]
    head = f"| | {' | '.join(names)} |\n|{'---|' * (len(names) + 1)}\n"
    lines = [
        f"| {_bold(name)} | {' | '.join(f'{n:,}' for n in row)} |\n"
        for name, row in rows(counted).items()
    ]
    return head + "".join(lines)


def _variety() -> str:
    documents = [d for side in ("train", "dev") for d in read_all(ROOT / "corpus" / side)]
    head = "| train and dev | documents | issuers | few or none of a label | shared runs |\n"
    lines = [
        f"| {part.language} | {part.documents} | {part.issuers} | {part.few} "
        f"| {part.shared_runs:.1%} |\n"
        for part in variety(documents)
    ]
    return f"{head}|---|---|---|---|---|\n{''.join(lines)}"


def _agreement() -> str:
    first = [d for side in ("train", "dev") for d in read_all(ROOT / "corpus" / side)]
    head = "| F1 | documents | mentions | clusters | date values | facts |\n"
    lines = ["|---|---|---|---|---|---|\n"]
    for language in ("ja", "en"):
        found = agreement(by_id(first, read_all(ROOT / "evaluation/second" / language)))
        parts = (found.mentions, found.clusters, found.values, found.facts)
        figures = " | ".join(_figure(part.f1) for part in parts)
        lines.append(f"| {language} | {found.documents} | {figures} |\n")
    return head + "".join(lines)


def _bold(name: str) -> str:
    return f"**{name}**" if name in ("mentions", "facts") else name


def _figure(value: float | str | None) -> str:
    return f"{value:.3f}" if isinstance(value, float) else "–"


if __name__ == "__main__":
    made = tables()
    for name in PAGES:
        (ROOT / name).write_text(page(name, made), "utf-8")
