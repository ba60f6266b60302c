"""What is left of a formula once every known fact is folded in: a formula over unknown cells.

A residual knows nothing of law, organs or calendars. It is `True`, `False`, or built from named
unknowns with and, or, not and linear comparisons; solvers, SMT-LIB and certificates start from
here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from model.calendar.period import Gap, Piece, Segment


@dataclass(frozen=True, slots=True, order=True)
class CellName:
    """Names one cell: `e4.on`, `e4.refers`, `m1.competent[yunhe-housing]`."""

    owner: str
    field: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.owner}.{self.field}" + (f"[{self.detail}]" if self.detail else "")


@dataclass(frozen=True, slots=True)
class IntSymbol:
    """An unknown whole number in `low..high`."""

    name: CellName
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class WordSymbol:
    """An unknown word: one of `options`."""

    name: CellName
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoolSymbol:
    """An unknown truth value."""

    name: CellName


@dataclass(frozen=True, slots=True)
class WordIs:
    """The unknown word is that option. INVARIANT: `option` is one of the symbol's options."""

    symbol: WordSymbol
    option: str


@dataclass(frozen=True, slots=True)
class Lin:
    """`const` plus the sum of coefficient times symbol. INVARIANT: symbols distinct, no zero
    coefficient."""

    const: int
    terms: tuple[tuple[IntSymbol, int], ...] = ()

    def __add__(self, other: Lin | int) -> Lin:
        if isinstance(other, int):
            return Lin(self.const + other, self.terms)
        if not other.terms:
            return Lin(self.const + other.const, self.terms)
        total: dict[IntSymbol, int] = dict(self.terms)
        for symbol, k in other.terms:
            total[symbol] = total.get(symbol, 0) + k
        return Lin(self.const + other.const, tuple((s, k) for s, k in total.items() if k))

    def __neg__(self) -> Lin:
        return Lin(-self.const, tuple((s, -k) for s, k in self.terms))

    def __sub__(self, other: Lin | int) -> Lin:
        return self + (-other)

    @property
    def low(self) -> int:
        """The least value it can have."""
        return self.const + sum(k * (s.low if k > 0 else s.high) for s, k in self.terms)

    @property
    def high(self) -> int:
        """The greatest value it can have."""
        return self.const + sum(k * (s.high if k > 0 else s.low) for s, k in self.terms)


@dataclass(frozen=True, slots=True)
class AtMostZero:
    """`lin <= 0`."""

    lin: Lin


@dataclass(frozen=True, slots=True)
class NotR:
    """The negation."""

    arg: Residual


@dataclass(frozen=True, slots=True)
class AndR:
    """The conjunction of two or more."""

    args: tuple[Residual, ...]


@dataclass(frozen=True, slots=True)
class OrR:
    """The disjunction of two or more."""

    args: tuple[Residual, ...]


Residual: TypeAlias = bool | BoolSymbol | WordIs | AtMostZero | NotR | AndR | OrR
Symbol: TypeAlias = IntSymbol | WordSymbol | BoolSymbol


@dataclass(frozen=True, slots=True)
class Piecewise:
    """The value of a monotone step function at `arg`; in a gap, any day from `arg` on."""

    arg: Lin
    pieces: tuple[Piece, ...]

    def last_at_most(self, value: int) -> int | None:
        """Returns the last argument at which the function is no more than that (the one before all
        of them: at none); None iff a gap leaves it open."""
        place = bisect_right(self.pieces, value, key=_least) - 1
        if place < 0:
            return self.pieces[0].low - 1
        match self.pieces[place]:
            case Gap():
                return None
            case Segment(low, high, least, slope):
                return min(high, low + value - least) if slope else high


@dataclass(frozen=True, slots=True)
class IfThenElse:
    """`then` iff the condition is true, else `otherwise`."""

    condition: Residual
    then: Lin
    otherwise: Lin


def _least(piece: Piece) -> int:
    """Returns the least value the step function may have on the piece."""
    return piece.value if isinstance(piece, Segment) else piece.low


Definition: TypeAlias = Piecewise | IfThenElse


def and_(args: Iterable[Residual]) -> Residual:
    """Returns the conjunction, folded; later arguments are not drawn once one is false."""
    kept: list[Residual] = []
    for arg in args:
        if arg is False:
            return False
        if arg is not True:
            kept.append(arg)
    if not kept:
        return True
    return kept[0] if len(kept) == 1 else AndR(tuple(kept))


def or_(args: Iterable[Residual]) -> Residual:
    """Returns the disjunction, folded; later arguments are not drawn once one is true."""
    kept: list[Residual] = []
    for arg in args:
        if arg is True:
            return True
        if arg is not False:
            kept.append(arg)
    if not kept:
        return False
    return kept[0] if len(kept) == 1 else OrR(tuple(kept))


def not_(arg: Residual) -> Residual:
    """Returns the negation, folded."""
    match arg:
        case bool():
            return not arg
        case NotR(inner):
            return inner
        case _:
            return NotR(arg)


def at_most(left: Lin, right: Lin) -> Residual:
    """Returns `left <= right`, folded where the bounds of the symbols decide it."""
    if not left.terms and not right.terms:
        return left.const <= right.const
    gap = left - right
    if gap.high <= 0:
        return True
    return False if gap.low > 0 else AtMostZero(gap)


def word_is(word: str | WordSymbol, option: str) -> Residual:
    """Returns whether the word is that option; false iff it cannot be."""
    match word:
        case str():
            return word == option
        case WordSymbol(_, options):
            return WordIs(word, option) if option in options else False
        case _:
            assert_never(word)


def options_of(word: str | WordSymbol) -> tuple[str, ...]:
    """Returns the words it may be, in their fixed order."""
    return (word,) if isinstance(word, str) else word.options


def symbols_of(r: Residual, definitions: Mapping[IntSymbol, Definition]) -> frozenset[Symbol]:
    """Returns every symbol the residual depends on, through definitions too."""
    found: set[Symbol] = set()
    seen: set[int] = set()  # parts are shared, and often
    todo: list[Residual | Lin | Symbol] = [r]
    while todo:
        part = todo.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        match part:
            case bool():
                pass
            case WordIs(symbol, _):
                found.add(symbol)
            case AtMostZero(lin):
                todo.append(lin)
            case Lin(_, terms):
                todo += [s for s, _ in terms]
            case NotR(arg):
                todo.append(arg)
            case AndR(args) | OrR(args):
                todo += args
            case WordSymbol() | BoolSymbol() as symbol:
                found.add(symbol)
            case IntSymbol() as symbol if symbol not in found:
                found.add(symbol)
                match definitions.get(symbol):
                    case Piecewise(at, _):
                        todo.append(at)
                    case IfThenElse(condition, then, otherwise):
                        todo += [condition, then, otherwise]
                    case None:
                        pass
            case IntSymbol():
                pass
    return frozenset(found)
