"""One instance of a rule under every combination of readings it really asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from checker.ground.asking import Asking
from checker.ground.cells import Cells
from checker.ground.ground import Env, Grounder
from checker.ground.residual import Lin, Residual, and_, at_most, not_, or_
from model.calendar import Calendar
from model.history import Event
from model.logic import nodes as n
from model.logic.meaning import Outcome
from model.logic.readings import Grade, reading
from model.logic.rewrite import excused_by, guard_cheapest_first, in_time
from model.logic.rule import Rule

MakeCells: TypeAlias = Callable[[], Cells]


@dataclass(frozen=True, slots=True)
class Split:
    """For each outcome, the residual that says when it comes about. INVARIANT: exactly one is true
    in every completion. `due` is the last day of an answer, where there is one."""

    when: Mapping[Outcome, Residual]
    due: Lin | None

    def certain(self) -> Outcome | None:
        """Returns the outcome if no unknown matters, else None."""
        return next((o for o, r in self.when.items() if r is True), None)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One combination of readings, named by the questions that were asked on the way, in that
    order."""

    readings: tuple[tuple[n.ReadingId, str], ...]
    split: Split
    cells: Cells


def bind(rule: Rule, events: tuple[Event, ...]) -> Env:
    """Returns the environment in which the rule's triggers are these events."""
    return {var.name: e for var, e in zip(rule.triggers, events, strict=True)}


def split(rule: Rule, events: tuple[Event, ...], grounder: Grounder) -> Split:
    """Returns when the instance has which outcome."""
    env = bind(rule, events)
    engaged = grounder.holds(guard_cheapest_first(rule), env)
    if engaged is False:
        return Split({Outcome.NOT_ENGAGED: True}, None)
    due, met, running = _demanded(rule.demand, env, grounder)
    unmet = and_((engaged, not_(met)))
    excused: Residual = False
    if unmet is not False:
        excused = or_(grounder.holds(excused_by(rule.demand, e), env) for e in rule.excuses)
    left = and_((unmet, not_(excused)))
    when: dict[Outcome, Residual] = {
        Outcome.NOT_ENGAGED: not_(engaged),
        Outcome.SATISFIED: and_((engaged, met)),
        Outcome.EXCUSED: and_((unmet, excused)),
        Outcome.PENDING: and_((left, running)),
        Outcome.VIOLATED: and_((left, not_(running))),
    }
    return Split({o: r for o, r in when.items() if r is not False}, due)


def _demanded(
    demand: n.Demand, env: Env, grounder: Grounder
) -> tuple[Lin | None, Residual, Residual]:
    """Returns the due day, when the demand is met, and when there is still time to meet it."""
    match demand:
        case n.Answer(_, None):
            return None, grounder.holds(in_time(demand), env), True
        case n.Answer(_, due):
            assert due is not None
            last = grounder.day(due, env)
            running = at_most(Lin(grounder.cells.history.as_of), last)
            return last, grounder.holds(in_time(demand), env), running
        case n.Never(what):
            return None, not_(grounder.forbidden(what, env)), False
        case n.Holds(what):
            return None, grounder.holds(what, env), False


def leaves(
    rule: Rule,
    events: tuple[Event, ...],
    make_cells: MakeCells,
    calendar: Calendar,
    pinned: Mapping[n.ReadingId, str],
) -> Iterator[Leaf]:
    """Yields one leaf per combination of live readings that differ in something asked, default
    first.

    Readings in `pinned` have that one value. Exhaustive: a question is asked in every world or in
    none that agree on the questions before it.
    """
    todo: list[dict[n.ReadingId, str]] = [{}]
    while todo:
        prefix = todo.pop(0)
        ask, cells = Asking({**prefix, **pinned}, frozenset(pinned)), make_cells()
        found = split(rule, events, Grounder(cells, ask, calendar))
        yield Leaf(tuple(ask.asked.items()), found, cells)
        # INVARIANT: a prefix only grows, so no two leaves cover the same combination. What it fixes
        # may be asked late or not at all: which questions come up depends on the answers.
        path = dict(prefix)
        for id, word in ask.asked.items():
            if id not in prefix and id not in pinned:
                todo += [{**path, id: other} for other in _alternatives(id, word)]
                path[id] = word


def _alternatives(id: n.ReadingId, word: str) -> list[str]:
    return [v.word for v in reading(id).graded(Grade.DEFAULT, Grade.LIVE) if v.word != word]
