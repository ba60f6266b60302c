"""Rules that can each be met and not together are named, with what they fight over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.cli import main
from checker.tasks.check import check
from checker.tasks.findings import HistoryVerdict, Jointly, Report, Verdict
from checker.tasks.instance import Options
from constraints.registry import rules_named, sources_of
from model.calendar import national_calendar
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.organs.hierarchy import Hierarchy
from model.organs.tree import load_tree_json
from scenarios import DEFAULT_TREE, shipped_tree

CHAIN = Path(__file__).parents[2] / "scenarios" / "cases" / "demo" / "whole-chain.json"
TREE = Hierarchy.from_tree(load_tree_json(shipped_tree(DEFAULT_TREE), DEFAULT_TREE))
FOUR = ("OP07-6.a", "OP07-6.b", "OP07-6.c", "OP07-6.d")
"""What becomes of a claim by whether it is reasonable, blocked, covered by a clear rule."""


def report(names: tuple[str, ...], **changed: object) -> Report:
    case: dict[str, object] = json.loads(CHAIN.read_text(encoding="utf-8")) | changed
    rules = rules_named(names)
    history = resolve(read_record(case), TREE)
    return check(history, rules, sources_of(rules), Options(national_calendar()))


def matter(**attested: bool) -> list[object]:
    facts = {fact: {"value": value} for fact, value in attested.items()}
    whole = json.loads(CHAIN.read_text(encoding="utf-8"))["matters"]
    return [{**whole[0], "attested": facts}]


def test_whatever_the_claim_was_one_of_the_four_is_broken() -> None:
    found = report(FOUR)
    assert {f.verdict for f in found.findings} == {Verdict.UNDETERMINED}
    assert found.verdict is HistoryVerdict.UNDETERMINED
    (joint,) = found.joint
    assert tuple(rule.id for rule in joint.rules) == FOUR
    assert {str(name) for name in joint.facts} == {
        "m1.attested[reasonable]", "m1.attested[rule_clear]", "m1.attested[blocked]",
    }  # fmt: skip
    assert joint.bearers == ("yunhe-housing",)
    assert found.jointly is Jointly.VIOLATED


@pytest.mark.parametrize("left_out", FOUR)
def test_without_any_of_them_the_others_can_be_met(left_out: str) -> None:
    found = report(tuple(id for id in FOUR if id != left_out))
    assert found.joint == ()
    assert found.jointly is Jointly.OPEN


def test_where_a_fact_decides_nothing_clashes() -> None:
    found = report(FOUR, matters=matter(reasonable=False))
    assert found.joint == ()
    assert found.jointly is not Jointly.OPEN


def test_an_unrecorded_act_may_have_met_them_all() -> None:
    assert report(FOUR, record="partial").joint == ()


def test_it_is_told_in_text_and_as_data(capfd: pytest.CaptureFixture[str]) -> None:
    main(["check", str(CHAIN), "--law", ",".join(FOUR), "--lang", "en"])
    assert "each of OP07-6.a, OP07-6.b, OP07-6.c, OP07-6.d may have" in capfd.readouterr().out
    main(["check", str(CHAIN), "--law", ",".join(FOUR), "--format", "json"])
    (document,) = json.loads(capfd.readouterr().out)
    (joint,) = document["joint"]
    assert joint["rules"] == list(FOUR)
    assert document["jointly"] == "violated"
    assert joint["core"][0] == "m1.attested[blocked]"
    main(["check", str(CHAIN), "--law", ",".join(FOUR), "--format", "html", "--lang", "en"])
    assert "but not all of them" in capfd.readouterr().out
