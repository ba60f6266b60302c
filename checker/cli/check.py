"""`xinfang check`: every case of the files and folders named, judged and reported."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final, Literal, TextIO

from checker.cli.answering import Answer, Question, answering, asked_of, lost
from checker.cli.basis import Judge, basis_of, judge_of
from checker.cli.formats import DOCUMENTS, Format, office_ready
from checker.cli.inputs import holds_rows, questions
from checker.cli.judging import exit_code
from checker.cli.log_inputs import mapping_of
from checker.cli.options import Args
from checker.cli.outputs import outputs_of
from checker.cli.progress import Bar
from checker.cli.receipts import entry_of, receipt_text
from checker.cli.usage import UsageError, meant, ticked
from checker.read.mapping import LogMapping
from checker.read.place import CaseError, Place
from checker.read.rejects import Reject, RejectFile
from checker.read.units import Lack, Unread, refused, rows_in
from checker.show.complaints import complaint
from checker.show.document import error_document, json_of
from checker.show.html.page import Sheet, page
from checker.show.lang import Lang, Text
from checker.show.paint import Row, painted, row
from checker.show.summary import tally_rows
from checker.show.text import error_rows, summary_rows
from checker.tasks.findings import HistoryVerdict
from checker.tasks.many import Tally, answers
from checker.tasks.receipts import Entry

IN_FULL: Final = 20
"""Up to so many cases of tables and JSON Lines are reported one by one."""


def run_check(args: Args, lang: Lang) -> int:
    """Returns the exit code after all cases are judged and their findings written."""
    if args.rules is not None:
        from checker.cli.declared import check_declared

        return check_declared(args, lang)
    if not args.names:
        raise UsageError(
            Text("缺少案件文件或文件夹", "no case file or folder is named"),
            Text("例如 `xinfang check case.json`", "for example `xinfang check case.json`"),
        )
    office_ready(args)
    judge = judge_of(basis_of(args))
    with output_to(args.output, args.names) as out:
        return check_into(out, args, judge, lang)


def check_into(out: TextIO, args: Args, judge: Judge, lang: Lang) -> int:
    """Writes the findings of all cases; returns the exit code."""
    wanted = _listed(args.list)
    mapping = mapping_of(args.mapping)
    outputs = outputs_of(args, judge)
    with rejects_to(args, lang) as refused_rows, Bar(lang, wanted=sys.stderr.isatty()) as bar:
        writer = _Writer(out, args, judge, lang)
        tally, seen = Tally(), dict[str, str]()
        entries, versions = list[Entry](), None
        writer.begin()
        for question, first in _answers(args, mapping, bar, lang, colour=colour_wanted(out)):
            answer = _once(question, first, seen)
            _count(question, answer, tally)
            outputs.add(answer)
            if answer.receipt and answer.found:
                entries.append(entry_of(answer.name, answer.found.verdict, answer.receipt))
                versions = answer.receipt.versions
            if refused_rows:
                refused_rows.write(answer.rejects)
            if wanted:
                _list(out, answer, wanted, args, lang)
            elif answer.found is None:
                writer.refuse(answer.rejects)
            else:
                writer.report(answer)
            if not isinstance(question, Unread) or question.lack is not Lack.ROW:
                bar.advance()
            if args.max_rejects is not None and tally.rejected_rows > args.max_rejects:
                _say(_TOO_MANY, lang)
                break
        if not wanted:
            writer.end(tally)
    if args.receipt is not None:
        with output_to(args.receipt, args.names) as receipt:
            receipt.write(receipt_text(entries, args.law, versions))
    errors = tally.rejected + tally.files + tally.rejected_rows
    return exit_code(tally.verdicts.keys(), errors, strict=args.strict)


def _answers(
    args: Args, mapping: LogMapping | None, bar: Bar, lang: Lang, *, colour: bool
) -> Iterator[tuple[Question, Answer]]:
    asked = asked_of(args, lang, colour=colour)
    # a document is made in this process, of all reports
    jobs = 1 if args.format in DOCUMENTS else args.jobs
    asking = questions(args.names, bar.expect, mapping, lambda said: _say(said, lang))
    return answers(asking, partial(answering, asked), lost, jobs)


_TOO_MANY: Final = Text(
    "被拒的行超过 --max-rejects：到此为止", "more rows rejected than --max-rejects: stopped here"
)


def _say(said: Text, lang: Lang) -> None:
    sys.stderr.write(painted([row(said.of(lang))], colour=False))


def _once(question: Question, answer: Answer, seen: dict[str, str]) -> Answer:
    """Returns the answer; a refusal instead if another case of this run has the same name."""
    if answer.found is None or isinstance(question, Unread):
        return answer
    if answer.name not in seen:
        seen[answer.name] = answer.place
        return answer
    file, line, column = answer.place.rsplit(":", 2)
    message = f"another case of this run is called {ticked(answer.name)}"
    help = f"the other one: {seen[answer.name]}"
    place = Place(file, int(line), int(column))
    return Answer(refused(question, CaseError(message, place, help, "case")).rejects)


def _count(question: Question, answer: Answer, tally: Tally) -> None:
    rows = question.rows if isinstance(question, Unread) else rows_in(question)
    tally.rows += rows
    if answer.found is not None:
        tally.add(answer.name, answer.found)
        return
    tally.rejected_rows += rows
    match question.lack if isinstance(question, Unread) else Lack.CASE:
        case Lack.CASE:
            tally.refuse()
        case Lack.FILE:
            tally.files += 1
        case Lack.ROW:
            pass


# ---- lists of names ------------------------------------------------------------------------------

_REJECTED: Final = "rejected"
_WORDS: Final = {v.value.replace(" ", "-"): v for v in HistoryVerdict}


def _listed(words: Sequence[str]) -> frozenset[str]:
    known = (*_WORDS, _REJECTED)
    for word in words:
        if word not in known:
            said = ticked(word)
            message = Text(f"{said} 不是 --list 的取值", f"{said} is no value of --list")
            raise UsageError(message, meant(word, known))
    return frozenset(words)


def _list(out: TextIO, answer: Answer, wanted: frozenset[str], args: Args, lang: Lang) -> None:
    """Writes the name of the case if it is wanted; of one that could not be judged, where."""
    if answer.found is not None:
        if answer.found.verdict.value.replace(" ", "-") in wanted:
            out.write(painted([row(answer.name)], colour=False))
        return
    own = next(r for r in answer.rejects if r.own)
    if _REJECTED in wanted:
        out.write(painted([row(own.case or f"{own.file}:{own.row}")], colour=False))
    elif not args.rejects:
        sys.stderr.write(painted(error_rows(own.error, lang), colour=colour_wanted(sys.stderr)))


# ---- writing -------------------------------------------------------------------------------------


class _Writer:
    """Writes reports as they come. Errors go to stderr too, so that a file of findings does not
    swallow them.

    Of tables and JSON Lines with more than `IN_FULL` cases the reports are not written as text,
    only their count; no more than that many are ever held.
    """

    def __init__(self, out: TextIO, args: Args, judge: Judge, lang: Lang) -> None:
        self._out = out
        self._args = args
        self._judge = judge
        self._lang = lang
        self._written = 0
        self._complained = 0
        self._many = holds_rows(args.names)
        self._held: list[str] | None = [] if self._many else None
        self._sheets: list[Sheet | CaseError] = []

    def begin(self) -> None:
        if self._args.format is Format.JSON:
            self._out.write("[")

    def report(self, answer: Answer) -> None:
        match self._args.format:
            case Format.JSON:
                self._json(answer.text)
            case Format.HTML | Format.DOCX | Format.XLSX:
                assert answer.sheet is not None
                self._sheets.append(answer.sheet)
            case Format.TEXT:
                self._written += 1
                if not self._many:
                    self._out.write(answer.text)
                elif self._held is not None:
                    self._held.append(answer.text)
                    if len(self._held) > IN_FULL:
                        self._held = None

    def refuse(self, rejects: Sequence[Reject]) -> None:
        for reject in rejects:
            if reject.own:
                self._error(reject.error)

    def _error(self, error: CaseError) -> None:
        self._out.flush()
        self._complained += 1
        if not self._many or self._complained <= IN_FULL:
            text = painted(error_rows(error, self._lang), colour=colour_wanted(sys.stderr))
            sys.stderr.write(text)
        match self._args.format:
            case Format.JSON:
                self._json(json_of(error_document(error)))
            case Format.HTML | Format.DOCX | Format.XLSX:
                self._sheets.append(error)
            case Format.TEXT:
                pass

    def end(self, tally: Tally) -> None:
        if self._many and self._complained > IN_FULL:
            more = self._complained - IN_FULL
            said = Text(
                f"另有 {more} 处错误；--rejects FILE 列出全部",
                f"{more} more errors; --rejects FILE lists all of them",
            )
            sys.stderr.write(painted([row(said.of(self._lang))], colour=False))
        match self._args.format:
            case Format.JSON:
                self._out.write("\n]\n" if self._written else "]\n")
            case Format.HTML:
                self._out.write(page(self._sheets, self._judge.options.calendar, self._lang))
            case Format.DOCX | Format.XLSX as form:
                self._out.buffer.write(self._office(form))
            case Format.TEXT:
                self._out.write("".join(self._held or ()))
                self._out.write(painted(self._summary(tally), colour=colour_wanted(self._out)))

    def _office(self, form: Literal[Format.DOCX, Format.XLSX]) -> bytes:
        from checker.show.office.word import word_document
        from checker.show.office.workbook import workbook

        made = word_document if form is Format.DOCX else workbook
        return made(self._sheets, self._judge.options.calendar, self._lang)

    def _summary(self, tally: Tally) -> Iterator[Row]:
        if self._many or self._written > IN_FULL:
            yield from tally_rows(tally, self._lang)
        elif self._written + self._complained != 1:
            verdicts = list(tally.verdicts.elements())
            yield from summary_rows(verdicts, self._complained, self._lang)

    def _json(self, text: str) -> None:
        self._out.write(",\n" if self._written else "\n")
        self._out.write(text)
        self._written += 1


def colour_wanted(stream: TextIO) -> bool:
    """Returns whether to colour: a terminal, and the user did not forbid it (NO_COLOR, TERM)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not plain


@contextmanager
def output_to(name: str | None, inputs: Sequence[str] = ()) -> Generator[TextIO, None, None]:
    """Gives stdout, or a draft that becomes the file only when all of it is written."""
    if name is None:
        yield sys.stdout
        return
    path = Path(name)
    special = path.exists() and not path.is_file()
    if special or not path.parent.is_dir():
        raise _no_output(name, Text("不是可写的文件", "not a file that can be written"))
    if any(path.resolve() == Path(i).resolve() for i in inputs):
        raise _no_output(name, Text("它是要判断的文件", "it is a file to be judged"))
    try:
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _no_output(name, _reason(error)) from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            yield out
        os.chmod(draft, 0o666 & ~_umask())
        os.replace(draft, path)
    except BaseException as error:
        Path(draft).unlink(missing_ok=True)
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise _no_output(name, _reason(error)) from None
        raise


def _umask() -> int:
    """Returns what the user's files are not to allow: a draft file allows nobody anything."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def rejects_to(args: Args, lang: Lang) -> Generator[RejectFile | None, None, None]:
    """Gives where rows that are not judged are written, None iff nobody wants them."""
    if args.rejects is None:
        yield None
        return
    with output_to(args.rejects, args.names) as out:
        yield RejectFile(out, lambda said: complaint(said).of(lang))


def _reason(error: OSError) -> Text:
    reason = (error.strerror or str(error)).lower()
    return Text(reason, reason)


def _no_output(name: str, reason: Text) -> UsageError:
    said = ticked(name)
    return UsageError(Text(f"无法写入 {said}：{reason.zh}", f"cannot write {said}: {reason.en}"))
