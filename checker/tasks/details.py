"""From a verdict to a finding: who, by when, how late, by which act, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.ground.explore import Leaf, bind
from checker.tasks.findings import Finding, Verdict
from checker.tasks.instance import Judged, Options, turns_on
from checker.tasks.missing import Found, cause_of, missing_facts
from checker.tasks.open_limits import at_the_anchors, flips, unset
from checker.tasks.proof import proof_of
from checker.tasks.reasons import with_reasons
from checker.tasks.replay import world_of
from model.history import Choice, Event, Members, Span
from model.logic import nodes as n
from model.logic.meaning import Env, Outcome, World, holds
from model.takeovers import carriers
from model.words import Field, MatterField


def finding_of(judged: Judged, verdict: Verdict, options: Options) -> Finding:
    """Returns the finding with the details that hold under the default readings."""
    if not judged.leaves:
        return Finding(
            judged.rule, judged.events, verdict, {}, None, cause=judged.failed, bearer=()
        )
    longest = unset(judged, options) if verdict is Verdict.VIOLATED else ()
    if longest:
        judged = at_the_anchors(judged, options)
    leaf, outcomes = judged.default
    due = leaf.split.due.const if leaf.split.due and not leaf.split.due.terms else None
    missing, cause = Found(), judged.failed
    if verdict is Verdict.UNDETERMINED and cause is None:
        missing = missing_facts(judged, options)
        cause = cause_of(missing.sets)
    missed = due if verdict in (Verdict.VIOLATED, Verdict.LAPSED) else None
    act = _act(judged, leaf, outcomes, options, missed)
    since, late = _lateness(judged, verdict, due, act)
    found = Finding(
        rule=judged.rule,
        events=judged.events,
        verdict=verdict,
        readings=dict(leaf.readings),
        under_default=next(iter(outcomes)) if len(outcomes) == 1 else None,
        bearer=() if _kept_by_all(judged, outcomes) else _bearer(judged, due, act),
        due=due,
        since=since,
        days_late=late,
        act=act,
        cause=cause,
        missing=missing.sets,
        missing_bound=missing.bound,
        flips=flips(judged, options) if verdict is Verdict.UNDETERMINED else (),
        longest=longest,
        turns_on=turns_on(judged) if verdict is Verdict.CONTESTED else (),
        proof=proof_of(judged, options) if options.prove and verdict is Verdict.VIOLATED else None,
        by_readings=tuple((lf.readings, o) for lf, o in judged.leaves),
    )
    return with_reasons(found, judged, options)


def _kept_by_all(judged: Judged, outcomes: frozenset[Outcome]) -> bool:
    """Whether a ban on whoever it may be was kept: then nobody in particular kept it."""
    anybody = isinstance(judged.rule.bearer, n.TheActor)
    return anybody and outcomes <= {Outcome.SATISFIED, Outcome.NOT_ENGAGED}


def bearer_and_due(
    judged: Judged, verdict: Verdict, options: Options
) -> tuple[tuple[str, ...], int | None]:
    """Returns who is bound and by when, as in the finding: no more than that is looked up (nobody,
    no day: the record does not say)."""
    if not judged.leaves:
        return (), None
    if verdict is Verdict.VIOLATED and unset(judged, options):
        judged = at_the_anchors(judged, options)
    split = judged.default[0].split
    due = split.due.const if split.due and not split.due.terms else None
    return _bearer(judged, due, None), due


# ---- who -----------------------------------------------------------------------------------------


def _bearer(judged: Judged, due: int | None, act: Event | None) -> tuple[str, ...]:
    """Returns the organ bound; after a reorganisation whoever carries on at the due day. Empty iff
    the record does not say who."""
    history, bearer = judged.history, judged.rule.bearer
    match bearer:
        case n.ThePetitioners():
            cell = history.matters[judged.events[0].matter].cells[MatterField.PETITIONERS]
            return tuple(sorted(cell.sure)) if isinstance(cell, Members) else ()
        case n.TheActor():
            who = (act or judged.events[-1]).cells.get(Field.BY)
        case n.PartyOf(event, field):
            who = bind_event(judged, event).cell(field)
    if not isinstance(who, Choice) or not who.known:
        return ()
    organ = who.options[0]
    if due is None or not history.hierarchy.is_organ(organ):
        return (organ,)
    return carriers(organ, due, history) or (organ,)


def bind_event(judged: Judged, var: n.EventVar) -> Event:
    """Returns the event the instance binds to a trigger."""
    bound = bind(judged.rule, judged.events)[var.name]
    assert isinstance(bound, Event)
    return bound


# ---- by which act --------------------------------------------------------------------------------


def _act(
    judged: Judged,
    leaf: Leaf,
    outcomes: frozenset[Outcome],
    options: Options,
    missed: int | None,
) -> Event | None:
    """Returns the event that met the demand (in time or late) or did what is forbidden; of a due
    day `missed`, the one after it that met the demand whole, None iff none did."""
    if outcomes <= {Outcome.NOT_ENGAGED}:
        return None
    world = world_of(leaf, {}, options.calendar)
    env: Env = {
        var.name: world.history.by_id[e.id]
        for var, e in zip(judged.rule.triggers, judged.events, strict=True)
    }
    match judged.rule.demand:
        case n.Answer(what, _) | n.Never(what):
            found = sorted(_witnesses(what, env, world), key=lambda e: e.order)
            found = [e for e in found if missed is None or _last_day(e) > missed]
        case n.Holds():
            return None
    if missed is not None and isinstance(judged.rule.demand, n.Answer):
        done = _fulfilled(what, env, world, missed)
        found = [] if done is None else found if done.last is None else [done.last]
    return judged.history.by_id.get(found[0].id) if found else None


@dataclass(frozen=True, slots=True)
class _Fulfilled:
    """A demand is met: by the act that came last, None iff in time or without any act."""

    last: Event | None

    @property
    def order(self) -> int:
        return -1 if self.last is None else self.last.order


def _fulfilled(what: n.Formula, env: Env, world: World, missed: int) -> _Fulfilled | None:
    """Returns what met a demand with that due day, None iff nothing has yet: of several acts
    demanded together the last, of alternatives the first."""
    match what:
        case n.Some():
            met = [
                _Fulfilled(e if _last_day(e) > missed else None)
                for e in _witnesses(what, env, world)
            ]
            return min(met, key=lambda f: f.order, default=None)
        case n.And(args):
            each = [_fulfilled(arg, env, world, missed) for arg in args]
            met = [f for f in each if f]
            return max(met, key=lambda f: f.order) if len(met) == len(each) else None
        case n.Or(args):
            each = [_fulfilled(arg, env, world, missed) for arg in args]
            return min((f for f in each if f), key=lambda f: f.order, default=None)
        case n.Choose(reading, branches):
            return _fulfilled(dict(branches)[world.choose(reading)], env, world, missed)
        case _:
            return _Fulfilled(None) if holds(what, env, world) else None


def _witnesses(what: n.Formula, env: Env, world: World) -> Iterator[Event]:
    match what:
        case n.Some(var, where):
            for e in world.history.events:
                if e.kind in var.kinds and holds(where, {**env, var.name: e}, world):
                    yield e
        case n.And(args) | n.Or(args):
            for arg in args:
                yield from _witnesses(arg, env, world)
        case n.Choose(reading, branches):
            yield from _witnesses(dict(branches)[world.choose(reading)], env, world)
        case _:
            pass


def _lateness(
    judged: Judged, verdict: Verdict, due: int | None, act: Event | None
) -> tuple[int | None, int | None]:
    """Returns the first day of the breach and by how many natural days the act (or the end of the
    record) is past the due day."""
    if verdict not in (Verdict.VIOLATED, Verdict.LAPSED):
        return None, None
    if due is None:
        days = [_day_of(e) for e in ((act,) if act else judged.events)]
        return max((d for d in days if d is not None), default=None), None
    last = _day_of(act) if act else None
    return due + 1, (last if last is not None else judged.history.as_of) - due


def _last_day(e: Event) -> int:
    """Returns the day a completed event was done or, if that is later, received."""
    spans = (e.cells[Field.ON], e.cells.get(Field.RECEIVED))
    return max(s.low for s in spans if isinstance(s, Span))


def _day_of(e: Event) -> int | None:
    on = e.cells[Field.ON]
    return on.low if isinstance(on, Span) and on.known else None
