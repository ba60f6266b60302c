"""The author's hand: typed handles whose operators build nodes.

`&`, `|`, `~`, `==`, `<=` on handles give formulas; a formula has no truth value while a rule is
being written. Handles never reach an engine; nodes never carry operators.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import ClassVar, NoReturn, TypeVar

from model.calendar.period import Unit
from model.logic import nodes as n
from model.logic.readings import Reading
from model.organs.hierarchy import Relation
from model.words import Fact, Field, Kind, Level, MatterField, OrganKind

WORKING_DAYS = Unit.WORKING
DAYS = Unit.NATURAL


@dataclass(frozen=True, eq=False, slots=True)
class F:
    """A formula being written."""

    node: n.Formula

    def __and__(self, other: F) -> F:
        return F(n.And((self.node, other.node)))

    def __or__(self, other: F) -> F:
        return F(n.Or((self.node, other.node)))

    def __invert__(self) -> F:
        return F(n.Not(self.node))

    def __bool__(self) -> NoReturn:
        raise TypeError(
            "a formula has no truth value while the rule is being written; "
            "use & | ~ instead of and/or/not, and split a <= b <= c into two clauses"
        )


TRUE = F(n.TRUE)
FALSE = F(n.FALSE)


def all_of(*clauses: F) -> F:
    """Returns the conjunction; true of no clause."""
    return clauses[0] if len(clauses) == 1 else F(n.And(tuple(c.node for c in clauses)))


def any_of(*clauses: F) -> F:
    """Returns the disjunction; false of no clause."""
    return clauses[0] if len(clauses) == 1 else F(n.Or(tuple(c.node for c in clauses)))


@dataclass(frozen=True, eq=False, slots=True)
class Day:
    """A day: compare two with `<=`, `<`, `>=`, `>`."""

    node: n.DayTerm

    def __le__(self, other: Day) -> F:
        return F(n.NotAfter(self.node, other.node))

    def __lt__(self, other: Day) -> F:
        return F(n.Not(n.NotAfter(other.node, self.node)))

    def __ge__(self, other: Day) -> F:
        return other <= self

    def __gt__(self, other: Day) -> F:
        return other < self


@dataclass(frozen=True, eq=False, slots=True)
class Number:
    """A whole number: compare it with another one or a constant."""

    node: n.NumberTerm

    def __le__(self, other: Number | int) -> F:
        return F(n.AtMost(self.node, _number(other)))

    def __ge__(self, other: Number | int) -> F:
        return F(n.AtMost(_number(other), self.node))

    def __lt__(self, other: Number | int) -> F:
        return ~(self >= other)

    def __gt__(self, other: Number | int) -> F:
        return ~(self <= other)

    def between(self, low: int, high: int) -> F:
        """Returns "this is one of `low..high`", both included."""
        return (self >= low) & (self <= high)


def _number(value: Number | int) -> n.NumberTerm:
    return n.NumberConst(value) if isinstance(value, int) else value.node


@dataclass(frozen=True, eq=False, slots=True)
class Word:
    """A word of an event or its matter: compare it with `is_`."""

    event: n.EventVar
    field: Field | MatterField

    def is_(self, *words: str) -> F:
        """Returns "this is one of these words"."""
        match self.field:
            case Field():
                return F(n.Is(self.event, self.field, words))
            case MatterField():
                return F(n.MatterIs(self.event, self.field, words))


@dataclass(frozen=True, eq=False, slots=True)
class Party:
    """An organ or person. Relations are those of the day the party's own event was done."""

    node: n.PartyTerm
    at: n.DayTerm

    def __eq__(self, other: Party) -> F:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]
        return F(n.SameParty(self.node, other.node))

    def __ne__(self, other: Party) -> F:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]
        return ~(self == other)

    def __hash__(self) -> int:
        raise TypeError("terms are not dictionary keys")

    def _related(self, relation: Relation, other: Party) -> F:
        return F(n.Related(relation, self.node, other.node, self.at))

    def next_above(self, other: Party) -> F:
        """This is a next higher organ of the other (several may be)."""
        return self._related(Relation.NEXT_ABOVE, other)

    def above(self, other: Party) -> F:
        """This is above the other in the hierarchy, at any distance."""
        return self._related(Relation.ABOVE, other)

    def succeeds(self, other: Party) -> F:
        """This carries on functions of the other after a reorganisation."""
        return self._related(Relation.SUCCEEDS, other)

    def related(self, relation: Relation, other: Party) -> F:
        """This stands in that relation to the other."""
        return self._related(relation, other)

    def in_(self, parties: PartySet) -> F:
        """This is a member of the set."""
        return F(n.InSet(self.node, parties.node))

    def of_kind(self, *kinds: OrganKind) -> F:
        """This is an organ of one of these kinds."""
        return F(n.OfKind(self.node, kinds))

    def of_level(self, *levels: Level) -> F:
        """This is an organ of one of these levels."""
        return F(n.OfLevel(self.node, levels))


@dataclass(frozen=True, eq=False, slots=True)
class PartySet:
    """A set of organs or persons, as of the day of its event."""

    node: n.PartySet
    at: n.DayTerm

    def overlap(self, other: PartySet) -> F:
        """Somebody is in both sets."""
        return F(n.Overlap(self.node, other.node))


@dataclass(frozen=True, eq=False, slots=True)
class Statements:
    """What a document or notice states."""

    event: n.EventVar

    def has(self, *words: str) -> F:
        """It states each of these."""
        return all_of(*(F(n.States(self.event, w)) for w in words))


# ---- events --------------------------------------------------------------------------------------

E = TypeVar("E", bound="Act")


class Act:
    """An event of the history; subclasses in `acts` name kinds and add the fields these have."""

    kinds: ClassVar[tuple[Kind, ...]] = ()

    def __init__(self, var: n.EventVar) -> None:
        self.var = var

    @property
    def day(self) -> Day:
        """The day it was done."""
        return Day(n.DayOf(self.var, Field.ON))

    @property
    def sent(self) -> Day:
        """The day it was sent; the day it was done where nobody says."""
        return Day(n.DayOf(self.var, Field.SENT))

    @property
    def received(self) -> Day:
        """The day it was received; the day it was done where nobody says."""
        return Day(n.DayOf(self.var, Field.RECEIVED))

    @property
    def by(self) -> Party:
        """Who did it."""
        return Party(n.PartyOf(self.var, Field.BY), self.day.node)

    @property
    def matter(self) -> MatterHandle:
        """The matter it belongs to."""
        return MatterHandle(self.var)

    def is_(self, other: Act) -> F:
        """This and the other are one event."""
        return F(n.SameEvent(self.var, other.var))

    def is_a(self, kind: type[Act]) -> F:
        """This is an event of that kind."""
        return F(n.IsA(self.var, kinds_of(kind)))

    def precedes(self, other: Act) -> F:
        """This came earlier: by day and, on one day, by recorded order."""
        return F(n.Precedes(self.var, other.var))

    def answers(self, other: Act) -> F:
        """This refers to the other, directly or through what was passed on or taken up."""
        return F(n.Answers(self.var, other.var))

    def same_matter(self, other: Act) -> F:
        """Both belong to one matter of the record."""
        return F(n.SameMatter(self.var, other.var))

    def attested(self, fact: Fact) -> F:
        """The fact is attested of this event or, where it says nothing, of its matter."""
        return F(n.Attested(self.var, fact))

    def on_the_same(self, fact: Fact, earlier: Act) -> F:
        """Attested: this submission has the facts (the reasons) of the earlier event's
        submission."""
        return F(n.SameGround(self.var, earlier.var, fact))


@dataclass(frozen=True, eq=False, slots=True)
class MatterHandle:
    """The matter of an event."""

    event: n.EventVar

    def _set(self, field: MatterField) -> PartySet:
        return PartySet(n.MatterSet(self.event, field), n.DayOf(self.event, Field.ON))

    @property
    def kind(self) -> Word:
        """Appeal, suggestion, accusation or information."""
        return Word(self.event, MatterField.KIND)

    @property
    def way(self) -> Word:
        """The way of art. 31, `1` to `6`."""
        return Word(self.event, MatterField.WAY)

    @property
    def petitioners(self) -> PartySet:
        """Whoever raises the matter."""
        return self._set(MatterField.PETITIONERS)

    @property
    def competent(self) -> PartySet:
        """The organs with power to handle it."""
        return self._set(MatterField.COMPETENT)

    @property
    def accused(self) -> PartySet:
        """Whoever is denounced."""
        return self._set(MatterField.ACCUSED)

    @property
    def concerns(self) -> PartySet:
        """The organs the complaint is about."""
        return self._set(MatterField.CONCERNS)

    @property
    def involves(self) -> PartySet:
        """The organs whose duties it touches."""
        return self._set(MatterField.INVOLVES)

    @property
    def serious(self) -> F:
        """It is recorded as serious."""
        return F(n.MatterFlag(self.event, MatterField.SERIOUS))

    @property
    def urgent(self) -> F:
        """It is recorded as urgent."""
        return F(n.MatterFlag(self.event, MatterField.URGENT))

    @property
    def litigation(self) -> F:
        """It is about litigation."""
        return F(n.MatterFlag(self.event, MatterField.LITIGATION))


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
    return f"{next(iter(inspect.signature(where).parameters))}{depth}"


def _bind(kind: type[E], where: Callable[[E], F], depth: int) -> tuple[E, n.EventVar]:
    var = n.EventVar(_name(where, depth), kinds_of(kind))
    return kind(var), var


def kinds_of(kind: type[Act]) -> tuple[Kind, ...]:
    """Returns the kinds an event class stands for; TypeError iff it stands for none."""
    if not kind.kinds:
        raise TypeError(f"`{kind.__name__}` names no kind of event")
    return kind.kinds


def some(kind: type[E], where: Callable[[E], F], at: Callable[[E], Day] | None = None) -> F:
    """Returns "there is an event of this kind such that"; `at` is the day that counts for being in
    time."""
    with _deeper() as depth:
        event, var = _bind(kind, where, depth)
        when_ = at(event) if at else event.day
        return F(n.Some(var, where(event).node, when_.node))


def every(parties: PartySet, body: Callable[[Party], F]) -> F:
    """Returns "every member of the set is such that"; true of the empty set."""
    with _deeper() as depth:
        var = n.PartyVar(_name(body, depth))
        return F(n.EveryMember(var, parties.node, body(Party(var, parties.at)).node))


def some_organ(body: Callable[[Party], F], at: Day) -> F:
    """Returns "the tree of that day has an organ such that"."""
    with _deeper() as depth:
        var = n.PartyVar(_name(body, depth))
        return F(n.SomeOrgan(var, body(Party(var, at.node)).node))


def capped_sum(
    kind: type[E], where: Callable[[E], F], of: Callable[[E], Number], cap: int
) -> Number:
    """Returns the sum over the events of this kind such that, at most `cap`."""
    with _deeper() as depth:
        event, var = _bind(kind, where, depth)
        return Number(n.CappedSum(var, where(event).node, of(event).node, cap))


def latest(kind: type[E], where: Callable[[E], F], of: Callable[[E], Day], otherwise: Day) -> Day:
    """Returns the latest such day over the events of this kind, `otherwise` if there is none."""
    with _deeper() as depth:
        event, var = _bind(kind, where, depth)
        return Day(n.Latest(var, where(event).node, of(event).node, otherwise.node))


def days_covered(
    start: type[E], ends: type[Act], where: Callable[[E], F], *, sitting_only: bool = False
) -> n.Suspension:
    """Returns the days from each such start event to the end event that refers to it, both
    included."""
    with _deeper() as depth:
        event, var = _bind(start, where, depth)
        return n.Suspension(var, kinds_of(ends), where(event).node, sitting_only)


def choose(branches: Mapping[Reading, F]) -> F:
    """Returns what a reading decides; TypeError iff `branches` misses a value of it."""
    reading, ordered = _complete(branches)
    return F(n.Choose(reading.id, tuple((v.word, branches[v].node) for v in ordered)))


def choose_day(branches: Mapping[Reading, Day]) -> Day:
    """Returns the day a reading decides; TypeError iff `branches` misses a value of it."""
    reading, ordered = _complete(branches)
    return Day(n.ChooseDay(reading.id, tuple((v.word, branches[v].node) for v in ordered)))


def choose_number(branches: Mapping[Reading, Number]) -> Number:
    """Returns the number a reading decides; TypeError iff `branches` misses a value of it."""
    reading, ordered = _complete(branches)
    return Number(n.ChooseNumber(reading.id, tuple((v.word, branches[v].node) for v in ordered)))


def _complete(branches: Mapping[Reading, object]) -> tuple[type[Reading], tuple[Reading, ...]]:
    reading = type(next(iter(branches)))
    missing = [v.word for v in reading if v not in branches]
    if missing or any(type(v) is not reading for v in branches):
        raise TypeError(f"a choice by {reading.id} must have every value of it; missing: {missing}")
    return reading, tuple(reading)


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
    suspension: n.Suspension | None = None
    petitioners: bool = False

    def plus(self, amount: Number | int, unit: Unit = DAYS) -> Period:
        """Returns the period lengthened at its end: rolled over once, after the last step."""
        steps = (*self.steps, n.Step(_number(amount), unit))
        return Period(self.start, steps, self.suspension, self.petitioners)

    def without(self, days: n.Suspension) -> Period:
        """The period does not run on these days."""
        return Period(self.start, self.steps, days, self.petitioners)

    @property
    def end(self) -> Day:
        """The last day of the period."""
        return Day(n.PeriodEnd(self.start.node, self.steps, self.suspension, self.petitioners))


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
