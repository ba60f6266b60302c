"""The hand-written z3 stub says what the installed z3 has."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import z3

ROOT = Path(__file__).resolve().parents[2]
STUBTEST = [sys.executable, "-m", "mypy.stubtest", "z3", "--ignore-missing-stub"]


def test_the_stub_agrees_with_the_real_names_and_parameters() -> None:
    allowed = str(ROOT / "tests" / "typing" / "z3_stub_allow.txt")
    done = subprocess.run(
        [*STUBTEST, "--allowlist", allowed],
        cwd=ROOT,
        env=os.environ | {"MYPYPATH": str(ROOT / "typings")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_values_have_the_classes_the_stub_gives_them() -> None:
    day, occurs = z3.Int("day"), z3.Bool("occurs")
    solver = z3.Solver()
    solver.add(z3.If(occurs, day, 0) == 7, z3.Sum(z3.IntVal(0), day) <= 7)
    assert solver.check(occurs) == z3.sat
    model = solver.model()
    value = model.eval(day + 1, model_completion=True)
    assert isinstance(value, z3.IntNumRef)
    assert value.as_long() == 8
    assert z3.is_true(model.eval(occurs, model_completion=True))
    assert isinstance(z3.And(occurs, True), z3.BoolRef)
    assert isinstance(z3.If(occurs, 1, day), z3.ArithRef)
    assert isinstance(z3.IntVal(3) - 1, z3.ArithRef)
    assert isinstance(z3.simplify(z3.IntVal(3) - 1), z3.IntNumRef)
    assert isinstance(z3.substitute(day <= 3, (day, z3.IntVal(2))), z3.BoolRef)


def test_a_core_names_its_assumptions() -> None:
    early, late = z3.Bool("early"), z3.Bool("late")
    solver = z3.Solver()
    solver.add(z3.Implies(early, z3.Int("day") < 3), z3.Implies(late, z3.Int("day") > 3))
    assert solver.check(early, late) == z3.unsat
    assert {part.decl().name() for part in solver.unsat_core()} == {"early", "late"}


def test_the_cheapest_model_is_found() -> None:
    day = z3.Int("day")
    cheapest = z3.Optimize()
    cheapest.add(day >= 3)
    cheapest.add_soft(day == 1)
    objective = cheapest.minimize(day)
    assert cheapest.check() == z3.sat
    least = objective.value()
    assert isinstance(least, z3.IntNumRef)
    assert least.as_long() == 3
