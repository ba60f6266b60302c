"""Rules of any process over a log of it: what Declare models are judged by.

Every case is taken to be over. Kernels judge all cases; of each rule the reference meaning judges
some again, kept and broken ones, and a kernel it does not confirm is an error of ours, said as one
(docs/decisions/030). `by_meaning` asks the reference meaning alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from checker.ground.explore import engageable
from checker.kernel.compile import Compiled, compiled, interpreted, is_kept
from checker.kernel.rule_source import Code, source_of
from checker.kernel.screen import Screen, Screened, kernels_of, run, screen_of
from checker.read.foreign import NOWHERE, CaseLog
from checker.tasks.audit_rows import FindingRow
from checker.tasks.declared_columns import chunk_of_log
from checker.tasks.findings import Verdict
from checker.tasks.instance import Options, judge, verdict_of
from model.calendar import Calendar
from model.history import Event, History
from model.logic.meaning import Days, Outcome, World, instances, outcome
from model.logic.rule import Rule
from model.templates.vocabulary import ACT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

AGAIN: Final = 50
"""So many kept and so many broken cases of each rule are judged again by the reference meaning."""
MANY: Final = 20_000
"""From so many pairs of rule and event on, kernels no earlier run compiled are compiled."""
ROOM: Final = 1 << 12
_GOOD: Final = 1 << Code.SATISFIED
_BAD: Final = 1 << Code.VIOLATED


@dataclass
class RuleTally:
    """Cases by what a rule says of them, and how often it was broken. The rest never engaged it.
    `again`: how many were judged again; `denied`: of how many the reference meaning differed."""

    kept: int = 0
    broken: int = 0
    times: int = 0
    again: list[int] = field(default_factory=lambda: [0, 0])
    denied: int = 0


@dataclass
class Declared:
    """What is found in a log: counts, by the id of the rule."""

    cases: int = 0
    events: int = 0
    broken: int = 0
    """Cases in which some rule is broken."""
    rules: dict[str, RuleTally] = field(default_factory=dict[str, RuleTally])

    @property
    def denied(self) -> int:
        """How many verdicts of kernels the reference meaning did not confirm."""
        return sum(r.denied for r in self.rules.values())


@dataclass(frozen=True)
class Bench:
    """The rules with their kernels, ready to judge."""

    rules: tuple[Rule, ...]
    screen: Screen


def bench_of(rules: Sequence[Rule], calendar: Calendar, events: int) -> Bench:
    """Returns the rules with their kernels, for a log of about so many events."""
    many = events * len(rules) >= MANY

    @cache
    def kernel(rule: Rule) -> Compiled:
        source = source_of(rule, {}, {})
        return compiled(source) if many or is_kept(source) else interpreted(source)

    kernels = kernels_of(rules, kernel)
    assert not kernels.not_served, kernels.not_served
    return Bench(tuple(rules), screen_of(kernels, NOWHERE, calendar))


def judged(log: CaseLog, bench: Bench, found: Declared, *, rows: bool) -> Iterator[FindingRow]:
    """Adds what the rules say of these cases to what is found; yields, with `rows`, a row for each
    time one was broken, by rule."""
    import numpy as np

    chunk = chunk_of_log(log, bench.screen.rules)
    bad = np.zeros(len(log.names), np.bool_)
    for rule, kernel in zip(bench.rules, bench.screen.kernels, strict=True):
        screened = run(bench.screen, kernel, chunk, ROOM if rows else 0)
        tally = found.rules.setdefault(rule.id, RuleTally())
        broken = screened.bits & _BAD > 0
        kept = (screened.bits & _GOOD > 0) & ~broken
        assert not (screened.bits & ~(_GOOD | _BAD)).any(), "a complete record, and no readings"
        tally.broken += int(np.count_nonzero(broken))
        tally.kept += int(np.count_nonzero(kept))
        tally.times += int(screened.counts[Code.VIOLATED])
        _judge_again(log, rule, broken, kept, tally)
        bad |= broken
        if rows:
            yield from _rows(log, rule, screened)
    found.cases += len(log.names)
    found.events += len(log.day)
    found.broken += int(np.count_nonzero(bad))


def _judge_again(
    log: CaseLog, rule: Rule, broken: NDArray[np.bool_], kept: NDArray[np.bool_], tally: RuleTally
) -> None:
    import numpy as np

    for which, marked in enumerate((kept, broken)):
        left = AGAIN - tally.again[which]
        for case in np.flatnonzero(marked)[:left]:
            said = bool(broken_at(rule, log.history(int(case))))
            tally.denied += said is not bool(which)
            tally.again[which] += 1


def _rows(log: CaseLog, rule: Rule, screened: Screened) -> Iterator[FindingRow]:
    whole = rule.triggers[0].name == "case"
    for case, code, _, _, trigger, *_ in screened.rows:
        if code != Code.VIOLATED:
            continue
        # every case before this one, and this one, begins with a row of its opening
        place = int(trigger) - int(log.case_off[case]) - int(case)
        yield row_of(rule, log.names[int(case)], () if whole else (f"e{place}",))


def row_of(rule: Rule, case: str, events: tuple[str, ...]) -> FindingRow:
    """Returns the row of a breach; events are called by their place in the case, from `e1`."""
    said = ("violated", rule.id, rule.article)
    return FindingRow(case, *said, (), "", events, None, None, None, None)


# ---- the solving engine --------------------------------------------------------------------------


def engine_rows(
    log: CaseLog, rules: Sequence[Rule], calendar: Calendar, found: Declared
) -> Iterator[tuple[str, tuple[FindingRow, ...]]]:
    """Adds what the rules say of these cases, as `check` judges: by the folding evaluator, each
    outcome replayed through the reference meaning. Yields the cases with a breach."""
    options = Options(calendar)
    for case, name in enumerate(log.names):
        history = log.history(case)
        rows: list[FindingRow] = []
        for rule in rules:
            rows += _engine(rule, history, options, found.rules.setdefault(rule.id, RuleTally()))
        found.cases += 1
        found.broken += bool(rows)
        if rows:
            yield name, tuple(rows)
    found.events += len(log.day)


def _engine(rule: Rule, history: History, options: Options, tally: RuleTally) -> list[FindingRow]:
    rows: list[FindingRow] = []
    engaged = False
    for events in engageable(rule, history, options.calendar):
        verdict = verdict_of(judge(rule, events, history, options))
        tally.denied += verdict is Verdict.UNDETERMINED
        engaged = engaged or verdict is not None
        if verdict is Verdict.VIOLATED:
            ids = tuple(e.id for e in events if e.kind is ACT)
            rows.append(row_of(rule, history.case, ids))
    tally.broken += bool(rows)
    tally.kept += engaged and not rows
    tally.times += len(rows)
    tally.again[bool(rows)] += engaged
    return rows


# ---- the reference meaning -----------------------------------------------------------------------


class _NoDays:
    """No rule of a model counts working days."""

    def next_working(self, day: int) -> int:
        raise AssertionError(day)

    def plus_working(self, day: int, n: int) -> int:
        raise AssertionError(day, n)


_DAYS: Final[Days] = _NoDays()


def broken_at(rule: Rule, history: History) -> tuple[tuple[str, ...], ...]:
    """Returns the ids of the events of each instance that is broken, by the reference meaning."""
    return tuple(
        tuple(e.id for e in events)
        for events, said in outcomes(rule, history)
        if said is Outcome.VIOLATED
    )


def outcomes(rule: Rule, history: History) -> Iterator[tuple[tuple[Event, ...], Outcome]]:
    """Yields the outcome of every binding of the rule's triggers, by the reference meaning."""
    world = World(history, {}, _DAYS, {})
    for events in instances(rule, history):
        yield events, outcome(rule, events, world)
