"""`repair`: the nearest lawful history, in words, as data and as a case file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.cli import main

OVERDUE = "scenarios/cases/demo/overdue.json"
GOLDEN = Path(__file__).parents[1] / "golden" / "repair"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["overdue"])
def test_it_says_what_should_have_been(
    name: str, lang: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(["repair", f"scenarios/cases/demo/{name}.json", "--count", "2", "--lang", lang]) == 0
    )
    said = capfd.readouterr().out
    assert said == (GOLDEN / f"{name}.{lang}.txt").read_text(encoding="utf-8")


def test_the_written_case_is_judged_as_promised(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    words = ["repair", OVERDUE, "--count", "2", "--any-act", "--write", str(tmp_path)]
    assert main(words) == 0
    assert len(list(tmp_path.glob("*.json"))) == 2
    capfd.readouterr()
    assert main(["check", str(tmp_path), "--lang", "en"]) == 0
    assert capfd.readouterr().out.count("✓ compliant") == 2


def test_as_data(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["repair", OVERDUE, "--format", "json"]) == 0
    (found,) = json.loads(capfd.readouterr().out)
    assert found["answer"] == "repaired"
    assert found["targets"] == [{"rule": "R22-34a", "events": ["accept"]}]
    (one,) = found["repairs"]
    assert (one["cost"]["acts"], one["cost"]["days"]) == (2, 10)
    assert {c["event"]: c["on"] for c in one["changes"]} == {
        "opinion": "2024-04-04",
        "deliver": "2024-04-04",
    }
    assert one["verdict"] == "compliant"
    assert found["bound"]["standing"] == ["accept"]


def test_the_start_of_the_duty_moves_only_if_asked(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["repair", OVERDUE, "--any-act", "--format", "json"]) == 0
    (found,) = json.loads(capfd.readouterr().out)
    (change,) = found["repairs"][0]["changes"]
    assert (change["event"], change["on"]) == ("accept", "2024-02-09")


def test_nothing_is_broken(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["repair", OVERDUE, "--rule", "R22-23.2", "--lang", "en"]) == 0
    assert "nothing is broken" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["repair"], "no case file"),
        (["repair", OVERDUE, "--rule", "R22-34z"], "no rule `R22-34z`"),
        (["repair", OVERDUE, "--count", "0"], "no number of histories"),
        (["repair", OVERDUE, "--format", "html"], "no HTML form"),
    ],
)
def test_what_cannot_be_followed(
    words: list[str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--lang", "en"]) == 2
    assert said in capfd.readouterr().err
