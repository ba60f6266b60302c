"""`xinfang law`: the rules, the readings."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from checker.cli.check import colour_wanted
from checker.cli.commands import Command
from checker.cli.formats import Format, only_text_or_json
from checker.cli.options import Args
from checker.cli.usage import UsageError, meant, ticked
from checker.show.coverage_text import SourceDocument, coverage_document, coverage_rows
from checker.show.engines_text import Engine, engine_rows
from checker.show.lang import Lang, Text
from checker.show.latex import latex_lines
from checker.show.law import limit_rows, list_rows, reading_rows, rule_rows
from checker.show.paint import DIM, Row, painted, row
from checker.show.smt_text import smt_lines
from checker.tasks.coverage import provisions_of
from constraints.registry import PACKAGES, all_rules, rules_named
from constraints.sources import SOURCES
from model.logic.limits import all_limits
from model.logic.readings import all_readings
from model.logic.rewrite import limits_of, readings_of
from model.logic.rule import Rule

SHOWN: Final = 8
"""So many rules that ask a question are named."""


def run_law(command: Command, args: Args, lang: Lang) -> int:
    """Prints what was asked for; returns 0."""
    match command:
        case Command.LAW_SHOW:
            rows = _show(args, lang)
        case Command.LAW_READINGS:
            rows = _readings(args.names, lang)
        case Command.LAW_LIMITS:
            rows = _limits(args.names, lang)
        case Command.LAW_ENGINES:
            rows = list(engine_rows(_engines(args.names), lang))
        case Command.LAW_BOOK:
            from checker.cli.law_book import run_book

            return run_book(args, lang)
        case Command.LAW_COVERAGE:
            return _coverage(args, lang)
        case _:
            rows = list(list_rows(all_rules().values(), SOURCES, lang))
    sys.stdout.write(painted(rows, colour=colour_wanted(sys.stdout)))
    return 0


def _show(args: Args, lang: Lang) -> list[Row]:
    rules, rows = all_rules(), list[Row]()
    if not args.names:
        raise UsageError(
            Text("缺少规则编号", "no rule is named"),
            Text("例如 `xinfang law show R22-34a`", "for example `xinfang law show R22-34a`"),
        )
    for id in args.names:
        if id not in rules:
            message = Text(f"没有规则 {ticked(id)}", f"no rule {ticked(id)}")
            raise UsageError(message, meant(id, rules))
        rows += [*([row("")] if rows else []), *rule_rows(rules[id], SOURCES, lang)]
        for wanted, said in ((args.latex, latex_lines), (args.smt, smt_lines)):
            if wanted:
                rows += [row(""), *(row(f"  {line}") for line in said(rules[id]))]
    return rows


def _readings(ids: Iterable[str], lang: Lang) -> list[Row]:
    asking = _by(all_rules().values(), readings_of)
    known = all_readings()
    for id in ids:
        if id not in known:
            message = Text(f"没有读法 {ticked(id)}", f"no reading {ticked(id)}")
            raise UsageError(message, meant(id, sorted(known)))
    rows = list[Row]()
    for id in ids or sorted(known):
        rows += [*reading_rows(known[id], lang), _asked_by(asking.get(id, ()), lang)]
    return rows


def _limits(ids: Iterable[str], lang: Lang) -> list[Row]:
    asking = _by(all_rules().values(), limits_of)
    known = all_limits()
    for id in ids:
        if id not in known:
            message = Text(f"没有未定期限 {ticked(id)}", f"no open limit {ticked(id)}")
            raise UsageError(message, meant(id, sorted(known)))
    rows = list[Row]()
    for id in ids or sorted(known):
        rows += [*limit_rows(known[id], lang), _asked_by(asking.get(id, ()), lang)]
    return rows


def _engines(names: Sequence[str]) -> Iterator[Engine]:
    from checker.kernel.code import NotServed
    from checker.kernel.rule_source import source_of

    for name in names:
        if not rules_named((name,)):
            message = Text(f"没有法源或规则 {ticked(name)}", f"no source or rule {ticked(name)}")
            raise UsageError(message, meant(name, (*SOURCES, *all_rules())))
    for rule in (rules_named(names) if names else all_rules()).values():
        try:
            source = source_of(rule, {}, {})
        except NotServed as reason:
            yield Engine(rule.id, lacking=str(reason))
        else:
            yield Engine(rule.id, source.growth, source.text.count("\n"))


def _by(
    rules: Iterable[Rule], named_in: Callable[[Rule], Iterable[str]]
) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for rule in rules:
        for id in named_in(rule):
            found.setdefault(id, []).append(rule.id)
    return found


def _asked_by(rules: Sequence[str], lang: Lang) -> Row:
    """Returns the line that says which rules ask a question: what it has an effect on."""
    if not rules:
        return row("    ", (Text("没有规则取决于此", "no rule turns on it").of(lang), DIM))
    shown = ", ".join(rules[:SHOWN])
    said = Text(f"及于：{shown}", f"asked by: {shown}")
    if rules[SHOWN:]:
        said += Text(f" 等 {len(rules)} 条", f" and {len(rules) - SHOWN} more")
    return row("    ", (said.of(lang), DIM))


# ---- coverage ------------------------------------------------------------------------------------


def _coverage(args: Args, lang: Lang) -> int:
    only_text_or_json(args, "law coverage")
    for name in args.names:
        if name not in SOURCES:
            message = Text(f"没有法源 {ticked(name)}", f"no source {ticked(name)}")
            raise UsageError(message, meant(name, SOURCES))
    rows, documents = list[Row](), list[SourceDocument]()
    for id in args.names or SOURCES:
        found = provisions_of(id)
        unasked = PACKAGES[id].readings_without_formula()
        rows += [*([row("")] if rows else []), *coverage_rows(SOURCES[id], found, unasked, lang)]
        documents.append(coverage_document(SOURCES[id], found, unasked))
    if args.format is Format.JSON:
        sys.stdout.write(json.dumps(documents, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(painted(rows, colour=colour_wanted(sys.stdout)))
    return 0
