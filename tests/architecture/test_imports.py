"""Imports run one way, and each heavy library has one home."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checker import PACKAGES
from tests.architecture.project import ROOT, imported_modules, shipped_sources

LINT = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as l; l()"]
HEAVY = ("z3", "networkx", "llvmlite", "pydantic", "rich")


def lint(project: Path) -> subprocess.CompletedProcess[str]:
    """Runs import-linter over the four packages of a project folder."""
    return subprocess.run(
        [*LINT, "--no-cache"], cwd=project, capture_output=True, text=True, check=False
    )


def test_the_contracts_are_kept() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


ONE_WAY = "Imports run one way BROKEN"
INSIDE = "Inside the checker, imports run one way BROKEN"
# (file, line planted in it, what the linter says). Imports inside a function count.
PLANTED = [
    ("model/bad.py", "import checker", ONE_WAY),
    ("scenarios/bad.py", "import constraints", ONE_WAY),
    ("checker/smt/bad.py", "import checker.tasks", INSIDE),
    ("checker/read/bad.py", "import checker.smt", INSIDE),
    ("checker/tasks/bad.py", "import z3", "z3 lives in checker.smt only BROKEN"),
    ("model/logic/bad.py", "import networkx", "networkx lives in model.organs only BROKEN"),
    ("model/logic/bad.py", "import pydantic", "no pydantic in model.logic BROKEN"),
    (
        "checker/certificate/recheck/bad.py",
        "import model",
        "the rechecker shares no code with what it checks BROKEN",
    ),
    ("checker/smt/good.py", "import z3", ""),
    ("checker/cli.py", "import checker.show, checker.web", ""),
]


@pytest.mark.parametrize(("file", "line", "complaint"), PLANTED)
def test_a_planted_import_is_judged(tmp_path: Path, file: str, line: str, complaint: str) -> None:
    for package in (*PACKAGES, "model/organs", "model/logic"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    for part in ("smt", "read", "tasks", "show", "web", "certificate", "certificate/recheck"):
        (tmp_path / "checker" / part).mkdir()
        (tmp_path / "checker" / part / "__init__.py").touch()
    (tmp_path / file).write_text(f"def late() -> None:\n    {line}\n", encoding="utf-8")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)

    done = lint(tmp_path)

    assert (done.returncode != 0) == bool(complaint), done.stdout + done.stderr
    assert complaint in done.stdout


def test_the_rechecker_needs_the_standard_library_only() -> None:
    own = "checker.certificate.recheck"
    for path in sorted((ROOT / "checker" / "certificate" / "recheck").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        relative = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.level > 0]
        strange = {
            name
            for name in imported_modules(tree)
            if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith(own)
        }
        assert (strange, relative) == (set(), []), path


def test_llvm_lives_in_the_kernel_only() -> None:
    strangers = [
        str(path)
        for path, tree in shipped_sources()
        if any(name.split(".")[0] == "llvmlite" for name in imported_modules(tree))
        and path.parts[:2] != ("checker", "kernel")
    ]
    assert strangers == []


SHOW_MODULES = """
import sys
from checker.cli import main
sys.argv = ["xinfang", sys.argv[1]]
code = 0
try:
    code = main()
except SystemExit as stop:
    code = stop.code
print("\\nMODULES", code or 0, *sys.modules)
"""


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_import_nothing_heavy(option: str) -> None:
    if not (ROOT / "checker" / "cli.py").exists() and not (ROOT / "checker" / "cli").exists():
        pytest.skip("checker/cli.py is not written yet")
    done = subprocess.run(
        [sys.executable, "-c", SHOW_MODULES, option],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    _, code, *modules = done.stdout.splitlines()[-1].split()
    assert code == "0", done.stdout
    assert [name for name in HEAVY if name in modules] == []
