"""`xinfang forecast`: what still runs in the cases named, until when, and who must do what."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TypeAlias

from checker import __version__
from checker.cli.answering import Question
from checker.cli.basis import Basis, Judge, basis_of, judge_of
from checker.cli.check import colour_wanted, output_to
from checker.cli.formats import Format, only_text_or_json
from checker.cli.inputs import Case, case_in, questions
from checker.cli.judging import exit_code, guarded, judged, rules_for
from checker.cli.options import Args
from checker.cli.usage import UsageError
from checker.read.json_ import Piece
from checker.read.place import CaseError, Place
from checker.read.units import Refused, Unread
from checker.show.forecast import Entry, entries, forecast_rows
from checker.show.forecast_document import ForecastDocument, forecast_document, forecast_json
from checker.show.icalendar import icalendar
from checker.show.lang import Lang, Text
from checker.show.paint import painted
from checker.show.text import error_rows
from checker.tasks.findings import Report
from checker.tasks.forecast import forecast
from checker.tasks.many import answers
from constraints.registry import sources_of

Forecasted: TypeAlias = ForecastDocument | CaseError


@dataclass(frozen=True, slots=True)
class Asked:
    """What to judge by, and as of which day."""

    basis: Basis
    as_of: date | None
    planned: bool


def run_forecast(args: Args, lang: Lang) -> int:
    """Prints what still runs; returns the exit code `check` would give."""
    if not args.names:
        raise UsageError(
            Text("缺少案件文件或文件夹", "no case file or folder is named"),
            Text("例如 `xinfang forecast case.json`", "for example `xinfang forecast case.json`"),
        )
    only_text_or_json(args, "forecast")
    found = _all(args, lang)
    cases = [f for f in found if isinstance(f, ForecastDocument)]
    due = entries(cases, args.due_within)
    with output_to(args.output, args.names) as out:
        if args.format is Format.JSON:
            out.write(forecast_json([_only(f, due) for f in found]) + "\n")
        else:
            out.write(painted(forecast_rows(cases, due, lang), colour=colour_wanted(out)))
    if args.ics is not None:
        with output_to(args.ics, args.names) as calendar:
            calendar.write(icalendar(due, __version__, lang))
    errors = len(found) - len(cases)
    return exit_code({c.verdict for c in cases}, errors, strict=args.strict)


def _only(found: Forecasted, due: Sequence[Entry]) -> Forecasted:
    """Returns the document with the duties asked for."""
    if isinstance(found, CaseError):
        return found
    return replace(found, duties=tuple(e.duty for e in due if e.case is found))


def _all(args: Args, lang: Lang) -> list[Forecasted]:
    """Returns what is found of every case; says what cannot be read. Of two cases of one name the
    second is refused."""
    asked = Asked(basis_of(args), args.as_of, args.plan)
    coming = questions(args.names, lambda _: None)
    found: list[Forecasted] = []
    for _, several in answers(coming, partial(forecasting, asked), lost, args.jobs):
        for one in several:
            if isinstance(one, CaseError):
                text = painted(error_rows(one, lang), colour=colour_wanted(sys.stderr))
                sys.stderr.write(text)
            found.append(one)
    return found


def forecasting(asked: Asked) -> Callable[[Question], tuple[Forecasted, ...]]:
    """Returns what answers questions."""
    return partial(_answer, asked, judge_of(asked.basis))


def lost(question: Question, code: int) -> tuple[Forecasted, ...]:
    """Returns the answer for a case whose process ended."""
    if isinstance(question, Unread):
        return (question.reject.error,)
    message = f"internal error: the process that judged this case ended (exit code {code})"
    line = question.line if isinstance(question, Piece) else question.rows[0].number
    return (CaseError(message, Place(question.file, line, 1), "please report the case"),)


def _answer(asked: Asked, judge: Judge, question: Question) -> tuple[Forecasted, ...]:
    if isinstance(question, Unread):
        return (question.reject.error,)
    case = case_in(question, asked.as_of)
    if isinstance(case, Refused):
        return tuple(r.error for r in case.rejects if r.own)
    report = judged(case, judge)
    if isinstance(report, CaseError):
        return (report,)
    return (guarded(case, partial(_document, asked, case, report, judge)),)


def _document(asked: Asked, case: Case, report: Report, judge: Judge) -> ForecastDocument:
    found = forecast(report, judge.options)
    planned = None
    if asked.planned:
        from checker.tasks.forecast_plan import plan

        rules = rules_for(judge, case.loaded.history)
        planned = plan(report, found, rules, tuple(sources_of(rules)), judge.options)
    return forecast_document(report, found, judge.options.calendar, planned)
