"""The organ trees that recorded reorganisations of an open day leave possible."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from checker.ground.cells import Cells
from checker.ground.residual import Lin, Residual, and_, at_most, not_
from model.history import Event, History
from model.organs.hierarchy import Hierarchy
from model.takeovers import at_all_times, undated


def trees_on(day: Lin, cells: Cells) -> Iterator[tuple[Residual, Hierarchy]]:
    """Yields each tree that may hold on that day, with when it does: whatever has taken place by
    then may be taken to have been always."""
    history = cells.history
    for happened, tree in _trees(history):
        by_then = ((e, at_most(cells.day(e), day)) for e in _undated(history))
        when = and_(c if e in happened else not_(c) for e, c in by_then)
        if when is not False:
            yield when, tree


def takeover_days(party: str, cells: Cells) -> Iterator[Lin]:
    """Yields the open days on which another organ may take over the organ's functions, or those of
    an organ that did before."""
    history = cells.history
    if open_ones := _undated(history):
        line = _trees(history)[-1][1].line(party)
        for e in open_ones:
            if any(old in line for old, _, _ in at_all_times(e)):
                yield cells.day(e)


@lru_cache(maxsize=64)
def _undated(history: History) -> tuple[Event, ...]:
    return undated(history.events)


@lru_cache(maxsize=64)
def _trees(history: History) -> tuple[tuple[tuple[Event, ...], Hierarchy], ...]:
    """Returns the tree for every choice of reorganisations that took place; all of them last."""
    trees: list[tuple[tuple[Event, ...], Hierarchy]] = []
    for chosen in product((False, True), repeat=len(_undated(history))):
        happened = tuple(e for e, yes in zip(_undated(history), chosen, strict=True) if yes)
        added = (t for e in happened for t in at_all_times(e))
        trees.append((happened, history.hierarchy.with_takeovers(added)))
    return tuple(trees)
