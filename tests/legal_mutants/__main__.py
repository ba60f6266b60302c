"""`python -m tests.legal_mutants [R22 | R22-34a …]`: every legal mutant of the rules or sources
dies by a shipped case, or it exits 1."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from checker.tasks.check import check
from constraints.applicable import applicable
from constraints.registry import all_rules
from constraints.sources import SOURCES
from model.history import History
from model.logic.rule import Rule
from tests.laws.test_scenarios import (
    FILES,
    Expectation,
    differences,
    expectation_of,
    found_of,
    loaded,
    name_of,
    options_of,
)
from tests.legal_mutants.mutate import Mutant, mutants

EQUIVALENT: dict[tuple[str, str], str] = {
    ("R22-26", "1 -> 0"): "the items of art. 26 are numbered 1 to 6: no record can say item 0",
    ("R22-26", "6 -> 7"): "the items of art. 26 are numbered 1 to 6: no record can say item 7",
}
"""(rule, change) -> why no history can tell the mutant from the rule."""

Case = tuple[str, History, Expectation]


def killer(mutant: Mutant, cases: Iterable[Case]) -> str | None:
    """Returns the shipped case that notices the change, None iff none does."""
    id = mutant.rule.id
    for name, history, expectation in cases:
        report = check(history, {id: mutant.rule}, SOURCES.values(), options_of(expectation))
        expected = [e for e in expectation.findings if e.rule == id]
        wrong = [differences(e, found_of(report, id, e.events)) for e in expected]
        engaged = id in expectation.not_engaged and id not in report.not_engaged
        listed = {tuple(e.events) for e in expected}
        accused = [
            f
            for f in report.findings
            if f.verdict.value in ("violated", "contested")
            and tuple(e.id for e in f.events) not in listed
        ]
        if any(wrong) or engaged or accused:
            return name
    return None


def cases_of(rule: Rule, everything: list[Case]) -> Iterator[Case]:
    """Yields the cases that say something of the rule, then the others judged by its source."""
    about = [c for c in everything if any(f.rule == rule.id for f in c[2].findings)]
    yield from about
    yield from (c for c in everything if c not in about and rule.id in applicable(c[1]))


def main(wanted: list[str]) -> int:
    """Returns 0 iff every mutant of the wanted rules and sources (default: all) dies."""
    files = [f for f in FILES if not name_of(f).startswith("real/")]
    everything = [(name_of(f), loaded(f).history, expectation_of(f)) for f in files]
    alive: list[str] = []
    scores: dict[str, list[int]] = {}
    for rule in all_rules().values():
        if wanted and rule.id not in wanted and rule.source not in wanted:
            continue
        for mutant in mutants(rule):
            if (rule.id, mutant.change) in EQUIVALENT:
                continue
            by = killer(mutant, cases_of(rule, everything))
            score = scores.setdefault(rule.source, [0, 0])
            score[0] += by is not None
            score[1] += 1
            print(f"{rule.id:14} {mutant.change:36} {by or 'SURVIVES'}", flush=True)
            alive += [] if by else [f"{rule.id} {mutant.change}"]
    for source, (killed, made) in scores.items():
        print(f"{source}: {killed} of {made} legal mutants killed ({killed / made:.0%})")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
