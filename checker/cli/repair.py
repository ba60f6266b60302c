"""`xinfang repair`: the nearest lawful history of each case named."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from checker.cli.basis import Judge, basis_of, judge_of
from checker.cli.check import colour_wanted
from checker.cli.formats import Format, only_text_or_json
from checker.cli.inputs import Case, case_in, questions
from checker.cli.judging import rules_for
from checker.cli.options import Args
from checker.cli.usage import UsageError, meant, ticked
from checker.read.place import CaseError
from checker.read.units import Refused, Unread
from checker.show.explore_text import case_text
from checker.show.lang import Lang, Text
from checker.show.paint import painted, row
from checker.show.repair_text import repair_document, repair_rows
from checker.show.text import error_rows
from checker.tasks.files import file_name
from checker.tasks.repair import Answer, NoRepair, Nothing, Problem, Repairs, Unsure, onward, repair
from checker.tasks.verify_runs import written_to
from constraints.registry import all_rules, sources_of
from model.calendar import date_of

NONE, INPUT_ERROR, UNSURE = 1, 2, 3


def run_repair(args: Args, lang: Lang) -> int:
    """Prints the nearest lawful histories of each case; returns 2 for an input error, else 1 iff
    some case has none within the bound, else 3 iff of some it is not known, else 0."""
    _refuse(args)
    judge = judge_of(basis_of(args))
    documents: list[object] = []
    codes: list[int] = []
    for case in _cases(args):
        if isinstance(case, CaseError):
            text = painted(error_rows(case, lang), colour=colour_wanted(sys.stderr))
            sys.stderr.write(text)
            codes.append(INPUT_ERROR)
            continue
        problem = _problem(case, judge)
        if args.forward:
            answer = onward(problem, args.rule, args.count)
        else:
            answer = repair(problem, args.rule, args.count, any_act=args.any_act)
        files = _written(answer, args.write)
        documents.append(repair_document(answer, problem))
        codes.append(_code(answer))
        if args.format is Format.TEXT:
            rows = [*repair_rows(answer, problem, files, lang), row("")]
            sys.stdout.write(painted(rows, colour=colour_wanted(sys.stdout)))
    if args.format is Format.JSON:
        sys.stdout.write(json.dumps(documents, ensure_ascii=False, indent=1) + "\n")
    return next((c for c in (INPUT_ERROR, NONE, UNSURE) if c in codes), 0)


def _refuse(args: Args) -> None:
    if not args.names:
        raise UsageError(
            Text("缺少案件文件或文件夹", "no case file or folder is named"),
            Text("例如 `xinfang repair case.json`", "for example `xinfang repair case.json`"),
        )
    if args.forward and (args.back or args.any_act):
        other = "--back" if args.back else "--any-act"
        said = Text(f"`--forward` 不能与 `{other}` 同用", f"`--forward` excludes `{other}`")
        raise UsageError(said)
    only_text_or_json(args, "repair")
    for id in args.rule:
        if id not in all_rules():
            message = Text(f"没有规则 {ticked(id)}", f"no rule {ticked(id)}")
            raise UsageError(message, meant(id, tuple(all_rules())))


def _cases(args: Args) -> Iterator[Case | CaseError]:
    for question in questions(args.names, lambda _: None):
        if isinstance(question, Unread):
            yield question.reject.error
            continue
        case = case_in(question, args.as_of)
        if isinstance(case, Refused):
            yield from (r.error for r in case.rejects if r.own)
        else:
            yield case


def _problem(case: Case, judge: Judge) -> Problem:
    history = case.loaded.history
    rules = rules_for(judge, history)
    kept = {e.id for e in history.events}
    record = case.loaded.record
    events = tuple(e for e in record.events if e.id in kept)
    as_of = date_of(history.as_of)
    moved = record.model_copy(update={"as_of": as_of, "events": events})
    return Problem(moved, history, rules, tuple(sources_of(rules)), judge.options)


def _code(answer: Answer) -> int:
    match answer:
        case Nothing() | Repairs():
            return 0
        case NoRepair():
            return NONE
        case Unsure():
            return UNSURE


def _written(answer: Answer, folder: str | None) -> dict[str, Path]:
    if folder is None or not isinstance(answer, Repairs | Unsure):
        return {}
    try:
        return dict(_write(answer, Path(folder)))
    except OSError as error:
        reason, said = (error.strerror or str(error)).lower(), ticked(folder)
        raise UsageError(
            Text(f"无法写入 {said}：{reason}", f"cannot write {said}: {reason}")
        ) from None


def _write(answer: Repairs | Unsure, folder: Path) -> Iterator[tuple[str, Path]]:
    for one in answer.found:
        name = str(one.document["case"])
        yield name, written_to(folder, file_name(name, name), case_text(one.document))
