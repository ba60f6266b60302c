"""Replaying: what an engine says is shown only if the reference meaning says it too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from checker.ground.completions import Value, completed
from checker.ground.explore import Leaf
from checker.ground.residual import CellName, Symbol
from model.calendar import Calendar, OutsideCoverage
from model.history import Event, History
from model.logic.limits import all_limits
from model.logic.meaning import Outcome, World, outcome
from model.logic.readings import all_readings
from model.logic.rule import Rule

_WEEKEND = 5


@dataclass(frozen=True)
class SupposedDays:
    """The national calendar; past its coverage, the days a completion supposes (else Monday to
    Friday)."""

    calendar: Calendar
    supposed: Mapping[CellName, Value]

    def next_working(self, day: int) -> int:
        """Returns the day itself if it is a working day, else the next one."""
        try:
            return self.calendar.next_working(day)
        except OutsideCoverage:
            said = self._said("next_working_day", day)
            return said if said is not None else self._weekday_from(day)

    def plus_working(self, day: int, n: int) -> int:
        """Returns the n-th working day after that day."""
        try:
            return self.calendar.plus_working(day, n)
        except OutsideCoverage:
            said = self._said(f"{n}_working_days_on", day)
            return said if said is not None else self._weekdays_on(day, n)

    def _said(self, what: str, day: int) -> int | None:
        value = self.supposed.get(CellName("calendar", what, str(day)))
        return value if isinstance(value, int) else None

    def _weekday_from(self, day: int) -> int:
        # Ordinal 1 is a Monday: (day - 1) % 7 is 5 or 6 on a weekend.
        while (day - 1) % 7 >= _WEEKEND:
            day += 1
        return day

    def _weekdays_on(self, day: int, n: int) -> int:
        for _ in range(n):
            day = self._weekday_from(day + 1)
        return day


def world_of(leaf: Leaf, values: Mapping[Symbol, Value], calendar: Calendar) -> World:
    """Returns the world a leaf and a completion of its unknowns describe."""
    return world_in(completed(leaf.cells, values), leaf, values, calendar)


def world_in(
    history: History, leaf: Leaf, values: Mapping[Symbol, Value], calendar: Calendar
) -> World:
    """Returns the world of a complete history under the readings, limits and supposed days of a
    leaf and a completion."""
    named = {s.name: v for s, v in values.items()}
    base = _base(len(all_readings()), len(all_limits()))
    return World(
        history=history,
        readings={**base.readings, **dict(leaf.readings)},
        days=SupposedDays(calendar, named),
        settled={
            **base.settled,
            **{id: yes == 1 for id, yes in _said("unsettled", named).items()},
        },
        limits={**base.limits, **leaf.cells.limits, **_said("limit", named)},
    )


def _said(what: str, values: Mapping[CellName, Value]) -> Mapping[str, int]:
    """Returns what a completion says of the law, by the id of the limit or question."""
    law = (name for name in values if name.owner == "law" and name.field == what)
    return {name.detail: int(values[name]) for name in law}


@dataclass(frozen=True, slots=True)
class _Base:
    """What holds where nobody says otherwise."""

    readings: Mapping[str, str]
    settled: Mapping[str, bool]
    limits: Mapping[str, int]


@cache
def _base(_readings: int, _limits: int) -> _Base:
    # INVARIANT: readings and limits are declared as packages of rules are imported, and never taken
    # back: as long as their numbers are the same, so are they.
    return _Base(
        MappingProxyType({id: r.default().word for id, r in all_readings().items()}),
        MappingProxyType(dict.fromkeys(all_readings(), False)),
        MappingProxyType({id: limit.stipulated for id, limit in all_limits().items()}),
    )


def replays(
    rule: Rule,
    events: tuple[Event, ...],
    leaf: Leaf,
    values: Mapping[Symbol, Value],
    claimed: Outcome,
    calendar: Calendar,
) -> bool:
    """Returns whether the reference meaning gives the claimed outcome in that world."""
    world = world_of(leaf, values, calendar)
    bound = tuple(world.history.by_id[e.id] for e in events)
    return outcome(rule, bound, world) is claimed
