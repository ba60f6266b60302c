"""What a completion must respect, and how to build the completed history it describes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import Final

from checker.ground.cells import Cells, rank_symbol
from checker.ground.residual import (
    CellName,
    Lin,
    Residual,
    Symbol,
    at_most,
    not_,
    or_,
)
from model.history import Cell, Choice, Event, History, Matter, Members, References, Span, Truth
from model.logic.meaning import ground_between, stated_fact
from model.takeovers import takeovers, undated
from model.words import Fact, Field, Kind

Value = int | str | bool

RAISING = frozenset({Kind.SUBMIT, Kind.FIRST_VISIT})
"""Kinds that may rest on the facts and reasons of another event."""


def constraints(cells: Cells) -> Iterator[Residual]:
    """Yields what every completion of the history respects beyond the domain of each cell."""
    if cells.naming:
        yield from _of_days(cells.history.events, cells)
    else:
        yield from _of_recorded_days(cells.history)
    yield from _of_days(cells.ghosts, cells)
    for e in cells.ranked.values():
        yield from _ranked_after(e, cells)
    yield from _order(cells)
    yield from _attested_absences(cells)


@lru_cache(maxsize=4)
def _of_recorded_days(history: History) -> tuple[Residual, ...]:
    return tuple(_of_days(history.events, Cells(history)))


def _of_days(events: Iterable[Event], cells: Cells) -> Iterator[Residual]:
    """Yields that events come after what they refer to, and arrive after they were sent."""
    for e in events:
        days = (r for r in _after_what_it_refers_to(e, cells) if r is not True)
        if not e.recorded or not _days_known(e):
            yield from days
            yield from _in_transit(e, cells)
        else:
            yield from (r for r in days if r is not False)


def _days_known(e: Event) -> bool:
    days = (e.cell(f) for f in (Field.ON, Field.SENT, Field.RECEIVED))
    return all(isinstance(d, Span) and d.known for d in days)


def _after_what_it_refers_to(e: Event, cells: Cells) -> Iterator[Residual]:
    for condition, refers in cells.referred(e):
        for earlier in (cells.by_id(r) for r in refers):
            if earlier:
                last = at_most(cells.day(earlier), cells.day(e))
                yield or_((not_(condition), not_(cells.occurred(e)), last))


def _ranked_after(e: Event, cells: Cells) -> Iterator[Residual]:
    for condition, refers in cells.referred(e):
        for earlier in (cells.ranked[r] for r in sorted(refers) if r in cells.ranked):
            unmet = (not_(condition), not_(cells.occurred(e)))
            yield or_((*unmet, *_one_day_after(earlier, e, cells)))


def _one_day_after(x: Event, y: Event, cells: Cells) -> tuple[Residual, ...]:
    """Returns what must be so, one of them, for `y` to come after `x` even on one day."""
    earlier_day = at_most(cells.day(x) + 1, cells.day(y))
    return earlier_day, at_most(_rank(x, cells) + 1, _rank(y, cells))


def _in_transit(e: Event, cells: Cells) -> Iterator[Residual]:
    arrived = at_most(cells.day(e, Field.SENT), cells.day(e, Field.RECEIVED))
    if arrived is not True:
        yield arrived


def _order(cells: Cells) -> Iterator[Residual]:
    """Yields that events of one day have an order, the recorded one where there is one."""
    ranked = list(cells.ranked.values())
    for place, x in enumerate(ranked):
        for y in ranked[place + 1 :]:
            dx, dy = cells.day(x), cells.day(y)
            other_days = or_((at_most(dx + 1, dy), at_most(dy + 1, dx)))
            rx, ry = (_rank(e, cells) for e in (x, y))
            x_first, y_first = at_most(rx + 1, ry), at_most(ry + 1, rx)
            first = cells.first_of_one_day(x, y)
            if first is None:
                yield or_((x_first, y_first))
            else:
                yield or_((other_days, x_first if first else y_first))


def _rank(e: Event, cells: Cells) -> Lin:
    return Lin(0, ((rank_symbol(e, cells.history, len(cells.ghosts)), 1),))


def _attested_absences(cells: Cells) -> Iterator[Residual]:
    """No unrecorded event of a kind attested absent up to a day happened by then."""
    for absence in cells.history.of_kinds((Kind.ABSENCE,)):
        kind, until = absence.cell(Field.OF), absence.cell(Field.UNTIL)
        assert isinstance(kind, Choice)
        assert isinstance(until, Span)
        for ghost in cells.ghosts:
            if ghost.kind.value in kind.options:
                about = _about(ghost, absence, cells)
                after = at_most(Lin(until.low + 1), cells.day(ghost))
                yield or_((not_(cells.occurred(ghost)), not_(about), after))


def _about(ghost: Event, absence: Event, cells: Cells) -> Residual:
    """Returns when the unrecorded event would be of what is attested not to have been answered;
    what is about the matter, as a withdrawal is, need not refer to it."""
    if ghost.matter != absence.matter:
        return False
    unanswered = [cells.by_id(r) for r in absence.refers.options[0]]
    if not unanswered or ghost.kind in _OF_THE_MATTER:
        return True
    nothing = or_(c for c, refers in cells.referred(ghost) if not refers)
    return or_((nothing, *(cells.answers(ghost, e) for e in unanswered if e)))


_OF_THE_MATTER: Final = frozenset(
    {
        Kind.WITHDRAW,
        Kind.ASSIST,
        Kind.MEDIATE,
        Kind.SETTLEMENT,
        Kind.AGREEMENT_DOCUMENT,
        Kind.DISCLOSE,
    }
)
"""Kinds that are about a matter, whatever act of it they refer to."""


# ---- completed histories -------------------------------------------------------------------------


def completed(cells: Cells, values: Mapping[Symbol, Value]) -> History:
    """Returns the history in which every unknown cell has its value from `values` (an arbitrary one
    of its domain if nothing depends on it) and the unrecorded events that happened stand in the
    record."""
    if not values:
        return _arbitrarily(cells.history)
    by_name = {s.name: v for s, v in values.items()}
    touched = {name.owner for name in by_name}
    plain = _arbitrarily(cells.history).by_id
    happened = [g for g in cells.ghosts if by_name.get(CellName(g.id, "happened")) is True]
    events = [
        _complete_event(e, cells, by_name) if {e.id, e.matter} & touched else plain[e.id]
        for e in (*cells.history.events, *happened)
    ]
    return _history(events, cells, by_name)


@lru_cache(maxsize=4)
def _arbitrarily(history: History) -> History:
    """Returns the completion that nothing is asked of."""
    cells = Cells(history)
    return _history([_complete_event(e, cells, {}) for e in history.events], cells, {})


def _history(events: list[Event], cells: Cells, values: Mapping[CellName, Value]) -> History:
    told = {name.owner for name in values}
    matters = {
        id: _complete_matter(m, values)
        if id in told or not values
        else _arbitrarily(cells.history).matters[id]
        for id, m in cells.history.matters.items()
    }
    ordered = _in_true_order(events, values, cells)
    by_id = {e.id: e for e in events}
    dated = (t for e in undated(cells.history.events) for t in takeovers(by_id[e.id]))
    return replace(
        cells.history,
        hierarchy=cells.history.hierarchy.with_takeovers(dated),
        matters=matters,
        events=tuple(replace(e, order=place) for place, e in enumerate(ordered)),
        open_kinds=frozenset(),
    )


def _complete_matter(m: Matter, values: Mapping[CellName, Value]) -> Matter:
    cells = {f: _settle(CellName(m.id, f.value), c, values) for f, c in m.cells.items()}
    facts = {f: _truth(CellName(m.id, "attested", f.value), t, values) for f, t in m.facts.items()}
    return replace(m, cells=cells, facts=facts)


def _complete_event(e: Event, cells: Cells, values: Mapping[CellName, Value]) -> Event:
    said = values.get(CellName(e.id, "refers"))
    refers = next(
        (o for o in e.refers.options if (" ".join(sorted(o)) or "nothing recorded") == said),
        e.refers.options[0],
    )
    same = {
        other.id: _same(e, other, cells, values)
        for other in (*cells.history.events, *cells.ghosts)
        if other.id in e.same_as or (e.kind in RAISING and other.id != e.id)
    }
    return replace(
        e,
        refers=References((refers,)),
        cells={f: _settle(CellName(e.id, f.value), c, values) for f, c in e.cells.items()},
        facts=_facts(e, cells, values),
        same_as=same,
        recorded=True,
    )


def _same(
    e: Event, earlier: Event, cells: Cells, values: Mapping[CellName, Value]
) -> tuple[Truth, Truth]:
    """Returns whether the submission has the facts, and the reasons, of the other event, which may
    be an unrecorded one."""
    other = earlier.id
    facts = ground_between(e, earlier, Fact.SAME_FACTS, cells.history)
    reasons = ground_between(e, earlier, Fact.SAME_REASONS, cells.history)
    return (
        _truth(CellName(e.id, Fact.SAME_FACTS.value, other), facts, values),
        _truth(CellName(e.id, Fact.SAME_REASONS.value, other), reasons, values),
    )


def _settle(name: CellName, cell: Cell, values: Mapping[CellName, Value]) -> Cell:
    match cell:
        case Span(low, high) if low == high:
            return cell
        case Choice((_,)):
            return cell
        case Span(low, _):
            value = values.get(name, low)
            assert isinstance(value, int)
            return Span(value, value)
        case Choice(options):
            return Choice((str(values.get(name, options[0])),))
        case Truth():
            return _truth(name, cell, values)
        case Members(sure, maybe):
            inside = (m for m in maybe if values.get(CellName(name.owner, name.field, m)) is True)
            return Members(sure | frozenset(inside))


def _truth(name: CellName, said: Truth, values: Mapping[CellName, Value]) -> Truth:
    return said if said.value is not None else Truth(values.get(name) is True)


def _facts(e: Event, cells: Cells, values: Mapping[CellName, Value]) -> Mapping[Fact, Truth]:
    """Returns every fact of the event, those that no value names as the record has them."""
    if not values:
        said = (cells.matter(e).facts, e.facts)
        return {**_NOTHING, **{f: t for facts in said for f, t in facts.items() if t.known}}
    if not e.recorded:
        return {f: _fact(e, f, cells, values) for f in Fact}
    named = {
        Fact(name.detail)
        for name in values
        if name.field == "attested" and name.owner in (e.id, e.matter)
    }
    plain = _arbitrarily(cells.history).by_id[e.id].facts
    return {**plain, **{f: _fact(e, f, cells, values) for f in named}}


_NOTHING: Final = {f: Truth(False) for f in Fact}
"""What nobody attested, where nothing is asked of a completion."""


def _fact(e: Event, fact: Fact, cells: Cells, values: Mapping[CellName, Value]) -> Truth:
    of_matter = fact not in e.facts and fact in cells.matter(e).facts
    name = CellName(e.matter if of_matter else e.id, "attested", fact.value)
    return _truth(name, stated_fact(e, fact, cells.history), values)


def _in_true_order(
    events: list[Event], values: Mapping[CellName, Value], cells: Cells
) -> list[Event]:
    """Returns the events by day; those of one day as the completion orders them where it says so,
    then by time of day and by reference, else as recorded."""
    left = sorted(events, key=lambda e: (_day(e), e.order))
    ordered: list[Event] = []
    for _, same_day in groupby(left, key=_day):
        today = list(same_day)
        while today:
            first = next(
                (e for e in today if not any(_before(o, e, values, cells) for o in today)),
                today[0],
            )
            ordered.append(first)
            today.remove(first)
    return ordered


def _day(e: Event) -> int:
    on = e.cells[Field.ON]
    assert isinstance(on, Span)
    return on.low


def _before(x: Event, y: Event, values: Mapping[CellName, Value], cells: Cells) -> bool:
    """Whether something puts `x` before `y` on their day."""
    if x.id == y.id:
        return False
    said = cells.first_of_one_day(x, y)
    if said is not None:
        return said
    ranks = values.get(CellName(x.id, "order")), values.get(CellName(y.id, "order"))
    match ranks:
        case int() as a, int() as b:
            return a < b
        case _:
            return False
