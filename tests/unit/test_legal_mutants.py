"""Some of the legal mutants die here; all of them in `python -m tests.legal_mutants`."""

from __future__ import annotations

from constraints.registry import all_rules
from tests.legal_mutants.__main__ import hints
from tests.legal_mutants.mutate import mutants
from tests.legal_mutants.shipped import killer

EVERY = 16
"""One rule of so many is looked at."""


def test_shipped_cases_notice_what_they_noticed_before() -> None:
    killed = hints()
    unnoticed = [
        f"{id}: {mutant.change}"
        for id in sorted(killed)[::EVERY]
        for mutant in mutants(all_rules()[id])
        if mutant.change in killed[id] and not killer(mutant.rule, killed[id][mutant.change])
    ]
    assert unnoticed == []
