from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.cli import main
from model.casefile.records import read_record


def test_an_open_question_of_the_law_is_shown_both_ways(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "explore", "conflicts", "nobody-above"]) == 3
    out = capsys.readouterr().out
    for said in (
        "? undetermined: the law leaves it open",
        "if IP-44 is answered no",
        "✗ dead end: R22-35.1 cannot be kept at all",
        "R22-35.1 lapses, by petitioner p1, due 2024-05-17 (Friday)",
        "✓ all can be met",
        "at most 5 further events",
        "10 organs",
        "until 2024-08-15",
        "IP-03=next_working_day",
    ):
        assert said in out, said


def test_the_witness_is_a_case_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explore", "conflicts", "somebody-above", "--lang", "zh"]) == 0
    out = capsys.readouterr().out
    case = out[out.index("{") : out.rindex("}") + 1]
    record = read_record(json.loads(case))
    assert [e.kind for e in record.events][-2:] == ["review_request", "review_opinion"]


def test_json_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explore", "conflicts", "somebody-above", "--format", "json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["answer"] == "compliant"
    assert found["until"] == "2024-08-15"
    assert read_record(found["witness"]).case == "somebody-above"


def test_a_conflict_is_shown_with_who_is_bound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # accepting is bound to be late: nothing further may happen
    situation = {
        "situation": "late",
        "cut": ["yunhe-gov", "yunhe-housing"],
        "matters": [{"id": "m1", "kind": "appeal", "way": 6, "petitioners": ["p1"]}],
        "events": [
            {"id": "s", "kind": "submit", "on": "2024-01-02", "by": "p1", "to": "yunhe-housing"},
            {"id": "a", "kind": "accept", "on": "2024-01-03", "by": "yunhe-housing", "refers": "s"},
        ],
        "may": [{"kind": "extend", "days": 30}],
        "further": 1,
        "horizon": 200,
        "rules": ["R22-34a"],
    }
    path = tmp_path / "late.json"
    path.write_text(json.dumps(situation), encoding="utf-8")
    assert main(["explore", "conflicts", str(path), "--format", "json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    (clash,) = found["clashes"]
    assert clash["rules"] == ["R22-34a"]
    assert clash["without"][0]["broken"] == [
        {"events": ["a"], "bearer": ["yunhe-housing"], "due": "2024-03-04"}
    ]


def test_a_mistake_in_a_situation_file_has_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "typo.json"
    path.write_text('{\n "situaton": "x"\n}', encoding="utf-8")
    assert main(["--lang", "en", "explore", "conflicts", str(path)]) == 2
    said = capsys.readouterr().err
    assert "unknown key `situaton`" in said
    assert f"{path}:2:2" in said
    assert "did you mean `situation`?" in said


def test_a_name_that_is_no_situation(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "explore", "conflicts", "nobody-abov"]) == 2
    assert "did you mean `nobody-above`?" in capsys.readouterr().err


def test_rules_never_engaged_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    situation = {
        "situation": "nothing more",
        "cut": ["yunhe-gov", "yunhe-housing"],
        "matters": [{"id": "m1", "kind": "appeal", "petitioners": ["p1"]}],
        "events": [
            {"id": "s", "kind": "submit", "on": "2024-01-02", "by": "p1", "to": "yunhe-housing"}
        ],
        "may": [{"kind": "accept"}],
        "further": 1,
        "horizon": 200,
        "rules": ["R22-20.3", "R22-34a"],
    }
    path = tmp_path / "nothing.json"
    path.write_text(json.dumps(situation), encoding="utf-8")
    assert main(["--lang", "en", "explore", "vacuous", str(path)]) == 0
    out = capsys.readouterr().out
    assert "R22-20.3 is never engaged" in out
    assert "R22-34a is never engaged" not in out
    assert "at most 1 further events" in out
