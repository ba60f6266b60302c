"""What each engine says of one instance: the same question to each, the same form of answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from random import Random
from typing import assert_never

from checker.ground.cells import Cells, rank_symbol
from checker.ground.completions import constraints
from checker.ground.explore import Leaf, leaves
from checker.ground.periods import NotExpressible
from checker.ground.residual import (
    AndR,
    AtMostZero,
    BoolSymbol,
    CellName,
    IfThenElse,
    IntSymbol,
    Lin,
    NotR,
    OrR,
    Piecewise,
    Residual,
    Symbol,
    WordIs,
)
from checker.smt.solve import Completions, Possible
from constraints.registry import all_rules
from model.calendar import national_calendar
from model.calendar.period import Gap
from model.history import Event, History
from model.logic import nodes as n
from model.logic.meaning import Outcome, outcome
from model.logic.readings import Grade, all_readings, reading
from model.logic.rewrite import readings_of, rule_parts
from model.logic.rule import Rule
from tests.agree.histories import days, stipulated, world

Value = int | str | bool
Valuation = Mapping[str, str]


def a_valuation(rule: Rule, rng: Random, *grades: Grade) -> Valuation:
    """Returns a value of these grades for every reading the rule may ask."""
    return {
        id: rng.choice(reading(id).graded(Grade.DEFAULT, *grades)).word for id in readings_of(rule)
    }


def by_meaning(
    rule: Rule, events: tuple[Event, ...], history: History, valuation: Valuation, *, settled: bool
) -> Outcome:
    bound = tuple(history.by_id[e.id] for e in events)
    return outcome(rule, bound, world(history, valuation, settled=settled))


def leaf_of(
    rule: Rule, events: tuple[Event, ...], history: History, valuation: Valuation, *, naming: bool
) -> Leaf:
    """Returns the one leaf of a complete history under one valuation."""

    def cells() -> Cells:
        return Cells(history, naming=naming, limits=stipulated())

    (leaf,) = leaves(rule, events, cells, national_calendar(), valuation)
    return leaf


def known_values(leaf: Leaf, *, settled: bool) -> dict[Symbol, Value]:
    """Returns what every symbol of a complete history stands for."""
    history, ghosts = leaf.cells.history, len(leaf.cells.ghosts)
    values: dict[Symbol, Value] = dict(leaf.cells.facts)
    values |= {rank_symbol(e, history, ghosts): e.order for e in leaf.cells.ranked.values()}
    values |= dict.fromkeys(_unsettled(), settled)
    return values


@cache
def _unsettled() -> tuple[BoolSymbol, ...]:
    """Returns every question the law may leave open."""
    all_rules()  # INVARIANT: no reading is declared once all rules are there
    return tuple(BoolSymbol(CellName("law", "unsettled", id)) for id in all_readings())


def by_folding(leaf: Leaf, *, settled: bool) -> frozenset[Outcome]:
    """Returns the outcomes whose residual is true: exactly one if the split is a split."""
    arithmetic = Arithmetic(leaf, known_values(leaf, settled=settled))
    return frozenset(o for o, r in leaf.split.when.items() if arithmetic.true(r))


def by_solver(leaf: Leaf, *, settled: bool) -> frozenset[Outcome]:
    """Returns the outcomes that Z3 finds possible once the facts of the record are asserted."""
    solver = Completions(leaf.cells.definitions, list(constraints(leaf.cells)))
    solver.suppose(known_values(leaf, settled=settled))
    return frozenset(
        o for o, r in leaf.split.when.items() if isinstance(solver.possible(r), Possible)
    )


def beyond_the_calendar(leaf: Leaf, *, settled: bool) -> bool:
    """Returns whether some day of the instance hangs on a working day no yearly table tells of:
    the solver then leaves it open."""
    arithmetic = Arithmetic(leaf, known_values(leaf, settled=settled))
    tables = [d for d in leaf.cells.definitions.values() if isinstance(d, Piecewise)]
    days_ = [(arithmetic.number(d.arg), d.pieces) for d in tables]
    return any(isinstance(p, Gap) and p.low <= x <= p.high for x, pieces in days_ for p in pieces)


def possible_outcomes(leaf: Leaf) -> frozenset[Outcome]:
    """Returns the outcomes that Z3 finds possible in some completion of what is unknown."""
    certain = leaf.split.certain()
    if certain is not None:
        return frozenset({certain})
    solver = Completions(leaf.cells.definitions, list(constraints(leaf.cells)))
    return frozenset(
        o for o, r in leaf.split.when.items() if isinstance(solver.possible(r), Possible)
    )


def refuse_unless_suspended(rule: Rule, raised: NotExpressible) -> None:
    """Raises what the engine raised, unless it is what it need not encode: suspended days."""
    suspended = any(isinstance(p, n.Suspension) for p in rule_parts(rule))
    if not suspended or "suspension" not in str(raised):
        raise raised


class Arithmetic:
    """Evaluates residuals by plain arithmetic."""

    def __init__(self, leaf: Leaf, values: Mapping[Symbol, Value]) -> None:
        self.definitions = leaf.cells.definitions
        self.values = dict(values)

    def true(self, r: Residual) -> bool:
        match r:
            case bool():
                return r
            case BoolSymbol():
                return self.values[r] is True
            case WordIs(symbol, option):
                return self.values[symbol] == option
            case AtMostZero(lin):
                return self.number(lin) <= 0
            case NotR(arg):
                return not self.true(arg)
            case AndR(args):
                return all(self.true(a) for a in args)
            case OrR(args):
                return any(self.true(a) for a in args)
            case _:
                assert_never(r)

    def number(self, lin: Lin) -> int:
        return lin.const + sum(k * self.symbol(s) for s, k in lin.terms)

    def symbol(self, s: IntSymbol) -> int:
        if s not in self.values:
            self.values[s] = self._defined(s)
        value = self.values[s]
        assert isinstance(value, int)
        assert s.low <= value <= s.high, f"{s} is {value}"
        return value

    def _defined(self, s: IntSymbol) -> int:
        if s.name.owner == "calendar":
            return _beyond(s.name.field.replace("_", " "), int(s.name.detail))
        match self.definitions[s]:
            case IfThenElse(condition, then, otherwise):
                return self.number(then if self.true(condition) else otherwise)
            case Piecewise(arg, pieces):
                x = self.number(arg)
                (piece,) = (p for p in pieces if p.low <= x <= p.high)
                return _beyond(s.name.field, x) if isinstance(piece, Gap) else piece.at(x)


def _beyond(what: str, day: int) -> int:
    if what == "next working day":
        return days().next_working(day)
    return days().plus_working(day, int(what.partition(" ")[0]))
