"""`check --certificate`, `recheck`, and the rechecker on its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from checker.cli import main

ROOT = Path(__file__).parents[2]
CASE = str(ROOT / "scenarios" / "cases" / "demo" / "overdue.json")
ALONE = """
import runpy, sys
sys.argv = ["recheck", sys.argv[1]]
try:
    runpy.run_module("checker.certificate.recheck", run_name="__main__")
except SystemExit as stop:
    print("CODE", stop.code)
strange = {n.split(".")[0] for n in sys.modules} - sys.stdlib_module_names
print("STRANGE", sorted(strange - {"checker", "__main__"}))
print("OWN", sorted(n for n in sys.modules if n.startswith("checker.") and "certificate" not in n))
"""


@pytest.fixture(name="folder")
def made_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    assert main(["check", CASE, "--lang", "en", "--certificate", str(folder)]) == 1
    return folder


def test_accepted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recheck", str(folder), "--lang", "en"]) == 0
    assert "0 refused; 0 without one" in capsys.readouterr().out


def tampered(folder: Path, part: str, old: str, new: str) -> int:
    (path,) = (folder / part).glob("*.json")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return main(["recheck", str(folder), "--lang", "en"])


def test_another_case_file_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tampered(folder, "cases", "2024-04-09", "2024-04-03") == 1
    assert "the case file is not the one that was judged" in capsys.readouterr().out


def test_another_verdict_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tampered(folder, "certificates", '"verdict":"violated"', '"verdict":"satisfied"') == 1
    assert "refused" in capsys.readouterr().out


def test_a_certificate_left_out_is_missed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (path,) = (folder / "certificates").glob("*.json")
    claims = json.loads(path.read_text(encoding="utf-8"))
    claims["certificates"] = [c for c in claims["certificates"] if c["rule"] != "R22-34a"]
    path.write_text(json.dumps(claims), encoding="utf-8")
    assert main(["recheck", str(folder), "--lang", "en"]) == 1
    assert "nothing is claimed" in capsys.readouterr().out


def test_another_basis_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    basis = json.loads((folder / "basis.json").read_text(encoding="utf-8"))
    basis["calendar"]["rest"].pop()
    (folder / "basis.json").write_text(json.dumps(basis), encoding="utf-8")
    assert main(["recheck", str(folder), "--lang", "en"]) == 1
    assert "the calendar of the basis is not what was judged by" in capsys.readouterr().out


def test_the_rechecker_runs_alone(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-c", ALONE, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert "CODE 0" in lines
    assert "STRANGE []" in lines
    assert "OWN []" in lines


@pytest.mark.parametrize("words", [["recheck"], ["recheck", "no-such-folder"]])
def test_nothing_to_check(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--lang", "en"]) == 2
    assert "error:" in capsys.readouterr().err


def test_a_folder_in_use_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert main(["check", CASE, "--lang", "en", "--certificate", str(tmp_path)]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


def test_the_findings_name_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "out"
    assert main(["check", CASE, "--format", "json", "--certificate", str(folder)]) == 1
    (case,) = json.loads(capsys.readouterr().out)
    named = {f["certificate"] for f in case["findings"]}
    assert named == {str(p.relative_to(folder)) for p in (folder / "certificates").iterdir()}


def test_what_has_no_certificate_names_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of an instance the solver gave up on there is no proof."""
    case = str(ROOT / "scenarios" / "cases" / "demo" / "approval-missing.json")
    words = ["--format", "json", "--rlimit", "1", "--certificate", str(tmp_path / "out")]
    assert main(["check", case, *words]) == 3
    (found,) = json.loads(capsys.readouterr().out)
    gave_up = [f for f in found["findings"] if f["cause"] == "solver gave up"]
    assert gave_up
    assert all(f["verdict"] == "undetermined" for f in gave_up)
    assert {f["certificate"] is None for f in gave_up} == {True}
    assert main(["recheck", str(tmp_path / "out"), "--lang", "en"]) == 0
    assert "solver gave up" in capsys.readouterr().out


@pytest.mark.parametrize("word", ["0", "-1", "many"])
def test_no_limit_of_resources(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", CASE, "--lang", "en", f"--rlimit={word}"]) == 2
    assert f"`{word}` is no limit of resources" in capsys.readouterr().err
