"""Folding: every constructor of a residual means what its truth table or its sum says."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import assert_never

from hypothesis import given
from hypothesis import strategies as st

from checker.ground.residual import (
    AndR,
    AtMostZero,
    BoolSymbol,
    CellName,
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
    options_of,
    or_,
    symbols_of,
    word_is,
)
from model.calendar.period import Segment

A, B = (BoolSymbol(CellName("e1", name)) for name in ("a", "b"))
X, Y = IntSymbol(CellName("e1", "x"), -2, 3), IntSymbol(CellName("e2", "x"), 0, 4)
W = WordSymbol(CellName("e1", "by"), ("p", "q", "r"))
SYMBOLS: tuple[Symbol, ...] = (A, B, X, Y, W)
Values = Mapping[Symbol, int | str | bool]


def worlds() -> list[Values]:
    domains = ((False, True), (False, True), range(-2, 4), range(5), W.options)
    return [dict(zip(SYMBOLS, values, strict=True)) for values in product(*domains)]


WORLDS = worlds()


def number(lin: Lin, values: Values) -> int:
    return lin.const + sum(k * int(values[s]) for s, k in lin.terms)


def true(r: Residual, values: Values) -> bool:
    match r:
        case bool():
            return r
        case BoolSymbol():
            return values[r] is True
        case WordIs(symbol, option):
            return values[symbol] == option
        case AtMostZero(lin):
            return number(lin, values) <= 0
        case NotR(arg):
            return not true(arg, values)
        case AndR(args):
            return all([true(a, values) for a in args])
        case OrR(args):
            return any([true(a, values) for a in args])
        case _:
            assert_never(r)


def lin(const: int, x: int, y: int) -> Lin:
    return Lin(const, tuple((s, k) for s, k in ((X, x), (Y, y)) if k))


lins = st.builds(lin, st.integers(-5, 5), st.integers(-2, 2), st.integers(-2, 2))
leaves: st.SearchStrategy[Residual] = st.one_of(
    st.booleans(),
    st.sampled_from((A, B)),
    st.sampled_from([word_is(W, o) for o in W.options]),
    st.builds(at_most, lins, lins),
)
residuals: st.SearchStrategy[Residual] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(and_, st.lists(inner, max_size=3)),
        st.builds(or_, st.lists(inner, max_size=3)),
        st.builds(not_, inner),
    ),
    max_leaves=8,
)


@given(st.lists(residuals, max_size=4))
def test_and_or_not_are_their_truth_tables(args: list[Residual]) -> None:
    for values in WORLDS:
        each = [true(a, values) for a in args]
        assert true(and_(args), values) == all(each)
        assert true(or_(args), values) == any(each)
        assert [true(not_(a), values) for a in args] == [not v for v in each]


@given(residuals)
def test_constants_never_stay_inside(r: Residual) -> None:
    match r:
        case AndR(args) | OrR(args):
            assert len(args) >= 2
            assert not any(isinstance(a, bool) for a in args)
        case NotR(arg):
            assert not isinstance(arg, bool | NotR)
        case _:
            assert isinstance(r, bool | BoolSymbol | WordIs | AtMostZero)


@given(lins, lins)
def test_at_most_compares_and_folds_what_bounds_decide(left: Lin, right: Lin) -> None:
    said = at_most(left, right)
    each = {number(left, values) <= number(right, values) for values in WORLDS}
    assert {true(said, values) for values in WORLDS} == each
    assert all(true(said, v) == (number(left, v) <= number(right, v)) for v in WORLDS)
    assert isinstance(said, bool) == (len(each) == 1)


@given(lins, lins, st.integers(-9, 9))
def test_sums_add(left: Lin, right: Lin, more: int) -> None:
    for values in WORLDS:
        a, b = number(left, values), number(right, values)
        assert number(left + right, values) == a + b
        assert number(left - right, values) == a - b
        assert number(left + more, values) == a + more
        assert number(left - more, values) == a - more
        assert number(-left, values) == -a


@given(lins, lins)
def test_sums_keep_their_symbols_distinct_and_their_bounds_tight(left: Lin, right: Lin) -> None:
    total = left + right
    assert len({s for s, _ in total.terms}) == len(total.terms)
    assert all(k for _, k in total.terms)
    reached = [number(total, values) for values in WORLDS]
    assert (total.low, total.high) == (min(reached), max(reached))
    assert (left - left) == Lin(0)


def test_words() -> None:
    assert word_is("p", "p") is True
    assert word_is("p", "q") is False
    assert word_is(W, "nobody") is False
    assert word_is(W, "p") == WordIs(W, "p")
    assert (options_of("p"), options_of(W)) == (("p",), ("p", "q", "r"))


# ---- what a residual depends on ------------------------------------------------------------------


def below(r: Residual) -> frozenset[Symbol]:
    match r:
        case bool():
            return frozenset()
        case BoolSymbol():
            return frozenset({r})
        case WordIs(symbol, _):
            return frozenset({symbol})
        case AtMostZero(lin):
            return frozenset(s for s, _ in lin.terms)
        case NotR(arg):
            return below(arg)
        case AndR(args) | OrR(args):
            return frozenset[Symbol]().union(*(below(a) for a in args))
        case _:
            assert_never(r)


@given(residuals)
def test_symbols_are_those_written(r: Residual) -> None:
    assert symbols_of(r, {}) == below(r)


@given(residuals)
def test_no_other_symbol_matters(r: Residual) -> None:
    mattering = symbols_of(r, {})
    seen: dict[tuple[object, ...], bool] = {}
    for values in WORLDS:
        key = tuple(values[s] for s in SYMBOLS if s in mattering)
        assert seen.setdefault(key, true(r, values)) == true(r, values)


def test_symbols_are_followed_through_definitions() -> None:
    rolled, chosen = (IntSymbol(CellName("aux", name), 0, 9) for name in ("rolled", "chosen"))
    definitions: dict[IntSymbol, Definition] = {
        rolled: Piecewise(Lin(1, ((X, 1),)), (Segment(-1, 4, 0, 1),)),
        chosen: IfThenElse(and_((A, word_is(W, "p"))), Lin(0, ((rolled, 1),)), Lin(7)),
    }
    late = at_most(Lin(0, ((Y, 1),)), Lin(0, ((chosen, 1),)))
    assert symbols_of(late, definitions) == {A, W, X, Y, rolled, chosen}
    assert symbols_of(late, {}) == {Y, chosen}
