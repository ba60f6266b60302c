"""The last day of a period over days that may be unknown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from checker.ground.asking import Asking
from checker.ground.cells import Cells
from checker.ground.residual import (
    CellName,
    IntSymbol,
    Lin,
    Piecewise,
    Residual,
    and_,
    at_most,
    or_,
)
from model.calendar import Calendar, OutsideCoverage
from model.calendar.period import Piece, Segment, Unit, segments
from model.logic import nodes as n
from model.logic.meaning import rolls_over

LONGEST_REST = 16
"""Upper bound on consecutive rest days past the calendar's coverage (longest on record: ten,
2020)."""


class NotExpressible(Exception):
    """This engine has no encoding for this combination of unknowns; the verdict is undetermined."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A stretch of days that do not count, if `condition`."""

    condition: Residual
    first: Lin
    last: Lin


def period_end(
    term: n.PeriodEnd,
    start: Lin,
    amounts: tuple[Lin, ...],
    stops: tuple[Stop, ...],
    cells: Cells,
    ask: Asking,
    calendar: Calendar,
) -> Lin:
    """Returns the last day: steps in order, stopped days skipped, rolled over once at the end."""
    last = start + (-1 if ask("IP-02") == "included" else 0)
    unit = Unit.NATURAL
    for place, (step, amount) in enumerate(zip(term.steps, amounts, strict=True)):
        unit = Unit.WORKING if ask("IP-01") == "working" else step.unit
        if place and ask("IP-03") == "twice":
            last = next_working(last, cells, calendar)
        if unit is Unit.WORKING:
            last = _plus_working(last, amount, cells, calendar)
        else:
            last = plus_natural(last, amount, stops, cells)
    if unit is Unit.WORKING:
        return last
    rolled = next_working(last, cells, calendar)
    # The reading is asked only where it matters, so that a verdict does not name it in vain.
    if rolled == last or not rolls_over(ask("IP-03"), petitioners=term.petitioners):
        return last
    return rolled


def next_working(day: Lin, cells: Cells, calendar: Calendar) -> Lin:
    """Returns `day` if it is a working day, else the next one."""
    return _stepwise("next working day", day, None, LONGEST_REST, cells, calendar)


def _plus_working(last: Lin, amount: Lin, cells: Cells, calendar: Calendar) -> Lin:
    if amount.terms:
        raise NotExpressible("a number of working days that is itself unknown")
    n_days = amount.const
    room = 3 * n_days + LONGEST_REST
    return _stepwise(f"{n_days} working days on", last, n_days, room, cells, calendar)


def _stepwise(
    what: str, arg: Lin, n_days: int | None, room: int, cells: Cells, calendar: Calendar
) -> Lin:
    """Returns the n-th working day after `arg` (None: itself if it is one, else the next); past the
    calendar's coverage: anything in arg..arg+room."""
    if not arg.terms:
        return _constant(what, arg.const, _working(n_days, calendar), room)
    pieces = _pieces(n_days, arg.low, arg.high, calendar)
    if all(
        isinstance(p, Segment) and p.at(p.low) == p.low and p.at(p.high) == p.high for p in pieces
    ):
        return arg
    return cells.defined(what, arg.low, arg.high + room, Piecewise(arg, pieces))


def _working(n_days: int | None, calendar: Calendar) -> Callable[[int], int]:
    if n_days is None:
        return calendar.next_working
    return lambda day: calendar.plus_working(day, n_days)


@lru_cache(maxsize=256)
def _pieces(n_days: int | None, low: int, high: int, calendar: Calendar) -> tuple[Piece, ...]:
    return segments(_working(n_days, calendar), low, high)


def _constant(what: str, day: int, function: Callable[[int], int], room: int) -> Lin:
    try:
        return Lin(function(day))
    except OutsideCoverage:
        name = CellName("calendar", what.replace(" ", "_"), str(day))
        return Lin(0, ((IntSymbol(name, day, day + room), 1),))


# ---- suspended days ------------------------------------------------------------------------------


def plus_natural(last: Lin, amount: Lin, stops: tuple[Stop, ...], cells: Cells) -> Lin:
    """Returns the day by which `amount` natural days after `last` counted, stretches not counted;
    raises NotExpressible iff several of these begin nobody knows when, as the period does."""
    live = [s for s in stops if s.condition is not False]
    if not live:
        return last + amount
    begins_known = all(not s.first.terms for s in live)
    if not last.terms and not amount.terms:
        if begins_known and all(s.condition is True and not s.last.terms for s in live):
            return Lin(count_on(last.const, amount.const, live))
        if not begins_known and len(live) > 1:
            return _count_symbolically(last.const, amount.const, live, cells)
    if not begins_known and len(live) > 1:
        raise NotExpressible("several suspensions of a period that starts nobody knows when")
    return _past(live, last, amount, cells)


def _past(stops: list[Stop], start: Lin, amount: Lin, cells: Cells) -> Lin:
    """Returns the day by which `amount` days counted, of which those of the stretches do not.

    INVARIANT: from the stretch that begins first to the one that begins last, so that each meets
    the period as lengthened by those before it, and days already passed over are no second time.
    """
    end, passed = start + amount, start
    for stop in sorted(stops, key=lambda s: s.first.const):
        before = at_most(stop.first, passed)
        begins = cells.if_then_else("stop begins", before, passed + 1, stop.first)
        runs = and_((at_most(Lin(1), amount), at_most(stop.first, end)))
        lengthens = and_((stop.condition, runs, at_most(begins, stop.last)))
        longer = end + stop.last - begins + 1
        end = cells.if_then_else("lengthened", lengthens, longer, end)
        passed = cells.if_then_else("passed over", lengthens, stop.last, passed)
    return end


def count_on(last: int, n_days: int, stops: list[Stop]) -> int:
    """Returns the day by which `n_days` days after `last` counted, of which those of the stretches,
    all of them known, do not."""
    left = n_days
    for first, end in sorted((s.first.const, s.last.const) for s in stops):
        if end <= last:
            continue
        running = max(first - last - 1, 0)  # days that count before the stretch begins
        if running >= left:
            break
        left, last = left - running, end
    return last + left


def _count_symbolically(start: int, n_days: int, stops: list[Stop], cells: Cells) -> Lin:
    """Returns the first day by which `n_days` days counted, walking day by day; `as_of` + 1 and any
    later day are one: no recorded event and no verdict lies there."""
    beyond = max(cells.history.as_of + 1, start + n_days)
    result, counted = Lin(beyond), Lin(0)
    reached: list[tuple[int, Residual]] = []
    spans = [(s.first.low, s.last.high, s) for s in stops]
    for day in range(start + 1, beyond):
        stopped = or_(_on(day, s) for first, last, s in spans if first <= day <= last)
        counted = cells.if_then_else(f"counted to {day}", stopped, counted, counted + 1)
        reached.append((day, at_most(Lin(n_days), counted)))
        if reached[-1][1] is True:
            result = Lin(day)
            break
    for day, enough in reversed(reached):
        result = cells.if_then_else(f"ends {day}", enough, Lin(day), result)
    return result


def _on(day: int, stop: Stop) -> Residual:
    return and_((stop.condition, at_most(stop.first, Lin(day)), at_most(Lin(day), stop.last)))
