"""`python -m benchmarks [NAME …]`: measures and prints; all of them: writes the page."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from benchmarks import (
    cases,
    certificates,
    contested,
    explanations,
    fines,
    forecasts,
    kernels,
    logs,
    repair,
)

PARTS: Final[Mapping[str, Callable[[], str]]] = {
    "cases": cases.run,
    "certificates": certificates.run,
    "contested": contested.run,
    "explanations": explanations.run,
    "fines": fines.run,
    "forecasts": forecasts.run,
    "kernels": kernels.run,
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
    begun, found = time.perf_counter(), list[str]()
    for name in names or PARTS:
        found.append(PARTS[name]())
        print(found[-1], flush=True)
    if not names:
        PAGE.write_text(_page(found, time.perf_counter() - begun), encoding="utf-8")
    return 0


HEAD = """\
# Benchmarks

Written by `make bench` in one run%s, on %s.
Seconds are those of that machine: between machines compare ratios. Processor time is the user and
system time of all processes of a measurement; what else the machine does hardly changes it.
"""


def _page(tables: list[str], seconds: float) -> str:
    return "\n".join([HEAD % (f" of {seconds / 60:.0f} minutes", _machine()), *tables])


def _machine() -> str:
    """Returns what runs here: system, processor, cores, memory, Python."""
    found = [f"Python {platform.python_version()}", platform.system(), _processor()]
    return ", ".join([*found, f"{os.cpu_count() or 1} cores", f"{_memory():.0f} GB of memory"])


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.is_file() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
