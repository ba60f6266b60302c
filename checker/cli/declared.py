"""`--rules MODEL.decl`: a log of any process judged by the rules of a Declare model."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Final

from checker.cli.check import IN_FULL, colour_wanted, output_to, rejects_to
from checker.cli.log_inputs import mapping_of, remarks_on
from checker.cli.options import Args
from checker.cli.usage import UsageError, meant, ticked
from checker.read.decl import read_model
from checker.read.foreign import CaseLog, case_logs
from checker.read.log import Door
from checker.read.mapping import LogMapping
from checker.read.place import CaseError
from checker.read.rejects import Reject, reject_of
from checker.show.declared_text import broken_rows, declared_rows, never_seen
from checker.show.finding_tables import WRITERS, writer_for
from checker.show.lang import Lang, Text
from checker.show.paint import painted, row
from checker.show.text import error_rows
from checker.tasks.audit_rows import FindingRow
from checker.tasks.declared import Bench, Declared, bench_of, engine_rows, judged
from model.calendar import national_calendar
from model.templates.parts import DeclareModel
from model.templates.rules import rules_of
from model.templates.vocabulary import ACTIVITY

_BESIDE: Final = frozenset(
    {"names", "help", "rules", "mapping", "output", "rejects", "max_rejects"}
)
"""What may be said beside `--rules`; all else is about the law."""
_NEEDED: Final = ("numpy", "llvmlite")


@dataclass
class _Run:
    """What was found, what could not be read, what was seen."""

    model: DeclareModel
    mapping: LogMapping | None
    found: Declared = field(default_factory=Declared)
    rejects: list[Reject] = field(default_factory=list[Reject])
    rejected: int = 0
    seen: set[str] = field(default_factory=set[str])
    remarks: list[Text] = field(default_factory=list[Text])

    @property
    def nothing_read(self) -> bool:
        """Whether no log could be read at all."""
        return bool(self.rejects) and not self.found.cases and not self.rejected


def audit_declared(args: Args, lang: Lang) -> int:
    """Returns the exit code after the logs named are judged and what was found is written."""
    run = _begun(args)
    if args.output is not None and writer_for(args.output) is None:
        said = ticked(args.output)
        message = Text(f"不知道 {said} 是什么格式", f"the ending of {said} names no format")
        raise UsageError(message, meant(Path(args.output).suffix, WRITERS))
    rows = _audited(args, run, rows=args.output is not None)
    if args.output is None:
        for _ in rows:
            pass
    else:
        write = writer_for(args.output)
        assert write is not None
        with output_to(args.output, args.names) as out:
            write(out.buffer, rows)
    _end(args, run, lang)
    if run.nothing_read:
        return _exit_code(run)
    shown = declared_rows(rules_of(run.model), run.found, run.rejected, run.model.file, lang)
    sys.stdout.write(painted(shown, colour=colour_wanted(sys.stdout)))
    return _exit_code(run)


def check_declared(args: Args, lang: Lang) -> int:
    """As `audit_declared`, but every verdict is the solving engine's, replayed through the
    reference meaning, and every breach is told."""
    run = _begun(args)
    rules = rules_of(run.model)
    with output_to(args.output, args.names) as out:
        for log in _logs(args, run):
            for case, found in engine_rows(log, rules, national_calendar(), run.found):
                shown = broken_rows(case, found, rules, lang)
                out.write(painted(shown, colour=colour_wanted(out)))
        if not run.nothing_read:
            shown = declared_rows(rules, run.found, run.rejected, run.model.file, lang)
            out.write(painted(shown, colour=colour_wanted(out)))
    _end(args, run, lang)
    return _exit_code(run)


def _begun(args: Args) -> _Run:
    if not args.names:
        raise UsageError(
            Text("缺少日志文件", "no log is named"),
            Text("例如 `--rules model.decl log.xes`", "for example `--rules model.decl log.xes`"),
        )
    plain = vars(Args())
    for name, value in vars(args).items():
        if name not in _BESIDE and value != plain.get(name, value):
            said = ticked(f"--{name.replace('_', '-')}")
            message = Text(f"{said} 不能与 `--rules` 并用", f"{said} has no meaning with `--rules`")
            raise UsageError(message)
    lacking = [name for name in _NEEDED if find_spec(name) is None]
    if lacking:
        said = ticked(lacking[0])
        raise UsageError(
            Text(f"`--rules` 需要 {said}", f"`--rules` needs {said}"),
            Text("安装 `xinfang[audit]`", "install `xinfang[audit]`"),
        )
    assert args.rules is not None
    return _Run(_model(args.rules), mapping_of(args.mapping))


def _model(name: str) -> DeclareModel:
    from checker.show.complaints import complaint

    try:
        return read_model(Path(name))
    except CaseError as error:
        said, at = complaint(error.message), error.place
        help = complaint(error.help) if error.help else None
        raise UsageError(Text(f"{at}: {said.zh}", f"{at}: {said.en}"), help) from None


def _audited(args: Args, run: _Run, *, rows: bool) -> Iterator[FindingRow]:
    bench: Bench | None = None
    for log in _logs(args, run):
        if bench is None:
            bench = bench_of(rules_of(run.model), national_calendar(), len(log.day))
        yield from judged(log, bench, run.found, rows=rows)


def _logs(args: Args, run: _Run) -> Iterator[CaseLog]:
    """Yields the cases of all logs that can be read."""
    import numpy as np

    for name in args.names:
        door = Door()
        try:
            for log in case_logs(Path(name), run.model, run.mapping):
                door = door | log.door
                run.rejects += log.rejects
                run.rejected += log.rejected
                kinds = log.words[ACTIVITY]
                run.seen |= {kinds.words[int(c)] for c in np.unique(kinds.codes)}
                yield log
        except CaseError as error:
            run.rejects.append(reject_of(error))
            continue
        said = Path(name).name
        run.remarks += [Text(f"{said}：{t.zh}", f"{said}: {t.en}") for t in remarks_on(door)]
        if args.max_rejects is not None and len(run.rejects) > args.max_rejects:
            break


def _end(args: Args, run: _Run, lang: Lang) -> None:
    """Says on stderr what could not be read, and what else a reader should know."""
    for reject in islice(run.rejects, IN_FULL):
        text = painted(error_rows(reject.error, lang), colour=colour_wanted(sys.stderr))
        sys.stderr.write(text)
    with rejects_to(args, lang) as out:
        if out:
            out.write(run.rejects)
    remarks: Sequence[Text] = [*run.remarks, *never_seen(run.model, run.seen, run.found)]
    sys.stderr.write(painted((row(said.of(lang)) for said in remarks), colour=False))


def _exit_code(run: _Run) -> int:
    if run.rejects or run.found.denied:
        return 2
    return 1 if run.found.broken else 0
