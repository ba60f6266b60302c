"""What a score is, as data: see `score` for how it comes about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from model.calendar import date_of
from model.history import EventId, MatterId, PartyId
from model.logic.nodes import ReadingId

Valuation: TypeAlias = tuple[tuple[ReadingId, str], ...]
"""One value for each arguable question that a score turns on."""


class State(Enum):
    """Whether a failure has happened."""

    CERTAIN = "certain"
    PENDING = "pending"
    """Its time still runs."""
    OPEN = "open"
    """Undetermined or contested."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One occurrence that costs points, or may: the unit (None: the record does not say which), the
    events of the instance, the first day of the failure (None: not known), what it costs by
    itself."""

    case: str
    rule: str
    unit: PartyId | None
    matter: MatterId
    events: tuple[EventId, ...]
    day: int | None
    state: State
    half_points: int

    @property
    def year(self) -> int | None:
        """The year in which it counts; None iff the day is not known."""
        return None if self.day is None else date_of(self.day).year


@dataclass(frozen=True, slots=True)
class Points:
    """Half-points deducted. `certain`: by failures that have happened; `pending`: the most, if
    everything whose time still runs fails as well; `least`, `most`: if whatever is undetermined or
    contested may turn out either way too."""

    certain: int
    pending: int
    least: int
    most: int

    def __add__(self, other: Points) -> Points:
        return Points(
            self.certain + other.certain,
            self.pending + other.pending,
            self.least + other.least,
            self.most + other.most,
        )


NO_POINTS = Points(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class UnitScore:
    """The deductions of one unit in one year.

    `under`: the changes from the default readings that make a difference, each with what is
    deducted then. `commanded`: the county may assess the unit; else a deduction has no effect.
    """

    unit: PartyId | None
    year: int | None
    points: Points
    entries: tuple[Entry, ...]
    under: tuple[tuple[Valuation, Points], ...]
    commanded: bool
