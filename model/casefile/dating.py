"""When the events may have happened, and what they may refer to: each narrows the other until
stable.

The order of the list says nothing of dates. An event is never earlier than what it refers to, in
both directions: a late reference makes the event late, an early event makes its reference early.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from model.calendar.day import date_of, day_number
from model.casefile.drafts import Draft
from model.casefile.faults import CaseFault, DocPath, quoted
from model.casefile.kinds import Reference
from model.casefile.values import Days
from model.history import EventId, MatterId, References, Span
from model.words import Kind

FOUNDING: Final = day_number(date(1949, 10, 1))
"""The earliest day of an event of which nothing else is known."""


@dataclass(frozen=True, slots=True)
class Dated:
    """For every event the days it may have happened on and what it may refer to."""

    on: Mapping[EventId, Span]
    refers: Mapping[EventId, References]


@dataclass(slots=True)
class _Bounds:
    """The earliest and latest day of each event, narrowed step by step."""

    low: dict[EventId, int] = field(default_factory=dict[EventId, int])
    high: dict[EventId, int] = field(default_factory=dict[EventId, int])

    def same_known_day(self, a: Draft, b: Draft) -> bool:
        return self.low[a.id] == self.high[a.id] == self.low[b.id] == self.high[b.id]


def dated(drafts: tuple[Draft, ...], as_of: int, open_kinds: frozenset[Kind]) -> Dated:
    """Returns the possible days and references; CaseFault if some event has no possible day."""
    bounds = _first_bounds(drafts, as_of)
    by_id = {draft.id: draft for draft in drafts}
    groups: dict[MatterId, list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(draft.matter, []).append(draft)
    refers = {d.id: _options(d, groups[d.matter], open_kinds) for d in drafts}
    narrower = True
    while narrower:
        _propagate(drafts, by_id, refers, bounds)
        narrower = False
        # of two that could each refer to the other, the earlier recorded is referred to
        for draft in drafts:
            now = _narrowed(draft, groups[draft.matter], by_id, refers, bounds)
            narrower |= now != refers[draft.id]
            refers[draft.id] = now
    return Dated({d.id: Span(bounds.low[d.id], bounds.high[d.id]) for d in drafts}, refers)


# ---- days ----------------------------------------------------------------------------------------


def _first_bounds(drafts: tuple[Draft, ...], as_of: int) -> _Bounds:
    bounds = _Bounds()
    floors: dict[MatterId, int] = {}
    for draft in drafts:
        first = draft.on.first
        floors.setdefault(draft.matter, FOUNDING if first is None else day_number(first))
    for draft in drafts:
        where = draft.at("ends" if draft.ends_hearing else "on")
        span = span_within(draft.on, floors[draft.matter], as_of, where)
        bounds.low[draft.id], bounds.high[draft.id] = span.low, span.high
    return bounds


def span_within(days: Days, low: int, as_of: int, at: DocPath) -> Span:
    """Returns the day numbers of `days`; an unknown end is `low` or `as_of`, and nothing is
    after `as_of`.

    CaseFault if no day is left.
    """
    first = low if days.first is None else day_number(days.first)
    last = as_of if days.last is None else min(as_of, day_number(days.last))
    if first <= last:
        return Span(first, last)
    if days.first is not None and first > as_of:
        raise CaseFault(
            f"{quoted(str(days.first))} is after the record ends, on {_day(as_of)}",
            at,
            "`as_of` is the day up to which the record speaks",
        )
    raise CaseFault(
        f"no possible day is left: not before {_day(first)} and not after {_day(last)}",
        at,
        "an unknown day lies between the matter's first event and `as_of`",
    )


def _day(day: int) -> str:
    return quoted(str(date_of(day)))


def _propagate(
    drafts: tuple[Draft, ...],
    by_id: Mapping[EventId, Draft],
    refers: Mapping[EventId, References],
    bounds: _Bounds,
) -> None:
    changed = True
    while changed:
        changed = False
        for draft in drafts:
            options = refers[draft.id].options
            for id in sorted(options[0]) if len(options) == 1 else ():
                changed |= _order(by_id[id], draft, bounds)


def _order(earlier: Draft, later: Draft, bounds: _Bounds) -> bool:
    """Narrows both so that `earlier` is not after `later`; returns whether anything changed."""
    low, high = bounds.low[earlier.id], bounds.high[later.id]
    if low > high:
        raise CaseFault(
            f"{quoted(later.id)} refers to {quoted(earlier.id)}, which is later: "
            f"{_day(high)} is before {_day(low)}",
            later.at("on"),
            "an event is never earlier than what it refers to",
        )
    changed = bounds.low[later.id] < low or bounds.high[earlier.id] > high
    bounds.low[later.id] = max(bounds.low[later.id], low)
    bounds.high[earlier.id] = min(bounds.high[earlier.id], high)
    return changed


# ---- references ----------------------------------------------------------------------------------


def _options(draft: Draft, group: list[Draft], open_kinds: frozenset[Kind]) -> References:
    """Returns what the event may refer to as far as kinds tell: one recorded event, or an
    unrecorded one."""
    if draft.stated is not None:
        return References((draft.stated,))
    rule = draft.rule
    unsaid = draft.record.has("refers")  # null: something or nothing
    if rule.reference is Reference.REFUSED or (rule.reference is Reference.OPTIONAL and not unsaid):
        return References((frozenset(),))
    closed = open_kinds.isdisjoint(rule.refers)
    found = [o for o in group if o.kind in rule.refers and o.id != draft.id]
    if not found and closed:
        found = [o for o in group if o.kind in rule.failing]
    options = [frozenset({o.id}) for o in found]
    if rule.reference is Reference.OPTIONAL or not closed:
        options.append(frozenset())
    return References(tuple(options) or (frozenset(),))


def _narrowed(
    draft: Draft,
    group: list[Draft],
    by_id: Mapping[EventId, Draft],
    refers: Mapping[EventId, References],
    bounds: _Bounds,
) -> References:
    """Returns the options that dates allow and that lead into no circle. They only ever become
    fewer."""
    if draft.stated is not None:
        return _with_hearing(draft, draft.stated, group, bounds)
    options = (
        option
        for option in refers[draft.id].options
        if all(
            _may_precede(by_id[id], draft, bounds) and not _rests_on(id, draft.id, refers)
            for id in option
        )
    )
    return References(tuple(options) or (frozenset(),))


def _may_precede(earlier: Draft, later: Draft, bounds: _Bounds) -> bool:
    if earlier.id == later.id or bounds.low[earlier.id] > bounds.high[later.id]:
        return False
    if bounds.same_known_day(earlier, later):
        times = (earlier.record.time, later.record.time)
        if times[0] is not None and times[1] is not None and times[0] != times[1]:
            return times[0] < times[1]
        return earlier.order < later.order
    return True


def _rests_on(start: EventId, wanted: EventId, refers: Mapping[EventId, References]) -> bool:
    """Returns whether `start` surely refers to `wanted`, directly or through others."""
    seen: set[EventId] = set()
    todo = [start]
    while todo:
        options = refers[todo.pop()].options
        for id in options[0] if len(options) == 1 else ():
            if id == wanted:
                return True
            if id not in seen:
                seen.add(id)
                todo.append(id)
    return False


def _with_hearing(
    draft: Draft, stated: frozenset[EventId], group: list[Draft], bounds: _Bounds
) -> References:
    """An end of a hearing that names the request rather than the start also ends that request's
    hearing: the latest one begun before it, any of them if their days are unknown."""
    if draft.kind is not Kind.HEARING_END:
        return References((stated,))
    starts = [d for d in group if d.kind is Kind.HEARING_START]
    if any(d.id in stated for d in starts):
        return References((stated,))
    begun = [
        d for d in starts if (d.stated or frozenset()) & stated and _may_precede(d, draft, bounds)
    ]
    if all(bounds.low[d.id] == bounds.high[d.id] for d in begun):
        begun = sorted(begun, key=lambda d: (bounds.low[d.id], d.order))[-1:]
    return References(tuple(stated | {d.id} for d in begun) or (stated,))
