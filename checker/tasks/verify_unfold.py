"""Unfolding a process: every step once per turn of its loops, with the days it may fall on and the
steps it refers to. No solver yet: this is the shape all runs share.

An unfolded process is a tree. A run takes one branch of every `Fork` it comes to and does all
branches of every `Together`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never

from model.casefile.faults import CaseFault, DocPath, did_you_mean, quoted
from model.history import EventId
from model.process import (
    Between,
    ChoiceRecord,
    FlowItem,
    LoopRecord,
    OptionalRecord,
    ParallelRecord,
    ProcessRecord,
    StepRecord,
)

Turn: TypeAlias = tuple[str, int]
"""A branch taken at a fork: the name of the fork, the place of the branch."""

MOST_EVENTS = 400
"""The most events of an unfolded process."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One step in one turn. It happens iff the run takes the branches in `scope`. `earliest` and
    `latest` are day numbers. `lanes` are the branches of parallel parts it lies in.

    `refers` and `within`: for each step named, those that may be meant, the last that happened
    being the one.
    """

    id: EventId
    step: StepRecord
    at: DocPath
    scope: tuple[Turn, ...]
    lanes: tuple[Turn, ...]
    earliest: int
    latest: int
    refers: tuple[tuple[EventId, ...], ...]
    within: tuple[tuple[tuple[EventId, ...], Between], ...]
    same_as: tuple[EventId, ...]


@dataclass(frozen=True, slots=True)
class Fork:
    """One of the branches is taken."""

    name: str
    branches: tuple[Unfolded, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """All branches are done."""

    branches: tuple[Unfolded, ...]


Part: TypeAlias = Happening | Fork | Together
Unfolded: TypeAlias = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which the process may be at one point."""

    earliest: int
    latest: int


@dataclass(frozen=True, slots=True)
class Unfolding:
    """A process with its loops unfolded. `turns`: the bound of the deepest nest of loops, None iff
    there is no loop. `last`: no event is later than this day."""

    process: ProcessRecord
    start: Window
    parts: Unfolded
    turns: int | None
    last: int

    def happenings(self) -> Iterator[Happening]:
        """Yields every happening, in the order of the file."""
        yield from happenings_of(self.parts)


def happenings_of(parts: Unfolded) -> Iterator[Happening]:
    """Yields the happenings of a sequence, in order, branch after branch."""
    for part in parts:
        match part:
            case Happening():
                yield part
            case Fork(_, branches) | Together(branches):
                for branch in branches:
                    yield from happenings_of(branch)


def unfold(process: ProcessRecord) -> Unfolding:
    """Returns the unfolded process; CaseFault where a step names one that cannot be meant, or
    the process is too large."""
    first, last = (d.toordinal() for d in process.first_days)
    work = _Work(set(_step_names(process.flow)))
    start = Window(first, last)
    parts, _ = work.sequence(process.flow, ("flow",), _Spot(start, {}, (), ()))
    most = max((h.latest for h in happenings_of(parts)), default=last)
    return Unfolding(process, start, parts, most_turns(process.flow), most)


def most_turns(flow: tuple[FlowItem, ...]) -> int | None:
    """Returns the most turns of any loop; None iff there is none."""
    from model.process import branches_of

    found: list[int] = []
    for item in flow:
        if isinstance(item, LoopRecord):
            found.append(item.times.most)
        inner = (most_turns(branch) for _, branch in branches_of(item))
        found += [n for n in inner if n is not None]
    return max(found, default=None)


def _step_names(flow: tuple[FlowItem, ...]) -> Iterator[str]:
    from model.process import branches_of

    for item in flow:
        if isinstance(item, StepRecord):
            yield item.step
        for _, branch in branches_of(item):
            yield from _step_names(branch)


Seen: TypeAlias = Mapping[str, tuple[Happening, ...]]
"""What each step name may mean so far, in order."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where the unfolding stands."""

    window: Window
    seen: Seen
    scope: tuple[Turn, ...]
    lanes: tuple[Turn, ...]

    def inside(self, turn: Turn) -> _Spot:
        return _Spot(self.window, self.seen, (*self.scope, turn), self.lanes)

    def beside(self, turn: Turn) -> _Spot:
        return _Spot(self.window, self.seen, self.scope, (*self.lanes, turn))


@dataclass
class _Work:
    """Numbers what it unfolds. `names`: every step name of the process."""

    names: set[str]
    ids: set[EventId] = field(default_factory=set[EventId])
    forks: int = 0

    def sequence(
        self, flow: tuple[FlowItem, ...], at: DocPath, spot: _Spot
    ) -> tuple[Unfolded, _Spot]:
        parts: list[Part] = []
        for place, item in enumerate(flow):
            found, spot = self.item(item, (*at, place), spot)
            parts += found
        return tuple(parts), spot

    def item(self, item: FlowItem, at: DocPath, spot: _Spot) -> tuple[Unfolded, _Spot]:
        match item:
            case StepRecord():
                done = self.happening(item, at, spot)
                seen = {**spot.seen, item.step: (*spot.seen.get(item.step, ()), done)}
                after = _Spot(Window(done.earliest, done.latest), seen, spot.scope, spot.lanes)
                return (done,), after
            case ChoiceRecord(choice=branches):
                ways = tuple((b, (*at, "choice", i)) for i, b in enumerate(branches))
                return self.fork(ways, spot)
            case OptionalRecord(optional=body):
                return self.fork(((body, (*at, "optional")), ((), at)), spot)
            case ParallelRecord(parallel=branches):
                return self.together(branches, at, spot)
            case LoopRecord(loop=body, times=times):
                return self.turns(body, times, (*at, "loop"), spot)
            case _:
                assert_never(item)

    def fork(
        self, ways: tuple[tuple[tuple[FlowItem, ...], DocPath], ...], spot: _Spot
    ) -> tuple[Unfolded, _Spot]:
        name = self._next("fork")
        done = [
            self.sequence(flow, at, spot.inside((name, place)))
            for place, (flow, at) in enumerate(ways)
        ]
        return (Fork(name, tuple(p for p, _ in done)),), _joined(spot, [s for _, s in done])

    def together(
        self, branches: tuple[tuple[FlowItem, ...], ...], at: DocPath, spot: _Spot
    ) -> tuple[Unfolded, _Spot]:
        name = self._next("parallel")
        done = [
            self.sequence(flow, (*at, "parallel", place), spot.beside((name, place)))
            for place, flow in enumerate(branches)
        ]
        joined = _joined(spot, [s for _, s in done])
        earliest = max(s.window.earliest for _, s in done)
        after = _Spot(Window(earliest, joined.window.latest), joined.seen, spot.scope, spot.lanes)
        return (Together(tuple(p for p, _ in done)),), after

    def turns(
        self, body: tuple[FlowItem, ...], times: Between, at: DocPath, spot: _Spot
    ) -> tuple[Unfolded, _Spot]:
        """One turn after the other; each beyond the least is a fork: again, or on."""
        if times.most == 0:
            return (), spot
        less = Between(max(times.least - 1, 0), times.most - 1)
        if times.least > 0:
            first, after = self.sequence(body, at, spot)
            rest, end = self.turns(body, less, at, after)
            return (*first, *rest), end
        name = self._next("fork")
        again, after = self.sequence(body, at, spot.inside((name, 0)))
        rest, end = self.turns(body, less, at, after)
        return (Fork(name, ((*again, *rest), ())),), _joined(spot, [end, spot])

    def _next(self, what: str) -> str:
        self.forks += 1
        return f"{what} {self.forks}"

    # ---- one step ----

    def happening(self, step: StepRecord, at: DocPath, spot: _Spot) -> Happening:
        refers = tuple(
            tuple(h.id for h in self._meant(name, spot, (*at, "refers")))
            for name in step.event.refers or ()
        )
        within = tuple(
            (self._meant(name, spot, (*at, "within", name)), days)
            for name, days in step.within.items()
        )
        sure = [(m, days) for m, days in within if _surely_happened(m[-1], spot)]
        window = _window(step, sure, spot.window)
        if len(self.ids) >= MOST_EVENTS:
            message = f"the process has more than {MOST_EVENTS} steps with its loops unfolded"
            raise CaseFault(message, at, "let its loops turn fewer times")
        return Happening(
            id=self._id(step.step),
            step=step,
            at=at,
            scope=spot.scope,
            lanes=spot.lanes,
            earliest=window.earliest,
            latest=window.latest,
            refers=refers,
            within=tuple((tuple(h.id for h in meant), days) for meant, days in within),
            same_as=tuple(self._same(s.event, spot, at) for s in step.event.same_as or ()),
        )

    def _meant(self, name: str, spot: _Spot, at: DocPath) -> tuple[Happening, ...]:
        """Returns the steps a name may mean here, latest first, up to one that has surely
        happened."""
        if name not in self.names:
            message = f"there is no step {quoted(name)}"
            raise CaseFault(message, at, did_you_mean(name, self.names))
        found: list[Happening] = []
        for done in reversed(spot.seen.get(name, ())):
            found.append(done)
            if _surely_happened(done, spot):
                break
        if not found:
            message = f"{quoted(name)} does not come before this step"
            raise CaseFault(message, at, "a step names steps done before it on its own path")
        return tuple(found)

    def _same(self, name: str, spot: _Spot, at: DocPath) -> EventId:
        meant = self._meant(name, spot, (*at, "same_as"))
        if not _surely_happened(meant[0], spot):
            message = f"`same_as` names {quoted(name)}, which has not surely happened by then"
            raise CaseFault(message, (*at, "same_as"), "name a step every run has done before")
        return meant[0].id

    def _id(self, name: str) -> EventId:
        id, number = name, 1
        while id in self.ids or (number > 1 and id in self.names):
            number += 1
            id = f"{name}-{number}"
        self.ids.add(id)
        return id


def _surely_happened(done: Happening, spot: _Spot) -> bool:
    """Whether every run that comes to the spot has done it."""
    return done.scope == spot.scope[: len(done.scope)]


def _window(
    step: StepRecord, within: list[tuple[tuple[Happening, ...], Between]], before: Window
) -> Window:
    earliest = before.earliest + step.after.least
    latest = before.latest + step.after.most
    for meant, days in within:
        earliest = max(earliest, min(h.earliest for h in meant) + days.least)
        latest = min(latest, max(h.latest for h in meant) + days.most)
    # windows that do not meet: the constraints will say that no run comes here
    return Window(earliest, max(earliest, latest))


def _joined(before: _Spot, ends: list[_Spot]) -> _Spot:
    """Returns where several branches come together again."""
    seen: dict[str, tuple[Happening, ...]] = dict(before.seen)
    for end in ends:
        for name, happenings in end.seen.items():
            known = seen.get(name, ())
            seen[name] = (*known, *(h for h in happenings if h not in known))
    window = Window(min(e.window.earliest for e in ends), max(e.window.latest for e in ends))
    return _Spot(window, seen, before.scope, before.lanes)
