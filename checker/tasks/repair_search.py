"""The cheapest history among those some rules allow: found by iterative deepening, each bound
refuted.

What is searched is a relaxation: only the rules encoded so far bind. Whatever is cheapest in it and
keeps all rules is cheapest of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from checker.ground.asking import Asking
from checker.ground.cells import Cells
from checker.ground.completions import Value, constraints
from checker.ground.explore import Leaf, split
from checker.ground.fixing import Fixing
from checker.ground.ground import Grounder
from checker.ground.loosened import (
    Loosened,
    acts_by_others,
    acts_done_twice,
    acts_left_out,
    acts_touched,
    days_before_the_end,
    days_moved,
    kept_within,
    things_said,
    touched,
    touches,
)
from checker.ground.periods import NotExpressible
from checker.ground.residual import (
    BoolSymbol,
    CellName,
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
from checker.ground.symbolic import happened, limits
from checker.tasks.findings import Verdict
from checker.tasks.instance import Options
from checker.tasks.repair_changes import Broken, Change, Cost, changes_of, cost_of
from checker.tasks.repair_verdicts import Instance, Verdicts
from model.history import Event, EventId
from model.logic.meaning import Outcome, instances
from model.logic.nodes import ReadingId
from model.logic.readings import all_readings
from model.logic.rule import Modality, Rule

if TYPE_CHECKING:
    from checker.smt.solve import Completions


@dataclass(frozen=True, slots=True)
class Supposed:
    """One way things may be that nobody can choose: readings, the defaults else, and facts the
    record leaves open, open still if they are not named."""

    readings: tuple[tuple[ReadingId, str], ...] = ()
    facts: tuple[tuple[CellName, Value], ...] = ()


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
    broken: Broken
    kept_under: Mapping[Instance, tuple[tuple[tuple[ReadingId, str], ...], ...]]
    """Of a contested instance: the readings under which it was not broken, and must not be."""

    def bad(self, rule: Rule, events: tuple[Event, ...]) -> frozenset[Outcome]:
        """Returns the outcomes the instance must not have, under any reading."""
        one = rule.id, tuple(e.id for e in events)
        if one in self.targets:
            return frozenset({Outcome.VIOLATED})
        match self.before.get(one):
            case Verdict.SATISFIED | Verdict.EXCUSED:
                return frozenset({Outcome.VIOLATED, Outcome.PENDING})
            case None | Verdict.PENDING:
                right = rule.modality is Modality.RIGHT
                return frozenset() if right else frozenset({Outcome.VIOLATED})
            case _:
                return frozenset()

    def bad_surely(self, rule: Rule, events: tuple[Event, ...]) -> frozenset[Outcome]:
        """Returns the outcomes that an instance must not have in every completion: one that is
        undetermined may stay so."""
        open_before = self.before.get((rule.id, tuple(e.id for e in events)))
        undetermined = open_before is Verdict.UNDETERMINED
        return frozenset({Outcome.VIOLATED}) if undetermined else frozenset()

    def bad_if(
        self, readings: tuple[tuple[ReadingId, str], ...]
    ) -> Callable[[Rule, tuple[Event, ...]], frozenset[Outcome]]:
        """Returns what gives the outcomes that a contested instance must not have under these
        readings: it was not broken under them."""

        def bad(rule: Rule, events: tuple[Event, ...]) -> frozenset[Outcome]:
            kept = self.kept_under.get((rule.id, tuple(e.id for e in events)), ())
            return frozenset({Outcome.VIOLATED}) if readings in kept else frozenset()

        return bad


Demand: TypeAlias = tuple[str, Supposed]
"""A rule, and one way things may be under which it binds."""


@dataclass
class Encoding:
    """The rules encoded over one loosened history."""

    loose: Loosened
    goal: Goal
    options: Options
    cells: Cells
    demands: dict[Demand, list[Residual]] = field(default_factory=dict[Demand, "list[Residual]"])
    blocked: list[Residual] = field(default_factory=list[Residual])
    unencodable: dict[str, str] = field(default_factory=dict[str, str])

    def add(self, rule: Rule, under: Supposed) -> bool:
        """Encodes the rule as it binds under these suppositions; returns whether that is new."""
        key = rule.id, under
        if key in self.demands or rule.id in self.unencodable:
            return False
        try:
            self.demands[key] = list(self._demands(rule, under))
        except NotExpressible as reason:
            self.unencodable[rule.id] = str(reason)
        return True

    def _demands(self, rule: Rule, under: Supposed) -> Iterator[Residual]:
        yield from self._under(rule, under, self.goal.bad)
        if under == Supposed():
            kept = {r for (id, _), of in self.goal.kept_under.items() if id == rule.id for r in of}
            for readings in sorted(kept):
                yield from self._under(rule, Supposed(readings), self.goal.bad_if(readings))
            for place, one in enumerate(self._under(rule, under, self.goal.bad_surely)):
                yield self._somehow(one, f"{rule.id} {place}")

    def _under(
        self,
        rule: Rule,
        under: Supposed,
        bad_of: Callable[[Rule, tuple[Event, ...]], frozenset[Outcome]],
    ) -> Iterator[Residual]:
        fixed = {id: r.default().word for id, r in all_readings().items()}
        fixed = {**fixed, **self.options.pinned, **dict(under.readings)}
        grounder = Grounder(self.cells, Asking(fixed, frozenset(fixed)), self.options.calendar)
        for events in instances(rule, self.loose.history):
            bad = bad_of(rule, events)
            if bad:
                when = split(rule, events, grounder).when
                wrong = or_(when.get(o, False) for o in Outcome if o in bad)
                kept = not_(and_((happened(self.cells, events), wrong)))
                yield self._supposing(kept, under) if under.facts else kept

    def _somehow(self, kept: Residual, world: str) -> Residual:
        """Returns that some completion of what the record leaves open meets the demand: not the one
        that meets another demand, perhaps."""
        apart = Fixing(self.cells, apart=lambda n: not self.chosen(n), world=world)
        pairs = ((apart.residual(c), c) for c in limits(self.cells))
        return and_((apart.residual(kept), *(image for image, c in pairs if image != c)))

    def chosen(self, name: CellName) -> bool:
        """Returns whether the unknown is what a repair chooses."""
        return name.owner in self.loose.touchable

    def _supposing(self, kept: Residual, under: Supposed) -> Residual:
        """Returns that the demand is met if the facts are so, where they can be so."""
        fixing = Fixing(self.cells, dict(under.facts))
        pairs = ((fixing.residual(c), c) for c in limits(self.cells))
        # the images of the others are the same: they are demanded anyway
        possible = and_(image for image, c in pairs if image != c)
        return or_((not_(possible), fixing.residual(kept)))

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

    def wanted(self) -> Iterator[Residual]:
        """Yields what the rules encoded and the choices refused demand."""
        for demanded in self.demands.values():
            yield from demanded
        yield from self.blocked


def open_facts(leaf: Leaf, wrong: Outcome, options: Options) -> Mapping[CellName, Value]:
    """Returns what the record leaves open, as it would have to be for this outcome; nothing iff the
    solver finds no such completion."""
    from checker.smt.solve import DEFAULT_RLIMIT, Completions, Possible

    asked = list(constraints(leaf.cells))
    solver = Completions(leaf.cells.definitions, asked, options.rlimit or DEFAULT_RLIMIT)
    reply = solver.possible(leaf.split.when[wrong])
    if not isinstance(reply, Possible):
        return {}
    names = {s.name: v for s, v in reply.values.items()}
    return {n: v for n, v in names.items() if n.owner not in _NO_FACTS and n.field != "order"}


_NO_FACTS: Final = frozenset({"aux", "calendar", "record"})

MOST_ACTS: Final = 6
"""The most acts a repair may touch."""
NO_COST: Final = Cost()


@dataclass
class Search:
    """Looks for the cheapest changes under an encoding, on one solver. `at_least`: no cheaper ones
    exist, refuted; the bound carries over when more is demanded."""

    encoding: Encoding
    most: int = MOST_ACTS
    at_least: Cost = NO_COST
    _solver: Completions | None = None
    _told: dict[int, Residual] = field(default_factory=dict[int, Residual])
    _limits: set[Residual] = field(default_factory=set[Residual])

    def cheapest(self) -> Candidate | None:
        """Returns the cheapest choice, None iff it is refuted that any touches so few acts;
        SolverGaveUp iff the solver cannot say."""
        self._tell()
        best = self._fewest_acts()
        if best is None:
            return None
        same, under = True, list[Residual]()
        for measure, of in self.measures():
            # the bound of an earlier round holds only as long as all that weighs more is the same
            low = of(self.at_least) if same else 0
            best = self._least(and_(under), measure, of, low, best)
            same = same and of(best.cost) == low
            under.append(at_most(measure, Lin(of(best.cost))))
        self.at_least = best.cost
        return best

    def measures(self) -> tuple[tuple[Lin, Callable[[Cost], int]], ...]:
        """Returns what is to be least, the weightiest first."""
        loose, cells, broken = self.encoding.loose, self.encoding.cells, self.encoding.goal.broken
        return (
            (acts_touched(loose, cells), lambda c: c.acts),
            (acts_by_others(loose, cells, broken.bearers), lambda c: c.others),
            (acts_left_out(loose, cells), lambda c: c.left_out),
            (acts_done_twice(loose, cells), lambda c: c.twice),
            (days_moved(loose, cells), lambda c: c.days),
            (things_said(loose, cells), lambda c: c.said),
            (touches(loose, cells, broken.triggers), lambda c: c.triggers),
            (days_before_the_end(loose, cells), lambda c: c.early),
        )

    def demanded(self) -> list[Residual]:
        """Returns everything the histories searched respect."""
        encoding = self.encoding
        return [*encoding.wanted(), *kept_within(encoding.loose, encoding.cells)]

    def _tell(self) -> None:
        """Demands of the solver what the encoding has come to demand."""
        from checker.smt.solve import DEFAULT_RLIMIT, Completions

        encoding = self.encoding
        if self._solver is None:
            rlimit = encoding.options.rlimit or DEFAULT_RLIMIT
            self._solver = Completions(encoding.cells.definitions, (), rlimit)
        for demand in encoding.wanted():
            if id(demand) not in self._told:
                # INVARIANT: what is told is kept, so that its identity names it.
                self._told[id(demand)] = demand
                self._solver.demand(demand)
        for limit in set(kept_within(encoding.loose, encoding.cells)) - self._limits:
            self._limits.add(limit)
            self._solver.demand(limit)

    def _fewest_acts(self) -> Candidate | None:
        acts = acts_touched(self.encoding.loose, self.encoding.cells)
        for number in range(self.at_least.acts, self.most + 1):
            found = self._ask(at_most(acts, Lin(number)))
            if found is not None:
                return found
            self.at_least = replace(NO_COST, acts=number + 1)
        return None

    def _least(
        self,
        under: Residual,
        measure: Lin,
        of: Callable[[Cost], int],
        low: int,
        best: Candidate,
    ) -> Candidate:
        """Returns a candidate with the least of the measure, by halving."""
        high = of(best.cost)
        while low < high:
            middle = (low + high) // 2
            found = self._ask(and_((under, at_most(measure, Lin(middle)))))
            if found is None:
                low = middle + 1
            else:
                best, high = found, of(found.cost)
        return best

    def _ask(self, wanted: Residual) -> Candidate | None:
        from checker.smt.solve import GaveUp, Possible

        assert self._solver is not None
        reply = self._solver.possible(wanted)
        if isinstance(reply, GaveUp):
            raise SolverGaveUp(reply.reason)
        if not isinstance(reply, Possible):
            return None
        loose = self.encoding.loose
        changes = changes_of(reply.values, loose)
        cost = cost_of(changes, self.encoding.goal.broken, loose)
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
