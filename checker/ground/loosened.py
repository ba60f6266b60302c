"""A history loosened: what the acting organs could have done otherwise, as unknowns with a price.

Loose are the acts of organs: each may fall on another day, may not have been done, may have said
more than it did; further acts may be added. Fixed is the rest: what petitioners did, what anybody
attests, decisions of courts, reorganisations, and every cell the record leaves unknown stays as
unknown as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from checker.ground.cells import Cells
from checker.ground.residual import (
    CellName,
    Lin,
    Residual,
    WordSymbol,
    and_,
    at_most,
    not_,
    options_of,
    or_,
    word_is,
)
from checker.ground.symbolic import limits
from model.casefile.kinds import KINDS
from model.history import (
    Cell,
    Choice,
    Event,
    EventId,
    History,
    Members,
    PartyId,
    Span,
    Truth,
)
from model.words import Field, Kind

NOT_ACTS: Final = frozenset(
    {Kind.REORGANISE, Kind.FINDING, Kind.ABSENCE, Kind.OUTSIDE_REMEDY, Kind.DECLARE_INTEREST}
)
"""Kinds that tell of facts: nobody's to change."""

TIED: Final = frozenset({Kind.HEARING, Kind.HEARING_START, Kind.HEARING_END})
"""Kinds whose day other cells are derived from: they stay on their day."""

SAYABLE: Final = frozenset(
    {
        Field.WRITTEN,
        Field.SEALED,
        Field.REASONS_GIVEN,
        Field.APPROVED_BY_HEAD,
        Field.REDACTED,
    }
)
"""What whoever did an act could have done besides, where the record says it was not done."""

Day: TypeAlias = int


@dataclass(frozen=True)
class Loosened:
    """The history with loose acts. `moving`: the day each act that may move was on. `leaving`: acts
    that may not have happened. `adding`: acts that may be added. `saying`: cells of acts as
    recorded, which may be otherwise. `rigid`: days that move with an act, by so many days.

    INVARIANT: the events of `leaving` and `adding` have `recorded=False`, so that `Cells.occurred`
    gives their symbol.
    """

    before: History
    history: History
    moving: Mapping[EventId, Day]
    leaving: frozenset[EventId]
    adding: tuple[EventId, ...]
    saying: Mapping[CellName, Cell]
    rigid: tuple[tuple[EventId, Field, int], ...]

    @property
    def touchable(self) -> tuple[EventId, ...]:
        """The acts that may be changed or added, in the order of the history."""
        loose = {*self.moving, *self.leaving, *self.adding, *(n.owner for n in self.saying)}
        return tuple(e.id for e in self.history.events if e.id in loose)

    def alike(self, added: Event) -> tuple[EventId, ...]:
        """Returns the recorded acts of the same kind in the same matter."""
        found = self.before.of_kinds((added.kind,))
        return tuple(e.id for e in found if e.matter == added.matter)


def loosened(
    history: History,
    added: tuple[Event, ...] = (),
    counted: frozenset[EventId] = frozenset(),
    fixed: frozenset[EventId] = frozenset(),
    standing: frozenset[EventId] = frozenset(),
) -> Loosened:
    """Returns the history with every act of an organ loose, but for those `fixed`, and these acts
    to add. `counted`: acts that set a limit in days, which moves with them. `standing`: acts that
    were done when they were, though they could have said more."""
    moving: dict[EventId, Day] = {}
    saying: dict[CellName, Cell] = {}
    rigid: list[tuple[EventId, Field, int]] = []
    events: list[Event] = []
    acts = {e.id for e in history.events if is_act(e, history)} - fixed
    leaving = acts - standing
    for e in history.events:
        if e.id not in acts:
            events.append(e)
            continue
        cells = dict(e.cells)
        if e.id in leaving and may_move(e):
            low, high = _first_day(e, history), history.as_of
            moving[e.id] = day_of(e)
            cells[Field.ON] = Span(low, high)
            for field, delta in _rigid(e, limited=e.id in counted):
                rigid.append((e.id, field, delta))
                cells[field] = Span(low + delta, high + delta)
        for field, cell in _sayable(e):
            saying[CellName(e.id, field.value)] = cells[field]
            cells[field] = cell
        events.append(replace(e, cells=cells, recorded=e.id not in leaving))
    for place, e in enumerate(added, len(events)):
        events.append(replace(e, order=place, recorded=False))
    loose = replace(history, events=tuple(events), open_kinds=frozenset())
    ids = tuple(e.id for e in added)
    return Loosened(history, loose, moving, frozenset(leaving), ids, saying, tuple(rigid))


def is_act(e: Event, history: History) -> bool:
    """Returns whether the event is an act of a known organ, or of a person of one."""
    by = e.cells.get(Field.BY)
    if e.kind in NOT_ACTS or not isinstance(by, Choice) or not by.known:
        return False
    return history.hierarchy.is_organ(by.options[0].partition("/")[0])


def may_move(e: Event) -> bool:
    """Returns whether the day of the act is known and nothing else is derived from it."""
    days = (e.cells.get(f) for f in (Field.ON, Field.SENT, Field.RECEIVED, Field.LIMIT))
    known = all(isinstance(d, Span) and d.known for d in days if d is not None)
    return known and e.kind not in TIED and Field.UNTIL not in e.cells


def day_of(e: Event) -> Day:
    """Returns the day of an event whose day is known."""
    on = e.cells[Field.ON]
    assert isinstance(on, Span)
    return on.low


def _first_day(e: Event, history: History) -> Day:
    days = (o.cells[Field.ON] for o in history.events if o.matter == e.matter)
    return min(d.low for d in days if isinstance(d, Span))


def _rigid(e: Event, *, limited: bool) -> Iterator[tuple[Field, int]]:
    """Yields the other days of the act that move with it: a letter is under way as long as before,
    a limit in days counts from its act."""
    for field in (Field.SENT, Field.RECEIVED, *((Field.LIMIT,) if limited else ())):
        cell = e.cells.get(field)
        if isinstance(cell, Span):
            yield field, cell.low - day_of(e)


def _sayable(e: Event) -> Iterator[tuple[Field, Cell]]:
    for field, cell in e.cells.items():
        match cell:
            case Truth(False) if field in SAYABLE:
                yield field, Truth(None)
            case Members(sure, maybe) if field is Field.STATES and not maybe:
                every = frozenset(w.value for w in KINDS[e.kind].states)
                if every - sure:
                    yield field, Members(sure, every - sure)
            case _:
                pass


# ---- the price -----------------------------------------------------------------------------------


def kept_within(loose: Loosened, cells: Cells) -> Iterator[Residual]:
    """Yields what every history respects that the loosened one stands for; to be asked after
    grounding, as `symbolic.limits`."""
    yield from limits(cells)
    by_id = loose.history.by_id
    for id, field, delta in loose.rigid:
        on = cells.day(by_id[id])
        other = cells.whole(CellName(id, field.value), _cell(loose, id, field))
        yield at_most(on + delta, other)
        yield at_most(other, on + delta)
    for id in loose.leaving:
        # what was not done was not done on its day: leaving it out is one change, not two
        yield or_((cells.occurred(by_id[id]), not_(altered(loose, cells, id))))


def _cell(loose: Loosened, id: EventId, field: Field) -> Cell:
    return loose.history.by_id[id].cells[field]


def altered(loose: Loosened, cells: Cells, id: EventId) -> Residual:
    """Returns whether a recorded act is done otherwise: on another day, or saying something
    else."""
    otherwise = (said for _, said in _said_otherwise(loose, cells, id))
    return or_((_moved(loose, cells, id), *otherwise))


def _moved(loose: Loosened, cells: Cells, id: EventId) -> Residual:
    if id not in loose.moving:
        return False
    on, was = cells.day(loose.history.by_id[id]), Lin(loose.moving[id])
    return or_((at_most(on + 1, was), at_most(was + 1, on)))


def _said_otherwise(loose: Loosened, cells: Cells, id: EventId) -> Iterator[tuple[Field, Residual]]:
    """Yields each cell of the act that it may have otherwise, and whether it has."""
    for name, was in loose.saying.items():
        if name.owner != id:
            continue
        field = Field(name.field)
        now = _cell(loose, id, field)
        match was, now:
            case Truth(), Truth():
                yield field, cells.truth(name, None)
            case Members(), Members(_, maybe):
                yield field, or_(cells.member(name, now, word) for word in sorted(maybe))
            case _:
                raise AssertionError(f"{name} cannot be said otherwise")


def touched(loose: Loosened, cells: Cells, id: EventId) -> Residual:
    """Returns whether the act is changed, left out or added."""
    there = cells.occurred(loose.history.by_id[id])
    if id in loose.adding:
        return there
    return or_((not_(there), altered(loose, cells, id)))


def acts_touched(loose: Loosened, cells: Cells) -> Lin:
    """Returns how many acts are changed, left out or added."""
    return _count(cells, "touched", ((i, touched(loose, cells, i)) for i in loose.touchable))


def touches(loose: Loosened, cells: Cells, among: frozenset[EventId]) -> Lin:
    """Returns how many of these acts are changed or left out."""
    loose_ones = (i for i in loose.touchable if i in among)
    return _count(cells, "touched", ((i, touched(loose, cells, i)) for i in loose_ones))


def acts_left_out(loose: Loosened, cells: Cells) -> Lin:
    """Returns how many recorded acts are left out."""
    by_id = loose.history.by_id
    gone = ((i, not_(cells.occurred(by_id[i]))) for i in sorted(loose.leaving))
    return _count(cells, "left out", gone)


def acts_done_twice(loose: Loosened, cells: Cells) -> Lin:
    """Returns how many acts are added beside a recorded one of the same kind by the same organ in
    the same matter."""
    by_id = loose.history.by_id
    twice: list[tuple[EventId, Residual]] = []
    for added in (by_id[id] for id in loose.adding):
        beside = (
            and_((cells.occurred(e), cells.same_word(_by(cells, added), _by(cells, e))))
            for e in (by_id[id] for id in loose.alike(added))
        )
        twice.append((added.id, and_((cells.occurred(added), or_(beside)))))
    return _count(cells, "twice", iter(twice))


def _by(cells: Cells, e: Event) -> str | WordSymbol:
    return cells.word(*cells.event_cell(e, Field.BY))


def acts_by_others(loose: Loosened, cells: Cells, bound: frozenset[PartyId]) -> Lin:
    """Returns how many acts are touched that nobody of these organs does."""
    foreign: list[tuple[EventId, Residual]] = []
    for id in loose.touchable:
        who = _by(cells, loose.history.by_id[id])
        own = or_(word_is(who, o) for o in options_of(who) if o.partition("/")[0] in bound)
        foreign.append((id, and_((touched(loose, cells, id), not_(own)))))
    return _count(cells, "by others", iter(foreign))


def days_moved(loose: Loosened, cells: Cells) -> Lin:
    """Returns by how many days acts are moved, earlier or later, all together."""
    total = Lin(0)
    for id, was in loose.moving.items():
        later = cells.day(loose.history.by_id[id]) - was
        total += cells.if_then_else(f"{id} moved", at_most(Lin(0), later), later, -later)
    return total


def things_said(loose: Loosened, cells: Cells) -> Lin:
    """Returns how many cells of recorded acts say something else than recorded."""
    total = Lin(0)
    for id in loose.touchable:
        for field, otherwise in _said_otherwise(loose, cells, id):
            what = f"{id} says otherwise: {field.value}"
            total += cells.if_then_else(what, otherwise, Lin(1), Lin(0))
    return total


def days_before_the_end(loose: Loosened, cells: Cells) -> Lin:
    """Returns how many days before the end of the record the added acts are done, all together:
    the least says by when each would have had to be done at the latest."""
    total = Lin(0)
    for id in loose.adding:
        e = loose.history.by_id[id]
        before = Lin(loose.history.as_of) - cells.day(e)
        total += cells.if_then_else(f"{id} early", cells.occurred(e), before, Lin(0))
    return total


def _count(cells: Cells, what: str, of: Iterator[tuple[EventId, Residual]]) -> Lin:
    total = Lin(0)
    for id, condition in of:
        total += cells.if_then_else(f"{id} {what}", condition, Lin(1), Lin(0))
    return total
