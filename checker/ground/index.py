"""What is asked of one history again and again, found once: who answers whom, which events are of
one matter, and what was found true of it whatever the readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

from checker.ground.residual import Residual
from model.history import Event, EventId, History, MatterId
from model.logic.meaning import PASSING_ON, TAKING_UP, references, rests_on, taken_up
from model.words import Kind

Table = Mapping[Kind, tuple[Event, ...]]
"""Events by kind, in recorded order within a kind."""
Known = dict[tuple[object, ...], bool]
"""Truth values by the identity of a formula and the ids bound to its variables."""


class Index:
    """Tables of one history, each made when first asked for."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.known: Known = {}
        self.related: dict[tuple[object, ...], tuple[object, Residual]] = {}
        self._ids: dict[EventId, frozenset[EventId]] = {}
        self._answering: dict[EventId, Table] = {}
        self._answered: dict[EventId, Table] = {}
        self._rests_on: dict[EventId, frozenset[EventId]] = {}

    @cached_property
    def of_matter(self) -> Mapping[MatterId, Table]:
        """The events of each matter."""
        found: dict[MatterId, list[Event]] = {}
        for e in self.history.events:
            found.setdefault(e.matter, []).append(e)
        return {matter: _table(events) for matter, events in found.items()}

    def ids_answering(self, earlier: EventId) -> frozenset[EventId]:
        """Returns the ids of the events that answer that event, as `model.logic.meaning.answers`
        says; asked only where every reference is known."""
        if earlier not in self._ids:
            self._ids[earlier] = frozenset(self._found_answering(earlier))
        return self._ids[earlier]

    def answering(self, earlier: EventId) -> Table:
        """Returns the events that answer that event; asked only where every reference is known."""
        if earlier not in self._answering:
            self._answering[earlier] = self._of(self.ids_answering(earlier))
        return self._answering[earlier]

    def answered_by(self, later: EventId) -> Table:
        """Returns the events that the event answers; asked only where every reference is known."""
        if later not in self._answered:
            self._answered[later] = self._of(self._found_answered_by(later))
        return self._answered[later]

    def rests_on(self, e: Event) -> frozenset[EventId]:
        """Returns the ids of all events that `e` surely refers to, directly or through others."""
        if self.history.by_id.get(e.id) is not e:
            return rests_on(e, self.history)
        if e.id not in self._rests_on:
            self._rests_on[e.id] = rests_on(e, self.history)
        return self._rests_on[e.id]

    def _found_answering(self, earlier: EventId) -> set[EventId]:
        one = self.history.by_id[earlier]
        found = set(self._took_up.get(earlier, ()))
        if one.kind in TAKING_UP:
            for id in self._taken_up[earlier]:
                others = (e for e in self._refers_to.get(id, ()) if e != earlier)
                found |= {e for e in others if self._not_passing_on(e)}
        return found

    def _found_answered_by(self, later: EventId) -> set[EventId]:
        found = set(self._taken_up[later])
        if self._not_passing_on(later):
            for id in references(self.history.by_id[later]):
                others = (e for e in self._took_up.get(id, ()) if e != later)
                found |= {e for e in others if self.history.by_id[e].kind in TAKING_UP}
        return found

    def _not_passing_on(self, id: EventId) -> bool:
        return self.history.by_id[id].kind not in PASSING_ON

    @cached_property
    def _taken_up(self) -> Mapping[EventId, frozenset[EventId]]:
        return {e.id: taken_up(e, self.history) for e in self.history.events}

    @cached_property
    def _took_up(self) -> Mapping[EventId, frozenset[EventId]]:
        return _inverse(self._taken_up)

    @cached_property
    def _refers_to(self) -> Mapping[EventId, frozenset[EventId]]:
        return _inverse({e.id: references(e) for e in self.history.events})

    def _of(self, ids: Iterable[EventId]) -> Table:
        by_id = self.history.by_id
        found = (by_id[id] for id in ids if id in by_id)
        return _table(sorted(found, key=lambda e: e.order))


@lru_cache(maxsize=4)
def index_of(history: History) -> Index:
    """Returns the index of a history; the last few are kept."""
    return Index(history)


def _table(events: Iterable[Event]) -> Table:
    found: dict[Kind, list[Event]] = {}
    for e in events:
        found.setdefault(e.kind, []).append(e)
    return {kind: tuple(of_kind) for kind, of_kind in found.items()}


def _inverse(
    pairs: Mapping[EventId, frozenset[EventId]],
) -> Mapping[EventId, frozenset[EventId]]:
    found: dict[EventId, set[EventId]] = {}
    for one, others in pairs.items():
        for other in others:
            found.setdefault(other, set()).add(one)
    return {id: frozenset(ids) for id, ids in found.items()}
