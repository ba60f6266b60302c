"""`xinfang law`: the rules, the readings."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from checker.cli.check import colour_wanted
from checker.cli.options import Args, Command
from checker.cli.usage import UsageError, meant, ticked
from checker.show.lang import Lang, Text
from checker.show.law import list_rows, reading_rows, rule_rows
from checker.show.paint import Row, painted, row
from constraints.registry import all_rules
from constraints.sources import SOURCES
from model.logic.readings import all_readings


def run_law(command: Command, args: Args, lang: Lang) -> int:
    """Prints what was asked for; returns 0."""
    match command:
        case Command.LAW_SHOW:
            rows = _show(args.names, lang)
        case Command.LAW_READINGS:
            rows = _readings(args.names, lang)
        case _:
            rows = list(list_rows(all_rules().values(), SOURCES, lang))
    sys.stdout.write(painted(rows, colour=colour_wanted(sys.stdout)))
    return 0


def _show(ids: Iterable[str], lang: Lang) -> list[Row]:
    rules, rows = all_rules(), list[Row]()
    if not ids:
        raise UsageError(
            Text("缺少规则编号", "no rule is named"),
            Text("例如 `xinfang law show R22-34a`", "for example `xinfang law show R22-34a`"),
        )
    for id in ids:
        if id not in rules:
            message = Text(f"没有规则 {ticked(id)}", f"no rule {ticked(id)}")
            raise UsageError(message, meant(id, rules))
        rows += [*([row("")] if rows else []), *rule_rows(rules[id], SOURCES, lang)]
    return rows


def _readings(ids: Iterable[str], lang: Lang) -> list[Row]:
    all_rules()  # imports every reading
    known = all_readings()
    for id in ids:
        if id not in known:
            message = Text(f"没有读法 {ticked(id)}", f"no reading {ticked(id)}")
            raise UsageError(message, meant(id, sorted(known)))
    return [r for id in ids or sorted(known) for r in reading_rows(known[id], lang)]
