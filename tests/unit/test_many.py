"""Many cases at once: the same findings from JSON, JSON Lines and a table; rejects; counts."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from random import Random
from typing import Protocol, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.cli import main
from checker.read.csv_ import RowGroup, Survey, cases_of_table, surveyed_table
from checker.read.csv_columns import COLUMNS, HEADINGS, Owner
from checker.read.json_ import Loaded
from checker.read.trees import load_tree
from checker.read.units import load_unit
from model.casefile.records import CaseRecord, EventRecord, MatterRecord, read_record
from model.casefile.resolve import resolve
from scenarios.generate import case_document

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "tests" / "laws" / "verdict_table"

Doc = dict[str, object]


# ---- cases as rows -------------------------------------------------------------------------------


def rows_of(case: Doc) -> list[dict[str, str]]:
    """Returns the rows of a case: the inverse of what the reader does."""
    head = {c.name: cell(case[c.key]) for c in COLUMNS if c.owner is Owner.CASE and c.key in case}
    found: list[dict[str, str]] = []
    matters = {str(m["id"]): m for m in cast("list[Doc]", case["matters"])}
    for id, matter in matters.items():
        found.append({"case": head["case"], "matter": id, **owned(matter, Owner.MATTER)})
    for event in cast("list[Doc]", case["events"]):
        said = {"matter": str(event["matter"])} if "matter" in event else {}
        found.append({"case": head["case"], **said, **owned(event, Owner.EVENT)})
    found[0] |= head
    return found


def owned(doc: Doc, owner: Owner) -> dict[str, str]:
    facts = cast("Doc", doc.get("attested") or {})
    return {
        c.name: cell(facts[c.key] if c.fact else doc[c.key])
        for c in COLUMNS
        if c.owner is owner and c.key in (facts if c.fact else doc)
    }


def cell(value: object) -> str:
    match value:
        case None:
            return "?"
        case bool():
            return "yes" if value else "no"
        case dict():
            return _object_cell(cast("Doc", value))
        case list():
            return "; ".join(cell(v) for v in cast("list[object]", value)) or "-"
        case _:
            return str(value)


def _object_cell(value: Doc) -> str:
    if "value" in value:
        by, on = value.get("by"), value.get("on")
        return cell(value["value"]) + (f" by {by}" if by else "") + (f" on {on}" if on else "")
    if "complete_for" in value:
        return f"complete for {cell(value['complete_for'])}"
    if "event" in value:
        signs = {True: "+", False: "-", None: "?"}
        marks = (f" {signs[cast('bool | None', v)]}{k}" for k, v in value.items() if k != "event")
        return str(value["event"]) + "".join(marks)
    return f"{value.get('from') or ''}..{value.get('to') or ''}"


def table_text(cases: Sequence[Doc], headings: Mapping[str, str] | None = None) -> str:
    rows = [row for case in cases for row in rows_of(case)]
    names = [c.name for c in COLUMNS if any(c.name in r for r in rows)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([(headings or {}).get(n, n) for n in names])
    writer.writerows([[r.get(n, "") for n in names] for r in rows])
    return out.getvalue()


def lines_text(cases: Sequence[Doc]) -> str:
    return "".join(json.dumps(c, ensure_ascii=False) + "\n" for c in cases)


def drawn(number: int, seed: int) -> list[Doc]:
    rng = Random(seed)
    found: list[Doc] = []
    for place in range(number):
        case = cast("Doc", case_document(rng))
        found.append(case | {"case": f"案-{place}"})
    return found


def late(name: str, note: str = "") -> Doc:
    """Returns a case of three events in which the opinion comes late."""
    e1: Doc = {"id": "e1", "kind": "submit", "on": "2024-01-02", "by": "p1", "to": "yunhe-xfj"}
    e1 |= {"channel": "letter", "has_name": True, "has_address": True, "has_contact": True}
    e2: Doc = {
        "id": "e2",
        "kind": "accept",
        "on": "2024-01-05",
        "by": "yunhe-housing",
        "refers": ["e1"],
    }
    e3: Doc = {"id": "e3", "kind": "opinion", "on": "2024-06-05", "by": "yunhe-housing"}
    matter: Doc = {"id": "m1", "kind": "appeal", "way": 6, "petitioners": ["p1"]}
    case: Doc = {
        "case": name,
        "as_of": "2024-12-31",
        "matters": [matter | {"competent": ["yunhe-housing"]}],
        "events": [e1, e2, e3 | {"refers": ["e2"]}],
    }
    return case | ({"note": note} if note else {})


# ---- running -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def documents(self) -> list[Doc]:
        return cast("list[Doc]", json.loads(self.out))


class Run(Protocol):
    def __call__(self, *words: str) -> Ran: ...


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs xinfang in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")

    def go(*words: str) -> Ran:
        code = main(words)
        out, err = capfd.readouterr()
        return Ran(code, out, err)

    return go


def findings(documents: Sequence[Doc]) -> list[Doc]:
    """Returns the documents without what names the file or hashes its text."""
    return [{k: v for k, v in d.items() if k not in ("receipt", "file")} for d in documents]


# ---- the same from every kind of file ------------------------------------------------------------


def test_json_lines_and_tables_find_the_same(run: Run, tmp_path: Path) -> None:
    cases = drawn(12, seed=5)
    (tmp_path / "a.json").write_text(json.dumps(cases), encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(lines_text(cases), encoding="utf-8")
    (tmp_path / "a.csv").write_text(table_text(cases), encoding="utf-8")
    (tmp_path / "zh.csv").write_text(
        table_text(cases, {c.name: c.zh for c in COLUMNS}), encoding="utf-8-sig"
    )
    whole = run("check", "a.json", "--format", "json").documents
    assert len({d["verdict"] for d in whole}) > 1
    for name in ("a.jsonl", "a.csv", "zh.csv"):
        found = run("check", name, "--format", "json").documents
        assert findings(found) == findings(whole), name


def test_every_row_of_the_verdict_table_survives_the_table(tmp_path: Path) -> None:
    rows = [r for p in sorted(TABLE.glob("*.json")) for r in json.loads(p.read_text("utf-8"))]
    cases = [r["case"] for r in rows if not isinstance(r["case"].get("organs"), dict)]
    rng = Random(2)
    cases += [
        cast("Doc", case_document(rng, unknowns=0.5, partial=0.5)) | {"case": f"drawn-{n}"}
        for n in range(100)
    ]
    (tmp_path / "a.csv").write_text(table_text(cases), encoding="utf-8")
    survey = surveyed_table(tmp_path / "a.csv", "utf-8")
    found = [load_unit(u, load_tree) for u in units_of(tmp_path / "a.csv", survey)]
    assert len(found) == len(cases) > 160
    for loaded, case in zip(found, cases, strict=True):
        record = read_record(case)
        assert isinstance(loaded, Loaded), (case["case"], loaded)
        whole = resolve(record, loaded.history.hierarchy)
        for name in (f.name for f in fields(whole)):
            assert getattr(loaded.history, name) == getattr(whole, name), (case["case"], name)


def units_of(path: Path, survey: Survey) -> list[RowGroup]:
    return [u for u in cases_of_table(path, "utf-8", survey) if isinstance(u, RowGroup)]


def test_one_and_two_processes_write_the_same(run: Run, tmp_path: Path) -> None:
    text = lines_text(drawn(30, seed=9)).splitlines(keepends=True)
    text[7] = "{broken\n"
    (tmp_path / "a.jsonl").write_text("".join(text), encoding="utf-8")
    for form in ("json", "text"):
        one = run("check", "a.jsonl", "--format", form, "--jobs", "1")
        assert run("check", "a.jsonl", "--format", form, "--jobs", "2") == one
        assert one.code == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_encodings(run: Run, tmp_path: Path, encoding: str, kind: str) -> None:
    cases = [late(f"某某案件第{n}号", "住房问题，反映多次") for n in range(3)]
    text = table_text(cases, {"case": "案件"}) if kind == "csv" else lines_text(cases)
    (tmp_path / f"a.{kind}").write_bytes(text.encode(encoding))
    found = run("check", f"a.{kind}", "--format", "json").documents
    assert [d["case"] for d in found] == [c["case"] for c in cases]


def test_a_table_may_be_sorted_by_day(run: Run, tmp_path: Path) -> None:
    cases = [late("a"), late("b")]
    head, *rows = table_text(cases).splitlines(keepends=True)
    half = len(rows) // 2
    mixed = [head, *(r for pair in zip(rows[:half], rows[half:], strict=True) for r in pair)]
    (tmp_path / "a.csv").write_text("".join(mixed), encoding="utf-8")
    (tmp_path / "b.csv").write_text("".join([head, *rows]), encoding="utf-8")
    found = run("check", "a.csv", "--format", "json").documents
    assert findings(found) == findings(run("check", "b.csv", "--format", "json").documents)


def test_the_excerpt_of_a_table_shows_its_rows(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(table_text([late("a")]), encoding="utf-8")
    done = run("check", "a.csv", "--all")
    numbers = re.findall(r"^ +(\d+) \| (\S+?),", done.out, re.MULTILINE)
    assert numbers
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()
    assert all(lines[int(n) - 1].startswith(start) for n, start in numbers)


def test_each_field_of_the_case_file_has_a_column() -> None:
    for owner, record, nested in (
        (Owner.CASE, CaseRecord, {"matters", "events"}),
        (Owner.MATTER, MatterRecord, {"attested"}),
        (Owner.EVENT, EventRecord, {"attested", "matter"}),
    ):
        keys = {c.key for c in COLUMNS if c.owner is owner and not c.fact}
        if owner is Owner.CASE:
            keys -= {"note"} - set(record.model_fields)
        assert keys == set(record.model_fields) - nested, owner
    assert HEADINGS["事件"] is HEADINGS["event id"]


# ---- rejects -------------------------------------------------------------------------------------


def ten(tmp_path: Path) -> Path:
    """Writes ten cases of one row each, three of them bad."""
    head = "case,as_of,event,kind,on,by,to,channel"
    rows = [f"c{n},2024-05-01,e1,submit,2024-04-0{n},p1,yunhe-xfj,letter" for n in range(1, 10)]
    rows.append("c10,2024-05-01,e1,submit,2024-04-10,p1,yunhe-xfj,letter")
    rows[2] = rows[2].replace("2024-04-03", "2024-04-31")
    rows[5] = rows[5].replace("submit", "sumbit")
    rows[8] = rows[8].replace("letter", "pigeon")
    path = tmp_path / "a.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_three_bad_rows_of_ten(run: Run, tmp_path: Path) -> None:
    ten(tmp_path)
    done = run("check", "a.csv", "--rejects", "bad.csv")
    assert done.code == 2
    assert "10 cases = 7 judged + 3 not judged" in done.out
    assert "10 rows = 7 judged + 3 rejected" in done.out
    with (tmp_path / "bad.csv").open(encoding="utf-8-sig", newline="") as file:
        rejects = list(csv.DictReader(file))
    assert [(r["row"], r["case"], r["field"]) for r in rejects] == [
        ("4", "c3", "on"),
        ("7", "c6", "kind"),
        ("10", "c9", "channel"),
    ]
    assert "there is no day `2024-04-31`" in rejects[0]["reason"]
    assert rejects[1]["help"] == "did you mean `submit`?"
    assert rejects[2]["text"] == "c9,2024-05-01,e1,submit,2024-04-09,p1,yunhe-xfj,pigeon"
    assert "a.csv:4:" in done.err


def test_a_case_with_a_bad_row_is_not_judged_by_the_others(run: Run, tmp_path: Path) -> None:
    text = table_text([late("a"), late("b")])
    lines = text.splitlines(keepends=True)
    bad = next(i for i, line in enumerate(lines) if line.startswith("b,") and "accept" in line)
    lines[bad] = lines[bad].replace("accept", "acept")
    (tmp_path / "a.csv").write_text("".join(lines), encoding="utf-8")
    done = run("check", "a.csv", "--format", "json", "--rejects", "bad.csv")
    assert [d.get("case") for d in done.documents] == ["a", None]
    assert done.documents[1]["line"] == bad + 1
    with (tmp_path / "bad.csv").open(encoding="utf-8-sig", newline="") as file:
        rejects = list(csv.DictReader(file))
    assert len(rejects) == (len(lines) - 1) // 2
    assert {r["case"] for r in rejects} == {"b"}
    assert sum(f"see row {bad + 1}" in r["reason"] for r in rejects) == len(rejects) - 1


def test_a_row_of_no_case_casts_doubt_on_its_neighbours(run: Run, tmp_path: Path) -> None:
    path = ten(tmp_path)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[2] = lines[2].replace("c2", "")
    path.write_text("".join(lines), encoding="utf-8")
    done = run("check", "a.csv", "--list", "rejected")
    # c3 has a fault of its own; row 3 may belong to c1
    assert done.out.split() == ["c1", "a.csv:3", "c3", "c6", "c9"]


@pytest.mark.parametrize(
    ("header", "message", "help"),
    [
        ("case,as_of,event,kind,on,chanel", "unknown column `chanel`", "did you mean `channel`?"),
        ("case,as_of,event,kind,on,案", "unknown column `案`", None),
        ("case,as_of,event,kind,on,日期", "the column `on` stands twice", None),
        ("case,as_of,event,kind", "the column `on` (`日期`) is missing", None),
        ("case;as_of;event;kind;on", "unknown column", "separate the columns by commas"),
    ],
)
def test_headers(run: Run, tmp_path: Path, header: str, message: str, help: str | None) -> None:
    (tmp_path / "a.csv").write_text(f"{header}\na,b,c,d,e,f\n", encoding="utf-8")
    done = run("check", "a.csv")
    assert done.code == 2
    assert message in done.err
    assert help is None or help in done.err
    assert "1 file not readable" in done.out


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("x,2024-05-01,e1,submit", "the row has 4 cells, the header 5"),
        ('x,2024-05-01,e1,submit,"2024"-04-01', "a quotation mark inside a cell is not doubled"),
        ('x,2024-05-01,"e1,submit,2024-04-01', "a quotation mark is not closed"),
        ("x,2024-05-01,e1,submit,2024-04-01,y", "the row has 6 cells, the header 5"),
        ("x,2024-05-01,e1,submit,=NOW()", "`=NOW()` is not a date"),
        ("x,2024-05-01,e1,submit,", "`on` is missing"),
    ],
)
def test_rows(run: Run, tmp_path: Path, row: str, reason: str) -> None:
    (tmp_path / "a.csv").write_text(f"case,as_of,event,kind,on\n{row}\n", encoding="utf-8")
    done = run("check", "a.csv")
    assert done.code == 2
    assert reason in done.err
    assert "a.csv:2" in done.err
    assert "1 row = 0 judged + 1 rejected" in done.out


def test_a_formula_is_data_and_never_written_as_one(run: Run, tmp_path: Path) -> None:
    head = "case,as_of,event,kind,on,by,note,to,channel\n"
    good = "=1+1,2024-05-01,e1,submit,2024-04-01,p1,@SUM(A1),yunhe-xfj,letter\n"
    bad = "=2+2,2024-05-01,e1,submit,never,p1,x,yunhe-xfj,letter\n"
    (tmp_path / "a.csv").write_text(head + good + bad, encoding="utf-8")
    done = run("check", "a.csv", "--format", "json", "--rejects", "bad.csv")
    assert done.documents[0]["case"] == "=1+1"
    with (tmp_path / "bad.csv").open(encoding="utf-8-sig", newline="") as file:
        [reject] = csv.DictReader(file)
    assert reject["text"] == "'" + bad.strip()


def test_rows_that_contradict_each_other(run: Run, tmp_path: Path) -> None:
    head = "case,as_of,event,kind,on,by\n"
    one = "a,2024-05-01,e1,submit,2024-04-01,p1\n"
    (tmp_path / "a.csv").write_text(
        head + one + one.replace("05-01", "05-02").replace("e1", "e2"), encoding="utf-8"
    )
    done = run("check", "a.csv")
    assert "`as_of` is not what row 2 says" in done.err
    assert "a.csv:3" in done.err


def test_the_same_name_twice(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines_text([late("a"), late("a")]), encoding="utf-8")
    done = run("check", "a.jsonl")
    assert done.code == 2
    assert "another case of this run is called `a`" in done.err
    assert "2 cases = 1 judged + 1 not judged" in done.out


def test_damaged_bytes_reject_one_line_only(run: Run, tmp_path: Path) -> None:
    lines = [line.encode() for line in lines_text([late(f"案{n}") for n in range(4)]).splitlines()]
    lines[1] = lines[1].replace("案".encode(), b"\xff")
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines))
    done = run("check", "a.jsonl", "--rejects", "bad.csv")
    assert "the line is not text in UTF-8" in done.err
    assert "4 cases = 3 judged + 1 not judged" in done.out
    assert "\\udcff" in (tmp_path / "bad.csv").read_text(encoding="utf-8-sig")


# ---- lists and options ---------------------------------------------------------------------------


def test_lists_of_names(run: Run, tmp_path: Path) -> None:
    cases = drawn(15, seed=3)
    (tmp_path / "a.jsonl").write_text(lines_text(cases), encoding="utf-8")
    documents = run("check", "a.jsonl", "--format", "json").documents
    wanted = [d["case"] for d in documents if d["verdict"] == "violated"]
    assert 0 < len(wanted) < len(cases)
    done = run("check", "a.jsonl", "--list", "violated")
    assert done.out.splitlines() == wanted
    assert done.code == 1
    assert "did you mean `violated`" in run("check", "a.jsonl", "--list", "violatd").err


def test_an_input_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    path = ten(tmp_path)
    before = path.read_bytes()
    assert run("check", "a.csv", "--rejects", "./a.csv").code == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize("word", ["0", "-1", "x", "1.5", "9999"])
def test_no_number_of_processes(run: Run, word: str) -> None:
    done = run("check", "a.jsonl", f"--jobs={word}")
    assert done.code == 2
    assert "is no number of processes" in done.err


# ---- counts add up -------------------------------------------------------------------------------

GOOD = "{name},2024-05-01,e1,submit,2024-04-01,p1,yunhe-xfj,letter"
ROWS = st.sampled_from(
    [
        GOOD,
        GOOD.replace("submit", "sumbit"),
        GOOD.replace("{name}", ""),
        GOOD.replace("04-01", "04-31"),
        GOOD + ",more",
        '{name},2024-05-01,"e"1,submit,2024-04-01,p1,yunhe-xfj,letter',
        ",,,,,,,",
        "",
    ]
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("abcdef"), ROWS), min_size=1, max_size=12))
def test_counts_add_up(run: Run, tmp_path: Path, drawn: list[tuple[str, str]]) -> None:
    rows = [row.replace("{name}", name) for name, row in drawn]
    text = "case,as_of,event,kind,on,by,to,channel\n" + "".join(r + "\n" for r in rows)
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    done = run("check", "a.csv", "--rejects", "bad.csv")
    there = sum(bool(r.strip(",")) for r in rows)
    numbers = [int(n) for n in re.findall(r"\d+", " ".join(_heads(done.out)))]
    with (tmp_path / "bad.csv").open(encoding="utf-8-sig", newline="") as file:
        rejected = list(csv.DictReader(file))
    if there == 0:
        assert numbers == [0, 0, 0]
        return
    cases, judged, refused, all_rows, judged_rows, rejected_rows = numbers
    assert cases == judged + refused
    assert all_rows == judged_rows + rejected_rows == there
    assert len(rejected) == rejected_rows
    assert len({r["row"] for r in rejected}) == len(rejected)


def _heads(out: str) -> list[str]:
    return [line for line in out.splitlines() if re.match(r"\d+ (case|row)s? =", line)]
