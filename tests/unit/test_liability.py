"""What follows from breaches: once each, from breaches only, changing no verdict."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final, cast

import pytest

from checker.cli import main
from checker.read.json_ import Loaded, load_histories
from checker.read.trees import load_tree
from checker.tasks.check import check
from checker.tasks.findings import Report, Verdict
from checker.tasks.instance import Options
from checker.tasks.liability import liability_of
from constraints.liability import LIABILITIES, Liability
from constraints.registry import all_rules
from constraints.sources import SOURCES
from model.calendar import national_calendar

CASES: Final = Path(__file__).parents[2] / "scenarios" / "cases" / "R22"


def report_of(case: str) -> Report:
    (loaded,) = load_histories(CASES / f"{case}.json", load_tree)
    assert isinstance(loaded, Loaded), str(loaded)
    options = Options(national_calendar())
    return check(loaded.history, all_rules(), SOURCES.values(), options)


@pytest.mark.parametrize("head", LIABILITIES, ids=lambda head: head.id)
def test_only_declared_rules_are_punished(head: Liability) -> None:
    assert head.punishes
    assert [rule for rule in head.punishes if rule not in all_rules()] == []


def test_no_rule_is_punished_under_two_heads() -> None:
    punished = [rule for head in LIABILITIES for rule in head.punishes]
    assert sorted(punished) == sorted(set(punished))


def test_no_liability_is_a_rule_so_none_follows_from_one() -> None:
    assert {head.id for head in LIABILITIES}.isdisjoint(all_rules())


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("34a/bad", (("R22-45(1)", "R22-34a", ("accept",)),)),
        ("34a/good", ()),
        ("34a/last-day", ()),
        ("23.2/bad", (("R22-44(3)", "R22-23.2", ("submit",)),)),
        ("35.1/bad", ()),
        ("40.4/bad", ()),
    ],
)
def test_liability_follows_from_a_breach(
    case: str, expected: tuple[tuple[str, str, tuple[str, ...]], ...]
) -> None:
    assert report_of(case).liability == expected


def test_a_breach_has_its_liability_once() -> None:
    findings = report_of("34a/bad").findings
    assert liability_of((*findings, *findings)) == liability_of(findings)


def test_what_is_not_violated_has_none() -> None:
    broken = {
        (f.rule.id, tuple(e.id for e in f.events))
        for f in report_of("44-2/day-late").findings
        if f.verdict is Verdict.VIOLATED
    }
    follows = report_of("44-2/day-late").liability
    assert follows == (("R22-45(1)", "R22-34a", ("accept",)),)
    assert {(rule, events) for _, rule, events in follows} < broken


def test_text_and_json_show_it(capsys: pytest.CaptureFixture[str]) -> None:
    file = str(CASES / "34a" / "bad.json")
    assert main(["check", file, "--lang", "en"]) == 1
    assert capsys.readouterr().out.count("= liability art. 45 (1):") == 1
    assert main(["check", file, "--format", "json"]) == 1
    (document,) = cast(
        "list[dict[str, list[dict[str, object]]]]", json.loads(capsys.readouterr().out)
    )
    (shown,) = document["liability"]
    assert (shown["liability"], shown["rule"], shown["events"]) == (
        "R22-45(1)",
        "R22-34a",
        ["accept"],
    )
