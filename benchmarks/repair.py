"""The nearest lawful history of histories of twenty events."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median
from typing import Final

from benchmarks.cases import long_history
from benchmarks.measure import Row, table
from checker.tasks.check import check
from checker.tasks.findings import Report, Verdict
from checker.tasks.instance import Options
from checker.tasks.repair import Problem, Repairs, repair
from constraints.applicable import applicable
from constraints.registry import sources_of
from model.calendar import national_calendar
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.organs.hierarchy import Hierarchy
from model.organs.tree import load_tree_json
from scenarios import DEFAULT_TREE, shipped_tree

EVENTS: Final = 20
SEEDS: Final = range(3, 12)


def problems() -> Iterator[tuple[Problem, str]]:
    """Yields histories of twenty events, each with a rule broken in it."""
    tree = Hierarchy.from_tree(load_tree_json(shipped_tree(DEFAULT_TREE), DEFAULT_TREE))
    options = Options(national_calendar())
    for seed in SEEDS:
        record = read_record(long_history(EVENTS, seed))
        history = resolve(record, tree)
        rules = applicable(history)
        problem = Problem(record, history, rules, sources_of(rules), options)
        broken = [f.rule.id for f in _report(problem).findings if f.verdict is Verdict.VIOLATED]
        if broken:
            yield problem, broken[0]


def _report(problem: Problem) -> Report:
    return check(problem.history, problem.rules, problem.sources, problem.options)


def run() -> str:
    """Returns the table of this module."""
    checked, repaired, found = list[float](), list[float](), 0
    for problem, rule in problems():
        begun = time.perf_counter()
        _report(problem)
        checked.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        answer = repair(problem, (rule,), 1)
        repaired.append(time.perf_counter() - begun)
        found += isinstance(answer, Repairs)
    note = f"{found} of {len(repaired)} can be repaired within the bound"
    rows = [
        Row(f"`check` a history of {EVENTS} events, in one process", median(checked)),
        Row("`repair` what breaks one rule in it", median(repaired), note),
        Row("the slowest of them", max(repaired)),
    ]
    return table("Repair", rows)
