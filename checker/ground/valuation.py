"""Residuals under values of some of their symbols: folding, and a small search for the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias, assert_never

from checker.ground.completions import Value
from checker.ground.residual import (
    AndR,
    AtMostZero,
    BoolSymbol,
    Definition,
    IfThenElse,
    IntSymbol,
    Lin,
    NotR,
    OrR,
    Piecewise,
    Residual,
    Symbol,
    WordIs,
    WordSymbol,
    and_,
    at_most,
    not_,
    or_,
)
from model.calendar.period import Segment

Values: TypeAlias = Mapping[Symbol, Value]

MOST_TRIES: Final = 400
"""Values tried before the search leaves the question to a solver."""


@dataclass
class Valuation:
    """Folds residuals under the values of some symbols; whatever has no value stays."""

    values: Values
    definitions: Mapping[IntSymbol, Definition]
    _folded: dict[int, tuple[Residual, Residual]] = field(
        default_factory=dict[int, tuple[Residual, Residual]]
    )
    _numbers: dict[IntSymbol, Lin] = field(default_factory=dict[IntSymbol, Lin])

    def of(self, r: Residual) -> Residual:
        """Returns what is left of the residual."""
        if isinstance(r, bool):
            return r
        # INVARIANT: what is folded is kept, so its identity names it.
        known = self._folded.get(id(r))
        if known is None:
            known = self._folded[id(r)] = (r, self._fold(r))
        return known[1]

    def _fold(self, r: Residual) -> Residual:
        match r:
            case bool():
                return r
            case BoolSymbol():
                value = self.values.get(r)
                return r if value is None else value is True
            case WordIs(symbol, option):
                value = self.values.get(symbol)
                return r if value is None else value == option
            case NotR(arg):
                return not_(self.of(arg))
            case AndR(args):
                return and_(self.of(a) for a in args)
            case OrR(args):
                return or_(self.of(a) for a in args)
            case AtMostZero(lin):
                return at_most(self.lin(lin), Lin(0))
            case _:
                assert_never(r)

    def lin(self, lin: Lin) -> Lin:
        """Returns the linear term with its symbols' values put in."""
        total = Lin(lin.const)
        for symbol, k in lin.terms:
            value = self._number(symbol)
            total += Lin(k * value.const, tuple((s, k * c) for s, c in value.terms))
        return total

    def _number(self, symbol: IntSymbol) -> Lin:
        if symbol not in self._numbers:
            self._numbers[symbol] = self._valued(symbol)
        return self._numbers[symbol]

    def _valued(self, symbol: IntSymbol) -> Lin:
        said = self.values.get(symbol)
        if isinstance(said, int):
            return Lin(said)
        here = Lin(0, ((symbol, 1),))
        match self.definitions.get(symbol):
            case None:
                return here
            case IfThenElse(condition, then, otherwise):
                decided = self.of(condition)
                if not isinstance(decided, bool):
                    return here
                return self.lin(then if decided else otherwise)
            case Piecewise(arg, pieces):
                at = self.lin(arg)
                if at.terms:
                    return here
                for piece in pieces:
                    if isinstance(piece, Segment) and piece.low <= at.const <= piece.high:
                        return Lin(piece.value + piece.slope * (at.const - piece.low))
                return here


# ---- searching -----------------------------------------------------------------------------------


@dataclass
class Search:
    """Looks for values that make a residual true, the first options first: what it finds is always
    the same. Not complete: `gave_up` says whether finding nothing proves nothing."""

    definitions: Mapping[IntSymbol, Definition]
    tries: int = 0
    gave_up: bool = False

    def first(self, r: Residual, values: Values) -> Values | None:
        """Returns `values` with more of them, such that the residual is true."""
        left = Valuation(values, self.definitions).of(r)
        if isinstance(left, bool):
            return values if left else None
        symbol, wanted = next(_open(left, self.definitions, positive=True))
        for value in self._options(symbol, wanted):
            self.tries += 1
            if self.tries > MOST_TRIES:
                self.gave_up = True
                return None
            found = self.first(left, {**values, symbol: value})
            if found is not None:
                return found
        return None

    def _options(self, symbol: Symbol, wanted: Value) -> tuple[Value, ...]:
        match symbol:
            case BoolSymbol():
                return (wanted, not wanted)
            case WordSymbol(_, options):
                return (wanted, *(o for o in options if o != wanted))
            case IntSymbol(_, low, high):
                if high > low + 1:
                    self.gave_up = True
                return tuple(dict.fromkeys((low, high)))
            case _:
                assert_never(symbol)


def _open(
    r: Residual, definitions: Mapping[IntSymbol, Definition], *, positive: bool
) -> Iterator[tuple[Symbol, Value]]:
    """Yields the symbols of a folded residual, each with the value that would help it along."""
    match r:
        case bool():
            return
        case BoolSymbol():
            yield r, positive
        case WordIs(symbol, option):
            others = (o for o in symbol.options if o != option)
            yield symbol, option if positive else next(others, option)
        case NotR(arg):
            yield from _open(arg, definitions, positive=not positive)
        case AndR(args) | OrR(args):
            for arg in args:
                yield from _open(arg, definitions, positive=positive)
        case AtMostZero(lin):
            for number, _ in lin.terms:
                yield from _open_number(number, definitions)
        case _:
            assert_never(r)


def _open_number(
    symbol: IntSymbol, definitions: Mapping[IntSymbol, Definition]
) -> Iterator[tuple[Symbol, Value]]:
    match definitions.get(symbol):
        case IfThenElse(condition, then, otherwise):
            yield from _open(condition, definitions, positive=True)
            for part in (then, otherwise):
                for inner, _ in part.terms:
                    yield from _open_number(inner, definitions)
        case Piecewise(arg, _):
            for inner, _ in arg.terms:
                yield from _open_number(inner, definitions)
            yield symbol, symbol.low
        case None:
            yield symbol, symbol.low
