"""Histories to compare engines on: drawn, completed at random, with few holes, all completions.

Nothing here uses the grounder or the solver: what a completion is is said anew, naively.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import permutations, product
from math import factorial, prod
from random import Random
from typing import TypeVar, assert_never

from constraints.registry import all_rules
from model.calendar import Calendar, OutsideCoverage, national_calendar
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.history import (
    Cell,
    Choice,
    Event,
    History,
    Matter,
    Members,
    References,
    Span,
    Truth,
)
from model.logic.limits import all_limits
from model.logic.meaning import (
    DENIED_IF_ABSENT,
    World,
    ground_between,
    rests_on,
    stated_fact,
)
from model.logic.readings import all_readings
from model.organs.hierarchy import Hierarchy
from model.organs.tree import load_tree_json
from model.words import Fact, Field, Kind
from scenarios import DEFAULT_TREE, shipped_tree
from scenarios.generate import case_document

K = TypeVar("K")


@cache
def tree() -> Hierarchy:
    return Hierarchy.from_tree(load_tree_json(shipped_tree(DEFAULT_TREE), DEFAULT_TREE))


def drawn(seed: int, *, unknowns: float = 0.0, partial: float = 0.0) -> History:
    document = case_document(Random(seed), unknowns=unknowns, partial=partial)
    return resolve(read_record(document), tree())


# ---- worlds --------------------------------------------------------------------------------------


class WeekdaysBeyond:
    """The national calendar; past its coverage Monday to Friday."""

    def __init__(self) -> None:
        self.calendar: Calendar = national_calendar()

    def next_working(self, day: int) -> int:
        try:
            return self.calendar.next_working(day)
        except OutsideCoverage:
            while (day - 1) % 7 >= 5:
                day += 1
            return day

    def plus_working(self, day: int, n: int) -> int:
        try:
            return self.calendar.plus_working(day, n)
        except OutsideCoverage:
            for _ in range(n):
                day = self.next_working(day + 1)
            return day


@cache
def days() -> WeekdaysBeyond:
    return WeekdaysBeyond()


def world(history: History, readings: Mapping[str, str], *, settled: bool = False) -> World:
    answers = dict.fromkeys(all_readings(), settled)
    return World(history, {**_defaults(), **readings}, days(), answers, stipulated())


@cache
def _defaults() -> Mapping[str, str]:
    all_rules()  # INVARIANT: no reading and no limit is declared once all rules are there
    return {id: r.default().word for id, r in all_readings().items()}


@cache
def stipulated() -> Mapping[str, int]:
    """Returns the proposed number of days of every open-textured limit."""
    all_rules()
    return {id: limit.stipulated for id, limit in all_limits().items()}


# ---- completing at random ------------------------------------------------------------------------


def some_completion(history: History, rng: Random, *, timed: bool) -> History | None:
    """Returns a completion; with `timed`, every event has a time of day. None if none was found."""
    for _ in range(20):
        filled = _filled(history, rng)
        if possible(filled):
            ordered = next(in_some_order(filled, rng))
            return _timed(ordered) if timed else ordered
    return None


def _filled(history: History, rng: Random) -> History:
    matters = {
        id: replace(m, cells=_settled(m.cells, rng), facts=_said(m.facts, rng))
        for id, m in history.matters.items()
    }
    events = tuple(_filled_event(e, history, matters[e.matter], rng) for e in history.events)
    filled = replace(history, matters=matters, events=events, open_kinds=frozenset())
    grounded = tuple(_with_grounds(e, filled, rng) for e in events)
    return replace(filled, events=grounded)


def _with_grounds(e: Event, history: History, rng: Random) -> Event:
    """Returns the submission with a word on every other event: same facts, same reasons or not."""
    if e.kind is not Kind.SUBMIT:
        return e
    both = (Fact.SAME_FACTS, Fact.SAME_REASONS)
    pairs = {
        o.id: tuple(_truth(ground_between(e, o, fact, history), rng) for fact in both)
        for o in history.events
        if o.id != e.id
    }
    return replace(e, same_as={id: (facts, reasons) for id, (facts, reasons) in pairs.items()})


def _filled_event(e: Event, history: History, matter: Matter, rng: Random) -> Event:
    pairs = {k: (_truth(a, rng), _truth(b, rng)) for k, (a, b) in e.same_as.items()}
    return replace(
        e,
        refers=References((rng.choice(e.refers.options),)),
        cells=_settled(e.cells, rng),
        facts={f: _fact(e, f, history, matter, rng) for f in Fact},
        same_as=pairs,
    )


def _fact(e: Event, fact: Fact, history: History, matter: Matter, rng: Random) -> Truth:
    """Returns what is attested of the event in a completion: what the record says; what it then
    says of the (completed) matter, if that is where it would be said; else anything."""
    said = stated_fact(e, fact, history)
    if said.known:
        return said
    of_matter = fact not in e.facts and fact in matter.facts
    return matter.facts[fact] if of_matter else _truth(said, rng)


def _settled(cells: Mapping[K, Cell], rng: Random) -> dict[K, Cell]:
    return {name: _value(cell, rng) for name, cell in cells.items()}


def _said(facts: Mapping[Fact, Truth], rng: Random) -> dict[Fact, Truth]:
    return {fact: _truth(said, rng) for fact, said in facts.items()}


def _truth(said: Truth, rng: Random) -> Truth:
    return said if said.known else Truth(rng.random() < 0.6)


def _value(cell: Cell, rng: Random) -> Cell:
    match cell:
        case Span(low, high):
            day = rng.choice((low, high, rng.randint(low, high)))
            return Span(day, day)
        case Choice(options):
            return Choice((rng.choice(options),))
        case Truth():
            return _truth(cell, rng)
        case Members(sure, maybe):
            more = rng.sample(sorted(maybe), min(len(maybe), rng.randint(0, 2)))
            return Members(sure | frozenset(more))
        case _:
            assert_never(cell)


# ---- what a completion respects ------------------------------------------------------------------


def day_of(e: Event, field: Field = Field.ON) -> int:
    cell = e.cell(field)
    assert isinstance(cell, Span)
    assert cell.known
    return cell.low


def possible(history: History) -> bool:
    """Returns whether no paper arrives before it was sent, and no event is earlier than what it
    refers to."""
    for e in history.events:
        if day_of(e, Field.SENT) > day_of(e, Field.RECEIVED):
            return False
        for id in e.refers.options[0]:
            if day_of(history.by_id[id]) > day_of(e):
                return False
    return True


def before(x: Event, y: Event, history: History) -> bool:
    """Returns whether the record puts x before y, were both on one day."""
    if x.time is not None and y.time is not None:
        return (x.time, x.order) < (y.time, y.order)
    return x.id in rests_on(y, history)


def in_some_order(filled: History, rng: Random) -> Iterator[History]:
    """Yields, at random, a history whose recorded order is a possible true order."""
    while True:
        ordered: list[Event] = []
        for today in _by_day(filled):
            left = list(today)
            while left:
                free = [
                    e for e in left if not any(before(o, e, filled) for o in left if o is not e)
                ]
                ordered.append(rng.choice(free or left))
                left.remove(ordered[-1])
        yield _renumbered(filled, ordered)


def in_every_order(filled: History, known: History) -> Iterator[History]:
    """Yields one history per true order of each day's events that the record (`known`) allows."""
    choices = [
        [order for order in permutations(today) if _allowed(order, known)]
        for today in _by_day(filled)
    ]
    for chosen in product(*choices):
        yield _renumbered(filled, [e for today in chosen for e in today])


def _allowed(order: tuple[Event, ...], known: History) -> bool:
    return not any(
        before(known.by_id[y.id], known.by_id[x.id], known)
        for place, x in enumerate(order)
        for y in order[place + 1 :]
    )


def _by_day(history: History) -> list[list[Event]]:
    found: dict[int, list[Event]] = {}
    for e in history.events:
        found.setdefault(day_of(e), []).append(e)
    return [found[day] for day in sorted(found)]


def _renumbered(history: History, ordered: list[Event]) -> History:
    return replace(
        history, events=tuple(replace(e, order=place) for place, e in enumerate(ordered))
    )


def _timed(history: History) -> History:
    return replace(history, events=tuple(replace(e, time=e.order) for e in history.events))


# ---- holes ---------------------------------------------------------------------------------------

MOST_COMPLETIONS = 400


def with_holes(history: History, rng: Random) -> History:
    """Returns a complete history with one to four cells opened to small domains."""
    opened = history
    for _ in range(rng.randint(1, 4)):
        opened = _with_hole(opened, rng)
    return opened


def _with_hole(history: History, rng: Random) -> History:
    e = rng.choice(history.events)
    match rng.choice(
        ("day", "day", "truth", "fact", "party", "refers", "time", "members", "matter")
    ):
        case "day":
            return put(history, day_open(e, history, rng))
        case "truth":
            fields = [f for f, c in e.cells.items() if isinstance(c, Truth)]
            fields = [f for f in fields if f is not Field.WRITTEN] or fields
            return _put_cell(history, e, rng.choice(fields), Truth(None))
        case "party":
            fields = [f for f in (Field.BY, Field.TO) if f in e.cells]
            return _put_cell(history, e, *_party_open(e, rng.choice(fields), rng))
        case "refers":
            return put(history, _refers_open(e, history, rng))
        case "time":
            return replace(history, events=tuple(replace(x, time=None) for x in history.events))
        case "members":
            return put(history, _members_open(e, rng))
        case "matter":
            return _matter_open(history, rng)
        case _:
            return _fact_open(e, history, rng)


def put(history: History, changed: Event) -> History:
    events = tuple(changed if e.id == changed.id else e for e in history.events)
    return replace(history, events=events)


def _put_cell(history: History, e: Event, field: Field, cell: Cell) -> History:
    return put(history, replace(e, cells={**e.cells, field: cell}))


def day_open(e: Event, history: History, rng: Random) -> Event:
    name = rng.choice([f for f in (Field.ON, Field.SENT, Field.RECEIVED) if f in e.cells])
    cell = e.cells[name]
    assert isinstance(cell, Span)
    high = max(cell.high, min(history.as_of, cell.high + rng.randint(0, 2)))
    return replace(e, cells={**e.cells, name: Span(cell.low - rng.randint(0, 2), high)})


def _party_open(e: Event, field: Field, rng: Random) -> tuple[Field, Cell]:
    cell = e.cells[field]
    assert isinstance(cell, Choice)
    others = ("yunhe-housing", "linjiang-housing", "yunhe-gov", "yunhe-xfj", "p1")
    return field, Choice(tuple(dict.fromkeys((*cell.options, *rng.sample(others, 2)))))


def _refers_open(e: Event, history: History, rng: Random) -> Event:
    near = [o for o in history.events if o.order < e.order and o.matter == e.matter]
    other = frozenset({rng.choice(near).id}) if near and rng.random() < 0.7 else frozenset[str]()
    return replace(e, refers=References(tuple(dict.fromkeys((*e.refers.options, other)))))


def _members_open(e: Event, rng: Random) -> Event:
    sets = [(f, c) for f, c in e.cells.items() if isinstance(c, Members) and c.sure]
    if not sets:
        return e
    field, cell = rng.choice(sets)
    loose = frozenset(rng.sample(sorted(cell.sure), 1))
    return replace(e, cells={**e.cells, field: Members(cell.sure - loose, cell.maybe | loose)})


def _matter_open(history: History, rng: Random) -> History:
    m = rng.choice(list(history.matters.values()))
    field, cell = rng.choice(list(m.cells.items()))
    match cell:
        case Truth():
            opened: Cell = Truth(None)
        case Members(sure, maybe) if sure:
            loose = frozenset(rng.sample(sorted(sure), 1))
            opened = Members(sure - loose, maybe | loose)
        case Choice(options):
            opened = Choice(tuple(dict.fromkeys((*options, "6", "appeal"))))
        case Members() | Span():
            opened = cell
    changed = replace(m, cells={**m.cells, field: opened})
    return replace(history, matters={**history.matters, m.id: changed})


def _fact_open(e: Event, history: History, rng: Random) -> History:
    """Nobody said it of the event, nor of the matter (where it counts for several events)."""
    fact = rng.choice((Fact.COMPLEX, Fact.COMPLEX, Fact.GOOD_CAUSE, *Fact))
    if fact in DENIED_IF_ABSENT:
        return history  # of these silence says no: nothing is left open
    if e.same_as and rng.random() < 0.5:
        other = rng.choice(sorted(e.same_as))
        return put(history, replace(e, same_as={**e.same_as, other: (Truth(None), Truth(None))}))
    m = history.matters[e.matter]
    matters = {**history.matters, m.id: replace(m, facts={**m.facts, fact: Truth(None)})}
    history = replace(history, matters=matters)
    if rng.random() < 0.5:
        return put(history, replace(e, facts={**e.facts, fact: Truth(None)}))
    events = tuple(
        replace(x, facts={f: t for f, t in x.facts.items() if f is not fact})
        for x in history.events
    )
    return replace(history, events=events)


# ---- every completion ----------------------------------------------------------------------------


def completions(history: History) -> list[History] | None:
    """Returns every completion of a history; None if there are more than `MOST_COMPLETIONS`."""
    found: list[History] = []
    events = [_event_values(e, history) for e in history.events]
    matters = [_matter_values(m) for m in history.matters.values()]
    if prod(map(len, events)) * prod(map(len, matters)) > MOST_COMPLETIONS:
        return None
    for chosen_matters in product(*matters):
        for chosen in product(*events):
            filled = replace(
                history, matters={m.id: m for m in chosen_matters}, events=tuple(chosen)
            )
            if not possible(filled):
                continue
            sizes = [len(today) for today in _by_day(filled)]
            if prod(map(factorial, sizes)) > 750:
                return None
            found += in_every_order(filled, history)
            if len(found) > MOST_COMPLETIONS:
                return None
    return found


def _event_values(e: Event, history: History) -> list[Event]:
    names, cells = tuple(e.cells), [_cell_values(c) for c in e.cells.values()]
    of_matter = history.matters[e.matter].facts
    facts = tuple(
        f for f, t in e.facts.items() if not t.known and not of_matter.get(f, Truth(None)).known
    )
    same = tuple(e.same_as)
    pairs = [
        list(product(_truths(facts_), _truths(reasons))) for facts_, reasons in e.same_as.values()
    ]
    return [
        replace(
            e,
            refers=References((refers,)),
            cells=dict(zip(names, chosen, strict=True)),
            facts={**e.facts, **dict(zip(facts, said, strict=True))},
            same_as=dict(zip(same, alike, strict=True)),
        )
        for refers in e.refers.options
        for chosen in product(*cells)
        for said in product((Truth(True), Truth(False)), repeat=len(facts))
        for alike in product(*pairs)
    ]


def _truths(said: Truth) -> list[Truth]:
    return [said] if said.known else [Truth(True), Truth(False)]


def _matter_values(m: Matter) -> list[Matter]:
    names, cells = tuple(m.cells), [_cell_values(c) for c in m.cells.values()]
    facts = tuple(f for f, t in m.facts.items() if not t.known)
    return [
        replace(
            m,
            cells=dict(zip(names, chosen, strict=True)),
            facts={**m.facts, **dict(zip(facts, said, strict=True))},
        )
        for chosen in product(*cells)
        for said in product((Truth(True), Truth(False)), repeat=len(facts))
    ]


def _cell_values(cell: Cell) -> list[Cell]:
    match cell:
        case Span(low, high):
            return [Span(day, day) for day in range(low, high + 1)]
        case Choice(options):
            return [Choice((o,)) for o in options]
        case Truth():
            return [*_truths(cell)]
        case Members(sure, maybe):
            loose = sorted(maybe)
            subsets = product((True, False), repeat=len(loose))
            return [
                Members(sure | {m for m, inside in zip(loose, chosen, strict=True) if inside})
                for chosen in subsets
            ]
        case _:
            assert_never(cell)
