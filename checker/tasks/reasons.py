"""Why: how the due day was counted, and which parts of a condition do not hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from checker.ground.explore import Leaf
from checker.tasks.findings import Finding, PeriodCount, Verdict
from checker.tasks.instance import Judged, Options
from checker.tasks.replay import world_of
from model.calendar import Calendar, OutsideCoverage
from model.calendar.period import Counting, RollOver, StartDay, Unit, count
from model.history import EventId
from model.logic import nodes as n
from model.logic.meaning import (
    Env,
    World,
    day,
    event,
    events,
    holds,
    number,
    rolls_over,
    suspended,
)
from model.logic.readings import reading
from model.words import Field

EXPLAINED = frozenset(Verdict) - {Verdict.EXCUSED}
"""Verdicts whose due day a reader wants to see counted."""


def with_reasons(finding: Finding, judged: Judged, options: Options) -> Finding:
    """Returns the finding with the account of its period and the unmet parts of its condition, both
    under the default readings; unchanged where there is nothing to count or to take apart."""
    if finding.verdict not in EXPLAINED:
        return finding
    leaf, _ = judged.default
    demand = judged.rule.demand
    match demand:
        case n.Answer(_, due) if due is not None and finding.due is not None:
            world, env = _world(judged, leaf, options)
            account = _account(due, finding.due, _Scene(judged, env, world, options.calendar))
            return replace(finding, count=account)
        case n.Holds(what) if finding.verdict is Verdict.VIOLATED:
            world, env = _world(judged, leaf, options)
            return replace(finding, unmet=tuple(_unmet(what, env, world)))
        case n.Answer() | n.Never() | n.Holds():
            return finding
        case _:
            assert_never(demand)


def _world(judged: Judged, leaf: Leaf, options: Options) -> tuple[World, Env]:
    world = world_of(leaf, {}, options.calendar)
    bound = zip(judged.rule.triggers, judged.events, strict=True)
    return world, {var.name: world.history.by_id[e.id] for var, e in bound}


def _unmet(what: n.Formula, env: Env, world: World) -> Iterator[n.Formula]:
    """Yields the parts of a conjunction that are false, those of a reading under its value."""
    match what:
        case n.And(args):
            for arg in args:
                yield from _unmet(arg, env, world)
        case n.Choose(id, branches):
            yield from _unmet(dict(branches)[world.choose(id)], env, world)
        case _ if not holds(what, env, world):
            yield what
        case _:
            pass


# ---- periods -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Scene:
    """One instance in the world of the default readings."""

    judged: Judged
    env: Env
    world: World
    calendar: Calendar


def _account(term: n.DayTerm, due: int, scene: _Scene) -> PeriodCount | None:
    """Returns how the due day came about; None where the account does not lead to it, or needs a
    day that the calendar does not cover."""
    chosen, env = _chosen(term, scene)
    if not isinstance(chosen, n.PeriodEnd):
        start = _source(chosen, env)
        return PeriodCount(due, start, (), (), (), due, _elsewhere(scene.judged, due))
    try:
        counts = tuple(_counts(chosen, env, scene))
    except OutsideCoverage:
        return None
    first = day(chosen.start, env, scene.world)
    # INVARIANT: an account that does not lead to the due day is not shown.
    if (counts[-1].due if counts else first) != due:
        return None
    origin, origin_env = _chosen(chosen.start, replace(scene, env=env))
    stopped = _stopped(chosen, env, scene.world)
    return PeriodCount(
        start=first,
        starts=_source(origin, origin_env),
        counts=counts,
        lengthened_by=tuple(_lengthening(chosen, env, scene)),
        suspended=tuple(sorted(d for d in stopped if first < d <= due)),
        due=due,
        elsewhere=_elsewhere(scene.judged, due),
    )


def _chosen(term: n.DayTerm, scene: _Scene) -> tuple[n.DayTerm, Env]:
    """Returns the term that gives the day under the readings of the world, and what it is about."""
    match term:
        case n.ChooseDay(id, branches):
            return _chosen(dict(branches)[scene.world.choose(id)], scene)
        case n.Latest(var, where, of, otherwise):
            bound = [{**scene.env, var.name: e} for e in events(var, scene.world)]
            found = [env for env in bound if holds(where, env, scene.world)]
            if not found:
                return _chosen(otherwise, scene)
            last = max(found, key=lambda env: day(of, env, scene.world))
            return _chosen(of, replace(scene, env=last))
        case n.CarriedOn(_, after, _):
            taken_over = day(term, scene.env, scene.world)
            unchanged = taken_over == day(after, scene.env, scene.world)
            return _chosen(after, scene) if unchanged else (n.DayConst(taken_over), scene.env)
        case n.DayOf() | n.DayConst() | n.PeriodEnd():
            return term, scene.env
        case _:
            assert_never(term)


def _source(term: n.DayTerm, env: Env) -> tuple[EventId, Field] | None:
    match term:
        case n.DayOf(var, field):
            bound = event(var, env)
            return bound.id, bound.name_of(field)
        case _:
            return None


def _counts(period: n.PeriodEnd, env: Env, scene: _Scene) -> Iterator[Counting]:
    """Yields the account of each step that has days, as the reference meaning counts them."""
    world, calendar = scene.world, scene.calendar
    stopped = _stopped(period, env, world)
    last = day(period.start, env, world)
    included = world.choose("IP-02") == "included"
    start_day = StartDay.INCLUDED if included else StartDay.EXCLUDED
    steps = [(number(s.amount, env, world), _unit(s, world)) for s in period.steps]
    steps = [(days, unit) for days, unit in steps if days]
    for place, (days, unit) in enumerate(steps):
        final = place == len(steps) - 1
        rolls = rolls_over(world.choose("IP-03"), petitioners=period.petitioners) and final
        rolls |= world.choose("IP-03") == "twice"
        if unit is Unit.NATURAL:
            days = _with_stopped(last - included, days, stopped)  # noqa: PLW2901
        rule = RollOver.NEXT_WORKING_DAY if rolls else RollOver.NONE
        found = count(calendar, last, days, unit, start_day, rule)
        yield found
        last, start_day, included = found.due, StartDay.EXCLUDED, False


def _unit(step: n.Step, world: World) -> Unit:
    return Unit.WORKING if world.choose("IP-01") == "working" else step.unit


def _with_stopped(start: int, days: int, stopped: frozenset[int]) -> int:
    """Returns how many natural days pass until `days` of them, those not stopped, are over."""
    last, left = start, days
    while left:
        last += 1
        left -= last not in stopped
    return last - start


def _stopped(period: n.PeriodEnd, env: Env, world: World) -> frozenset[int]:
    return frozenset[int]().union(*(suspended(s, env, world) for s in period.without))


def _lengthening(period: n.PeriodEnd, env: Env, scene: _Scene) -> Iterator[EventId]:
    """Yields the recorded events whose days are counted into the period."""
    for step in period.steps:
        term = step.amount
        while isinstance(term, n.ChooseNumber):
            term = dict(term.branches)[scene.world.choose(term.reading)]
        if isinstance(term, n.CappedSum):
            for e in events(term.var, scene.world):
                known = e.id in scene.judged.history.by_id
                if known and holds(term.where, {**env, term.var.name: e}, scene.world):
                    yield e.id


def _elsewhere(judged: Judged, due: int) -> tuple[tuple[tuple[tuple[str, str], ...], int], ...]:
    """Returns the other due days that live readings give, each with the fewest changed readings."""
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    base = dict(judged.leaves[0][0].readings)
    for leaf, _ in judged.leaves[1:]:
        last = leaf.split.due
        if last is None or last.terms or last.const == due:
            continue
        changed = tuple((id, w) for id, w in leaf.readings if w != base.get(id, _default(id)))
        known = found.get(last.const)
        if changed and (known is None or len(changed) < len(known)):
            found[last.const] = changed
    return tuple(sorted(((changed, last) for last, changed in found.items()), key=lambda x: x[1]))


def _default(id: str) -> str:
    return reading(id).default().word
