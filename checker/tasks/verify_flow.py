"""The runs of an unfolded process as constraints over the events of one history.

The history holds every happening: those that all runs have as recorded events with an unknown day,
the others as optional ones (`ground.symbolic`). So rules are grounded over runs exactly as over the
unknown cells of a case.

A run is a whole one: it goes on to the end of the process, and every window of days is kept. The
record of a run is complete and ends after every deadline.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from checker.ground.cells import Cells, rank_symbol
from checker.ground.completions import constraints
from checker.ground.residual import (
    CellName,
    IntSymbol,
    Lin,
    Residual,
    WordSymbol,
    and_,
    at_most,
    not_,
    or_,
    word_is,
)
from checker.tasks.verify_unfold import Fork, Happening, Together, Turn, Unfolded, Unfolding
from model.calendar import date_of
from model.casefile.faults import CaseFault
from model.casefile.records import CaseRecord, EventRecord
from model.casefile.resolve import resolve
from model.history import Event, EventId, History, References, Span
from model.organs.hierarchy import Hierarchy
from model.words import Field

AFTERWARDS = 200
"""Days after the last possible step on which the record of a run ends: all deadlines passed."""


@dataclass(frozen=True)
class Runs:
    """All runs of a process: their common record and history. `history.as_of` is the horizon."""

    unfolding: Unfolding
    record: CaseRecord
    history: History

    @cached_property
    def by_id(self) -> Mapping[EventId, Happening]:
        """The happenings by id."""
        return {h.id: h for h in self.unfolding.happenings()}

    @property
    def start(self) -> Lin:
        """The day the process begins."""
        window = self.unfolding.start
        if window.earliest == window.latest:
            return Lin(window.earliest)
        name = CellName("process", "start")
        return Lin(0, ((IntSymbol(name, window.earliest, window.latest), 1),))


def runs_of(unfolding: Unfolding, hierarchy: Hierarchy) -> Runs:
    """Returns the runs of an unfolded process among these organs; CaseFault, with its place in the
    process, for what no case file could hold."""
    happenings = tuple(unfolding.happenings())
    record = _record(unfolding, happenings)
    try:
        history = resolve(record, hierarchy)
    except CaseFault as fault:
        raise _in_process(fault, happenings) from None
    events = tuple(_unknown(e, h) for e, h in zip(history.events, happenings, strict=True))
    return Runs(unfolding, record, replace(history, events=events))


def _record(unfolding: Unfolding, happenings: tuple[Happening, ...]) -> CaseRecord:
    from model.casefile.values import Days

    def event(h: Happening) -> EventRecord:
        changed: dict[str, object] = {
            "id": h.id,
            "on": Days(date_of(h.earliest), date_of(h.latest)),
        }
        if h.refers:
            changed["refers"] = tuple(alternatives[0] for alternatives in h.refers)
        if h.step.event.same_as:
            pairs = zip(h.step.event.same_as, h.same_as, strict=True)
            changed["same_as"] = tuple(s.model_copy(update={"event": id}) for s, id in pairs)
        return h.step.event.model_copy(update=changed)

    process = unfolding.process
    return CaseRecord(
        case=process.process,
        as_of=date_of(unfolding.last + AFTERWARDS),
        record="complete",
        organs=process.organs,
        matters=process.matters,
        events=tuple(event(h) for h in happenings),
    )


def _in_process(fault: CaseFault, happenings: tuple[Happening, ...]) -> CaseFault:
    match fault.at:
        case ("events", int() as place, *rest):
            at = (*happenings[place].at, *rest)
            return CaseFault(fault.message, at, fault.help, on_key=fault.on_key)
        case _:
            return fault


def _unknown(e: Event, h: Happening) -> Event:
    """Returns the event with the days of its window, and with every reference it may have."""
    options = {frozenset(option) for option in _options(h.refers)}
    return replace(
        e,
        cells={**e.cells, Field.ON: Span(h.earliest, h.latest)},
        refers=References(tuple(sorted(options, key=sorted))) if len(options) > 1 else e.refers,
        recorded=not h.scope,
    )


def _options(refers: tuple[tuple[EventId, ...], ...]) -> Iterator[tuple[EventId, ...]]:
    if not refers:
        yield ()
        return
    for first in refers[0]:
        for rest in _options(refers[1:]):
            yield (first, *rest)


# ---- constraints ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the process: when a run comes by, and on which day then."""

    here: Residual
    day: Lin


@dataclass
class Flow:
    """Collects what the control flow demands of the cells of `runs.history`."""

    runs: Runs
    cells: Cells
    demands: list[Residual] = field(default_factory=list[Residual])

    def sequence(self, parts: Unfolded, point: Point) -> Point:
        """Returns the point after these parts, done one after the other."""
        for part in parts:
            match part:
                case Happening():
                    point = self._step(part, point)
                case Fork():
                    point = self._fork(part, point)
                case Together(branches):
                    ends = [self.sequence(branch, point) for branch in branches]
                    point = Point(point.here, self._latest([e.day for e in ends]))
        return point

    def _step(self, h: Happening, before: Point) -> Point:
        event = self.runs.history.by_id[h.id]
        done, day = self.cells.occurred(event), self.cells.day(event)
        self.demands += [or_((not_(done), before.here)), or_((done, not_(before.here)))]
        self._window(done, before.day, day, h.step.after.least, h.step.after.most)
        for meant, days in h.within:
            for one in meant:
                meant_here = and_((done, self._last_of(meant, one)))
                self._window(meant_here, self._day(one), day, days.least, days.most)
        self._set_limit(h, event, day)
        self._references(h, event, done)
        return Point(before.here, day)

    def _window(self, when: Residual, start: Lin, day: Lin, least: int, most: int) -> None:
        for bound in (at_most(start + least, day), at_most(day, start + most)):
            self.demands.append(or_((not_(when), bound)))

    def _day(self, id: EventId) -> Lin:
        return self.cells.day(self.runs.history.by_id[id])

    def _done(self, id: EventId) -> Residual:
        return self.cells.occurred(self.runs.history.by_id[id])

    def _last_of(self, meant: tuple[EventId, ...], one: EventId) -> Residual:
        """Returns when `one` is the last of them that happened; `meant` has the latest first."""
        later = meant[: meant.index(one)]
        return and_((self._done(one), *(not_(self._done(id)) for id in later)))

    def _set_limit(self, h: Happening, event: Event, day: Lin) -> None:
        limit = h.step.event.limit
        if isinstance(limit, int):
            set_day = self.cells.day(event, Field.LIMIT)
            self.demands += [at_most(set_day, day + limit), at_most(day + limit, set_day)]

    def _references(self, h: Happening, event: Event, done: Residual) -> None:
        if event.refers.known:
            return
        # a reference to nothing is no missing run: `dangling` finds it and the process is refused
        lost = or_(and_(not_(self._done(id)) for id in names) for names in h.refers)
        for condition, refers in self.cells.referred(event):
            meant = and_(
                or_(self._last_of(names, id) for id in names if id in refers) for names in h.refers
            )
            self.demands.append(or_((not_(done), not_(condition), lost, meant)))

    def _fork(self, fork: Fork, before: Point) -> Point:
        taken = WordSymbol(
            CellName(fork.name, "taken"), tuple(str(i) for i in range(len(fork.branches)))
        )
        day = before.day
        for place in reversed(range(len(fork.branches))):
            chosen = word_is(taken, str(place))
            here = and_((before.here, chosen))
            end = self.sequence(fork.branches[place], Point(here, before.day))
            day = self.cells.if_then_else(f"after {fork.name}", chosen, end.day, day)
        return Point(before.here, day)

    def _latest(self, days: list[Lin]) -> Lin:
        latest = days[0]
        for day in days[1:]:
            latest = self.cells.if_then_else("last branch", at_most(latest, day), day, latest)
        return latest


def run_constraints(runs: Runs, cells: Cells) -> list[Residual]:
    """Returns what every run respects. To be called after grounding, which finds out whose order
    on one day matters."""
    flow = Flow(runs, cells)
    flow.sequence(runs.unfolding.parts, Point(True, runs.start))
    order = (r for pair in _ordered_pairs(runs, cells) for r in (_first(*pair, cells),))
    return [*flow.demands, *order, *constraints(cells)]


def _ordered_pairs(runs: Runs, cells: Cells) -> Iterator[tuple[Event, Event]]:
    asked = [e for e in runs.history.events if e.id in cells.ranked]
    for place, x in enumerate(asked):
        for y in asked[place + 1 :]:
            if not _side_by_side(runs.by_id[x.id].lanes, runs.by_id[y.id].lanes):
                yield x, y


def _side_by_side(left: tuple[Turn, ...], right: tuple[Turn, ...]) -> bool:
    lanes = dict(left)
    return any(lanes.get(name, branch) != branch for name, branch in right)


def _first(x: Event, y: Event, cells: Cells) -> Residual:
    rx, ry = (Lin(0, ((rank_symbol(e, cells.history, len(cells.ghosts)), 1),)) for e in (x, y))
    return at_most(rx + 1, ry)


def dangling(runs: Runs, cells: Cells) -> Iterator[tuple[Happening, str, Residual]]:
    """Yields each step with a step it refers to that may not have happened, and when it has not."""
    for h in runs.unfolding.happenings():
        happened = cells.occurred(runs.history.by_id[h.id])
        for name, meant in zip(h.step.event.refers or (), h.refers, strict=True):
            first = runs.by_id[meant[-1]]
            if first.scope != h.scope[: len(first.scope)]:
                none = and_(not_(cells.occurred(runs.history.by_id[id])) for id in meant)
                yield h, name, and_((happened, none))
