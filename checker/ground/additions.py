"""Acts that could have been done and were not: events to add to a loosened history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from checker.ground.ghosts import needed_kinds, widest
from checker.ground.loosened import NOT_ACTS, TIED
from model.casefile.fields import FIELDS, Absent
from model.casefile.kinds import COMMON, KINDS, Reference, Role
from model.history import (
    Cell,
    Choice,
    Event,
    EventId,
    History,
    MatterId,
    Members,
    PartyId,
    References,
    Span,
)
from model.logic.rule import Rule
from model.words import Field, Kind

_KINDS: Final = tuple(Kind)
_SAME_DAY: Final = (Field.SENT, Field.RECEIVED, Field.UNTIL)
"""Other days of an added act: it arrives the day it is done."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Room for one act of a kind in a matter."""

    kind: Kind
    matter: MatterId
    number: int

    @property
    def id(self) -> EventId:
        """The id of the act, were it done."""
        return f"added-{self.kind.value}-{self.matter}-{self.number}"


def may_be_added(rule: Rule) -> frozenset[Kind]:
    """Returns the kinds of acts of organs of which one more could bear on the rule: those it looks
    for, except where it forbids them."""
    return frozenset(k for k in needed_kinds(rule) if addable(k))


def addable(kind: Kind) -> bool:
    """Returns whether an act of this kind is an organ's to do, and one event by itself."""
    return KINDS[kind].by is Role.ORGAN and kind not in NOT_ACTS | TIED


def acts_for(
    slots: Iterable[Slot], history: History, *, everybody: bool = False, since: int | None = None
) -> tuple[Event, ...]:
    """Returns the acts there is room for, each after whatever it may refer to; none of a kind that
    must refer where there is nothing to refer to. They are by and to whom the record names, or
    `everybody` of the tree, and not before the day `since`, if one is given."""
    parties = parties_named(history)
    if everybody:
        parties |= frozenset(history.hierarchy.organs)
    found: list[Event] = []
    for slot in sorted(slots, key=_depth):
        act = _act(slot, history, found, parties)
        if act is not None:
            found.append(act if since is None else _not_before(act, since))
    return tuple(found)


def _not_before(act: Event, since: int) -> Event:
    on = act.cells[Field.ON]
    assert isinstance(on, Span)
    return replace(act, cells={**act.cells, Field.ON: Span(max(on.low, since), on.high)})


def _depth(slot: Slot) -> tuple[int, int, str, int]:
    return len(_behind(slot.kind)), _KINDS.index(slot.kind), slot.matter, slot.number


def _behind(kind: Kind) -> frozenset[Kind]:
    """Returns the kinds an act of this kind may rest on, directly or through others."""
    found: set[Kind] = set()
    todo = [kind]
    while todo:
        for k in KINDS[todo.pop()].refers:
            if k not in found:
                found.add(k)
                todo.append(k)
    return frozenset(found)


def parties_named(history: History) -> frozenset[PartyId]:
    """Returns every party that an event or a matter of the record surely names; of a person of an
    organ the organ too."""
    named: set[PartyId] = set(history.parties)
    cells = [c for e in history.events for c in e.cells.values()]
    cells += [c for m in history.matters.values() for c in m.cells.values()]
    for party in _known(cells):
        named.add(party)
        named.add(party.partition("/")[0])
    return frozenset(p for p in named if history.hierarchy.is_organ(p) or p in history.parties)


def _known(cells: Iterable[Cell]) -> Iterator[str]:
    for cell in cells:
        match cell:
            case Choice((only,)):
                yield only
            case Members(sure):
                yield from sure
            case _:
                pass


def _act(
    slot: Slot, history: History, earlier: Iterable[Event], parties: frozenset[PartyId]
) -> Event | None:
    rule = KINDS[slot.kind]
    trigger = next((e for e in history.events if e.matter == slot.matter), None)
    if trigger is None:
        return None
    near = (*(e for e in history.events if e.kind in rule.refers), *earlier)
    refers = [frozenset({e.id}) for e in near if e.kind in rule.refers and e.matter == slot.matter]
    if rule.reference is not Reference.NEEDED:
        refers.insert(0, frozenset())
    if not refers:
        return None
    fields = [f for f in (*COMMON, *rule.fields) if f not in _SAME_DAY]
    said = (f for f in fields if FIELDS[f].absent is not Absent.NO_CELL)
    cells: dict[Field, Cell] = {f: _among(widest(f, rule, history, trigger), parties) for f in said}
    by = cells[Field.BY]
    if isinstance(by, Choice) and not any(history.hierarchy.is_organ(o) for o in by.options):
        return None
    other_days = (f for f in _SAME_DAY if f in COMMON or f in rule.fields)
    return Event(
        id=slot.id,
        kind=slot.kind,
        order=len(history.events),
        matter=slot.matter,
        refers=References(tuple(refers)),
        cells=cells,
        facts={},
        aliases=dict.fromkeys(other_days, Field.ON),
        recorded=False,
    )


def _among(cell: Cell, parties: frozenset[PartyId]) -> Cell:
    """Returns the domain of a party cut to those named, if any is in it; other domains whole."""
    match cell:
        case Choice(options):
            return Choice(tuple(o for o in options if o in parties) or options)
        case Members(maybe=maybe):
            return replace(cell, maybe=(maybe & parties) or maybe) if maybe else cell
        case _:
            return cell
