"""`xinfang explore`: which rules clash in a situation, which it never engages."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.basis import basis_of, judge_of
from checker.cli.check import colour_wanted
from checker.cli.commands import Command
from checker.cli.formats import Format
from checker.cli.options import Args
from checker.cli.usage import UsageError, meant, ticked
from checker.read.place import CaseError
from checker.show.lang import Lang, Text
from checker.show.paint import Row, painted, row
from checker.show.text import error_rows

if TYPE_CHECKING:
    from checker.tasks.explore_situation import Situation
    from checker.tasks.instance import Options
    from model.logic.rule import Rule

CONFLICT, INPUT_ERROR, UNSURE = 1, 2, 3


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of one situation, for people and for programs."""

    rows: tuple[Row, ...]
    document: object
    code: int


def run_explore(command: Command, args: Args, lang: Lang) -> int:
    """Prints what was found in each situation named (none: the shipped ones); returns 2 for an
    input error, else 1 for a conflict, else 3 if one is undetermined, else 0."""
    options = judge_of(basis_of(args)).options
    documents: list[object] = []
    codes: list[int] = []
    with as_file(files("scenarios").joinpath("situations")) as shipped:
        for path in _paths(args.names, shipped):
            try:
                said = _said(command, path, options, lang)
            except CaseError as error:
                complaint = painted(error_rows(error, lang), colour=colour_wanted(sys.stderr))
                sys.stderr.write(complaint)
                codes.append(INPUT_ERROR)
                continue
            documents.append(said.document)
            codes.append(said.code)
            if args.format is Format.TEXT:
                text = painted([*said.rows, row("")], colour=colour_wanted(sys.stdout))
                sys.stdout.write(text)
    if args.format is Format.JSON:
        sys.stdout.write(json.dumps(documents, ensure_ascii=False, indent=1) + "\n")
    return next((c for c in (INPUT_ERROR, CONFLICT, UNSURE) if c in codes), 0)


def _paths(names: Sequence[str], shipped: Path) -> Iterator[Path]:
    """Yields the files named: a path, or the name of a shipped situation."""
    known = {p.stem: p for p in sorted(shipped.glob("*.json"))}
    for name in names or known:
        if name not in known and not name.endswith(".json") and "/" not in name:
            message = Text(f"没有自带的情形 {ticked(name)}", f"no shipped situation {ticked(name)}")
            raise UsageError(message, meant(name, known))
        yield known.get(name, Path(name))


def _said(command: Command, path: Path, options: Options, lang: Lang) -> _Said:
    from checker.tasks.explore import in_question
    from checker.tasks.explore_situation import read_situation
    from constraints.applicable import NATIONAL
    from constraints.registry import all_rules, rules_named

    situation = read_situation(path)
    named = situation.record.rules is not None
    rules = in_question(all_rules() if named else rules_named(s.id for s in NATIONAL), situation)
    if command is Command.EXPLORE_VACUOUS:
        return _vacuous(situation, rules, options, lang)
    return _conflicts(situation, rules, options, lang)


def _conflicts(situation: Situation, rules: Sequence[Rule], options: Options, lang: Lang) -> _Said:
    from checker.show.explore_text import explored_document, explored_rows
    from checker.tasks.explore import Compliant, Conflict, explore, otherwise
    from constraints.sources import SOURCES

    sources = list(SOURCES.values())
    found = explore(situation, rules, sources, options)
    others = otherwise(found, sources, options)
    match found.answer:
        case Compliant():
            code = 0
        case Conflict():
            code = CONFLICT
        case _:
            code = UNSURE
    rows = tuple(explored_rows(found, others, options.calendar, lang))
    return _Said(rows, explored_document(found, others), code)


def _vacuous(situation: Situation, rules: Sequence[Rule], options: Options, lang: Lang) -> _Said:
    from checker.show.explore_text import engagement_document, engagement_rows
    from checker.tasks.explore_vacuous import engagement
    from constraints.sources import SOURCES

    found = engagement(situation, rules, list(SOURCES.values()), options)
    code = UNSURE if found.unsure else 0
    return _Said(tuple(engagement_rows(found, lang)), engagement_document(found), code)
