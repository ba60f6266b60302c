"""Typed handles on days, numbers, words, parties and events: their operators build nodes.

`&`, `|`, `~`, `==`, `<=` on handles give formulas; a formula has no truth value while a rule is
being written. Handles never reach an engine; nodes never carry operators.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NoReturn

from model.logic import nodes as n
from model.organs.hierarchy import Relation
from model.words import Fact, Field, Kind, Level, MatterField, OrganKind


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
        return F(n.AtMost(self.node, number(other)))

    def __ge__(self, other: Number | int) -> F:
        return F(n.AtMost(number(other), self.node))

    def __lt__(self, other: Number | int) -> F:
        return ~(self >= other)

    def __gt__(self, other: Number | int) -> F:
        return ~(self <= other)

    def between(self, low: int, high: int) -> F:
        """Returns "this is one of `low..high`", both included."""
        return (self >= low) & (self <= high)


def number(value: Number | int) -> n.NumberTerm:
    """Returns the term of a number or of a constant."""
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


def kinds_of(kind: type[Act]) -> tuple[Kind, ...]:
    """Returns the kinds an event class stands for; TypeError iff it stands for none."""
    if not kind.kinds:
        raise TypeError(f"`{kind.__name__}` names no kind of event")
    return kind.kinds
