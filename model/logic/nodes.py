"""The rule language as data: terms and formulas, two closed unions of frozen nodes.

Nodes have ordinary structural equality and no behaviour. Authors never build them by hand: `write`
gives them typed handles. Every engine is a walk over these nodes (`match` ending in
`assert_never`), so a new node makes the type checker name every walk that must learn it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from model.calendar.period import Unit
from model.organs.hierarchy import Relation
from model.words import Fact, Field, Kind, Level, MatterField, OrganKind

ReadingId: TypeAlias = str
"""`IP-03`: which question of interpretation; values are named by words such as `none`."""


@dataclass(frozen=True, slots=True)
class EventVar:
    """Stands for an event of one of these kinds."""

    name: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class PartyVar:
    """Stands for an organ or person: a member of a set, or any organ of the tree."""

    name: str


# ---- days ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DayOf:
    """A day of an event: when it was done, sent, received; the day an assignment sets."""

    event: EventVar
    field: Field


@dataclass(frozen=True, slots=True)
class DayConst:
    """A day number (proleptic Gregorian ordinal, UTC+8 local date)."""

    day: int


@dataclass(frozen=True, slots=True)
class Step:
    """`amount` more days, natural or working."""

    amount: NumberTerm
    unit: Unit


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days on which a period does not run: from each start event to the end event that refers to it
    (to the day the record ends, if none does), both days included; `sitting_only`: just the days
    listed."""

    start: EventVar
    end_kinds: tuple[Kind, ...]
    where: Formula
    sitting_only: bool


@dataclass(frozen=True, slots=True)
class PeriodEnd:
    """The last day of a period: `start`, then the steps one after the other, suspended days not
    counted.

    How it is counted (start day, roll-over at the end, unit) are readings IP-01, IP-02, IP-03,
    asked when they matter. `petitioners`: the period is one of the petitioner's own.
    """

    start: DayTerm
    steps: tuple[Step, ...]
    without: tuple[Suspension, ...]
    petitioners: bool


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest of a day over the events that satisfy `where`; `otherwise` if there is none.
    `supposed`: where the record is not complete, an unrecorded one may be supposed."""

    var: EventVar
    where: Formula
    of: DayTerm
    otherwise: DayTerm
    supposed: bool = True


@dataclass(frozen=True, slots=True)
class CarriedOn:
    """The last day after `after`, and not past `until`, on which the organ tree lets another organ
    take over the party's functions, or those of whoever did before; `after` if there is none."""

    party: PartyTerm
    after: DayTerm
    until: DayTerm


@dataclass(frozen=True, slots=True)
class ChooseDay:
    """The day that a question of interpretation decides, one branch per value of the reading."""

    reading: ReadingId
    branches: tuple[tuple[str, DayTerm], ...]


DayTerm: TypeAlias = DayOf | DayConst | PeriodEnd | Latest | CarriedOn | ChooseDay

# ---- whole numbers -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NumberConst:
    """A number the rule itself names."""

    value: int


@dataclass(frozen=True, slots=True)
class NumberOf:
    """A number of an event: the days of an extension, the size of a group."""

    event: EventVar
    field: Field


@dataclass(frozen=True, slots=True)
class CappedSum:
    """The sum of `of` over the events that satisfy `where`, but never more than `cap`."""

    var: EventVar
    where: Formula
    of: NumberTerm
    cap: int


@dataclass(frozen=True, slots=True)
class ChooseNumber:
    """The number that a question of interpretation decides, one branch per value."""

    reading: ReadingId
    branches: tuple[tuple[str, NumberTerm], ...]


@dataclass(frozen=True, slots=True)
class OpenNumber:
    """The days that words without a number allow (`model.logic.limits`): set by the user, else any
    number up to the anchor."""

    limit: str


NumberTerm: TypeAlias = NumberConst | NumberOf | CappedSum | ChooseNumber | OpenNumber

# ---- parties -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PartyOf:
    """A party of an event: who did it, to whom."""

    event: EventVar
    field: Field


PartyTerm: TypeAlias = PartyOf | PartyVar


@dataclass(frozen=True, slots=True)
class SetOf:
    """A set of parties of an event; of a submission without petitioners, those of its matter."""

    event: EventVar
    field: Field


@dataclass(frozen=True, slots=True)
class MatterSet:
    """A set of parties of the matter of an event."""

    event: EventVar
    field: MatterField


PartySet: TypeAlias = SetOf | MatterSet

# ---- formulas: atoms -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Always:
    """True or false, whatever happened."""

    value: bool


@dataclass(frozen=True, slots=True)
class Is:
    """A word of the event is one of these."""

    event: EventVar
    field: Field
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatterIs:
    """A word of the event's matter is one of these."""

    event: EventVar
    field: MatterField
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """A yes-or-no field of the event says yes."""

    event: EventVar
    field: Field


@dataclass(frozen=True, slots=True)
class MatterFlag:
    """A yes-or-no field of the event's matter says yes."""

    event: EventVar
    field: MatterField


@dataclass(frozen=True, slots=True)
class Attested:
    """Somebody with authority attested this of the event or, where the event says nothing, its
    matter."""

    event: EventVar
    fact: Fact


@dataclass(frozen=True, slots=True)
class SameGround:
    """Attested: the later submission rests on the same facts (or: gives the same reasons) as the
    earlier event's submission. Never computed from texts."""

    later: EventVar
    earlier: EventVar
    fact: Fact


@dataclass(frozen=True, slots=True)
class States:
    """The document or notice states this."""

    event: EventVar
    word: str


@dataclass(frozen=True, slots=True)
class IsA:
    """The event is of one of these kinds."""

    event: EventVar
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """The record gives the field at all: an assignment without a limit has none, not an unknown
    one."""

    event: EventVar
    field: Field


@dataclass(frozen=True, slots=True)
class InSet:
    """The party is a member."""

    party: PartyTerm
    parties: PartySet


@dataclass(frozen=True, slots=True)
class Overlap:
    """Somebody is in both sets; a set always overlaps with itself."""

    left: PartySet
    right: PartySet


@dataclass(frozen=True, slots=True)
class SameParty:
    """Both are the same organ or person; successors are another relation."""

    left: PartyTerm
    right: PartyTerm


@dataclass(frozen=True, slots=True)
class Related:
    """`left` RELATION `right` in the organ tree of that day."""

    relation: Relation
    left: PartyTerm
    right: PartyTerm
    at: DayTerm


@dataclass(frozen=True, slots=True)
class OfKind:
    """The party is an organ of one of these kinds; a person is of none."""

    party: PartyTerm
    kinds: tuple[OrganKind, ...]


@dataclass(frozen=True, slots=True)
class OfLevel:
    """The party is an organ of one of these levels; a person is of none."""

    party: PartyTerm
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class SameMatter:
    """Both events belong to one matter of the record."""

    left: EventVar
    right: EventVar


@dataclass(frozen=True, slots=True)
class SameEvent:
    """Both are one event."""

    left: EventVar
    right: EventVar


@dataclass(frozen=True, slots=True)
class Precedes:
    """Earlier day; on one day, earlier in the order recorded."""

    left: EventVar
    right: EventVar


@dataclass(frozen=True, slots=True)
class Answers:
    """`later` refers to `earlier`: itself, through what was passed on, or to what `earlier` took
    up."""

    later: EventVar
    earlier: EventVar


@dataclass(frozen=True, slots=True)
class NotAfter:
    """`left` is that day or an earlier one."""

    left: DayTerm
    right: DayTerm


@dataclass(frozen=True, slots=True)
class AtMost:
    """`left` is not greater than `right`."""

    left: NumberTerm
    right: NumberTerm


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A question the law leaves open and no reading answers: free in every completion."""

    reading: ReadingId


# ---- formulas: compound --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Not:
    """The negation."""

    arg: Formula


@dataclass(frozen=True, slots=True)
class And:
    """All of them are true; true of none."""

    args: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of them is true; false of none."""

    args: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """There is an event. `at` is the day that counts when it must come in time. `supposed`: where
    the record is not complete, an unrecorded one may be supposed."""

    var: EventVar
    where: Formula
    at: DayTerm
    supposed: bool = True


@dataclass(frozen=True, slots=True)
class EveryMember:
    """Every member of the set is such; true of the empty set."""

    var: PartyVar
    parties: PartySet
    body: Formula


@dataclass(frozen=True, slots=True)
class SomeOrgan:
    """There is an organ, alive on that day."""

    var: PartyVar
    at: DayTerm
    body: Formula


@dataclass(frozen=True, slots=True)
class Choose:
    """What a question of interpretation decides. `branches` has every value of the reading,
    once."""

    reading: ReadingId
    branches: tuple[tuple[str, Formula], ...]


Atom: TypeAlias = (
    Always
    | Is
    | MatterIs
    | Flag
    | MatterFlag
    | Attested
    | SameGround
    | States
    | IsA
    | Given
    | InSet
    | Overlap
    | SameParty
    | Related
    | OfKind
    | OfLevel
    | SameMatter
    | SameEvent
    | Precedes
    | Answers
    | NotAfter
    | AtMost
    | Unsettled
)
Formula: TypeAlias = Atom | Not | And | Or | Some | EveryMember | SomeOrgan | Choose

TRUE = Always(True)
FALSE = Always(False)

# ---- what a rule demands -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answer:
    """`what` must come true by events on or before `due`; without a due day, at any time."""

    what: Formula
    due: DayTerm | None


@dataclass(frozen=True, slots=True)
class Never:
    """`what` must not come true."""

    what: Formula


@dataclass(frozen=True, slots=True)
class Holds:
    """`what` is true of the triggers themselves, at once."""

    what: Formula


Demand: TypeAlias = Answer | Never | Holds


@dataclass(frozen=True, slots=True)
class Excuse:
    """`what` came true by `by` (without one: on or before the due day; at any time if there is
    none)."""

    name: str
    what: Formula
    by: DayTerm | None


@dataclass(frozen=True, slots=True)
class ThePetitioners:
    """The bearer of a petitioner's duty or right."""


@dataclass(frozen=True, slots=True)
class TheActor:
    """Whoever did the forbidden act."""


Bearer: TypeAlias = PartyOf | ThePetitioners | TheActor
