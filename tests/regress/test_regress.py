"""Every bug once found, as a dated case that failed then (`YYMMDD-name.json`; rows as in the
verdict table)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.laws.rows import Row, problems, report_of

CASES = sorted(Path(__file__).parent.glob("*.json"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_it_stays_mended(path: Path) -> None:
    row = Row.model_validate(json.loads(path.read_text(encoding="utf-8")))
    found = list(problems(row, report_of(row)))
    assert not found, f"{row.why}\n" + "\n".join(found)
