"""One case judged and written out, in whatever process: what goes back is small."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeAlias

from checker.cli.basis import Basis, Judge, basis_of, judge_of
from checker.cli.formats import DOCUMENTS, Format
from checker.cli.inputs import Case, case_in
from checker.cli.judging import judged, receipt_of, rules_for
from checker.cli.options import Args
from checker.read.csv_ import CellPositions
from checker.read.json_ import Piece
from checker.read.place import CaseError, Place
from checker.read.rejects import Reject
from checker.read.units import Refused, Unit, Unread, refused
from checker.show.document import NONE_WRITTEN, Receipt, case_document, json_of
from checker.show.html.page import Sheet
from checker.show.lang import Lang
from checker.show.paint import DIM, painted, row
from checker.show.text import report_rows
from checker.tasks.files import Certified, Exported
from checker.tasks.findings import Report
from checker.tasks.many import Counted, counted
from constraints.sources import SOURCES
from model.calendar import date_of, day_number

Question: TypeAlias = Unit | Unread


@dataclass(frozen=True, slots=True)
class Asked:
    """What to judge by and how to write, as the command line says it."""

    basis: Basis
    as_of: date | None
    format: Format
    everything: bool
    lang: Lang
    colour: bool
    silent: bool
    """Only the verdict is wanted, no text."""
    certified: bool = False
    exported: bool = False
    receipt: bool = False
    """Whether certificates, questions for another solver, and receipts are wanted."""


def asked_of(args: Args, lang: Lang, *, colour: bool) -> Asked:
    """Returns what the command line asks of every case."""
    return Asked(
        basis=basis_of(args),
        as_of=args.as_of,
        format=args.format,
        everything=args.all,
        lang=lang,
        colour=colour,
        silent=bool(args.list),
        certified=args.certificate is not None,
        exported=args.smt2 is not None,
        receipt=args.receipt is not None,
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one question: a case judged and its report as text, or its rows refused.

    `sheet`: for pages only, which are made in this process. `certified`, `questions` and `receipt`
    are there where they are wanted.
    """

    rejects: tuple[Reject, ...] = ()
    name: str = ""
    place: str = ""
    found: Counted | None = None
    text: str = ""
    sheet: Sheet | None = None
    certified: Certified | None = None
    questions: tuple[Exported, ...] = ()
    receipt: Receipt | None = None


def answering(asked: Asked) -> Callable[[Question], Answer]:
    """Returns what answers questions."""
    judge = judge_of(asked.basis)
    return partial(_answer, asked, judge)


def lost(question: Question, code: int) -> Answer:
    """Returns the answer for a case whose process ended."""
    if isinstance(question, Unread):
        return Answer((question.reject,))
    message = f"internal error: the process that judged this case ended (exit code {code})"
    line = question.line if isinstance(question, Piece) else question.rows[0].number
    error = CaseError(message, Place(question.file, line, 1), "please report the case")
    return Answer(refused(question, error).rejects)


def _answer(asked: Asked, judge: Judge, question: Question) -> Answer:
    if isinstance(question, Unread):
        return Answer((question.reject,))
    case = case_in(question, asked.as_of)
    if isinstance(case, Refused):
        return Answer(case.rejects)
    report = judged(case, judge)
    if isinstance(report, CaseError):
        return Answer(refused(question, report).rejects)
    paged = asked.format in DOCUMENTS
    rules = rules_for(judge, case.loaded.history)
    certified, questions = None, tuple[Exported, ...]()
    if asked.certified:
        from checker.tasks.certify import certify

        certified = certify(case_text(case), report, rules, judge.options)
    if asked.exported:
        from checker.tasks.export import exported

        questions = tuple(exported(report, rules, judge.options))
    return Answer(
        name=case.loaded.record.case,
        place=str(case.loaded.positions.place_of(("case",))),
        found=counted(report),
        text="" if asked.silent else _text(case, report, asked, judge, certified),
        sheet=Sheet(report, receipt_of(case, judge), case.notes) if paged else None,
        certified=certified,
        questions=questions,
        receipt=receipt_of(case, judge) if asked.receipt else None,
    )


def case_text(case: Case) -> str:
    """Returns the case file as it was judged: as written or, of a table or of a case moved to
    another day, as a case file that says the same."""
    loaded, history = case.loaded, case.loaded.history
    moved = day_number(loaded.record.as_of) != history.as_of
    if not moved and not case.notes and not isinstance(loaded.positions, CellPositions):
        return loaded.positions.excerpt(())
    document: dict[str, object] = loaded.record.model_dump(mode="json", exclude_unset=True)
    kept = {e.id for e in history.events}
    events = [e.model_dump(mode="json", exclude_unset=True) for e in loaded.record.events]
    document["events"] = [e for e in events if e["id"] in kept]
    document["as_of"] = date_of(history.as_of).isoformat()
    return json.dumps(document, ensure_ascii=False)


def _text(
    case: Case, report: Report, asked: Asked, judge: Judge, certified: Certified | None
) -> str:
    calendar = judge.options.calendar
    match asked.format:
        case Format.HTML | Format.DOCX | Format.XLSX:
            return ""
        case Format.JSON:
            receipt = receipt_of(case, judge)
            written = certified.files_of() if certified else NONE_WRITTEN
            return json_of(case_document(report, calendar, receipt, case.notes, written))
        case Format.TEXT:
            rows = list(
                report_rows(
                    case.loaded,
                    report,
                    SOURCES,
                    calendar,
                    asked.lang,
                    everything=asked.everything,
                )
            )
            said = [row((f"  {n.of(asked.lang)}", DIM)) for n in case.notes]
            return painted([rows[0], *said, *rows[1:]], colour=asked.colour)
