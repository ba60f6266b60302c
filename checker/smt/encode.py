"""Residual formulas as Z3 terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal, assert_never

import z3

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
)
from checker.smt import terms
from model.calendar.period import Gap, Piece, Segment

Value = int | str | bool


@dataclass
class Encoder:
    """Turns residuals into Z3 terms and collects what must hold of the symbols met on the way.

    A word is encoded as the index of its option. Names carry their sort, because one name with two
    sorts is refused by other solvers.
    """

    definitions: Mapping[IntSymbol, Definition]
    prefix: str = ""
    side: list[z3.BoolRef] = field(default_factory=list[z3.BoolRef])
    ints: dict[Symbol, z3.ArithRef] = field(default_factory=dict[Symbol, z3.ArithRef])
    bools: dict[BoolSymbol, z3.BoolRef] = field(default_factory=dict[BoolSymbol, z3.BoolRef])

    _undefined: list[tuple[z3.ArithRef, Definition]] = field(
        default_factory=list[tuple[z3.ArithRef, Definition]]
    )
    _defining: bool = False
    _seen: dict[int, tuple[Residual, z3.BoolRef]] = field(
        default_factory=dict[int, tuple[Residual, z3.BoolRef]]
    )
    _atoms: dict[WordIs | AtMostZero, z3.BoolRef] = field(
        default_factory=dict[WordIs | AtMostZero, z3.BoolRef]
    )
    _compound: dict[tuple[str, frozenset[int]], z3.BoolRef] = field(
        default_factory=dict[tuple[str, frozenset[int]], z3.BoolRef]
    )

    def formula(self, r: Residual) -> z3.BoolRef:
        """Returns the residual as a Z3 formula; `side` grows by what its symbols must respect.

        A residual met before, or one of the same parts, is not built again: grounding repeats
        itself, and a call of the solver's library costs far more than a look.
        """
        known = self._seen.get(id(r))
        if known is None:
            known = self._seen[id(r)] = (r, self._built(r))
        return known[1]

    def _built(self, r: Residual) -> z3.BoolRef:
        match r:
            case bool():
                return z3.BoolVal(r)
            case BoolSymbol():
                return self.bool(r)
            case WordIs() | AtMostZero():
                if r not in self._atoms:
                    self._atoms[r] = self._atom(r)
                return self._atoms[r]
            case NotR(arg):
                return self._joined("not", [self.formula(arg)])
            case AndR(args):
                return self._joined("and", [self.formula(a) for a in args])
            case OrR(args):
                return self._joined("or", [self.formula(a) for a in args])
            case _:
                assert_never(r)

    def _atom(self, r: WordIs | AtMostZero) -> z3.BoolRef:
        match r:
            case WordIs(symbol, option):
                return terms.equals(self.word(symbol), symbol.options.index(option))
            case AtMostZero(lin):
                return terms.at_most(self.linear(lin), 0)
            case _:
                assert_never(r)

    def _joined(self, how: Literal["not", "and", "or"], args: list[z3.BoolRef]) -> z3.BoolRef:
        # INVARIANT: every term is kept by this encoder, so its identity names it.
        parts = {id(t): t for t in args}
        if how != "not" and len(parts) == 1:
            return args[0]
        key = (how, frozenset(parts))
        if key not in self._compound:
            match how:
                case "not":
                    self._compound[key] = terms.negation(args[0])
                case "and":
                    self._compound[key] = terms.conjunction(list(parts.values()))
                case "or":
                    self._compound[key] = terms.disjunction(list(parts.values()))
        return self._compound[key]

    def bool(self, symbol: BoolSymbol) -> z3.BoolRef:
        """Returns the Z3 constant of an unknown truth value."""
        if symbol not in self.bools:
            self.bools[symbol] = z3.Bool(f"b:{self.prefix}{symbol.name}")
        return self.bools[symbol]

    def word(self, symbol: WordSymbol) -> z3.ArithRef:
        """Returns the Z3 constant of an unknown word: the index of its option."""
        if symbol not in self.ints:
            self.ints[symbol] = term = z3.Int(f"w:{self.prefix}{symbol.name}")
            self.side += [term >= 0, term < len(symbol.options)]
        return self.ints[symbol]

    def linear(self, lin: Lin) -> z3.ArithRef:
        """Returns the linear term."""
        return terms.total(lin.const, [(self.int(symbol), k) for symbol, k in lin.terms])

    def int(self, symbol: IntSymbol) -> z3.ArithRef:
        """Returns the Z3 constant of an unknown number; its bounds and definition go to `side`."""
        if symbol not in self.ints:
            self.ints[symbol] = term = z3.Int(f"i:{self.prefix}{symbol.name}")
            self.side += [term >= symbol.low, term <= symbol.high]
            definition = self.definitions.get(symbol)
            if definition:
                self._undefined.append((term, definition))
                self._define_all()
        return self.ints[symbol]

    def _define_all(self) -> None:
        """Defines what is not defined yet, and what that rests on: one by one, since the latest of
        many days is a chain of hundreds."""
        if not self._defining:
            self._defining = True
            while self._undefined:
                self._define(*self._undefined.pop())
            self._defining = False

    def _define(self, term: z3.ArithRef, definition: Definition) -> None:
        match definition:
            case Piecewise(arg, pieces):
                meant = _stepwise(pieces)
                self.side.append(z3.substitute(meant, (_X, self.linear(arg)), (_Y, term)))
            case IfThenElse(condition, then, otherwise):
                chosen = z3.If(self.formula(condition), self.linear(then), self.linear(otherwise))
                self.side.append(term == chosen)
            case _:
                assert_never(definition)

    def fact(self, symbol: Symbol, value: Value) -> z3.BoolRef:
        """Returns "the symbol has this value"."""
        match symbol:
            case BoolSymbol():
                return self.bool(symbol) if value is True else terms.negation(self.bool(symbol))
            case WordSymbol(_, options):
                return terms.equals(self.word(symbol), options.index(str(value)))
            case IntSymbol():
                assert isinstance(value, int)
                return terms.equals(self.int(symbol), value)
            case _:
                assert_never(symbol)

    def agrees(self, other: Encoder, symbol: Symbol) -> z3.BoolRef:
        """Returns "the symbol has one value here and in the other copy"."""
        match symbol:
            case BoolSymbol():
                return self.bool(symbol) == other.bool(symbol)
            case WordSymbol():
                return self.word(symbol) == other.word(symbol)
            case IntSymbol():
                return self.int(symbol) == other.int(symbol)
            case _:
                assert_never(symbol)

    def read(self, model: z3.ModelRef) -> dict[Symbol, Value]:
        """Returns the value a model gives to every symbol met."""
        values: dict[Symbol, Value] = {}
        for symbol, term in self.ints.items():
            value = model.eval(term, model_completion=True)
            assert isinstance(value, z3.IntNumRef)
            number = value.as_long()
            values[symbol] = symbol.options[number] if isinstance(symbol, WordSymbol) else number
        for truth, constant in self.bools.items():
            values[truth] = z3.is_true(model.eval(constant, model_completion=True))
        return values


_X: Final = z3.Int("x")
_Y: Final = z3.Int("y")


@lru_cache(maxsize=64)
def _stepwise(pieces: tuple[Piece, ...]) -> z3.BoolRef:
    """Returns that y is the value of the step function at x.

    A function of the calendar has hundreds of pieces: z3 reads them from text sixty times faster
    than it takes them term by term.
    """
    text = " ".join(map(_piece, pieces))
    (meant,) = z3.parse_smt2_string(
        f"(assert (and {text}))", decls={"x": _X.decl(), "y": _Y.decl()}
    )
    return meant


def _piece(piece: Piece) -> str:
    inside = f"(<= {_number(piece.low)} x {_number(piece.high)})"
    match piece:
        case Segment(low, _, value, slope):
            shift = _number(value - slope * low)
            return f"(=> {inside} (= y (+ (* {_number(slope)} x) {shift})))"
        case Gap():
            return f"(=> {inside} (>= y x))"
        case _:
            assert_never(piece)


def _number(n: int) -> str:
    return str(n) if n >= 0 else f"(- {-n})"
