"""What might have been: a history in which one act was done on another day, one act more or less
was done, or one cell says something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, reduce
from typing import Final, TypeAlias, assert_never

from checker.ground.cells import Cells
from checker.ground.completions import RAISING, completed
from checker.ground.ghosts import free_act, needed_kinds
from model.history import Cell, Choice, Event, EventId, History, Members, Span, Truth
from model.logic import nodes as n
from model.logic.meaning import ground_between, whole
from model.logic.rewrite import parts, rule_parts
from model.logic.rule import Rule
from model.words import Fact, Field, Kind

DAYS: Final = (Field.ON, Field.SENT, Field.RECEIVED)
ADDED: Final = "added"
"""The id of the act that is supposed to have been done besides those recorded."""
FIXED: Final = frozenset({Kind.REORGANISE, Kind.FINDING, Kind.ABSENCE})
"""Kinds that tell of facts: nobody could have done them otherwise."""


@dataclass(frozen=True, slots=True)
class Move:
    """The act was done, and received, on another day."""

    event: EventId


@dataclass(frozen=True, slots=True)
class Add:
    """One more act of this kind was done; `by` this organ, on one of these `days`, if given."""

    kind: Kind
    by: str | None = None
    days: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Drop:
    """The act was not done."""

    event: EventId


@dataclass(frozen=True, slots=True)
class Vary:
    """A cell of the event says something else: a fact attested, a word, what a document states."""

    event: EventId
    field: Field | Fact
    member: str = ""


Supposition: TypeAlias = Move | Add | Drop | Vary


def supposed(history: History, trigger: EventId, changes: Iterable[Supposition]) -> History:
    """Returns the history with what is supposed left open: the day, the cells of the act added
    (it is about the matter of `trigger`)."""

    def one(before: History, change: Supposition) -> History:
        return _supposed(before, trigger, change)

    return reduce(one, changes, history)


def _supposed(history: History, trigger: EventId, change: Supposition) -> History:
    match change:
        case Move(id):
            return _with(history, _moved(history.by_id[id], _first_day(history), history.as_of))
        case Add():
            return _with_one_more(history, change, history.by_id[trigger])
        case Drop(id):
            return replace(history, events=tuple(e for e in history.events if e.id != id))
        case Vary(id, field, member):
            return _with(history, _varied(history.by_id[id], field, member, history))
        case _:
            assert_never(change)


def _with(history: History, changed: Event) -> History:
    events = tuple(changed if e.id == changed.id else e for e in history.events)
    return replace(history, events=events)


def _moved(e: Event, first: int, last: int) -> Event:
    """Returns the act done, and received, on one of these days; a time of day was that of the day
    recorded."""
    cells: dict[Field, Cell] = {f: c for f, c in e.cells.items() if f not in DAYS}
    aliases = {**e.aliases, Field.SENT: Field.ON, Field.RECEIVED: Field.ON}
    return replace(e, cells={**cells, Field.ON: Span(first, last)}, aliases=aliases, time=None)


def _first_day(history: History) -> int:
    days = (e.cells[Field.ON] for e in history.events)
    return min(d.low for d in days if isinstance(d, Span))


def _with_one_more(history: History, one: Add, trigger: Event) -> History:
    last = 1 + max(e.order for e in history.events)
    act = replace(free_act(history, one.kind, trigger), id=ADDED, order=last)
    if one.by is not None:
        act = replace(act, cells={**act.cells, Field.BY: Choice((one.by,))})
    act = _moved(act, *(one.days or (_first_day(history), history.as_of)))
    return replace(history, events=(*history.events, act))


def _varied(e: Event, field: Field | Fact, member: str, history: History) -> Event:
    if isinstance(field, Fact):
        return replace(e, facts={**e.facts, field: Truth(None)})
    return replace(e, cells={**e.cells, field: _open(e.cells[field], field, member, history)})


def _open(cell: Cell, field: Field, member: str, history: History) -> Cell:
    match cell:
        case Truth():
            return Truth(None)
        case Members(sure, maybe):
            return Members(sure - {member}, maybe | {member})
        case Choice() if field in (Field.BY, Field.TO):
            return Choice(tuple(dict.fromkeys((*cell.options, *_around(history)))))
        case Choice() | Span():
            return cell


def _around(history: History) -> Iterator[str]:
    """Yields the organs that the record names, then the next higher ones of these."""
    tree, named = history.hierarchy, dict[str, None]()
    cells = [c for m in history.matters.values() for c in m.cells.values()]
    for cell in (*cells, *(c for e in history.events for c in e.cells.values())):
        match cell:
            case Choice():
                words: Iterable[str] = cell.options if cell.known else ()
            case Members(sure, _):
                words = sorted(sure)
            case Span() | Truth():
                words = ()
        named |= dict.fromkeys(w for w in words if tree.is_organ(w))
    yield from named
    for organ in named:
        yield from sorted(tree.next_above(organ, history.as_of))


@lru_cache(maxsize=2)
def _completed(history: History) -> History:
    # kept apart from the completions of what is supposed, of which there are very many
    return completed(Cells(history), {})


def within(history: History, near: History) -> History:
    """Returns a completion of the history with the events of one matter as they are in `near`, a
    complete one; on one day those of other matters keep their place, before what is new."""
    all_of = _completed(history)
    own = {e.id for e in near.events}
    place = {e.id: e.order for e in all_of.events}
    near_left = list(near.events)
    merged: list[Event] = []
    for far in (e for e in all_of.events if e.id not in own):
        while near_left and _first(near_left[0], place) < _first(far, place):
            merged.append(near_left.pop(0))
        merged.append(far)
    ordered = (*merged, *near_left)
    joined = replace(all_of, matters={**all_of.matters, **near.matters}, events=ordered)
    said = {e.id: e.same_as for e in all_of.events}
    events = (
        replace(e, order=n, same_as=_grounds(e, {**said.get(e.id, {}), **e.same_as}, joined))
        for n, e in enumerate(ordered)
    )
    return replace(joined, events=tuple(events))


def _grounds(
    e: Event, said: Mapping[EventId, tuple[Truth, Truth]], history: History
) -> Mapping[EventId, tuple[Truth, Truth]]:
    """Returns, of what was raised, whether it has the facts and reasons of each other event; where
    nothing is said of it and the record does not say, that it has not."""
    if e.kind not in RAISING:
        return said
    both = (Fact.SAME_FACTS, Fact.SAME_REASONS)
    pairs = {
        o.id: [Truth(ground_between(e, o, fact, history).value is True) for fact in both]
        for o in history.events
        if o.id != e.id and o.id not in said
    }
    return {**said, **{id: (facts, reasons) for id, (facts, reasons) in pairs.items()}}


def _first(e: Event, place: Mapping[EventId, int]) -> tuple[int, int]:
    return whole(e.cell(Field.ON)), place.get(e.id, len(place))


# ---- what is worth supposing ---------------------------------------------------------------------


def worth_supposing(
    rule: Rule, events: tuple[EventId, ...], history: History, *, worse: bool
) -> tuple[Supposition, ...]:
    """Returns changes of one thing each that could make another outcome of the instance, likeliest
    first. `worse`: a breach is wanted, so that no act the rule asks for is added."""
    kinds = frozenset(kinds_asked(rule))
    acts = [e for e in history.events if e.id not in events and e.kind in kinds - FIXED]
    found: dict[Supposition, None] = {Move(e.id): None for e in acts if _days_known(e)}
    forbidden = isinstance(rule.demand, n.Never)
    if not worse or forbidden:
        wanted = kinds_asked_of(rule) if worse else (*kinds_asked_of(rule), *needed_kinds(rule))
        found |= {Add(kind): None for kind in wanted if kind not in FIXED}
    referred = {id for e in history.events for o in e.refers.options for id in o}
    droppable = [Drop(e.id) for e in acts if e.id not in referred]
    varied = _varying(rule, events, history)
    triggers = [Move(id) for id in events if _days_known(history.by_id[id])]
    return tuple(dict.fromkeys((*found, *varied, *droppable, *triggers)))


def kinds_asked_of(rule: Rule) -> tuple[Kind, ...]:
    """Returns the kinds of act that the rule demands or forbids, in the order it names them."""
    found = (p.var.kinds for p in parts(rule.demand) if isinstance(p, n.Some))
    return tuple(dict.fromkeys(kind for kinds in found for kind in kinds))


def kinds_asked(rule: Rule) -> Iterator[Kind]:
    """Yields the kinds of act that the rule looks for anywhere."""
    for part in rule_parts(rule):
        match part:
            case n.Some(var, _) | n.Latest(var, _, _, _) | n.CappedSum(var, _, _, _):
                yield from var.kinds
            case n.Suspension(start, ends, _, _):
                yield from (*start.kinds, *ends)
            case _:
                pass


def _days_known(e: Event) -> bool:
    on = e.cells.get(Field.ON)
    return isinstance(on, Span) and on.known


def _varying(rule: Rule, events: tuple[EventId, ...], history: History) -> Iterator[Supposition]:
    """Yields the known cells that the rule asks about, each of every event it may ask."""
    triggers = {var.name: id for var, id in zip(rule.triggers, events, strict=True)}
    for part in rule_parts(rule):
        match part:
            case n.Flag(var, field) | n.Is(var, field, _) | n.PartyOf(var, field):
                what: tuple[Field | Fact, str] = field, ""
            case n.States(var, stated):
                what = Field.STATES, stated
            case n.Attested(var, fact):
                what = fact, ""
            case _:
                continue
        for e in history.events:
            bound = triggers.get(var.name)
            if (bound is None or bound == e.id) and e.kind in var.kinds and _variable(e, what[0]):
                yield Vary(e.id, *what)


def _variable(e: Event, field: Field | Fact) -> bool:
    if isinstance(field, Fact):
        said = e.facts.get(field)
        return said is not None and said.known
    cell = e.cells.get(field)
    match cell:
        case Truth() | Choice():
            return cell.known and (isinstance(cell, Truth) or field in (Field.BY, Field.TO))
        case Members():
            return field is Field.STATES
        case Span() | None:
            return False
