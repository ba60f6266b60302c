"""The hierarchy of organs through time: the one object all engines ask about organs.

Nothing here changes after it is built; a day is a day number (`date.toordinal()`).
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from model.organs.organ import Edge, Organ, OrganId, Relation
from model.organs.relations import Pairs, Snapshot
from model.organs.walks import graph_of, shortest
from model.words import EdgeKind, OrganKind

if TYPE_CHECKING:
    from model.organs.records import OrganTree
    from model.organs.walks import Graph

__all__ = ["Edge", "Hierarchy", "Organ", "OrganId", "Pairs", "Relation"]

_Fact: TypeAlias = Organ | tuple[OrganId, OrganId, EdgeKind]


@dataclass(frozen=True)
class Hierarchy:
    """Organs and dated edges that make sense at every moment: see `Hierarchy.from_tree`."""

    _organs: Mapping[OrganId, Organ] = field(hash=False)
    edges: tuple[Edge, ...]
    digest: str
    """SHA-256 of the tree, whatever the order of its file."""
    _snapshots: dict[int, Snapshot] = field(
        default_factory=dict[int, Snapshot], compare=False, repr=False
    )

    @staticmethod
    def from_tree(tree: OrganTree) -> Hierarchy:
        """Returns the hierarchy of a tree; OrganTreeError if the tree makes no sense."""
        from model.organs.build import hierarchy_of

        organs, edges, digest = hierarchy_of(tree)
        return Hierarchy(organs, edges, digest)

    def with_takeovers(self, takeovers: Iterable[tuple[OrganId, OrganId, int | None]]) -> Hierarchy:
        """Returns the hierarchy in which each second organ also carries on the functions of the
        first from that day (None: at all times); itself if there are none."""
        told = tuple(takeovers)
        if not told:  # as a rule; a national tree has tens of thousands of edges
            return self
        known = {(edge.of, edge.to) for edge in self.edges if edge.kind is EdgeKind.SUCCESSOR_OF}
        added = tuple(
            Edge(old, new, EdgeKind.SUCCESSOR_OF, day, None)
            for old, new, day in told
            if (old, new) not in known and old in self._organs and new in self._organs
        )
        return Hierarchy(self._organs, (*self.edges, *added), self.digest) if added else self

    # ---- organs

    @property
    def organs(self) -> tuple[OrganId, ...]:
        """The organs of all times, in file order."""
        return tuple(self._organs)

    def organ(self, organ: OrganId) -> Organ:
        """Returns what is known of the organ; KeyError iff the tree has none of that id."""
        return self._organs[organ]

    def is_organ(self, party: str) -> bool:
        """Returns whether the party is an organ of the tree (not a petitioner, not a person)."""
        return party in self._organs

    def alive(self, organ: OrganId, day: int) -> bool:
        """Returns whether the organ exists on that day; its last day counts."""
        return self._organs[organ].alive(day)

    def of_kind(self, kinds: Iterable[OrganKind], day: int | None = None) -> tuple[OrganId, ...]:
        """Returns the organs of these kinds alive on `day`, or of all times, in file order."""
        wanted = frozenset(kinds)
        return tuple(
            organ.id
            for organ in self._organs.values()
            if organ.kind in wanted and (day is None or organ.alive(day))
        )

    def is_petition_office(self, party: str) -> bool:
        """Returns whether the party is an organ of kind petition office."""
        found = self._organs.get(party)
        return found is not None and found.kind is OrganKind.PETITION_OFFICE

    # ---- relations

    def holds(self, relation: Relation, a: str, b: str, day: int) -> bool:
        """Returns whether "a RELATION b" holds; false of parties that are no organ that day."""
        if relation is Relation.UNIT_OF:
            unit, slash, person = b.partition("/")
            return bool(slash and person) and unit == a and a in self._organs
        return (a, b) in self._at(day).pairs(relation)

    def pairs(self, relation: Relation, day: int, persons: Iterable[str] = ()) -> Pairs:
        """Returns every (a, b) with "a RELATION b" on that day; for UNIT_OF, b among `persons`."""
        if relation is Relation.UNIT_OF:
            return frozenset(
                (person.partition("/")[0], person)
                for person in persons
                if self.holds(relation, person.partition("/")[0], person, day)
            )
        return self._at(day).pairs(relation)

    def next_above(self, organ: OrganId, day: int) -> frozenset[OrganId]:
        """Returns the next higher organs; none of an organ that does not exist on that day."""
        return self._at(day).next_above(organ) if self.alive(organ, day) else frozenset()

    def is_top(self, organ: OrganId, day: int) -> bool:
        """Returns whether the organ exists on that day, and no next higher organ of it does."""
        return self.alive(organ, day) and not self.next_above(organ, day)

    def carrier(self, organ: OrganId, day: int) -> tuple[OrganId, ...]:
        """Returns who carries on the organ's functions on that day, in file order.

        That is the organ while it exists, afterwards its successors that exist then. It is empty
        before the organ began, and after an abolition to which the tree names no successor.
        """
        if self.alive(organ, day):
            return (organ,)
        successors = self._at(day).pairs(Relation.SUCCEEDS)
        return tuple(other for other in self._organs if (other, organ) in successors)

    def successions(self, party: str) -> tuple[int, ...]:
        """Returns the dated days on which another organ takes over the organ's functions, or those
        of an organ that did before, ascending; none of a party that is no organ."""
        edges = (edge for organ in self.line(party) for edge in self._takeovers.get(organ, ()))
        return tuple(sorted({edge.first for edge in edges if edge.first is not None}))

    def line(self, party: str) -> frozenset[str]:
        """Returns the party and whoever, at any time, takes over from one of them."""
        seen, todo = {party}, [party]
        while todo:
            for edge in self._takeovers.get(todo.pop(), ()):
                if edge.to not in seen:
                    seen.add(edge.to)
                    todo.append(edge.to)
        return frozenset(seen)

    @cached_property
    def _takeovers(self) -> Mapping[OrganId, tuple[Edge, ...]]:
        """The successor edges by the organ taken over."""
        found: dict[OrganId, list[Edge]] = {}
        for edge in self.edges:
            if edge.kind is EdgeKind.SUCCESSOR_OF:
                found.setdefault(edge.of, []).append(edge)
        return {organ: tuple(edges) for organ, edges in found.items()}

    def path(self, a: OrganId, b: OrganId, day: int) -> tuple[Edge, ...] | None:
        """Returns the fewest superior steps from a up to b on that day; None iff b is not above."""
        now = self._at(day)
        if a not in now.organs or b not in now.organs:
            return None
        stops = shortest(now.graph, a, b)
        if stops is None:
            return None
        return tuple(
            next(edge for edge in now.superior_edges[low] if edge.to == high)
            for low, high in itertools.pairwise(stops)
        )

    # ---- time

    def epochs(self, low: int, high: int) -> tuple[int, ...]:
        """Returns the first days of the longest intervals of low..high without a change.

        A change is an organ or an edge that begins or has ended. The first day is `low`.
        """
        first, last = bisect_right(self._changes, low), bisect_right(self._changes, high)
        return (low, *self._changes[first:last])

    @cached_property
    def _changes(self) -> tuple[int, ...]:
        """The days on which the organs or edges differ from the day before, ascending."""
        days: dict[int, Counter[_Fact]] = {}
        for fact, first, last in self._facts():
            if first is not None:
                days.setdefault(first, Counter())[fact] += 1
            if last is not None:
                days.setdefault(last + 1, Counter())[fact] -= 1
        # an edge that ends and begins again next day is no change: its counts cancel
        return tuple(sorted(day for day, facts in days.items() if any(facts.values())))

    def _facts(self) -> Iterator[tuple[_Fact, int | None, int | None]]:
        for organ in self._organs.values():
            yield organ, organ.alive_from, organ.alive_to
        for edge in self.edges:
            yield (edge.of, edge.to, edge.kind), edge.first, edge.last

    def _at(self, day: int) -> Snapshot:
        epoch = bisect_right(self._changes, day)
        if epoch not in self._snapshots:
            self._snapshots[epoch] = self._snapshot(day)
        return self._snapshots[epoch]

    def _snapshot(self, day: int) -> Snapshot:
        now = [edge for edge in self.edges if edge.in_force(day)]
        return Snapshot(
            organs={organ.id: organ for organ in self._organs.values() if organ.alive(day)},
            edges=tuple(edge for edge in now if edge.kind is not EdgeKind.SUCCESSOR_OF),
            successions=tuple(edge for edge in now if edge.kind is EdgeKind.SUCCESSOR_OF),
        )

    # ---- the whole graph

    @cached_property
    def graph(self) -> Graph:
        """The networkx MultiDiGraph of all times; its arcs carry `kind`, `first` and `last`."""
        return graph_of(self._organs, self.edges)
