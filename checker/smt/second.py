"""Exported questions decided by cvc5, a solver that shares nothing with the first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import cvc5

EXPECTED = re.compile(r"^; expected: (sat|unsat)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Decided:
    """What the file expects and what cvc5 says of it: `sat`, `unsat`, or why it cannot say."""

    expected: str | None
    found: str

    @property
    def agrees(self) -> bool:
        """Whether the second solver says what the first one said."""
        return self.found == self.expected


class HasHoles(Exception):
    """The proof has steps that cvc5 left without a reason: how many."""


def decide(path: Path, *, milliseconds: int = 60_000) -> Decided:
    """Returns what cvc5 says of a file; ImportError iff the extra `certify` is not installed."""
    text = path.read_text(encoding="utf-8")
    said = EXPECTED.search(text)
    return Decided(said.group(1) if said else None, _run(_solver(milliseconds), text))


def answer(text: str, *, milliseconds: int) -> str:
    """Returns what cvc5 says of a script: `sat`, `unsat`, or why it cannot say; ImportError iff the
    extra `certify` is not installed."""
    return _run(_solver(milliseconds), text)


def alethe(path: Path, *, milliseconds: int = 60_000) -> str | None:
    """Returns the Alethe proof that the question of a file is impossible, None iff cvc5 does not
    say so; HasHoles iff a step of the proof has no reason."""
    import cvc5

    solver = _solver(milliseconds)
    solver.setOption("produce-proofs", "true")
    # With a coarser grain rewriting steps come out as holes.
    solver.setOption("proof-granularity", "dsl-rewrite")
    if _run(solver, path.read_text(encoding="utf-8")) != "unsat":
        return None
    (found,) = solver.getProof()
    text = solver.proofToString(found, cvc5.ProofFormat.ALETHE).decode()
    holes = text.count(":rule hole")
    if holes:
        raise HasHoles(f"{holes} steps of the proof have no reason")
    return text


def _solver(milliseconds: int) -> cvc5.Solver:
    import cvc5

    solver = cvc5.Solver(cvc5.TermManager())
    solver.setOption("tlimit-per", str(milliseconds))
    return solver


def _run(solver: cvc5.Solver, text: str) -> str:
    """Returns the last thing the commands of a script print, or what went wrong."""
    import cvc5

    symbols = cvc5.SymbolManager(solver)
    parser = cvc5.InputParser(solver, symbols)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "question")
    said = "nothing"
    try:
        while not (command := parser.nextCommand()).isNull():
            said = command.invoke(solver, symbols).strip() or said
    except RuntimeError as error:
        return f"error: {(str(error).splitlines() or ['unknown'])[0]}"
    return said
