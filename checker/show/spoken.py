"""A formula as far as its sentence says it.

Not said by a sentence: the day an event counts by, the day a relation is asked of, whether an
event may be supposed, and what would end a suspension of which only the sitting days count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, assert_never

from model.logic import nodes as n

UNSAID: Final = n.DayConst(1)
"""Stands for a day that no sentence says."""


def spoken(f: n.Formula) -> n.Formula:
    """Returns the formula as far as its sentence says it: nested conjunctions (disjunctions) flat,
    double negations gone, days that are not said replaced by `UNSAID`."""
    match f:
        case n.Not(n.Not(inner)):
            return spoken(inner)
        case n.Not(n.Always(value)):
            return n.Always(not value)
        case n.Not(arg):
            return n.Not(spoken(arg))
        case n.And(args):
            return _list(args, every=True)
        case n.Or(args):
            return _list(args, every=False)
        case n.Some(var, where):
            return n.Some(var, spoken(where), UNSAID)
        case n.EveryMember(var, parties, body):
            return n.EveryMember(var, parties, spoken(body))
        case n.SomeOrgan(var, _, body):
            return n.SomeOrgan(var, UNSAID, spoken(body))
        case n.Choose(id, branches):
            return n.Choose(id, tuple((v, spoken(b)) for v, b in branches))
        case n.Related():
            return replace(f, at=UNSAID)
        case n.NotAfter(left, right):
            return n.NotAfter(_day(left), _day(right))
        case n.AtMost(few, many):
            return n.AtMost(_number(few), _number(many))
        case _:
            return f


def _list(args: Iterable[n.Formula], *, every: bool) -> n.Formula:
    kind = n.And if every else n.Or
    found: list[n.Formula] = []
    for arg in args:
        inner = arg if isinstance(arg, kind) else spoken(arg)
        if isinstance(arg, kind):
            inner = _list(arg.args, every=every)
        if isinstance(arg, kind) and isinstance(inner, kind):
            found += inner.args
        elif arg != n.Always(every) and inner != n.Always(every):
            found.append(inner)
    if len(found) == 1:
        return found[0]
    return kind(tuple(found)) if found else n.Always(every)


def _day(t: n.DayTerm) -> n.DayTerm:
    match t:
        case n.DayOf() | n.DayConst():
            return t
        case n.PeriodEnd(start, steps, without, petitioners):
            counted = tuple(n.Step(_number(s.amount), s.unit) for s in steps)
            left_out = tuple(_suspension(s) for s in without)
            return n.PeriodEnd(_day(start), counted, left_out, petitioners)
        case n.Latest(var, where, of, otherwise):
            return n.Latest(var, spoken(where), _day(of), _day(otherwise))
        case n.CarriedOn(who, after, until):
            return n.CarriedOn(who, _day(after), _day(until))
        case n.ChooseDay(id, branches):
            return n.ChooseDay(id, tuple((v, _day(b)) for v, b in branches))
        case _:
            assert_never(t)


def _suspension(s: n.Suspension) -> n.Suspension:
    ends = () if s.sitting_only else s.end_kinds
    return n.Suspension(s.start, ends, spoken(s.where), s.sitting_only)


def _number(t: n.NumberTerm) -> n.NumberTerm:
    match t:
        case n.NumberConst() | n.NumberOf() | n.OpenNumber():
            return t
        case n.CappedSum(var, where, of, cap):
            return n.CappedSum(var, spoken(where), _number(of), cap)
        case n.ChooseNumber(id, branches):
            return n.ChooseNumber(id, tuple((v, _number(b)) for v, b in branches))
        case _:
            assert_never(t)
