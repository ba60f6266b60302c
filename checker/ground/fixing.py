"""A residual in one world: some unknowns given their values, the others left open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from checker.ground.cells import Cells
from checker.ground.completions import Value
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
    WordIs,
    WordSymbol,
    and_,
    at_most,
    not_,
    or_,
)


@dataclass
class Fixing:
    """Puts values for named unknowns into residuals over these cells. Auxiliary numbers that depend
    on them become others, defined in the cells.

    `apart`: the unknowns that are others in this world than elsewhere, and get names of their own.
    """

    cells: Cells
    values: Mapping[CellName, Value] = field(default_factory=dict[CellName, Value])
    apart: Callable[[CellName], bool] = lambda _: False
    world: str = ""
    _seen: dict[int, tuple[Residual, Residual]] = field(
        default_factory=dict[int, "tuple[Residual, Residual]"]
    )
    _numbers: dict[IntSymbol, Lin] = field(default_factory=dict[IntSymbol, Lin])

    def residual(self, r: Residual) -> Residual:
        """Returns the residual with the values put in, folded."""
        known = self._seen.get(id(r))
        if known is None:
            # INVARIANT: the residual is kept beside its image, so that its identity names it.
            known = self._seen[id(r)] = (r, self._built(r))
        return known[1]

    def _built(self, r: Residual) -> Residual:
        match r:
            case bool():
                return r
            case BoolSymbol(name):
                known = self.values.get(name)
                return BoolSymbol(self._name(name)) if known is None else known is True
            case WordIs(WordSymbol(name, options), option):
                word = self.values.get(name)
                same = WordIs(WordSymbol(self._name(name), options), option)
                return same if word is None else word == option
            case AtMostZero(lin):
                return at_most(self.linear(lin), Lin(0))
            case NotR(arg):
                return not_(self.residual(arg))
            case AndR(args):
                return and_(self.residual(a) for a in args)
            case OrR(args):
                return or_(self.residual(a) for a in args)
            case _:
                assert_never(r)

    def _name(self, name: CellName) -> CellName:
        if not self.apart(name):
            return name
        return CellName(name.owner, name.field, f"{name.detail} {self.world}")

    def linear(self, lin: Lin) -> Lin:
        """Returns the linear term with the values put in."""
        total = Lin(lin.const)
        for symbol, k in lin.terms:
            number = self._number(symbol)
            total += Lin(k * number.const, tuple((s, k * c) for s, c in number.terms))
        return total

    def _number(self, symbol: IntSymbol) -> Lin:
        if symbol not in self._numbers:
            self._numbers[symbol] = self._found(symbol)
        return self._numbers[symbol]

    def _found(self, symbol: IntSymbol) -> Lin:
        value = self.values.get(symbol.name)
        if value is not None:
            assert isinstance(value, int)
            return Lin(value)
        plain = Lin(0, ((symbol, 1),))
        match self.cells.definitions.get(symbol):
            case None:
                other = IntSymbol(self._name(symbol.name), symbol.low, symbol.high)
                return Lin(0, ((other, 1),))
            case Piecewise(arg, pieces) as definition:
                now = Piecewise(self.linear(arg), pieces)
                if now == definition:
                    return plain
                return self.cells.defined(symbol.name.field, symbol.low, symbol.high, now)
            case IfThenElse(condition, then, otherwise):
                found, a, b = self.residual(condition), self.linear(then), self.linear(otherwise)
                return self.cells.if_then_else(symbol.name.field, found, a, b)
