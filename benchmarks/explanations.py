"""How long one violation of a long history takes to explain, and why not another verdict."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import partial
from typing import Final

from benchmarks.cases import long_history
from benchmarks.judged import OPTIONS, problem_of, report_of
from benchmarks.measure import Cost, Row, middle, slowest, spent, table
from checker.tasks.explain import Wish, explanations
from checker.tasks.findings import Finding, Verdict
from checker.tasks.repair import Problem
from model.logic.meaning import Outcome

EVENTS: Final = 250
SOME: Final = 3
"""Of so many violations one is asked why it is not satisfied."""


def run() -> str:
    """Returns the section."""
    problem = problem_of(long_history(EVENTS))
    floor = spent(lambda: report_of(problem))
    broken = [f for f in report_of(problem).findings if f.verdict is Verdict.VIOLATED]
    plain = list(_costs(broken, problem, None))
    why_not = list(_costs(broken[::SOME], problem, Outcome.SATISFIED))
    rows = [
        Row("all of it judged, in one process", floor),
        Row("`explain` one, median", middle(plain), 1, f"{len(plain)} violations"),
        Row("the slowest", slowest(plain), 1),
        Row("with `--why-not satisfied`, median", middle(why_not), None, f"{len(why_not)} of them"),
        Row("the slowest", slowest(why_not)),
    ]
    return table(f"Explanations of violations in one history of {EVENTS} events", rows)


def _costs(broken: list[Finding], problem: Problem, wanted: Outcome | None) -> Iterator[Cost]:
    for finding in broken:
        yield spent(partial(_explain, finding, problem, wanted))


def _explain(finding: Finding, problem: Problem, wanted: Outcome | None) -> None:
    events = frozenset(e.id for e in finding.events)
    wish = Wish(events, frozenset({Verdict.VIOLATED}), wanted)
    deque(explanations(problem.history, {finding.rule.id: finding.rule}, wish, OPTIONS), maxlen=0)
