"""Matters that review or re-review sends back to whoever handled them (IP-54)."""

from __future__ import annotations

from constraints.acts import (
    Opinion,
    Remand,
    ReReviewRequest,
    ReviewRequest,
)
from model.logic.write import Act, Day, F, latest, some


def sends_back(r: Remand) -> F:
    """The opinion sends the matter back to be handled anew."""
    return r.outcome.is_("remanded")


def _between(r: Remand, earlier: Act, later: Act) -> F:
    return r.same_matter(earlier) & sends_back(r) & earlier.precedes(r) & r.precedes(later)


def sent_back_between(earlier: Act, later: Act) -> F:
    """The matter was sent back after the one and before the other."""
    return some(Remand, lambda r: _between(r, earlier, later), recorded_only=True)


def last_sent_back(earlier: Act, later: Act, otherwise: Day) -> Day:
    """The last day between the two on which the matter was sent back."""
    return latest(
        Remand,
        lambda r: _between(r, earlier, later),
        of=lambda r: r.day,
        otherwise=otherwise,
        recorded_only=True,
    )


def sends_back_opinion(r: Remand, given: Opinion) -> F:
    """The matter goes back to whoever gave that opinion: the one reviewed or, where re-review sends
    it back, the last handling opinion before."""
    reviewed = some(ReviewRequest, lambda q: r.answers(q) & q.answers(given))
    re_reviewed = some(ReReviewRequest, lambda q: r.answers(q))
    newer = some(
        Opinion,
        lambda o: o.same_matter(given) & given.precedes(o) & o.precedes(r),
        recorded_only=True,
    )
    last = re_reviewed & r.same_matter(given) & given.precedes(r) & ~newer
    return sends_back(r) & (reviewed | last)
