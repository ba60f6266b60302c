"""Hypothesis profiles: `dev` draws anew each run, `ci` repeats itself, `trust` goes deep."""

from __future__ import annotations

import os

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
