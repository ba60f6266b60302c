"""The reference meaning: what a rule says of a complete history. Plain, naive, the judge of every
engine.

A history is complete when every cell is known and no kind is open. One valuation of the readings,
one answer to each unsettled question and one calendar make a `World`; in a world every formula is
true or false and every instance of a rule has exactly one outcome.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from itertools import product
from typing import Protocol, TypeAlias, assert_never

from model.calendar.period import Unit
from model.history import (
    Cell,
    Choice,
    Event,
    EventId,
    History,
    Matter,
    Members,
    PartyId,
    Span,
    Truth,
)
from model.logic import nodes as n
from model.logic.limits import LimitId
from model.logic.rewrite import excused_by, in_time
from model.logic.rule import Rule
from model.words import Fact, Field, Kind, MatterField


class Outcome(Enum):
    """What becomes of one instance of a rule in one world."""

    NOT_ENGAGED = "not engaged"
    SATISFIED = "satisfied"
    EXCUSED = "excused"
    PENDING = "pending"
    VIOLATED = "violated"


class Days(Protocol):
    """The working days: of the national calendar or, past its coverage, of one supposed to come."""

    def next_working(self, day: int) -> int:
        """Returns the day itself if it is a working day, else the next one."""
        ...

    def plus_working(self, day: int, n: int) -> int:
        """Returns the n-th working day after that day."""
        ...


@dataclass(frozen=True)
class World:
    """A complete history with all that is needed to say what is true in it."""

    history: History
    readings: Mapping[n.ReadingId, str]
    days: Days
    settled: Mapping[n.ReadingId, bool]
    limits: Mapping[LimitId, int] = field(default_factory=dict[LimitId, int])
    """How many days each open-textured limit allows."""

    def choose(self, reading: n.ReadingId) -> str:
        """Returns the word of the value this world gives to a reading; KeyError iff it gives
        none."""
        return self.readings[reading]


Bound: TypeAlias = Event | PartyId
Env: TypeAlias = Mapping[str, Bound]


def outcome(rule: Rule, events: tuple[Event, ...], world: World) -> Outcome:
    """Returns the outcome of the instance that binds the rule's triggers to these events."""
    env: Env = {var.name: event for var, event in zip(rule.triggers, events, strict=True)}
    if not holds(rule.guard, env, world):
        return Outcome.NOT_ENGAGED
    match rule.demand:
        case n.Answer() as demand:
            met = holds(in_time(demand), env, world)
        case n.Never(what):
            met = not holds(what, env, world)
        case n.Holds(what):
            met = holds(what, env, world)
        case _:
            assert_never(rule.demand)
    if met:
        return Outcome.SATISFIED
    if any(holds(excused_by(rule.demand, e), env, world) for e in rule.excuses):
        return Outcome.EXCUSED
    return Outcome.PENDING if _still_running(rule.demand, env, world) else Outcome.VIOLATED


def _still_running(demand: n.Demand, env: Env, world: World) -> bool:
    if not isinstance(demand, n.Answer):
        return False
    return demand.due is None or world.history.as_of <= day(demand.due, env, world)


def instances(rule: Rule, history: History) -> Iterator[tuple[Event, ...]]:
    """Yields every binding of the rule's triggers, engaged or not, in recorded order."""
    pools = [[e for e in history.events if e.kind in var.kinds] for var in rule.triggers]
    yield from product(*pools)


# ---- formulas ------------------------------------------------------------------------------------


def holds(f: n.Formula, env: Env, w: World) -> bool:
    """Returns whether the formula is true."""
    match f:
        case n.Always(value):
            return value
        case n.Not(arg):
            return not holds(arg, env, w)
        case n.And(args):
            return all(holds(a, env, w) for a in args)
        case n.Or(args):
            return any(holds(a, env, w) for a in args)
        case n.Choose(reading, branches):
            return holds(dict(branches)[w.choose(reading)], env, w)
        case n.Some(var, where):
            return any(holds(where, {**env, var.name: e}, w) for e in events(var, w))
        case n.EveryMember(var, parties, body):
            return all(holds(body, {**env, var.name: p}, w) for p in members(parties, env, w))
        case n.SomeOrgan(var, at, body):
            tree, on = w.history.hierarchy, day(at, env, w)
            alive = (o for o in tree.organs if tree.alive(o, on))
            return any(holds(body, {**env, var.name: o}, w) for o in alive)
        case _:
            return atom(f, env, w)


def atom(f: n.Atom, env: Env, w: World) -> bool:
    """Returns whether the atom is true."""
    match f:
        case n.Always(value):
            return value
        case n.Is(e, field, words):
            return word(event(e, env).cell(field)) in words
        case n.MatterIs(e, field, words):
            return word(matter_of(e, env, w).cells[field]) in words
        case n.Flag(e, field):
            return truth(event(e, env).cell(field))
        case n.MatterFlag(e, field):
            return truth(matter_of(e, env, w).cells[field])
        case n.Attested(e, fact):
            return attested(event(e, env), fact, w)
        case n.SameGround(later, earlier, fact):
            return same_ground(event(later, env), event(earlier, env), fact, w)
        case n.States(e, stated):
            return stated in sure(event(e, env).cell(Field.STATES))
        case n.IsA(e, kinds):
            return event(e, env).kind in kinds
        case n.Given(e, field):
            return event(e, env).name_of(field) in event(e, env).cells
        case n.InSet(p, parties):
            return party(p, env) in members(parties, env, w)
        case n.Overlap(left, right):
            one_set = set_name(left, env) == set_name(right, env)
            return one_set or bool(members(left, env, w) & members(right, env, w))
        case n.SameParty(left, right):
            return party(left, env) == party(right, env)
        case n.Related(relation, left, right, at):
            a, b = party(left, env), party(right, env)
            return w.history.hierarchy.holds(relation, a, b, day(at, env, w))
        case n.OfKind(p, kinds):
            who = party(p, env)
            tree = w.history.hierarchy
            return tree.is_organ(who) and tree.organ(who).kind in kinds
        case n.OfLevel(p, levels):
            who = party(p, env)
            tree = w.history.hierarchy
            return tree.is_organ(who) and tree.organ(who).level in levels
        case n.SameMatter(left, right):
            return event(left, env).matter == event(right, env).matter
        case n.SameEvent(left, right):
            return event(left, env).id == event(right, env).id
        case n.Precedes(left, right):
            return precedes(event(left, env), event(right, env))
        case n.Answers(later, earlier):
            return answers(event(later, env), event(earlier, env), w.history)
        case n.NotAfter(left, right):
            return day(left, env, w) <= day(right, env, w)
        case n.AtMost(left, right):
            return number(left, env, w) <= number(right, env, w)
        case n.Unsettled(reading):
            return w.settled[reading]
        case _:
            assert_never(f)


# ---- terms ---------------------------------------------------------------------------------------


def day(t: n.DayTerm, env: Env, w: World) -> int:
    """Returns the day number a term denotes."""
    match t:
        case n.DayOf(e, field):
            return whole(event(e, env).cell(field))
        case n.DayConst(value):
            return value
        case n.PeriodEnd():
            return period_end(t, env, w)
        case n.Latest(var, where, of, otherwise):
            found = ({**env, var.name: e} for e in events(var, w))
            days = [day(of, env_, w) for env_ in found if holds(where, env_, w)]
            return max(days) if days else day(otherwise, env, w)
        case n.CarriedOn(p, after, until):
            first, last = day(after, env, w), day(until, env, w)
            taken_over = w.history.hierarchy.successions(party(p, env))
            return max((d for d in taken_over if first < d <= last), default=first)
        case n.ChooseDay(reading, branches):
            return day(dict(branches)[w.choose(reading)], env, w)
        case _:
            assert_never(t)


def number(t: n.NumberTerm, env: Env, w: World) -> int:
    """Returns the whole number a term denotes."""
    match t:
        case n.NumberConst(value):
            return value
        case n.NumberOf(e, field):
            return whole(event(e, env).cell(field))
        case n.CappedSum(var, where, of, cap):
            found = ({**env, var.name: e} for e in events(var, w))
            return min(cap, sum(number(of, env_, w) for env_ in found if holds(where, env_, w)))
        case n.ChooseNumber(reading, branches):
            return number(dict(branches)[w.choose(reading)], env, w)
        case n.OpenNumber(limit):
            return w.limits[limit]
        case _:
            assert_never(t)


def period_end(t: n.PeriodEnd, env: Env, w: World) -> int:
    """Returns the last day of the period.

    Natural days: the n-th day after the start (IP-02: the start may count), skipping suspended
    days; then rolled over once at its end (IP-03). Working days are counted by the calendar and
    never roll.
    """
    last = day(t.start, env, w)
    stopped = frozenset[int]().union(*(suspended(s, env, w) for s in t.without))
    if w.choose("IP-02") == "included":
        last -= 1
    unit = Unit.NATURAL
    for place, step in enumerate(t.steps):
        unit = Unit.WORKING if w.choose("IP-01") == "working" else step.unit
        if place and w.choose("IP-03") == "twice":
            last = w.days.next_working(last)
        last = _count_on(last, number(step.amount, env, w), unit, stopped, w)
    if unit is Unit.WORKING or not rolls_over(w.choose("IP-03"), petitioners=t.petitioners):
        return last
    return w.days.next_working(last)


def rolls_over(value: str, *, petitioners: bool) -> bool:
    """Returns whether a last day that is a rest day moves, under this value of IP-03."""
    return value in ("next_working_day", "twice") or (value == "petitioner_only" and petitioners)


def _count_on(start: int, n_days: int, unit: Unit, stopped: frozenset[int], w: World) -> int:
    if unit is Unit.WORKING:
        return w.days.plus_working(start, n_days)
    last, counted = start, 0
    while counted < n_days:
        last += 1
        counted += last not in stopped
    return last


def suspended(s: n.Suspension, env: Env, w: World) -> frozenset[int]:
    """Returns the days on which the period does not run."""
    days: set[int] = set()
    for start in events(s.start, w):
        if holds(s.where, {**env, s.start.name: start}, w):
            days |= _sitting(start) if s.sitting_only else set(_from_to(start, s.end_kinds, w))
    return frozenset(days)


def _from_to(start: Event, end_kinds: tuple[Kind, ...], w: World) -> range:
    ends = [
        whole(e.cell(Field.ON))
        for e in w.history.events
        if e.kind in end_kinds and answers(e, start, w.history)
    ]
    return range(whole(start.cell(Field.ON)), (min(ends) if ends else w.history.as_of) + 1)


def _sitting(start: Event) -> set[int]:
    return {int(d) for d in sure(start.cell(Field.SITTING_DAYS))}


# ---- events, cells -------------------------------------------------------------------------------


def events(var: n.EventVar, w: World) -> Iterator[Event]:
    """Yields the events a variable ranges over, in recorded order."""
    return (e for e in w.history.events if e.kind in var.kinds)


def event(var: n.EventVar, env: Env) -> Event:
    """Returns the event bound to a variable."""
    bound = env[var.name]
    assert isinstance(bound, Event)
    return bound


def party(t: n.PartyTerm, env: Env) -> PartyId:
    """Returns the id of the organ or person a term denotes."""
    match t:
        case n.PartyOf(e, field):
            return word(event(e, env).cell(field))
        case n.PartyVar(name):
            bound = env[name]
            assert isinstance(bound, str)
            return bound
        case _:
            assert_never(t)


def members(t: n.PartySet, env: Env, w: World) -> frozenset[PartyId]:
    """Returns the ids of the parties in a set."""
    match t:
        case n.SetOf(e, field):
            own = event(e, env).cells.get(field)
            return sure(own or matter_of(e, env, w).cells[MatterField.PETITIONERS])
        case n.MatterSet(e, field):
            return sure(matter_of(e, env, w).cells[field])
        case _:
            assert_never(t)


def set_name(t: n.PartySet, env: Env) -> tuple[str, str]:
    """Returns which set of the record this is: a set has somebody in it, so it overlaps with
    itself."""
    match t:
        case n.SetOf(e, field):
            bound = event(e, env)
            return bound.id if field in bound.cells else bound.matter, field.value
        case n.MatterSet(e, field):
            return event(e, env).matter, field.value
        case _:
            assert_never(t)


def matter_of(var: n.EventVar, env: Env, w: World) -> Matter:
    """Returns the matter of the event bound to a variable."""
    return w.history.matters[event(var, env).matter]


def attested(e: Event, fact: Fact, w: World) -> bool:
    """Returns whether the fact is attested of the event or, failing that, of its matter."""
    return truth(stated_fact(e, fact, w.history))


DENIED_IF_ABSENT = frozenset(
    {Fact.GOOD_CAUSE, Fact.EXISTED_BEFORE, Fact.FABRICATED, Fact.SHIRKED, Fact.PERFUNCTORY}
)
"""Facts that nobody having attested means no; every other one is then unknown."""


def stated_fact(e: Event, fact: Fact, history: History) -> Truth:
    """Returns what is attested of the event; where nothing is, what is attested of its matter."""
    for facts in (e.facts, history.matters[e.matter].facts):
        if fact in facts and facts[fact].known:
            return facts[fact]
    return Truth(False if fact in DENIED_IF_ABSENT else None)


def same_ground(later: Event, earlier: Event, fact: Fact, w: World) -> bool:
    """Returns whether the later submission rests on the facts (reasons) of the earlier event."""
    return truth(ground_between(later, earlier, fact, w.history))


def ground_between(later: Event, earlier: Event, fact: Fact, history: History) -> Truth:
    """Returns what the record says of the later submission's facts (reasons) being those of the
    earlier event: said of the event itself or of anything it rests on; else by case-format: in one
    matter the facts are the same and the reasons unknown, in different matters neither is."""
    for known in (earlier.id, *sorted(rests_on(earlier, history))) if later.same_as else ():
        said = later.same_as.get(known)
        if said:
            return said[0] if fact is Fact.SAME_FACTS else said[1]
    if later.matter != earlier.matter:
        return Truth(False)
    return Truth(True if fact is Fact.SAME_FACTS else None)


def rests_on(e: Event, history: History) -> frozenset[EventId]:
    """Returns the ids of all events that `e` surely refers to, directly or through others."""
    found: set[EventId] = set()
    todo = [e]
    while todo:
        refers = todo.pop().refers
        for id in refers.options[0] if refers.known else frozenset[EventId]():
            if id not in found and id in history.by_id:
                found.add(id)
                todo.append(history.by_id[id])
    return frozenset(found)


def precedes(left: Event, right: Event) -> bool:
    """Earlier day; on one day by time of day if both have one, else in recorded order."""
    return (whole(left.cell(Field.ON)), left.order) < (whole(right.cell(Field.ON)), right.order)


PASSING_ON = frozenset({Kind.TRANSFER, Kind.ASSIGN, Kind.REFER})
TAKING_UP = frozenset({Kind.ACCEPT, Kind.NOTIFY_ACCEPTANCE, Kind.NOTIFY_RECEIPT, *PASSING_ON})


def answers(later: Event, earlier: Event, history: History) -> bool:
    """Returns whether `later` refers to `earlier`: directly; through events that only passed it on;
    or, if `earlier` takes a matter up or passes it on, to the very thing `earlier` took up. Two
    events that pass one thing on do not answer each other."""
    if earlier.id in taken_up(later, history):
        return True
    if earlier.kind not in TAKING_UP or later.kind in PASSING_ON or later.id == earlier.id:
        return False
    return bool(references(later) & taken_up(earlier, history))


def taken_up(e: Event, history: History) -> frozenset[EventId]:
    """Returns what an event refers to, and what that passed on: a transfer's submission too."""
    found = references(e)
    for p in (history.by_id[r] for r in found if r in history.by_id):
        if p.kind in PASSING_ON:
            found |= taken_up(p, history)
    return found


def references(e: Event) -> frozenset[EventId]:
    """Returns the ids of the events that a complete event refers to directly."""
    assert e.refers.known, f"`{e.id}` is not complete"
    return e.refers.options[0]


def word(cell: Cell) -> str:
    """Returns the word of a complete cell."""
    assert isinstance(cell, Choice)
    assert cell.known
    return cell.options[0]


def truth(cell: Cell) -> bool:
    """Returns the truth value of a complete cell."""
    assert isinstance(cell, Truth)
    assert cell.value is not None
    return cell.value


def whole(cell: Cell) -> int:
    """Returns the number of a complete cell."""
    assert isinstance(cell, Span)
    assert cell.known
    return cell.low


def sure(cell: Cell) -> frozenset[str]:
    """Returns the members of a complete set."""
    assert isinstance(cell, Members)
    assert cell.known
    return cell.sure
