"""Who takes over from whom by a reorganisation that the record tells of, and not the organ tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from model.history import Choice, Event, History, Members, Span
from model.words import Field, Kind


def takeovers(e: Event) -> Iterator[tuple[str, str, int | None]]:
    """Yields who takes over from whom, and from which day, as a recorded reorganisation tells it;
    under a new name it is one organ at all times. Nothing of one whose day is not known."""
    renamed = _renames(e)
    on = e.cells[Field.ON]
    assert isinstance(on, Span)
    if renamed or on.known:
        yield from ((old, new, None if renamed else on.low) for old, new in _pairs(e))


def carriers(organ: str, day: int, history: History, since: int = 0) -> tuple[str, ...]:
    """Returns who carries on the organ's functions on that day: by a recorded split, merger or
    abolition that took place by then, else as the organ tree has it. Empty iff nobody is known
    to. `since`: how many of the events have been looked at, so that a change undone later ends."""
    for place, e in enumerate(history.events[since:], since + 1):
        on = e.cells[Field.ON]
        assert isinstance(on, Span)
        if not _renames(e) and on.high <= day and organ in _ended(e):
            news = (new for old, new in _pairs(e) if old == organ)
            found = (c for new in news for c in carriers(new, day, history, place))
            return tuple(dict.fromkeys(found))
    return history.hierarchy.carrier(organ, day)


def undated(events: Iterable[Event]) -> tuple[Event, ...]:
    """Returns the recorded reorganisations of which it is open since when they hold."""
    return tuple(e for e in events if not any(takeovers(e)) and any(_pairs(e)))


def at_all_times(e: Event) -> Iterator[tuple[str, str, None]]:
    """Yields who takes over from whom, as if the reorganisation had always been."""
    yield from ((old, new, None) for old, new in _pairs(e))


def _renames(e: Event) -> bool:
    change = e.cells.get(Field.CHANGE)
    return isinstance(change, Choice) and change.options == ("rename",)


def _pairs(e: Event) -> Iterator[tuple[str, str]]:
    if e.kind is not Kind.REORGANISE:
        return
    old, new = e.cells[Field.OLD], e.cells[Field.NEW]
    assert isinstance(old, Members)
    assert isinstance(new, Members)
    for before in sorted(old.sure):
        yield from ((before, after) for after in sorted(new.sure - old.sure))


def _ended(e: Event) -> frozenset[str]:
    """Returns the organs that a reorganisation surely ends: those it divides or joins and does not
    keep."""
    new = e.cells.get(Field.NEW)
    if not isinstance(new, Members) or not new.known:
        return frozenset()
    return frozenset(old for old, _ in _pairs(e)) - new.sure
