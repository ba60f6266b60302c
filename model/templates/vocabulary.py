"""How a log of any process speaks the rule language (docs/decisions/030).

Each case is a history of events of one kind, `ACT`, behind one of the kind `OPENING`, which stands
for the case as a whole. What an event says stands in *columns*: the activity and attributes as
words; numbers, which conditions only compare, by their place in an order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias, assert_never

from model.templates.parts import (
    Against,
    Both,
    Clock,
    Compared,
    Condition,
    Constraint,
    Domain,
    Either,
    Negated,
    OneOf,
    Window,
)
from model.words import FOREIGN, Field, Kind

OPENING: Final = Kind(f"{FOREIGN}opening")
ACT: Final = Kind(f"{FOREIGN}act")
ACTIVITY: Final = Field(f"{FOREIGN}activity")
ABSENT: Final = ""
"""The word of an attribute that the event does not give; no log has an empty word."""

Scales: TypeAlias = Mapping[str, tuple[Decimal, ...]]
"""For each attribute the numbers a model compares it with, ascending."""


@dataclass(frozen=True, slots=True)
class WordOf:
    """The word an attribute has."""

    attribute: str


@dataclass(frozen=True, slots=True)
class PlaceOf:
    """Where a number stands among the constants of the model: 0 not given, `2 i + 2` equal to
    constant i, odd between two."""

    attribute: str


@dataclass(frozen=True, slots=True)
class RankOf:
    """Where a number stands among all numbers compared with each other, from 1; 0 not given."""

    attribute: str


@dataclass(frozen=True, slots=True)
class CodeOf:
    """Which word it is among all words compared with each other, from 1; 0 not given."""

    attribute: str


@dataclass(frozen=True, slots=True)
class TimeOf:
    """When the event happened, and so much later."""

    clock: Clock
    later: int


Column: TypeAlias = WordOf | PlaceOf | RankOf | CodeOf | TimeOf


def field_of(column: Column) -> Field:
    """Returns the field of an event that holds the column; it has no dot, and no other column
    has it."""
    match column:
        case WordOf(attribute):
            return Field(f"{FOREIGN}word:{_dotless(attribute)}")
        case PlaceOf(attribute):
            return Field(f"{FOREIGN}place:{_dotless(attribute)}")
        case RankOf(attribute):
            return Field(f"{FOREIGN}rank:{_dotless(attribute)}")
        case CodeOf(attribute):
            return Field(f"{FOREIGN}code:{_dotless(attribute)}")
        case TimeOf(clock, later):
            return Field(f"{FOREIGN}{clock.value}:{later}")
        case _:
            assert_never(column)


def _dotless(name: str) -> str:
    return name.replace("%", "%25").replace(".", "%2E")


def columns_of(constraints: Iterable[Constraint]) -> tuple[Column, ...]:
    """Returns the columns these constraints read, each once."""
    found: dict[Column, None] = {}
    for c in constraints:
        for atom in (*atoms(c.activation), *atoms(c.correlation)):
            found |= dict.fromkeys(_columns(atom))
        if c.window is not None:
            found |= dict.fromkeys(times(c.window))
    return tuple(found)


def _columns(atom: OneOf | Against | Compared) -> tuple[Column, ...]:
    match atom:
        case OneOf(what):
            return (WordOf(what.attribute),)
        case Against(what):
            return (PlaceOf(what.attribute),)
        case Compared(left, _, right, domain):
            return (compared_by(left.attribute, domain), compared_by(right.attribute, domain))
        case _:
            assert_never(atom)


def compared_by(attribute: str, domain: Domain) -> RankOf | CodeOf:
    """Returns the column by which the values of two events are compared."""
    return RankOf(attribute) if domain is Domain.NUMBERS else CodeOf(attribute)


def times(window: Window) -> tuple[Column, ...]:
    """Returns the moments a window is told by: now, at the earliest, at the latest."""
    found = [TimeOf(window.clock, 0), TimeOf(window.clock, window.low)]
    if window.high is not None:
        found.append(TimeOf(window.clock, window.high))
    return tuple(dict.fromkeys(found))


def scales_of(constraints: Iterable[Constraint]) -> Scales:
    """Returns the constants of a model by attribute."""
    found: dict[str, set[Decimal]] = {}
    for c in constraints:
        for atom in (*atoms(c.activation), *atoms(c.correlation)):
            if isinstance(atom, Against):
                found.setdefault(atom.what.attribute, set()).add(atom.constant)
    return {attribute: tuple(sorted(values)) for attribute, values in found.items()}


def atoms(condition: Condition | None) -> Iterator[OneOf | Against | Compared]:
    """Yields what a condition says of values."""
    match condition:
        case None:
            return
        case Negated(arg):
            yield from atoms(arg)
        case Both(args) | Either(args):
            for arg in args:
                yield from atoms(arg)
        case OneOf() | Against() | Compared():
            yield condition
        case _:
            assert_never(condition)
