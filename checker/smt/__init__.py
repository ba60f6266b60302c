"""The only place that imports z3: residual formulas to Z3, questions to a solver, models back to
cells."""
