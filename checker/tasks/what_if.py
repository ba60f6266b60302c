"""What becomes of an instance for each value of a few unknown facts: exact ranges of days.

For every value of the facts that have few, the range of the one that has many is cut where the
verdict turns, by halving: a part is not cut further once the solver has refuted one of the two
verdicts in all of it. Whatever outcome is named has a completion that was replayed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, product
from typing import TYPE_CHECKING, Final, TypeAlias

from checker.ground.cells import rank_symbol
from checker.ground.completions import constraints
from checker.ground.explore import Leaf
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
    word_is,
)
from checker.tasks.findings import Given, WhatIf
from checker.tasks.instance import Judged, Options
from checker.tasks.replay import replays
from model.logic.meaning import Outcome

if TYPE_CHECKING:
    from checker.smt.solve import Completions

Group: TypeAlias = tuple[CellName, frozenset[Symbol]]
"""An unknown fact and its symbols."""

MOST_WORDS: Final = 6
"""Values of a fact that are told one by one."""
MOST_COMBINATIONS: Final = 16
MOST_QUESTIONS: Final = 300
"""Questions to the solver for one set of facts."""


@dataclass(frozen=True, slots=True)
class _Case:
    """One value of a fact, when it has that value, and what of it may still be cut into ranges."""

    given: Given
    when: Residual
    days: IntSymbol | None = None


class _Enough(Exception):
    """The questions are used up, or the engines disagree: nothing is told."""


def what_each_makes(
    chosen: Sequence[Group], judged: Judged, leaf: Leaf, options: Options
) -> tuple[WhatIf, ...]:
    """Returns, for each combination of values of the facts, which outcomes some completion then
    has; empty iff that is too much to tell, or no value can be named. At most one fact is cut into
    ranges, the others that have many values stay whole."""
    cases = [_cases(group, leaf) for group in chosen]
    combinations = list(product(*cases))
    if not all(cases) or len(combinations) > MOST_COMBINATIONS:
        return ()
    asking = _Asking(judged, leaf, options)
    try:
        return tuple(w for one in combinations for w in asking.told(one))
    except _Enough:
        return ()


def _cases(group: Group, leaf: Leaf) -> list[_Case]:
    """Returns the values of a fact; none iff there are too many, or it has none to name."""
    name, symbols = group
    if name.owner == "record":
        return list(_unrecorded(name, leaf))
    if name.field == "order":
        return list(_orders(name, leaf))
    if len(symbols) != 1 or name.owner == "calendar":
        return []
    (symbol,) = symbols
    match symbol:
        case BoolSymbol():
            return [_Case("yes", symbol), _Case("no", not_(symbol))]
        case WordSymbol(_, options):
            few = len(options) <= MOST_WORDS
            return [_Case(o, word_is(symbol, o)) for o in options] if few else []
        case IntSymbol(_, low, high):
            return [_Case((low, high), True, symbol)]


def _unrecorded(name: CellName, leaf: Leaf) -> Iterator[_Case]:
    """Yields: none of the kind happened; one did, on a day that may be cut into ranges."""
    ghosts = [g for g in leaf.cells.ghosts if g.kind.value == name.detail]
    happened = [leaf.cells.occurred(g) for g in ghosts]
    yield _Case("no", and_(not_(h) for h in happened))
    day = leaf.cells.day(ghosts[0])
    alone = and_((happened[0], *(not_(h) for h in happened[1:])))
    if len(day.terms) == 1:
        symbol = day.terms[0][0]
        yield _Case((symbol.low, symbol.high), alone, symbol)
    else:
        yield _Case("yes", alone)


def _orders(name: CellName, leaf: Leaf) -> Iterator[_Case]:
    """Yields which of two events came first."""
    ids = name.owner.split(" ")
    if len(ids) != 2:
        return
    cells = leaf.cells
    symbols = (rank_symbol(cells.ranked[id], cells.history, len(cells.ghosts)) for id in ids)
    ranks = [Lin(0, ((symbol, 1),)) for symbol in symbols]
    yield _Case(f"{ids[0]} < {ids[1]}", at_most(ranks[0] + 1, ranks[1]))
    yield _Case(f"{ids[1]} < {ids[0]}", at_most(ranks[1] + 1, ranks[0]))


@dataclass
class _Asking:
    """One solver for all values of the facts."""

    judged: Judged
    leaf: Leaf
    options: Options
    asked: int = 0
    _solver: list[Completions] = field(default_factory=list["Completions"])

    def told(self, one: Sequence[_Case]) -> Iterator[WhatIf]:
        """Yields what the values make of the instance, range by range."""
        fixed = and_(c.when for c in one)
        place = next((k for k, c in enumerate(one) if c.days is not None), None)
        days = None if place is None else one[place].days
        parts = [(0, 0)] if days is None else list(self._ranges(fixed, days))
        for low, high in parts:
            inside = fixed if days is None else and_((fixed, _within(days, low, high)))
            outcomes = tuple(o for o in self.leaf.split.when if self._possible(inside, o))
            given = tuple((low, high) if k == place else c.given for k, c in enumerate(one))
            if outcomes:
                yield WhatIf(given, outcomes)

    def _ranges(self, fixed: Residual, days: IntSymbol) -> Iterator[tuple[int, int]]:
        """Yields the longest ranges in which the verdict is the same."""
        parts = self._parts(fixed, days, days.low, days.high)
        for _, same in groupby(parts, key=lambda part: part[0]):
            found = [span for _, span in same]
            yield found[0][0], found[-1][1]

    def _parts(
        self, fixed: Residual, days: IntSymbol, low: int, high: int
    ) -> Iterator[tuple[tuple[bool, bool], tuple[int, int]]]:
        inside = and_((fixed, _within(days, low, high)))
        bad = self.leaf.split.when[Outcome.VIOLATED]
        can = self._some(and_((inside, bad))), self._some(and_((inside, not_(bad))))
        if not all(can) or low == high:
            yield can, (low, high)
            return
        middle = (low + high) // 2
        yield from self._parts(fixed, days, low, middle)
        yield from self._parts(fixed, days, middle + 1, high)

    def _some(self, r: Residual) -> bool:
        return self._values(r) is not None

    def _possible(self, inside: Residual, outcome: Outcome) -> bool:
        values = self._values(and_((inside, self.leaf.split.when[outcome])))
        if values is None:
            return False
        rule, events = self.judged.rule, self.judged.events
        if not replays(rule, events, self.leaf, values, outcome, self.options.calendar):
            raise _Enough
        return True

    def _values(self, r: Residual) -> Mapping[Symbol, int | str | bool] | None:
        from checker.smt.solve import DEFAULT_RLIMIT, Completions, GaveUp, Possible

        self.asked += 1
        if self.asked > MOST_QUESTIONS:
            raise _Enough
        if not self._solver:
            limits = list(constraints(self.leaf.cells))
            rlimit = self.options.rlimit or DEFAULT_RLIMIT
            self._solver.append(Completions(self.leaf.cells.definitions, limits, rlimit))
        reply = self._solver[0].possible(r)
        if isinstance(reply, GaveUp):
            raise _Enough
        return reply.values if isinstance(reply, Possible) else None


def _within(days: IntSymbol, low: int, high: int) -> Residual:
    number = Lin(0, ((days, 1),))
    return and_((at_most(Lin(low), number), at_most(number, Lin(high))))
