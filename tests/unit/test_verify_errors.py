"""Process files that cannot be read or have no sense: one sentence, its place, what was meant."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.cli import main

GOLDEN = Path(__file__).parents[1] / "golden" / "process_errors.txt"

GOOD = """{
 "process": "p",
 "start": "2024-03-04",
 "matters": [{"id": "m1", "kind": "appeal", "way": 6, "petitioners": ["p1"]}],
 "flow": [
  {"step": "submit", "kind": "submit", "by": "p1", "to": "yunhe-xfj"},
  {"choice": [
    [{"step": "register", "after": [0, 15], "kind": "register",
      "by": "yunhe-xfj", "refers": "submit"}],
    []]},
  {"loop": [
    {"step": "transfer", "kind": "transfer", "by": "yunhe-xfj",
     "to": "yunhe-housing", "refers": "submit"}],
   "times": [1, 2]}]
}
"""
FIRST, SECOND = '"yunhe-xfj", "refers": "submit"', '"yunhe-housing", "refers": "submit"'
LATE = '[9, 15], "within": {"submit": [0, 3]}'
"""A window of days that no day lies in."""
OTHER = """,
    [{"step": "other", "after": [9, 9], "within": {"submit": [0, 3]}, "kind": "register",
      "by": "yunhe-xfj", "refers": "submit"}]]"""
ACCEPT = """,
  {"step": "accept", "kind": "accept", "by": "yunhe-housing", "refers": "transfer"}"""


def bent(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


BAD = {
    "unknown key": bent('"start"', '"strat"'),
    "no process": bent('"process": "p",', ""),
    "no day to begin": bent('"2024-03-04"', "null"),
    "impossible day": bent('"2024-03-04"', '"2024-02-30"'),
    "no flow": GOOD[: GOOD.index('"flow"')] + '"flow": []}',
    "unknown part": bent('"choice"', '"chioce"'),
    "two parts in one": bent('"loop": [', '"optional": [], "loop": ['),
    "one branch": bent(",\n    []]", "]"),
    "unknown key of a step": bent('"after"', '"aftr"'),
    "field of another kind": bent('"after": [0, 15]', '"channel": "letter"'),
    "unknown kind": bent('"kind": "register"', '"kind": "registr"'),
    "a day": bent('"after": [0, 15]', '"on": "2024-03-04"'),
    "an id": bent('"after": [0, 15]', '"id": "e1"'),
    "window upside down": bent("[0, 15]", "[15, 0]"),
    "window of one number": bent("[0, 15]", "15"),
    "negative window": bent("[0, 15]", "[-1, 15]"),
    "too many turns": bent("[1, 2]", "[1, 2000]"),
    "a hearing": bent('"kind": "register"', '"kind": "hearing"'),
    "unknown reference": bent(FIRST, '"yunhe-xfj", "refers": "sumbit"'),
    "reference to what comes later": bent(FIRST, '"yunhe-xfj", "refers": "transfer"'),
    "reference of a wrong kind": bent(SECOND, '"yunhe-housing", "refers": "register"'),
    "within of no step": bent("[0, 15]", '[0, 15], "within": {"submitt": [0, 3]}'),
    "a name twice": bent('"step": "transfer"', '"step": "register"'),
    "unknown organ": bent('"yunhe-xfj",\n     "to"', '"yunhe-xjf",\n     "to"'),
    "unknown tree": bent('"start"', '"organs": "example-provinz", "start"'),
    "no run": bent("[0, 15]", LATE).replace(",\n    []]", OTHER),
    "may not have happened": bent('"times": [1, 2]}', '"times": [0, 2]}' + ACCEPT),
    "not JSON": GOOD[:-6],
    "two processes": "[" + GOOD + "," + GOOD + "]",
}  # fmt: skip


def complaint(text: str, folder: Path, read: Callable[[], str]) -> str:
    file = folder / "process.json"
    file.write_text(text, encoding="utf-8")
    assert main(["verify", str(file), "--lang", "en", "--law", "R22-23.2"]) == 2
    return read().replace(str(folder) + "/", "")


def test_the_words_and_places_of_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts = [
        f"## {name}\n" + complaint(text, tmp_path, lambda: capsys.readouterr().err)
        for name, text in BAD.items()
    ]
    found = "\n".join(parts)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")


def test_what_the_errors_bend_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "process.json"
    file.write_text(GOOD, encoding="utf-8")
    assert main(["verify", str(file), "--lang", "en", "--law", "R22-23.2"]) == 0
    assert capsys.readouterr().err == ""


def test_a_step_no_run_comes_to_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "process.json"
    file.write_text(bent("[0, 15]", LATE), encoding="utf-8")
    main(["verify", str(file), "--lang", "en", "--law", "R22-23.2"])
    assert "no run ever comes to step `register`" in capsys.readouterr().out


def test_a_process_that_is_not_shipped(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "natoinal", "--lang", "en"]) == 2
    assert "did you mean `national`?" in capsys.readouterr().err
