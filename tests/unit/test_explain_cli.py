"""`xinfang explain`: what people read, what programs read, what is refused."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Protocol, cast

import pytest
from jsonschema import Draft202012Validator

from checker.cli import main
from checker.show.explain_document import schema_text
from checker.tasks import whynot
from model.history import Event
from model.logic.meaning import Outcome, World
from model.logic.rule import Rule

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "scenarios" / "cases" / "demo"
GOLDEN = ROOT / "tests" / "golden" / "cli"
OVERDUE, MISSING = str(DEMO / "overdue.json"), str(DEMO / "approval-missing.json")


class Validator(Protocol):
    def validate(self, instance: object) -> None: ...


VALIDATOR = cast("Validator", Draft202012Validator(json.loads(schema_text())))


def in_short(out: str) -> str:
    """The explanation without conditions and exceptions, which change whenever a rule does."""
    lines, kept = list[str](), True
    for line in out.splitlines():
        if line.startswith("  = ") or not line.startswith("    "):
            kept = not line.startswith(("  = 适用条件", "  = it applies", "  = 例外", "  = unless"))
        if kept:
            lines.append(line)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["overdue", "approval-missing", "passed-to-the-denounced"])
def test_the_explanation_reads_as_before(
    name: str, lang: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(DEMO)
    assert main(["explain", f"{name}.json", "--why-not", "satisfied", "--lang", lang]) == 0
    out = in_short(capsys.readouterr().out)
    golden = GOLDEN / f"explain-{name}.{lang}.txt"
    if os.environ.get("XINFANG_GOLDEN") == "write":
        golden.write_text(out, encoding="utf-8")
    assert out == golden.read_text(encoding="utf-8")


def explained(*words: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    assert main(["explain", *words, "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    VALIDATOR.validate(document)
    (case,) = document
    return list(case["explained"])


def test_a_breach_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    (late,) = explained(OVERDUE, "--why-not", "satisfied", capsys=capsys)
    assert (late["rule"], late["verdict"], late["days_late"]) == ("R22-34a", "violated", 2)
    text = json.dumps(late, ensure_ascii=False)
    assert "仅为时间上的因果" in text
    assert "timing causation and no more" in text
    assert "move opinion" in text
    assert '"first": "2024-02-04", "last": "2024-04-07"' in text


def test_of_a_rule_named_what_is_met_is_explained_too(capsys: pytest.CaptureFixture[str]) -> None:
    (met,) = explained(OVERDUE, "--rule", "R22-23.2", "--why-not", "violated", capsys=capsys)
    assert met["verdict"] == "satisfied"
    assert met["facts"]
    assert met["timing"] is None


def test_a_rule_that_does_not_apply_says_which_condition_fails(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for one in explained(OVERDUE, "--rule", "R22-34b", capsys=capsys):
        assert one["verdict"] == "not engaged"
    assert main(["explain", OVERDUE, "--rule", "R22-19.3", "--lang", "en"]) == 0


def test_what_the_solver_gave_up_on_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    found = explained(MISSING, "--rlimit", "1", capsys=capsys)
    assert {one["cause"] for one in found} == {"solver gave up"}
    assert {one["facts"] is None for one in found} == {True}


def test_nothing_to_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(DEMO / "whole-chain.json"), "--lang", "en"]) == 0
    assert "there is nothing to explain" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "one case file is wanted"),
        ([OVERDUE, MISSING], "one case file is wanted"),
        ([OVERDUE, "--why-not", "satisfed"], "did you mean `satisfied`?"),
        ([OVERDUE, "--rule", "R22-34"], "the case is not judged by a rule `R22-34`"),
        ([OVERDUE, "--event", "opinon"], "did you mean `opinion`?"),
        ([OVERDUE, "--format", "html"], "has no form `html`"),
        (["no-such.json"], "no-such.json"),
    ],
)
def test_wrong_lines(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", *words, "--lang", "en"]) == 2
    assert said in capsys.readouterr().err


def test_what_the_meaning_does_not_confirm_is_not_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A solver that lies is not believed: without the replay no answer is shown."""

    def lying(rule: Rule, events: tuple[Event, ...], world: World) -> Outcome:
        return Outcome.PENDING

    monkeypatch.setattr(whynot, "outcome", lying)
    (late,) = explained(OVERDUE, "--why-not", "satisfied", capsys=capsys)
    why = late["why_not"]
    assert isinstance(why, dict)
    assert why["ways"] == []
