"""Which missing facts would decide an undetermined verdict, and what each of them would make of it.

The search for sets of facts is bounded (`MOST_SETS_ASKED`, `SEARCH_RLIMIT`); where it stopped at a
bound, `Bound` says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING, Final

from checker.ground.completions import constraints
from checker.ground.explore import Leaf
from checker.ground.residual import CellName, Residual, Symbol, symbols_of
from checker.tasks.findings import Bound, Cause, Missing
from checker.tasks.instance import Judged, Options
from checker.tasks.what_if import Group, what_each_makes
from model.logic.meaning import Outcome

if TYPE_CHECKING:
    from checker.smt.solve import Deciding

MOST_SETS = 5
LARGEST_SET = 3
MOST_GROUPS = 16
"""Facts looked at; an instance with more is decided by no handful of them."""
MOST_SETS_ASKED: Final = 150
"""Sets of facts asked about."""
SEARCH_RLIMIT: Final = 2_000_000
"""Solver resources for each of those questions (roughly a second)."""
MOST_GIVEN_UP: Final = 4
"""Questions the solver may give up on before the search ends."""


@dataclass(frozen=True, slots=True)
class Found:
    """At most five smallest sets, and where the search for them stopped; no bound: there are no
    others of at most three facts but those and, past five, larger ones."""

    sets: tuple[Missing, ...] = ()
    bound: Bound | None = None


def missing_facts(judged: Judged, options: Options) -> Found:
    """Returns at most five smallest sets (of at most three facts) whose values, whatever they are,
    decide between violated and not. If there are none: the facts that matter."""
    for leaf, outcomes in judged.leaves:
        if Outcome.VIOLATED in outcomes and len(outcomes) > 1:
            return _deciding(judged, leaf, options)
    return Found()


def _deciding(judged: Judged, leaf: Leaf, options: Options) -> Found:
    from checker.smt.solve import Deciding

    bad = leaf.split.when[Outcome.VIOLATED]
    groups = _groups(bad, leaf)
    limits = list(constraints(leaf.cells))
    rlimit = min(SEARCH_RLIMIT, options.rlimit or SEARCH_RLIMIT)
    symbols = [symbols for _, symbols in groups]
    asked = Deciding(bad, symbols, leaf.cells.definitions, limits, rlimit)
    needed = frozenset(p for p in range(len(groups)) if asked.matters(p))
    search = _Search(asked, len(groups), needed)
    found = list(search.smallest())
    sets = tuple(_told([groups[p] for p in places], judged, leaf, options) for places in found)
    if not found:
        sets = tuple(Missing((groups[p][0],), decides=False) for p in sorted(needed))
    return Found(sets, search.bound)


def _told(chosen: Sequence[Group], judged: Judged, leaf: Leaf, options: Options) -> Missing:
    cells = tuple(name for name, _ in chosen)
    return Missing(cells, what_each_makes(chosen, judged, leaf, options))


class _Search:
    """The search for smallest sets. `needed`: facts that every set that decides must have, since
    two completions that differ in one of them alone can disagree."""

    def __init__(self, deciding: Deciding, groups: int, needed: frozenset[int]) -> None:
        self.deciding = deciding
        self.groups = groups
        self.needed = needed
        self.asked = 0
        self.bound: Bound | None = None

    def smallest(self) -> Iterator[frozenset[int]]:
        """Yields at most five smallest sets of facts that decide, no one within another."""
        found: list[frozenset[int]] = []
        undecided: list[frozenset[int]] = []  # nor does any part of them
        for places in self._candidates():
            if len(found) == MOST_SETS:
                return
            if any(f <= places for f in found) or any(places <= u for u in undecided):
                continue
            if self.asked == MOST_SETS_ASKED or self.deciding.gave_up > MOST_GIVEN_UP:
                self.bound = self._bound()
                return
            self.asked += 1
            agreed = self.deciding.undecided(places)
            if agreed is None:
                found.append(places)
                yield places
            else:
                undecided.append(agreed)
        if self.groups > MOST_GROUPS or self.deciding.gave_up:
            self.bound = self._bound()

    def _candidates(self) -> Iterator[frozenset[int]]:
        if len(self.needed) > LARGEST_SET:
            return
        others = [p for p in range(self.groups) if p not in self.needed][:MOST_GROUPS]
        for more in range(LARGEST_SET - len(self.needed) + 1):
            if more or self.needed:
                for chosen in combinations(others, more):
                    yield self.needed.union(chosen)

    def _bound(self) -> Bound:
        free, most = self.groups - len(self.needed), LARGEST_SET - len(self.needed)
        of = sum(comb(free, k) for k in range(most + 1)) - (not self.needed)
        return Bound(self.asked, of, self.deciding.gave_up)


def _groups(bad: Residual, leaf: Leaf) -> list[Group]:
    """Returns the unknown facts the residual depends on; what is unrecorded of one kind is one
    fact, so is the order of all events of a day."""
    grouped: dict[CellName, set[Symbol]] = {}
    for symbol in symbols_of(bad, leaf.cells.definitions):
        fact = _fact(symbol.name, leaf)
        if fact is not None:
            grouped.setdefault(fact, set()).add(symbol)
    return [(name, frozenset(symbols)) for name, symbols in sorted(grouped.items())]


def _fact(name: CellName, leaf: Leaf) -> CellName | None:
    """Returns the fact a cell belongs to; None iff nobody could supply it."""
    if name.owner == "aux":
        return None
    ghost = next((g for g in leaf.cells.ghosts if g.id == name.owner), None)
    if ghost:
        return CellName("record", "unrecorded", ghost.kind.value)
    if name.field == "order":
        recorded = sorted(id for id, e in leaf.cells.ranked.items() if e.recorded)
        return CellName(" ".join(recorded), "order") if len(recorded) > 1 else None
    return name


def cause_of(missing: tuple[Missing, ...]) -> Cause:
    """Returns why the verdict is undetermined: what the smallest deciding set is about."""
    if not missing:
        return Cause.MISSING_FACT
    first = missing[0].cells
    if all(c.owner == "calendar" for c in first):
        return Cause.CALENDAR
    if all(c.field == "order" for c in first):
        return Cause.ORDER
    if all(c.owner == "law" for c in first):
        if any(c.field == "limit" for c in first):
            return Cause.OPEN_LIMIT
        return Cause.LAW_UNSETTLED
    return Cause.MISSING_FACT
