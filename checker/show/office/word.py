"""The report as a Word document: to be filed, annotated and signed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from checker.read.place import CaseError
from checker.show.glossary import HISTORY_VERDICTS, MODALITIES, VERDICTS
from checker.show.glossary_kinds import kind_name
from checker.show.html.cases import history_tone
from checker.show.html.page import (
    ABOUT_RECEIPTS,
    NO_DECISION,
    NOWHERE_CHECKED,
    RECEIPTS,
    TITLE,
    UNCHECKED,
    Sheet,
    fault,
    receipt_values,
    unchecked,
)
from checker.show.html.view import NOTHING, View, in_full, sentence, tone
from checker.show.lang import ENUMERATION, Lang, Text
from checker.show.law import cited
from checker.show.office.archive import MADE, undated
from checker.show.office.entries import entries, event_names
from checker.show.people import bound_by
from checker.tasks.findings import Finding
from constraints.sources import SOURCES
from model.calendar import Calendar, date_of
from model.history import Event
from model.words import Field

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Cell, Table

_COLOURS: Final = {
    "bad": "A61B12",
    "doubt": "8A5A00",
    "open": "1F4E8C",
    "good": "22662A",
    "dull": "555555",
}
"""Of the writing: dark enough to be read on white."""
_ROOM: Final = 16.6
"""Centimetres that A4 leaves between its margins."""
_LABELS: Final = (0.14, 0.86)
"""Shares of it: of the labels of a finding and of what is said."""


def word_document(sheets: Sequence[Sheet | CaseError], calendar: Calendar, lang: Lang) -> bytes:
    """Returns the report as a .docx file; equal reports are equal bytes. ModuleNotFoundError iff
    python-docx is not installed."""
    cases = [s for s in sheets if isinstance(s, Sheet)]
    errors = [s for s in sheets if isinstance(s, CaseError)]
    views = [View(s.report, calendar, lang, f"c{i}") for i, s in enumerate(cases, 1)]
    report = _Report(_blank(lang), lang)
    report.heading(TITLE, 0)
    report.paragraph(NO_DECISION.of(lang))
    report.contents(views, errors)
    for view, sheet in zip(views, cases, strict=True):
        report.case(view, sheet)
    report.limits(views)
    report.receipts(views, cases)
    _repeat_heads(report.document)
    out = io.BytesIO()
    report.document.save(out)
    return undated(out.getvalue())


def _blank(lang: Lang) -> Document:
    import docx
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = docx.Document()
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name = "Times New Roman"
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    document.styles["Normal"].font.size = Pt(10.5)
    about = document.core_properties
    about.title, about.author, about.comments = TITLE.of(lang), "xinfang", ""
    about.created = about.modified = MADE
    about.language = "zh-CN" if lang is Lang.ZH else "en"
    return document


_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff"
    "\ud800-\udfff]"
)


def _shown(text: str) -> str:
    """Returns the text without what XML cannot hold or what turns the writing round."""
    return _UNPRINTABLE.sub("", text)


Head: TypeAlias = tuple[Text, float]
"""What a column is called, and its share of the width."""
_CONTENTS: Final = (
    (Text("案件", "case"), 0.3),
    (Text("结论", "verdict"), 0.2),
    (Text("截至", "as of"), 0.15),
    (Text("须注意的认定", "findings to look at"), 0.35),
)
_EVENTS: Final = (
    (Text("序号", "no."), 0.06),
    (Text("日期", "day"), 0.15),
    (Text("事件", "event"), 0.24),
    (Text("行为人", "by"), 0.2),
    (Text("对象", "to"), 0.2),
    (Text("针对", "refers to"), 0.15),
)
_SETTLED: Final = (
    (Text("结论", "verdict"), 0.13),
    (Text("规则", "rule"), 0.2),
    (Text("义务人或权利人", "bound or entitled"), 0.19),
    (Text("理由", "reason"), 0.26),
    (Text("事件", "events"), 0.22),
)
_RECEIPTS: Final = (
    (Text("案件", "case"), 0.25),
    (Text("内容", "of"), 0.2),
    (Text("摘要或取值", "digest or value"), 0.55),
)


class _Report:
    """The document as it grows."""

    def __init__(self, document: Document, lang: Lang) -> None:
        self.document = document
        self.lang = lang

    def heading(self, text: Text, level: int) -> None:
        self.document.add_heading(_shown(text.of(self.lang)), level)

    def paragraph(self, text: str, style: str | None = None) -> None:
        self.document.add_paragraph(_shown(text), style)

    def table(
        self, heads: Sequence[Head], rows: Iterable[Sequence[str]], kinds: Sequence[str] = ()
    ) -> None:
        """Adds a table; `kinds`: the tones of its rows, which colour the second column."""
        names = [text.of(self.lang) for text, _ in heads]
        table = self.document.add_table(1, len(names), "Table Grid")
        for cell, name in zip(table.rows[0].cells, names, strict=True):
            _put(cell, name, bold=True)
        for place, row in enumerate(rows):
            for at, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
                _put(cell, text, kind=kinds[place] if kinds and at == 1 else "")
        _widen(table, [share for _, share in heads])
        self.paragraph("")

    # ---- the parts

    def contents(self, views: Sequence[View], errors: Sequence[CaseError]) -> None:
        """Adds how the cases stand, and what could not be read."""
        rows = [
            (v.history.case, _verdict(v), str(date_of(v.history.as_of)), _worst(v)) for v in views
        ]
        if rows:
            self.table(_CONTENTS, rows, [history_tone(v.report.verdict) for v in views])
        if errors:
            self.heading(Text("未能读取的输入", "Input that could not be read"), 1)
            for error in errors:
                self.paragraph(f"{error.place} {fault(error, self.lang)}", "List Bullet")

    def case(self, view: View, sheet: Sheet) -> None:
        """Adds all that is said of one case."""
        self.document.add_heading(_shown(f"{_verdict(view)}　{view.history.case}"), 1)
        until = date_of(view.history.as_of)
        self.paragraph(view.say(Text(f"记载截至 {until}", f"the record ends on {until}")))
        for note in sheet.notes:
            self.paragraph(f"＊ {view.say(note)}")
        self.heading(Text("认定", "Findings"), 2)
        shown = [f for f in view.findings if in_full(f)]
        for finding in shown:
            self.finding(view, finding)
        if not shown:
            said = Text("没有需要逐项说明的认定。", "Nothing that needs to be set out in full.")
            self.paragraph(view.say(said))
        self.events(view)
        self.settled(view)

    def finding(self, view: View, finding: Finding) -> None:
        """Adds a finding: its rule, then label by label why."""
        rule = finding.rule
        rows = [(label.of(self.lang), text) for label, text in entries(view, finding)]
        table = self.document.add_table(len(rows) + 2, 2, "Table Grid")
        head = table.cell(0, 0).merge(table.cell(0, 1))
        law = f"{view.say(cited(rule, SOURCES))} · {view.say(MODALITIES[rule.modality])}"
        _put(
            head, f"{_sign(view, finding)}  {rule.id}  {law}", bold=True, kind=tone(finding.verdict)
        )
        _put(table.cell(1, 0).merge(table.cell(1, 1)), view.say(Text(rule.zh, rule.en)))
        for row, (label, text) in zip(table.rows[2:], rows, strict=True):
            _put(row.cells[0], label, bold=True)
            _put(row.cells[1], text)
        _widen(table, _LABELS)
        self.paragraph("")

    def events(self, view: View) -> None:
        """Adds the table of events."""
        self.heading(Text("事件", "Events"), 2)
        self.table(_EVENTS, [_event(view, e) for e in view.history.events])

    def settled(self, view: View) -> None:
        """Adds what is satisfied, excused or lapsed."""
        settled = [f for f in view.findings if not in_full(f)]
        if not settled:
            return
        self.heading(Text("其余认定", "Other findings"), 2)
        self.table(_SETTLED, [_settled(view, f) for f in settled])

    def limits(self, views: Sequence[View]) -> None:
        """Adds what was not checked."""
        self.heading(UNCHECKED, 1)
        for said in NOWHERE_CHECKED:
            self.paragraph(said.of(self.lang), "List Bullet")
        for view in views:
            self.document.add_heading(_shown(view.history.case), 2)
            for said in unchecked(view):
                self.paragraph(sentence(said, self.lang), "List Bullet")

    def receipts(self, views: Sequence[View], sheets: Sequence[Sheet]) -> None:
        """Adds what each verdict rests on."""
        if not views:
            return
        self.heading(RECEIPTS, 1)
        self.paragraph(ABOUT_RECEIPTS.of(self.lang))
        rows = [
            (view.history.case, view.say(name), view.say(value) or NOTHING)
            for view, sheet in zip(views, sheets, strict=True)
            for name, value in receipt_values(sheet.receipt)
        ]
        self.table(_RECEIPTS, rows)


# ---- pieces --------------------------------------------------------------------------------------


def _verdict(view: View) -> str:
    sign, word = HISTORY_VERDICTS[view.report.verdict]
    return f"{sign} {view.say(word)}"


def _sign(view: View, finding: Finding) -> str:
    sign, word = VERDICTS[finding.verdict]
    return f"{sign} {view.say(word)}"


def _worst(view: View) -> str:
    shown = (f"{_sign(view, f)} {f.rule.id}" for f in view.findings if in_full(f))
    return view.say(ENUMERATION).join(shown) or NOTHING


def _event(view: View, e: Event) -> tuple[str, ...]:
    wrong = "✗ " if e.id in view.wrong else ""
    refers = e.refers.options[0] if e.refers.known else frozenset[str]()
    to = [view.history.by_id[id] for id in sorted(refers) if id in view.history.by_id]
    named = (f"{t.order + 1} {view.say(kind_name(t.kind))}" for t in to)
    return (
        str(e.order + 1),
        view.when(e),
        f"{wrong}{view.say(kind_name(e.kind))} {e.id}",
        view.named(e, Field.BY),
        view.named(e, Field.TO),
        view.say(ENUMERATION).join(named) or NOTHING,
    )


def _settled(view: View, finding: Finding) -> tuple[str, ...]:
    return (
        _sign(view, finding),
        f"{finding.rule.id}\n{view.say(cited(finding.rule, SOURCES))}",
        view.say(bound_by(finding, view.history)),
        view.result(finding),
        event_names(view, finding),
    )


def _put(cell: Cell, text: str, *, bold: bool = False, kind: str = "") -> None:
    from docx.shared import Pt, RGBColor

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    font = paragraph.add_run(_shown(text)).font
    font.size, font.bold = Pt(9), bold
    if kind:
        font.color.rgb = RGBColor.from_string(_COLOURS[kind])


def _widen(table: Table, shares: Sequence[float]) -> None:
    from docx.shared import Cm

    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Cm(_ROOM * share)
        for cell in column.cells:
            cell.width = Cm(_ROOM * share)


def _repeat_heads(document: Document) -> None:
    """Has the first row of every table stand on every page the table reaches."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    for table in document.element.iter(qn("w:tbl")):
        head = table.find(qn("w:tr"))
        if head is not None:
            head.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
