"""A case history as the engines see it: events whose cells are known, or known to lie in a domain.

A *cell* is one field of one event or matter. It is known when its domain has one value. An engine
never asks "is it null?": it asks for the domain. How the absent fields of a case file become
domains is said in `model.casefile.resolve`, the only place that builds these objects from a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from model.organs.hierarchy import Hierarchy
from model.words import Fact, Field, Kind, MatterField

EventId: TypeAlias = str
MatterId: TypeAlias = str
PartyId: TypeAlias = str
"""An organ id, a petitioner id, or a person of an organ (`"yunhe-housing/zhang"`)."""


@dataclass(frozen=True, slots=True)
class Span:
    """Whole numbers `low..high`, both included: a day number, a count. Known iff they are equal."""

    low: int
    high: int

    def __post_init__(self) -> None:
        assert self.low <= self.high, f"an empty span: {self.low}..{self.high}"

    @property
    def known(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Choice:
    """One of finitely many words or parties, in a fixed order. Known iff there is one option."""

    options: tuple[str, ...]

    def __post_init__(self) -> None:
        assert self.options, "a choice without options"

    @property
    def known(self) -> bool:
        """Whether there is one option."""
        return len(self.options) == 1


@dataclass(frozen=True, slots=True)
class Truth:
    """A yes, a no, or (`None`) nobody said."""

    value: bool | None

    @property
    def known(self) -> bool:
        """Whether somebody said."""
        return self.value is not None


@dataclass(frozen=True, slots=True)
class Members:
    """A set: `sure` are in it, `maybe` may be, nothing else is. Known iff `maybe` is empty."""

    sure: frozenset[str]
    maybe: frozenset[str] = frozenset()

    @property
    def known(self) -> bool:
        """Whether every member is sure."""
        return not self.maybe


@dataclass(frozen=True, slots=True)
class References:
    """The set of events referred to is one of `options`. Known iff there is one option."""

    options: tuple[frozenset[EventId], ...]

    @property
    def known(self) -> bool:
        """Whether it is sure what is referred to."""
        return len(self.options) == 1


Cell: TypeAlias = Span | Choice | Truth | Members


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `order` is its place in the record: among events of one day it is the order they
    were recorded in, unless both carry a time of day (minutes since midnight)."""

    id: EventId
    kind: Kind
    order: int
    matter: MatterId
    refers: References
    cells: Mapping[Field, Cell]
    facts: Mapping[Fact, Truth] = field(default_factory=dict[Fact, Truth])
    aliases: Mapping[Field, Field] = field(default_factory=dict[Field, Field])
    time: int | None = None
    recorded: bool = True
    same_as: Mapping[EventId, tuple[Truth, Truth]] = field(
        default_factory=dict[EventId, tuple[Truth, Truth]]
    )
    """Per other event: (same facts, same reasons), where the record says something about it."""

    def name_of(self, wanted: Field) -> Field:
        """Returns the field whose cell stands for `wanted`: `received` is `on` where nobody gave
        it."""
        return self.aliases.get(wanted, wanted)

    def cell(self, wanted: Field) -> Cell:
        """Returns the cell of a field; KeyError iff the kind has no such field."""
        return self.cells[self.name_of(wanted)]


@dataclass(frozen=True, slots=True)
class Matter:
    """What the petitioner wants settled: its cells, and the facts attested of it as a whole."""

    id: MatterId
    cells: Mapping[MatterField, Cell]
    facts: Mapping[Fact, Truth] = field(default_factory=dict[Fact, Truth])


@dataclass(frozen=True, eq=False)
class History:
    """One case: its matters, its events in recorded order, and how far the record speaks.

    Histories are compared by identity.

    INVARIANT: `events[i].order == i`; ids are unique; every known reference names an event here.
    """

    case: str
    as_of: int
    matters: Mapping[MatterId, Matter]
    events: tuple[Event, ...]
    hierarchy: Hierarchy
    open_kinds: frozenset[Kind] = frozenset()
    """Kinds of which unrecorded events may exist: silence about them proves nothing."""
    law: tuple[str, ...] | None = None
    parties: frozenset[PartyId] = frozenset()
    """Every petitioner and person the file names (organs are in the hierarchy)."""

    @cached_property
    def by_id(self) -> Mapping[EventId, Event]:
        """The recorded events by id."""
        return {e.id: e for e in self.events}

    @cached_property
    def references_known(self) -> bool:
        """Whether the record says of every event what it refers to."""
        return all(e.refers.known for e in self.events)

    @cached_property
    def by_kind(self) -> Mapping[Kind, tuple[Event, ...]]:
        """The recorded events of each kind there is, in recorded order."""
        table: dict[Kind, list[Event]] = {}
        for event in self.events:
            table.setdefault(event.kind, []).append(event)
        return {kind: tuple(events) for kind, events in table.items()}

    def of_kinds(self, kinds: tuple[Kind, ...]) -> Iterator[Event]:
        """Yields the recorded events of these kinds, in recorded order within a kind."""
        for kind in kinds:
            yield from self.by_kind.get(kind, ())
