"""What the language must refuse to write: snippets on which mypy and pyright fail at marked lines.

A file in `must_fail/` marks a line with `# expect: mypy pyright` (or one of them). Exactly the
marked lines must fail: an unmarked error and an unfailing mark are both failures of this test.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Literal, TypeAlias

import pytest
from pydantic import BaseModel

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MARK = re.compile(r"# expect: (?P<checkers>(?:mypy|pyright)(?:[ ,]+(?:mypy|pyright))*)\s*$")

Checker: TypeAlias = Literal["mypy", "pyright"]
Place: TypeAlias = tuple[str, int]
"""The name of a snippet and a line of it, counted from 1."""


class MypyMessage(BaseModel):
    file: str
    line: int
    message: str
    severity: str


class Position(BaseModel):
    line: int


class Range(BaseModel):
    start: Position


class Diagnostic(BaseModel):
    file: str
    severity: str
    message: str
    range: Range


class PyrightReport(BaseModel):
    generalDiagnostics: list[Diagnostic]


def snippets() -> list[Path]:
    return sorted((HERE / "must_fail").glob("*.py"))


def marked(checker: Checker) -> set[Place]:
    """Returns the places where the snippets say that this checker must fail."""
    return {
        (path.name, number)
        for path in snippets()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if (mark := MARK.search(line)) and checker in mark["checkers"]
    }


def run(*arguments: str) -> str:
    """Returns what a type checker prints; fails iff it did not get as far as judging."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    return done.stdout


def mypy_errors() -> dict[Place, str]:
    names = [str(path.relative_to(ROOT)) for path in snippets()]
    output = run("mypy", "--output", "json", "--cache-dir", ".mypy_cache/must_fail", *names)
    messages = [MypyMessage.model_validate_json(line) for line in output.splitlines()]
    return {(Path(m.file).name, m.line): m.message for m in messages if m.severity == "error"}


def pyright_errors() -> dict[Place, str]:
    config = str(HERE / "pyrightconfig.json")
    output = run("pyright", "--outputjson", "--pythonpath", sys.executable, "-p", config)
    report = PyrightReport.model_validate_json(output)
    return {
        (Path(d.file).name, d.range.start.line + 1): d.message
        for d in report.generalDiagnostics
        if d.severity == "error"
    }


def test_every_mark_is_well_written() -> None:
    crooked = [
        f"{path.name}: {line}"
        for path in snippets()
        for line in path.read_text(encoding="utf-8").splitlines()
        if "# expect" in line and not MARK.search(line)
    ]
    assert crooked == []
    assert all(any(name == path.name for name, _ in marked("mypy")) for path in snippets())


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_exactly_the_marked_lines_fail(checker: Checker) -> None:
    errors = mypy_errors() if checker == "mypy" else pyright_errors()
    expected = marked(checker)
    assert expected, "no line is marked: the test looks in the wrong place"
    assert expected - errors.keys() == set(), "these lines should fail and do not"
    assert {place: errors[place] for place in errors.keys() - expected} == {}
