"""`xinfang verify`: is there a run of a process that breaks a rule?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from checker.cli.basis import Judge, basis_of, judge_of
from checker.cli.check import colour_wanted
from checker.cli.options import Args
from checker.cli.usage import UsageError, ticked
from checker.read.place import CaseError
from checker.read.process import LoadedProcess, load_process
from checker.show.lang import Lang, Text
from checker.show.paint import painted
from checker.show.text import error_rows
from checker.show.verify_text import verify_rows
from checker.tasks.verify import Broken, Contested, Run, Unknown, Verified, verify
from checker.tasks.verify_flow import runs_of
from checker.tasks.verify_runs import written_to
from checker.tasks.verify_unfold import unfold
from constraints.applicable import NATIONAL
from constraints.registry import rules_named, sources_of
from constraints.sources import SOURCES
from model.casefile.faults import CaseFault


def run_verify(args: Args, lang: Lang) -> int:
    """Prints what is found of each process; returns 1 iff a run breaks a rule, 2 iff a process
    cannot be read, 3 iff something is contested or not known, else 0."""
    if not args.names:
        raise UsageError(
            Text("缺少流程文件", "no process is named"),
            Text("例如 `xinfang verify national`", "for example `xinfang verify national`"),
        )
    judge = judge_of(basis_of(args))
    codes = [_one(name, args, judge, lang) for name in args.names]
    return next((code for code in (2, 1, 3) if code in codes), 0)


def _one(name: str, args: Args, judge: Judge, lang: Lang) -> int:
    try:
        found = _verified(load_process(name), judge)
    except CaseError as error:
        sys.stderr.write(painted(error_rows(error, lang), colour=colour_wanted(sys.stderr)))
        return 2
    files = _write(found, args.write)
    rows = verify_rows(found, SOURCES, judge.options.calendar, files, lang)
    sys.stdout.write(painted(rows, colour=colour_wanted(sys.stdout)))
    if any(isinstance(a, Broken) for a in found.answers):
        return 1
    return 3 if any(isinstance(a, Contested | Unknown) for a in found.answers) else 0


def _verified(loaded: LoadedProcess, judge: Judge) -> Verified:
    rules = rules_named(judge.law or tuple(s.id for s in NATIONAL))
    try:
        runs = runs_of(unfold(loaded.record), loaded.hierarchy)
        return verify(runs, rules, sources_of(rules), judge.options)
    except CaseFault as fault:
        raise loaded.error_of(fault) from None


def _write(found: Verified, folder: str | None) -> dict[str, Path]:
    if folder is None:
        return {}
    try:
        return {run.name: written_to(Path(folder), run.name, run.text) for run in _runs(found)}
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        said = ticked(folder)
        raise UsageError(
            Text(f"无法写入 {said}：{reason}", f"cannot write {said}: {reason}")
        ) from None


def _runs(found: Verified) -> Iterator[Run]:
    for answer in found.answers:
        if isinstance(answer, Broken | Contested):
            yield answer.run
