"""What a check finds: verdicts of instances and of histories, with what carries them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from checker.ground.residual import CellName
from checker.tasks.scores import UnitScore
from model.calendar.period import Counting
from model.history import Event, EventId, History
from model.logic.limits import LimitId
from model.logic.meaning import Outcome
from model.logic.nodes import Formula
from model.logic.rule import Rule
from model.words import Field


class Verdict(Enum):
    """Of one instance of one rule (design: completions and live readings quantified over)."""

    SATISFIED = "satisfied"
    EXCUSED = "excused"
    PENDING = "pending"
    VIOLATED = "violated"
    UNDETERMINED = "undetermined"
    CONTESTED = "contested"
    LAPSED = "lapsed"


class HistoryVerdict(Enum):
    """Of a whole history, worst first."""

    VIOLATED = "violated"
    UNDETERMINED = "undetermined"
    CONTESTED = "contested"
    OPEN = "open"
    COMPLIANT = "compliant"
    AS_RECORDED = "compliant as recorded"


class Cause(Enum):
    """Why a verdict is undetermined."""

    MISSING_FACT = "missing fact"
    ORDER = "order of events on one day"
    CALENDAR = "calendar not known"
    LAW_UNSETTLED = "the law leaves it open"
    OPEN_LIMIT = "open-textured limit"
    LAW_NOT_COVERED = "the law of that day is not covered"
    GAVE_UP = "solver gave up"
    NOT_EXPRESSIBLE = "not expressible"
    ENGINES_DISAGREE = "engines disagree"


Given: TypeAlias = str | tuple[int, int]
"""What a missing fact would be: a word, `yes`, `no`, or any number (day) of a range, both ends
included."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What becomes of the instance if the missing facts are so: each outcome some completion then
    has. `given`: one per fact, in their order."""

    given: tuple[Given, ...]
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A smallest set of unknown cells that decides the verdict, with what their values would make
    of it; `outcomes` is empty where that is too much to tell."""

    cells: tuple[CellName, ...]
    outcomes: tuple[WhatIf, ...] = ()
    decides: bool = True
    """False: the fact matters, but no three facts decide the verdict."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Where the search for sets of facts stopped: so many sets `asked` about `of` all, the solver
    having given up on `gave_up` of its questions."""

    asked: int
    of: int
    gave_up: int


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """How a due day was counted, under the default readings (pinned ones included).

    `starts`: the event, and the field of it, that gives the first day; None where neither is one.
    `counts`: one per step that has days; empty iff the due day was set and not counted. The days in
    `suspended` lie inside natural steps and lengthen them. `lengthened_by`: the recorded events
    whose days are in a step. `elsewhere`: the due day under other live readings, where it differs.

    INVARIANT: the last of `counts` ends on `due`.
    """

    start: int
    starts: tuple[EventId, Field] | None
    counts: tuple[Counting, ...]
    lengthened_by: tuple[EventId, ...]
    suspended: tuple[int, ...]
    due: int
    elsewhere: tuple[tuple[tuple[tuple[str, str], ...], int], ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """Facts that together refute the opposite of the verdict: a minimal unsat core."""

    facts: tuple[tuple[CellName, int | str | bool], ...]


@dataclass(frozen=True, slots=True)
class Flip:
    """What an unset open-textured limit makes of an instance.

    `days`: the smallest number under which it complies, `then` what it is under that number (None:
    not engaged); both None if no admissible number complies. `under_stipulated`: what it would be
    under the proposed number, which is not law. `anchor`: the most the limit may be, if any text
    says.
    """

    limit: LimitId
    days: int | None
    then: Verdict | None
    stipulated: int
    under_stipulated: Verdict | None
    anchor: int | None


@dataclass(frozen=True)
class Finding:
    """One instance of a rule and what is known of it."""

    rule: Rule
    events: tuple[Event, ...]
    verdict: Verdict
    readings: Mapping[str, str]
    """The readings asked under the default."""
    under_default: Outcome | None
    bearer: tuple[str, ...] = ()
    due: int | None = None
    since: int | None = None
    days_late: int | None = None
    act: Event | None = None
    """The event that met the demand, came late, or did what is forbidden."""
    excuse: str | None = None
    count: PeriodCount | None = None
    unmet: tuple[Formula, ...] = ()
    """Of a violated condition: its parts that do not hold, under the default readings."""
    cause: Cause | None = None
    missing: tuple[Missing, ...] = ()
    missing_bound: Bound | None = None
    """Of a search for missing facts that did not come to its end."""
    turns_on: tuple[tuple[tuple[str, str], ...], ...] = ()
    """Minimal readings a contested verdict turns on."""
    by_readings: tuple[tuple[tuple[tuple[str, str], ...], frozenset[Outcome]], ...] = ()
    flips: tuple[Flip, ...] = ()
    """Of an undetermined verdict: what the unset open-textured limits would have to be."""
    longest: tuple[LimitId, ...] = ()
    """Of a violation: the unset limits that were taken as long as they may be."""
    proof: Proof | None = None
    note: str | None = None


class Jointly(Enum):
    """What the completions of a history, each taken whole, make of it."""

    VIOLATED = "violated"
    COMPLIANT = "compliant"
    OPEN = "open"


@dataclass(frozen=True)
class Joint:
    """Instances that can each be met and not together: their rules, their trigger events, in the
    same order, and the unknown facts they fight over."""

    rules: tuple[Rule, ...]
    events: tuple[tuple[EventId, ...], ...]
    facts: tuple[CellName, ...]
    bearers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """What is found of one history."""

    history: History
    verdict: HistoryVerdict
    findings: tuple[Finding, ...]
    not_engaged: tuple[str, ...]
    law: tuple[str, ...]
    uncovered: tuple[str, ...] = ()
    """Events on days for which no source judged here was in force."""
    regimes: tuple[tuple[str, HistoryVerdict], ...] = ()
    """Of a history that straddles two texts: its verdict under each value of IP-55, default
    first."""
    advice: tuple[str, ...] = ()
    joint: tuple[Joint, ...] = ()
    score: tuple[UnitScore, ...] | None = None
    """The deductions of the first-receipt notice; None iff it is not judged."""
    liability: tuple[tuple[str, str, tuple[EventId, ...]], ...] = ()
    """What follows from breaches: head of liability, rule broken, its trigger events."""

    @property
    def jointly(self) -> Jointly:
        """What is so of all rules at once: `VIOLATED` iff some rule is, or some rules cannot all be
        met (under the default readings); `COMPLIANT` iff no completion breaks any, under any live
        reading; else `OPEN`."""
        if self.joint or self.verdict is HistoryVerdict.VIOLATED:
            return Jointly.VIOLATED
        unsure = self.verdict in (HistoryVerdict.UNDETERMINED, HistoryVerdict.CONTESTED)
        return Jointly.OPEN if unsure else Jointly.COMPLIANT
