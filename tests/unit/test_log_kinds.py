"""Logs in workbooks, JSON Lines and object-centric files: the same cases; hostile ones refused."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias, cast
from xml.sax.saxutils import quoteattr

import pytest
import xlsxwriter

from checker.cli import main
from checker.read.log_build import event_logs
from checker.read.mapping import LogMapping
from checker.read.place import CaseError
from tests.unit.test_logs import documents
from tests.unit.test_many import Doc

Rows: TypeAlias = Sequence[Mapping[str, str]]
ROWS: Final[Rows] = (
    {"c": "a", "id": "e1", "k": "submit", "t": "2024-01-02T09:00:00+08:00", "by": "p1"},
    {"c": "a", "id": "e2", "k": "accept", "t": "2024-01-05T10:30:00+08:00", "by": "yunhe-housing"},
    {"c": "b", "id": "e3", "k": "submit", "t": "2024-02-01T16:00:00Z", "by": "p2"},
)
HOW: Final = LogMapping(
    {"case": ("c",), "event": ("id",), "kind": ("k",), "on": ("t",), "time": ("t",), "by": ("by",)},
    defaults={"as_of": "2024-12-31"},
)
OBJECTS: Final = LogMapping(
    {
        "case": ("object:petition",),
        "event": ("ocel:id",),
        "kind": ("ocel:type",),
        "on": ("ocel:time",),
        "time": ("ocel:time",),
        "by": ("object:organ@by", "object:person@by"),
    },
    defaults={"as_of": "2024-12-31"},
)


def events_of(path: Path, how: LogMapping) -> dict[str, list[tuple[object, ...]]]:
    """Returns the acts of each case."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for log in event_logs(path, how):
        assert not log.rejects
        for case in documents(log):
            events = cast("list[Doc]", case["events"])
            acts = [tuple(e[k] for k in ("id", "kind", "on", "time", "by")) for e in events]
            found[str(case["case"])] = acts
    return found


WANTED: Final = {
    "a": [
        ("e1", "submit", "2024-01-02", "09:00", "p1"),
        ("e2", "accept", "2024-01-05", "10:30", "yunhe-housing"),
    ],
    "b": [("e3", "submit", "2024-02-02", "00:00", "p2")],
}


def write_book(path: Path, rows: Rows, sheet: str = "案件", more: str = "") -> None:
    with path.open("wb") as out, xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet(sheet)
        for column, name in enumerate(rows[0]):
            page.write_string(1, column, name)
            for place, row in enumerate(rows):
                page.write_string(place + 2, column, row[name])
        if more:
            book.add_worksheet(more).write_string(0, 0, "x")


def write_lines(path: Path, rows: Rows) -> None:
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")


def _objects(rows: Rows) -> dict[str, str]:
    kinds = {r["c"]: "petition" for r in rows}
    return kinds | {r["by"]: "person" if r["by"].startswith("p") else "organ" for r in rows}


def write_ocel_json(path: Path, rows: Rows) -> None:
    events = [
        {
            "id": r["id"],
            "type": r["k"],
            "time": r["t"],
            "relationships": [
                {"objectId": r["c"], "qualifier": "about"},
                {"objectId": r["by"], "qualifier": "by"},
            ],
        }
        for r in rows
    ]
    objects = [{"id": i, "type": t} for i, t in _objects(rows).items()]
    document = {"objects": objects, "events": events}
    path.write_text(json.dumps(document), encoding="utf-8")


def write_ocel_xml(path: Path, rows: Rows, head: str = "") -> None:
    objects = "".join(
        f"<object id={quoteattr(i)} type={quoteattr(t)}><attributes/></object>"
        for i, t in _objects(rows).items()
    )
    events = "".join(
        f'<event id="{r["id"]}" type="{r["k"]}" time="{r["t"]}"><attributes/><objects>'
        f'<relationship object-id="{r["c"]}" qualifier="about"/>'
        f'<relationship object-id="{r["by"]}" qualifier="by"/></objects></event>'
        for r in rows
    )
    text = f"{head}<log><objects>{objects}</objects><events>{events}</events></log>"
    path.write_text(text, encoding="utf-8")


def write_ocel_sqlite(path: Path, rows: Rows) -> None:
    with sqlite3.connect(path) as base:
        for what in ("event", "object"):
            base.execute(f"CREATE TABLE {what} (ocel_id TEXT, ocel_type TEXT)")
            base.execute(f"CREATE TABLE {what}_map_type (ocel_type TEXT, ocel_type_map TEXT)")
        base.execute(
            "CREATE TABLE event_object "
            "(ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT)"
        )
        for id, kind in _objects(rows).items():
            base.execute("INSERT INTO object VALUES (?, ?)", (id, kind))
        for kind in {r["k"] for r in rows}:
            base.execute("INSERT INTO event_map_type VALUES (?, ?)", (kind, kind))
            base.execute(f'CREATE TABLE "event_{kind}" (ocel_id TEXT, ocel_time TIMESTAMP)')
        for r in rows:
            base.execute("INSERT INTO event VALUES (?, ?)", (r["id"], r["k"]))
            base.execute(f'INSERT INTO "event_{r["k"]}" VALUES (?, ?)', (r["id"], r["t"]))
            for id, part in ((r["c"], "about"), (r["by"], "by")):
                base.execute("INSERT INTO event_object VALUES (?, ?, ?)", (r["id"], id, part))


@pytest.mark.parametrize(("name", "write"), [("l.xlsx", write_book), ("l.jsonl", write_lines)])
def test_tables_of_events_give_the_same_cases(
    tmp_path: Path, name: str, write: Callable[[Path, Rows], None]
) -> None:
    write(tmp_path / name, ROWS)
    assert events_of(tmp_path / name, HOW) == WANTED


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("l.jsonocel", write_ocel_json),
        ("l.json", write_ocel_json),
        ("l.xmlocel", write_ocel_xml),
        ("l.xml", write_ocel_xml),
        ("l.sqlite", write_ocel_sqlite),
    ],
)
def test_object_centric_logs_give_the_same_cases(
    tmp_path: Path, name: str, write: Callable[[Path, Rows], None]
) -> None:
    write(tmp_path / name, ROWS)
    assert events_of(tmp_path / name, OBJECTS) == WANTED


def test_an_event_stands_in_the_case_of_each_object_and_none_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "l.jsonocel"
    write_ocel_json(path, ROWS)
    document = json.loads(path.read_text())
    document["events"][1]["relationships"].append({"objectId": "b", "qualifier": "about"})
    document["events"][2]["relationships"] = []
    path.write_text(json.dumps(document))
    logs = list(event_logs(path, OBJECTS))
    kinds = {
        str(d["case"]): [e["kind"] for e in cast("list[Doc]", d["events"])]
        for log in logs
        for d in documents(log)
    }
    assert kinds == {"a": ["submit", "accept"], "b": ["accept"]}
    assert sum(log.door.left_out for log in logs) == 1


def test_check_reads_a_workbook_under_our_own_headings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = {"c": "案件", "id": "事件", "k": "行为", "t": "日期", "by": "行为人"}
    rows = [{names[k]: v for k, v in r.items()} | {"截至日期": "2024-12-31"} for r in ROWS]
    path = tmp_path / "案件.xlsx"
    write_book(path, rows)
    main(["check", str(path), "--law", "R22-34a", "--format", "json"])
    assert [r["case"] for r in json.loads(capsys.readouterr().out)] == ["a", "b"]


# ---- refused -------------------------------------------------------------------------------------


def refused(path: Path, how: LogMapping = HOW) -> str:
    with pytest.raises(CaseError) as caught:
        list(event_logs(path, how))
    return caught.value.message


def test_a_sheet_far_larger_than_its_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (40 << 20))
    assert path.stat().st_size < 100_000
    assert "unpacks to far more than its size" in refused(path)


def test_a_sheet_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (40 << 20))
    size = (40 << 20).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (1000).to_bytes(4, "little")))
    assert "unpacks to far more than its size" in refused(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no workbook"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "log.xlsx"
    path.write_bytes(content)
    assert "damaged" in refused(path)


def test_of_several_sheets_one_is_to_be_named(tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    write_book(path, ROWS, "一", "二")
    assert "several sheets: `一`, `二`" in refused(path)
    assert events_of(path, LogMapping(HOW.columns, defaults=HOW.defaults, sheet="一")) == WANTED
    assert "no sheet `三`" in refused(path, LogMapping(HOW.columns, sheet="三"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "no sound JSON"),
        ("[1]", "holds one event, an object"),
        ('{"c": NaN}', "`NaN` is not a number"),
        ('{"c": "a", "events": [{"k": 1}]}', "a line is one event, not a case"),
    ],
)
def test_a_line_that_is_no_event_rejects_its_neighbours(
    tmp_path: Path, line: str, said: str
) -> None:
    path = tmp_path / "log.jsonl"
    good = [json.dumps({**ROWS[0], "c": name}) for name in "abcd"]
    path.write_text("\n".join([*good[:2], line, *good[2:]]))
    logs = list(event_logs(path, HOW))
    assert [n for log in logs for n in log.names] == ["a", "d"]
    rejects = {r.row: r.reason for log in logs for r in log.rejects}
    assert rejects.keys() == {2, 3, 4}
    assert said in rejects[3]


def test_a_doctype_in_ocel_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "log.xmlocel"
    write_ocel_xml(path, ROWS, "<!DOCTYPE log [<!ENTITY a 'b'>]>")
    assert "DOCTYPE" in refused(path, OBJECTS)


@pytest.mark.parametrize("name", ["l.sqlite", "l.jsonocel", "l.xmlocel"])
def test_what_is_no_ocel_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("[]")
    assert refused(path, OBJECTS)


def test_views_of_a_database_are_not_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    write_ocel_sqlite(path, ROWS)
    with sqlite3.connect(path) as base:
        base.execute("ALTER TABLE event_object RENAME TO kept")
        base.execute("CREATE VIEW event_object AS SELECT * FROM kept")
    assert "no table `event_object`" in refused(path, OBJECTS)
