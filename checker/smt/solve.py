"""Questions to the solver. An answer is yes with a model, no, or "gave up" with the solver's
reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import z3

from checker.ground.residual import Definition, IntSymbol, Residual, Symbol
from checker.smt.encode import Encoder, Value

DEFAULT_RLIMIT = 20_000_000
"""Resource units per question: deterministic, unlike a time-out (roughly ten seconds)."""


@dataclass(frozen=True, slots=True)
class Possible:
    """Some completion makes it true: here is one."""

    values: Mapping[Symbol, Value]


@dataclass(frozen=True, slots=True)
class Impossible:
    """No completion makes it true: the solver refuted it."""


@dataclass(frozen=True, slots=True)
class GaveUp:
    """The solver used up its resources, or could not say; `reason` is its own word for it."""

    reason: str


Reply: TypeAlias = Possible | Impossible | GaveUp


class Completions:
    """The completions of one history's unknown cells, as far as `residuals` mention them."""

    def __init__(
        self,
        definitions: Mapping[IntSymbol, Definition],
        constraints: Iterable[Residual],
        rlimit: int = DEFAULT_RLIMIT,
    ) -> None:
        self.encoder = Encoder(definitions)
        self.solver = z3.SimpleSolver()
        self.solver.set("rlimit", rlimit)
        self._asserted = 0
        for constraint in constraints:
            self.solver.add(self.encoder.formula(constraint))

    def possible(self, r: Residual, given: Mapping[Symbol, Value] | None = None) -> Reply:
        """Returns `Possible` iff some completion with these values makes the residual true."""
        question = self.encoder.formula(r)
        known = [self.encoder.fact(symbol, value) for symbol, value in (given or {}).items()]
        self._add_side()
        self.solver.push()
        self.solver.add(question, *known)
        reply = self._ask()
        self.solver.pop()
        return reply

    def demand(self, r: Residual) -> None:
        """Keeps only the completions that make the residual true."""
        self.solver.add(self.encoder.formula(r))
        self._add_side()

    def suppose(self, values: Mapping[Symbol, Value]) -> None:
        """Keeps only the completions in which these symbols have these values."""
        for symbol, value in values.items():
            self.solver.add(self.encoder.fact(symbol, value))
        self._add_side()

    def _ask(self) -> Reply:
        result = self.solver.check()
        if result == z3.sat:
            return Possible(self.encoder.read(self.solver.model()))
        return Impossible() if result == z3.unsat else GaveUp(self.solver.reason_unknown())

    def _add_side(self) -> None:
        for condition in self.encoder.side[self._asserted :]:
            self.solver.add(condition)
        self._asserted = len(self.encoder.side)

    def core(
        self, refuted: Residual, facts: Sequence[tuple[Symbol, Value]], *, ordered: bool = False
    ) -> tuple[int, ...] | GaveUp | None:
        """Returns the places of a minimal set of `facts` that together refute the residual: none
        can be left out. None iff the facts do not refute it. `ordered`: of several such sets the
        one that does without the first facts, whatever the solver met before (it takes longer)."""
        self.solver.add(self.encoder.formula(refuted))
        literals = [z3.Bool(f"fact:{place}") for place in range(len(facts))]
        for literal, (symbol, value) in zip(literals, facts, strict=True):
            self.solver.add(z3.Implies(literal, self.encoder.fact(symbol, value)))
        self._add_side()
        result = self.solver.check(*literals)
        if result == z3.sat:
            return None
        if result == z3.unknown:
            return GaveUp(self.solver.reason_unknown())
        place_of = {str(literal): place for place, literal in enumerate(literals)}
        found = (place_of[str(c)] for c in self.solver.unsat_core())
        kept = list(range(len(facts))) if ordered else sorted(found)
        return self._minimise(kept, literals)

    def _minimise(self, kept: list[int], literals: list[z3.BoolRef]) -> tuple[int, ...]:
        for place in list(kept):
            tried = [p for p in kept if p != place]
            if self.solver.check(*(literals[p] for p in tried)) == z3.unsat:
                kept = tried
        return tuple(kept)


class Deciding:
    """Two completions side by side, of which one makes a residual true and the other false.

    `groups` are the facts asked about: sets of symbols that may be required to be the same in both.
    """

    def __init__(
        self,
        r: Residual,
        groups: Sequence[frozenset[Symbol]],
        definitions: Mapping[IntSymbol, Definition],
        constraints: Sequence[Residual],
        rlimit: int | None = None,
    ) -> None:
        one, other = Encoder(definitions), Encoder(definitions, prefix="other ")
        self.solver = z3.SimpleSolver()
        self.solver.set("rlimit", rlimit or DEFAULT_RLIMIT)
        self.solver.add(one.formula(r), z3.Not(other.formula(r)))
        for constraint in constraints:
            self.solver.add(one.formula(constraint), other.formula(constraint))
        self._same = [z3.Bool(f"same:{place}") for place in range(len(groups))]
        self._alike = [z3.And(*(one.agrees(other, s) for s in symbols)) for symbols in groups]
        for literal, alike in zip(self._same, self._alike, strict=True):
            self.solver.add(z3.Implies(literal, alike))
        self.solver.add(*one.side, *other.side)
        self.gave_up = 0
        """How many questions the solver gave up on."""

    def undecided(self, places: Collection[int]) -> frozenset[int] | None:
        """Returns on which groups two completions agree that agree on these and disagree on the
        residual; None iff there are none such, and so these groups decide it. These groups alone if
        the solver gave up."""
        result = self._ask(self._same[p] for p in places)
        if result == z3.unsat:
            return None
        if result == z3.unknown:
            return frozenset(places)
        model = self.solver.model()
        alike = (place for place, term in enumerate(self._alike) if z3.is_true(model.eval(term)))
        return frozenset(alike) | frozenset(places)

    def matters(self, place: int) -> bool:
        """Returns whether two completions that differ in this group alone can disagree. False too
        if the solver gave up."""
        return self._ask(lit for p, lit in enumerate(self._same) if p != place) == z3.sat

    def _ask(self, literals: Iterable[z3.BoolRef]) -> z3.CheckSatResult:
        result = self.solver.check(*literals)
        self.gave_up += result == z3.unknown
        return result
