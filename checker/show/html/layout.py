"""Which organs are drawn, and where: a tidy tree in layers, a layer or more per level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, count
from typing import Final, TypeAlias

from model.organs.hierarchy import Hierarchy
from model.organs.organ import LEADERS, LEVELS, Edge, OrganId
from model.words import EdgeKind

Point: TypeAlias = tuple[float, float]
"""The middle of a box, in columns and rows."""

_OWN_HOUSE: Final = (EdgeKind.DEPARTMENT_LINE, EdgeKind.SUCCESSOR_OF)
"""Edges by which an organ does not belong to whom they lead to."""


def between(organs: Iterable[OrganId], tree: Hierarchy, day: int) -> tuple[OrganId, ...]:
    """Returns the organs, and the next higher organs on the ways from every two of them to the
    nearest they have in common, in file order."""
    involved = tuple(dict.fromkeys(organs))
    up = {organ: _ways_up(organ, tree, day) for organ in involved}
    found = set(involved)
    for a, b in combinations(involved, 2):
        common = [o for o in _leaders_first(tree) if o in up[a] and o in up[b]]
        if common:
            nearest = min(common, key=lambda o: len(up[a][o]) + len(up[b][o]))
            found.update(up[a][nearest], up[b][nearest])
    return tuple(o for o in tree.organs if o in found)


def _ways_up(organ: OrganId, tree: Hierarchy, day: int) -> Mapping[OrganId, tuple[OrganId, ...]]:
    """Returns a shortest way to each organ above, both ends included."""
    ways: dict[OrganId, tuple[OrganId, ...]] = {organ: (organ,)}
    edge: list[OrganId] = [organ]
    while edge:
        below = edge.pop(0)
        above = tree.next_above(below, day)
        for other in (o for o in _leaders_first(tree) if o in above and o not in ways):
            ways[other] = (*ways[below], other)
            edge.append(other)
    return ways


def _leaders_first(tree: Hierarchy) -> list[OrganId]:
    """Returns all organs, governments and committees first: of two ways the one through them is
    drawn."""
    return sorted(tree.organs, key=lambda o: tree.organ(o).kind not in LEADERS)


@dataclass(frozen=True)
class Layout:
    """Where organs and petitioners stand. `guests` are petitioners, with the organ each first
    turned to (None if no organ is known); they stand below all organs."""

    organs: tuple[OrganId, ...]
    guests: Mapping[str, OrganId | None]
    tree: Hierarchy
    day: int

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """The edges between organs drawn: superiors in force on the day, successors of any."""
        drawn = frozenset(self.organs)
        return tuple(
            e
            for e in self.tree.edges
            if {e.of, e.to} <= drawn and (e.kind is EdgeKind.SUCCESSOR_OF or e.in_force(self.day))
        )

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The row of every organ and guest, 0 at the top."""
        steps = sorted({(self._level(o), self._depth(o)) for o in self.organs})
        rows = {o: steps.index((self._level(o), self._depth(o))) for o in self.organs}
        return {**rows, **dict.fromkeys(self.guests, len(steps))}

    def _level(self, organ: OrganId) -> int:
        return LEVELS.index(self.tree.organ(organ).level)

    def _depth(self, organ: OrganId, seen: frozenset[OrganId] = frozenset()) -> int:
        """Returns how many organs of its own level stand above it."""
        above = [o for o in self._above(organ) if self._level(o) == self._level(organ)]
        own = seen | {organ}
        return max((1 + self._depth(o, own) for o in above if o not in own), default=0)

    def _above(self, organ: OrganId) -> list[OrganId]:
        """Returns its superiors drawn, first the one it belongs to."""
        edges = [e for e in self.edges if e.of == organ and e.kind is not EdgeKind.SUCCESSOR_OF]
        return [e.to for e in sorted(edges, key=lambda e: e.kind in _OWN_HOUSE)]

    @cached_property
    def columns(self) -> Mapping[str, float]:
        """The column of every organ and guest: what has nothing under it has a column of its own,
        a superior stands over the middle of what hangs on it."""
        places: dict[str, float] = {}
        free = count()
        for root in (b for b in (*self.organs, *self.guests) if self._parent(b) is None):
            self._place(root, places, free)
        return places

    def _parent(self, box: str) -> OrganId | None:
        if box in self.guests:
            return self.guests[box]
        above = (o for o in self._above(box) if self.rows[o] < self.rows[box])
        return next(above, None)

    def _place(self, box: str, places: dict[str, float], free: Iterator[int]) -> None:
        children = [b for b in (*self.organs, *self.guests) if self._parent(b) == box]
        for child in children:
            self._place(child, places, free)
        middle = (places[children[0]] + places[children[-1]]) / 2 if children else next(free)
        places[box] = middle
