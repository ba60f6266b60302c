"""Hypothesis profiles: `dev` draws anew each run, `ci` repeats itself, `trust` goes deep. What the
parts of a deep test compared is summed up at the end of the run."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TypeAlias, cast

import pytest
from _pytest.terminal import TerminalReporter
from hypothesis import HealthCheck, settings

# INVARIANT: no profile has a deadline: on a shared machine a slow draw is not a failure.
settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci", max_examples=100, deadline=None, derandomize=True, database=None, print_blob=True
)
settings.register_profile(
    "trust",
    max_examples=5_000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

Tally: TypeAlias = Callable[[str, Mapping[str, int]], None]
"""Notes, under a heading, how often each thing was done."""


@pytest.fixture(name="tally")
def noted(record_property: Callable[[str, object], None]) -> Tally:
    def tally(heading: str, done: Mapping[str, int]) -> None:
        record_property(heading, {**done})

    return tally


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Prints the sums of what was noted by the tests that passed."""
    sums: dict[str, Counter[str]] = {}
    for report in terminalreporter.getreports("passed"):
        for heading, done in report.user_properties:
            if isinstance(done, dict):
                sums.setdefault(heading, Counter()).update(cast("dict[str, int]", done))
    for heading, total in sorted(sums.items()):
        told = ", ".join(f"{number:,} {what}" for what, number in total.items())
        terminalreporter.write_line(f"{heading}: {told}")


def pytest_collection_finish() -> None:
    """What is loaded by now lives to the end: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
