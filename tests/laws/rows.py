"""The rows of the verdict table: histories with the verdicts they must get (see its README)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from checker.tasks.check import check
from checker.tasks.findings import Finding, Report
from checker.tasks.instance import Options
from constraints.registry import all_rules
from constraints.sources import SOURCES
from model.calendar import date_of, national_calendar
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.organs.hierarchy import Hierarchy
from model.organs.tree import load_tree_json
from scenarios import DEFAULT_TREE, shipped_tree

TABLE = Path(__file__).parent / "verdict_table"

DISPUTED: dict[str, str] = {}
"""Row -> what is in dispute between it and the engine: none."""


class Expected(BaseModel):
    """One expected finding. A key that the README does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: str
    verdict: str
    events: tuple[str, ...] | None = None
    due: str | None = None
    since: str | None = None
    days_late: int | None = None
    missing: tuple[str, ...] = ()
    cause: str | None = None
    readings: dict[str, str] | None = None
    under_default: str | None = None
    bearer: tuple[str, ...] | None = None


class Expectation(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    history: str
    findings: tuple[Expected, ...] = ()
    not_engaged: tuple[str, ...] = ()


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    why: str
    case: dict[str, object] = Field(repr=False)
    expect: Expectation
    rules: tuple[str, ...] = ()
    """Rules judged besides those in scope."""


@cache
def rows() -> tuple[Row, ...]:
    return tuple(
        Row.model_validate(row)
        for path in sorted(TABLE.glob("*.json"))
        for row in json.loads(path.read_text(encoding="utf-8"))
    )


@cache
def rules_in_scope() -> tuple[str, ...]:
    """Returns the ids of the rules that the README says the verdicts are about."""
    text = (TABLE / "README.md").read_text(encoding="utf-8")
    block = re.search(r"## Scope.*?```\n(.*?)```", text, re.DOTALL)
    assert block, "the README names no rules in scope"
    return tuple(block[1].split())


def report_of(row: Row) -> Report:
    name = str(row.case.get("organs", DEFAULT_TREE))
    tree = Hierarchy.from_tree(load_tree_json(shipped_tree(name), name))
    rules = {id: all_rules()[id] for id in (*rules_in_scope(), *row.rules)}
    history = resolve(read_record(row.case), tree)
    return check(history, rules, SOURCES.values(), Options(national_calendar()))


def problems(row: Row, report: Report) -> Iterator[str]:
    """Yields what the report says otherwise than the row."""
    expected = row.expect
    if report.verdict.value != expected.history:
        yield f"the history is {report.verdict.value}, not {expected.history}"
    for id in expected.not_engaged:
        if id not in report.not_engaged:
            yield f"{id} is engaged"
    for one in expected.findings:
        found = [f for f in report.findings if _is_about(f, one)]
        differing = [list(_differences(f, one)) for f in found]
        if not found:
            yield f"no finding of {one.rule} {one.events or ''}"
        elif all(differing):
            yield f"{one.rule}: {min(differing, key=len)}"


def _is_about(found: Finding, one: Expected) -> bool:
    events = tuple(e.id for e in found.events)
    return found.rule.id == one.rule and one.events in (None, events)


def _differences(found: Finding, one: Expected) -> Iterator[str]:
    said = {
        "verdict": found.verdict.value,
        "due": _date(found.due),
        "since": _date(found.since),
        "days_late": found.days_late,
        "under_default": found.under_default and found.under_default.value,
        "bearer": found.bearer,
    }
    for key, value in said.items():
        wanted: object = getattr(one, key)
        if wanted is not None and value != wanted:
            yield f"{key} is {value}, not {wanted}"
    named = [str(cell) for missing in found.missing for cell in missing.cells]
    yield from (f"{m} is not missing: {named}" for m in one.missing if not _names(m, named))
    if one.cause is not None and (found.cause is None or one.cause not in found.cause.value):
        yield f"the cause is {found.cause}, not {one.cause}"
    if one.readings is not None:
        yield from _reading_differences(found, one.readings)


def _names(wanted: str, named: list[str]) -> bool:
    return any(wanted in name for name in named)


def _date(day: int | None) -> str | None:
    return None if day is None else date_of(day).isoformat()


def _reading_differences(found: Finding, wanted: dict[str, str]) -> Iterator[str]:
    """Under some set of changed readings that has the one named, the verdict is the one named."""
    turned = {id for change in found.turns_on for id, _ in change}
    if turned != wanted.keys():
        yield f"it turns on {sorted(turned)}, not {sorted(wanted)}"
    for id, word in wanted.items():
        changes = [dict(c) for c in found.turns_on if id in dict(c)]
        outcomes = {
            outcome.value
            for readings, outcomes in found.by_readings
            for change in changes
            if change.items() <= dict(readings).items()
            for outcome in outcomes
        }
        if word not in outcomes:
            yield f"under another {id} it is {sorted(outcomes)}, not {word}"
