"""Kernels against the verdicts: where a kernel is sure, the solver says the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from random import Random
from typing import Final, cast

import numpy as np
import pytest

from checker.kernel.columns import chunk_of
from checker.kernel.compile import compiled, interpreted
from checker.kernel.index import Columns
from checker.kernel.rule_source import Code, source_of
from checker.kernel.runtime import answers
from checker.kernel.screen import Screen, Screened, kernels_of, run, screen_of
from checker.tasks.findings import Verdict
from checker.tasks.instance import Options, judge, verdict_of
from constraints.registry import all_rules
from model.calendar import national_calendar
from model.history import History
from model.logic.meaning import PASSING_ON, TAKING_UP, instances
from model.logic.rule import Rule
from model.organs.hierarchy import Hierarchy
from model.words import Kind
from tests.agree.histories import drawn, some_completion, stipulated, tree, with_holes
from tests.agree.variants import varied
from tests.conftest import Tally
from tests.laws.test_scenarios import slug

AGREES: Final[Mapping[Code, frozenset[Verdict | None]]] = {
    Code.NOT_ENGAGED: frozenset({None}),
    Code.SATISFIED: frozenset({Verdict.SATISFIED}),
    Code.EXCUSED: frozenset({Verdict.EXCUSED}),
    Code.PENDING: frozenset({Verdict.PENDING}),
    Code.VIOLATED: frozenset({Verdict.VIOLATED, Verdict.LAPSED}),
    Code.GOOD: frozenset({None, Verdict.SATISFIED, Verdict.EXCUSED}),
}
RULES: Final = tuple(all_rules().values())
NATIONAL: Final = tuple(r for r in RULES if r.source in ("R22", "R05"))
DEEP: Final = 40
"""Histories per rule in the deep test, of a pool that is drawn once."""
OPTIONS: Final = Options(national_calendar(), limits=stipulated())


def histories(seed: int, many: int) -> list[History]:
    rng = Random(seed)
    return [
        drawn(rng.getrandbits(30), unknowns=rng.choice((0, 0, 0.3)), partial=rng.choice((0, 0.3)))
        for _ in range(many)
    ]


def codes_of(rule: Rule, found: Screened) -> dict[tuple[int, ...], Code]:
    """Returns the code of each instance the kernel named, by the rows of its triggers."""
    size = len(rule.triggers)
    return {tuple(int(x) for x in row[4 : 4 + size]): Code(int(row[1])) for row in found.rows}


def compare(rule: Rule, found: Screened, over: list[History]) -> tuple[int, int]:
    """Asserts that every sure code is the verdict; returns how many were sure, how many not."""
    said = codes_of(rule, found)
    first, sure, unsure = 0, 0, 0
    for history in over:
        rows = {e.id: first + i for i, e in enumerate(history.events)}
        first += len(history.events)
        for events in instances(rule, history):
            code = said.get(tuple(rows[e.id] for e in events), Code.NOT_ENGAGED)
            if code is Code.UNSURE:
                unsure += 1
                continue
            sure += 1
            verdict = verdict_of(judge(rule, events, history, OPTIONS))
            where = (rule.id, history.case, [e.id for e in events], code)
            assert verdict in AGREES[code], where
    return sure, unsure


def screened(rules: tuple[Rule, ...], *, fast: bool, organs: Hierarchy | None = None) -> Screen:
    make = compiled if fast else interpreted
    kernels = kernels_of(rules, lambda rule: make(source_of(rule, {}, stipulated())))
    return screen_of(kernels, organs or tree(), national_calendar())


def test_no_sure_code_is_wrong() -> None:
    over = histories(261124, 8)
    screen = screened(NATIONAL, fast=False)
    chunk = chunk_of(over, screen.rules.needs, screen.rules.codes)
    by_id = {r.id: r for r in RULES}
    sure, unsure = 0, 0
    for kernel in screen.kernels:
        found = run(screen, kernel, chunk, room=64)
        more = compare(by_id[kernel.source.rule], found, over)
        sure, unsure = sure + more[0], unsure + more[1]
    assert sure > 4 * unsure, (sure, unsure)


def test_indices_name_all_that_may_answer_and_all_of_one_matter() -> None:
    over = histories(11, 30)
    columns = chunk_of(over, (), {}).columns
    case_off, kind, matter = (columns[name] for name in ("case.off", "kind", "matter"))
    marks = [np.array([int(k in kinds) for k in Kind]) for kinds in (PASSING_ON, TAKING_UP)]
    named = ("ref.off", "ref.val", "ref.known", "taken.off", "taken.val", "taken.known")
    given = [columns[name] for name in named]
    may_answer = cast("Callable[..., int]", answers)
    pairs = 0
    for c0, c1 in pairwise(case_off):
        for x in range(c0, c1):
            may = [y for y in range(c0, c1) if may_answer(x, y, kind, *given, *marks)]
            assert _listed(columns, "to", x) == may
            back = [y for y in range(c0, c1) if may_answer(y, x, kind, *given, *marks)]
            assert _listed(columns, "by", x) == back
            same = [y for y in range(c0, c1) if matter[y] == matter[x]]
            assert _listed(columns, "group", int(columns["group"][x])) == same
            pairs += len(may)
    assert pairs > 100


def _listed(columns: Columns, name: str, of: int) -> list[int]:
    off, val = columns[f"{name}.off"], columns[f"{name}.val"]
    return [int(row) for row in val[off[of] : off[of + 1]]]


@pytest.mark.parametrize(
    "id",
    [
        *("R22-36.3", "R22-23.2", "R22-34b", "R05-33b", "PS-14.2"),
        *(pytest.param(r.id, marks=pytest.mark.trust) for r in RULES),
    ],
)
def test_compiled_and_interpreted_kernels_are_one(id: str) -> None:
    over = histories(7, 40)
    rules = (all_rules()[id],)
    rows: list[list[list[int]]] = []
    for fast in (False, True):
        screen = screened(rules, fast=fast)
        chunk = chunk_of(over, screen.rules.needs, screen.rules.codes)
        found = run(screen, screen.kernels[0], chunk, room=1)
        rows.append(found.rows.tolist())
    assert rows[0] == rows[1]


@cache
def pool() -> list[History]:
    return histories(261_124, 300)


@pytest.mark.trust
@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_no_sure_code_is_wrong_in_many_histories(rule: Rule, tally: Tally) -> None:
    """Drawn histories, and the cases of the rule with their days moved to its deadlines."""
    own = [varied(seed, f"{rule.source}/{slug(rule.id)}") for seed in range(DEEP)]
    done = Counter[str]()
    for over in by_tree([*Random(rule.id).sample(pool(), DEEP), *opened(own)]):
        screen = screened((rule,), fast=True, organs=over[0].hierarchy)
        if rule.id in screen.rules.not_served:
            pytest.skip(screen.rules.not_served[rule.id])
        chunk = chunk_of(over, screen.rules.needs, screen.rules.codes)
        found = run(screen, screen.kernels[0], chunk, room=1024)
        sure, unsure = compare(rule, found, over)
        done.update(sure=sure, unsure=unsure, histories=len(over))
    tally("kernels against verdicts", done)


def opened(histories: list[History]) -> Iterator[History]:
    """Yields the histories, every other one with some of its facts unknown."""
    for place, history in enumerate(histories):
        rng = Random(place)
        complete = some_completion(history, rng, timed=True) if place % 2 else None
        yield history if complete is None else with_holes(complete, rng)


def by_tree(histories: list[History]) -> list[list[History]]:
    """Returns the histories that share a tree together."""
    found: dict[int, list[History]] = {}
    for history in histories:
        found.setdefault(id(history.hierarchy), []).append(history)
    return list(found.values())
