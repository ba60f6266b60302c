"""Runs, in a process of its own, what must kill a mutant: `python -m tests.mutants.infected NAME`.

Exit 0: the mutant lives (or, with the name `none`, all is well); 1: killed, and by what is printed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType

from tests.mutants.wanted import MUTANTS, Mutant


class _Infected(SourceFileLoader):
    """Loads the mutated source, never a cached one."""

    def __init__(self, mutant: Mutant, path: str) -> None:
        super().__init__(mutant.module, path)
        self.mutant = mutant

    def get_code(self, fullname: str) -> CodeType:
        text = self.get_data(self.path).decode()
        found = text.count(self.mutant.old)
        if found != self.mutant.times:
            raise SystemExit(f"`{self.mutant.old}` stands {found} times in {self.path}")
        changed = text.replace(self.mutant.old, self.mutant.new)
        return compile(changed, self.path, "exec", dont_inherit=True)


class _Carrier(MetaPathFinder):
    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self.mutant.module:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        assert spec is not None
        assert spec.origin is not None
        spec.loader = _Infected(self.mutant, spec.origin)
        return spec


def killers() -> Iterator[str]:
    """Yields what fails: rows of the verdict table, then agreement with the reference meaning."""
    from tests.laws.rows import DISPUTED, problems, report_of, rows

    for row in (r for r in rows() if r.name not in DISPUTED):
        try:
            if list(problems(row, report_of(row))):
                yield f"row {row.name}"
        except Exception as error:
            yield f"row {row.name} ({type(error).__name__})"
    yield from _disagreements()


def _disagreements() -> Iterator[str]:
    from tests.agree.test_complete import check_history, check_two_extensions
    from tests.agree.test_partial import check_small, small_histories

    try:
        check_two_extensions()
    except AssertionError:
        yield "two extensions"
    for seed in range(60):
        try:
            check_history(seed)
        except AssertionError:
            yield f"complete history {seed}"
    for seed, opened, every in small_histories(0, 1, 40):
        try:
            check_small([(seed, opened, every)])
        except AssertionError:
            yield f"partial history {seed}"


def main(name: str) -> int:
    """Prints the first killers; returns 1 iff there is one."""
    if name != "none":
        sys.meta_path.insert(0, _Carrier(next(m for m in MUTANTS if m.name == name)))
    found = killers()
    first = next(found, None)
    if first is None:
        return 0
    print(first)
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
