"""Functions and files stay small, so that one reads them whole."""

from __future__ import annotations

import ast

from tests.architecture.project import ROOT, shipped_sources, sources

LONGEST_FUNCTION = 50
LONGEST_FILE = 500

# path -> reason. An entry that is no longer needed fails the test.
LONG_FILES: dict[str, str] = {
    "model/logic/nodes.py": "the whole language, two closed unions, is read on one page",
}
# path::function -> reason.
LONG_FUNCTIONS: dict[str, str] = {
    "model/logic/meaning.py::atom": "one `match` over the closed union of atoms, a case each",
    "checker/cli/__init__.py::_do": "one `match` over the commands, each imported when asked for",
    "checker/ground/ground.py::_atom": "one `match` over the closed union of atoms, a case each",
    "checker/kernel/emit.py::_atom": "one `match` over the closed union of atoms, a case each",
    "checker/show/formula.py::atom": "one `match` over the closed union of atoms, a case each",
}


def test_files_are_short() -> None:
    lengths = {
        str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines())
        for path, _ in shipped_sources()
    }
    assert lengths, "no source file found: the test looks in the wrong place"
    too_long = {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE}
    assert too_long.keys() == LONG_FILES.keys(), too_long


def test_functions_are_short() -> None:
    too_long = {
        f"{path}::{node.name}": lines
        for path, tree in sources("model", "constraints", "scenarios", "checker", "benchmarks")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert too_long.keys() == LONG_FUNCTIONS.keys(), too_long
