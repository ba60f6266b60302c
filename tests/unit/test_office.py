"""Word and Excel: all that the page says stands in them; cells are texts; equal bytes twice."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from checker.cli import main
from checker.cli.basis import Basis, judge_of
from checker.cli.formats import OFFICE, Format
from checker.cli.inputs import Case, Source, case_of, raws_of
from checker.cli.judging import judged, receipt_of
from checker.read.place import CaseError, Place
from checker.show.html.page import Sheet
from checker.show.lang import Lang
from checker.show.office.word import word_document
from checker.show.office.workbook import workbook
from model.calendar import Calendar, national_calendar

Make: TypeAlias = Callable[[Sequence[Sheet], Calendar, Lang], bytes]
DEMO = Path(__file__).resolve().parents[2] / "scenarios" / "cases" / "demo"
OVERDUE = DEMO / "overdue.json"


def sheet_of(text: str, folder: Path) -> Sheet:
    path = folder / "case.json"
    path.write_text(text, encoding="utf-8")
    judge = judge_of(Basis(("R22-34a", "R22-35.1"), prove=True))
    source = Source(path, False)
    case = case_of(raws_of(source)[0], source, None)
    assert isinstance(case, Case)
    report = judged(case, judge)
    assert not isinstance(report, CaseError)
    return Sheet(report, receipt_of(case, judge), case.notes)


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return sheet_of(OVERDUE.read_text(encoding="utf-8"), tmp_path)


ERROR = CaseError("the file is empty", Place("empty.json", 1, 1), "")


def words_of(document: bytes) -> str:
    parts = zipfile.ZipFile(io.BytesIO(document))
    return "\n".join(ElementTree.fromstring(parts.read("word/document.xml")).itertext())


def rows_of(book: bytes, name: str) -> list[list[str]]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name(name)
    return [[str(c) for c in row] for row in sheet.to_python()]


@pytest.mark.parametrize("lang", list(Lang))
def test_word_says_the_breach_its_days_its_law_and_what_proves_it(sheet: Sheet, lang: Lang) -> None:
    said = words_of(word_document([sheet, ERROR], national_calendar(), lang))
    known = {
        Lang.ZH: ("✗ 违反", "云河县住房和城乡建设局", "逾期 2", "第45条第1项", "不是法律决定"),
        Lang.EN: (
            "✗ violated",
            "Yunhe County",
            "2 days late",
            "rt. 45 (1)",
            "not a legal decision",
        ),
    }
    for words in (*known[lang], "R22-34a", "2024-04-07", "empty.json:1:1", sheet.receipt.input):
        assert words in said


def test_a_row_of_the_workbook_says_the_breach(sheet: Sheet) -> None:
    book = workbook([sheet, ERROR], national_calendar(), Lang.ZH)
    head, *rows = rows_of(book, "认定")
    breach = next(dict(zip(head, r, strict=True)) for r in rows if r[2] == "R22-34a")
    assert breach["结论"] == "✗ 违反"
    assert breach["义务人"] == "云河县住房和城乡建设局"
    assert "2024-04-07" in breach["期间"]
    assert "逾期 2" in breach["结果"]
    assert "第45条第1项" in breach["追责"]
    assert len(rows) == len(sheet.report.findings)
    events = rows_of(book, "事件")
    assert [r[4] for r in events[1:]] == [e.id for e in sheet.report.history.events]
    assert [r[4] for r in events[1:] if r[8] == "✗"] == ["opinion"]
    assert rows_of(book, "未能读取")[1][0] == "empty.json:1:1"


@pytest.mark.parametrize("make", [word_document, workbook])
def test_equal_reports_are_equal_bytes(sheet: Sheet, make: Make) -> None:
    once, again = (make([sheet], national_calendar(), Lang.ZH) for _ in range(2))
    assert once == again
    dates = {m.date_time for m in zipfile.ZipFile(io.BytesIO(once)).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_a_name_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    case = json.loads(OVERDUE.read_text(encoding="utf-8"))
    case["case"] = "=HYPERLINK(1)"
    sheet = sheet_of(json.dumps(case), tmp_path)
    book = workbook([sheet], national_calendar(), Lang.ZH)
    assert rows_of(book, "案件")[1][0].startswith("=HYPERLINK(1)")
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml")
    said = words_of(word_document([sheet], national_calendar(), Lang.ZH))
    assert "=HYPERLINK(1)" in said


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_command_writes_the_file(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    out = tmp_path / f"report.{form}"
    words = ["check", str(OVERDUE), "--law", "R22-34a", "--format", form, "-o", str(out)]
    assert main(words) == 1
    assert zipfile.ZipFile(out).testzip() is None
    monkeypatch.setitem(OFFICE, Format(form), "no_such_library")
    assert main([*words, "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert f"the form `{form}` needs no_such_library" in said
    assert "xinfang[office]" in said


def test_a_terminal_is_no_place_for_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert main(["check", str(OVERDUE), "--format", "docx", "--lang", "en"]) == 2
    assert "no form for a terminal" in capsys.readouterr().err
