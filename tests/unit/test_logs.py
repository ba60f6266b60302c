"""Logs as columns: the same cases as the JSON files, whatever the format; rejects; order."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.cli import main
from checker.read.csv_ import TableCase
from checker.read.csv_columns import COLUMNS, Cell
from checker.read.door import whole_cases
from checker.read.json_ import Loaded
from checker.read.log import ABSENT, Cells, EventLog
from checker.read.log_build import event_logs
from checker.read.log_units import groups_of, unit_of
from checker.read.logs import open_log
from checker.read.mapping import LogMapping, read_mapping
from checker.read.place import CaseError
from checker.read.trees import load_tree
from checker.read.units import load_unit
from tests.unit.log_files import mapping_text, rows, write, write_xes, xes_text
from tests.unit.test_many import Doc, drawn, lines_text, table_text

KEYS = {c.name: c for c in COLUMNS}


# ---- from columns back to documents --------------------------------------------------------------


def documents(log: EventLog) -> list[Doc]:
    """Returns the case files a log amounts to."""
    return [_document(log, k) for k in range(len(log.names))]


def _document(log: EventLog, k: int) -> Doc:
    first, last = int(log.case_off[k]), int(log.case_off[k + 1])
    case: Doc = {"case": log.names[k]}
    for heading, cells in log.cases.items():
        _put(case, heading, cells, k)
    matters = [
        _row(log.matters, i) for i in range(int(log.matter_off[k]), int(log.matter_off[k + 1]))
    ]
    events = [_event(log, i) for i in range(first, last)]
    return {**case, "matters": matters, "events": events}


def _event(log: EventLog, i: int) -> Doc:
    event = _row(log.events, i)
    if log.matter[i] != ABSENT:
        event["matter"] = _value(log.matters["matter"], int(log.matter[i]))
    if log.refers.said[i] != ABSENT:
        rows = log.refers.val[log.refers.off[i] : log.refers.off[i + 1]]
        ids = [_value(log.events["event"], int(r)) for r in rows]
        event["refers"] = ids if log.refers.said[i] else None
    return event


def _row(columns: dict[str, Cells] | object, i: int) -> Doc:
    found: Doc = {}
    for heading, cells in cast("dict[str, Cells]", columns).items():
        _put(found, heading, cells, i)
    return found


def _value(cells: Cells, i: int) -> Cell:
    return cells.values[int(cells.codes[i])]


def _put(doc: Doc, heading: str, cells: Cells, i: int) -> None:
    if cells.codes[i] == ABSENT:
        return
    column = KEYS[heading]
    if column.fact:
        doc = cast("Doc", doc.setdefault("attested", {}))
    doc[column.key] = _value(cells, i)


# ---- the same cases ------------------------------------------------------------------------------


def _in_time(case: Doc) -> Doc:
    """Returns the case with its events in order of time, as the door puts them."""
    days: dict[str, list[Doc]] = {}
    for event in cast("list[Doc]", case["events"]):
        days.setdefault(str(event["on"]), []).append(event)
    for events in days.values():
        if all("time" in e for e in events):
            events.sort(key=lambda e: str(e["time"]))
    return {**case, "events": [e for day in sorted(days) for e in days[day]]}


def _plain(case: Doc) -> Doc:
    """Returns the case as columns say it: the only matter named, nobody but a value attested."""
    matters = cast("list[Doc]", case["matters"])
    events = [dict(e) for e in cast("list[Doc]", case["events"])]
    for event in events:
        if len(matters) == 1:
            event.setdefault("matter", matters[0]["id"])
        for fact, said in cast("Doc", event.get("attested", {})).items():
            if isinstance(said, dict) and len(cast("Doc", said)) == 1:
                event["attested"] = {**cast("Doc", event["attested"]), fact: said["value"]}
    return {**case, "events": events}


@given(st.integers(0, 2**32))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_columns_say_what_the_case_files_say(tmp_path: Path, seed: int) -> None:
    cases = [_plain(_in_time(c)) for c in drawn(4, seed)]
    path = tmp_path / "log.csv"
    path.write_text(table_text(cases), encoding="utf-8")
    found = [d for log in event_logs(path) for d in documents(log)]
    assert found == cases


@given(st.integers(0, 2**32))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_of_cases_say_what_the_case_files_say(tmp_path: Path, seed: int) -> None:
    cases = [_in_time(c) for c in drawn(4, seed)]
    path = tmp_path / "log.csv"
    path.write_text(table_text(cases), encoding="utf-8")
    log, how = open_log(path)
    found: list[Doc] = []
    for whole in whole_cases(log, how):
        for group in groups_of(whole, log.file):
            table = TableCase(group)
            table.read()
            assert not table.faults
            found.append(table.document)
    assert [_plain(c) for c in found] == [_plain(c) for c in cases]


# ---- every format gives the same -----------------------------------------------------------------


def judged(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[Doc], str]:
    law = "R22-22.1,R22-32.1a,R22-34a,R22-35.2"
    code = main(["check", *words, "--format", "json", "--law", law, "--lang", "en"])
    said = capsys.readouterr()
    found = cast("list[Doc]", json.loads(said.out))
    return code, [{k: v for k, v in r.items() if k != "receipt"} for r in found], said.err


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".parquet", ".xes", ".xes.gz"])
def test_check_says_of_a_log_what_it_says_of_the_case_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    cases = [_in_time(c) for c in drawn(4, 7)]
    lines = tmp_path / "cases.jsonl"
    lines.write_text(lines_text(cases), encoding="utf-8")
    wanted = judged(capsys, str(lines))
    path = tmp_path / f"log{ending}"
    table = rows(cases)
    mapping = tmp_path / "mapping.toml"
    column = "case:concept:name" if "xes" in ending else "case"
    mapping.write_text(mapping_text(table, column), encoding="utf-8")
    write(path, table)
    code, found, _ = judged(capsys, str(path), "--mapping", str(mapping))
    assert (code, found) == (wanted[0], wanted[1])


def test_a_log_gives_each_case_back_exactly(tmp_path: Path) -> None:
    cases = [_in_time(c) for c in drawn(5, 11)]
    path = tmp_path / "log.parquet"
    write(path, rows(cases))
    for log in event_logs(path, cases=2):
        assert len(log.names) <= 2
        for k, name in enumerate(log.names):
            loaded = load_unit(unit_of(log, k), load_tree)
            assert isinstance(loaded, Loaded)
            assert loaded.record.case == name
            assert [e.id for e in loaded.record.events] == [
                e["id"] for e in cast("list[Doc]", documents(log)[k]["events"])
            ]


# ---- order ---------------------------------------------------------------------------------------


def _mapped(tmp_path: Path, text: str, extra: str = "") -> tuple[Path, LogMapping]:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(
        '[columns]\ncase = "c"\nkind = "k"\non = "t"\n'
        + extra
        + '\n[defaults]\nas_of = "2024-12-31"\n',
        encoding="utf-8",
    )
    path = tmp_path / "log.csv"
    path.write_text(text, encoding="utf-8")
    return path, read_mapping(mapping)


def test_cases_whose_rows_interleave_are_put_together_in_order_of_time(tmp_path: Path) -> None:
    text = (
        "c,k,t\na,accept,2024-01-05\nb,submit,2024-01-03\n"
        "a,submit,2024-01-02\nb,accept,2024-01-03\n"
    )
    (log,) = event_logs(*_mapped(tmp_path, text))
    kinds = [[e["kind"] for e in cast("list[Doc]", d["events"])] for d in documents(log)]
    assert (log.names, kinds) == (("a", "b"), [["submit", "accept"], ["submit", "accept"]])
    assert (log.door.tied, log.door.scattered) == (1, 2)
    assert list(log.row) == [4, 2, 3, 5]


def test_the_legal_day_is_that_of_utc_8(tmp_path: Path) -> None:
    text = (
        "c,k,t\na,submit,2024-01-31T16:30:00Z\na,accept,2024-02-01T09:00:00+08:00\n"
        "a,opinion,2024-02-02 10:00\n"
    )
    (log,) = event_logs(*_mapped(tmp_path, text, 'time = "t"'))
    (found,) = documents(log)
    assert [(e["on"], e["time"]) for e in cast("list[Doc]", found["events"])] == [
        ("2024-02-01", "00:30"),
        ("2024-02-01", "09:00"),
        ("2024-02-02", "10:00"),
    ]
    assert log.door.zones == {0, 480, None}


def test_rows_left_out_by_the_mapping_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "log.csv"
    path.write_text("c,k,t,s\na,submit,2024-01-02,start\na,submit,2024-01-03,done\n")
    mapping = tmp_path / "m.toml"
    mapping.write_text(
        '[columns]\ncase = "c"\nkind = "k"\non = "t"\n[leave_out]\ns = ["start"]\n'
        '[defaults]\nas_of = "2024-02-01"\n'
    )
    _, found, said = judged(capsys, str(path), "--mapping", str(mapping))
    assert [r["case"] for r in found] == ["a"]
    assert "1 rows left out" in said


# ---- rows that cannot be read --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "field", "reason"),
    [
        ("NaN", "on", "`NaN` is not a date"),
        ("2023-02-30", "on", "`2023-02-30`"),
        ("9999-12-31T23:00:00Z", "on", "is not a date"),
        ("", "on", "missing"),
    ],
)
def test_a_bad_day_rejects_its_case_and_no_other(
    tmp_path: Path, cell: str, field: str, reason: str
) -> None:
    text = f"c,k,t\na,submit,2024-01-02\na,accept,{cell}\nb,submit,2024-01-02\n"
    logs = list(event_logs(*_mapped(tmp_path, text)))
    assert [n for log in logs for n in log.names] == ["b"]
    rejects = [r for log in logs for r in log.rejects]
    own = [(r.row, r.field, reason in r.reason) for r in rejects if r.own]
    assert own == [(3, field, True)]
    assert sorted(r.row for r in rejects) == [2, 3]


@pytest.mark.parametrize("day", ["1948-06-01", "9999-12-31"])
def test_years_far_off_are_as_in_a_case_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], day: str
) -> None:
    event = {"id": "e1", "kind": "submit", "on": day, "by": "p1", "to": "yunhe-housing"}
    case = {"case": "a", "as_of": "2024-12-31", "matters": [{"id": "m1"}], "events": [event]}
    lines = tmp_path / "case.jsonl"
    lines.write_text(json.dumps(case))
    wanted = judged(capsys, str(lines))
    extra = 'by = "by"\nto = "to"\nevent = "id"'
    path, _ = _mapped(tmp_path, f"c,k,t,by,to,id\na,submit,{day},p1,yunhe-housing,e1\n", extra)
    found = judged(capsys, str(path), "--mapping", str(tmp_path / "mapping.toml"))
    assert found[0] == wanted[0]
    if found[0] != 2:
        assert found[1] == wanted[1]
    else:
        assert "is after the record ends" in found[2]
        assert "is after the record ends" in wanted[2]


def test_a_row_without_a_case_makes_its_neighbours_doubtful(tmp_path: Path) -> None:
    text = (
        "c,k,t\na,submit,2024-01-02\n,accept,2024-01-03\nb,submit,2024-01-02\nd,submit,2024-01-02\n"
    )
    logs = list(event_logs(*_mapped(tmp_path, text)))
    assert [n for log in logs for n in log.names] == ["d"]
    assert sorted(r.row for log in logs for r in log.rejects) == [2, 3, 4]


def test_max_rejects_stops(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "c,k,t\n" + "".join(f"a{i},nothing,2024-01-02\n" for i in range(9))
    path, _ = _mapped(tmp_path, text)
    words = (str(path), "--mapping", str(tmp_path / "mapping.toml"), "--max-rejects", "3")
    code, found, said = judged(capsys, *words)
    assert (code, len(found)) == (2, 4)
    assert "more rows rejected than --max-rejects" in said


def test_references_lead_to_rows_of_the_case(tmp_path: Path) -> None:
    text = (
        "c,k,t,id,r\na,submit,2024-01-02,e1,\na,accept,2024-01-03,e2,e1\n"
        "b,submit,2024-01-02,e1,\nb,accept,2024-01-03,e2,?\nd,accept,2024-01-03,e1,e7\n"
    )
    log, last = event_logs(*_mapped(tmp_path, text, 'event = "id"\nrefers = "r"'))
    assert (log.names, last.names) == (("a", "b"), ())
    assert list(log.refers.said) == [ABSENT, 1, ABSENT, 0]
    assert list(log.refers.val) == [0]
    assert [r.reason for r in last.rejects] == ["it refers to `e7`, which is not in the record"]


# ---- hostile files -------------------------------------------------------------------------------

BOMB = '<!DOCTYPE log [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE log SYSTEM "file:///etc/hostname">'
ROW = {"case": "a", "kind": "submit", "on": "2024-01-02"}


OWN = LogMapping({"case": ("case:concept:name",), "kind": ("kind",), "on": ("on",)})


def refused(path: Path) -> str:
    with pytest.raises(CaseError) as caught:
        for _ in event_logs(
            path, LogMapping({"case": ("case:concept:name",), "kind": ("kind",), "on": ("on",)})
        ):
            pass
    assert caught.value.place.file == str(path)
    return caught.value.message


@pytest.mark.parametrize("head", [BOMB, OUTSIDE, "<!DOCTYPE log>"])
def test_a_doctype_is_refused(tmp_path: Path, head: str) -> None:
    path = tmp_path / "log.xes"
    write_xes(path, [ROW], head)
    assert "DOCTYPE" in refused(path)


def test_a_truncated_gz_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "log.xes.gz"
    write_xes(path, [{**ROW, "case": f"a{i}"} for i in range(200)])
    path.write_bytes(path.read_bytes()[:-200])
    assert "ends too early" in refused(path)


def test_a_gz_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "log.xes.gz"
    path.write_bytes(b"<log/>")
    assert "damaged" in refused(path)


def test_a_gzip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.read.gz.FREE", 1 << 16)
    path = tmp_path / "log.xes.gz"
    path.write_bytes(gzip.compress(b"<log>" + b" " * (1 << 22) + b"</log>"))
    assert "unpacks to more than" in refused(path)


@pytest.mark.parametrize("text", ["", "<log><trace>", "<html/>", "no xml", "<log/>"])
def test_what_is_no_xes_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "log.xes"
    path.write_text(text)
    assert refused(path)


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"\0" * 100 + b"PAR1"])
def test_what_is_no_parquet_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "log.parquet"
    path.write_bytes(content)
    assert "no sound Parquet file" in refused(path)


def test_two_traces_of_one_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "log.xes"
    text = xes_text([ROW, {**ROW, "case": "b"}])
    path.write_text(
        text.replace('value="b"', 'value="c"').replace("</log>", text[text.index("<trace>") :])
    )
    assert "do not stand together" in refused(path)


def test_an_attribute_that_comes_late_in_an_xes_file_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "log.xes"
    head = {"kind": "submit", "on": "2024-01-02", "as_of": "2024-12-31"}
    table = [{**head, "case": f"a{i:03d}"} for i in range(80)]
    write_xes(path, [*table, {**head, "case": "z", "channel": "letter"}])
    last = [d for log in event_logs(path) for d in documents(log)][-1]
    assert cast("list[Doc]", last["events"])[0]["channel"] == "letter"


def test_an_unknown_attribute_late_in_an_xes_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "log.xes"
    head = {"kind": "submit", "on": "2024-01-02", "as_of": "2024-12-31"}
    table = [{**head, "case": f"a{i:03d}"} for i in range(80)]
    write_xes(path, [*table, {**head, "case": "z", "chanel": "letter"}])
    with pytest.raises(CaseError, match="unknown column `chanel`"):
        list(event_logs(path))


@pytest.mark.parametrize("extra", ['by = "bby"', '[leave_out]\nbby = ["x"]\n[values.kind]'])
def test_a_mapped_column_the_log_has_not_is_refused(tmp_path: Path, extra: str) -> None:
    path, how = _mapped(tmp_path, "c,k,t,by\na,submit,2024-01-02,p1\n", extra)
    with pytest.raises(CaseError, match="no column `bby`"):
        list(event_logs(path, how))


# ---- mapping files -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[columns", 1, "not valid TOML"),
        ('[columns]\ncase = "c"\nkind = "k"\n', 1, "`on` is mapped to no column"),
        ('[columns]\ncase = "c"\nkindd = "k"\n', 3, "we have no column `kindd`"),
        ('[kolumns]\ncase = "c"\n', 1, "unknown section `kolumns`"),
        ('[columns]\ncase = 3\nkind = "k"\non = "t"\n', 2, "needs a text or a list of texts"),
        (
            '[columns]\ncase = "c"\nkind = "k"\non = "t"\n[values.kind]\n"x" = "acept"\n',
            6,
            "`acept` is not a kind of event",
        ),
        (
            '[columns]\ncase = "c"\nkind = "k"\non = "t"\n[defaults]\nas_of = "soon"\n',
            6,
            "`soon` is not a date",
        ),
        (
            '[columns]\ncase = "c"\nkind = "k"\non = "t"\n[defaults]\nchannel = "letter"\n',
            6,
            "no default fits them all",
        ),
    ],
)
def test_a_mapping_that_cannot_be_followed_is_refused(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    path = tmp_path / "m.toml"
    path.write_text(text)
    with pytest.raises(CaseError) as caught:
        read_mapping(path)
    assert said in caught.value.message
    assert caught.value.place.line == line


def test_guess_proposes_a_mapping_that_can_be_followed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "导出.csv"
    path.write_text(
        "案件编号,办理环节,办理时间,经办单位,天气\n"
        "A1,提出信访事项,2024/1/29 09:30,p1,晴\nA1,受理,2024/2/4,yunhe-housing,雨\n",
        encoding="gb18030",
    )
    mapping = tmp_path / "m.toml"
    assert main(["map", "guess", str(path), "-o", str(mapping), "--lang", "en"]) == 0
    found = read_mapping(mapping)
    assert found.columns["case"] == ("案件编号",)
    assert found.columns["time"] == found.columns["on"] == ("办理时间",)
    assert found.values["kind"] == {"提出信访事项": "submit", "受理": "accept"}
    assert found.defaults == {"as_of": "2024-02-04"}
    assert '# columns not used: "天气"' in mapping.read_text(encoding="utf-8")
    code, reports, _ = judged(capsys, str(path), "--mapping", str(mapping))
    assert [r["case"] for r in reports] == ["A1"]
    assert code != 2


def test_an_audit_reads_a_log_by_its_mapping(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, _ = _mapped(tmp_path, "c,k,t\na,submit,2024-01-02\na,accept,2024-01-03\n")
    words = ["audit", str(path), "--law", "R22-34a", "--lang", "en"]
    assert main([*words, "--mapping", str(tmp_path / "mapping.toml")]) == 3
    assert "1 case = 1 judged + 0 not judged" in capsys.readouterr().out
    assert main([*words, "--mapping", str(tmp_path / "none.toml")]) == 2
    assert "there is no file `none.toml`" in capsys.readouterr().err
