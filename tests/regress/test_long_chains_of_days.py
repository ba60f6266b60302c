"""2026-11-24: a hearing nobody ended made a chain of days, each defined by the one before it;
encoding it ran out of stack."""

from __future__ import annotations

import itertools

import z3

from checker.ground.residual import (
    AtMostZero,
    BoolSymbol,
    CellName,
    Definition,
    IfThenElse,
    IntSymbol,
    Lin,
)
from checker.smt.encode import Encoder

LENGTH = 3_000


def test_a_chain_of_three_thousand_days_is_encoded() -> None:
    chain = [IntSymbol(CellName("aux", "day", str(i)), 0, LENGTH) for i in range(LENGTH)]
    later = BoolSymbol(CellName("e1", "later"))
    definitions: dict[IntSymbol, Definition] = {
        day: IfThenElse(later, Lin(1, ((before, 1),)), Lin(0, ((before, 1),)))
        for before, day in itertools.pairwise(chain)
    }
    encoder = Encoder(definitions)
    last = encoder.formula(AtMostZero(Lin(LENGTH - 1, ((chain[-1], -1),))))
    solver = z3.SimpleSolver()
    solver.add(last, *encoder.side)
    assert solver.check(encoder.formula(later)) == z3.sat
    assert solver.check(z3.Not(encoder.formula(later)), encoder.int(chain[0]) == 0) == z3.unsat
