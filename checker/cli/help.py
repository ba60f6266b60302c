"""Help of a command, or of the whole program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.cli.commands import ABOUT, EXIT_CODES, USAGE, Command
from checker.cli.log_options import Option
from checker.cli.options import HELP, LANG, options_of
from checker.show.lang import Lang, Text


def help_text(command: Command | None, lang: Lang) -> str:
    """Returns the help of a command, or of the whole program."""
    lines = _overview(lang) if command is None else _of_command(command, lang)
    return "\n".join(lines) + "\n"


def _overview(lang: Lang) -> Iterator[str]:
    yield Text(
        "xinfang：证明信访案件记录合规，或指明何处不合规。",
        "xinfang: proves a petition case history lawful, or shows where it is not.",
    ).of(lang)
    yield ""
    yield Text("用法: xinfang 命令 [选项]", "usage: xinfang COMMAND [OPTIONS]").of(lang)
    yield ""
    yield Text("命令:", "commands:").of(lang)
    for command in Command:
        yield f"  {command.value:<14} {ABOUT[command].of(lang)}"
    yield ""
    yield Text("选项:", "options:").of(lang)
    version = Option(("--version",), None, Text("显示版本", "show the version"))
    yield from _options((LANG, version, HELP), lang)
    yield ""
    yield Text("例:", "examples:").of(lang)
    yield "  xinfang check case.json"
    yield "  xinfang check cases/ --format json -o findings.json"
    yield "  xinfang check case.json --reading IP-03=none --as-of 2024-05-01"
    yield "  xinfang law show R22-34a"
    yield ""
    yield EXIT_CODES.of(lang)


def _of_command(command: Command, lang: Lang) -> Iterator[str]:
    yield f"{Text('用法', 'usage').of(lang)}: {USAGE[command]}"
    yield ""
    yield ABOUT[command].of(lang) + Text("。", ".").of(lang)
    yield ""
    yield Text("选项:", "options:").of(lang)
    yield from _options(options_of(command), lang)
    if command in (Command.CHECK, Command.FORECAST):
        yield ""
        yield EXIT_CODES.of(lang)


def _options(options: Sequence[Option], lang: Lang) -> Iterator[str]:
    for option in options:
        spelled = ", ".join(option.flags) + (f" {option.value}" if option.value else "")
        yield f"  {spelled:<22} {option.about.of(lang)}"
