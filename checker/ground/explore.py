"""One instance of a rule under every combination of readings it really asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from checker.ground.asking import Asking
from checker.ground.cells import Cells
from checker.ground.ground import Env, Grounder
from checker.ground.plan import cheapest_first, is_cheap, shape
from checker.ground.residual import Lin, Residual, and_, not_, or_
from model.calendar import Calendar
from model.history import Event, History
from model.logic import nodes as n
from model.logic.meaning import Outcome, instances
from model.logic.readings import arguable
from model.logic.rewrite import excused_in_time, met_in_time
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


def engageable(rule: Rule, history: History, calendar: Calendar) -> Iterator[tuple[Event, ...]]:
    """Yields the bindings of the rule's triggers in recorded order, but for some that a clause of
    the guard excludes whatever the readings; all of them where the record is not complete."""
    if history.open_kinds:
        yield from instances(rule, history)
        return
    clauses = _clauses_by_trigger(rule)
    grounder = Grounder(Cells(history), Asking({}), calendar)

    def bound(env: dict[str, Event], place: int) -> Iterator[tuple[Event, ...]]:
        if place == len(clauses):
            yield tuple(env.values())
            return
        var, about = rule.triggers[place], clauses[place]
        for e in grounder.recorded(var, about, env):
            here = {**env, var.name: e}
            if grounder.holds(about, here) is not False:
                yield from bound(here, place + 1)

    yield from bound({}, 0)


@cache
def _clauses_by_trigger(rule: Rule) -> tuple[n.And, ...]:
    """Returns, per trigger, the clauses of the guard that ask no reading and little work, and can
    be asked once it and those before it are bound."""
    guard = rule.guard if isinstance(rule.guard, n.And) else n.And((rule.guard,))
    cheap = [c for c in cheapest_first(guard) if is_cheap(c)]
    names = [var.name for var in rule.triggers]
    last = {id(c): max(map(names.index, shape(c).free), default=0) for c in cheap}
    return tuple(n.And(tuple(c for c in cheap if last[id(c)] == at)) for at in range(len(names)))


def split(rule: Rule, events: tuple[Event, ...], grounder: Grounder) -> Split:
    """Returns when the instance has which outcome."""
    env = bind(rule, events)
    engaged = grounder.holds(rule.guard, env)
    if engaged is False:
        return Split({Outcome.NOT_ENGAGED: True}, None)
    due, met, running = _demanded(rule, env, grounder)
    unmet = and_((engaged, not_(met)))
    excused: Residual = False
    if unmet is not False:
        excused = or_(grounder.holds(e, env) for e in excused_in_time(rule))
    left = and_((unmet, not_(excused)))
    when: dict[Outcome, Residual] = {
        Outcome.NOT_ENGAGED: not_(engaged),
        Outcome.SATISFIED: and_((engaged, met)),
        Outcome.EXCUSED: and_((unmet, excused)),
        Outcome.PENDING: and_((left, running)),
        Outcome.VIOLATED: and_((left, not_(running))),
    }
    return Split({o: r for o, r in when.items() if r is not False}, due)


def _demanded(rule: Rule, env: Env, grounder: Grounder) -> tuple[Lin | None, Residual, Residual]:
    """Returns the due day, when the demand is met, and when there is still time to meet it."""
    match rule.demand:
        case n.Answer(_, None):
            return None, grounder.holds(met_in_time(rule), env), True
        case n.Answer(_, due):
            assert due is not None
            last = grounder.day(due, env)
            running = grounder.cells.at_most(Lin(grounder.cells.history.as_of), last)
            return last, grounder.holds(met_in_time(rule), env), running
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
        # INVARIANT: a prefix only grows, so no two of them cover the same combination. What it
        # fixes may be asked late or not at all: which questions come up depends on the answers.
        path = dict(prefix)
        for id, word in ask.asked.items():
            if id not in prefix and id not in pinned:
                todo += [{**path, id: other} for other in _alternatives(id, word)]
                path[id] = word


def _alternatives(id: n.ReadingId, word: str) -> list[str]:
    return [other for other in arguable(id) if other != word]
