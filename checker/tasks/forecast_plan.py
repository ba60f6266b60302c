"""A plan: acts and days that keep all running duties of a history lawful together.

Under the default readings (pinned ones included). The solver finds it over one history in which the
acts may follow the record: every running duty is met, and no rule is broken by what is done. It is
shown only after `check` has judged the history in which it is carried out; what it starts anew (an
opinion has to be delivered) is named, not planned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias, assert_never

from checker.ground.acts import (
    Numbers,
    kinds_demanded,
    members_of,
    those_involved,
    with_acts,
)
from checker.ground.asking import Asking
from checker.ground.cells import Cells
from checker.ground.completions import Value
from checker.ground.explore import split
from checker.ground.ground import Grounder
from checker.ground.periods import NotExpressible
from checker.ground.residual import (
    CellName,
    IntSymbol,
    Lin,
    Residual,
    Symbol,
    and_,
    at_most,
    not_,
    or_,
)
from checker.ground.symbolic import chosen, happened, limits, optional_events
from checker.tasks.check import check
from checker.tasks.findings import Finding, Report, Verdict
from checker.tasks.forecast import Act, Doubt, Running, such
from checker.tasks.instance import GOOD, Options
from model.history import Choice, Event, EventId, History, Span
from model.logic import nodes as n
from model.logic.meaning import Outcome, instances
from model.logic.readings import all_readings
from model.logic.rule import Modality, Rule, Source
from model.words import Field, Kind

if TYPE_CHECKING:
    from checker.smt.solve import Completions

MOST_ACTS = 16
"""Acts looked at for one plan."""
ROUNDS = 4
"""How often a plan that `check` finds broken is mended by further acts."""

Instance: TypeAlias = tuple[str, tuple[EventId, ...]]
"""A rule and its trigger events, by their ids."""


@dataclass(frozen=True, slots=True)
class PlannedAct:
    """An act, and the day it is done."""

    act: Act
    day: int


@dataclass(frozen=True)
class Plan:
    """Acts in the order they are done. `starts`: rules that begin to run by them; `doubtful`: rules
    of which it is then not known whether they are kept."""

    acts: tuple[PlannedAct, ...]
    starts: tuple[str, ...]
    doubtful: tuple[str, ...]


@dataclass(frozen=True)
class NoPlan:
    """None was found. `together`: a smallest set of rules, running duties among them, that no
    `acts` acts of the kinds they ask for keep together; empty iff that is not known: `why` then
    says so."""

    together: tuple[str, ...]
    acts: int
    why: Doubt | None = None


Planned: TypeAlias = Plan | NoPlan


def plan(
    report: Report,
    running: Sequence[Running],
    rules: Mapping[str, Rule],
    sources: Sequence[Source],
    options: Options,
) -> Planned | None:
    """Returns a plan, or why there is none; None iff no duty with a last day runs."""
    duties = [r for r in running if _to_keep(r)]
    if not duties:
        return None
    wanted: Numbers = {}
    for duty in duties:
        wanted = _more(wanted, _acts_of(duty))
    also: frozenset[str] = frozenset()
    for _ in range(ROUNDS):
        if sum(wanted.values()) > MOST_ACTS:
            break
        task = _Task.of(report, duties, rules, sources, (wanted, also), options)
        found = task.solved()
        if isinstance(found, _Found):
            broken = task.broken(found)
            if not broken:
                return task.told(found)
            also |= {f.rule.id for f in broken}
            more = _more(wanted, _answers_to([f.rule for f in broken], report.history))
        elif found.together:
            named = [rules[id] for id in found.together]
            more = _more(wanted, _answers_to(named, report.history))
            if more == wanted:
                return found
        else:
            return found
        wanted = more
    return NoPlan((), sum(wanted.values()), Doubt.WAYS)


def _to_keep(found: Running) -> bool:
    """A duty that runs by default and has a last day; a right need not be used."""
    if found.finding.rule.modality is Modality.RIGHT:
        return False
    default = found.default
    return default is not None and default.engaged and bool(default.safe)


def _acts_of(duty: Running) -> Numbers:
    found: dict[Kind, int] = {}
    for act in duty.default.acts if duty.default else ():
        found[act.kind] = found.get(act.kind, 0) + 1
    return found


def _answers_to(broken: Sequence[Rule], history: History) -> Numbers:
    """Returns what the demands of broken rules ask for; of a condition, what it looks for."""
    found: Numbers = {}
    members = max(members_of(history, matter) for matter in history.matters)
    for demand in (rule.demand for rule in broken):
        match demand:
            case n.Answer(what, _) | n.Holds(what):
                found = _more(found, kinds_demanded(what, members))
            case n.Never():
                pass
            case _:
                assert_never(demand)
    return found


def _more(one: Numbers, other: Numbers) -> Numbers:
    return {k: max(one.get(k, 0), other.get(k, 0)) for k in (*one, *other)}


# ---- one attempt ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Found:
    """A model, and its acts in the order they are done."""

    acts: tuple[Event, ...]
    values: Mapping[Symbol, Value]


@dataclass(frozen=True)
class _Task:
    """All rules grounded over one history with acts to come."""

    report: Report
    duties: Sequence[Running]
    rules: Mapping[str, Rule]
    sources: Sequence[Source]
    options: Options
    cells: Cells
    met: Mapping[Instance, Residual]
    kept: Mapping[Instance, Residual]

    @classmethod
    def of(
        cls,
        report: Report,
        duties: Sequence[Running],
        rules: Mapping[str, Rule],
        sources: Sequence[Source],
        asked: tuple[Numbers, frozenset[str]],
        options: Options,
    ) -> _Task:
        """Returns the task: `asked` are the acts there may be, and the rules whose new instances
        are to be kept too."""
        wanted, also = asked
        history, trigger = report.history, duties[0].finding.events[-1]
        bound = tuple(dict.fromkeys(b for d in duties for b in d.finding.bearer))
        horizon = max(d.default.last or history.as_of for d in duties if d.default)
        who = those_involved(history, trigger.matter, bound)
        longer, _ = with_acts(history, wanted, trigger, horizon, who)
        cells = Cells(longer, limits=options.limits)
        defaults = {id: r.default().word for id, r in all_readings().items()}
        pinned = {**defaults, **options.pinned}
        grounder = Grounder(cells, Asking(pinned, frozenset(pinned)), options.calendar)
        met, kept = _demands(report, duties, rules, also, grounder)
        return cls(report, duties, rules, sources, options, cells, met, kept)

    def solved(self) -> _Found | NoPlan:
        """Returns a model with its acts as late as they may be, the most urgent first."""
        from checker.smt.solve import DEFAULT_RLIMIT, Completions, Impossible, Possible

        asserted = [*limits(self.cells), *self.kept.values()]
        rlimit = self.options.rlimit or DEFAULT_RLIMIT
        solver = Completions(self.cells.definitions, asserted, rlimit)
        reply = solver.possible(and_(self.met.values()))
        if isinstance(reply, Possible):
            solver.demand(and_(self.met.values()))
            return self._history(self._latest(solver, reply.values))
        most = len(optional_events(self.cells.history))
        if isinstance(reply, Impossible):
            return NoPlan(self._core(), most)
        return NoPlan((), most, Doubt.GAVE_UP)

    def _core(self) -> tuple[str, ...]:
        """Returns the rules of a smallest set of instances that clash."""
        from checker.smt.solve import DEFAULT_RLIMIT, Completions, Impossible

        rlimit = self.options.rlimit or DEFAULT_RLIMIT
        solver = Completions(self.cells.definitions, limits(self.cells), rlimit)
        left = [(id, r) for id, r in (*self.kept.items(), *self.met.items())]
        for one in list(left):
            without = [other for other in left if other is not one]
            if isinstance(solver.possible(and_(r for _, r in without)), Impossible):
                left = without
        return tuple(dict.fromkeys(rule for (rule, _), _ in left))

    def _latest(
        self, solver: Completions, values: Mapping[Symbol, Value]
    ) -> Mapping[Symbol, Value]:
        """Returns a model in which no act is superfluous, and each is done as late as it can be
        with those before it as they are."""
        from checker.smt.solve import Possible

        for act in optional_events(self.cells.history):
            there = self.cells.occurred(act)
            reply = solver.possible(not_(there))
            if isinstance(reply, Possible):
                values = reply.values
                solver.demand(not_(there))
            else:
                values = self._late(solver, act, values)
        return values

    def _late(
        self, solver: Completions, act: Event, values: Mapping[Symbol, Value]
    ) -> Mapping[Symbol, Value]:
        from checker.smt.solve import Possible

        span = act.cells[Field.ON]
        assert isinstance(span, Span)
        symbol = IntSymbol(CellName(act.id, Field.ON.value), span.low, span.high)
        day = Lin(0, ((symbol, 1),)) if not span.known else Lin(span.low)
        low, high = _whole(values.get(symbol), span.low), span.high
        while low < high:
            middle = (low + high + 1) // 2
            reply = solver.possible(at_most(Lin(middle), day))
            if isinstance(reply, Possible):
                values = reply.values
                low = _whole(values.get(symbol), middle)
            else:
                high = middle - 1
        solver.demand(and_((at_most(Lin(low), day), at_most(day, Lin(low)))))
        return values

    def _history(self, values: Mapping[Symbol, Value]) -> _Found:
        history = chosen(self.cells, values)
        ids = {e.id for e in optional_events(self.cells.history)}
        acts = tuple(e for e in history.events if e.id in ids)
        return _Found(acts, values)

    # ---- carried out ----

    def carried_out(self, found: _Found) -> Report:
        """Returns what `check` says of the record with the acts done, on the day of the last."""
        last = max((_day(e) for e in found.acts), default=self.report.history.as_of)
        given = self.report.history
        acts = tuple(
            replace(e, order=len(given.events) + k, time=k) for k, e in enumerate(found.acts)
        )
        done = replace(given, events=(*given.events, *acts), as_of=last)
        defaults = {id: r.default().word for id, r in all_readings().items()}
        options = replace(self.options, pinned={**defaults, **self.options.pinned}, prove=False)
        return check(done, self.rules, self.sources, options)

    def broken(self, found: _Found) -> list[Finding]:
        """Returns what is violated then and was not before, and duties that are not met."""
        before = {_instance(f) for f in self.report.findings if _bad(f)}
        ours = {_instance(d.finding) for d in self.duties}
        return [
            f
            for f in self.carried_out(found).findings
            if f.rule.modality is not Modality.RIGHT
            and (
                (f.verdict is Verdict.VIOLATED and _instance(f) not in before)
                or (_instance(f) in ours and f.verdict is Verdict.PENDING)
            )
        ]

    def told(self, found: _Found) -> Plan:
        """Returns the plan of a model that broke nothing."""
        after = self.carried_out(found).findings
        known = {_instance(f) for f in self.report.findings}
        new = [f for f in after if _instance(f) not in known and _counts(f)]
        return Plan(
            tuple(_act(e, found.values) for e in found.acts),
            tuple(dict.fromkeys(f.rule.id for f in new if f.verdict is Verdict.PENDING)),
            tuple(dict.fromkeys(f.rule.id for f in new if f.verdict is Verdict.UNDETERMINED)),
        )


def _demands(
    report: Report,
    duties: Sequence[Running],
    rules: Mapping[str, Rule],
    also: frozenset[str],
    grounder: Grounder,
) -> tuple[Mapping[Instance, Residual], Mapping[Instance, Residual]]:
    """Returns when each running duty is met, and when each other instance that acts may break is
    not violated."""
    ours = {_instance(d.finding) for d in duties}
    bad = {_instance(f) for f in report.findings if _bad(f)}
    met: dict[Instance, Residual] = {}
    kept: dict[Instance, Residual] = {}
    for rule in rules.values():
        for events in instances(rule, grounder.cells.history):
            instance = rule.id, tuple(e.id for e in events)
            coming = not all(e.recorded for e in events)
            later = coming and isinstance(rule.demand, n.Answer) and rule.id not in also
            if instance in bad or later or rule.modality is Modality.RIGHT:
                continue
            try:
                when = split(rule, events, grounder).when
            except NotExpressible:
                continue
            there = happened(grounder.cells, events)
            kept[instance] = or_((not_(there), not_(when.get(Outcome.VIOLATED, False))))
            if instance in ours:
                met[instance] = or_(when.get(o, False) for o in GOOD)
    return met, {i: r for i, r in kept.items() if r is not True}


def _instance(finding: Finding) -> Instance:
    return finding.rule.id, tuple(e.id for e in finding.events)


def _bad(finding: Finding) -> bool:
    return Outcome.VIOLATED in {o for _, outcomes in finding.by_readings for o in outcomes}


def _counts(finding: Finding) -> bool:
    return finding.rule.modality is not Modality.RIGHT


def _act(e: Event, values: Mapping[Symbol, Value]) -> PlannedAct:
    by, to = (e.cells.get(f) for f in (Field.BY, Field.TO))
    one, other = (c.options[0] if isinstance(c, Choice) else None for c in (by, to))
    whom = None if other == one else other
    refers = tuple(sorted(e.refers.options[0]))
    return PlannedAct(Act(e.id, e.kind, one, whom, refers, such(e.id, values)), _day(e))


def _day(e: Event) -> int:
    on = e.cells[Field.ON]
    assert isinstance(on, Span)
    return on.low


def _whole(value: Value | None, otherwise: int) -> int:
    return value if isinstance(value, int) else otherwise
