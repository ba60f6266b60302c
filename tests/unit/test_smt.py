"""The solver's side: residuals as Z3 terms, and what it answers about their completions."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.ground.residual import (
    AtMostZero,
    BoolSymbol,
    CellName,
    Definition,
    IfThenElse,
    IntSymbol,
    Lin,
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
from checker.smt.encode import Value
from checker.smt.solve import DEFAULT_RLIMIT, Completions, Deciding, GaveUp, Impossible, Possible
from model.calendar.period import Gap, Segment

P, Q, R = (BoolSymbol(CellName("e1", name)) for name in ("written", "sealed", "public"))
X = IntSymbol(CellName("e1", "on"), 0, 10)
Y = IntSymbol(CellName("e2", "on"), 0, 10)
WHO = WordSymbol(CellName("e1", "by"), ("yunhe-gov", "yunhe-housing", "linjiang-gov"))


def term(symbol: IntSymbol, k: int = 1) -> Lin:
    return Lin(0, ((symbol, k),))


def completions(
    *constraints: Residual, definitions: Mapping[IntSymbol, Definition] | None = None
) -> Completions:
    return Completions(definitions or {}, constraints)


def found(
    r: Residual, *constraints: Residual, definitions: Mapping[IntSymbol, Definition] | None = None
) -> Mapping[Symbol, Value]:
    reply = completions(*constraints, definitions=definitions).possible(r)
    assert isinstance(reply, Possible)
    return reply.values


# ---- possible, impossible ------------------------------------------------------------------------


def test_a_constant_needs_no_completion() -> None:
    assert completions().possible(True) == Possible({})
    assert completions().possible(False) == Impossible()


def test_a_possible_residual_comes_with_values_that_make_it_true() -> None:
    assert found(and_((P, not_(Q)))) == {P: True, Q: False}
    assert found(WordIs(WHO, "linjiang-gov")) == {WHO: "linjiang-gov"}
    assert found(and_((at_most(Lin(7), term(X)), at_most(term(X), Lin(7))))) == {X: 7}


def test_a_number_stays_in_its_domain_and_a_word_among_its_options() -> None:
    beyond = AtMostZero(Lin(11, ((X, -1),)))
    assert completions().possible(beyond) == Impossible()
    nobody = and_(not_(WordIs(WHO, option)) for option in WHO.options)
    assert completions().possible(nobody) == Impossible()


def test_constraints_hold_in_every_completion() -> None:
    before = at_most(term(X) + 1, term(Y))
    assert completions(before).possible(at_most(term(Y), term(X))) == Impossible()
    values = found(at_most(Lin(9), term(X)), before)
    assert (values[X], values[Y]) == (9, 10)


def test_questions_do_not_disturb_each_other() -> None:
    asked = completions()
    assert isinstance(asked.possible(P), Possible)
    assert isinstance(asked.possible(not_(P)), Possible)
    assert isinstance(asked.possible(and_((P, not_(P)))), Impossible)
    assert isinstance(asked.possible(P), Possible)


def test_a_supposition_stays() -> None:
    asked = completions()
    asked.suppose({P: False, X: 3, WHO: "yunhe-gov"})
    assert asked.possible(P) == Impossible()
    assert asked.possible(at_most(Lin(4), term(X))) == Impossible()
    assert asked.possible(WordIs(WHO, "yunhe-housing")) == Impossible()
    assert isinstance(asked.possible(WordIs(WHO, "yunhe-gov")), Possible)


def test_out_of_resources_is_said_not_guessed() -> None:
    # Ten pairwise different numbers out of nine: refuting that takes real search.
    numbers = [IntSymbol(CellName(f"e{i}", "on"), 1, 9) for i in range(10)]
    differ = and_(
        or_((at_most(term(a) + 1, term(b)), at_most(term(b) + 1, term(a))))
        for a, b in itertools.combinations(numbers, 2)
    )
    reply = Completions({}, (), rlimit=2000).possible(differ)
    assert isinstance(reply, GaveUp)
    assert reply.reason


# ---- defined numbers -----------------------------------------------------------------------------

ROLLED = IntSymbol(CellName("aux", "next working day", "1"), 0, 20)
# Days 0..4 stand as they are, 5 and 6 move to 7, from 8 on nothing is known.
STEPS = Piecewise(term(X), (Segment(0, 4, 0, 1), Segment(5, 7, 7, 0), Gap(8, 10)))


@pytest.mark.parametrize(("day", "rolled"), [(0, 0), (4, 4), (5, 7), (6, 7), (7, 7)])
def test_a_step_function_has_its_value(day: int, rolled: int) -> None:
    asked = completions(definitions={ROLLED: STEPS})
    asked.suppose({X: day})
    elsewhere = or_(
        (at_most(term(ROLLED) + 1, Lin(rolled)), at_most(Lin(rolled + 1), term(ROLLED)))
    )
    assert asked.possible(elsewhere) == Impossible()
    assert isinstance(asked.possible(at_most(term(ROLLED), Lin(rolled))), Possible)


def test_in_a_gap_any_later_day_is_possible_and_no_earlier_one() -> None:
    asked = completions(definitions={ROLLED: STEPS})
    asked.suppose({X: 8})
    assert asked.possible(at_most(term(ROLLED), Lin(7))) == Impossible()
    for day in (8, 15, 20):
        there = and_((at_most(Lin(day), term(ROLLED)), at_most(term(ROLLED), Lin(day))))
        assert isinstance(asked.possible(there), Possible)


def test_a_number_by_cases_follows_its_condition() -> None:
    extra = IntSymbol(CellName("aux", "extra", "1"), 0, 30)
    chosen = {extra: IfThenElse(P, Lin(30), Lin(0))}
    assert found(at_most(Lin(1), term(extra)), definitions=chosen) == {P: True, extra: 30}
    assert found(at_most(term(extra), Lin(29)), definitions=chosen) == {P: False, extra: 0}


# ---- what decides --------------------------------------------------------------------------------


def decides(
    r: Residual,
    *fixed: Symbol,
    constraints: tuple[Residual, ...] = (),
    definitions: Mapping[IntSymbol, Definition] | None = None,
    rlimit: int | None = None,
) -> bool:
    asked = Deciding(r, [frozenset({s}) for s in fixed], definitions or {}, constraints, rlimit)
    return asked.undecided(range(len(fixed))) is None


def test_facts_decide_iff_completions_that_agree_on_them_agree_on_the_rest() -> None:
    both = and_((P, Q))
    assert not decides(both)
    assert not decides(both, P)
    assert decides(both, P, Q)
    assert decides(or_((P, not_(P))))


def test_constraints_help_to_decide() -> None:
    same = and_((or_((not_(P), Q)), or_((not_(Q), P))))
    assert not decides(Q, P)
    assert decides(Q, P, constraints=(same,))


def test_a_defined_number_is_decided_by_what_defines_it() -> None:
    late = at_most(Lin(7), term(ROLLED))
    known = Piecewise(term(X), (Segment(0, 4, 0, 1), Segment(5, 10, 10, 0)))
    assert decides(late, X, definitions={ROLLED: known})
    assert not decides(late, X, definitions={ROLLED: Piecewise(term(X), (Gap(0, 10),))})


def test_nothing_is_decided_when_the_solver_gives_up() -> None:
    wide = [IntSymbol(CellName(f"e{i}", "on"), 0, 1000) for i in range(12)]
    r = or_(at_most(term(a) + term(b, -1) + 3, Lin(0)) for a, b in itertools.pairwise(wide))
    assert decides(r, *wide)
    assert not decides(r, *wide, rlimit=1)


# ---- cores ---------------------------------------------------------------------------------------


def test_a_core_is_minimal() -> None:
    facts: list[tuple[Symbol, Value]] = [
        (P, True),
        (Q, True),
        (R, True),
        (X, 3),
        (WHO, "yunhe-gov"),
    ]
    refuted = or_((not_(Q), at_most(Lin(4), term(X))))
    assert completions().core(refuted, facts) == (1, 3)


def test_facts_that_refute_nothing_have_no_core() -> None:
    assert completions().core(P, [(P, True), (Q, False)]) is None


def test_what_is_false_anyway_needs_no_fact() -> None:
    assert completions().core(False, [(P, True)]) == ()


def test_a_core_counts_on_the_constraints() -> None:
    before = at_most(term(X) + 1, term(Y))
    core = completions(before).core(at_most(term(Y), Lin(5)), [(X, 5), (Y, 9), (P, True)])
    assert core in {(0,), (1,)}


@given(
    clauses=st.lists(
        st.lists(st.tuples(st.integers(0, 4), st.booleans()), min_size=1, max_size=3), max_size=6
    ),
    values=st.lists(st.booleans(), min_size=5, max_size=5),
)
def test_no_fact_of_a_core_can_be_left_out(
    clauses: list[list[tuple[int, bool]]], values: list[bool]
) -> None:
    symbols = [BoolSymbol(CellName("e1", f"fact {i}")) for i in range(5)]
    facts: list[tuple[Symbol, Value]] = list(zip(symbols, values, strict=True))
    r = and_(or_(symbols[i] if yes else not_(symbols[i]) for i, yes in c) for c in clauses)

    def refute(places: tuple[int, ...]) -> bool:
        asked = completions()
        asked.suppose(dict(facts[p] for p in places))
        return asked.possible(r) == Impossible()

    core = completions().core(r, facts)
    assert not isinstance(core, GaveUp)
    if core is None:
        assert not refute(tuple(range(5)))
        return
    assert refute(core)
    assert not any(refute(tuple(p for p in core if p != out)) for out in core)


def test_the_default_limit_is_enough_for_a_year_of_days() -> None:
    year = IntSymbol(CellName("e1", "on"), 738_000, 738_366)
    asked = Completions({}, (), rlimit=DEFAULT_RLIMIT)
    assert isinstance(asked.possible(at_most(Lin(738_366), term(year))), Possible)
