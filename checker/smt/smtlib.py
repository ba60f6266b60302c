"""Questions as SMT-LIB 2 text, for any solver: quantifier-free linear integers, nothing else.

A cell is named by its event and field, `|e4.on|`; a word is the number of its option, said in a
comment; every assertion has a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

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
from model.calendar.period import Gap, Segment

Fact = tuple[Symbol, "int | str | bool"]


def script(
    question: Residual,
    facts: Sequence[Fact],
    constraints: Iterable[Residual],
    definitions: Mapping[IntSymbol, Definition],
    said: Sequence[str],
) -> str:
    """Returns the script that asks whether the question can be true of these facts; `said` are
    lines of comment at its head."""
    writer = _Writer(definitions)
    asked = writer.formula(question)
    rules = [writer.formula(c) for c in constraints if c is not True]
    given = [(writer.name(symbol), writer.fact(symbol, value)) for symbol, value in facts]
    lines = [f"; {line}" for line in said]
    lines += ["(set-logic QF_LIA)", *writer.declarations]
    lines += [_named(f"fact {name[1:-1]}", said) for name, said in given]
    lines += [_named(f"domain {i}", f) for i, f in enumerate(writer.side, 1)]
    lines += [_named(f"constraint {i}", f) for i, f in enumerate(rules, 1)]
    lines += [_named("question", asked), "(check-sat)"]
    return "\n".join(lines) + "\n"


def _named(name: str, formula: str) -> str:
    return f"(assert (! {formula} :named |{name}|))"


@dataclass
class _Writer:
    """Collects declarations and what must hold of the symbols met on the way.

    INVARIANT: one name has one sort, or other solvers refuse the file.
    """

    definitions: Mapping[IntSymbol, Definition]
    declarations: list[str] = field(default_factory=list[str])
    side: list[str] = field(default_factory=list[str])
    names: dict[Symbol, str] = field(default_factory=dict[Symbol, str])
    taken: set[str] = field(default_factory=set[str])

    def formula(self, r: Residual) -> str:
        match r:
            case bool():
                return "true" if r else "false"
            case BoolSymbol():
                return self.name(r)
            case WordIs(symbol, option):
                return f"(= {self.name(symbol)} {symbol.options.index(option)})"
            case AtMostZero(lin):
                return f"(<= {self.linear(lin)} 0)"
            case NotR(arg):
                return f"(not {self.formula(arg)})"
            case AndR(args):
                return f"(and {' '.join(self.formula(a) for a in args)})"
            case OrR(args):
                return f"(or {' '.join(self.formula(a) for a in args)})"
            case _:
                assert_never(r)

    def linear(self, lin: Lin) -> str:
        parts = [_number(lin.const)] if lin.const or not lin.terms else []
        for symbol, k in lin.terms:
            name = self.name(symbol)
            parts.append(name if k == 1 else f"(* {_number(k)} {name})")
        return parts[0] if len(parts) == 1 else f"(+ {' '.join(parts)})"

    def name(self, symbol: Symbol) -> str:
        if symbol not in self.names:
            self.names[symbol] = name = self._free_name(symbol)
            self._declare(symbol, name)
        return self.names[symbol]

    def _free_name(self, symbol: Symbol) -> str:
        plain = str(symbol.name).replace("|", "!").replace("\\", "!")
        found, tried = plain, 1
        while found in self.taken:
            tried += 1
            found = f"{plain} {tried}"
        self.taken.add(found)
        return f"|{found}|"

    def _declare(self, symbol: Symbol, name: str) -> None:
        match symbol:
            case BoolSymbol():
                self.declarations.append(f"(declare-const {name} Bool)")
            case WordSymbol(_, options):
                meant = " ".join(f"{i}={_plain(o)}" for i, o in enumerate(options))
                self.declarations.append(f"(declare-const {name} Int) ; {meant}")
                self.side.append(f"(and (<= 0 {name}) (< {name} {len(options)}))")
            case IntSymbol(_, low, high):
                self.declarations.append(f"(declare-const {name} Int)")
                self.side.append(f"(and (<= {_number(low)} {name}) (<= {name} {_number(high)}))")
                definition = self.definitions.get(symbol)
                if definition:
                    self._define(name, definition)
            case _:
                assert_never(symbol)

    def _define(self, name: str, definition: Definition) -> None:
        match definition:
            case Piecewise(arg, pieces):
                x = self.linear(arg)
                for piece in pieces:
                    inside = f"(and (<= {_number(piece.low)} {x}) (<= {x} {_number(piece.high)}))"
                    match piece:
                        case Segment(low, _, value, slope):
                            rest = f" (- {x} {_number(low)})" if slope else ""
                            meant = f"(+ {_number(value)}{rest})" if slope else _number(value)
                            self.side.append(f"(=> {inside} (= {name} {meant}))")
                        case Gap():
                            self.side.append(f"(=> {inside} (>= {name} {x}))")
                        case _:
                            assert_never(piece)
            case IfThenElse(condition, then, otherwise):
                chosen = f"(ite {self.formula(condition)} {self.linear(then)}"
                self.side.append(f"(= {name} {chosen} {self.linear(otherwise)}))")
            case _:
                assert_never(definition)

    def fact(self, symbol: Symbol, value: int | str | bool) -> str:
        name = self.name(symbol)
        match symbol:
            case BoolSymbol():
                return name if value is True else f"(not {name})"
            case WordSymbol(_, options):
                return f"(= {name} {options.index(str(value))})"
            case IntSymbol():
                return f"(= {name} {_number(int(value))})"
            case _:
                assert_never(symbol)


def _number(n: int) -> str:
    return str(n) if n >= 0 else f"(- {-n})"


def _plain(word: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in word)
