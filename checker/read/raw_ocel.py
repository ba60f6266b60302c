"""Object-centric logs as rows: seen from the objects of one type, which are the cases.

Columns: `ocel:id`, `ocel:type`, `ocel:time`, the attributes of the event by name, `object:TYPE` the
objects of a type that take part (`object:TYPE@QUALIFIER` those in one part), `object:TYPE.NAME` an
attribute of the first of them, as it was then. Mapping `case` to `object:TYPE` makes these objects
the cases: an event stands in the case of each that takes part in it, and one without is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from checker.read.moments import moment_of
from checker.read.ocel import Ocel, OcelEvent, OcelObject, ocel_of_json, ocel_of_sqlite, ocel_of_xml
from checker.read.place import CaseError, Place
from checker.read.raw import BATCH, Filling, RawLog, RawRows
from model.casefile.faults import CaseFault, did_you_mean, quoted

OBJECT: Final = "object:"


def ocel_log(path: Path, case: str) -> RawLog:
    """Returns the log of an OCEL file. `case`: the column of the objects that are the cases; empty:
    the events as they are."""
    name = path.name.lower()
    if name.endswith((".sqlite", ".db")):
        ocel = ocel_of_sqlite(path)
    elif name.endswith((".xmlocel", ".xml")):
        ocel = ocel_of_xml(path)
    else:
        ocel = ocel_of_json(path)
    if not ocel.events:
        raise CaseError("the log holds no event", Place(str(path)))
    names = dict.fromkeys(n for e in ocel.events for n, _ in _cells(e, ocel))
    if case and case not in names:
        message = f"the log has no column {quoted(case)}, mapped to `case`"
        raise CaseError(message, Place(str(path)), did_you_mean(case, names))
    return RawLog(str(path), tuple(names), lambda: _batches(ocel, case), unit="event")


def _batches(ocel: Ocel, case: str) -> Iterator[RawRows]:
    filling = Filling()
    for number, event in enumerate(ocel.events, 1):
        cells = list(_cells(event, ocel))
        if not case:
            filling.add(number, cells)
            continue
        whose = next((value for name, value in cells if name == case), "")
        filling.left_out += not whose
        for one in whose.split(";") if whose else ():
            filling.add(number, (*cells, (case, one)))
        if len(filling) >= BATCH:
            yield filling.taken()
    if len(filling) or filling.left_out:
        yield filling.taken()


def _cells(event: OcelEvent, ocel: Ocel) -> Iterator[tuple[str, str]]:
    yield "ocel:id", event.id
    yield "ocel:type", event.type
    yield "ocel:time", event.time
    yield from event.values.items()
    parts: dict[str, dict[str, None]] = {}
    first: dict[str, str] = {}
    for id, qualifier in event.objects:
        if id not in ocel.objects:
            continue
        column = f"{OBJECT}{ocel.objects[id].type}"
        first.setdefault(column, id)
        parts.setdefault(column, {})[id] = None
        if qualifier:
            parts.setdefault(f"{column}@{qualifier}", {})[id] = None
    for column, ids in parts.items():
        yield column, ";".join(ids)
    for column, id in first.items():
        for name, value in _then(ocel.objects[id], event.time):
            yield f"{column}.{name}", value


def _then(one: OcelObject, time: str) -> Iterator[tuple[str, str]]:
    """Yields the attributes of an object as they were at a time."""
    now = _key(time)
    for name, changes in one.values.items():
        past = [(at, value) for at, value in ((_key(t), v) for t, v in changes) if at <= now]
        if past:
            yield name, max(past, key=lambda change: change[0])[1]


def _key(time: str) -> int:
    try:
        found = moment_of(time)
    except CaseFault:
        return 0
    return found.key if found else 0
