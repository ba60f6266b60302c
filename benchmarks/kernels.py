"""What it costs to compile kernels, to fill columns from a log, and to run kernels over them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from benchmarks.measure import Cost, Row, middle, spent, table

if TYPE_CHECKING:
    from checker.kernel.screen import Ready
    from checker.tasks.audit import Bench
    from checker.tasks.log_rows import Organs, Rows

CASES: Final = 8_192
TEN: Final = (
    "R22-22.1", "R22-23.2", "R22-23.3a", "R22-31(6)a", "R22-32.1a", "R22-34a", "R22-34b",
    "R22-34c", "R22-35.2", "R22-36.1b",
)  # fmt: skip
"""Response in natural and in working days, absence, an extension and its notice, appeals: the rules
by which logs are screened in comparisons with others."""


def run() -> str:
    """Returns the table of this module."""
    from checker.kernel.compile import tables_of
    from checker.kernel.lower import kernel_module
    from checker.kernel.machine import object_code
    from checker.kernel.rule_source import source_of
    from constraints.registry import all_rules, rules_of_sources

    def compile_ten() -> None:
        for id in TEN:
            source = source_of(all_rules()[id], {}, {})
            object_code(kernel_module("kernel", source.text, tables_of(source)))

    rows = [Row("compiling the kernels of ten rules", spent(compile_ten))]
    with TemporaryDirectory() as folder:
        log = _Log.drawn(Path(folder) / "log.parquet")
        named = (
            (f"all {len(rules_of_sources(('R22',)))} rules of 2022", "R22"),
            ("ten rules", TEN),
        )
        for what, law in named:
            rows += log.rows_for(what, (law,) if isinstance(law, str) else law)
    return table("Kernels", rows)


@dataclass(frozen=True)
class _Log:
    """A drawn log of lawful and other histories, read."""

    rows: Rows
    organs: Organs
    bench: Bench

    @staticmethod
    def drawn(path: Path) -> _Log:
        from checker.kernel.compile import compiled
        from checker.read.log_build import event_logs
        from checker.read.trees import shipped_tree_of
        from checker.show.log_files import write_log
        from checker.tasks.audit import Bench
        from checker.tasks.instance import Options
        from checker.tasks.log_columns import plain_rows, trees_of
        from checker.tasks.log_rows import Organs
        from model.calendar import national_calendar
        from scenarios.synthetic import WRONGS, drawn

        for _ in write_log(path, drawn(CASES + 1, dict.fromkeys(WRONGS, 0.005), 1, 3)):
            pass
        log = next(event_logs(path))
        name, among = next(trees_of(log))
        tree = shipped_tree_of(name)
        assert tree is not None
        organs = Organs.of(tree)
        bench = Bench(Options(national_calendar()), compiled)
        return _Log(plain_rows(log, organs, among), organs, bench)

    def rows_for(self, what: str, law: tuple[str, ...]) -> list[Row]:
        """Returns what filling the columns of these rules and running their kernels costs."""
        from checker.kernel.screen import ready
        from checker.tasks.log_columns import chunk_of
        from constraints.registry import rules_named

        screen = self.bench.screen(rules_named(law), self.organs.tree)
        asked = screen.rules.needs, screen.rules.codes
        there = ready(screen, chunk_of(self.rows, *asked).chunk)
        filling = middle(spent(lambda: chunk_of(self.rows, *asked)) for _ in range(5))
        running = middle(spent(lambda: self._run(there, law)) for _ in range(5))
        return [
            Row(f"columns of {what}", filling, note=self._rate(filling)),
            Row(f"kernels of {what}", running, note=self._rate(running)),
        ]

    def _run(self, there: Ready, law: tuple[str, ...]) -> None:
        from constraints.registry import rules_named

        for kernel in self.bench.screen(rules_named(law), self.organs.tree).kernels:
            there.run(kernel)

    def _rate(self, cost: Cost) -> str:
        nanoseconds = cost.processor / self.rows.many * 1e9
        return f"{self.rows.many:,} events: {nanoseconds:,.0f} ns each"
