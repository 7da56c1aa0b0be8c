"""What a release says cannot speak to the terminal."""

from kisha.pipeline.cli.console import plain


def test_markup_is_text() -> None:
    assert plain("アマツ[/bold]の[red]発表:smile:").plain == "アマツ[/bold]の[red]発表:smile:"


def test_commands_to_the_terminal_are_not() -> None:
    assert "\x1b" not in plain("\x1b]0;PWNED\x07アマツ\x9b31m").plain
    assert plain("一行目\n\t二行目").plain == "一行目\n\t二行目"
