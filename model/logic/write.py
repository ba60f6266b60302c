"""The author's hand: what a rule is written with. Rules import everything from here.

Searches for events, choices by readings, periods, claims; `handles` has the things they are about.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import FunctionType
from typing import TypeVar

from model.calendar.period import Unit
from model.logic import nodes as n
from model.logic.handles import (
    FALSE,
    TRUE,
    Act,
    Day,
    F,
    Number,
    Party,
    PartySet,
    Statements,
    Word,
    all_of,
    kinds_of,
    number,
)
from model.logic.limits import OpenLimit
from model.logic.readings import Reading

__all__ = [
    "DAYS",
    "FALSE",
    "PETITIONERS",
    "TRUE",
    "WHOEVER_DID_IT",
    "WORKING_DAYS",
    "Act",
    "Claim",
    "Day",
    "Demanded",
    "F",
    "Number",
    "Party",
    "PartySet",
    "Period",
    "Statements",
    "When",
    "Word",
    "all_of",
    "capped_sum",
    "carried_on",
    "choose",
    "choose_day",
    "choose_number",
    "days_covered",
    "every",
    "latest",
    "limit",
    "period",
    "petitioners_period",
    "some",
    "some_organ",
    "unsettled",
    "when",
]

WORKING_DAYS = Unit.WORKING
DAYS = Unit.NATURAL

E = TypeVar("E", bound=Act)
R = TypeVar("R", bound=Reading)

_DEPTH: ContextVar[int] = ContextVar("depth", default=0)


@contextmanager
def _deeper() -> Generator[int]:
    token = _DEPTH.set(_DEPTH.get() + 1)
    try:
        yield _DEPTH.get()
    finally:
        _DEPTH.reset(token)


def _name(where: Callable[..., F], depth: int) -> str:
    # INVARIANT: a bound variable's name depends on the source text only, so formula hashes do not
    # drift.
    if isinstance(where, FunctionType) and where.__code__.co_argcount:
        return f"{where.__code__.co_varnames[0]}{depth}"
    return f"{next(iter(inspect.signature(where).parameters))}{depth}"


def _bind(kind: type[E], where: Callable[[E], F], depth: int) -> tuple[E, n.EventVar]:
    var = n.EventVar(_name(where, depth), kinds_of(kind))
    return kind(var), var


def some(
    kind: type[E],
    where: Callable[[E], F],
    at: Callable[[E], Day] | None = None,
    *,
    recorded_only: bool = False,
) -> F:
    """Returns "there is an event of this kind such that"; `at` is the day that counts for being in
    time; `recorded_only`: an incomplete record leaves no room for another one."""
    with _deeper() as depth:
        event, var = _bind(kind, where, depth)
        when_ = at(event) if at else event.day
        return F(n.Some(var, where(event).node, when_.node, not recorded_only))


def every(parties: PartySet, body: Callable[[Party], F]) -> F:
    """Returns "every member of the set is such that"; true of the empty set."""
    with _deeper() as depth:
        var = n.PartyVar(_name(body, depth))
        return F(n.EveryMember(var, parties.node, body(Party(var, parties.at)).node))


def some_organ(body: Callable[[Party], F], at: Day) -> F:
    """Returns "the tree of that day has an organ such that"."""
    with _deeper() as depth:
        var = n.PartyVar(_name(body, depth))
        return F(n.SomeOrgan(var, at.node, body(Party(var, at.node)).node))


def capped_sum(
    kind: type[E], where: Callable[[E], F], of: Callable[[E], Number], cap: int
) -> Number:
    """Returns the sum over the events of this kind such that, at most `cap`."""
    with _deeper() as depth:
        event, var = _bind(kind, where, depth)
        return Number(n.CappedSum(var, where(event).node, of(event).node, cap))


def latest(
    kind: type[E],
    where: Callable[[E], F],
    of: Callable[[E], Day],
    otherwise: Day,
    *,
    recorded_only: bool = False,
) -> Day:
    """Returns the latest such day over the events of this kind, `otherwise` if there is none;
    `recorded_only`: an incomplete record leaves no room for another one."""
    with _deeper() as depth:
        event, var = _bind(kind, where, depth)
        whole = (where(event).node, of(event).node, otherwise.node)
        return Day(n.Latest(var, *whole, not recorded_only))


def carried_on(organ: Party, after: Day, until: Day) -> Day:
    """Returns the last day after `after` and up to `until` on which the tree lets another organ
    take over from this one, `after` if there is none."""
    return Day(n.CarriedOn(organ.node, after.node, until.node))


def days_covered(
    start: type[E], ends: type[Act], where: Callable[[E], F], *, sitting_only: bool = False
) -> n.Suspension:
    """Returns the days from each such start event to the end event that refers to it, both
    included."""
    with _deeper() as depth:
        event, var = _bind(start, where, depth)
        return n.Suspension(var, kinds_of(ends), where(event).node, sitting_only)


def choose(branches: Mapping[R, F]) -> F:
    """Returns what a reading decides; TypeError iff `branches` misses a value of it."""
    reading, ordered = _complete(branches)
    return F(n.Choose(reading.id, tuple((v.word, branches[v].node) for v in ordered)))


def choose_day(branches: Mapping[R, Day]) -> Day:
    """Returns the day a reading decides; TypeError iff `branches` misses a value of it."""
    reading, ordered = _complete(branches)
    return Day(n.ChooseDay(reading.id, tuple((v.word, branches[v].node) for v in ordered)))


def choose_number(branches: Mapping[R, Number]) -> Number:
    """Returns the number a reading decides; TypeError iff `branches` misses a value of it."""
    reading, ordered = _complete(branches)
    return Number(n.ChooseNumber(reading.id, tuple((v.word, branches[v].node) for v in ordered)))


def _complete(branches: Mapping[R, object]) -> tuple[type[R], tuple[R, ...]]:
    readings = {type(value) for value in branches}
    if len(readings) != 1:
        ids = ", ".join(sorted(r.id for r in readings)) or "none"
        raise TypeError(f"a choice is by the values of one reading, here of {ids}")
    (reading,) = readings
    missing = ", ".join(f"`{v.word}`" for v in reading if v not in branches)
    if missing:
        raise TypeError(f"a choice by {reading.id} must have every value of it; missing: {missing}")
    return reading, tuple(reading)


def limit(open_: OpenLimit) -> Number:
    """Returns the days that words without a number allow: unset, any number up to the anchor."""
    return Number(n.OpenNumber(open_.id))


def unsettled(reading: type[Reading]) -> F:
    """Returns a formula that no fact and no reading settles: whatever depends on it is
    undetermined."""
    return F(n.Unsettled(reading.id))


# ---- periods -------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False, slots=True)
class Period:
    """A period from a day on; `end` is its last day, as counted under IP-01, IP-02, IP-03."""

    start: Day
    steps: tuple[n.Step, ...] = ()
    suspensions: tuple[n.Suspension, ...] = ()
    petitioners: bool = False

    def plus(self, amount: Number | int, unit: Unit = DAYS) -> Period:
        """Returns the period lengthened at its end: rolled over once, after the last step."""
        steps = (*self.steps, n.Step(number(amount), unit))
        return Period(self.start, steps, self.suspensions, self.petitioners)

    def without(self, days: n.Suspension) -> Period:
        """The period does not run on these days."""
        return Period(self.start, self.steps, (*self.suspensions, days), self.petitioners)

    @property
    def end(self) -> Day:
        """The last day of the period."""
        return Day(n.PeriodEnd(self.start.node, self.steps, self.suspensions, self.petitioners))


def period(start: Day) -> Period:
    """Returns the period, still without length, that runs from that day."""
    return Period(start)


def petitioners_period(start: Day) -> Period:
    """Returns a period in which the petitioner, not an organ, must act."""
    return Period(start, petitioners=True)


# ---- claims --------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False, slots=True)
class Claim:
    """What a rule's function returns: the guard, the demand, its exceptions, whose it is."""

    guard: F
    demand: n.Demand
    excuses: tuple[n.Excuse, ...]
    bearer: n.Bearer


@dataclass(frozen=True, eq=False, slots=True)
class Demanded:
    """`when(...)` with what is demanded; say whose it is with `.on(...)`."""

    guard: F
    demand: n.Demand
    excuses: tuple[n.Excuse, ...] = ()

    def by(self, last: Period | Day) -> Demanded:
        """The answer must come on or before that day."""
        match self.demand:
            case n.Answer(what, None):
                due = last.end.node if isinstance(last, Period) else last.node
                return Demanded(self.guard, n.Answer(what, due), self.excuses)
            case n.Answer() | n.Never() | n.Holds():
                raise TypeError("only `require(some(...))` takes a day, and only one")

    def unless(self, name: str, what: F, by: Day | None = None) -> Demanded:
        """An exception: it excuses an unmet demand if it came by that day (default: the due
        day)."""
        excuse = n.Excuse(name, what.node, by.node if by else None)
        return Demanded(self.guard, self.demand, (*self.excuses, excuse))

    def on(self, bearer: Party | n.ThePetitioners | n.TheActor) -> Claim:
        """Says whose it is: a party of a trigger, the petitioners, or whoever did the act."""
        match bearer:
            case n.ThePetitioners() | n.TheActor():
                return Claim(self.guard, self.demand, self.excuses, bearer)
            case Party(node=n.PartyOf() as node):
                return Claim(self.guard, self.demand, self.excuses, node)
            case Party():
                raise TypeError("a bearer must be a party of a trigger event")


@dataclass(frozen=True, eq=False, slots=True)
class When:
    """The cases a rule engages; say what it demands with `require`, `hold` or `forbid`."""

    guard: F

    def require(self, what: F) -> Demanded:
        """Demands that an answer come: the outermost clauses must be `some(...)`."""
        return Demanded(self.guard, n.Answer(what.node, None))

    def hold(self, what: F) -> Demanded:
        """Demands that something be true of the triggers themselves, at once."""
        return Demanded(self.guard, n.Holds(what.node))

    def forbid(self, what: F) -> Demanded:
        """Demands that something never come true."""
        return Demanded(self.guard, n.Never(what.node))


def when(*clauses: F) -> When:
    """Returns the guard of a rule: the cases it engages."""
    return When(all_of(*clauses) if clauses else TRUE)


PETITIONERS = n.ThePetitioners()
WHOEVER_DID_IT = n.TheActor()
