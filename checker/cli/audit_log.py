"""The cases of a log for an audit: those that kernels settle from its columns, and all others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from checker.cli.audit_compile import compile_all, lacking
from checker.cli.basis import Basis, judge_of
from checker.cli.log_inputs import read_whole
from checker.kernel.compile import compiled
from checker.read.csv_ import RowGroup
from checker.read.door import Whole
from checker.read.log_build import log_of
from checker.read.log_units import group_of
from checker.read.mapping import LogMapping
from checker.read.place import CaseError, Place
from checker.read.trees import shipped_tree_of
from checker.read.units import Unit, Unread
from checker.show.lang import Lang, Text
from checker.tasks.audit import Bench
from checker.tasks.log_screen import LogBench, LogScreen
from checker.tasks.many import cores
from model.casefile.faults import CaseFault
from model.logic.rule import Rule
from model.organs.hierarchy import Hierarchy

MANY: Final = 10_000
"""From so many cases on it pays to compile kernels that no earlier run compiled."""


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """A case of which kernels know that nothing is broken: its number in the log they screened, and
    in the rows that log was made of."""

    screen: LogScreen
    number: int
    whole: Whole
    file: str
    place: int

    @property
    def case(self) -> str:
        """The name of the case."""
        return self.whole.names[self.place]

    @property
    def unit(self) -> RowGroup:
        """The case as one that is to be read."""
        return group_of(self.whole, self.file, self.place)

    @property
    def at(self) -> str:
        """Where it begins."""
        row = int(self.whole.sheet.rows[int(self.whole.case_off[self.place])])
        return str(Place(self.file, row, 1))

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return int(self.whole.case_off[self.place + 1] - self.whole.case_off[self.place])


@dataclass
class AuditedLogs:
    """Reads logs for an audit. `wanted`: whether columns may be screened at all."""

    basis: Basis
    jobs: int | None
    lang: Lang
    wanted: bool

    def questions(
        self,
        path: Path,
        mapping: LogMapping | None,
        expect: Callable[[int], None],
        remark: Callable[[Text], None],
    ) -> Iterator[Unit | Unread | Settled]:
        """As `log_inputs.log_questions`, but of settled cases only that they are."""
        return read_whole(path, mapping, expect, remark, self._cases)

    def _cases(self, whole: Whole, file: str) -> Iterator[Unit | Settled]:
        screen, numbers = self._screened(whole, file)
        for k, name in enumerate(whole.names):
            number = numbers.get(name)
            if screen is None or number is None or not screen.settled[number]:
                yield group_of(whole, file, k)
                continue
            yield Settled(screen, number, whole, file, k)

    def _screened(self, whole: Whole, file: str) -> tuple[LogScreen | None, dict[str, int]]:
        """Returns what kernels know of the cases, and the numbers by which they know them."""
        if not self.wanted:
            return None, {}
        log = log_of(whole, file)
        return self._bench.screen(log), {name: i for i, name in enumerate(log.names)}

    @cached_property
    def _bench(self) -> LogBench:
        judge = judge_of(self.basis)
        bench = Bench(judge.options, compiled)
        return LogBench(bench, judge.law, _tree, self._prepare, self.jobs or cores())

    def _prepare(self, rules: Mapping[str, Rule], cases: int) -> bool:
        """Returns whether the kernels of these rules are compiled; compiles them for many cases."""
        if cases >= MANY:
            compile_all(rules.values(), self.basis, self.jobs, self.lang)
            return True
        return not lacking(rules.values(), self.basis)


def _tree(name: str | None) -> Hierarchy | None:
    """Returns a shipped tree; None where a tree is a file, or there is none of that name: then
    every case says so by itself."""
    try:
        return shipped_tree_of(name)
    except (CaseFault, CaseError):
        return None
