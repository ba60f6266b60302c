"""`xinfang map guess`: a mapping proposed for a log, to be looked through by a person."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from checker.cli.check import colour_wanted, output_to
from checker.cli.options import Args
from checker.cli.usage import UsageError
from checker.read.logs import open_raw
from checker.read.place import CaseError
from checker.show.lang import Lang, Text
from checker.show.paint import clean, painted
from checker.show.text import error_rows
from checker.tasks.guess import Guess, guessed
from model.words import Kind


def run_map_guess(args: Args, lang: Lang) -> int:
    """Writes the mapping; returns 0, or 2 iff the log cannot be read."""
    if len(args.names) != 1:
        raise UsageError(
            Text("须写明一个日志", "one log is to be named"),
            Text("例如 `xinfang map guess log.xes`", "for example `xinfang map guess log.xes`"),
        )
    try:
        found = guessed(open_raw(Path(args.names[0])), _called())
    except CaseError as error:
        sys.stderr.write(painted(error_rows(error, lang), colour=colour_wanted(sys.stderr)))
        return 2
    with output_to(args.output, args.names) as out:
        for line in _lines(found, lang):
            out.write(clean(line) + "\n")
    return 0


def _called() -> Mapping[str, Kind]:
    """Returns what people call the kinds of event, in both languages."""
    from checker.show.glossary_kinds import kind_name

    found: dict[str, Kind] = {}
    for kind in Kind:
        said = kind_name(kind)
        for name in (kind.value, said.zh, said.en):
            found.setdefault(name, kind)
    return found


def _lines(guess: Guess, lang: Lang) -> Iterator[str]:
    yield Text(
        "# 拟定的映射：用前请逐项核对。", "# A mapping proposed: look through it before use."
    ).of(lang)
    yield "[columns]"
    for heading, names in guess.mapping.columns.items():
        yield f"{heading} = {_quoted(names[0])}"
    for heading in guess.missing:
        said = Text("没有找到：请写明是哪一列", "not found: say which column it is").of(lang)
        yield f'{heading} = "?"  # {said}'
    if guess.unused:
        said = Text("未用的列", "columns not used").of(lang)
        yield f"# {said}: {', '.join(_quoted(n) for n in guess.unused)}"
    yield from _values(guess, lang)
    yield ""
    yield "[defaults]"
    last = Text("日志里最后的日子；请改为记载所及之日", "the last day seen; say how far it speaks")
    if "as_of" not in guess.mapping.columns and guess.last:
        yield f'as_of = "{guess.last}"  # {last.of(lang)}'
    tree = Text("机关树", "the tree of organs")
    yield f'# organs = "example-province"  # {tree.of(lang)}'
    yield ""
    yield "# " + Text("前几行将读作：", "The first rows would be read as:").of(lang)
    for row in guess.rows:
        yield "#   " + " · ".join(f"{heading} {cell}" for heading, cell in row)


def _values(guess: Guess, lang: Lang) -> Iterator[str]:
    means = guess.mapping.values.get("kind", {})
    if means or guess.unknown:
        yield ""
        yield "[values.kind]"
    for theirs, ours in means.items():
        yield f'{_quoted(theirs)} = "{ours}"'
    if guess.unknown:
        yield "# " + Text("不知所指，请写明是哪种行为：", "say which kind of event these are:").of(
            lang
        )
    for theirs in guess.unknown:
        yield f'# {_quoted(theirs)} = ""'


def _quoted(name: str) -> str:
    """Returns the name as a string of TOML."""
    return json.dumps(re.sub(r"[\x7f-\x9f]", "?", name), ensure_ascii=False)
