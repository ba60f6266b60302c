"""Runs, in a process of its own, tests that must kill a mutant:
`python -m tests.mutants.infected NAME TEST…`.

Exit 0: the mutant lives (or, with the name `none`, all is well); 1: killed, and by what is printed.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType

import pytest

from tests.mutants.wanted import MUTANTS, SAYS, Mutant


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


class _Failures:
    """Says which test failed first."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            print(f"{SAYS}{report.nodeid}")


def main(name: str, tests: Sequence[str]) -> int:
    """Runs the tests until one fails; returns pytest's code."""
    if name != "none":
        sys.meta_path.insert(0, _Carrier(next(m for m in MUTANTS if m.name == name)))
    quiet = ("-x", "-q", "--no-header", "--no-summary", "--tb=no", "-p", "no:cacheprovider")
    return int(pytest.main([*quiet, *tests], plugins=[_Failures()]))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], sys.argv[2:]))
