"""2026-11-24: odd inputs that were taken, or refused in the words of a library."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from checker.cli import main

SUBMIT = {"id": "s", "kind": "submit", "on": "2024-03-04", "by": "p1", "to": "yunhe-xfj"}
CASE = {
    "case": "c",
    "as_of": "2024-12-31",
    "matters": [{"id": "m1", "kind": "appeal", "petitioners": ["p1"]}],
    "events": [{**SUBMIT, "channel": "letter"}],
}


def said_of(folder: Path, capfd: pytest.CaptureFixture[str], **change: object) -> tuple[int, str]:
    path = folder / "c.json"
    path.write_text(json.dumps({**CASE, **change}), encoding="utf-8")
    code = main(["check", "--lang", "en", str(path)])
    out, err = capfd.readouterr()
    return code, out + err


def test_a_submission_is_not_the_same_as_itself(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    same = {**SUBMIT, "channel": "letter", "same_as": {"event": "s", "facts": True}}
    code, said = said_of(tmp_path, capfd, events=[same])
    assert code == 2
    assert "`s` refers to itself" in said


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"complete_for": ["submitt"]}, "did you mean `submit`?"),
        ({"complete_for": "submit"}, "`complete_for` must be a list"),
        ({"complet_for": ["submit"]}, "did you mean `complete_for`?"),
        (5, "`record` must be text, not `5`"),
    ],
)
def test_what_is_wrong_with_the_kinds_that_are_complete(
    record: object, words: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, said = said_of(tmp_path, capfd, record=record)
    assert code == 2
    assert words in said


@pytest.mark.parametrize(
    ("organs", "words"),
    [
        ({"organs": []}, "the tree has no organ: list at least one under `organs`"),
        ({"organs": {}}, "`organs` must be a list, not an object"),
        ({"organs": [5]}, "must be an object, not `5`"),
    ],
)
def test_a_tree_is_refused_in_our_words(
    organs: object, words: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, said = said_of(tmp_path, capfd, organs=organs)
    assert code == 2
    assert words in said


def test_the_demo_takes_no_case(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "nosuch", "--lang", "en"]) == 2
    assert "unexpected argument `nosuch`" in capfd.readouterr().err


def test_where_nothing_was_judged_it_is_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, said = said_of(tmp_path, capfd, events=[])
    assert code == 0
    assert "no rule is engaged: nothing was judged" in said


def test_chinese_output_holds_no_english_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    contested = Path(__file__).parents[2] / "scenarios" / "cases" / "corner"
    main(["check", "--lang", "zh", *map(str, sorted(contested.glob("2*.json")))])
    main(["law", "limits", "--lang", "zh"])
    main(["law", "show", "PS-X22.1", "--lang", "zh"])
    out, _ = capfd.readouterr()
    notes = [line for line in out.splitlines() if "依据：" in line or "建议值" in line]
    assert len(notes) > 60
    english = re.compile(r"\b(the|of|and|has|no|says|art|is|given)\b")
    assert [line for line in notes if english.search(line.replace("_", " "))] == []
    assert "第22条第1项（出自所给文本之外）" in out
