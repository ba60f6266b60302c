"""`repair`: the nearest lawful history, in words, as data and as a case file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.cli import main
from checker.show.repair_text import said_of
from model.casefile.fields import FIELDS, Sort
from model.history import Cell, Choice, History, Members, Span, Truth
from model.organs.hierarchy import Hierarchy
from model.organs.tree import load_tree_json
from model.words import Field
from scenarios import DEFAULT_TREE, shipped_tree

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
        (["repair", OVERDUE, "--format", "html"], "has no form `html`"),
    ],
)
def test_what_cannot_be_followed(
    words: list[str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--lang", "en"]) == 2
    assert said in capfd.readouterr().err


@pytest.mark.parametrize("field", [f for f in Field if f in FIELDS])
def test_every_field_of_an_act_can_be_said(field: Field) -> None:
    cell: Cell
    match FIELDS[field].sort:
        case Sort.TRUTH:
            cell = Truth(True)
        case Sort.DAY | Sort.NUMBER:
            cell = Span(738_000, 738_000)
        case Sort.PARTY | Sort.WORD:
            cell = Choice(("yunhe-housing",))
        case _:
            cell = Members(frozenset({"basis"}))
    tree = Hierarchy.from_tree(load_tree_json(shipped_tree(DEFAULT_TREE), DEFAULT_TREE))
    history = History("c", 738_000, {}, (), tree)
    said = said_of(field, cell, history)
    assert said.zh
    assert said.en


RUNNING = {
    "case": "running",
    "as_of": "2024-03-20",
    "matters": [
        {
            "id": "m1",
            "kind": "appeal",
            "way": 6,
            "petitioners": ["p1"],
            "competent": ["yunhe-housing"],
        }
    ],
    "events": [
        {
            "id": "submit",
            "kind": "submit",
            "on": "2024-03-04",
            "by": "p1",
            "to": "yunhe-housing",
            "channel": "letter",
            "has_name": True,
            "has_address": True,
            "has_contact": True,
        },
        {
            "id": "register",
            "kind": "register",
            "on": "2024-03-04",
            "by": "yunhe-housing",
            "refers": "submit",
        },
        {
            "id": "notice",
            "kind": "notify_acceptance",
            "on": "2024-03-11",
            "by": "yunhe-housing",
            "to": "p1",
            "refers": "submit",
            "written": True,
            "states": ["receipt", "route", "procedure", "accepted"],
        },
        {
            "id": "accept",
            "kind": "accept",
            "on": "2024-03-11",
            "by": "yunhe-housing",
            "refers": "submit",
        },
    ],
}


def test_what_is_still_to_be_done(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "running.json"
    case.write_text(json.dumps(RUNNING), encoding="utf-8")
    words = ["repair", str(case), "--forward", "--write", str(tmp_path / "out"), "--lang", "en"]
    assert main(words) == 0
    said = capfd.readouterr().out
    assert "handling opinion, at the latest on 2024-05-10" in " ".join(said.split())
    assert "acts from the end of the record on" in " ".join(said.split())
    assert main(["check", str(tmp_path / "out"), "--lang", "en"]) == 0


def test_forward_excludes_back(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["repair", OVERDUE, "--forward", "--back", "--lang", "en"]) == 2
    assert "excludes" in capfd.readouterr().err


def test_what_stands_in_the_way(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["repair", "scenarios/cases/R22/19.2/bad.json", "--lang", "en"]) == 1
    said = capfd.readouterr().out
    assert "R22-19.2 cannot be kept" in said
    assert "whether facts are fabricated or distorted: yes" in " ".join(said.split())


def test_a_solver_that_gives_up_is_not_believed(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["repair", OVERDUE, "--rlimit", "10", "--lang", "en"]) == 3
    assert "? not known" in capfd.readouterr().out
