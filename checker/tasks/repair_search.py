"""The cheapest history among those some rules allow: found by iterative deepening, each bound
refuted.

What is searched is a relaxation: only the rules encoded so far bind. Whatever is cheapest in it and
keeps all rules is cheapest of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from checker.ground.asking import Asking
from checker.ground.cells import Cells
from checker.ground.completions import Value
from checker.ground.explore import split
from checker.ground.ground import Grounder
from checker.ground.loosened import (
    Loosened,
    acts_left_out,
    acts_touched,
    days_moved,
    kept_within,
    things_said,
    touched,
    touches,
)
from checker.ground.periods import NotExpressible
from checker.ground.residual import (
    BoolSymbol,
    IntSymbol,
    Lin,
    Residual,
    Symbol,
    WordSymbol,
    and_,
    at_most,
    not_,
    or_,
    word_is,
)
from checker.ground.symbolic import happened
from checker.tasks.findings import Verdict
from checker.tasks.instance import Options
from checker.tasks.repair_changes import Change, Cost, changes_of, cost_of
from checker.tasks.repair_verdicts import Instance, Verdicts
from model.history import EventId
from model.logic.meaning import Outcome, instances
from model.logic.nodes import ReadingId
from model.logic.readings import all_readings
from model.logic.rule import Rule

if TYPE_CHECKING:
    from checker.smt.solve import Completions

Readings = Mapping[ReadingId, str]


class SolverGaveUp(Exception):
    """The solver could not say; its own word for it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cheapest choice of changes under the rules encoded."""

    changes: tuple[Change, ...]
    cost: Cost
    values: Mapping[Symbol, Value]

    @property
    def acts(self) -> frozenset[EventId]:
        """The acts changed, left out or added."""
        return frozenset(c.event for c in self.changes)


@dataclass(frozen=True)
class Goal:
    """What is asked of a repair. `targets` are broken and must not be; `before`: the verdict of
    every instance as recorded. Targets apart, what is broken may stay so."""

    targets: frozenset[Instance]
    before: Verdicts

    @property
    def triggers(self) -> frozenset[EventId]:
        """The events the broken duties start from."""
        return frozenset(id for _, events in self.targets for id in events)

    def bad(self, one: Instance) -> frozenset[Outcome]:
        """Returns the outcomes the instance must not have, under any reading."""
        if one in self.targets:
            return frozenset({Outcome.VIOLATED})
        match self.before.get(one):
            case Verdict.SATISFIED | Verdict.EXCUSED:
                return frozenset({Outcome.VIOLATED, Outcome.PENDING})
            case None | Verdict.PENDING:
                return frozenset({Outcome.VIOLATED})
            case _:
                return frozenset()


@dataclass
class Encoding:
    """The rules encoded over one loosened history."""

    loose: Loosened
    goal: Goal
    options: Options
    cells: Cells
    demands: dict[tuple[str, tuple[tuple[str, str], ...]], list[Residual]] = field(
        default_factory=dict[tuple[str, tuple[tuple[str, str], ...]], "list[Residual]"]
    )
    blocked: list[Residual] = field(default_factory=list[Residual])
    unencodable: dict[str, str] = field(default_factory=dict[str, str])

    def add(self, rule: Rule, readings: Readings) -> bool:
        """Encodes the rule under these readings, the defaults else; returns whether that is new."""
        key = rule.id, tuple(sorted(readings.items()))
        if key in self.demands or rule.id in self.unencodable:
            return False
        try:
            self.demands[key] = list(self._demands(rule, readings))
        except NotExpressible as reason:
            self.unencodable[rule.id] = str(reason)
        return True

    def _demands(self, rule: Rule, readings: Readings) -> Iterator[Residual]:
        fixed = {id: r.default().word for id, r in all_readings().items()}
        fixed = {**fixed, **self.options.pinned, **readings}
        grounder = Grounder(self.cells, Asking(fixed, frozenset(fixed)), self.options.calendar)
        for events in instances(rule, self.loose.history):
            bad = self.goal.bad((rule.id, tuple(e.id for e in events)))
            if bad:
                when = split(rule, events, grounder).when
                wrong = or_(when.get(o, False) for o in Outcome if o in bad)
                yield not_(and_((happened(self.cells, events), wrong)))

    def block(self, found: Candidate) -> None:
        """Refuses exactly these changes: they turned out to be no repair."""
        others = (id for id in self.loose.touchable if id not in found.acts)
        differs = [touched(self.loose, self.cells, id) for id in others]
        for symbol, value in found.values.items():
            if symbol.name.owner in found.acts and symbol.name.field != "order":
                differs.append(not_(_is(symbol, value)))
        self.blocked.append(or_(differs))

    def block_acts(self, acts: frozenset[EventId]) -> None:
        """Refuses whatever touches all of these acts."""
        self.blocked.append(or_(not_(touched(self.loose, self.cells, id)) for id in sorted(acts)))

    def constraints(self) -> list[Residual]:
        """Returns everything a history must respect to be looked at."""
        rules = [r for demanded in self.demands.values() for r in demanded]
        return [*rules, *self.blocked, *kept_within(self.loose, self.cells)]


MOST_ACTS: Final = 6
"""The most acts a repair may touch."""
NO_COST: Final = Cost(0, 0, 0, 0, 0)


@dataclass
class Search:
    """Looks for the cheapest changes under an encoding. `at_least`: no cheaper ones exist, refuted;
    the bound carries over when more is demanded."""

    encoding: Encoding
    most: int = MOST_ACTS
    at_least: Cost = NO_COST

    def cheapest(self) -> Candidate | None:
        """Returns the cheapest choice, None iff it is refuted that any touches so few acts;
        SolverGaveUp iff the solver cannot say."""
        solver = self._solver()
        loose, cells = self.encoding.loose, self.encoding.cells
        measures: tuple[tuple[Lin, Callable[[Cost], int]], ...] = (
            (acts_touched(loose, cells), lambda c: c.acts),
            (acts_left_out(loose, cells), lambda c: c.left_out),
            (days_moved(loose, cells), lambda c: c.days),
            (things_said(loose, cells), lambda c: c.said),
            (touches(loose, cells, self.encoding.goal.triggers), lambda c: c.triggers),
        )
        best = self._fewest_acts(solver, measures[0][0])
        if best is None:
            return None
        same = True
        for place, (measure, of) in enumerate(measures):
            # the bound of an earlier round holds only as long as all that weighs more is the same
            low = of(self.at_least) if same else 0
            if place:
                best = self._least(solver, measure, of, low, best)
            same = same and of(best.cost) == low
            solver.demand(at_most(measure, Lin(of(best.cost))))
        self.at_least = best.cost
        return best

    def _solver(self) -> Completions:
        from checker.smt.solve import DEFAULT_RLIMIT, Completions

        encoding = self.encoding
        demands = encoding.constraints()
        measured = encoding.cells.definitions
        return Completions(measured, demands, encoding.options.rlimit or DEFAULT_RLIMIT)

    def _fewest_acts(self, solver: Completions, acts: Lin) -> Candidate | None:
        for number in range(self.at_least.acts, self.most + 1):
            found = self._ask(solver, at_most(acts, Lin(number)))
            if found is not None:
                return found
            self.at_least = replace(NO_COST, acts=number + 1)
        return None

    def _least(
        self,
        solver: Completions,
        measure: Lin,
        of: Callable[[Cost], int],
        low: int,
        best: Candidate,
    ) -> Candidate:
        """Returns a candidate with the least of the measure, by halving."""
        high = of(best.cost)
        while low < high:
            middle = (low + high) // 2
            found = self._ask(solver, at_most(measure, Lin(middle)))
            if found is None:
                low = middle + 1
            else:
                best, high = found, of(found.cost)
        return best

    def _ask(self, solver: Completions, wanted: Residual) -> Candidate | None:
        from checker.smt.solve import GaveUp, Possible

        reply = solver.possible(wanted)
        if isinstance(reply, GaveUp):
            raise SolverGaveUp(reply.reason)
        if not isinstance(reply, Possible):
            return None
        changes = changes_of(reply.values, self.encoding.loose)
        cost = cost_of(changes, self.encoding.goal.triggers)
        return Candidate(changes, cost, reply.values)


def _is(symbol: Symbol, value: Value) -> Residual:
    match symbol:
        case BoolSymbol():
            return symbol if value is True else not_(symbol)
        case WordSymbol():
            return word_is(symbol, str(value))
        case IntSymbol():
            assert isinstance(value, int)
            number = Lin(0, ((symbol, 1),))
            return and_((at_most(number, Lin(value)), at_most(Lin(value), number)))
