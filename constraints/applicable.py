"""Which law a case is judged by if nobody names any (docs/decisions/013)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from constraints.registry import rules_named, rules_of_sources
from constraints.sources import PS, R05, R22
from model.history import Choice, Event, History, Members, Span
from model.logic.limits import LimitId
from model.logic.nodes import ReadingId
from model.logic.rewrite import limits_of
from model.logic.rule import Rule, Source
from model.words import EdgeKind, Field, MatterField, OrganKind

NATIONAL: Final = (R22, R05)


def applicable(
    history: History,
    named: tuple[str, ...] = (),
    pinned: Mapping[ReadingId, str] | None = None,
    limits: Collection[LimitId] = (),
) -> Mapping[str, Rule]:
    """Returns the rules to judge a history by: those the user named, else those the case names,
    else those of the sources that bind the organs in it by themselves.

    Of Order 79, where nobody named it, rules that turn on a limit without a number are left out
    unless `limits` sets it: they would leave every history of the police undetermined.
    """
    wanted = named or history.law
    if wanted:
        return rules_named(wanted)
    rules = rules_of_sources(tuple(s.id for s in binding(history, pinned or {})))
    return {
        id: rule
        for id, rule in rules.items()
        if rule.source != PS.id or set(limits_of(rule)) <= set(limits)
    }


def binding(history: History, pinned: Mapping[ReadingId, str]) -> tuple[Source, ...]:
    """Returns the sources that bind without being named: the national regulations in force on some
    day of the record, and Order 79 if a public security organ takes part while it is in force.

    The measures of an unnamed city or county never do, nor does policy.
    """
    first, last = _days(history)
    found = [s for s in NATIONAL if s.covers(first, last, pinned)]
    if PS.covers(first, last, pinned) and _police_take_part(history):
        found.append(PS)
    return tuple(found) or NATIONAL


def _days(history: History) -> tuple[int, int]:
    days = [d for e in history.events for d in _on(e)]
    return min(days, default=history.as_of), max((*days, history.as_of))


def _on(e: Event) -> Iterator[int]:
    match e.cells[Field.ON]:
        case Span(low, high):
            yield low
            yield high
        case _:
            pass


def _police_take_part(history: History) -> bool:
    return any(_is_police(history, party) for party in set(_parties(history)))


def _parties(history: History) -> Iterator[str]:
    """Yields every party that the record says acted, was addressed or is competent."""
    for e in history.events:
        for cell in e.cells.values():
            yield from _named(cell)
    for matter in history.matters.values():
        yield from _named(matter.cells[MatterField.COMPETENT])


def _named(cell: object) -> Iterator[str]:
    match cell:
        case Choice((str() as only,)):
            yield only
        case Members(sure):
            yield from sure
        case _:
            pass


def _is_police(history: History, party: str) -> bool:
    """Whether the party is a public security organ, its petition office, or somebody of either."""
    tree, organ = history.hierarchy, party.partition("/")[0]
    if not tree.is_organ(organ):
        return False
    if tree.organ(organ).kind is OrganKind.PUBLIC_SECURITY:
        return True
    return tree.is_petition_office(organ) and any(
        tree.organ(edge.to).kind is OrganKind.PUBLIC_SECURITY
        for edge in tree.edges
        if edge.of == organ and edge.kind is EdgeKind.PETITION_OFFICE_OF
    )
