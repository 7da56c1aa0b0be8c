"""Prints the page of the command from its help: ``python docs/generate_cli.py > docs/cli.md``."""

import os

os.environ.update(COLUMNS="96", TERM="dumb", NO_COLOR="1", TERMINAL_WIDTH="96")

from typer.testing import CliRunner

from kisha.pipeline.cli.main import cli

COMMANDS = (
    "",
    "run",
    "show",
    "evaluate",
    "entities link",
    "entities score",
    "corpus check",
    "corpus stats",
    "corpus convert",
    "train ner",
)


def page() -> str:
    """The page, in Markdown."""
    parts = [
        "# The command\n\nMade from `kisha --help` by `docs/generate_cli.py`; a test checks it.\n"
    ]
    for command in COMMANDS:
        words = command.split()
        text = CliRunner().invoke(cli, [*words, "--help"], prog_name="kisha").output
        lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
        parts.append(f"\n## kisha {command}".rstrip() + f"\n\n```text\n{lines}\n```\n")
    return "".join(parts)


if __name__ == "__main__":
    import sys

    sys.stdout.write(page())
