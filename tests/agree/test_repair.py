"""Repairs against brute force: what is repaired checks as promised, and nothing cheaper does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random

import pytest

from checker.ground.loosened import day_of, is_act, loosened, may_move
from checker.tasks.check import check
from checker.tasks.findings import Finding, Verdict
from checker.tasks.instance import Options, judge, verdict_of
from checker.tasks.repair import Answer, NoRepair, Problem, Repairs, repair
from checker.tasks.repair_changes import Change, Cost, Done, LeftOut, applied, cost_of
from checker.tasks.repair_verdicts import MENDED, Instance, no_worse_than
from constraints.applicable import applicable
from constraints.registry import sources_of
from model.calendar import national_calendar
from model.casefile.faults import CaseFault, CaseFaults
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.history import Choice, Event, History
from model.organs.hierarchy import Hierarchy
from model.organs.tree import load_tree_json
from model.words import Field
from scenarios import DEFAULT_TREE, shipped_tree
from scenarios.generate import case_document

SEEDS = (0, 1, 6, 14, 20, 25, 28, 30)
"""Drawn histories in which something is broken."""
BRUTE = (14, 20, 21, 22, 30, 108, 113, 118)


@cache
def tree() -> Hierarchy:
    return Hierarchy.from_tree(load_tree_json(shipped_tree(DEFAULT_TREE), DEFAULT_TREE))


def problem_of(seed: int) -> Problem:
    record = read_record(case_document(Random(seed)))
    history = resolve(record, tree())
    rules = applicable(history)
    options = Options(national_calendar())
    return Problem(record, history, rules, sources_of(rules), options)


@cache
def answer_of(seed: int, count: int) -> tuple[Problem, Answer]:
    problem = problem_of(seed)
    return problem, repair(problem, (), count, any_act=True)


def found_in(problem: Problem, document: dict[str, object]) -> dict[Instance, Verdict]:
    history = resolve(read_record(document), tree())
    report = check(history, problem.rules, problem.sources, problem.options)
    return {_instance(f): f.verdict for f in report.findings}


def _instance(f: Finding) -> Instance:
    return f.rule.id, tuple(e.id for e in f.events)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_repair_mends_what_was_broken_and_breaks_nothing_new(seed: int) -> None:
    problem, answer = answer_of(seed, 2)
    assert isinstance(answer, Repairs)
    report = check(problem.history, problem.rules, problem.sources, problem.options)
    before = {_instance(f): f.verdict for f in report.findings}
    touched = [frozenset(c.event for c in r.changes) for r in answer.found]
    assert len(set(touched)) == len(touched)
    for one in answer.found:
        after = found_in(problem, one.document)
        for instance in answer.targets:
            assert after.get(instance) in MENDED, instance
        for instance, verdict in after.items():
            if instance not in answer.targets:
                assert verdict in no_worse_than(before.get(instance)), (instance, verdict)


@pytest.mark.parametrize("seed", BRUTE)
def test_no_single_act_moved_or_left_out_is_a_cheaper_repair(seed: int) -> None:
    problem, answer = answer_of(seed, 1)
    assert isinstance(answer, Repairs | NoRepair)
    least = answer.found[0].cost if isinstance(answer, Repairs) else Cost(acts=7)
    cheaper = [c for c in _single(problem, answer, least) if _is_repair(problem, answer, c)]
    assert not cheaper, (least, cheaper)


def _single(
    problem: Problem, answer: Repairs | NoRepair, least: Cost
) -> Iterator[tuple[Change, ...]]:
    history = problem.history
    loose = loosened(history)
    broken = answer.broken
    for e in history.events:
        for change in _changes(e, history):
            if cost_of((change,), broken, loose) < least:
                yield (change,)


def _changes(e: Event, history: History) -> Iterator[Change]:
    by = e.cells.get(Field.BY)
    if not is_act(e, history) or not isinstance(by, Choice):
        return
    yield LeftOut(e.id, by.options[0], day_of(e))
    if may_move(e):
        first = min(day_of(o) for o in history.events if o.matter == e.matter)
        for day in range(first, history.as_of + 1):
            if day != day_of(e):
                yield Done(e.id, by.options[0], day_of(e), day)


def _is_repair(problem: Problem, answer: Repairs | NoRepair, changes: tuple[Change, ...]) -> bool:
    document = applied(problem.record, changes, "brute")
    try:
        history = resolve(read_record(document), tree())
    except (CaseFault, CaseFaults):
        return False
    for id, events in answer.targets:
        bound = [history.by_id.get(e) for e in events]
        known = tuple(e for e in bound if e is not None)
        if len(known) == len(bound):
            judged = judge(problem.rules[id], known, history, problem.options)
            if verdict_of(judged) not in MENDED:
                return False
    before = found_in(problem, applied(problem.record, (), "before"))
    after = found_in(problem, document)
    return all(
        v in no_worse_than(before.get(i)) for i, v in after.items() if i not in answer.targets
    )
