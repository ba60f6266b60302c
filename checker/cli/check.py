"""`xinfang check`: every case of the files and folders named, judged and reported."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from checker.cli.inputs import Case, Source, case_of, files_of, raws_of
from checker.cli.judging import Judge, exit_code, judge_of, judged, receipt_of, twice_named
from checker.cli.options import Args, Format
from checker.cli.progress import Bar
from checker.cli.usage import UsageError, ticked
from checker.read.place import CaseError
from checker.show.document import case_document, error_document, json_of
from checker.show.lang import Lang, Text
from checker.show.paint import DIM, painted, row
from checker.show.text import error_rows, report_rows, summary_rows
from checker.tasks.findings import HistoryVerdict, Report
from constraints.sources import SOURCES


def run_check(args: Args, lang: Lang) -> int:
    """Returns the exit code after all cases are judged and their findings written."""
    if not args.names:
        raise UsageError(
            Text("缺少案件文件或文件夹", "no case file or folder is named"),
            Text("例如 `xinfang check case.json`", "for example `xinfang check case.json`"),
        )
    judge = judge_of(args.law, args.reading, args.calendar, prove=args.proof)
    with _output(args.output) as out:
        return check_into(out, args, judge, lang)


def check_into(out: TextIO, args: Args, judge: Judge, lang: Lang) -> int:
    """Writes the findings of all cases; returns the exit code."""
    verdicts: list[HistoryVerdict] = []
    errors = 0
    writer = _Writer(out, args, judge, lang)
    with Bar(lang, wanted=sys.stderr.isatty()) as bar:
        writer.begin()
        for case in twice_named(_cases(args, bar)):
            report = judged(case, judge) if isinstance(case, Case) else case
            if isinstance(report, CaseError):
                errors += 1
                writer.error(report)
            elif isinstance(case, Case):
                verdicts.append(report.verdict)
                writer.report(case, report)
            bar.advance()
        writer.end(verdicts, errors)
    return exit_code(verdicts, errors, strict=args.strict)


def _cases(args: Args, bar: Bar) -> Iterator[Case | CaseError]:
    found = list(files_of(args.names))
    bar.expect(len(found))
    for source in found:
        if isinstance(source, Source):
            raws = raws_of(source)
            bar.expect(len(raws) - 1)
            for raw in raws:
                yield case_of(raw, source, args.as_of)
        else:
            yield source


class _Writer:
    """Writes reports as they come. Errors go to stderr too, so that a file of findings does not
    swallow them."""

    def __init__(self, out: TextIO, args: Args, judge: Judge, lang: Lang) -> None:
        self._out = out
        self._args = args
        self._judge = judge
        self._lang = lang
        self._colour = colour_wanted(out)
        self._written = 0

    def begin(self) -> None:
        if self._args.format is Format.JSON:
            self._out.write("[")

    def report(self, case: Case, report: Report) -> None:
        calendar = self._judge.options.calendar
        match self._args.format:
            case Format.JSON:
                receipt = receipt_of(case, self._judge)
                self._json(json_of(case_document(report, calendar, receipt, case.notes)))
            case Format.TEXT:
                rows = list(
                    report_rows(
                        case.loaded,
                        report,
                        SOURCES,
                        calendar,
                        self._lang,
                        everything=self._args.all,
                    )
                )
                said = [row((f"  {n.of(self._lang)}", DIM)) for n in case.notes]
                self._out.write(painted([rows[0], *said, *rows[1:]], colour=self._colour))

    def error(self, error: CaseError) -> None:
        text = painted(error_rows(error, self._lang), colour=colour_wanted(sys.stderr))
        self._out.flush()
        sys.stderr.write(text)
        if self._args.format is Format.JSON:
            self._json(json_of(error_document(error)))

    def end(self, verdicts: list[HistoryVerdict], errors: int) -> None:
        match self._args.format:
            case Format.JSON:
                self._out.write("\n]\n" if self._written else "]\n")
            case Format.TEXT:
                if len(verdicts) + errors != 1:
                    rows = summary_rows(verdicts, errors, self._lang)
                    self._out.write(painted(rows, colour=self._colour))

    def _json(self, text: str) -> None:
        self._out.write(",\n" if self._written else "\n")
        self._out.write(text)
        self._written += 1


def colour_wanted(stream: TextIO) -> bool:
    """Returns whether to colour: a terminal, and the user did not forbid it (NO_COLOR, TERM)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not plain


@contextmanager
def _output(name: str | None) -> Generator[TextIO, None, None]:
    """Gives stdout, or a text that becomes the file only when all of it is written."""
    if name is None:
        yield sys.stdout
        return
    path, text = Path(name), io.StringIO()
    if path.is_dir() or not path.parent.is_dir():
        raise _no_output(name, Text("不是可写的文件", "not a file that can be written"))
    yield text
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as draft:
            draft.write(text.getvalue())
        os.replace(draft.name, path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise _no_output(name, Text(reason, reason)) from None


def _no_output(name: str, reason: Text) -> UsageError:
    said = ticked(name)
    return UsageError(Text(f"无法写入 {said}：{reason.zh}", f"cannot write {said}: {reason.en}"))
