"""Open-textured limits of a finding: the smallest number of days under which it complies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from checker.ground.cells import Cells
from checker.ground.completions import constraints
from checker.ground.explore import leaves
from checker.ground.ghosts import ghosts_for
from checker.ground.periods import NotExpressible
from checker.ground.residual import Residual, Symbol
from checker.ground.valuation import Valuation
from checker.tasks.findings import Flip, Verdict
from checker.tasks.instance import Judged, Options, judge, verdict_of
from model.logic.limits import LimitId, open_limit_of
from model.logic.meaning import Outcome
from model.logic.rewrite import limits_of

if TYPE_CHECKING:
    from checker.smt.solve import Completions

COMPLIES = frozenset({None, Verdict.SATISFIED, Verdict.EXCUSED, Verdict.PENDING})


def unset(judged: Judged, options: Options) -> tuple[LimitId, ...]:
    """Returns the open-textured limits of the rule that the user did not set."""
    return tuple(id for id in limits_of(judged.rule) if id not in options.limits)


def at_the_anchors(judged: Judged, options: Options) -> Judged:
    """Returns the instance judged with every unset limit as long as it may be: what is violated for
    every admissible number is violated by so many days even then."""
    cells = Cells(judged.history)
    longest = {id: cells.longest(open_limit_of(id)) for id in unset(judged, options)}
    return _with(judged, options, longest)


def flips(judged: Judged, options: Options) -> tuple[Flip, ...]:
    """Returns, for each unset limit, the smallest number of days under which the instance complies
    whatever else is unknown, the other unset limits being as long as they may be; a limit under
    which it complies even at no day at all does not matter and is left out.

    Each number is found by bisection and shown only if it complies and one day less does not: where
    a longer limit can hurt, no number is shown.
    """
    cells = Cells(judged.history)
    longest = {id: cells.longest(open_limit_of(id)) for id in unset(judged, options)}
    found = (_flip(judged, options, id, longest) for id in longest)
    return tuple(f for f in found if f.days != 0)


def _flip(judged: Judged, options: Options, id: LimitId, longest: Mapping[LimitId, int]) -> Flip:
    limit = open_limit_of(id)

    @cache
    def verdict(days: int) -> Verdict | None:
        return verdict_of(_with(judged, options, {**longest, id: days}))

    def complies(days: int) -> bool:
        return verdict(days) in COMPLIES

    breaches = _breaches(judged, options, id, longest)
    days = _smallest(longest[id], complies if breaches is None else breaches.none_at)
    # INVARIANT: what is shown was judged.
    if days is not None and not (complies(days) and (days == 0 or not complies(days - 1))):
        days = _smallest(longest[id], complies)
    return Flip(
        limit=id,
        days=days,
        then=None if days is None else verdict(days),
        stipulated=limit.stipulated,
        under_stipulated=verdict(limit.stipulated),
        anchor=limit.anchor,
    )


@dataclass(frozen=True, slots=True)
class _Breach:
    """When the rule is broken under one combination of readings, the days of a limit left open."""

    when: Residual
    cells: Cells
    solver: Completions


@dataclass(frozen=True, slots=True)
class _Breaches:
    """Every way to break the rule: asking these for a number of days takes far less than judging
    the instance under it."""

    of: tuple[_Breach, ...]
    limit: Symbol

    def none_at(self, days: int) -> bool:
        """Returns whether no completion breaks the rule at that number of days."""
        return not any(self._possible(breach, days) for breach in self.of)

    def _possible(self, breach: _Breach, days: int) -> bool:
        from checker.smt.solve import Impossible

        left = Valuation({self.limit: days}, breach.cells.definitions).of(breach.when)
        if isinstance(left, bool):
            return left
        return not isinstance(breach.solver.possible(left, {self.limit: days}), Impossible)


def _breaches(
    judged: Judged, options: Options, id: LimitId, longest: Mapping[LimitId, int]
) -> _Breaches | None:
    """Returns every way to break the rule, None iff they cannot be told with the limit open."""
    from checker.smt.solve import DEFAULT_RLIMIT, Completions

    rule, events, history = judged.rule, judged.events, judged.history
    limits = {**options.limits, **longest}
    del limits[id]
    ghosts = ghosts_for(rule, events, history)
    found: list[_Breach] = []
    try:
        every = leaves(
            rule,
            events,
            lambda: Cells(history, ghosts, limits=limits),
            options.calendar,
            options.pinned,
        )
        for leaf in every:
            bad = leaf.split.when.get(Outcome.VIOLATED, False)
            if bad is not False:
                held = list(constraints(leaf.cells))
                rlimit = options.rlimit or DEFAULT_RLIMIT
                solver = Completions(leaf.cells.definitions, held, rlimit)
                found.append(_Breach(bad, leaf.cells, solver))
    except NotExpressible:
        return None
    ((symbol, _),) = Cells(history).open_limit(open_limit_of(id)).terms
    return _Breaches(tuple(found), symbol)


def _with(judged: Judged, options: Options, limits: dict[LimitId, int]) -> Judged:
    chosen = replace(options, limits={**options.limits, **limits})
    return judge(judged.rule, judged.events, judged.history, chosen)


def _smallest(most: int, complies: Callable[[int], bool]) -> int | None:
    """Returns the smallest number up to `most` that complies, None iff `most` does not or what was
    found is no threshold."""
    if not complies(most):
        return None
    low, high = 0, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if complies(middle) else (middle + 1, high)
    return low if low == 0 or not complies(low - 1) else None
