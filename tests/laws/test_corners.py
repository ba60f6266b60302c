"""The corner cases of the rule inventory: each is judged as the text of the law says, also where
the tool does not yet do so."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from checker.read.json_ import Loaded, load_histories
from checker.read.trees import load_tree
from checker.tasks.findings import Report
from tests.laws.test_scenarios import (
    CASES,
    EXPECTED,
    differences,
    expectation_of,
    found_of,
    judged,
    unexplained,
)

CORNERS: Final = CASES / "corner"
HOW_MANY: Final = 65
"""The inventory counts its corners from 1 to this."""

KNOWN_WRONG: Final[dict[str, str]] = {}
"""Corners the tool judges wrongly, by file name, and why; their expectations are right."""

FILES: Final = tuple(sorted(p for p in CORNERS.glob("*.json") if not p.name.endswith(EXPECTED)))
NUMBERED: Final = re.compile(r"(\d\d)[a-z]?-")


def number_of(path: Path) -> int:
    """Returns the corner's number: the two digits its file name begins with."""
    found = NUMBERED.match(path.name)
    assert found is not None, f"{path.name} does not begin with two digits"
    return int(found[1])


def marked(path: Path) -> tuple[pytest.MarkDecorator, ...]:
    reason = KNOWN_WRONG.get(path.stem)
    return () if reason is None else (pytest.mark.xfail(strict=True, reason=reason),)


each_corner: Final = pytest.mark.parametrize(
    "path", [pytest.param(p, marks=marked(p), id=p.stem) for p in FILES]
)


@cache
def report_of(path: Path) -> Report:
    return judged(path)


@each_corner
def test_a_corner_is_judged_as_the_law_says(path: Path) -> None:
    expectation, report = expectation_of(path), report_of(path)
    wrong: list[str] = []
    if report.verdict is not expectation.verdict:
        wrong.append(f"history: expected {expectation.verdict}, found {report.verdict}")
    for expected in expectation.findings:
        wrong += differences(expected, found_of(report, expected.rule, expected.events))
    wrong += [
        f"{id} has an instance"
        for id in expectation.not_engaged
        if any(f.rule.id == id for f in report.findings)
    ]
    wrong += unexplained(expectation, report)
    assert not wrong, "\n".join([expectation.why.en, *wrong])


def test_an_organ_that_has_ended_gives_no_opinion(tmp_path: Path) -> None:
    """Corner 19: such a record is refused at its place; who carries on must be named."""
    text = (CORNERS / "19a-merged-on-day-40.json").read_text(encoding="utf-8")
    path = tmp_path / "ended.json"
    path.write_text(
        "".join(
            line.replace('"by": "yunhe-housing"', '"by": "yunhe-builders"')
            if '"id": "opinion"' in line
            else line
            for line in text.splitlines(keepends=True)
        ),
        encoding="utf-8",
    )
    (case,) = load_histories(path, load_tree)
    assert not isinstance(case, Loaded)
    assert "`yunhe-builders` no longer existed" in str(case)


def test_every_corner_is_there() -> None:
    assert {number_of(p) for p in FILES} == set(range(1, HOW_MANY + 1))


def test_every_known_fault_is_a_corner() -> None:
    assert KNOWN_WRONG.keys() <= {p.stem for p in FILES}


def test_every_corner_says_something() -> None:
    expectations = {p.stem: expectation_of(p) for p in FILES}
    empty = [name for name, e in expectations.items() if not e.findings and not e.not_engaged]
    assert empty == []
