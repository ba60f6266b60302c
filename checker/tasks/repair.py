"""`repair`: the nearest lawful history, proved nearest.

Nearest: fewest acts touched; of those, fewest acts left out; then fewest days moved; then fewest of
the acts a broken duty starts from. A relaxation is solved to its optimum, the optimum judged by
`check` under every reading and in every completion; what that finds wrong is added to the
relaxation. The first optimum that is as promised is therefore cheapest of all within the bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from checker.ground.cells import Cells
from checker.ground.loosened import Loosened, loosened
from checker.tasks.check import check
from checker.tasks.findings import Report, Verdict
from checker.tasks.instance import Judged, Options, verdict_of
from checker.tasks.repair_changes import Change, Cost, Document, applied
from checker.tasks.repair_search import Candidate, Encoding, Goal, Search, SolverGaveUp
from checker.tasks.repair_verdicts import (
    MENDED,
    Instance,
    judged_all,
    looks_at,
    no_worse_than,
    verdicts,
)
from model.casefile.faults import CaseFault, CaseFaults
from model.casefile.records import CaseRecord, read_record
from model.casefile.resolve import resolve
from model.history import History
from model.logic.meaning import Outcome
from model.logic.rule import Rule, Source
from model.words import Kind

MOST_ROUNDS: Final = 60
"""How often the relaxation is refined before no answer is given."""


@dataclass(frozen=True)
class Problem:
    """A case to be repaired, and by what it is judged."""

    record: CaseRecord
    history: History
    rules: Mapping[str, Rule]
    sources: tuple[Source, ...]
    options: Options


@dataclass(frozen=True)
class Repair:
    """A lawful history near the recorded one: what is changed, its case file, what `check` says."""

    changes: tuple[Change, ...]
    cost: Cost
    document: Document
    report: Report


@dataclass(frozen=True)
class Bound:
    """Within what a repair was looked for: so many acts touched at most; rules not searched by but
    judged by in the end."""

    most_acts: int
    replayed_only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Nothing:
    """Nothing asked for is broken."""


@dataclass(frozen=True)
class Repairs:
    """The nearest lawful histories, each touching other acts. `more`: whether there may be more
    within the bound than were asked for."""

    targets: tuple[Instance, ...]
    found: tuple[Repair, ...]
    bound: Bound
    more: bool


@dataclass(frozen=True)
class NoRepair:
    """It is refuted that there is one within the bound."""

    targets: tuple[Instance, ...]
    bound: Bound


@dataclass(frozen=True)
class Unsure:
    """Not known: `reason`. `found`: the repairs proved nearest before."""

    targets: tuple[Instance, ...]
    found: tuple[Repair, ...]
    bound: Bound
    reason: str


Answer: TypeAlias = Nothing | Repairs | NoRepair | Unsure


def repair(problem: Problem, named: Sequence[str], count: int) -> Answer:
    """Returns the `count` nearest histories in which every broken instance (of the rules named, if
    any are) is broken no more and nothing else is worse than recorded."""
    before = verdicts(problem.history, problem.rules.values(), problem.options)
    broken = (i for i, v in before.items() if v is Verdict.VIOLATED)
    targets = tuple(i for i in broken if not named or i[0] in named)
    if not targets:
        return Nothing()
    return _Work(problem, Goal(frozenset(targets), before)).answer(targets, count)


class _Work:
    """One relaxation, refined until its optimum is as promised."""

    def __init__(self, problem: Problem, goal: Goal) -> None:
        self.problem, self.goal = problem, goal
        loose = _loosened(problem)
        cells = Cells(loose.history, limits=problem.options.limits)
        self.encoding = Encoding(loose, goal, problem.options, cells)
        self.search = Search(self.encoding)
        for id in dict.fromkeys(rule for rule, _ in goal.targets):
            self.encoding.add(problem.rules[id], {})

    def answer(self, targets: tuple[Instance, ...], count: int) -> Answer:
        """Returns the nearest repairs, `count` at most."""
        found: list[Repair] = []
        try:
            while len(found) < count:
                one = self._nearest(len(found) + 1)
                if one is None:
                    break
                found.append(one)
                self.encoding.block_acts(frozenset(c.event for c in one.changes))
        except SolverGaveUp as reason:
            return Unsure(targets, tuple(found), self.bound, str(reason))
        if not found:
            return NoRepair(targets, self.bound)
        return Repairs(targets, tuple(found), self.bound, len(found) == count)

    @property
    def bound(self) -> Bound:
        """Within what is searched."""
        return Bound(self.search.most, tuple(self.encoding.unencodable))

    def _nearest(self, number: int) -> Repair | None:
        for _ in range(MOST_ROUNDS):
            found = self.search.cheapest()
            if found is None:
                return None
            wrong = self._wrong(found)
            if wrong is None:
                return self._shown(found, number)
            if not self._refined(wrong):
                self.encoding.block(found)
        raise SolverGaveUp(f"no answer after {MOST_ROUNDS} rounds")

    # ---- judging a candidate ----

    def _wrong(self, found: Candidate) -> Sequence[Judged] | None:
        """Returns what is not as promised in the changed history, None iff nothing is; nothing
        judged iff there is no such history at all."""
        history = _history_of(self._document(found, 0), self.problem)
        if history is None:
            return ()
        touched = self._kinds(found, history)
        rules = (r for r in self.problem.rules.values() if looks_at(r) & touched)
        wrong = [
            judged
            for one, judged in judged_all(history, rules, self.problem.options)
            if verdict_of(judged) not in self._promised(one)
        ]
        return wrong or None

    def _kinds(self, found: Candidate, history: History) -> frozenset[Kind]:
        """Returns the kinds of the acts touched; every kind where a change may tell upon other
        events, as the record leaves open what they refer to or when they were."""
        if not history.references_known or history.open_kinds:
            return frozenset(Kind)
        return frozenset(self.encoding.loose.history.by_id[c.event].kind for c in found.changes)

    def _promised(self, one: Instance) -> frozenset[Verdict | None]:
        if one in self.goal.targets:
            return MENDED
        return no_worse_than(self.goal.before.get(one))

    def _refined(self, wrong: Iterable[Judged]) -> bool:
        """Returns whether the relaxation now knows more of what is wrong."""
        known = [self._encoded(judged) for judged in wrong]
        return any(known)

    def _encoded(self, judged: Judged) -> bool:
        new = self.encoding.add(judged.rule, {})
        for leaf, outcomes in judged.leaves:
            if Outcome.VIOLATED in outcomes:
                new = self.encoding.add(judged.rule, dict(leaf.readings)) or new
        return new

    # ---- what is shown ----

    def _document(self, found: Candidate, number: int) -> Document:
        case = self.problem.record.case
        return applied(self.problem.record, found.changes, f"{case}-repair-{number}")

    def _shown(self, found: Candidate, number: int) -> Repair:
        document, problem = self._document(found, number), self.problem
        history = _history_of(document, problem)
        assert history is not None
        report = check(history, problem.rules, problem.sources, problem.options)
        for f in report.findings:
            if f.verdict not in self._promised((f.rule.id, tuple(e.id for e in f.events))):
                raise SolverGaveUp(f"{f.rule.id} turned out {f.verdict.value} in the whole check")
        return Repair(found.changes, found.cost, document, report)


def _loosened(problem: Problem) -> Loosened:
    hearings = [e.id for e in problem.record.events if e.kind is Kind.HEARING]
    fixed = frozenset(id for e in hearings for id in (e, f"{e}.end"))
    counted = frozenset(e.id for e in problem.record.events if isinstance(e.limit, int))
    return loosened(problem.history, counted=counted, fixed=fixed)


def _history_of(document: Document, problem: Problem) -> History | None:
    """Returns the history of the case file, None iff its days contradict each other."""
    try:
        return resolve(read_record(document), problem.history.hierarchy)
    except (CaseFault, CaseFaults):
        return None
