"""On which days an act still meets a demand: the exact set, under one combination of readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

from checker.ground.asking import Asking
from checker.ground.cells import Cells, rank_symbol
from checker.ground.completions import Value, completed
from checker.ground.explore import Leaf, split
from checker.ground.ground import Grounder
from checker.ground.residual import (
    BoolSymbol,
    CellName,
    IntSymbol,
    Lin,
    Residual,
    Symbol,
    WordSymbol,
    and_,
    at_most,
    not_,
    or_,
    symbols_of,
)
from checker.ground.symbolic import limits
from checker.ground.valuation import Search, Valuation
from checker.tasks.instance import GOOD, Options
from checker.tasks.replay import world_in
from model.history import Event, History, Span
from model.logic.meaning import Outcome, outcome
from model.logic.rule import Rule
from model.words import Field

Days = tuple[tuple[int, int], ...]
"""Day numbers as ranges, both ends included, in order and apart from each other."""


@dataclass(frozen=True)
class Future:
    """An instance whose demand acts to come may meet, under the readings of one leaf."""

    rule: Rule
    events: tuple[Event, ...]
    leaf: Leaf
    acts: tuple[str, ...]
    given: History
    options: Options

    @property
    def today(self) -> int:
        """The day on which the record ends."""
        return self.given.as_of

    @property
    def history(self) -> History:
        """The history with the acts to come."""
        return self.leaf.cells.history

    @property
    def met(self) -> Residual:
        """When the demand is met."""
        return self.leaf.split.when.get(Outcome.SATISFIED, False)

    @property
    def kept(self) -> Residual:
        """When the demand is met, excused, or not made at all."""
        return or_(self.leaf.split.when.get(o, False) for o in GOOD)

    @cached_property
    def respected(self) -> Residual:
        """What every continuation respects."""
        return and_(limits(self.leaf.cells))

    @cached_property
    def days(self) -> tuple[IntSymbol, ...]:
        """The days of the acts to come."""
        spans = ((id, self.history.by_id[id].cells[Field.ON]) for id in self.acts)
        return tuple(
            IntSymbol(CellName(id, Field.ON.value), s.low, s.high)
            for id, s in spans
            if isinstance(s, Span) and not s.known
        )

    @cached_property
    def order(self) -> Mapping[Symbol, Value]:
        """The order of all events of a day: as recorded, the acts to come after it."""
        return {rank_symbol(e, self.history, 0): e.order for e in self.history.events}

    @cached_property
    def choices(self) -> tuple[Symbol, ...]:
        """What there is to choose of the acts: whether they happen, and all of them but the day."""
        definitions = self.leaf.cells.definitions
        own = symbols_of(and_((self.met, self.respected)), definitions)
        found = (s for s in own if s.name.owner in self.acts and s not in self.days)
        return tuple(sorted((s for s in found if s.name.field != "order"), key=lambda s: s.name))

    @property
    def last(self) -> int:
        """The last day that is worth a look."""
        due = self.leaf.split.due
        horizon = self.history.as_of
        return horizon if due is None else min(due.high, horizon)

    def on(self, day: int) -> Mapping[Symbol, Value]:
        """Returns the values by which every act is done on that day."""
        return {**self.order, **dict.fromkeys(self.days, day)}


Acts = Mapping[Symbol, Value]
"""Which acts happen, who does them, what they refer to and state: all but their day."""


def widened(future: Future, history: History, acts: tuple[str, ...]) -> Future:
    """Returns the same question over another history of acts to come."""
    pinned = future.options.pinned
    ask = Asking({**dict(future.leaf.readings), **pinned}, frozenset(pinned))
    cells = Cells(history, limits=future.options.limits)
    found = split(future.rule, future.events, Grounder(cells, ask, future.options.calendar))
    return replace(future, leaf=replace(future.leaf, split=found, cells=cells), acts=acts)


def first_acts(future: Future) -> Acts | None:
    """Returns acts that meet the demand on the first day on which some do, of those looked for by a
    small search: None proves nothing."""
    wanted = and_((future.respected, future.met))
    days = dict.fromkeys((future.today, future.last, (future.today + future.last) // 2))
    for day, named in product(days, (_likely(future), {})):
        search = Search(future.leaf.cells.definitions)
        found = search.first(wanted, {**future.on(day), **named})
        if found is not None:
            return _but_days(found, future)
    return None


def _likely(future: Future) -> Acts:
    """Returns that each act refers to the last trigger it may refer to."""
    triggers = [e.id for e in reversed(future.events)]
    likely: dict[Symbol, Value] = {}
    for act in (future.history.by_id[id] for id in future.acts):
        words = tuple(" ".join(sorted(o)) or "nothing recorded" for o in act.refers.options)
        named = next((id for id in triggers if id in words), None)
        if named is not None and not act.refers.known:
            likely[WordSymbol(CellName(act.id, "refers"), words)] = named
    return likely


def solved_acts(future: Future, days: Days) -> Acts | bool:
    """Returns acts that meet the demand on one of these days; False iff the solver refuted that
    there are any, True iff it gave up."""
    from checker.smt.solve import DEFAULT_RLIMIT, Completions, Impossible, Possible

    rlimit = future.options.rlimit or DEFAULT_RLIMIT
    asserted = [future.respected, future.met, *_together(future, days)]
    solver = Completions(future.leaf.cells.definitions, asserted, rlimit)
    reply = solver.possible(and_(_ordered(future)))
    if isinstance(reply, Possible):
        return _but_days(reply.values, future)
    return not isinstance(reply, Impossible)


def _together(future: Future, days: Days) -> Iterator[Residual]:
    numbers = [Lin(0, ((s, 1),)) for s in future.days]
    for one in numbers[1:]:
        yield at_most(one, numbers[0])
        yield at_most(numbers[0], one)
    if numbers:
        yield or_(
            and_((at_most(Lin(low), numbers[0]), at_most(numbers[0], Lin(high))))
            for low, high in days
        )


def _ordered(future: Future) -> Iterator[Residual]:
    for symbol, place in future.order.items():
        assert isinstance(symbol, IntSymbol)
        assert isinstance(place, int)
        rank = Lin(0, ((symbol, 1),))
        yield at_most(rank, Lin(place))
        yield at_most(Lin(place), rank)


def _but_days(values: Mapping[Symbol, Value], future: Future) -> Acts:
    """Returns the acts of a model, made whole: what it does not mention does not happen or is as
    the case file would read it."""
    chosen = {s: values.get(s, _plain(s)) for s in future.choices}
    return {**_likely(future), **chosen}


def _plain(symbol: Symbol) -> Value:
    match symbol:
        case BoolSymbol():
            return False
        case WordSymbol(_, options):
            return options[0]
        case IntSymbol(_, low, _):
            return low


def safe_days(future: Future, acts: Acts) -> tuple[Days, bool]:
    """Returns the days from today on which these acts meet the demand whatever the unknown facts
    are, and whether any such fact matters."""
    told = Valuation({**future.order, **acts}, future.leaf.cells.definitions)
    kept, respected = told.of(future.kept), told.of(future.respected)
    known = symbols_of(and_((kept, respected)), future.leaf.cells.definitions)
    doubts = not all(s in future.days or s.name.owner == "aux" for s in known)
    days = range(future.today, future.last + 1)
    return ranges(d for d in days if certainly_met(future, acts, d)), doubts


def certainly_met(future: Future, acts: Acts, day: int) -> bool:
    """Returns whether nothing is broken or left undone, whatever the unknown facts are, if the acts
    are done on that day."""
    on = Valuation({**future.on(day), **acts}, future.leaf.cells.definitions)
    left = on.of(future.kept)
    if isinstance(left, bool):
        return left
    return _certain(left, on.of(future.respected), future)


def _certain(met: Residual, respected: Residual, future: Future) -> bool:
    wanted, definitions = and_((respected, not_(met))), future.leaf.cells.definitions
    search = Search(definitions)
    if search.first(wanted, {}) is not None:
        return False
    if not search.gave_up:
        return True
    from checker.smt.solve import DEFAULT_RLIMIT, Completions, Impossible

    solver = Completions(definitions, [], future.options.rlimit or DEFAULT_RLIMIT)
    return isinstance(solver.possible(wanted), Impossible)


# ---- replaying -----------------------------------------------------------------------------------


def done(future: Future, acts: Acts) -> History:
    """Returns the complete history in which the acts are done on the first day there is."""
    coming = tuple(e for e in future.history.events if not e.recorded)
    return completed(Cells(future.given, ghosts=coming), acts)


def moved(history: History, acts: tuple[str, ...], day: int) -> History:
    """Returns the history with these acts, its last, done on that day, on which its record
    ends."""
    events = tuple(_on(e, day) if e.id in acts else e for e in history.events)
    return replace(history, events=events, as_of=day)


def _on(e: Event, day: int) -> Event:
    return replace(e, cells={**e.cells, Field.ON: Span(day, day)})


def replayed(future: Future, whole: History, day: int) -> Outcome:
    """Returns what the reference meaning says if the acts are done on that day."""
    history = moved(whole, future.acts, day)
    world = world_in(history, future.leaf, {}, future.options.calendar)
    bound = tuple(history.by_id[e.id] for e in future.events)
    return outcome(future.rule, bound, world)


# ---- days ----------------------------------------------------------------------------------------


def ranges(days: Iterable[int]) -> Days:
    """Returns the days as ranges."""
    found: list[tuple[int, int]] = []
    for day in sorted(set(days)):
        if found and found[-1][1] == day - 1:
            found[-1] = found[-1][0], day
        else:
            found.append((day, day))
    return tuple(found)


def gaps(days: Sequence[tuple[int, int]], first: int, last: int) -> Days:
    """Returns the days of first..last that are in none of the ranges."""
    inside = {d for low, high in days for d in range(low, high + 1)}
    return ranges(d for d in range(first, last + 1) if d not in inside)
