"""Times whole commands and functions, wall clock and processor, and writes tables in Markdown."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from checker.certificate.recheck.given import Object, items, obj, read

PROGRAM: Final = (sys.executable, "-c", "from checker.cli import main; main()")
VERDICTS: Final = (0, 1, 3)
"""Exit codes that are verdicts; others are failures."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, and seconds of processor time (user and system) of this process and of
    those it waited for."""

    wall: float
    processor: float


@dataclass(frozen=True, slots=True)
class Row:
    """One measured thing. `aim`: the seconds on the clock it may take."""

    what: str
    cost: Cost
    aim: float | None = None
    note: str = ""


def spent(work: Callable[[], object]) -> Cost:
    """Returns what one call costs."""
    wall, processor = time.perf_counter(), _processor()
    work()
    return Cost(time.perf_counter() - wall, _processor() - processor)


def _processor() -> float:
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, whose))


def middle(costs: Iterable[Cost]) -> Cost:
    """Returns the medians."""
    found = list(costs)
    return Cost(median(c.wall for c in found), median(c.processor for c in found))


def slowest(costs: Iterable[Cost]) -> Cost:
    """Returns the cost of most processor time."""
    return max(costs, key=lambda c: c.processor)


def repeated(work: Callable[[], object], runs: int = 5) -> Cost:
    """Returns the medians of several calls, after one warm-up."""
    work()
    return middle(spent(work) for _ in range(runs))


def command(*args: str) -> str:
    """Returns what `xinfang ARGS` prints in a new process; RuntimeError iff it fails."""
    line = [*PROGRAM, *args]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode not in VERDICTS:
        said = done.stderr[:300]
        raise RuntimeError(f"xinfang {' '.join(args)}: exit {done.returncode}: {said}")
    return done.stdout


def python(code: str) -> None:
    """Runs a line of Python in a new process."""
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def lines_of(path: Path, documents: Iterable[object]) -> Path:
    """Writes documents as JSON Lines; returns the path."""
    with path.open("w", encoding="utf-8") as out:
        for document in documents:
            out.write(json.dumps(document, ensure_ascii=False) + "\n")
    return path


def table(title: str, rows: Sequence[Row], said: str = "") -> str:
    """Returns the rows as a section; ratios are of processor time, to the first row."""
    floor = rows[0]
    return "\n".join([*_head(title, floor, said), *_lines(rows, floor), ""])


def _head(title: str, floor: Row, said: str) -> Iterator[str]:
    yield f"## {title}\n"
    if said:
        yield f"{said}\n"
    yield f"Ratio: processor time to that of “{floor.what}”.\n"
    yield "| what | wall, s | processor, s | ratio | aim, s of wall | note |"
    yield "|---|---|---|---|---|---|"


def _lines(rows: Sequence[Row], floor: Row) -> Iterator[str]:
    for row in rows:
        cost = row.cost
        ratio = cost.processor / floor.cost.processor
        aim = "" if row.aim is None else f"{row.aim:g}: {_met(cost.wall < row.aim)}"
        yield (
            f"| {row.what} | {cost.wall:.3g} | {cost.processor:.3g} | {ratio:.3g} | {aim}"
            f" | {row.note} |"
        )


def _met(met: bool) -> str:
    return "met" if met else "**missed**"


def documents(printed: str) -> Iterator[Object]:
    """Yields the case documents that a command has printed as JSON."""
    yield from map(obj, items(read(printed)))
