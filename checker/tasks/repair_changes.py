"""What a repair changes, as data, and the case file in which it is so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypeAlias, cast

from checker.ground.completions import Value
from checker.ground.loosened import Day, Loosened
from checker.ground.residual import CellName, Symbol
from model.calendar import date_of
from model.casefile.fields import FIELDS, Sort
from model.casefile.records import CaseRecord, EventRecord
from model.history import Cell, Choice, Event, EventId, Members, PartyId, Span, Truth
from model.words import Field

Document: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True)
class Done:
    """A recorded act done otherwise: on the day `now`; `said`: what it says now, by field."""

    event: EventId
    by: PartyId
    was: Day
    now: Day
    said: tuple[tuple[Field, Cell], ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A recorded act that was not done."""

    event: EventId
    by: PartyId
    was: Day


@dataclass(frozen=True, slots=True)
class Added:
    """An act that was not recorded. `cells`: what of it matters."""

    event: EventId
    by: PartyId
    now: Day
    act: Event
    refers: frozenset[EventId]
    cells: tuple[tuple[Field, Cell], ...]


Change: TypeAlias = Done | LeftOut | Added


@dataclass(frozen=True, slots=True, order=True)
class Cost:
    """How far a history is from the recorded one, the weightiest first.

    `acts`: changed, left out or added. Of these, `others`: by whom the broken duties do not bind;
    `left_out`; `twice`: added beside a recorded one of the same kind by the same organ. `days`:
    moved, all together. `said`: things said otherwise. `triggers`: acts touched that a broken duty
    starts from. `early`: days by which added acts come before the end of the record.
    """

    acts: int = 0
    others: int = 0
    left_out: int = 0
    twice: int = 0
    days: int = 0
    said: int = 0
    triggers: int = 0
    early: int = 0


@dataclass(frozen=True)
class Broken:
    """The events that the broken duties start from, and the organs they bind."""

    triggers: frozenset[EventId]
    bearers: frozenset[PartyId]


def cost_of(changes: Sequence[Change], broken: Broken, loose: Loosened) -> Cost:
    """Returns what the changes cost."""
    gone = {c.event for c in changes if isinstance(c, LeftOut)}
    added = [c for c in changes if isinstance(c, Added)]
    done = [c for c in changes if isinstance(c, Done)]
    return Cost(
        acts=len(changes),
        others=sum(c.by.partition("/")[0] not in broken.bearers for c in changes),
        left_out=len(gone),
        twice=sum(_done_twice(c, gone, loose) for c in added),
        days=sum(abs(c.now - c.was) for c in done),
        said=sum(len(c.said) for c in done),
        triggers=sum(c.event in broken.triggers for c in changes),
        early=sum(loose.history.as_of - c.now for c in added),
    )


def _done_twice(change: Added, gone: set[EventId], loose: Loosened) -> bool:
    alike = (loose.history.by_id[id] for id in loose.alike(change.act) if id not in gone)
    return any(Choice((change.by,)) == e.cells[Field.BY] for e in alike)


def changes_of(values: Mapping[Symbol, Value], loose: Loosened) -> tuple[Change, ...]:
    """Returns the changes a model of the loosened history describes."""
    names = {s.name: v for s, v in values.items()}
    found = (_change(loose.history.by_id[id], names, loose) for id in loose.touchable)
    return tuple(c for c in found if c is not None)


def _change(e: Event, names: Mapping[CellName, Value], loose: Loosened) -> Change | None:
    there = names.get(CellName(e.id, "happened"), e.id not in loose.adding) is True
    on = names.get(CellName(e.id, Field.ON.value), loose.moving.get(e.id, _low(e)))
    assert isinstance(on, int)
    if e.id in loose.adding:
        return _added(e, on, names) if there else None
    was = loose.moving.get(e.id, _low(e))
    if not there:
        return LeftOut(e.id, _by(e, names), was)
    said = tuple(
        (Field(name.field), now)
        for name, before in loose.saying.items()
        if name.owner == e.id
        and (now := _settled(name, e.cells[Field(name.field)], names, before)) != before
    )
    return Done(e.id, _by(e, names), was, on, said) if said or on != was else None


def _added(e: Event, on: Day, names: Mapping[CellName, Value]) -> Added:
    said = names.get(CellName(e.id, "refers"))
    refers = next(
        (o for o in e.refers.options if (" ".join(sorted(o)) or "nothing recorded") == said),
        e.refers.options[0],
    )
    asked = {n.field for n in names if n.owner == e.id} | {Field.BY.value}
    cells = tuple(
        (f, _settled(CellName(e.id, f.value), c, names, c))
        for f, c in e.cells.items()
        if f.value in asked and f is not Field.ON
    )
    return Added(e.id, _by(e, names), on, e, refers, cells)


def _low(e: Event) -> Day:
    on = e.cells[Field.ON]
    assert isinstance(on, Span)
    return on.low


def _by(e: Event, names: Mapping[CellName, Value]) -> PartyId:
    by = e.cells[Field.BY]
    assert isinstance(by, Choice)
    return str(names.get(CellName(e.id, Field.BY.value), by.options[0]))


def _settled(name: CellName, cell: Cell, names: Mapping[CellName, Value], otherwise: Cell) -> Cell:
    match cell:
        case Span(low, _):
            value = names.get(name, low)
            assert isinstance(value, int)
            return Span(value, value)
        case Choice(options):
            return Choice((str(names.get(name, options[0])),))
        case Truth():
            return Truth(names[name] is True) if name in names else otherwise
        case Members(sure, maybe):
            inside = {m for m in maybe if names.get(CellName(name.owner, name.field, m)) is True}
            return Members(sure | inside)


# ---- the case file -------------------------------------------------------------------------------


def applied(
    record: CaseRecord, changes: Iterable[Change], case: str, order: Sequence[EventId] = ()
) -> Document:
    """Returns the case file of the record with these changes. With an `order` of all events, those
    of a day on which an act is moved or added get times of day in that order: without, a case file
    leaves open which came first."""
    by_id = {c.event: c for c in changes}
    document = cast("Document", record.model_dump(mode="json", exclude_unset=True))
    events: list[Document] = []
    for e in record.events:
        change = by_id.get(e.id)
        if not isinstance(change, LeftOut):
            events.append(_rewritten(e, change if isinstance(change, Done) else None))
    events += [_written(c) for c in by_id.values() if isinstance(c, Added)]
    if order:
        days = {str(date_of(c.now)) for c in by_id.values() if not isinstance(c, LeftOut)}
        for day in days:
            _time([e for e in events if e["on"] == day], order)
    return {**document, "case": case, "events": events}


def _time(today: list[Document], order: Sequence[EventId]) -> None:
    """Gives the events of a day that have no time of day one each, in that order: a minute after
    what comes before them."""
    if len(today) < 2:
        return
    minute = min((_minutes(e) for e in today if "time" in e), default=_MORNING) - len(today)
    for e in sorted(today, key=lambda e: order.index(str(e["id"]))):
        minute = max(minute, _minutes(e)) if "time" in e else minute + 1
        e["time"] = f"{minute // 60:02}:{minute % 60:02}"


_MORNING: Final = 9 * 60


def _minutes(e: Document) -> int:
    hours, minutes = str(e["time"]).split(":")
    return int(hours) * 60 + int(minutes)


def _rewritten(e: EventRecord, change: Done | None) -> Document:
    document = cast("Document", e.model_dump(mode="json", exclude_unset=True))
    if change is None:
        return document
    moved = timedelta(days=change.now - change.was)
    document["on"] = str(date_of(change.now))
    for key, days in (("sent", e.sent), ("received", e.received)):
        if days is not None and days.first is not None:
            document[key] = str(days.first + moved)
    for field, cell in change.said:
        document[field.value] = plain(cell, FIELDS[field].sort)
    return document


def _written(change: Added) -> Document:
    act = change.act
    document: Document = {
        "id": change.event,
        "kind": act.kind.value,
        "on": str(date_of(change.now)),
        "matter": act.matter,
    }
    if change.refers:
        document["refers"] = sorted(change.refers)
    for field, cell in change.cells:
        document[field.value] = plain(cell, FIELDS[field].sort)
    return document


def plain(cell: Cell, sort: Sort) -> object:
    """Returns a known cell as a case file writes it."""
    match cell:
        case Span(low, _):
            return str(date_of(low)) if sort is Sort.DAY else low
        case Choice(options):
            return options[0]
        case Truth(value):
            return value
        case Members(sure, _):
            return sorted(sure)
