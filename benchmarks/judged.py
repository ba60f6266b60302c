"""Case documents read and judged in this process, as the command does."""

from __future__ import annotations

from functools import cache
from typing import Final

from checker.tasks.check import check
from checker.tasks.findings import Report
from checker.tasks.instance import Options
from checker.tasks.repair import Problem
from constraints.applicable import applicable
from constraints.registry import sources_of
from model.calendar import national_calendar
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.organs.hierarchy import Hierarchy
from model.organs.tree import load_tree_json
from scenarios import DEFAULT_TREE, shipped_tree
from scenarios.generate import Document

OPTIONS: Final = Options(national_calendar())


@cache
def tree() -> Hierarchy:
    """Returns the example tree of organs."""
    return Hierarchy.from_tree(load_tree_json(shipped_tree(DEFAULT_TREE), DEFAULT_TREE))


def problem_of(document: Document) -> Problem:
    """Returns the case, and the rules that the organs involved are bound by."""
    record = read_record(document)
    history = resolve(record, tree())
    rules = applicable(history)
    return Problem(record, history, rules, sources_of(rules), OPTIONS)


def report_of(problem: Problem) -> Report:
    """Returns what `check` finds."""
    return check(problem.history, problem.rules, problem.sources, problem.options)
