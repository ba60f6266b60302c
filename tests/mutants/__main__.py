"""`python -m tests.mutants [NAME…]`: which test kills each mutant; exit 1 if one survives."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests.mutants.wanted import MUTANTS, SAYS

SECONDS = 600
KILLED = 1


@dataclass(frozen=True, slots=True)
class Fate:
    name: str
    killed_by: str | None
    error: str = ""


def fate_of(name: str, *tests: str) -> Fate:
    """Runs one mutant (`none`: the engine as it is)."""
    command = [sys.executable, "-m", "tests.mutants.infected", name, *tests]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return Fate(name, None, f"no answer in {SECONDS} seconds")
    if run.returncode == 0:
        return Fate(name, None)
    killers = [line for line in run.stdout.splitlines() if SAYS in line]
    if run.returncode == KILLED and killers:
        return Fate(name, killers[0].partition(SAYS)[2])
    # A mutant that could not be made, or tests that could not be collected.
    said = [*run.stdout.splitlines(), *run.stderr.splitlines()]
    return Fate(name, None, (said or ["ended strangely"])[-1])


def main(wanted: list[str]) -> int:
    """Prints the table; returns 1 iff a mutant survives or the engine itself fails."""
    mutants = [m for m in MUTANTS if not wanted or m.name in wanted]
    unknown = set(wanted) - {m.name for m in mutants}
    if unknown:
        print(f"no mutant `{'`, `'.join(sorted(unknown))}`", file=sys.stderr)
        return 2
    healthy = fate_of("none", *sorted({m.by for m in mutants}))
    if healthy.killed_by or healthy.error:
        print(f"the engine itself fails: {healthy.killed_by or healthy.error}")
        return 1
    with ThreadPoolExecutor(2) as pool:
        fates = list(pool.map(fate_of, [m.name for m in mutants], [m.by for m in mutants]))
    for fate in fates:
        print(f"{fate.name:<40}{fate.killed_by or 'SURVIVES ' + fate.error}")
    return 0 if all(fate.killed_by for fate in fates) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
