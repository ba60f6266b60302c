"""What a Declare model says, as data: templates, conditions on events, constraints.

The meaning of each template is `model.templates.rules`, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Final, TypeAlias


class Template(Enum):
    """The templates, by the names a model calls them; `ABSENCE_UNTIL` is ours alone."""

    EXISTENCE = "Existence"
    ABSENCE = "Absence"
    EXACTLY = "Exactly"
    INIT = "Init"
    END = "End"
    CHOICE = "Choice"
    EXCLUSIVE_CHOICE = "Exclusive Choice"
    RESPONDED_EXISTENCE = "Responded Existence"
    RESPONSE = "Response"
    ALTERNATE_RESPONSE = "Alternate Response"
    CHAIN_RESPONSE = "Chain Response"
    PRECEDENCE = "Precedence"
    ALTERNATE_PRECEDENCE = "Alternate Precedence"
    CHAIN_PRECEDENCE = "Chain Precedence"
    CO_EXISTENCE = "Co-Existence"
    SUCCESSION = "Succession"
    ALTERNATE_SUCCESSION = "Alternate Succession"
    CHAIN_SUCCESSION = "Chain Succession"
    NOT_RESPONDED_EXISTENCE = "Not Responded Existence"
    NOT_RESPONSE = "Not Response"
    NOT_CHAIN_RESPONSE = "Not Chain Response"
    NOT_PRECEDENCE = "Not Precedence"
    NOT_CHAIN_PRECEDENCE = "Not Chain Precedence"
    NOT_CO_EXISTENCE = "Not Co-Existence"
    NOT_SUCCESSION = "Not Succession"
    NOT_CHAIN_SUCCESSION = "Not Chain Succession"
    ABSENCE_UNTIL = "Absence Until"


COUNTING: Final = frozenset({Template.EXISTENCE, Template.ABSENCE, Template.EXACTLY})
"""Templates whose name may end in a number."""
UNARY: Final = COUNTING | {Template.INIT, Template.END}
TERNARY: Final = frozenset({Template.ABSENCE_UNTIL})
BACKWARD: Final = frozenset(
    {
        Template.PRECEDENCE,
        Template.ALTERNATE_PRECEDENCE,
        Template.CHAIN_PRECEDENCE,
        Template.NOT_PRECEDENCE,
        Template.NOT_CHAIN_PRECEDENCE,
    }
)
"""Templates that the second activity activates; what is looked for is the first, before it."""
SYMMETRIC: Final = frozenset(
    {
        Template.CHOICE,
        Template.EXCLUSIVE_CHOICE,
        Template.CO_EXISTENCE,
        Template.SUCCESSION,
        Template.ALTERNATE_SUCCESSION,
        Template.CHAIN_SUCCESSION,
        Template.NOT_CO_EXISTENCE,
        Template.NOT_SUCCESSION,
        Template.NOT_CHAIN_SUCCESSION,
    }
)
"""Templates of which no publication says what a condition on an event or on time would mean."""


def arity(template: Template) -> int:
    """Returns how many activities the template is about."""
    if template in UNARY:
        return 1
    return 3 if template in TERNARY else 2


class Domain(Enum):
    """What the values of an attribute are."""

    WORDS = "words"
    TRUTH = "true or false"
    """Words too, but `True` and `true` are one."""
    NUMBERS = "numbers"


class Side(Enum):
    """Which event a condition speaks of, by the letter a model calls it."""

    ACTIVATION = "A"
    TARGET = "T"


@dataclass(frozen=True, slots=True)
class Ref:
    """An attribute of one of the two events."""

    side: Side
    attribute: str


class Order(Enum):
    """How two values are compared."""

    LESS = "<"
    AT_MOST = "<="
    EQUAL = "="
    UNEQUAL = "!="
    AT_LEAST = ">="
    MORE = ">"


# ---- conditions: whatever is said of a value that the event does not give is false ---------------


@dataclass(frozen=True, slots=True)
class OneOf:
    """The value is one of these words; `denied`: it is given, and none of them."""

    what: Ref
    words: tuple[str, ...]
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Against:
    """The value, a number, is in this order to a constant."""

    what: Ref
    order: Order
    constant: Decimal


@dataclass(frozen=True, slots=True)
class Compared:
    """The values of two events are in this order; words are `EQUAL` or `UNEQUAL` only."""

    left: Ref
    order: Order
    right: Ref
    domain: Domain


@dataclass(frozen=True, slots=True)
class Negated:
    """The condition is not met."""

    arg: Condition


@dataclass(frozen=True, slots=True)
class Both:
    """All are met."""

    args: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One is met."""

    args: tuple[Condition, ...]


Condition: TypeAlias = OneOf | Against | Compared | Negated | Both | Either


class Clock(Enum):
    """What time is counted in: exact microseconds, or whole days of the calendar (UTC+8)."""

    MICROSECONDS = "microseconds"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Window:
    """How much time lies between the two events: at least `low` and, unless None, at most `high`,
    both included."""

    low: int
    high: int | None
    clock: Clock


@dataclass(frozen=True, slots=True)
class Constraint:
    """One line of a model. `count`: of a counting template, else 1; `line`: from 1; `text`: as
    written."""

    template: Template
    activities: tuple[str, ...]
    line: int
    text: str
    count: int = 1
    activation: Condition | None = None
    correlation: Condition | None = None
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class DeclareModel:
    """A model: the activities and attributes it declares, and its constraints in their order."""

    file: str
    activities: tuple[str, ...]
    attributes: Mapping[str, Domain]
    constraints: tuple[Constraint, ...]
