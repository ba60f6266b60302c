"""Running kernels over chunks of a log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from checker.kernel import layout
from checker.kernel.code import NotServed
from checker.kernel.columns import Chunk
from checker.kernel.compile import Compiled
from checker.kernel.emit import column
from checker.kernel.layout import Need
from checker.kernel.rule_source import Code
from checker.kernel.tables import CalendarTables, OrganTables, calendar_tables, organ_tables
from model.calendar import Calendar
from model.logic.rewrite import rule_parts
from model.logic.rule import Rule
from model.organs.hierarchy import Hierarchy

if TYPE_CHECKING:
    from numpy.typing import NDArray

COLUMNS_OF_A_ROW = 7
"""Case, code, earliest and latest due day, and the rows of up to three triggers."""


@dataclass(frozen=True)
class Kernels:
    """The kernels of some rules, and why the other rules have none. `needs`: what they read of a
    log; `codes`: the words they compare with."""

    kernels: tuple[Compiled, ...]
    not_served: Mapping[str, str]
    needs: tuple[Need, ...]
    codes: Mapping[str, int]


@dataclass(frozen=True)
class Screen:
    """The kernels of some rules over one organ tree and calendar."""

    rules: Kernels
    organs: OrganTables
    calendar: CalendarTables

    @property
    def kernels(self) -> tuple[Compiled, ...]:
        """The kernels, in the order of the rules."""
        return self.rules.kernels


@dataclass(frozen=True)
class Screened:
    """What one kernel found in one chunk. `bits`: per case, bit k iff an instance has code k;
    `counts`: instances by code; `rows`: the instances, as `COLUMNS_OF_A_ROW` says."""

    rule: str
    bits: NDArray[np.int64]
    counts: NDArray[np.int64]
    rows: NDArray[np.int64]


def kernels_of(rules: Iterable[Rule], kernel_of: Callable[[Rule], Compiled]) -> Kernels:
    """Returns the kernels of the rules; of those `kernel_of` raises NotServed for, why not."""
    chosen = tuple(rules)
    words = layout.words_of(p for r in chosen for p in rule_parts(r))
    codes = {word: i + 1 for i, word in enumerate(words)}
    kernels: list[Compiled] = []
    not_served: dict[str, str] = {}
    for rule in chosen:
        try:
            kernels.append(kernel_of(rule))
        except NotServed as reason:
            not_served[rule.id] = str(reason)
    needs = sorted({need for k in kernels for need in k.source.needs})
    return Kernels(tuple(kernels), not_served, tuple(needs), codes)


def screen_of(kernels: Kernels, hierarchy: Hierarchy, calendar: Calendar) -> Screen:
    """Returns the kernels with the tables of an organ tree and a calendar."""
    return Screen(kernels, organ_tables(hierarchy), calendar_tables(calendar))


def run(screen: Screen, kernel: Compiled, chunk: Chunk, room: int = 0) -> Screened:
    """Returns what a kernel finds in a chunk; `room`: how many instances to return as rows, grown
    to all of them if it is not 0."""
    arguments = _arguments(screen, kernel, chunk)
    cases = len(chunk.cases)
    while True:
        bits, counts = np.zeros(cases, np.int64), np.zeros(len(Code), np.int64)
        rows = np.zeros((room, COLUMNS_OF_A_ROW), np.int64)
        found = kernel.run(bits, counts, rows, *arguments)
        if not room or found <= room:
            return Screened(kernel.source.rule, bits, counts, rows[:found])
        room = found


def _arguments(screen: Screen, kernel: Compiled, chunk: Chunk) -> Sequence[object]:
    organs, calendar = screen.organs, screen.calendar
    by_name: dict[str, object] = {column(n): a for n, a in chunk.columns.items()}
    for relation in kernel.source.relations:
        by_name |= organs.relation(relation)
    for name, words in kernel.source.words.items():
        by_name[name] = _marked(words, screen.rules.codes)
    by_name |= {
        "epochs": organs.epochs,
        "organs": organs.count,
        "organ_kind": organs.kind,
        "organ_level": organs.level,
        "begun": organs.begun,
        "ended": organs.ended,
        "taken_over_off": organs.taken_over[0],
        "taken_over_val": organs.taken_over[1],
        "unit_of": chunk.parties.units(),
        "calendar_base": calendar.base,
        "rolled": calendar.rolled,
        "work_index": calendar.index,
        "work_days": calendar.days,
        "scratch": chunk.scratch,
    }
    return [by_name[name] for name in kernel.source.arguments]


def _marked(words: Iterable[str], codes: Mapping[str, int]) -> NDArray[np.int8]:
    table = np.zeros(len(codes) + 1, np.int8)
    table[[codes[word] for word in words]] = 1
    return table
