"""The shipped cases, read once, and whether one of them notices that a rule was changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from checker.ground.explore import engageable
from checker.tasks.details import finding_of
from checker.tasks.findings import HistoryVerdict, Verdict
from checker.tasks.instance import Judged, Options, judge, verdict_of
from constraints.applicable import applicable
from model.history import History
from model.logic.readings import Regime
from model.logic.rule import Modality, Rule
from tests.laws.test_scenarios import (
    FILES,
    Expectation,
    Expected,
    differences,
    expectation_of,
    loaded,
    name_of,
    options_of,
)

ACCUSED: Final = frozenset({Verdict.VIOLATED, Verdict.CONTESTED})
FINE: Final = frozenset({HistoryVerdict.COMPLIANT, HistoryVerdict.AS_RECORDED})


@dataclass(frozen=True, eq=False)
class Shipped:
    """A case with what the law says of it, how to judge it and the ids of the rules it is judged
    by."""

    name: str
    history: History
    expectation: Expectation
    options: Options
    rules: frozenset[str]

    def speaks_of(self, rule: Rule) -> bool:
        """Returns whether a finding of the rule, or its absence, is expected."""
        about = (f.rule for f in self.expectation.findings)
        return rule.id in {*about, *self.expectation.not_engaged}


def everything() -> tuple[Shipped, ...]:
    """Returns every shipped case, but for real ones: nobody says what is right of them."""
    return tuple(named(name) for name in _paths() if not name.startswith("real/"))


@cache
def _paths() -> dict[str, Path]:
    return {name_of(f): f for f in FILES}


@cache
def named(name: str) -> Shipped:
    """Returns the shipped case of that name; KeyError iff there is none."""
    path = _paths()[name]
    history, said = loaded(path).history, expectation_of(path)
    rules = frozenset(applicable(history, (), said.readings))
    return Shipped(name, history, said, options_of(said), rules)


def killer(rule: Rule, first: str | None) -> str | None:
    """Returns the name of a shipped case that notices this rule in place of that of its id, None
    iff none does. `first`: the one to try first."""
    if first in _paths() and notices(named(first), rule):
        return first
    return next((c.name for c in _cases_for(rule) if notices(c, rule)), None)


def _cases_for(rule: Rule) -> Iterator[Shipped]:
    """Yields the cases judged by the rule, those that speak of it first, short ones first."""
    cases = [c for c in everything() if rule.id in c.rules]
    yield from sorted(cases, key=lambda c: (not c.speaks_of(rule), len(c.history.events)))


def notices(case: Shipped, rule: Rule) -> bool:
    """Returns whether the test of the case fails with this rule in place of that of its id."""
    wanted = {tuple(e.events): e for e in case.expectation.findings if e.rule == rule.id}
    seen: set[tuple[str, ...]] = set()
    for events in engageable(rule, case.history, case.options.calendar):
        judged = judge(rule, events, case.history, case.options)
        verdict = verdict_of(judged)
        if verdict is None:
            continue
        ids = tuple(e.id for e in events)
        seen.add(ids)
        if ids in wanted:
            if _differs(wanted[ids], judged, verdict, case.options):
                return True
        elif verdict in ACCUSED or _unfinished(judged, verdict, case.expectation):
            return True
    return not wanted.keys() <= seen or (bool(seen) and rule.id in case.expectation.not_engaged)


def _differs(wanted: Expected, judged: Judged, verdict: Verdict, options: Options) -> bool:
    if wanted.verdict != verdict.value:
        return True
    details = (wanted.due, wanted.since, wanted.days_late, wanted.bearer, wanted.turns_on)
    if wanted.missing or any(d is not None for d in details):
        return bool(differences(wanted, finding_of(judged, verdict, options)))
    return False


def _unfinished(judged: Judged, verdict: Verdict, said: Expectation) -> bool:
    """Whether the instance leaves open or in doubt a history said to be compliant."""
    if said.verdict not in FINE or judged.rule.modality is Modality.RIGHT:
        return False
    regime = any(id == Regime.id for leaf, _ in judged.leaves for id, _ in leaf.readings)
    return verdict is Verdict.PENDING or (verdict is Verdict.UNDETERMINED and not regime)
