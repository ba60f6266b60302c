"""Receipts of runs, and the proof that one case is part of one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.cli import main
from checker.tasks.receipts import climbed, path_to, root_of

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "scenarios" / "cases" / "demo"
CASES = [str(DEMO / "overdue.json"), str(DEMO / "approval-missing.json")]
HASHES = st.lists(st.binary(min_size=32, max_size=32).map(bytes.hex), min_size=1, max_size=40)


@given(HASHES, st.data())
def test_every_leaf_climbs_to_the_root(leaves: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    path = path_to(leaves, place)
    assert climbed(leaves[place], path) == root_of(leaves)
    assert climbed("00" * 32, path) != root_of(leaves) or leaves[place] == "00" * 32


@given(HASHES, st.data())
def test_any_other_leaf_gives_another_root(leaves: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    changed = list(leaves)
    changed[place] = "11" * 32
    assert (root_of(changed) == root_of(leaves)) is (changed == leaves)


@pytest.fixture(name="receipt")
def written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "run.json"
    main(["check", *CASES, "--lang", "en", "--reading", "IP-03=none", "--receipt", str(path)])
    capsys.readouterr()
    return path


def verify(*names: str) -> int:
    return main(["receipt", "verify", *names, "--lang", "en"])


def test_a_receipt_holds(receipt: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(str(receipt), *CASES) == 0
    assert "2 cases, 2 judged again alike" in capsys.readouterr().out


def test_another_verdict_is_seen(receipt: Path, capsys: pytest.CaptureFixture[str]) -> None:
    receipt.write_text(receipt.read_text(encoding="utf-8").replace('"violated"', '"compliant"'))
    assert verify(str(receipt), *CASES) == 1
    out = capsys.readouterr().out
    assert "the root is not that of the cases" in out
    assert "demo-overdue: another verdict" in out


def test_another_case_file_is_seen(
    receipt: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = tmp_path / "case.json"
    text = Path(CASES[0]).read_text(encoding="utf-8")
    changed.write_text(text.replace("2024-04-09", "2024-04-08"), encoding="utf-8")
    assert verify(str(receipt), str(changed)) == 1
    assert "demo-overdue: another input" in capsys.readouterr().out


def test_one_case_is_proved_part_of_the_run(
    receipt: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["receipt", "prove", str(receipt), "demo-overdue", "--lang", "en"]) == 0
    one = tmp_path / "one.json"
    one.write_text(capsys.readouterr().out, encoding="utf-8")
    said = json.loads(one.read_text(encoding="utf-8"))
    assert said["root"] == json.loads(receipt.read_text(encoding="utf-8"))["root"]
    assert verify(str(one), CASES[0]) == 0
    said["cases"][0]["verdict"] = "compliant"
    one.write_text(json.dumps(said), encoding="utf-8")
    assert verify(str(one)) == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"root": 1}'])
def test_what_is_no_receipt(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    assert verify(str(path)) == 2
    assert "is no receipt" in capsys.readouterr().err
