"""`xinfang audit`: a whole log screened, its findings written, what they come to summed up."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from functools import partial
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path
from typing import Final

from checker.cli.audit_compile import compile_all
from checker.cli.audit_log import MANY, AuditedLogs, Settled
from checker.cli.audit_parts import Parts, Run, digest_of, parts_of
from checker.cli.audit_sheets import Book, Sheet, part_of, sheet_of
from checker.cli.audit_work import Block, Work, lost, working
from checker.cli.basis import Judge, basis_of, judge_of
from checker.cli.check import IN_FULL, colour_wanted, output_to, rejects_to
from checker.cli.inputs import Case, Source, case_in, files_of, questions_by
from checker.cli.judging import exit_code, rules_for
from checker.cli.log_inputs import is_log, mapping_of
from checker.cli.options import Args
from checker.cli.progress import Bar
from checker.cli.usage import UsageError, meant, ticked
from checker.read.units import Unit, Unread
from checker.show.audit_text import audit_rows
from checker.show.finding_tables import WRITERS, writer_for
from checker.show.lang import Lang, Text
from checker.show.paint import painted
from checker.show.text import error_rows
from checker.tasks.audit_summary import summed
from checker.tasks.findings import HistoryVerdict
from checker.tasks.many import answers, cores
from constraints.registry import all_rules, rules_named
from model.logic.rule import Rule
from model.logic.table import fingerprint

BLOCK: Final = 64
"""Cases judged together, and kept together: what a kill can cost."""
BLOCK_OF_LOG: Final = 256
"""The same where there are only logs: most of their cases cost next to nothing."""
NEEDED: Final = ("numpy", "llvmlite", "pyarrow", "xlsxwriter")
"""Libraries of the extra `audit`."""
FEW: Final = 100
"""Up to so many cases one process is quicker than several."""


def run_audit(args: Args, lang: Lang) -> int:
    """Returns the exit code after all histories are judged and what was found is written."""
    if args.rules is not None:
        from checker.cli.declared import audit_declared

        return audit_declared(args, lang)
    _check_usage(args)
    judge = judge_of(basis_of(args))
    parts = parts_of(args.output, _run_of(args, judge), resume=args.resume)
    with Bar(lang, wanted=sys.stderr.isatty()) as bar:
        _judge_all(args, parts, bar, lang)
    summary = summed(part.summary for part in parts)
    _complain(parts, lang)
    _write(args, parts, lang)
    if args.summary is not None:
        from checker.show.html.audit import audit_page

        with output_to(args.summary, args.names) as out:
            out.write(audit_page(summary, all_rules(), lang))
    rows = audit_rows(summary, lang)
    sys.stdout.write(painted(rows, colour=colour_wanted(sys.stdout)))
    parts.remove()
    verdicts = {HistoryVerdict(v) for v, n in summary.verdicts.items() if n}
    return exit_code(verdicts, summary.errors, strict=args.strict)


def _check_usage(args: Args) -> None:
    if not args.names:
        raise UsageError(
            Text("缺少日志文件", "no log is named"),
            Text("例如 `xinfang audit log.jsonl`", "for example `xinfang audit log.jsonl`"),
        )
    if args.output is not None and writer_for(args.output) is None:
        said = ticked(args.output)
        message = Text(f"不知道 {said} 是什么格式", f"the ending of {said} names no format")
        raise UsageError(message, meant(Path(args.output).suffix, WRITERS))
    lacking = [name for name in NEEDED if find_spec(name) is None]
    if lacking:
        said = ticked(lacking[0])
        raise UsageError(
            Text(f"审计需要 {said}", f"an audit needs {said}"),
            Text("安装 `xinfang[audit]`", "install `xinfang[audit]`"),
        )


def _run_of(args: Args, judge: Judge) -> Run:
    from checker import __version__

    options = judge.options
    basis = {
        "law": ",".join(judge.law),
        "as-of": str(args.as_of),
        "calendar": options.calendar.fingerprint,
        **{id: word for id, word in options.pinned.items()},
        **{id: str(days) for id, days in options.limits.items()},
    }
    rules = {id: fingerprint(rule) for id, rule in all_rules().items()}
    sources = [s for s in files_of(args.names) if isinstance(s, Source)]
    mapping = [Path(args.mapping)] if args.mapping else []
    inputs = {str(path): digest_of(path) for path in (*(s.path for s in sources), *mapping)}
    return Run(inputs, basis, {"xinfang": __version__, **rules}, _block_of(args))


# ---- judging -------------------------------------------------------------------------------------


def _judge_all(args: Args, parts: Parts, bar: Bar, lang: Lang) -> None:
    """Judges every case that no part holds yet."""
    book = Book({name: place for part in parts for name, place in part.cases}, _one_log(args))
    total = _Total(bar)
    remarks = list[Text]()
    logs = AuditedLogs(basis_of(args), args.jobs, lang, wanted=args.as_of is None)
    mapping = mapping_of(args.mapping)
    found = questions_by(args.names, total.expect, mapping, remarks.append, logs.questions)
    sheets = _sheets(found, parts.done, _block_of(args), bar)
    first = list(islice(sheets, 1))
    if total.cases >= MANY and not _only_logs(args):  # logs see to it themselves
        compile_all(_rules(args, first), basis_of(args), args.jobs, lang)
    work = Work(basis_of(args), args.as_of)
    jobs = args.jobs or (cores() if total.cases > FEW else 1)
    held = deque[Sheet]()
    asked = _asked(chain(first, sheets), held)
    for _, answer in answers(asked, partial(working, work), lost, jobs, chunk=1):
        sheet = held.popleft()
        parts.add(part_of(sheet, answer, book))
        bar.advance(len(sheet.questions))
    for said in remarks:
        print(said.of(lang), file=sys.stderr)


def _one_log(args: Args) -> bool:
    """Whether there is one input, and it is a log: then its reader sees to it that no name stands
    twice."""
    sources = list(files_of(args.names))
    return len(sources) == 1 and _only_logs(args)


def _only_logs(args: Args) -> bool:
    mapping = mapping_of(args.mapping)
    return all(isinstance(s, Source) and is_log(s.path, mapping) for s in files_of(args.names))


def _block_of(args: Args) -> int:
    return BLOCK_OF_LOG if _only_logs(args) else BLOCK


def _asked(sheets: Iterable[Sheet], held: deque[Sheet]) -> Iterator[Block]:
    """Yields what is left to judge of each sheet, which waits among those held for its answer."""
    for sheet in sheets:
        held.append(sheet)
        yield sheet.block


def _rules(args: Args, first: Iterable[Sheet]) -> Collection[Rule]:
    """Returns the rules to expect: those named, else those that the first cases are judged by."""
    judge, rules = judge_of(basis_of(args)), dict[str, Rule]()
    if judge.law:
        return rules_named(judge.law).values()
    for sheet in first:
        for question in sheet.block.questions:
            case = Unread if isinstance(question, Unread) else case_in(question, args.as_of)
            if isinstance(case, Case):
                rules |= rules_for(judge, case.loaded.history)
    return rules.values()


class _Total:
    """How many cases are to come, as far as is known."""

    def __init__(self, bar: Bar) -> None:
        self.cases = 0
        self._bar = bar

    def expect(self, more: int) -> None:
        self.cases += more
        self._bar.expect(more)


def _sheets(
    found: Iterator[Unit | Unread | Settled], done: int, size: int, bar: Bar
) -> Iterator[Sheet]:
    number = 0
    while some := tuple(islice(found, size)):
        if number >= done:
            yield sheet_of(number, some)
        else:
            bar.advance(len(some))
        number += 1


# ---- writing -------------------------------------------------------------------------------------


def _complain(parts: Parts, lang: Lang) -> None:
    """Says on stderr what is wrong with the first cases that were not judged."""
    own = (reject for part in parts for reject in part.rejects if reject.own)
    for reject in islice(own, IN_FULL):
        text = painted(error_rows(reject.error, lang), colour=colour_wanted(sys.stderr))
        sys.stderr.write(text)


def _write(args: Args, parts: Parts, lang: Lang) -> None:
    with rejects_to(args, lang) as refused_rows:
        if refused_rows:
            for part in parts:
                refused_rows.write(part.rejects)
    if args.output is not None:
        write = writer_for(args.output)
        assert write is not None
        with output_to(args.output, args.names) as out:
            write(out.buffer, (row for part in parts for row in part.rows))
