"""Symbolic histories: events that may or may not happen, standing in the history itself.

Shared by whoever asks about continuations (`tasks.explore`; `tasks.verify` may use it as it is).
An *optional* event is an `Event` with `recorded=False` inside `History.events`, its cells symbolic
like any unknown cell. Unlike the ghosts of `ground.ghosts` it may be a trigger, and a ban applies
to it: every walk over `history.events` meets it, and `Cells.occurred` gives its symbol. Use:

1. `with_optional(history, ids)`: the history in which these events are optional;
2. ground rules over one `Cells(history)`; an instance counts iff `happened(cells, triggers)`;
3. `limits(cells)` after grounding: what every continuation respects; `how_many(cells)` counts;
4. `chosen(cells, values)`: the complete history a model describes, without what did not happen.

Whether a submission has the facts and reasons of an earlier event is read along sure references
only: let `same_as` name that event itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from checker.ground.cells import Cells, rank_symbol
from checker.ground.completions import Value, completed, constraints
from checker.ground.residual import CellName, Lin, Residual, Symbol, and_, at_most, not_, or_
from model.casefile.kinds import KINDS, Reference
from model.history import Event, EventId, History, References


def with_optional(history: History, ids: Collection[EventId]) -> History:
    """Returns the history in which these events may or may not happen.

    One whose reference was left open refers to one event of a kind it may refer to, recorded or
    optional, that stands before it; it is left out if its kind must refer and there is none.

    INVARIANT: optional events refer to earlier ones in the order of the history, so that every walk
    along references ends.
    """
    kept: list[Event] = []
    for e in history.events:
        event = _optional(e, kept) if e.id in ids else e
        if event is not None:
            kept.append(event)
    return replace(history, events=tuple(replace(e, order=i) for i, e in enumerate(kept)))


def _optional(e: Event, earlier: Iterable[Event]) -> Event | None:
    rule = KINDS[e.kind]
    if e.refers.known and e.refers.options[0]:
        named = e.refers.options[0] <= {o.id for o in earlier}
        return replace(e, recorded=False) if named else None
    found = [frozenset({o.id}) for o in earlier if o.kind in rule.refers and o.matter == e.matter]
    if rule.reference is not Reference.NEEDED:
        found.insert(0, frozenset())
    return replace(e, refers=References(tuple(found)), recorded=False) if found else None


def optional_events(history: History) -> tuple[Event, ...]:
    """Returns the events that may or may not happen, in the order of the history."""
    return tuple(e for e in history.events if not e.recorded)


def happened(cells: Cells, events: Iterable[Event]) -> Residual:
    """Returns when all of these events happened."""
    return and_(cells.occurred(e) for e in events)


def how_many(cells: Cells, among: Collection[EventId] | None = None) -> Lin:
    """Returns how many optional events happened, of all or of those named."""
    total = Lin(0)
    for e in optional_events(cells.history):
        if among is not None and e.id not in among:
            continue
        total += cells.if_then_else(f"{e.id} happened", cells.occurred(e), Lin(1), Lin(0))
    return total


def limits(cells: Cells) -> Iterator[Residual]:
    """Yields what every continuation respects: what completions do; that nothing refers to what did
    not happen; and that of one day's events none comes before what it refers to. To be called after
    grounding, which finds out whether the order of a day was asked."""
    yield from constraints(cells)
    for e in cells.history.events:
        for condition, refers in cells.referred(e):
            for other in (o for o in cells.history.events if o.id in refers):
                apart = or_((not_(condition), not_(cells.occurred(e))))
                if not other.recorded:
                    yield or_((apart, cells.occurred(other)))
                if cells.ranked and (e.time is None or other.time is None):
                    yield or_((apart, _not_before(other, e, cells)))


def _not_before(earlier: Event, later: Event, cells: Cells) -> Residual:
    one, other = cells.day(earlier), cells.day(later)
    ranks = (Lin(0, ((rank_symbol(e, cells.history, 0), 1),)) for e in (earlier, later))
    first, second = ranks
    return or_((at_most(one + 1, other), at_most(other + 1, one), at_most(first + 1, second)))


def chosen(cells: Cells, values: Mapping[Symbol, Value]) -> History:
    """Returns the complete history that a model of `limits(cells)` describes."""
    names = {s.name: v for s, v in values.items()}
    kept = [
        e
        for e in cells.history.events
        if e.recorded or names.get(CellName(e.id, "happened")) is True
    ]
    events = tuple(replace(e, order=place) for place, e in enumerate(kept))
    return completed(Cells(replace(cells.history, events=events)), values)
