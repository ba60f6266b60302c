"""The end of a period, as source: both ends of the interval it may fall in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.kernel import layout
from checker.kernel.code import NotServed
from model.calendar.period import Unit
from model.logic import nodes as n
from model.logic.meaning import rolls_over
from model.words import Field, Kind

if TYPE_CHECKING:
    from checker.kernel.emit import Emitter, Env, Pair


def period_end(e: Emitter, t: n.PeriodEnd, env: Env) -> Pair:
    """Writes the end of the period under every way of counting in play, and returns the hull."""
    start = e.day(t.start, env)
    if _one(e, "IP-02") == "included":
        start = e.let(f"{start[0]} - 1"), e.let(f"{start[1]} - 1")
    amounts = tuple(e.number(s.amount, env) for s in t.steps)
    if t.without:
        for stop in t.without:
            _stops(e, stop, env, first=stop is t.without[0])
    return e.between([_end(e, t, start, amounts, value) for value in e.in_play("IP-03")])


def _one(e: Emitter, id: str) -> str:
    match e.in_play(id):
        case (value,):
            return value
        case _:
            raise NotServed(f"{id} has several values in play")


def _end(e: Emitter, t: n.PeriodEnd, start: Pair, amounts: tuple[Pair, ...], value: str) -> Pair:
    last, unit = start, Unit.NATURAL
    working = _one(e, "IP-01") == "working"
    for place, (step, amount) in enumerate(zip(t.steps, amounts, strict=True)):
        unit = Unit.WORKING if working else step.unit
        if place and value == "twice":
            last = _rolled(e, last)
        last = _plus(e, last, amount, unit, stopped=bool(t.without))
    rolls = unit is not Unit.WORKING and rolls_over(value, petitioners=t.petitioners)
    return _rolled(e, last) if rolls else last


def _rolled(e: Emitter, day: Pair) -> Pair:
    low, high = day
    return (
        e.let(f"next_working({low}, 0, calendar_base, rolled)"),
        e.let(f"next_working({high}, 1, calendar_base, rolled)"),
    )


def _plus(e: Emitter, last: Pair, amount: Pair, unit: Unit, *, stopped: bool) -> Pair:
    (low, high), (least, most) = last, amount
    if unit is Unit.WORKING:
        tables = "calendar_base, work_index, work_days"
        return (
            e.let(f"plus_working({low}, {least}, 0, {tables})"),
            e.let(f"plus_working({high}, {most}, 1, {tables})"),
        )
    if stopped:
        return (
            e.let(f"plus_natural({low}, {least}, sure_stops, sure_first, sure_last)"),
            e.let(f"plus_natural({high}, {most}, any_stops, any_first, any_last)"),
        )
    return e.let(f"{low} + {least}"), e.let(f"min({high} + {most}, FAR)")


def _stops(e: Emitter, s: n.Suspension, env: Env, *, first: bool) -> None:
    """Writes the stretches on which the period does not run into the scratch arrays: those that are
    sure, as short as they may be; all that may be, as long as they may be."""
    if first:
        e.out.line("sure_stops = 0")
        e.out.line("any_stops = 0")
    for row, value in e.found(s.start, s.where, env):
        if s.sitting_only:
            _sitting(e, row, value)
        else:
            _stretch(e, row, value, s.end_kinds)
    e.unless_open(s.start.kinds, "if True", _put("any", "0", "FAR"))


def _put(name: str, first: str, last: str) -> str:
    at = f"{name}_stops"
    return f"{name}_first[{at}], {name}_last[{at}], {at} = {first}, {last}, {at} + 1"


def _sitting(e: Emitter, row: str, value: str) -> None:
    days = layout.of_event(Field.SITTING_DAYS)
    at = e.out.fresh("k")
    with e.out.block(f"for {at} in range({days}_off[{row}], {days}_off[{row} + 1]):", at):
        day = e.let(f"{days}_val[{at}]")
        e.out.line(_put("any", day, day))
        with e.out.block(f"if {value} == 2:"):
            e.out.line(_put("sure", day, day))
    with e.out.block(f"if {days}_open[{row}]:"):
        e.out.line(_put("any", "0", "FAR"))


def _stretch(e: Emitter, row: str, value: str, end_kinds: tuple[Kind, ...]) -> None:
    low, high = e.let("case_as_of[c]"), e.let("case_as_of[c]")
    ends_it, begins = n.EventVar("_end", end_kinds), n.EventVar("_start", ())
    with e.rows(ends_it, n.Answers(ends_it, begins), {begins.name: row}) as end:
        ends = e.let(e.answers(end, row))
        with e.out.block(f"if {ends}:"):
            e.out.line(f"{low} = min({low}, on_lo[{end}])")
        with e.out.block(f"if {ends} == 2:"):
            e.out.line(f"{high} = min({high}, on_hi[{end}])")
    e.unless_open(end_kinds, "if True", f"{low} = on_lo[{row}]")
    e.out.line(_put("any", f"on_lo[{row}]", high))
    with e.out.block(f"if {value} == 2:"):
        e.out.line(_put("sure", f"on_hi[{row}]", low))
