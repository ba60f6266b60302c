"""2026-11-24: messages that named the wrong thing or the wrong place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.cli import main

CASE = {
    "case": "c",
    "as_of": "2024-12-31",
    "organs": "tree.json",
    "matters": [{"id": "m1", "kind": "appeal", "petitioners": ["p1"]}],
    "events": [],
}


def told(capfd: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["check", "--lang", "en", *words]) == 2
    out, err = capfd.readouterr()
    return out + err


@pytest.mark.parametrize(("name", "help_line"), [("c.yaml", "YAML is not read"), ("c.txt", "")])
def test_what_is_no_json_is_said_to_be_none(
    name: str, help_line: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text("case: x\n", encoding="utf-8")
    said = told(capfd, str(tmp_path / name))
    assert "the file is not JSON" in said
    assert help_line in said


@pytest.mark.parametrize("tree", [None, "{"])
def test_a_bad_organ_tree_is_reported_where_the_case_names_it(
    tree: str | None, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "c.json"
    path.write_text(json.dumps(CASE, indent=1), encoding="utf-8")
    if tree is not None:
        (tmp_path / "tree.json").write_text(tree, encoding="utf-8")
    said = told(capfd, str(path))
    assert "the organ tree `tree.json`" in said
    assert "c.json:4:" in said


def test_a_reading_without_a_value_is_told_how_to_write_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "c.json"
    path.write_text(json.dumps({**CASE, "organs": None}), encoding="utf-8")
    said = told(capfd, "--reading", "IP-03", str(path))
    assert "`IP-03` has no value" in said
    assert "`IP-03=VALUE`" in said
