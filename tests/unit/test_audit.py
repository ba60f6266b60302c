"""`xinfang audit`: the findings of `check`, in every form, whatever is killed."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
import zipfile
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import cast
from xml.etree import ElementTree

import pytest

from checker.cli import main
from checker.cli.audit import BLOCK
from checker.show.finding_tables import writer_for
from checker.tasks.audit_rows import COLUMNS, FindingRow
from scenarios.generate import case_document

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "tests" / "laws" / "verdict_table"

Doc = dict[str, object]
KEPT = ("satisfied", "excused", "lapsed")
COMPARED = ("verdict", "rule", "article", "bearer", "events", "due", "since", "days_late", "cause")


def table() -> list[Doc]:
    found: list[Doc] = []
    for path in sorted(TABLE.glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            found.append({**row["case"], "case": row["name"]})
    return found


def reorganised() -> list[Doc]:
    """Returns cases in which an organ takes over from another, some on an open day."""
    found: list[Doc] = []
    for path in sorted((ROOT / "tests" / "regress").glob("*reorganis*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        found.append({**row["case"], "case": row["name"]})
    assert len(found) > 3
    return found


def drawn(many: int, unknowns: float = 0.3) -> list[Doc]:
    cases: list[Doc] = []
    for seed in range(many):
        document = dict(case_document(Random(seed), unknowns=unknowns * (seed % 3 == 0)))
        cases.append({**document, "case": f"drawn-{seed}"})
    return cases


def log(folder: Path, cases: list[Doc]) -> Path:
    path = folder / "log.jsonl"
    lines = (json.dumps(case, ensure_ascii=False) + "\n" for case in cases)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def checked(path: Path, folder: Path) -> tuple[list[Doc], dict[str, str]]:
    """Returns what `check` finds that is neither satisfied nor excused, and the verdicts."""
    out = folder / "checked.json"
    main(["check", str(path), "--format", "json", "-o", str(out), "--jobs", "1"])
    rows: list[Doc] = []
    verdicts: dict[str, str] = {}
    for case in json.loads(out.read_text(encoding="utf-8")):
        verdicts[case["case"]] = case["verdict"]
        for finding in case["findings"]:
            if finding["verdict"] not in KEPT:
                rows.append({"case": case["case"], **{k: finding[k] for k in COMPARED}})
    return rows, verdicts


def audited(path: Path, out: Path, *more: str) -> list[Doc]:
    main(["audit", str(path), "-o", str(out), "--jobs", "1", *more])
    rows = [cast("Doc", json.loads(line)) for line in out.read_text(encoding="utf-8").splitlines()]
    return [{k: v for k, v in row.items() if k != "level"} for row in rows]


@pytest.mark.parametrize(
    "cases",
    [table()[::4], reorganised(), drawn(12)],
    ids=["verdict-table", "reorganised", "drawn"],
)
def test_an_audit_finds_what_check_finds(
    cases: list[Doc], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = log(tmp_path, cases)
    rows, verdicts = checked(path, tmp_path)
    capsys.readouterr()
    assert audited(path, tmp_path / "found.jsonl", "--lang", "en") == rows
    said = capsys.readouterr().out
    for verdict in set(verdicts.values()):
        number = list(verdicts.values()).count(verdict)
        assert f"{number:>9}  " in said, (verdict, number)
    assert "a wrong kernel" not in said
    assert not (tmp_path / "found.jsonl.parts").exists()


def a_row(case: str, events: tuple[str, ...] = ("e1", "e2"), late: int | None = 3) -> FindingRow:
    days = ("2024-01-30", "2024-01-31", late)
    return FindingRow(case, "violated", "R22-34a", "34", ("a", "b"), "county", events, *days, None)


ROWS = (a_row("=1+1"), a_row("@x", late=None), a_row("\u202ecase"), a_row("-2", ()))


def written(name: str, folder: Path) -> Path:
    write = writer_for(name)
    assert write is not None
    for again in (folder / name, folder / f"again-{name}"):
        with again.open("wb") as out:
            write(out, iter(ROWS))
    assert (folder / name).read_bytes() == (folder / f"again-{name}").read_bytes()
    return folder / name


def test_json_lines_hold_the_rows(tmp_path: Path) -> None:
    text = written("found.jsonl", tmp_path).read_text(encoding="utf-8")
    assert [json.loads(line) for line in text.splitlines()] == [
        json.loads(json.dumps(asdict(row))) for row in ROWS
    ]
    assert "\u202e" not in text


def test_a_table_holds_the_rows_and_no_formula(tmp_path: Path) -> None:
    with written("found.csv", tmp_path).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["case"] for r in rows] == ["'=1+1", "'@x", "\u202ecase", "'-2"]
    assert [r["events"] for r in rows] == ["e1 e2", "e1 e2", "e1 e2", ""]
    assert [r["days_late"] for r in rows] == ["3", "", "3", "3"]


def test_parquet_holds_the_rows(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    rows = pq.read_table(str(written("found.parquet", tmp_path))).to_pylist()
    assert rows == [json.loads(json.dumps(asdict(row))) for row in ROWS]


def test_a_workbook_holds_the_rows_as_text(tmp_path: Path) -> None:
    with zipfile.ZipFile(written("found.xlsx", tmp_path)) as parts:
        sheet = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    said = [
        {str(cell.get("r")): "".join(cell.itertext()) for cell in line}
        for line in sheet.iter(f"{space}row")
    ]
    assert list(said[0].values()) == list(COLUMNS)
    assert [r[f"A{i}"] for i, r in enumerate(said[1:], 2)] == [row.case for row in ROWS]
    assert [r.get(f"G{i}", "") for i, r in enumerate(said[1:], 2)] == [*["e1 e2"] * 3, ""]
    assert not list(sheet.iter(f"{space}f"))


def test_a_name_used_twice_is_refused_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = drawn(2)
    path = log(tmp_path, [one, two, {**two, "case": one["case"]}])
    rejects = tmp_path / "rejects.csv"
    assert main(["audit", str(path), "--rejects", str(rejects), "--lang", "en"]) == 2
    said = capsys.readouterr()
    assert "2 judged + 1 not judged" in said.out
    assert "another case of this run is called" in said.err
    assert "another case of this run is called" in rejects.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "no log is named"),
        (["log.jsonl", "-o", "x.doc"], "names no format"),
        (["log.jsonl", "--resume"], "`--resume` needs `-o`"),
    ],
)
def test_what_cannot_be_asked(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", *words, "--lang", "en"]) == 2
    assert said in capsys.readouterr().err


# ---- killed and resumed --------------------------------------------------------------------------


def started(path: Path, out: Path, *more: str) -> subprocess.Popen[bytes]:
    program = "import sys; from checker.cli import main; sys.exit(main(sys.argv[1:]))"
    words = ["audit", str(path), "-o", str(out), "--jobs", "1", "--law", "R22-23.2", *more]
    quiet = subprocess.DEVNULL
    return subprocess.Popen([sys.executable, "-c", program, *words], cwd=ROOT, stdout=quiet)


def parts_in(out: Path) -> int:
    return len(list(out.with_name(f"{out.name}.parts").glob("[0-9]*.json")))


def test_a_killed_audit_is_taken_up_and_gives_the_same(tmp_path: Path) -> None:
    path, rng = log(tmp_path, drawn(3 * BLOCK, unknowns=0)), Random(2022)
    whole, out = tmp_path / "whole.jsonl", tmp_path / "found.jsonl"
    assert started(path, whole).wait() in (0, 1, 3)
    run, resumed = started(path, out), False
    for least in (1, 2):
        while run.poll() is None and parts_in(out) < least:
            time.sleep(0.01)
        time.sleep(rng.random() * 0.1)
        if run.poll() is None:
            run.kill()
            run.wait()
            assert not out.exists()
            run, resumed = started(path, out, "--resume"), True
    assert run.wait() in (0, 1, 3)
    assert resumed
    assert out.read_bytes() == whole.read_bytes()
    assert not out.with_name("found.jsonl.parts").exists()


def test_another_run_is_not_taken_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = log(tmp_path, drawn(2 * BLOCK, unknowns=0)), tmp_path / "found.jsonl"
    run = started(path, out)
    while run.poll() is None and not parts_in(out):
        time.sleep(0.01)
    run.kill()
    run.wait()
    main(["audit", str(path), "-o", str(out), "--lang", "en"])
    assert "holds a run that did not end" in capsys.readouterr().err
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    words = ["--law", "R22-34a", "--resume", "--lang", "en"]
    assert main(["audit", str(path), "-o", str(out), *words]) == 2
    assert "`, `law` changed" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_summary_is_one_page_that_asks_for_nothing(lang: str, tmp_path: Path) -> None:
    cases = drawn(6)
    cases[0]["case"] = "<script>alert(1)</script>"
    page = tmp_path / "summary.html"
    path = log(tmp_path, cases)
    main(["audit", str(path), "--summary", str(page), "--law", "R22-23.2", "--lang", lang])
    text = page.read_text(encoding="utf-8")
    ElementTree.fromstring(text.removeprefix("<!DOCTYPE html>"))
    assert "<script" not in text
    assert "http" not in text
    assert {"zh": "数据质量", "en": "Data quality"}[lang] in text
    assert {"zh": "未经证明相等", "en": "not proved equal"}[lang] in text
