"""The columns a log is screened by: their names, and which of them a set of rules reads.

Truth is three-valued in every column and every kernel: 0 no, 1 nobody knows, 2 yes. A day or number
is an interval, in a `.lo` and a `.hi` column. Parties and words are codes, -1 where unknown. A set
is `.off` (where each row's members begin in `.val`, one more than rows), `.val`, `.open` (not 0:
more may be in it) and `.id` (which set of the record it is). Rows are events, those of a case
together, in recorded order; references are rows of the same chunk.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

from model.logic import nodes as n
from model.templates.vocabulary import ACT, OPENING
from model.words import Fact, Field, Kind, MatterField

Name: TypeAlias = str


class Shape(Enum):
    """How a thing is laid out in columns, and how many of them."""

    SPAN = "an interval"
    CODE = "a code"
    TRUTH = "a truth value"
    SET = "a set"
    WORDS = "a set of words"


@dataclass(frozen=True, slots=True, order=True)
class Need:
    """One thing a kernel reads of every event: of the event itself, of its matter, or attested."""

    name: Name
    shape: str

    @property
    def columns(self) -> tuple[Name, ...]:
        """The columns it stands in."""
        match Shape(self.shape):
            case Shape.SPAN:
                return (f"{self.name}.lo", f"{self.name}.hi")
            case Shape.SET:
                return tuple(f"{self.name}.{part}" for part in ("off", "val", "open", "id"))
            case Shape.WORDS:
                return (f"{self.name}.sure", f"{self.name}.maybe")
            case Shape.CODE | Shape.TRUTH:
                return (self.name,)


KINDS: Final = {kind: i for i, kind in enumerate((*Kind, OPENING, ACT))}
"""The code of each kind of act. Those of a log of another system come last, so that tables of our
own kinds are no longer for them."""
ALWAYS: Final = ("kind", "matter", "order", "time", "on.lo", "on.hi")
REFERENCES: Final = ("ref.off", "ref.val", "ref.known")
TAKEN: Final = ("taken.off", "taken.val", "taken.known")
RESTS: Final = ("rests.off", "rests.val")
SAME: Final = ("same.off", "same.row", "same.facts", "same.reasons")
INDEX: Final = (
    *("by.off", "by.val", "to.off", "to.val", "group", "group.off", "group.val"),
    *("kind.off", "kind.val", "case.of"),
)
"""See `index.indices`."""
CASES: Final = ("case.off", "case.as_of", "case.open")


def of_event(field: Field) -> Name:
    """Returns the column name of an event's field."""
    return field.value


def of_matter(field: MatterField) -> Name:
    """Returns the column name of a field of the event's matter."""
    return f"matter.{field.value}"


def given(field: Field) -> Name:
    """Returns the column name of whether the record gives the field at all."""
    return f"{field.value}.given"


def attested(fact: Fact) -> Name:
    """Returns the column name of what is attested of the event or, failing that, of its matter."""
    return f"fact.{fact.value}"


def needs(parts: Iterable[object]) -> tuple[Need, ...]:
    """Returns what these nodes read, sorted, each once."""
    found = {need for part in parts for need in _of(part)}
    return tuple(sorted(found))


def _of(node: object) -> tuple[Need, ...]:
    match node:
        case n.DayOf(_, field) | n.NumberOf(_, field):
            return (Need(of_event(field), Shape.SPAN.value),)
        case n.PartyOf(_, field) | n.Is(_, field, _):
            return (Need(of_event(field), Shape.CODE.value),)
        case n.MatterIs(_, field, _):
            return (Need(of_matter(field), Shape.CODE.value),)
        case n.Flag(_, field):
            return (Need(of_event(field), Shape.TRUTH.value),)
        case n.MatterFlag(_, field):
            return (Need(of_matter(field), Shape.TRUTH.value),)
        case n.Attested(_, fact):
            return (Need(attested(fact), Shape.TRUTH.value),)
        case n.Given(_, field):
            return (Need(given(field), Shape.TRUTH.value),)
        case n.SetOf(_, field):
            return (Need(of_event(field), Shape.SET.value),)
        case n.MatterSet(_, field):
            return (Need(of_matter(field), Shape.SET.value),)
        case n.States():
            return (Need(of_event(Field.STATES), Shape.WORDS.value),)
        case n.Suspension(sitting_only=True):
            return (Need(of_event(Field.SITTING_DAYS), Shape.SET.value),)
        case _:
            return ()


def words_of(parts: Iterable[object]) -> tuple[str, ...]:
    """Returns every word these nodes compare with, sorted: word number i has the code i + 1, any
    other word the code 0."""
    found: set[str] = set()
    for node in parts:
        match node:
            case n.Is(_, _, words) | n.MatterIs(_, _, words):
                found |= set(words)
            case _:
                pass
    return tuple(sorted(found))
