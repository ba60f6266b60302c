"""The command `xinfang`. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper

from checker.cli.commands import Command
from checker.cli.help import help_text
from checker.cli.line import read_line
from checker.cli.options import Args, parse
from checker.cli.usage import UsageError
from checker.show.lang import Lang, Text

__all__ = ["main"]

USAGE_ERROR = 2
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code (see `--help`); never raises for what the user
    or a file says."""
    for stream in (sys.stdout, sys.stderr):
        # what a terminal cannot show is escaped, not a traceback
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    lang = language_of(os.environ)
    try:
        code = _run(sys.argv[1:] if argv is None else argv, lang)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # whoever read our output has seen enough; nothing is left to flush
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        # a full disk behind stdout: what was to be said is lost, so the run has failed
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        why = error.strerror or str(error)
        print(Text(f"无法写出：{why}", f"cannot write: {why}").of(lang), file=sys.stderr)
        return USAGE_ERROR
    except KeyboardInterrupt:
        print(Text("已中断", "interrupted").of(lang), file=sys.stderr)
        return INTERRUPTED


def language_of(environment: Mapping[str, str]) -> Lang:
    """Returns the language of the environment: English if LC_ALL or else LANG says so."""
    said = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG")
    return Lang.EN if (said or "").lower().startswith("en") else Lang.ZH


def _run(words: Sequence[str], lang: Lang) -> int:
    try:
        line = read_line(words, lang)
        lang = line.lang
        if line.wants_version:
            from checker import __version__

            print(f"xinfang {__version__}")
            return 0
        if line.command is None:
            sys.stdout.write(help_text(None, lang))
            return 0
        args = parse(line.command, line.rest)
        if args.help:
            sys.stdout.write(help_text(line.command, lang))
            return 0
        return _do(line.command, args, lang)
    except UsageError as error:
        _complain(error, _wanted(words, lang))
        return USAGE_ERROR


def _wanted(words: Sequence[str], lang: Lang) -> Lang:
    """Returns the language for a complaint about a line that could not be read to its end."""
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if word in ("--lang=en", "--lang=zh"):
            return Lang(word[-2:])
        if word == "--lang" and after in tuple(Lang):
            return Lang(after)
    return lang


def _complain(error: UsageError, lang: Lang) -> None:
    print(f"{Text('错误', 'error').of(lang)}: {error.message.of(lang)}", file=sys.stderr)
    if error.help:
        print(f"  = {Text('提示', 'help').of(lang)}: {error.help.of(lang)}", file=sys.stderr)


def _do(command: Command, args: Args, lang: Lang) -> int:
    match command:
        case Command.AUDIT:
            from checker.cli.audit import run_audit

            return run_audit(args, lang)
        case Command.CHECK:
            from checker.cli.check import run_check

            return run_check(args, lang)
        case Command.DEMO:
            from checker.cli.demo import run_demo

            return run_demo(args, lang)
        case Command.EXPLAIN:
            from checker.cli.explain import run_explain

            return run_explain(args, lang)
        case Command.GENERATE:
            from checker.cli.generate import run_generate

            return run_generate(args, lang)
        case Command.EXPLORE_CONFLICTS | Command.EXPLORE_VACUOUS:
            from checker.cli.explore import run_explore

            return run_explore(command, args, lang)
        case Command.FORECAST:
            from checker.cli.forecast import run_forecast

            return run_forecast(args, lang)
        case (
            Command.LAW_SHOW
            | Command.LAW_LIST
            | Command.LAW_READINGS
            | Command.LAW_LIMITS
            | Command.LAW_COVERAGE
            | Command.LAW_ENGINES
            | Command.LAW_BOOK
        ):
            from checker.cli.law import run_law

            return run_law(command, args, lang)
        case Command.MAP_GUESS:
            from checker.cli.map_guess import run_map_guess

            return run_map_guess(args, lang)
        case Command.ORGANS_SHOW:
            from checker.cli.organs import run_organs

            return run_organs(args, lang)
        case Command.RECHECK:
            from checker.cli.recheck import run_recheck

            return run_recheck(args, lang)
        case Command.RECEIPT_PROVE | Command.RECEIPT_VERIFY:
            from checker.cli.receipt import run_receipt

            return run_receipt(command, args, lang)
        case Command.REPAIR:
            from checker.cli.repair import run_repair

            return run_repair(args, lang)
        case Command.SCHEMA:
            from checker.cli.schema import run_schema

            return run_schema(args)
        case Command.SCORE:
            from checker.cli.score import run_score

            return run_score(args, lang)
        case Command.VERIFY:
            from checker.cli.verify import run_verify

            return run_verify(args, lang)
