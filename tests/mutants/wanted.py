"""The mutants: one wrong place each in the engine. Tests that let one live are too weak."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SAYS: Final = "killed by "

TABLE: Final = "tests/laws/test_verdict_table.py"
COMPLETE: Final = "tests/agree/test_complete.py"
PARTIAL: Final = "tests/agree/test_partial.py"
MEMORY: Final = "tests/unit/test_search_memory.py"


@dataclass(frozen=True, slots=True)
class Mutant:
    """In `module`, `old` (which stands there `times` times) becomes `new`. The tests
    `by`, which `make test` runs, must fail then."""

    name: str
    module: str
    old: str
    new: str
    times: int = 1
    by: str = TABLE


GROUND, CELLS, PERIODS = "checker.ground.ground", "checker.ground.cells", "checker.ground.periods"
EXPLORE, ASKING = "checker.ground.explore", "checker.ground.asking"
RESIDUAL = "checker.ground.residual"

MUTANTS = (
    Mutant(
        "not-after-is-before",
        GROUND,
        "return cells.at_most(self.day(left, env), self.day(right, env))",
        "return cells.at_most(self.day(left, env) + 1, self.day(right, env))",
    ),
    Mutant(
        "at-most-zero-is-below",
        "checker.smt.encode",
        "return self.linear(lin) <= 0",
        "return self.linear(lin) < 0",
    ),
    Mutant(
        "folding-is-strict",
        RESIDUAL,
        "return left.const <= right.const",
        "return left.const < right.const",
    ),
    Mutant("folding-is-a-day-late", RESIDUAL, "if gap.high <= 0:", "if gap.high <= 1:"),
    Mutant(
        "excuses-ignored",
        EXPLORE,
        "for e in excused_in_time(rule))",
        "for e in excused_in_time(rule)[:0])",
    ),
    Mutant("period-a-day-longer", PERIODS, "return last + amount\n", "return last + amount + 1\n"),
    Mutant(
        "next-above-is-above",
        GROUND,
        "self._related_on(tree, f.relation, left,",
        "self._related_on(tree, Relation.ABOVE if f.relation is Relation.NEXT_ABOVE "
        "else f.relation, left,",
        by=COMPLETE,
    ),
    Mutant(
        "above-is-next-above",
        GROUND,
        "self._related_on(tree, f.relation, left,",
        "self._related_on(tree, Relation.NEXT_ABOVE if f.relation is Relation.ABOVE "
        "else f.relation, left,",
    ),
    Mutant(
        "searches-remembered-whatever-is-bound",
        GROUND,
        "for name in its.free]",
        "for name in sorted(its.free)[:1]]",
    ),
    Mutant(
        "readings-do-not-matter-to-a-search",
        GROUND,
        "not its.readings <= self.ask.pinned",
        "False",
        by=MEMORY,
    ),
    Mutant("suspended-days-count", PERIODS, "left - running, end", "left - running, last"),
    Mutant("no-roll-over", PERIODS, "return rolled\n", "return last\n"),
    Mutant(
        "violated-if-somewhere",
        "checker.tasks.instance",
        "if everywhere == frozenset({Outcome.VIOLATED}):",
        "if Outcome.VIOLATED in everywhere:",
    ),
    Mutant(
        "choice-takes-the-first",
        ASKING,
        "return walk(branches[self(id)])",
        "return walk(next(iter(branches.values())))",
        times=2,
    ),
    Mutant(
        "order-of-a-day-ignored",
        CELLS,
        "return or_((earlier, and_((not_later, first))))",
        "return earlier",
    ),
    Mutant(
        "order-of-a-day-free",
        CELLS,
        "first: Residual | None = self.first_of_one_day(x, y)",
        "first: Residual | None = True",
    ),
    Mutant(
        "nothing-unrecorded",
        "checker.ground.ghosts",
        "if not history.open_kinds:",
        "if history is not None:",
        times=2,
    ),
    Mutant(
        "sum-without-cap",
        GROUND,
        '"capped", at_most(total, Lin(t.cap)), total, Lin(t.cap)',
        '"capped", at_most(total, Lin(t.cap)), total, total',
        by=f"{COMPLETE}::test_the_engines_agree_on_two_extensions",
    ),
    Mutant("hearings-count", PERIODS, "if not live:", "if True:"),
    Mutant(
        "live-readings-ignored",
        EXPLORE,
        "return [other for other in arguable(id) if other != word]",
        "return []",
    ),
)
