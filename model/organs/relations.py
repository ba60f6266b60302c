"""The relations between organs while nothing changes, as finite tables of pairs.

Direct relations are read off the edges; those over several steps are walks over the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import permutations
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar, assert_never

from model.organs.organ import (
    DEPENDENTS,
    GOVERNMENT_DEPARTMENTS,
    LEADERS,
    TWO_MASTERS,
    Edge,
    Organ,
    OrganId,
    Relation,
)
from model.organs.walks import arcs, graph_of, reachable
from model.words import EdgeKind, Level, OrganKind

if TYPE_CHECKING:
    from model.organs.walks import Graph

Pairs: TypeAlias = frozenset[tuple[OrganId, OrganId]]

_Key = TypeVar("_Key", str, tuple[Level, str])

_OWN_KIND: Final = frozenset({EdgeKind.GOVERNMENT_LINE, EdgeKind.PARTY_LINE})
"""Edges that are a line where they join like bodies, and otherwise say to whom a body belongs."""


@dataclass(frozen=True)
class Snapshot:
    """The organs that exist and the superior edges in force on the days of one epoch.

    `successions` are the successor edges of all days up to this epoch, old organs included.
    """

    organs: Mapping[OrganId, Organ]
    edges: tuple[Edge, ...]
    successions: tuple[Edge, ...]
    _tables: dict[Relation, Pairs] = field(default_factory=dict[Relation, Pairs], compare=False)

    def pairs(self, relation: Relation) -> Pairs:
        """Returns every (a, b) with "a RELATION b"; of UNIT_OF, which is about persons, none."""
        if relation not in self._tables:
            self._tables[relation] = self._compute(relation)
        return self._tables[relation]

    def next_above(self, organ: OrganId) -> frozenset[OrganId]:
        """Returns the next higher organs of one organ, without filling the whole table."""
        return frozenset(edge.to for edge in self._edges_to_next(organ))

    def _compute(self, relation: Relation) -> Pairs:
        match relation:
            case Relation.NEXT_ABOVE:
                return _reversed(e for organ in self.organs for e in self._edges_to_next(organ))
            case Relation.NEXT_ABOVE_GOVERNMENT_ONLY:
                return _reversed(e for organ in self.organs for e in self._edges_to_master(organ))
            case Relation.NEXT_ABOVE_LINE_ONLY:
                return _reversed(e for organ in self.organs for e in self._edges_in_line(organ))
            case Relation.ANCESTOR:
                return frozenset((a, b) for b, found in self._ancestors.items() for a in found)
            case Relation.ABOVE:
                return frozenset(self._above())
            case Relation.COMMON_TERRITORY_ABOVE:
                above = self.pairs(Relation.ABOVE)
                return frozenset((a, b) for a, b in above if self.organs[a].kind in LEADERS)
            case Relation.SUBORDINATE_IN_SYSTEM:
                return frozenset((a, b) for a, found in self._systems.items() for b in found)
            case Relation.SAME_LEVEL_BODY:
                return frozenset(self._same_level())
            case Relation.PETITION_OFFICE_OF:
                return self._direct(EdgeKind.PETITION_OFFICE_OF)
            case Relation.DISCIPLINE_OF:
                return self._direct(EdgeKind.DISCIPLINE_OF)
            case Relation.CONFERENCE_OVER:
                return frozenset(self._conferences())
            case Relation.SUCCEEDS:
                return frozenset(self._successors())
            case Relation.UNIT_OF:
                return frozenset()
            case _:
                assert_never(relation)

    # ---- one step up

    @cached_property
    def superior_edges(self) -> Mapping[OrganId, tuple[Edge, ...]]:
        """The edges that make a superior: of a vertical organ only those of its own line."""
        found: dict[OrganId, list[Edge]] = {organ: [] for organ in self.organs}
        for edge in self.edges:
            if not self.organs[edge.of].vertical or self._is_line(edge):
                found[edge.of].append(edge)
        return {organ: tuple(edges) for organ, edges in found.items()}

    def _edges_to_next(self, organ: OrganId) -> tuple[Edge, ...]:
        about = self.organs[organ]
        # Interpretation 253: the ministry is not the next higher organ of a provincial department
        if about.level is Level.PROVINCE and about.kind in GOVERNMENT_DEPARTMENTS:
            return self._edges_to_master(organ)
        return self.superior_edges[organ]

    def _edges_to_master(self, organ: OrganId) -> tuple[Edge, ...]:
        about, edges = self.organs[organ], self.superior_edges[organ]
        if about.vertical or about.kind not in TWO_MASTERS:
            return edges
        return tuple(edge for edge in edges if not self._is_line(edge))

    def _edges_in_line(self, organ: OrganId) -> tuple[Edge, ...]:
        edges = self.superior_edges[organ]
        if self.organs[organ].kind not in TWO_MASTERS:
            return edges
        return tuple(edge for edge in edges if self._is_line(edge))

    def _is_line(self, edge: Edge) -> bool:
        """Returns whether the edge joins like bodies, not a body and whom it belongs to."""
        of, to = self.organs[edge.of].kind, self.organs[edge.to].kind
        alike = of is to or (of in LEADERS and to in LEADERS)
        return edge.kind is EdgeKind.DEPARTMENT_LINE or (edge.kind in _OWN_KIND and alike)

    def _direct(self, kind: EdgeKind) -> Pairs:
        return frozenset((edge.of, edge.to) for edge in self.edges if edge.kind is kind)

    # ---- several steps up

    @cached_property
    def graph(self) -> Graph:
        """The superior edges in force, each from an organ to its superior."""
        return graph_of(self.organs, self._superior())

    def _superior(self) -> Iterator[Edge]:
        for edges in self.superior_edges.values():
            yield from edges

    @cached_property
    def _ancestors(self) -> Mapping[OrganId, frozenset[OrganId]]:
        return reachable(self.graph)

    @cached_property
    def _systems(self) -> Mapping[OrganId, frozenset[OrganId]]:
        def inside(edge: Edge) -> bool:
            return edge.kind is EdgeKind.SUBORDINATE_OF or self._is_line(edge)

        return reachable(graph_of(self.organs, filter(inside, self._superior())))

    # ---- territories

    @cached_property
    def _larger(self) -> Mapping[str, frozenset[str]]:
        """The territories strictly larger than each: the line of governments and committees."""
        ends = (
            (self.organs[edge.of], self.organs[edge.to])
            for edge in self.edges
            if edge.kind in _OWN_KIND
        )
        inside = (
            (of.territory, to.territory)
            for of, to in ends
            if of.kind in LEADERS and to.kind in LEADERS
        )
        reach = reachable(arcs((organ.territory for organ in self.organs.values()), inside))
        return {
            place: frozenset(u for u in found if place not in reach[u])
            for place, found in reach.items()
        }

    @cached_property
    def _leaders(self) -> Mapping[OrganId, frozenset[OrganId]]:
        """The governments and committees to which each organ belongs: itself, if it is one."""

        def belongs(edge: Edge) -> bool:
            of = self.organs[edge.of]
            return of.kind not in LEADERS and (of.vertical or not self._is_line(edge))

        found = reachable(graph_of(self.organs, filter(belongs, self._superior())))
        return {
            organ: frozenset(x for x in {*found[organ], organ} if self.organs[x].kind in LEADERS)
            for organ in self.organs
        }

    def _above(self) -> Iterator[tuple[OrganId, OrganId]]:
        below = self.pairs(Relation.ANCESTOR)
        yield from below
        for b in self.organs:
            for a in self._higher_by_territory(b):
                # INVARIANT: never both ways round, whatever the edges say
                if (b, a) not in below:
                    yield a, b

    def _higher_by_territory(self, b: OrganId) -> Iterator[OrganId]:
        for territory in self._common_larger(b):
            yield from self._authorities.get(territory, ())
        if self.organs[b].kind not in LEADERS:
            for territory in self._seats[b]:
                yield from self._committees.get(territory, ())

    @cached_property
    def _committees(self) -> Mapping[str, tuple[OrganId, ...]]:
        found = (o for o in self.organs.values() if o.kind is OrganKind.PARTY_COMMITTEE)
        return _grouped((organ.territory, organ.id) for organ in found)

    @cached_property
    def _seats(self) -> Mapping[OrganId, frozenset[str]]:
        return {
            organ: frozenset(self.organs[leader].territory for leader in leaders)
            for organ, leaders in self._leaders.items()
        }

    def _common_larger(self, organ: OrganId) -> frozenset[str]:
        """Returns the territories strictly larger than every one whose leaders lead the organ."""
        larger = [self._larger[seat] for seat in self._seats[organ]]
        return larger[0].intersection(*larger) if larger else frozenset()

    @cached_property
    def _authorities(self) -> Mapping[str, tuple[OrganId, ...]]:
        """Per territory its government, its committee and the bodies of either."""
        return _grouped(self._territory_and_authority())

    def _territory_and_authority(self) -> Iterator[tuple[str, OrganId]]:
        for organ in self.organs.values():
            if organ.kind in LEADERS:
                yield organ.territory, organ.id
        for edge in self.edges:
            of, to = self.organs[edge.of], self.organs[edge.to]
            owned = edge.kind is not EdgeKind.SUBORDINATE_OF and of.kind not in DEPENDENTS
            if owned and not of.vertical and to.kind in LEADERS and of.kind not in LEADERS:
                yield to.territory, of.id

    def _same_level(self) -> Iterator[tuple[OrganId, OrganId]]:
        groups = _grouped(((o.level, o.territory), o.id) for o in self.organs.values())
        for group in groups.values():
            yield from permutations(group, 2)

    def _conferences(self) -> Iterator[tuple[OrganId, OrganId]]:
        conferences = [
            organ for organ in self.organs.values() if organ.kind is OrganKind.JOINT_CONFERENCE
        ]
        for b in self.organs.values():
            containing = {b.territory, *self._larger[b.territory]}
            for a in conferences:
                if a.territory in containing and a.id != b.id:
                    yield a.id, b.id

    def _successors(self) -> Iterator[tuple[OrganId, OrganId]]:
        if not self.successions:
            return
        for old, new in reachable(graph_of((), self.successions)).items():
            yield from ((a, old) for a in new if a in self.organs)


def _reversed(edges: Iterable[Edge]) -> Pairs:
    return frozenset((edge.to, edge.of) for edge in edges)


def _grouped(items: Iterable[tuple[_Key, OrganId]]) -> Mapping[_Key, tuple[OrganId, ...]]:
    groups: dict[_Key, list[OrganId]] = {}
    for key, organ in items:
        groups.setdefault(key, []).append(organ)
    return {key: tuple(group) for key, group in groups.items()}
