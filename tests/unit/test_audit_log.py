"""An audit of a log from its columns: the findings of the way by histories, whatever is killed."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.cli import audit as command
from checker.cli import audit_log, main
from checker.cli.audit_parts import Part, Parts
from checker.show.log_files import write_log
from checker.tasks.log_screen import LogScreen
from scenarios.synthetic import drawn

LAW = ("R22-34a", "R22-23.2", "R22-32.1a", "R22-35.1")
CASES = 40


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Returns a log in which every tenth case breaks a rule; kernels of any log are compiled."""
    monkeypatch.setattr(audit_log, "MANY", 1)
    monkeypatch.setattr(command, "BLOCK_OF_LOG", 8)
    found = tmp_path / "log.parquet"
    for _ in write_log(found, drawn(CASES, {"R22-34a": 0.1, "R22-32.1a": 0.1}, 4, 1)):
        pass
    return found


def audited(path: Path, out: Path, *more: str) -> bytes:
    law = [word for rule in LAW for word in ("--law", rule)]
    main(["audit", str(path), "-o", str(out), "--jobs", "1", "--lang", "en", *law, *more])
    return out.read_bytes()


def never(*_: object) -> bool:
    return False


def test_columns_find_what_histories_do(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settled: list[int] = []
    summary = LogScreen.summary

    def counted(self: LogScreen, cases: list[int]) -> object:
        settled.extend(cases)
        return summary(self, cases)

    monkeypatch.setattr(LogScreen, "summary", counted)
    found = audited(path, path.with_name("columns.jsonl"))
    said = capsys.readouterr().out
    assert CASES // 2 < len(settled) < CASES
    monkeypatch.setattr(audit_log.AuditedLogs, "_prepare", never)
    assert audited(path, path.with_name("histories.jsonl")) == found
    assert capsys.readouterr().out == said
    assert b"R22-34a" in found


@pytest.mark.parametrize("after", [0, 2, 4])
def test_a_killed_audit_of_a_log_carries_on(
    path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    whole = audited(path, path.with_name("whole.jsonl"))
    add = Parts.add

    def killed(self: Parts, part: Part) -> None:
        if self.done == after:
            raise KeyboardInterrupt
        add(self, part)

    out = path.with_name("found.jsonl")
    monkeypatch.setattr(Parts, "add", killed)
    with pytest.raises((KeyboardInterrupt, SystemExit, FileNotFoundError)):
        audited(path, out)
    monkeypatch.setattr(Parts, "add", add)
    assert audited(path, out, "--resume") == whole
