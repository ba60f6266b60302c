"""The nearest lawful history of histories of twenty events."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from benchmarks.cases import long_history
from benchmarks.judged import problem_of, report_of
from benchmarks.measure import Cost, Row, middle, slowest, spent, table
from checker.tasks.findings import Verdict
from checker.tasks.repair import Answer, NoRepair, Problem, Repairs, Unsure, repair

EVENTS: Final = 20
SEEDS: Final = range(3, 18)


def problems(seeds: range) -> Iterator[tuple[Problem, str]]:
    """Yields histories of twenty events, each with a rule broken in it."""
    for seed in seeds:
        problem = problem_of(long_history(EVENTS, seed))
        broken = [f.rule.id for f in report_of(problem).findings if f.verdict is Verdict.VIOLATED]
        if broken:
            yield problem, broken[0]


def run() -> str:
    """Returns the section."""
    complete = list(problems(SEEDS))
    checked = middle(spent(partial(report_of, problem)) for problem, _ in complete)
    costs, said = _repaired(complete)
    rows = [
        Row("`check` such a history, in one process, median", checked),
        Row("`repair` what breaks one rule in it, median", middle(costs), 1, said),
        Row("the slowest", slowest(costs)),
    ]
    return table(f"Repairs of histories of {EVENTS} events", rows)


def _repaired(found: list[tuple[Problem, str]]) -> tuple[list[Cost], str]:
    answers: list[Answer] = []
    costs = [
        spent(lambda p=problem, r=rule: answers.append(repair(p, (r,), 1)))
        for problem, rule in found
    ]
    kinds = {"repaired": Repairs, "not within the bound": NoRepair, "not known": Unsure}
    counted = {said: sum(isinstance(a, of) for a in answers) for said, of in kinds.items()}
    return costs, ", ".join(f"{n} {said}" for said, n in counted.items() if n)
