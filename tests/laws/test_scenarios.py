"""Every shipped case is judged as the law says, and every rule has the cases it needs."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Final, Protocol, cast

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel, ConfigDict, Field

from checker.read.json_ import Loaded, load_histories
from checker.read.trees import load_tree
from checker.tasks.check import check
from checker.tasks.findings import Finding, HistoryVerdict, Report, Verdict
from checker.tasks.instance import Options
from constraints.applicable import applicable
from constraints.registry import all_rules, sources_of
from model.calendar import date_of, national_calendar
from model.casefile.schema import case_schema
from model.logic import nodes as n
from model.logic.limits import all_limits
from model.logic.readings import all_readings
from model.logic.rule import Modality, Rule

CASES: Final = Path(__file__).parents[2] / "scenarios" / "cases"
EXPECTED: Final = ".expect.json"
PAIR: Final = ("last-day", "day-late")
NO_BOUNDARY: Final = frozenset(
    {
        *("R22-29.1a", "R22-33b", "R22-19.1b.2"),
        *("R22-31.1", "R22-29.1c"),
        *("R22-17.1", "R22-18.4", "R22-19.1b", "R22-20.2", "R22-22.1(1)b", "R22-22.1(3)"),
        *("R22-22.2b", "R22-23.1a", "R22-23.1a.2"),
        *("R22-24.2a", "R22-25.1a", "R22-25.1b", "R22-26"),
        *("R22-28.2a", "R22-29.1b", "R22-30.1", "R22-30.2a", "R22-30.2b", "R22-31.0"),
        *("R22-31(1)b", "R22-32.1a", "R22-32.1b", "R22-32.1c", "R22-33a", "R22-36.2a"),
        *("R22-19.2", "R22-25.2b", "R22-28.1", "R22-37.2b", "R22-40.2"),
        *("R22-40.1", "R22-40.3", "R22-40.4", "R22-47.1a", "R22-47.2a"),
        *("R05-14.2", "R05-15", "R05-18.1", "R05-21.1c", "R05-22.1b", "R05-22.1c", "R05-25"),
        *("R05-26-27a", "R05-26-27b", "R05-31b", "R05-32a", "R05-32b", "R05-36a", "R05-47a"),
        *("R05-17", "R05-22.1a", "R22-30.3", "R22-36.3", "R05-23", "R05-35.3", "FR-3.3", "FR-3.6"),
        *("OP07-6.e", "OP07-7.a", "OP07-13.b", "OP07-16.b.2", "OP07-17.a", "OP07-18.b"),
        *("OP07-18.c", "OP07-18.d", "OP07-21.c"),
        *("MUN-3", "MUN-5.1b", "MUN-5.2", "MUN-6", "MUN-7.1", "MUN-7.2", "MUN-9.4a", "MUN-9.9"),
        *("MUN-14.3a", "MUN-14.3b", "MUN-14.5", "MUN-15", "MUN-16.0", "MUN-16.0a", "MUN-16.4"),
        *("MUN-16.5", "MUN-16.6"),
        *("PS-2", "PS-5.1", "PS-6.1b.2", "PS-7.2a", "PS-7.2c", "PS-8", "PS-10.2b", "PS-10.3a"),
        *("PS-10.3b", "PS-10.4", "PS-11a", "PS-13.1", "PS-13.1b", "PS-13.2", "PS-14.3", "PS-14.5"),
        *("PS-15.1a", "PS-15.2a", "PS-15.2b", "PS-15.2c", "PS-X24.2a"),
    }
)
"""Rules with no day, number, order or step of the hierarchy to stand at the edge of."""


class Expected(BaseModel):
    """One finding a case must have; what is None is not looked at."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: str
    events: list[str]
    verdict: str
    due: str | None = None
    since: str | None = None
    days_late: int | None = None
    bearer: list[str] | None = None
    missing: list[str] = Field(default_factory=list[str])
    turns_on: list[str] | None = None


class Why(BaseModel):
    """The reasoning, in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Expectation(BaseModel):
    """What stands beside a case. `readings` and `limits` are set before it is judged, as by
    `--reading` and `--limit`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    readings: dict[str, str] = Field(default_factory=dict[str, str])
    limits: dict[str, int] = Field(default_factory=dict[str, int])
    verdict: HistoryVerdict
    findings: list[Expected]
    not_engaged: list[str] = Field(default_factory=list[str])
    why: Why


class Judge(Protocol):
    """What is used of a schema validator."""

    def is_valid(self, instance: object) -> bool: ...


def case_files() -> tuple[Path, ...]:
    found = (p for p in CASES.rglob("*.json") if not p.name.endswith(EXPECTED))
    return tuple(sorted(found))


def name_of(path: Path) -> str:
    return str(path.relative_to(CASES).with_suffix(""))


FILES: Final = case_files()
SLOW: Final = frozenset({"real/closed-at-three-levels"})
"""Cases that take over ten seconds: judged with `make trust` only."""
each_judged: Final = pytest.mark.parametrize(
    "path",
    [
        pytest.param(p, marks=[pytest.mark.trust] if name_of(p) in SLOW else [], id=name_of(p))
        for p in FILES
        if not name_of(p).startswith("corner/")  # judged in test_corners
    ],
)


def expectation_of(path: Path) -> Expectation:
    text = path.with_name(path.stem + EXPECTED).read_text(encoding="utf-8")
    return Expectation.model_validate_json(text)


def loaded(path: Path) -> Loaded:
    (case,) = load_histories(path, load_tree)
    assert isinstance(case, Loaded), str(case)
    return case


def options_of(expectation: Expectation) -> Options:
    """Returns how to judge the case the expectation stands beside."""
    pinned, limits = expectation.readings, expectation.limits
    return Options(national_calendar(), pinned=pinned, limits=limits)


@cache
def schema() -> Judge:
    return cast("Judge", Draft202012Validator(json.loads(json.dumps(case_schema()))))


def slug(rule_id: str) -> str:
    """Returns the folder of a rule below that of its source."""
    return rule_id.partition("-")[2].replace("(", "-").replace(")", "")


def day(number: int | None) -> str | None:
    return None if number is None else str(date_of(number))


def found_of(report: Report, rule: str, events: list[str]) -> Finding | None:
    """Returns the finding of the rule's instance with these trigger events."""
    for finding in report.findings:
        if finding.rule.id == rule and [e.id for e in finding.events] == events:
            return finding
    return None


def judged(path: Path) -> Report:
    """Returns what is found of a case by the law it names, else by that which binds its organs."""
    history, options = loaded(path).history, options_of(expectation_of(path))
    rules = applicable(history, (), options.pinned)
    unknown = [id for id in options.pinned if id not in all_readings()]
    unknown += [id for id in options.limits if id not in all_limits()]
    assert not unknown, f"{path.stem}: no such reading or limit: {unknown}"
    return check(history, rules, sources_of(rules), options)


def differences(expected: Expected, got: Finding | None) -> list[str]:
    """Returns what of an expected finding is not so, in words."""
    if got is None:
        return [f"{expected.rule} {expected.events}: no such instance"]
    names = [str(cell) for missing in got.missing for cell in missing.cells]
    readings = sorted({id for pinned in got.turns_on for id, _ in pinned})
    pairs: list[tuple[str, object, object]] = [
        ("verdict", expected.verdict, got.verdict.value),
        ("due", expected.due, day(got.due)),
        ("since", expected.since, day(got.since)),
        ("days late", expected.days_late, got.days_late),
        ("bearer", expected.bearer, list(got.bearer)),
        ("turns on", expected.turns_on, readings),
    ]
    wrong = [
        f"{expected.rule} {what}: expected {wanted}, found {had}"
        for what, wanted, had in pairs
        if wanted is not None and wanted != had
    ]
    absent = [part for part in expected.missing if not any(part in name for name in names)]
    return wrong + [f"{expected.rule} missing: expected {part} in {names}" for part in absent]


def unexplained(expectation: Expectation, report: Report) -> list[str]:
    """Returns the breaches that no expected finding speaks of."""
    known = {(f.rule, tuple(f.events)) for f in expectation.findings}
    return [
        f"{f.rule.id} {[e.id for e in f.events]}: {f.verdict.value}, not expected"
        for f in report.findings
        if f.verdict in (Verdict.VIOLATED, Verdict.CONTESTED)
        and (f.rule.id, tuple(e.id for e in f.events)) not in known
    ]


@each_judged
def test_a_case_is_judged_as_the_law_says(path: Path) -> None:
    expectation = expectation_of(path)
    report = judged(path)
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


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(p, marks=[pytest.mark.trust] if place % 4 else [], id=name_of(p))
        for place, p in enumerate(FILES)
    ],
)
def test_a_case_file_follows_the_schema(path: Path) -> None:
    assert schema().is_valid(json.loads(path.read_text(encoding="utf-8")))


def test_no_two_cases_have_one_name() -> None:
    names = [loaded(path).record.case for path in FILES]
    assert sorted(names) == sorted(set(names))


def test_no_expectation_stands_alone() -> None:
    expectations = CASES.rglob("*" + EXPECTED)
    alone = [
        p for p in expectations if not p.with_name(p.name.removesuffix(EXPECTED) + ".json").exists()
    ]
    assert alone == []


def test_every_rule_has_its_cases() -> None:
    missing = [
        f"{rule.id}: {name}"
        for rule in all_rules().values()
        for name in ("good", "bad", *(() if rule.id in NO_BOUNDARY else PAIR))
        if not (CASES / rule.source / slug(rule.id) / f"{name}.json").exists()
    ]
    assert missing == []


def verdict_there(rule: str, path: Path) -> set[str]:
    return {f.verdict for f in expectation_of(path).findings if f.rule == rule}


def how_it_ends_if_unmet(rule: Rule) -> str:
    """Returns what a `bad` case shows: a right lapses, a duty to answer without any day stays
    pending, the rest is violated."""
    if rule.modality is Modality.RIGHT:
        return "lapsed"
    without_a_day = isinstance(rule.demand, n.Answer) and rule.demand.due is None
    return "pending" if without_a_day else "violated"


def test_good_cases_keep_and_bad_cases_break_their_rule() -> None:
    wrong: list[str] = []
    for rule in all_rules().values():
        broken = how_it_ends_if_unmet(rule)
        for name, wanted in (("good", "satisfied"), ("bad", broken)):
            path = CASES / rule.source / slug(rule.id) / f"{name}.json"
            if path.exists() and verdict_there(rule.id, path) != {wanted}:
                wrong.append(f"{rule.id} {name}: not {wanted}")
    assert wrong == []
