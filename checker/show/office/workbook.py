"""The report as an Excel workbook: a row per case, finding and event, to be sorted and filtered."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from checker.read.place import CaseError
from checker.show.glossary import HISTORY_VERDICTS, MODALITIES, VERDICTS
from checker.show.glossary_kinds import kind_name
from checker.show.html.cases import history_tone
from checker.show.html.page import (
    NO_DECISION,
    NOWHERE_CHECKED,
    UNCHECKED,
    Sheet,
    fault,
    receipt_values,
    unchecked,
)
from checker.show.html.view import View, in_full, sentence, tone
from checker.show.lang import Lang, Text
from checker.show.law import cited
from checker.show.liability_words import LIABILITY
from checker.show.office.archive import MADE, undated
from checker.show.office.entries import BOUND, EVENTS, entries
from checker.show.sentences import FACTS_USED, LIMIT, MISSING, PERIOD, READINGS, RESULT
from checker.tasks.findings import Finding
from constraints.sources import SOURCES
from model.calendar import Calendar, date_of
from model.history import Event
from model.words import Field

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

_CELL: Final = 32_000
"""Characters of a cell: Excel takes 32,767."""
_ROWS: Final = 1_000_000
"""Rows of a sheet: Excel opens 1,048,576."""
_COLOURS: Final = {
    "bad": "#F8D7D4",
    "doubt": "#FBEBC8",
    "open": "#DCE6F5",
    "good": "#DCEFDC",
    "dull": "#E8E8E8",
}
_REASONS: Final = (RESULT, PERIOD, READINGS, LIMIT, MISSING, LIABILITY, FACTS_USED, EVENTS)
"""The columns that say why."""
Line = tuple[str, Sequence[str]]
"""The tone of a row (empty: none), and its cells."""


def workbook(sheets: Sequence[Sheet | CaseError], calendar: Calendar, lang: Lang) -> bytes:
    """Returns the report as an .xlsx file; equal reports are equal bytes, and no cell is a formula
    or a link. ModuleNotFoundError iff xlsxwriter is not installed."""
    import xlsxwriter

    cases = [s for s in sheets if isinstance(s, Sheet)]
    errors = [s for s in sheets if isinstance(s, CaseError)]
    views = [View(s.report, calendar, lang, "") for s in cases]
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": MADE})
        paper = _Paper(book, lang)
        paper.sheet(Text("案件", "cases"), _CASES, map(_case, views, cases))
        paper.sheet(Text("认定", "findings"), _FINDINGS, _findings(views))
        paper.sheet(Text("事件", "events"), _EVENTS, _events(views))
        paper.sheet(Text("凭证", "receipts"), _RECEIPTS, _receipts(views, cases))
        paper.sheet(UNCHECKED, _LIMITS, _limits(views, lang))
        if errors:
            paper.sheet(Text("未能读取", "not read"), _ERRORS, _errors(errors, lang))
    return undated(out.getvalue())


class _Paper:
    """A workbook being written."""

    def __init__(self, book: Workbook, lang: Lang) -> None:
        self._book = book
        self._lang = lang
        self._plain = book.add_format({"text_wrap": True, "valign": "top"})
        self._head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self._tones: dict[str, Format] = {
            name: book.add_format({"bg_color": colour, "valign": "top"})
            for name, colour in _COLOURS.items()
        }

    def sheet(self, name: Text, heads: Sequence[tuple[Text, int]], rows: Iterable[Line]) -> None:
        """Adds a sheet, its first row fixed and with filters; heads with their widths. Rows beyond
        what Excel opens go to further sheets."""
        lines = list(rows)
        for number, first in enumerate(range(0, max(len(lines), 1), _ROWS), 1):
            title = name.of(self._lang) + (f" {number}" if number > 1 else "")
            self._fill(title, heads, lines[first : first + _ROWS])

    def _fill(self, title: str, heads: Sequence[tuple[Text, int]], lines: Sequence[Line]) -> None:
        sheet = self._book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        for at, (text, width) in enumerate(heads):
            sheet.set_column(at, at, width, self._plain)
            sheet.write_string(0, at, text.of(self._lang), self._head)
        for row, (kind, cells) in enumerate(lines, 1):
            for at, cell in enumerate(cells):
                form = self._tones[kind] if kind and at == _MARKED else self._plain
                sheet.write_string(row, at, _fitting(cell), form)
        sheet.autofilter(0, 0, len(lines), len(heads) - 1)


def _fitting(text: str) -> str:
    return text if len(text) <= _CELL else f"{text[:_CELL]} … (--format json)"


_MARKED: Final = 1
"""The column with the verdict, which is coloured."""

# ---- the rows ------------------------------------------------------------------------------------

_CASES: Final = (
    (Text("案件", "case"), 28),
    (Text("结论", "verdict"), 16),
    (Text("记载截至", "record ends"), 12),
    (Text("须注意的规则", "rules to look at"), 50),
    (Text("说明", "remarks"), 40),
)
_FINDINGS: Final = (
    (Text("案件", "case"), 28),
    (Text("结论", "verdict"), 12),
    (Text("规则", "rule"), 12),
    (Text("条文", "article"), 30),
    (Text("性质", "modality"), 10),
    (BOUND, 26),
    (Text("规则内容", "what the rule says"), 40),
    *((label, 40) for label in _REASONS),
)
_EVENTS: Final = (
    (Text("案件", "case"), 28),
    (Text("序号", "no."), 6),
    (Text("日期", "day"), 14),
    (Text("事件", "event"), 18),
    (Text("编号", "id"), 14),
    (Text("行为人", "by"), 26),
    (Text("对象", "to"), 26),
    (Text("针对", "refers to"), 20),
    (Text("违反", "breach"), 8),
)
_RECEIPTS: Final = (
    (Text("案件", "case"), 28),
    (Text("内容", "of"), 22),
    (Text("摘要或取值", "digest or value"), 80),
)
_LIMITS: Final = ((Text("案件", "case"), 28), (UNCHECKED, 110))
_ERRORS: Final = ((Text("位置", "place"), 50), (Text("错误", "error"), 90))


def _case(view: View, sheet: Sheet) -> Line:
    report = view.report
    sign, word = HISTORY_VERDICTS[report.verdict]
    rules = dict.fromkeys(f.rule.id for f in view.findings if in_full(f))
    cells = (
        view.history.case,
        f"{sign} {view.say(word)}",
        str(date_of(view.history.as_of)),
        " ".join(rules),
        "\n".join(view.say(note) for note in sheet.notes),
    )
    return history_tone(report.verdict), cells


def _findings(views: Sequence[View]) -> Iterator[Line]:
    for view in views:
        for finding in view.findings:
            yield tone(finding.verdict), _finding(view, finding)


def _finding(view: View, finding: Finding) -> list[str]:
    rule = finding.rule
    sign, word = VERDICTS[finding.verdict]
    said: dict[Text, str] = {}
    for label, text in entries(view, finding):
        said[label] = f"{said[label]}\n{text}" if label in said else text
    return [
        view.history.case,
        f"{sign} {view.say(word)}",
        rule.id,
        view.say(cited(rule, SOURCES)),
        view.say(MODALITIES[rule.modality]),
        said[BOUND],
        view.say(Text(rule.zh, rule.en)),
        *(said.get(label, "") for label in _REASONS),
    ]


def _events(views: Sequence[View]) -> Iterator[Line]:
    for view in views:
        for e in view.history.events:
            yield "", _event(view, e)


def _event(view: View, e: Event) -> tuple[str, ...]:
    refers = e.refers.options[0] if e.refers.known else frozenset[str]()
    return (
        view.history.case,
        str(e.order + 1),
        view.when(e),
        view.say(kind_name(e.kind)),
        e.id,
        view.named(e, Field.BY),
        view.named(e, Field.TO),
        " ".join(sorted(refers)),
        "✗" if e.id in view.wrong else "",
    )


def _receipts(views: Sequence[View], sheets: Sequence[Sheet]) -> Iterator[Line]:
    for view, sheet in zip(views, sheets, strict=True):
        for name, value in receipt_values(sheet.receipt):
            yield "", (view.history.case, view.say(name), view.say(value))


def _limits(views: Sequence[View], lang: Lang) -> Iterator[Line]:
    for said in (NO_DECISION, *NOWHERE_CHECKED):
        yield "", ("", said.of(lang))
    for view in views:
        for said in unchecked(view):
            yield "", (view.history.case, sentence(said, lang))


def _errors(errors: Sequence[CaseError], lang: Lang) -> Iterator[Line]:
    for error in errors:
        yield "", (str(error.place), fault(error, lang))
