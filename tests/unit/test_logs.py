"""Logs as columns: the same cases as the JSON files, whatever the format; rejects; order."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.read.csv_ import TableCase
from checker.read.csv_columns import COLUMNS, Cell
from checker.read.door import whole_cases
from checker.read.log import ABSENT, Cells, EventLog
from checker.read.log_build import event_logs
from checker.read.log_units import groups_of
from checker.read.logs import open_log
from tests.unit.test_many import Doc, drawn, table_text

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
