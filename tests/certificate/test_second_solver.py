"""Exported questions decided by cvc5: it must say what the first solver said."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.cli import main
from checker.smt.second import alethe, decide
from checker.tasks.export import exported
from tests.certificate.cases import OPTIONS, certified, drawn, rules_of, shipped

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "scenarios" / "cases" / "demo"
SAMPLE = 200


def written(text: str, folder: Path) -> list[Path]:
    """The questions of a case, as files."""
    report = certified(text)[1]
    found: list[Path] = []
    for question in exported(report, rules_of(report), OPTIONS):
        found.append(folder / f"{question.name}.smt2")
        found[-1].write_text(question.text, encoding="utf-8")
    return found


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "out"
    case = str(DEMO / "overdue.json")
    assert main(["check", case, "--lang", "en", "--smt2", str(folder)]) == 1
    assert main(["recheck", str(folder), "--solver", "cvc5", "--lang", "en"]) == 0
    assert " 0 do not" in capsys.readouterr().out


def test_a_wrong_expectation_is_seen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (path, *_) = written((DEMO / "overdue.json").read_text(encoding="utf-8"), tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("expected: unsat", "expected: sat"), encoding="utf-8")
    assert main(["recheck", str(tmp_path), "--solver", "cvc5", "--lang", "en"]) == 1
    assert "unsat (sat expected)" in capsys.readouterr().out


def test_unknowns(tmp_path: Path) -> None:
    """Of an undetermined case both outcomes are possible."""
    said = {"sat": 0, "unsat": 0}
    for path in written((DEMO / "approval-missing.json").read_text(encoding="utf-8"), tmp_path):
        decided = decide(path)
        assert decided.agrees, path.name
        said[decided.found] += 1
    assert min(said.values()) > 0


def test_a_proof_has_no_holes(tmp_path: Path) -> None:
    for path in written((DEMO / "overdue.json").read_text(encoding="utf-8"), tmp_path)[:6]:
        proof = alethe(path)
        assert proof is not None
        assert "step" in proof


def test_proofs_are_written_on_demand(tmp_path: Path) -> None:
    (path, *_) = written((DEMO / "overdue.json").read_text(encoding="utf-8"), tmp_path)
    only = tmp_path / "one" / path.name
    only.parent.mkdir()
    path.rename(only)
    assert main(["recheck", str(only.parent), "--alethe", str(tmp_path / "proofs")]) == 0
    assert [p.suffix for p in (tmp_path / "proofs").iterdir()] == [".alethe"]


@pytest.mark.trust
def test_a_sample_of_drawn_histories(tmp_path: Path) -> None:
    checked, texts = 0, [text for _, text in shipped("scenarios/cases/demo", "tests/regress")]
    for text in [*texts, *(drawn(seed, 0.0, 0.2, partial=0.2) for seed in range(100))]:
        for path in written(text, tmp_path)[::7]:
            decided = decide(path)
            assert decided.agrees, (path.name, decided)
            checked += 1
        if checked >= SAMPLE:
            return
    raise AssertionError(f"only {checked} questions")
