"""Open-textured limits of a finding: the smallest number of days under which it complies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from checker.ground.cells import Cells
from checker.tasks.findings import Flip, Verdict
from checker.tasks.instance import Judged, Options, judge, verdict_of
from model.logic.limits import LimitId, open_limit_of
from model.logic.rewrite import limits_of

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
    open_ = unset(judged, options)
    longest = {id: cells.longest(open_limit_of(id)) for id in open_}

    def verdict(id: LimitId, days: int) -> Verdict | None:
        return verdict_of(_with(judged, options, {**longest, id: days}))

    def flip(id: LimitId) -> Flip:
        limit = open_limit_of(id)
        days = _smallest(longest[id], lambda d: verdict(id, d) in COMPLIES)
        return Flip(
            limit=id,
            days=days,
            then=None if days is None else verdict(id, days),
            stipulated=limit.stipulated,
            under_stipulated=verdict(id, limit.stipulated),
            anchor=limit.anchor,
        )

    return tuple(f for f in map(flip, open_) if f.days != 0)


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
