"""Object-centric logs: events, objects and who takes part in what, from OCEL JSON, XML, SQLite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from checker.read.place import CaseError, Place
from checker.read.text import no_such_file, read_text
from model.casefile.faults import quoted

if TYPE_CHECKING:
    from checker.read.xml_nodes import Node

LARGEST: Final = 500 << 20
"""The largest OCEL file in JSON that is read, in bytes."""


@dataclass(frozen=True, slots=True)
class OcelObject:
    """An object. `values`: of each attribute what it became, and when (empty: from the start)."""

    type: str
    values: Mapping[str, list[tuple[str, str]]] = field(
        default_factory=dict[str, list[tuple[str, str]]]
    )


@dataclass(frozen=True, slots=True)
class OcelEvent:
    """An event. `objects`: ids and qualifiers (empty: none is given)."""

    id: str
    type: str
    time: str
    values: Mapping[str, str]
    objects: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Ocel:
    """A whole log, events in the order of the file."""

    events: tuple[OcelEvent, ...]
    objects: Mapping[str, OcelObject]


_Doc = dict[str, object]


def _docs(value: object) -> list[_Doc]:
    found = cast("list[object]", value) if isinstance(value, list) else []
    return [cast("_Doc", v) for v in found if isinstance(v, dict)]


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value).strip()


# ---- JSON ----------------------------------------------------------------------------------------


def ocel_of_json(path: Path) -> Ocel:
    """Returns the log of a file in OCEL 2.0 JSON, or in that of version 1.0."""
    try:
        document = cast("object", json.loads(read_text(path, LARGEST)))
    except (ValueError, RecursionError):
        raise CaseError("not valid JSON", Place(str(path))) from None
    if isinstance(document, dict):
        doc = cast("_Doc", document)
        if "ocel:events" in doc:
            return _first_version(doc)
        if "events" in doc and "objects" in doc:
            return _second_version(doc)
    raise CaseError(f"{quoted(path.name)} is no OCEL file", Place(str(path)))


def _second_version(doc: _Doc) -> Ocel:
    objects: dict[str, OcelObject] = {}
    for one in _docs(doc["objects"]):
        values: dict[str, list[tuple[str, str]]] = {}
        for said in _docs(one.get("attributes")):
            at = (_text(said.get("time")), _text(said.get("value")))
            values.setdefault(_text(said.get("name")), []).append(at)
        objects[_text(one.get("id"))] = OcelObject(_text(one.get("type")), values)
    events = tuple(
        OcelEvent(
            _text(one.get("id")),
            _text(one.get("type")),
            _text(one.get("time")),
            {_text(a.get("name")): _text(a.get("value")) for a in _docs(one.get("attributes"))},
            tuple(
                (_text(r.get("objectId")), _text(r.get("qualifier")))
                for r in _docs(one.get("relationships"))
            ),
        )
        for one in _docs(doc["events"])
    )
    return Ocel(events, objects)


def _first_version(doc: _Doc) -> Ocel:
    objects = {
        id: OcelObject(_text(one.get("ocel:type")), _unchanged(one.get("ocel:ovmap")))
        for id, one in _named(doc.get("ocel:objects"))
    }
    events = tuple(
        OcelEvent(
            id,
            _text(one.get("ocel:activity")),
            _text(one.get("ocel:timestamp")),
            {k: v for k, [(_, v)] in _unchanged(one.get("ocel:vmap")).items()},
            tuple((_text(o), "") for o in cast("list[object]", one.get("ocel:omap") or [])),
        )
        for id, one in _named(doc.get("ocel:events"))
    )
    return Ocel(events, objects)


def _named(value: object) -> list[tuple[str, _Doc]]:
    found = cast("_Doc", value) if isinstance(value, dict) else {}
    return [(k, cast("_Doc", v)) for k, v in found.items() if isinstance(v, dict)]


def _unchanged(value: object) -> dict[str, list[tuple[str, str]]]:
    found = cast("_Doc", value) if isinstance(value, dict) else {}
    return {k: [("", _text(v))] for k, v in found.items()}


# ---- XML -----------------------------------------------------------------------------------------


def ocel_of_xml(path: Path) -> Ocel:
    """Returns the log of a file in OCEL 2.0 XML."""
    from checker.read.raw_xes import elements, local

    events: list[OcelEvent] = []
    objects: dict[str, OcelObject] = {}
    for element in elements(path, ("event", "object")):
        id, type = _text(element.get("id")), _text(element.get("type"))
        if local(element) == "event":
            time, said = _text(element.get("time")), _changes(element)
            values = {name: changes[-1][1] for name, changes in said.items()}
            events.append(OcelEvent(id, type, time, values, tuple(_related(element))))
        elif id and type:
            objects[id] = OcelObject(type, _changes(element))
    return Ocel(tuple(events), objects)


def _changes(element: Node) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for inner in element.iter():
        if str(inner.tag).endswith("attribute"):
            at = (_text(inner.get("time")), _text(inner.text))
            found.setdefault(_text(inner.get("name")), []).append(at)
    return found


def _related(element: Node) -> Iterator[tuple[str, str]]:
    for inner in element.iter():
        if inner is not element and inner.get("object-id") is not None:
            yield _text(inner.get("object-id")), _text(inner.get("qualifier"))


# ---- SQLite --------------------------------------------------------------------------------------


def ocel_of_sqlite(path: Path) -> Ocel:
    """Returns the log of an OCEL 2.0 database. It is opened to be read only, and nothing of it but
    plain tables is looked at: no view, no trigger, no virtual table."""
    if not path.is_file():
        raise no_such_file(path)
    try:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with sqlite3.connect(address, uri=True) as base:
            base.execute("PRAGMA trusted_schema=OFF")
            return _of_tables(base, path)
    except sqlite3.Error as error:
        message = f"{quoted(path.name)} is no OCEL database: {str(error).lower()}"
        raise CaseError(message, Place(str(path))) from None


def _of_tables(base: sqlite3.Connection, path: Path) -> Ocel:
    asked = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    tables = {str(name) for (name,) in base.execute(asked)}
    needed = ("event", "object", "event_object", "event_map_type", "object_map_type")
    for name in needed:
        if name not in tables:
            raise CaseError(f"the database has no table {quoted(name)}", Place(str(path)))
    objects: dict[str, OcelObject] = {}
    types = {_text(i): _text(t) for i, t in base.execute("SELECT ocel_id, ocel_type FROM object")}
    values: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for row in _typed(base, "object", tables):
        time = row.pop("ocel_time", "")
        row.pop("ocel_changed_field", None)
        of = values.setdefault(row.pop("ocel_id"), {})
        for name, value in row.items():
            if value:
                of.setdefault(name, []).append((time, value))
    for id, type in types.items():
        objects[id] = OcelObject(type, values.get(id, {}))
    return Ocel(tuple(_events(base, tables)), objects)


def _events(base: sqlite3.Connection, tables: set[str]) -> Iterator[OcelEvent]:
    related: dict[str, list[tuple[str, str]]] = {}
    asked = "SELECT ocel_event_id, ocel_object_id, ocel_qualifier FROM event_object"
    for event, object_, qualifier in base.execute(asked):
        related.setdefault(_text(event), []).append((_text(object_), _text(qualifier)))
    rows = {row.pop("ocel_id"): row for row in _typed(base, "event", tables)}
    for raw_id, type in base.execute("SELECT ocel_id, ocel_type FROM event"):
        id = _text(raw_id)
        row = dict(rows.get(id, {}))
        time = row.pop("ocel_time", "")
        yield OcelEvent(id, _text(type), time, row, tuple(related.get(id, ())))


def _typed(base: sqlite3.Connection, what: str, tables: set[str]) -> Iterator[dict[str, str]]:
    """Yields the rows of the tables of the types of events or objects."""
    for (suffix,) in base.execute(f"SELECT ocel_type_map FROM {what}_map_type").fetchall():
        name = f"{what}_{suffix}"
        if name not in tables:
            continue
        escaped = name.replace('"', '""')
        found = base.execute(f'SELECT * FROM "{escaped}"')
        names = [str(d[0]) for d in found.description]
        for row in found:
            yield {n: _text(v) for n, v in zip(names, row, strict=True)}
