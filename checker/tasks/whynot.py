"""Why not: the fewest changes of the record under which an instance would have another outcome.

Each answer is replayed through the reference meaning, on the whole record, before it is given: on
the first and the last day it speaks of, and within the matter on every day between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice
from typing import TYPE_CHECKING, Final, TypeAlias

from checker.ground.asking import Asking
from checker.ground.cells import Cells
from checker.ground.completions import completed, constraints
from checker.ground.explore import Leaf, split
from checker.ground.ground import Grounder
from checker.ground.periods import NotExpressible
from checker.ground.residual import (
    BoolSymbol,
    CellName,
    IntSymbol,
    Residual,
    Symbol,
    WordIs,
    WordSymbol,
    not_,
)
from checker.tasks.instance import Judged, Options
from checker.tasks.proof import about
from checker.tasks.replay import world_of
from checker.tasks.suppose import (
    ADDED,
    DAYS,
    Add,
    Move,
    Supposition,
    supposed,
    within,
    worth_supposing,
)
from model.history import Event, EventId
from model.logic.meaning import Outcome, outcome, references, whole, word
from model.logic.readings import all_readings
from model.organs.hierarchy import Hierarchy
from model.words import Field, Kind

if TYPE_CHECKING:
    from checker.smt.solve import Completions, Possible

MOST_ANSWERS: Final = 5
MOST_PAIRS: Final = 120
"""Pairs of changes tried where no single one will do."""
_DULL: Final = ("order", "refers", "written", "sent", "to", "received", "on", "by")
"""Cells that are said only where needed: tried first when an answer is made smaller."""

Value: TypeAlias = int | str | bool
Values: TypeAlias = Mapping[Symbol, Value]


@dataclass(frozen=True, slots=True)
class Range:
    """Of a cell that is a day or a number: the answer holds for every value of `first..last`.
    `lowest`: no smaller one is possible (no earlier day); `highest`: no greater one."""

    cell: CellName
    first: int
    last: int
    lowest: bool
    highest: bool


@dataclass(frozen=True)
class Contrast:
    """With these changes the outcome would be that. `facts`: what the act added, the cells changed
    and those the record leaves open must be; any other value of what is not named would do.

    INVARIANT: the reference meaning says so of the whole record.
    """

    changes: tuple[Supposition, ...]
    ranges: tuple[Range, ...]
    facts: tuple[tuple[CellName, Value], ...]
    outcome: Outcome


def contrasts(judged: Judged, wanted: Outcome, options: Options) -> tuple[Contrast, ...]:
    """Returns at most five smallest sets of changes under which the outcome is the wanted one, by
    the default readings. Empty iff no one or two changes of this record were found to do."""
    search = _Search(judged, wanted, options)
    nothing = search.tried(())
    if nothing is not None:
        return (nothing,)
    ids = search.ids
    worse = wanted is Outcome.VIOLATED
    single = worth_supposing(judged.rule, ids, search.near, worse=worse)
    of_triggers = [one for one in single if isinstance(one, Move) and one.event in ids]
    likely = [one for one in single if one not in of_triggers]
    for sets in (
        ((one,) for one in likely),
        ((one,) for one in of_triggers),
        islice(combinations(single, 2), MOST_PAIRS),
    ):
        found = tuple(search.first_of(sets))
        if found:
            return found
    return ()


def latest_of(judged: Judged, act: Add, options: Options) -> int | None:
    """Returns a last day on which such an act, added to the record, would have satisfied the
    instance (it would on every day before it from some day on); None iff none was found."""
    found = _Search(judged, Outcome.SATISFIED, options).tried((act,))
    if found is None:
        return None
    own = [r.last for r in found.ranges if r.cell.owner == ADDED and r.cell.field in DAYS]
    return min(own, default=act.days[1] if act.days else None)


class _Search:
    """Asks of one set of changes after the other whether it gives the wanted outcome."""

    def __init__(self, judged: Judged, wanted: Outcome, options: Options) -> None:
        self.judged, self.wanted, self.options = judged, wanted, options
        self.near = about(judged)
        self.ids: tuple[EventId, ...] = tuple(e.id for e in judged.events)
        self.leaf = judged.default[0]

    def first_of(self, sets: Iterable[tuple[Supposition, ...]]) -> Iterator[Contrast]:
        """Yields the first few answers."""
        given, moved = 0, set[Kind]()
        for changes in sets:
            # an act of a kind that might have come on another day need not be added as well
            spare = any(isinstance(c, Add) and c.kind in moved for c in changes)
            found = None if spare else self.tried(changes)
            if found is not None:
                moved |= {self.near.by_id[c.event].kind for c in changes if isinstance(c, Move)}
                yield found
                given += 1
            if given == MOST_ANSWERS:
                return

    def tried(self, changes: tuple[Supposition, ...]) -> Contrast | None:
        """Returns the answer these changes give; None iff they give none."""
        try:
            return self._tried(changes)
        except NotExpressible:
            return None

    def _tried(self, changes: tuple[Supposition, ...]) -> Contrast | None:
        from checker.smt.solve import DEFAULT_RLIMIT, Completions, Possible

        leaf = self._supposing(changes)
        residual = leaf.split.when.get(self.wanted, False)
        if residual is False:
            return None
        limits, rlimit = list(constraints(leaf.cells)), self.options.rlimit or DEFAULT_RLIMIT
        solver = Completions(leaf.cells.definitions, limits, rlimit)
        reply = solver.possible(residual)
        if not isinstance(reply, Possible) or not self._replays(leaf, reply.values):
            return None
        values = _plainest(Completions(leaf.cells.definitions, limits, rlimit), residual, reply)
        facts = sorted(((s, v) for s, v in values.items() if _is_cell(s)), key=_interest)
        core = solver.core(not_(residual), facts, ordered=True)
        if not isinstance(core, tuple):
            return None
        return self._answer(changes, leaf, values, [facts[place] for place in core])

    def _answer(
        self,
        changes: tuple[Supposition, ...],
        leaf: Leaf,
        values: Values,
        needed: Sequence[tuple[Symbol, Value]],
    ) -> Contrast | None:
        """Returns the answer with its days made as wide as they may be; None iff it does not hold
        in the recorded order of days, or of the whole record."""
        said = {s: v for s, v in values.items() if s.name.field != "order"}
        if not self._replays(leaf, said):
            return None
        ranges = tuple(
            self._range(leaf, said, symbol, value)
            for symbol, value in needed
            if isinstance(symbol, IntSymbol) and isinstance(value, int) and symbol in said
        )
        ends = [_with(said, one.cell, end) for one in ranges for end in (one.first, one.last)]
        if not all(self._replays(leaf, values, everywhere=True) for values in (said, *ends)):
            return None
        facts = tuple((s.name, value) for s, value in needed if not isinstance(s, IntSymbol))
        return Contrast(changes, ranges, facts, self.wanted)

    def _supposing(self, changes: tuple[Supposition, ...]) -> Leaf:
        # nothing else is supposed to have gone unrecorded
        closed = replace(self.near, open_kinds=frozenset())
        changed = supposed(closed, self.ids[-1], changes)
        events = tuple(changed.by_id[id] for id in self.ids)
        rule, readings = self.judged.rule, self.leaf.readings
        cells = Cells(changed, limits=self.leaf.cells.limits)
        ask = Asking(dict(readings), frozenset(all_readings()))
        return Leaf(
            readings, split(rule, events, Grounder(cells, ask, self.options.calendar)), cells
        )

    def _replays(self, leaf: Leaf, values: Values, *, everywhere: bool = False) -> bool:
        """Returns whether the reference meaning agrees within the matter (or of the whole record),
        and whoever acts exists on that day."""
        world = world_of(leaf, values, self.options.calendar)
        history, touched = world.history, {s.name.owner for s in values}
        if not all(_exist(e, history.hierarchy) for e in history.events if e.id in touched):
            return False
        if everywhere:
            history = within(self.judged.history, history)
        bound = tuple(history.by_id[id] for id in self.ids)
        return outcome(self.judged.rule, bound, replace(world, history=history)) is self.wanted

    def _range(self, leaf: Leaf, values: Values, symbol: IntSymbol, value: int) -> Range:
        """Returns the values around this one that give the wanted outcome too."""
        low, high = _possible(leaf, values, symbol)
        first = last = value
        while last < high and self._replays(leaf, _with(values, symbol.name, last + 1)):
            last += 1
        while first > low and self._replays(leaf, _with(values, symbol.name, first - 1)):
            first -= 1
        return Range(symbol.name, first, last, first == low, last == high)


def _exist(e: Event, tree: Hierarchy) -> bool:
    """Returns whether the organs that do the act, and that it is addressed to, exist on its day."""
    named = (word(e.cells[f]) for f in (Field.BY, Field.TO) if f in e.cells)
    organs = (party.partition("/")[0] for party in named)
    return all(tree.alive(o, whole(e.cell(Field.ON))) for o in organs if tree.is_organ(o))


def _plainest(solver: Completions, wanted: Residual, found: Possible) -> Values:
    """Returns a completion with the wanted outcome that says no and the first word wherever it may,
    in the order of the cells: the same one whatever the solver met before."""
    solver.demand(wanted)
    values: Values = found.values
    for symbol in sorted(values, key=lambda s: s.name):
        match symbol:
            case BoolSymbol():
                plain: Residual = not_(symbol)
            case WordSymbol(_, options):
                plain = WordIs(symbol, options[0])
            case IntSymbol():
                continue
        reply = solver.possible(plain)
        if isinstance(reply, type(found)):
            solver.demand(plain)
            values = reply.values
    return values


def _with(values: Values, cell: CellName, value: int) -> Values:
    return {s: value if s.name == cell else v for s, v in values.items()}


def _possible(leaf: Leaf, values: Values, symbol: IntSymbol) -> tuple[int, int]:
    """Returns the least and greatest value the cell can have beside the rest: no act comes before
    what it refers to, nor after what refers to it."""
    done = completed(leaf.cells, values)
    if symbol.name.field not in DAYS or symbol.name.owner not in done.by_id:
        return symbol.low, symbol.high
    own = done.by_id[symbol.name.owner]
    before = [whole(done.by_id[id].cell(Field.ON)) for id in references(own)]
    after = [whole(e.cell(Field.ON)) for e in done.events if own.id in references(e)]
    return max((symbol.low, *before)), min((symbol.high, *after))


def _is_cell(symbol: Symbol) -> bool:
    return symbol.name.owner not in ("aux", "calendar")


def _interest(item: tuple[Symbol, Value]) -> tuple[int, CellName]:
    name = item[0].name
    return (_DULL.index(name.field) if name.field in _DULL else 0, name)
