"""Synthetic logs: lawful but for what their labels say, the same for the same seed and format."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import cast

import pytest

from checker.cli import main
from checker.cli.basis import Basis, Judge, judge_of
from checker.cli.inputs import Case, case_in
from checker.cli.judging import judged
from checker.read.door import whole_cases
from checker.read.log_build import event_logs
from checker.read.log_units import groups_of
from checker.read.logs import open_log
from checker.show.log_files import write_log
from checker.tasks.findings import Report, Verdict
from scenarios import shipped_tree
from scenarios.national import national_tree, units
from scenarios.synthetic import LAWFUL, WRONGS, drawn
from tests.unit.test_logs import documents
from tests.unit.test_many import Doc

EACH = {rule: 0.9 / len(WRONGS) for rule in WRONGS}


def broken_of(path: Path, judge: Judge) -> list[set[str]]:
    """Returns the rules each case breaks, in the order of the log."""
    log, how = open_log(path)
    found: list[set[str]] = []
    for whole in whole_cases(log, how):
        for group in groups_of(whole, log.file):
            case = case_in(group, None)
            assert isinstance(case, Case), case
            report = judged(case, judge)
            assert isinstance(report, Report)
            found.append({f.rule.id for f in report.findings if f.verdict is Verdict.VIOLATED})
    return found


def _labels_are_true(tmp_path: Path, cases: int, seed: int) -> None:
    path = tmp_path / "log.parquet"
    labels = list(write_log(path, drawn(cases, EACH, seed, provinces=1)))
    found = broken_of(path, judge_of(Basis()))
    wanted = [set[str]() if label == LAWFUL else {label} for label in labels]
    assert found == wanted
    assert set(labels) == {LAWFUL, *WRONGS}


def test_each_case_breaks_the_rule_of_its_label_and_no_other(tmp_path: Path) -> None:
    _labels_are_true(tmp_path, 60, 3)


@pytest.mark.trust
@pytest.mark.parametrize("seed", [4, 5])
def test_labels_of_many_cases_are_true(tmp_path: Path, seed: int) -> None:
    _labels_are_true(tmp_path, 500, seed)


def test_equal_seeds_give_equal_logs_and_others_others(tmp_path: Path) -> None:
    paths = [tmp_path / f"{i}.csv" for i in range(3)]
    for path, seed in zip(paths, (7, 7, 8), strict=True):
        assert main(["generate", "--cases", "50", "--seed", str(seed), "--out", str(path)]) == 0
    first, again, other = (p.read_bytes() for p in paths)
    assert first == again
    assert first != other


@pytest.mark.parametrize("ending", ["csv", "xes", "xes.gz"])
def test_every_format_holds_the_same_cases(tmp_path: Path, ending: str) -> None:
    logs = [tmp_path / "log.parquet", tmp_path / f"log.{ending}"]
    for path in logs:
        list(write_log(path, drawn(40, EACH, 1, provinces=1)))
    first, second = ([d for log in event_logs(p) for d in documents(log)] for p in logs)
    assert len(first) == 40
    assert first == second


def test_json_lines_hold_the_same_cases(tmp_path: Path) -> None:
    lines, table = tmp_path / "log.jsonl", tmp_path / "log.parquet"
    for path in (lines, table):
        list(write_log(path, drawn(40, EACH, 1, provinces=1)))
    text = lines.read_text(encoding="utf-8")
    found = [cast("Doc", json.loads(line)) for line in text.splitlines()]
    wanted = [d for log in event_logs(table) for d in documents(log)]
    assert [_acts(c) for c in found] == [_acts(c) for c in wanted]
    assert main(["check", str(lines), "--law", "R22-34a", "--list", "rejected"]) == 1


def _acts(case: Doc) -> tuple[object, set[tuple[object, ...]]]:
    events = cast("list[Doc]", case["events"])
    return case["case"], {(e["id"], e["kind"], e["on"], e["by"], e.get("to")) for e in events}


def test_the_shares_are_those_asked_for(tmp_path: Path) -> None:
    labels = Counter(label for d in drawn(20_000, {"R22-34a": 0.05}, 1) for label in d.labels)
    assert 900 <= labels["R22-34a"] <= 1_100
    assert labels.total() == 20_000


def test_the_national_tree_is_as_large_as_the_nation() -> None:
    levels = Counter(u.level for u in units())
    assert levels == {"province": 31, "prefecture": 340, "county": 2_900, "township": 40_000}
    ids = [o["id"] for o in json.loads(national_tree("national-2"))["organs"]]
    assert len(ids) == len(set(ids))
    assert set(ids) < {o["id"] for o in json.loads(shipped_tree("national"))["organs"]}


def test_row_groups_hold_whole_cases(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    path = tmp_path / "log.parquet"
    parts = list(drawn(90_000, {}, 1))
    list(write_log(path, parts))
    meta = pq.ParquetFile(str(path)).metadata
    rows = [meta.row_group(i).num_rows for i in range(meta.num_row_groups)]
    assert rows == [int(p.case_off[-1]) for p in parts]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "--cases and --out are needed"),
        (["--cases", "3", "--out", "log.doc"], "no log of the kind of `log.doc`"),
        (["--cases", "3", "--out", "l.csv", "--violate", "R22-99=1"], "no case that breaks"),
        (["--cases", "3", "--out", "l.csv", "--violate", "R22-34"], "gives no share"),
        (
            ["--cases", "3", "--out", "l.csv", "--violate", "R22-34a=0.6,R22-34b=0.6"],
            "more than 1",
        ),
        (["--cases", "3", "--out", "nowhere/l.csv"], "cannot write"),
        (["--cases", "3", "--out", "l.csv", "--provinces", "32"], "1 to 31"),
    ],
)
def test_what_cannot_be_generated_is_refused(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generate", *words, "--lang", "en"]) == 2
    assert said in capsys.readouterr().err
