"""`python -m benchmarks [NAME …]`: measures and prints; all of them: writes the page."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from benchmarks import cases, certificates, contested, explanations, forecasts, logs, repair

PARTS: Final[Mapping[str, Callable[[], str]]] = {
    "cases": cases.run,
    "certificates": certificates.run,
    "contested": contested.run,
    "explanations": explanations.run,
    "forecasts": forecasts.run,
    "logs": logs.run,
    "repair": repair.run,
}
PAGE: Final = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def main(names: list[str]) -> int:
    """Runs the parts named, or all; returns 2 iff a name is unknown."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"no benchmark `{unknown[0]}`; there are: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    found: list[str] = []
    for name in names or PARTS:
        found.append(PARTS[name]())
        print(found[-1], flush=True)
    if not names:
        PAGE.write_text(_page(found), encoding="utf-8")
    return 0


def _page(tables: list[str]) -> str:
    machine = f"Python {platform.python_version()}, {platform.machine()}, {_cores()} cores"
    head = (
        "# Benchmarks\n\nWritten by `make bench` in one run. Seconds are wall times, medians;"
        f" between machines compare ratios, not seconds. {machine}.\n"
    )
    return "\n".join([head, *tables])


def _cores() -> int:
    import os

    return os.cpu_count() or 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
