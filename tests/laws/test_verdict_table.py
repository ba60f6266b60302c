"""Every row of the verdict table gets the verdicts written down before any engine existed."""

from __future__ import annotations

import pytest
from _pytest.mark import ParameterSet

from tests.laws.rows import DISPUTED, Row, problems, report_of, rows, rules_in_scope


def param(row: Row) -> ParameterSet:
    reason = DISPUTED.get(row.name)
    marks = [pytest.mark.xfail(reason=reason)] if reason else []
    return pytest.param(row, id=row.name, marks=marks)


@pytest.mark.parametrize("row", [param(row) for row in rows()])
def test_row(row: Row) -> None:
    found = list(problems(row, report_of(row)))
    assert not found, f"{row.why}\n" + "\n".join(found)


def test_the_table_is_whole() -> None:
    names = [row.name for row in rows()]
    assert len(names) == len(set(names)) >= 80
    assert len(rules_in_scope()) == 20
    named = {f.rule for row in rows() for f in row.expect.findings}
    named |= {id for row in rows() for id in row.expect.not_engaged}
    assert named == set(rules_in_scope())


def test_a_wrong_expectation_is_noticed() -> None:
    row = next(r for r in rows() if any(f.due for f in r.expect.findings))
    (one, *rest) = sorted(row.expect.findings, key=lambda f: f.due is None)
    wrong = one.model_copy(update={"due": "1999-01-01"})
    changed = row.expect.model_copy(update={"findings": (wrong, *rest)})
    assert list(problems(row.model_copy(update={"expect": changed}), report_of(row)))
