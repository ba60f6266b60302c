"""Each marked line must be refused by the checkers it names, each other line accepted by both."""

from __future__ import annotations

import z3

day = z3.Int("day")
occurs = z3.Bool("occurs")

fine = z3.And(day <= 30, occurs)
z3.And(day, occurs)  # expect: mypy pyright
z3.Not(day + 1)  # expect: mypy pyright
late: z3.BoolRef = day - 30  # expect: mypy pyright
z3.Solver().add(z3.Implies(occurs, day))  # expect: mypy pyright
