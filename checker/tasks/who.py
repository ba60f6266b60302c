"""Who: the organs without whose delay a limit would have been kept. Timing causation and no more.

An organ holds a matter from the day it got it to the day it passed it on. The but-for test asks of
each organ alone: had it used fewer days, everybody else as many as they did use, would the limit
have been kept? Where an organ did nothing it is asked whether an act of its own, on some day from
when it got the matter, would have kept it. Nothing is said of fault, of competence, of reasons for
a delay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from checker.ground.cells import Cells
from checker.ground.explore import Leaf
from checker.tasks.findings import Finding, Verdict
from checker.tasks.instance import GOOD, Judged, Options
from checker.tasks.proof import about
from checker.tasks.replay import world_of
from checker.tasks.suppose import DAYS, Add, kinds_asked_of, within
from checker.tasks.whynot import latest_of
from model.history import Choice, Event, EventId, History, Span
from model.logic import nodes as n
from model.logic.meaning import Outcome, World, outcome, rests_on
from model.words import Field, Kind

PASSED: Final = frozenset(
    {
        Kind.SUBMIT,
        Kind.TRANSFER,
        Kind.ASSIGN,
        Kind.REFER,
        Kind.REFER_UP,
        Kind.HANDOVER,
        Kind.REVIEW_REQUEST,
        Kind.RE_REVIEW_REQUEST,
    }
)
"""Acts that put a matter into the hands of the organ they are addressed to."""


@dataclass(frozen=True, slots=True)
class Holding:
    """An organ that had the matter. `got`: by which act; None: it took over from the one before.
    `since`..`until`: day numbers; `until` is None of the last. `left`: the days from `since` to
    the due day, negative iff that was over. `alone`: whether this organ alone could still have kept
    the limit when it got the matter. `faster`: by how many days less it would have, everybody else
    as slow as they were; `latest`: else the last day on which an act of its own would have."""

    organ: str
    got: EventId | None
    since: int
    until: int | None
    left: int
    alone: bool
    faster: int | None = None
    latest: int | None = None


@dataclass(frozen=True)
class Timing:
    """Who had the matter of a limit that was missed, in order. `lost`: the place of the first
    holding that began when nobody could keep the limit any more; None iff somebody always could."""

    due: int
    held: tuple[Holding, ...]
    lost: int | None

    @property
    def causes(self) -> tuple[str, ...]:
        """The organs without whose delay the limit would have been kept."""
        return tuple(dict.fromkeys(h.organ for h in self.held if h.alone))


def timing_of(judged: Judged, finding: Finding, options: Options) -> Timing | None:
    """Returns who had the matter and who could have kept the limit; None of what is no missed
    limit, or where the record does not say who had the matter and when."""
    demand = judged.rule.demand
    dated = isinstance(demand, n.Answer) and demand.due is not None
    if not dated or finding.due is None or finding.verdict is not Verdict.VIOLATED:
        return None
    test = _ButFor(judged, finding, options)
    held = tuple(test.held(finding.due))
    if not held:
        return None
    able = [place for place, h in enumerate(held) if h.alone]
    lost = None
    if not able or able[-1] < len(held) - 1:
        lost = able[-1] + 1 if able else 0
    return Timing(finding.due, held, lost)


@dataclass(frozen=True)
class _Hand:
    """Into whose hands the matter came, when, by which act."""

    organ: str
    day: int
    by: EventId | None


@dataclass(frozen=True, slots=True)
class _Faster:
    """An organ so many days faster with what it got on the day `since`, and who had it later."""

    days: int
    since: int
    later: frozenset[str]


class _ButFor:
    """Replays one instance with one organ as fast as it may have been."""

    def __init__(self, judged: Judged, finding: Finding, options: Options) -> None:
        self.judged, self.finding, self.options = judged, finding, options
        self.near = about(judged)
        self.leaf = judged.default[0]

    def held(self, due: int) -> Iterator[Holding]:
        hands = [h for h in self._hands() if h.day <= self._end]
        for place, hand in enumerate(hands, 1):
            after = hands[place] if place < len(hands) else None
            until = after.day if after else None
            one = Holding(hand.organ, hand.by, hand.day, until, due - hand.day, alone=False)
            later = frozenset(h.organ for h in hands[place:]) - {hand.organ}
            yield self._tested(one, after.by if after else self._late, later)

    @property
    def _late(self) -> EventId | None:
        return self.finding.act.id if self.finding.act else None

    @property
    def _end(self) -> int:
        """The day the limit was met after all or, if it never was, the record ends."""
        act = self.finding.act
        return self.near.as_of if act is None else _day(act) or self.near.as_of

    def _tested(self, one: Holding, act: EventId | None, later: frozenset[str]) -> Holding:
        """Returns the holding with what the organ alone could have done; `act`: the one by which it
        let the matter go, or met the demand too late; `later`: who had it afterwards."""
        if act is not None:
            moved = _day(self.near.by_id[act])
            for fewer in range(1, (moved or one.since) - one.since + 1):
                if self._kept(act, _Faster(fewer, one.since, later)):
                    return replace(one, alone=True, faster=fewer)
        last = self._own_act(one)
        return replace(one, alone=last is not None, latest=last)

    # ---- the same acts, earlier ----

    def _kept(self, act: EventId, faster: _Faster) -> bool:
        """Returns whether the limit is kept if the act, all that rests on it and what later holders
        did come so many days earlier; what the organ did before the act comes no later than it."""
        near = self._earlier(act, faster)
        return near is not None and self._good(near)

    def _earlier(self, act: EventId, faster: _Faster) -> History | None:
        """Returns the history so changed; None if an act would come before what it refers to."""
        history = self.near
        first = history.by_id[act]
        before = {id for id in rests_on(first, history) if _by(history.by_id[id]) == _by(first)}
        was = _day(first) or faster.since

        def follows(e: Event, on: int) -> bool:
            by_later = _by(e) in faster.later and on >= was
            return e.id == act or act in rests_on(e, history) or by_later

        def moved(e: Event) -> Event:
            on = _day(e)
            if on is not None and follows(e, on):
                return _on_day(e, on, on - faster.days)
            if on is not None and e.id in before and on >= faster.since:
                return _on_day(e, on, min(on, was - faster.days))
            return e

        changed = replace(history, events=tuple(moved(e) for e in history.events))
        return changed if _in_order(changed) else None

    def _good(self, history: History) -> bool:
        """Returns whether the reference meaning says so: within the matter, then of the whole
        record."""
        cells = Cells(replace(history, open_kinds=frozenset()), limits=self.leaf.cells.limits)
        leaf = Leaf(self.leaf.readings, self.leaf.split, cells)
        world = world_of(leaf, {}, self.options.calendar)
        if not self._kept_in(world):
            return False
        return self._kept_in(replace(world, history=within(self.judged.history, world.history)))

    def _kept_in(self, world: World) -> bool:
        bound = tuple(world.history.by_id[e.id] for e in self.judged.events)
        return outcome(self.judged.rule, bound, world) in KEPT

    # ---- an act of its own ----

    def _own_act(self, one: Holding) -> int | None:
        """Returns the last day on which an act of the organ's own would have met the demand, while
        it had the matter; None iff none would have."""
        last = one.until if one.until is not None else self.near.as_of
        found = (
            latest_of(self.judged, Add(kind, one.organ, (one.since, last)), self.options)
            for kind in kinds_asked_of(self.judged.rule)
        )
        return max((day for day in found if day is not None), default=None)

    # ---- who had it ----

    def _hands(self) -> Iterator[_Hand]:
        """Yields who got the matter, in order of days: by what led to the trigger, by what rests on
        it, and by taking over the functions of whoever had it."""
        tree, near = self.near.hierarchy, self.near
        trigger = self.judged.events[0]
        roots = {trigger.id, *rests_on(trigger, near)}
        chain = [e for e in near.events if e.id in roots or roots & rests_on(e, near)]
        last: _Hand | None = None
        for e in sorted(chain, key=lambda e: (_got_on(e) or 0, e.order)):
            day, to = _got_on(e), _got_by(e)
            if day is None or to is None or not tree.is_organ(to):
                continue
            took_over = list(self._takeovers(last, day)) if last else []
            yield from took_over
            last = took_over[-1] if took_over else last
            if last is None or to != last.organ:
                last = _Hand(to, day, e.id)
                yield last
        if last is not None:
            yield from self._takeovers(last, self._end)

    def _takeovers(self, hand: _Hand, until: int) -> Iterator[_Hand]:
        """Yields who carried on the organ's functions from a later day on, up to that day."""
        tree, organ = self.near.hierarchy, hand.organ
        for day in tree.successions(hand.organ):
            carriers = tree.carrier(hand.organ, day)
            if hand.day < day <= until and carriers and carriers[0] != organ:
                organ = carriers[0]
                yield _Hand(organ, day, None)


KEPT: Final = GOOD - {Outcome.NOT_ENGAGED}
"""What a limit that was kept makes of the instance: met, or excused in time."""


def _got_by(e: Event) -> str | None:
    """Returns into whose hands the event puts the matter: of an acceptance, of whoever accepts."""
    cell = e.cells.get(Field.TO if e.kind in PASSED else Field.BY)
    taken = e.kind in PASSED or e.kind is Kind.ACCEPT
    return cell.options[0] if taken and isinstance(cell, Choice) and cell.known else None


def _got_on(e: Event) -> int | None:
    return _day(e, Field.RECEIVED if e.kind in PASSED else Field.ON)


def _by(e: Event) -> str | None:
    cell = e.cells.get(Field.BY)
    return cell.options[0] if isinstance(cell, Choice) and cell.known else None


def _day(e: Event, field: Field = Field.ON) -> int | None:
    cell = e.cells.get(e.name_of(field))
    return cell.low if isinstance(cell, Span) and cell.known else None


def _on_day(e: Event, before: int, day: int) -> Event:
    fewer = before - day
    cells = {
        f: Span(c.low - fewer, c.high - fewer) if f in DAYS and isinstance(c, Span) else c
        for f, c in e.cells.items()
    }
    return replace(e, cells=cells)


def _in_order(history: History) -> bool:
    for e in history.events:
        own = _day(e)
        for id in e.refers.options[0] if e.refers.known else ():
            earlier = _day(history.by_id[id]) if id in history.by_id else None
            if own is not None and earlier is not None and own < earlier:
                return False
    return True
