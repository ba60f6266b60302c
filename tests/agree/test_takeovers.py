"""A reorganisation of an open day: its verdict is what the verdicts of the days come to."""

from __future__ import annotations

import copy
import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import cast

import pytest

from checker.tasks.findings import Verdict
from tests.laws.rows import Row, report_of

CASE = Path(__file__).parents[1] / "regress" / "261124-a-reorganisation-on-one-of-some-days.json"
RULES = ("R22-34a", "R22-34b", "R22-31(6)a", "R22-24.2a")
OPINION = date(2024, 5, 8)


def judged(on: object, second: object) -> dict[tuple[str, tuple[str, ...]], Verdict]:
    """Returns the verdicts where the bureau is merged into another on one day, and that one into a
    third on the other."""
    row = Row.model_validate(json.loads(CASE.read_text(encoding="utf-8")))
    case = copy.deepcopy(row.case)
    events = cast("list[dict[str, object]]", case["events"])
    for e in events:
        if e["id"] == "re":
            e["on"] = on
    again = {"id": "re2", "kind": "reorganise", "on": second, "by": "yunhe-gov", "change": "merge"}
    events.append({**again, "old": ["yunhe-hrss"], "new": ["yunhe-education"]})
    report = report_of(row.model_copy(update={"case": case, "rules": RULES}))
    wanted = (f for f in report.findings if f.rule.id in RULES)
    return {(f.rule.id, tuple(e.id for e in f.events)): f.verdict for f in wanted}


@cache
def on_a_day(first: str, second: str) -> dict[tuple[str, tuple[str, ...]], Verdict]:
    return judged(first, second)


@pytest.mark.parametrize("seed", range(6))
def test_the_verdict_of_a_window_is_that_of_its_days(seed: int) -> None:
    random = Random(seed)
    windows: list[list[str]] = []
    for _ in range(2):
        begin = OPINION + timedelta(random.randint(-4, 2))
        windows.append([str(begin + timedelta(i)) for i in range(random.randint(1, 4))])
    days, later = windows
    each = [on_a_day(d, s) for d in days for s in later]
    window = judged(*({"from": w[0], "to": w[-1]} for w in windows))
    always = frozenset(each[0]).intersection(*each)
    assert ("R22-34a", ("a",)) in always
    for instance in always:
        verdicts = {e[instance] for e in each}
        said = window[instance]
        assert verdicts == {said} if len(verdicts) == 1 else said is Verdict.UNDETERMINED
