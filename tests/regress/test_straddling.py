"""24 November 2026: which text governs what straddles 2022-05-01 went by the last trigger only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.laws.test_scenarios import CASES, judged

APART = ("corner/49-review-remands", "R22/34a/day-late", "R05/33a/day-late", "R05/35.3/bad")


@pytest.mark.parametrize("name", APART)
def test_the_question_is_not_asked_where_nothing_straddles(name: str) -> None:
    report = judged(CASES / f"{name}.json")
    assert report.findings
    for finding in report.findings:
        asked = {id for readings, _ in finding.by_readings for id, _ in readings}
        assert "IP-55" not in asked, finding.rule.id


def test_late_under_either_text_is_late() -> None:
    row = json.loads(
        (Path(__file__).parent / "261124-late-under-either-text.json").read_text(encoding="utf-8")
    )
    assert row["expect"]["history"] == "violated"
