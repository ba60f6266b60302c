"""Times whole commands and functions: the median of several runs, and tables in Markdown."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """One measured thing. `seconds`: the median wall time; `ratio`: to the first row of its
    table."""

    what: str
    seconds: float
    note: str = ""


def command(*args: str, runs: int = 5, input_: str | None = None) -> float:
    """Returns the median wall time of `xinfang ARGS` in a new process, after one warm-up; exit
    codes up to 3 are verdicts, others raise RuntimeError."""

    def once() -> None:
        line = [sys.executable, "-c", "from checker.cli import main; main()", *args]
        done = subprocess.run(line, capture_output=True, text=True, input=input_, check=False)
        if done.returncode not in (0, 1, 3):
            raise RuntimeError(f"{' '.join(line)}: exit {done.returncode}: {done.stderr[:300]}")

    return timed(once, runs=runs)


def python(code: str, runs: int = 5) -> float:
    """Returns the median wall time of a line of Python in a new process, after one warm-up."""

    def once() -> None:
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)

    return timed(once, runs=runs)


def timed(once: Callable[[], object], runs: int = 5) -> float:
    """Returns the median wall time of a call, after one warm-up."""
    once()
    found: list[float] = []
    for _ in range(runs):
        begun = time.perf_counter()
        once()
        found.append(time.perf_counter() - begun)
    return median(found)


def table(title: str, rows: Sequence[Row]) -> str:
    """Returns the rows as a Markdown table; ratios are to its first row, of the same run."""
    floor = rows[0].seconds
    lines = [f"## {title}", "", "| what | seconds | ratio | note |", "|---|---|---|---|"]
    lines += [f"| {r.what} | {r.seconds:.3f} | {r.seconds / floor:.1f} | {r.note} |" for r in rows]
    return "\n".join(lines) + "\n"
