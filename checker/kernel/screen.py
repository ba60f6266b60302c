"""Running kernels over chunks of a log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np

from checker.kernel import layout
from checker.kernel.code import NotServed
from checker.kernel.columns import Chunk
from checker.kernel.compile import Compiled, Plain
from checker.kernel.emit import column
from checker.kernel.layout import Need
from checker.kernel.native import Slot, call, slot_of
from checker.kernel.rule_source import Code
from checker.kernel.tables import CalendarTables, OrganTables, calendar_tables, organ_tables
from model.calendar import Calendar
from model.logic.rewrite import rule_parts
from model.logic.rule import Rule
from model.organs.hierarchy import Hierarchy

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.int64] | NDArray[np.int16]

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
    words: Mapping[str, Array]
    """The tables of words, by the names kernels know them by."""


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
    tables = {name: words for k in kernels for name, words in k.source.words.items()}
    marked = {name: _marked(words, codes) for name, words in tables.items()}
    return Kernels(tuple(kernels), not_served, tuple(needs), codes, marked)


def screen_of(kernels: Kernels, hierarchy: Hierarchy, calendar: Calendar) -> Screen:
    """Returns the kernels with the tables of an organ tree and a calendar."""
    return Screen(kernels, organ_tables(hierarchy), calendar_tables(calendar))


def run(screen: Screen, kernel: Compiled, chunk: Chunk, room: int = 0) -> Screened:
    """Returns what a kernel finds in a chunk; `room`: how many instances to return as rows, grown
    to all of them if it is not 0."""
    return ready(screen, chunk).run(kernel, room)


@dataclass(frozen=True)
class Ready:
    """A chunk with all that kernels are given beside it. `given`: the arguments, by name; `slots`:
    the same for machine code."""

    cases: int
    given: Mapping[str, Array | int]
    slots: Mapping[str, Slot]
    scratch: int

    def run(self, kernel: Compiled, room: int = 0) -> Screened:
        """As `run`; several kernels may run at once."""
        while True:
            bits, counts = np.zeros(self.cases, np.int64), np.zeros(len(Code), np.int64)
            rows = np.zeros((room, COLUMNS_OF_A_ROW), np.int64)
            found = self._called(kernel, {"bits": bits, "counts": counts, "rows": rows})
            if not room or found <= room:
                return Screened(kernel.source.rule, bits, counts, rows[:found])
            room = found

    def _called(self, kernel: Compiled, own: dict[str, Array]) -> int:
        size = 8 + 2 * self.scratch
        names = ("sure_first", "sure_last", "any_first", "any_last")
        own |= {name: np.empty(size, np.int64) for name in names}
        asked = ("bits", "counts", "rows", *kernel.source.arguments)
        if kernel.native:
            slots = {name: slot_of(array) for name, array in own.items()}
            return call(kernel.run, (slots.get(n) or self.slots[n] for n in asked))
        plain = cast("Plain", kernel.run)
        return plain(*(own[n] if n in own else self.given[n] for n in asked))


def ready(screen: Screen, chunk: Chunk) -> Ready:
    """Returns a chunk ready for the kernels of a screen."""
    organs, calendar = screen.organs, screen.calendar
    given: dict[str, Array | int] = {column(n): a for n, a in chunk.columns.items()}
    for kernel in screen.kernels:
        for relation in kernel.source.relations:
            given |= organs.relation(relation)
    given |= screen.rules.words
    given |= {
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
    }
    slots = {name: slot_of(value) for name, value in given.items()}
    return Ready(len(chunk.cases), given, slots, chunk.scratch)


def _marked(words: Iterable[str], codes: Mapping[str, int]) -> NDArray[np.int16]:
    table = np.zeros(len(codes) + 1, np.int16)
    table[[codes[word] for word in words]] = 1
    return table
