"""The account of a period leads to the due day that the engine found, and says what was passed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from checker.tasks.check import check
from checker.tasks.findings import Finding, Verdict
from checker.tasks.instance import Options
from constraints.registry import PACKAGES, rules_of_sources
from constraints.sources import SOURCES
from model.calendar import day_number, national_calendar
from model.calendar.period import StartDay, Unit
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.logic import nodes as n
from model.organs.hierarchy import Hierarchy
from model.organs.tree import load_tree_json
from model.words import Field
from scenarios import shipped_tree

TABLE = Path(__file__).resolve().parents[1] / "laws" / "verdict_table"


@cache
def tree() -> Hierarchy:
    return Hierarchy.from_tree(load_tree_json(shipped_tree("example-province"), "tree"))


REGULATIONS = ("R22", "R05")


def findings_of(
    name: str, *pinned: tuple[str, str], law: tuple[str, ...] = REGULATIONS
) -> tuple[Finding, ...]:
    return judged(name, pinned, law)


@cache
def judged(
    name: str, pinned: tuple[tuple[str, str], ...], law: tuple[str, ...]
) -> tuple[Finding, ...]:
    for path in TABLE.glob("*.json"):
        for row in json.loads(path.read_text(encoding="utf-8")):
            if row["name"] == name:
                history = resolve(read_record(row["case"]), tree())
                options = Options(national_calendar(), dict(pinned))
                return check(history, rules_of_sources(law), SOURCES.values(), options).findings
    raise AssertionError(name)


def names() -> Iterator[str]:
    for path in sorted(TABLE.glob("*.json")):
        yield from (row["name"] for row in json.loads(path.read_text(encoding="utf-8")))


def of_rule(name: str, rule: str, *pinned: tuple[str, str]) -> Finding:
    return next(f for f in findings_of(name, *pinned) if f.rule.id == rule)


def day(text: str) -> int:
    return day_number(date.fromisoformat(text))


@pytest.mark.parametrize("part", range(8))
def test_every_known_due_day_is_accounted_for(part: int) -> None:
    accounted_for(list(names())[part::8], REGULATIONS)


@pytest.mark.parametrize(
    "part", [0, *(pytest.param(part, marks=pytest.mark.trust) for part in range(1, 8))]
)
def test_every_known_due_day_of_all_sources_is_accounted_for(part: int) -> None:
    accounted_for(list(names())[part::8], tuple(PACKAGES))


def accounted_for(rows: Sequence[str], law: tuple[str, ...]) -> None:
    counted = 0
    for name in rows:
        for finding in findings_of(name, law=law):
            demand = finding.rule.demand
            due = finding.due
            if due is None or finding.verdict is Verdict.EXCUSED:
                continue
            assert isinstance(demand, n.Answer)
            assert finding.count is not None, (name, finding.rule.id)
            assert finding.count.due == due
            if finding.count.counts:
                assert finding.count.counts[-1].due == due
                assert finding.count.counts[0].start == finding.count.start
            counted += 1
    assert counted > 7


def test_a_holiday_and_a_make_up_day_are_told() -> None:
    count = of_rule("due-on-a-make-up-working-sunday", "R22-34a").count
    assert count is not None
    (step,) = count.counts
    assert count.starts == ("e2", Field.ON)
    assert (step.n, step.unit, step.start_day) == (60, Unit.NATURAL, StartDay.EXCLUDED)
    assert step.raw_end == day("2024-04-04")
    assert [d.zh for d in step.skipped] == ["清明节"] * 3
    assert count.due == day("2024-04-07")
    assert count.elsewhere == (((("IP-03", "none"),), day("2024-04-04")),)


def test_extensions_are_steps_of_their_own() -> None:
    count = of_rule("two-extensions-of-fifteen-days", "R22-34a").count
    assert count is not None
    assert [step.n for step in count.counts] == [60, 30]
    assert count.lengthened_by == ("e3", "e5")
    assert ((("IP-37", "only_one"),), day("2024-04-15")) in count.elsewhere


def test_hearing_days_are_left_out() -> None:
    count = of_rule("only-one-sitting-day", "R22-36.1b").count
    assert count is not None
    assert len(count.suspended) == 5
    assert count.counts[0].n == 35


def test_working_days_pass_over_rest_days() -> None:
    count = of_rule("five-working-days-across-the-october-holiday", "R22-23.3b").count
    assert count is not None
    assert count.starts == ("e2", Field.RECEIVED)
    assert [d.day for d in count.counts[0].not_counted] == [
        day("2024-09-28"), *range(day("2024-10-01"), day("2024-10-08")),
    ]  # fmt: skip
    assert count.due == day("2024-10-10")


def test_pinned_readings_change_the_account() -> None:
    name = "due-on-a-make-up-working-sunday"
    included = of_rule(name, "R22-34a", ("IP-02", "included")).count
    working = of_rule(name, "R22-34a", ("IP-01", "working")).count
    assert included is not None
    assert included.counts[0].start_day is StartDay.INCLUDED
    assert included.due == day("2024-04-03")
    assert working is not None
    assert working.counts[0].unit is Unit.WORKING
    assert working.due > day("2024-04-30")


def test_the_unmet_parts_of_a_condition_are_told() -> None:
    broken = [
        f
        for name in names()
        for f in findings_of(name)
        if f.verdict is Verdict.VIOLATED and isinstance(f.rule.demand, n.Holds)
    ]
    assert broken
    assert all(f.unmet for f in broken)
    assert all(not isinstance(part, n.And | n.Choose) for f in broken for part in f.unmet)
