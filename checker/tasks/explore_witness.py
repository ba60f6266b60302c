"""A continuation as a case file: what the situation file says, filled in as a model chose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import assert_never

from checker.ground.completions import Value
from checker.ground.residual import CellName, Symbol
from checker.tasks.explore_situation import Document, Situation
from model.calendar import date_of
from model.casefile.fields import FIELDS, Sort
from model.casefile.kinds import KINDS, Reference
from model.history import Cell, Choice, Event, EventId, History, Members, Span, Truth
from model.words import Fact, Field, MatterField

_SAME = frozenset({Fact.SAME_FACTS.value, Fact.SAME_REASONS.value})


def document_of(situation: Situation, history: History, values: Mapping[Symbol, Value]) -> Document:
    """Returns the case file of a complete history that continues the situation: the words of the
    file, and everything the model decided."""
    names = [s.name for s in values]
    document: Document = {"case": situation.record.situation, "as_of": str(situation.as_of)}
    if situation.record.organs is not None:
        document["organs"] = situation.record.organs
    matters = [_matter(said, history, names) for said in situation.record.matters]
    events = [_event(situation.documents[e.id], e, history, names) for e in history.events]
    return {**document, "matters": matters, "events": _in_order(events)}


def _in_order(events: list[Document]) -> list[Document]:
    """Returns the events, those of one day with a time of day each: without, a case file leaves
    open which came first. Days on which the situation gives a time stay as they are."""
    days: dict[object, list[Document]] = {}
    for event in events:
        days.setdefault(event["on"], []).append(event)
    return [
        {**event, "time": f"{9 + today.index(event):02d}:00"}
        if len(today) > 1 and not any("time" in e for e in today)
        else event
        for event in events
        for today in (days[event["on"]],)
    ]


def _event(said: Document, e: Event, history: History, names: list[CellName]) -> Document:
    own = [n for n in names if n.owner == e.id]
    decided = {n.field for n in own} | {Field.ON, Field.BY, Field.TO}
    found: Document = {**said}
    if e.refers.options[0] or KINDS[e.kind].reference is Reference.NEEDED:
        found["refers"] = sorted(e.refers.options[0])
    for field, cell in e.cells.items():
        if field in decided:
            found[field.value] = _cell(cell, FIELDS[field].sort)
    facts = _facts(said, own, e.facts)
    if facts:
        found["attested"] = facts
    same = list(_same_as(e, own, history))
    if same:
        found["same_as"] = same
    return found


def _matter(said: Document, history: History, names: list[CellName]) -> Document:
    matter = history.matters[str(said["id"])]
    own = [n for n in names if n.owner == matter.id]
    decided = {n.field for n in own}
    found: Document = {**said}
    for field, cell in matter.cells.items():
        if field in decided:
            word = cell.options[0] if isinstance(cell, Choice) else None
            match field:
                case MatterField.WAY if word == "none":
                    pass
                case MatterField.WAY:
                    found[field.value] = int(word or 0)
                case _:
                    found[field.value] = _cell(cell, Sort.PARTIES)
    facts = _facts(said, own, matter.facts)
    if facts:
        found["attested"] = facts
    return found


def _facts(said: Document, own: list[CellName], facts: Mapping[Fact, Truth]) -> Document:
    before = said.get("attested")
    found: Document = {**before} if isinstance(before, dict) else {}
    for name in own:
        if name.field == "attested":
            found[name.detail] = facts[Fact(name.detail)].value
    return found


def _same_as(e: Event, own: list[CellName], history: History) -> Iterator[Document]:
    asked = {n.detail for n in own if n.field in _SAME}
    if asked:
        known = {id for id, said in e.same_as.items() if said[0].known or said[1].known}
        for other in sorted((asked | known) & set(history.by_id)):
            facts, reasons = e.same_as[other]
            yield {"event": other, "facts": facts.value, "reasons": reasons.value}


def _cell(cell: Cell, sort: Sort) -> object:
    """Returns a known cell as a case file writes it."""
    match cell:
        case Span(low, _):
            return str(date_of(low)) if sort is Sort.DAY else low
        case Choice(options):
            return options[0]
        case Truth(value):
            return value
        case Members(sure, _) if sort is Sort.DAYS:
            return [str(date_of(int(day))) for day in sorted(sure, key=int)]
        case Members(sure, _):
            return sorted(sure)
        case _:
            assert_never(cell)


def further(history: History, situation: Situation) -> tuple[EventId, ...]:
    """Returns the events that the continuation adds, in the order they happened."""
    given = {str(e.get("id")) for e in situation.record.events}
    return tuple(e.id for e in history.events if e.id not in given)
