"""Counting periods: pure functions over day numbers, with every counting reading as a plain value.

The last day of a period of n days that a day starts is found in two steps, kept apart for engines
that need them symbolically: the raw last day, then the roll-over off rest days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias, assert_never

from model.calendar.day import DayNote
from model.calendar.working import Calendar, OutsideCoverage


class Unit(Enum):
    """What a plain "day" of a period is (IP-01)."""

    NATURAL = "natural"
    WORKING = "working"


class StartDay(Enum):
    """Whether the day that starts a period counts (IP-02)."""

    EXCLUDED = "excluded"
    INCLUDED = "included"


class RollOver(Enum):
    """Where a period of natural days ends whose last day is a rest day (IP-03).

    "For the petitioner only" is for the caller to decide: it is one value for one party, the other
    for the rest.
    """

    NEXT_WORKING_DAY = "next_working_day"
    NONE = "none"


def raw_last_day(start: int, n: int, start_day: StartDay) -> int:
    """Returns the last of n natural days, before any roll-over; ValueError iff n is negative."""
    if n < 0:
        raise ValueError(f"a period has no negative length: {n} days")
    match start_day:
        case StartDay.EXCLUDED:
            return start + n
        case StartDay.INCLUDED:
            return start + n - 1
        case _:
            assert_never(start_day)


def roll(calendar: Calendar, day: int, rule: RollOver) -> int:
    """Returns the day a period really ends on, whose counted last day is `day`.

    Raises OutsideCoverage iff the rule needs a day beyond the calendar; NONE never does.
    """
    match rule:
        case RollOver.NEXT_WORKING_DAY:
            return calendar.next_working(day)
        case RollOver.NONE:
            return day
        case _:
            assert_never(rule)


def raw_last_working_day(calendar: Calendar, start: int, n: int, start_day: StartDay) -> int:
    """Returns the last of n working days; it needs no roll-over.

    A start day that is a rest day never counts. For n = 0 as `raw_last_day`.
    """
    if n <= 0:
        return raw_last_day(start, n, start_day)
    match start_day:
        case StartDay.EXCLUDED:
            return calendar.plus_working(start, n)
        case StartDay.INCLUDED:
            return calendar.plus_working(start, n - 1 if calendar.is_working(start) else n)
        case _:
            assert_never(start_day)


def last_day(
    calendar: Calendar, start: int, n: int, unit: Unit, start_day: StartDay, roll_over: RollOver
) -> int:
    """Returns the last day of a period of n days that `start` begins: an act on it is in time.

    Raises OutsideCoverage iff a day is needed beyond the calendar, ValueError iff n is negative.
    """
    match unit:
        case Unit.NATURAL:
            return roll(calendar, raw_last_day(start, n, start_day), roll_over)
        case Unit.WORKING:
            return raw_last_working_day(calendar, start, n, start_day)
        case _:
            assert_never(unit)


# ---- the account of a count, for explanations ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counting:
    """How a period was counted, step by step; days are day numbers.

    `first_counted` is None iff n = 0. `not_counted` are the rest days passed over inside a period
    of working days, from the first day that could count. `skipped` are the days the roll-over
    passed: `raw_end`, if it is a rest day, up to the day before `due`. `due_note` is None iff the
    calendar does not cover the due day and the readings did not need it.
    """

    start: int
    n: int
    unit: Unit
    start_day: StartDay
    roll_over: RollOver
    first_counted: int | None
    not_counted: tuple[DayNote, ...]
    raw_end: int
    skipped: tuple[DayNote, ...]
    due: int
    due_note: DayNote | None


def count(
    calendar: Calendar, start: int, n: int, unit: Unit, start_day: StartDay, roll_over: RollOver
) -> Counting:
    """Returns the account of `last_day`, whose answer is `due`; same arguments, same errors."""
    due = last_day(calendar, start, n, unit, start_day, roll_over)
    earliest = raw_last_day(start, 1, start_day)
    first: int | None = None
    rest: tuple[DayNote, ...] = ()
    raw_end = due
    match unit:
        case Unit.NATURAL:
            raw_end = raw_last_day(start, n, start_day)
            first = earliest if n > 0 else None
        case Unit.WORKING:
            first = calendar.next_working(earliest) if n > 0 else None
            rest = _notes(calendar, (d for d in range(earliest, due) if not calendar.is_working(d)))
        case _:
            assert_never(unit)
    return Counting(
        start=start,
        n=n,
        unit=unit,
        start_day=start_day,
        roll_over=roll_over,
        first_counted=first,
        not_counted=rest,
        raw_end=raw_end,
        skipped=_notes(calendar, range(raw_end, due)),
        due=due,
        due_note=calendar.describe(due) if calendar.covers(due) else None,
    )


def _notes(calendar: Calendar, days: Iterable[int]) -> tuple[DayNote, ...]:
    return tuple(calendar.describe(day) for day in days)


# ---- monotone functions of a day, in straight pieces ---------------------------------------------


@dataclass(frozen=True, slots=True)
class Segment:
    """On `low..high`, both included, the function is `value + slope * (x - low)`; slope 0 or 1."""

    low: int
    high: int
    value: int
    slope: int

    def at(self, x: int) -> int:
        """Returns the function's value at x, which must lie in the segment."""
        assert self.low <= x <= self.high, f"{x} is not in {self.low}..{self.high}"
        return self.value + self.slope * (x - self.low)


@dataclass(frozen=True, slots=True)
class Gap:
    """On `low..high` (both included) the function is not known: the calendar does not reach."""

    low: int
    high: int


Piece: TypeAlias = Segment | Gap


def segments(f: Callable[[int], int], low: int, high: int) -> tuple[Piece, ...]:
    """Returns the pieces of f over `low..high`, ascending, disjoint, with no hole between them.

    Each piece is as long as it can be from where it begins, so their number is the least possible;
    a single point has slope 0. Where f raises OutsideCoverage the piece is a Gap. f is called once
    per point. ValueError iff f falls from one point to the next.
    """
    pieces: list[Piece] = []
    for x in range(low, high + 1):
        value = _value(f, x)
        last = pieces[-1] if pieces else None
        longer = None if last is None else _extended(last, x, value)
        if longer is not None:
            pieces[-1] = longer
        elif value is None:
            pieces.append(Gap(x, x))
        else:
            pieces.append(Segment(x, x, value, 0))
    return tuple(pieces)


def _value(f: Callable[[int], int], x: int) -> int | None:
    try:
        return f(x)
    except OutsideCoverage:
        return None


def _extended(last: Piece, x: int, value: int | None) -> Piece | None:
    """Returns the piece made longer by the point x, or None if the point begins another piece."""
    match last:
        case Gap(low, _):
            return Gap(low, x) if value is None else None
        case Segment(low, high, begin, slope):
            if value is None:
                return None
            step = value - last.at(high)
            if step < 0:
                raise ValueError(f"not monotone: {last.at(high)} at {high}, but {value} at {x}")
            fits = step <= 1 if low == high else step == slope
            return Segment(low, x, begin, step) if fits else None
        case _:
            assert_never(last)
