"""Who takes over from whom by a reorganisation that the record tells of, and not the organ tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from model.history import Choice, Event, Members, Span
from model.words import Field, Kind


def takeovers(e: Event) -> Iterator[tuple[str, str, int | None]]:
    """Yields who takes over from whom, and from which day, as a recorded reorganisation tells it;
    under a new name it is one organ at all times. Nothing of one whose day is not known."""
    renamed = _renames(e)
    on = e.cells[Field.ON]
    assert isinstance(on, Span)
    if renamed or on.known:
        yield from ((old, new, None if renamed else on.low) for old, new in _pairs(e))


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
