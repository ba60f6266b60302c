"""The deductions of part 3 as a sum: which rule's breach costs what, and how breaches add up.

Points are counted in half-points, so that all numbers are whole. When a failure happened is not
said here: it is a breach of an instance of FR-3.5a to d, from the first day after its last day. The
notice names neither the total of the assessment nor a floor, so only what is deducted is computed.
Failing to register, to inform, to file, to tell the leaders or to answer costs no points; FR-3.6 is
a matter of accountability, not of points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from constraints.first_receipt.readings import Occurrence, Overlapping, ReceiptMode
from model.logic.readings import Reading


@dataclass(frozen=True, slots=True)
class Deduction:
    """What one occurrence of a failure costs: the rule broken, the half-points, its name."""

    rule: str
    half_points: int
    zh: str
    en: str


DEDUCTIONS: Final = (
    Deduction("FR-3.5a", 2, "应受理未受理", "not accepted"),
    Deduction("FR-3.5b", 2, "应转办未转办", "not passed on"),
    Deduction("FR-3.5c", 4, "应办理未办理", "not handled"),
    Deduction("FR-3.5d", 1, "应跟踪未跟踪", "not tracked"),
)
"""In the order of the notice, which is also the order of failures of one day."""

BY_RULE: Final = {d.rule: d for d in DEDUCTIONS}

IN_FORMULAS: Final[tuple[type[Reading], ...]] = (ReceiptMode, Occurrence)
"""The arguable questions that the formulas of the four rules ask."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One failure in a matter: the rule broken, the first day of the breach (None: not known)."""

    rule: str
    day: int | None


@dataclass(frozen=True, slots=True)
class Interval:
    """Half-points deducted: at least `low`, at most `high`."""

    low: int
    high: int

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)


NOTHING: Final = Interval(0, 0)


def deducted(failures: Sequence[Failure], how: Overlapping) -> int:
    """Returns the half-points of the failures of one unit in one matter (FR_OVERLAP): their sum,
    the gravest, or that of the earliest; of one day the first in the order of the notice."""
    weights = [BY_RULE[f.rule].half_points for f in failures]
    match how:
        case Overlapping.CUMULATIVE:
            return sum(weights)
        case Overlapping.MAX_ONLY:
            return max(weights, default=0)
        case Overlapping.FIRST_FAILURE:
            first = min(failures, key=_earlier, default=None)
            return BY_RULE[first.rule].half_points if first else 0
        case _:
            assert_never(how)


def _earlier(f: Failure) -> tuple[float, int]:
    return (float("inf") if f.day is None else f.day, list(BY_RULE).index(f.rule))


def between(certain: Sequence[Failure], possible: Sequence[Failure], how: Overlapping) -> Interval:
    """Returns the least and the most that can be deducted if `certain` are failures and any of
    `possible` may be; a possible one whose day is not known may be the earliest."""
    sure = deducted(certain, how)
    match how:
        case Overlapping.CUMULATIVE | Overlapping.MAX_ONLY:
            return Interval(sure, deducted((*certain, *possible), how))
        case Overlapping.FIRST_FAILURE:
            with_one = [deducted((*certain, _as_early(f)), how) for f in possible]
            return Interval(min((sure, *with_one)), max((sure, *with_one)))
        case _:
            assert_never(how)


def _as_early(f: Failure) -> Failure:
    return f if f.day is not None else Failure(f.rule, 0)
