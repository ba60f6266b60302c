"""`python -m tests.legal_mutants [R22 | R22-34a …]`: every legal mutant of the rules or sources
dies by a shipped case, or at least the share its source owes; else it exits 1."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final, cast

from constraints.registry import all_rules
from model.logic.rule import Rule
from tests.legal_mutants.equivalent import EQUIVALENT
from tests.legal_mutants.mutate import mutants
from tests.legal_mutants.shipped import everything, killer

HINTS: Final = Path(__file__).with_name("hints.json")
OWED: Final = {"R22": 1.0, "R05": 1.0}
"""The share of its mutants, but for equivalent ones, that must die; 95 % of other sources."""
PROCESSES: Final = 2
Hints = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Fate:
    """What became of one mutant; `by` None: no shipped case notices it."""

    rule: str
    change: str
    by: str | None

    @property
    def source(self) -> str:
        """The id of the rule's source."""
        return all_rules()[self.rule].source

    @property
    def equivalent(self) -> str | None:
        """Why no history could tell, iff somebody argued that."""
        return None if self.by else EQUIVALENT.get((self.rule, self.change))


def hints() -> Hints:
    """Returns which case killed which mutant of which rule last time: only what to try first."""
    return cast("Hints", json.loads(HINTS.read_text(encoding="utf-8"))) if HINTS.exists() else {}


def fates(rule: Rule, first: dict[str, str]) -> list[Fate]:
    """Returns what becomes of each mutant of the rule."""
    return [Fate(rule.id, m.change, killer(m.rule, first.get(m.change))) for m in mutants(rule)]


def _fates_of(id: str) -> list[Fate]:
    return fates(all_rules()[id], hints().get(id, {}))


def wanted(names: list[str]) -> list[str]:
    """Returns the ids of the rules named by themselves or by their source; all if none is named."""
    rules = all_rules().values()
    return [r.id for r in rules if not names or r.id in names or r.source in names]


def main(names: list[str]) -> int:
    """Returns 0 iff of every source as many mutants die as it owes."""
    everything()
    gc.freeze()
    found: list[Fate] = []
    with get_context("fork").Pool(PROCESSES, maxtasksperchild=16) as pool:
        for some in pool.imap(_fates_of, wanted(names)):
            found += some
            for fate in some:
                end = fate.by or f"SURVIVES {fate.equivalent or ''}".rstrip()
                print(f"{fate.rule:14} {fate.change:42} {end}", flush=True)
    _remember(found)
    return (
        0 if all([_met(found, source) for source in dict.fromkeys(f.source for f in found)]) else 1
    )


def _met(found: Iterable[Fate], source: str) -> bool:
    """Prints the score of a source and returns whether it is what the source owes."""
    made = [f for f in found if f.source == source]
    killed, same = sum(f.by is not None for f in made), sum(f.equivalent is not None for f in made)
    share = killed / (len(made) - same) if len(made) > same else 1.0
    raw = f"{killed} of {len(made)} legal mutants killed ({killed / len(made):.1%})"
    print(f"{source}: {raw}; {same} argued equivalent, {share:.1%} of the others")
    return share >= OWED.get(source, 0.95)


def _remember(found: Iterable[Fate]) -> None:
    known = hints()
    for fate in found:
        mine = known.setdefault(fate.rule, {})
        mine.pop(fate.change, None)
        if fate.by:
            mine[fate.change] = fate.by
    kept = {id: dict(sorted(known[id].items())) for id in sorted(known) if known[id]}
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    HINTS.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
