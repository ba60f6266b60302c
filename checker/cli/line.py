"""The command line cut into its language, its command and the rest. Standard library only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.cli.commands import Command
from checker.cli.options import one_of
from checker.cli.usage import UsageError, meant, ticked
from checker.show.lang import Lang, Text


@dataclass(frozen=True, slots=True)
class Line:
    """A command line cut into its language, its command and the rest."""

    lang: Lang
    command: Command | None
    rest: Sequence[str]
    wants_version: bool = False


def read_line(words: Sequence[str], default: Lang) -> Line:
    """Returns the command line cut up; `command` is None where help is all that is asked for."""
    lang, left = _language(list(words), default)
    for place, word in enumerate(left):
        if not word.startswith("-"):
            return _command(lang, left[place:], left[:place])
        if word == "--version":
            return Line(lang, None, (), wants_version=True)
        if word not in ("-h", "--help"):
            known = ("--help", "--version", "--lang")
            message = Text(f"没有选项 {ticked(word)}", f"unknown option {ticked(word)}")
            raise UsageError(message, meant(word, known))
    return Line(lang, None, ())


def _command(lang: Lang, words: Sequence[str], before: Sequence[str]) -> Line:
    spelled = {c.value: c for c in Command}
    for length in (2, 1):
        name = " ".join(words[:length])
        if name in spelled:
            return Line(lang, spelled[name], (*before, *words[length:]))
    groups = {c.split(" ")[0] for c in spelled}
    first = words[0]
    if first in groups:
        return _subcommand(lang, words, spelled)
    message = Text(f"没有命令 {ticked(first)}", f"unknown command {ticked(first)}")
    raise UsageError(message, meant(first, sorted(groups)))


def _subcommand(lang: Lang, words: Sequence[str], spelled: dict[str, Command]) -> Line:
    own = [name.split(" ")[1] for name in spelled if name.startswith(words[0] + " ")]
    second = next((w for w in words[1:] if not w.startswith("-")), None)
    if second is None:
        if any(w in ("-h", "--help") for w in words[1:]):
            return Line(lang, None, ())
        needs = Text(f"{ticked(words[0])} 后须写明命令", f"{ticked(words[0])} needs a command")
        raise UsageError(needs, meant("", own))
    message = Text(f"没有命令 {ticked(second)}", f"unknown command {ticked(second)}")
    raise UsageError(message, meant(second, own))


def _language(words: list[str], default: Lang) -> tuple[Lang, list[str]]:
    """Returns the language asked for, and the words without the option that asks for it."""
    lang, left, place = default, list[str](), 0
    while place < len(words):
        word = words[place]
        place += 1
        if word == "--":
            return lang, [*left, word, *words[place:]]
        if word != "--lang" and not word.startswith("--lang="):
            left.append(word)
            continue
        _, equals, value = word.partition("=")
        if not equals:
            if place == len(words):
                raise UsageError(Text("`--lang` 后缺少值", "`--lang` needs a value"))
            value, place = words[place], place + 1
        lang = one_of("--lang", Lang)(value)
    return lang, left
