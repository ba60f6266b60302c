"""`xinfang explain`: why an instance has its verdict, who made it late, why it has not another."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import Final

from checker.cli.basis import Judge, basis_of, judge_of
from checker.cli.check import colour_wanted, output_to
from checker.cli.formats import Format, only_text_or_json
from checker.cli.inputs import Case, case_in, questions
from checker.cli.judging import rules_for
from checker.cli.options import Args
from checker.cli.usage import UsageError, meant, ticked
from checker.read.units import Refused, Unread
from checker.show.explain_document import explanation_document, explanations_json
from checker.show.explain_text import explanation_rows
from checker.show.lang import Lang, Text
from checker.show.paint import BOLD, DIM, painted, row
from checker.show.sentences import Told
from checker.show.text import SHOWN, error_rows
from checker.tasks.explain import Answer, Wish, explanations
from checker.tasks.findings import Verdict
from constraints.sources import SOURCES
from model.logic.meaning import Outcome
from model.logic.rule import Modality, Rule

FEW: Final = 3
"""So many bindings that a rule does not apply to are shown where it applies to none."""
WANTED: Final = {"satisfied": Outcome.SATISFIED, "violated": Outcome.VIOLATED}


def run_explain(args: Args, lang: Lang) -> int:
    """Prints the explanations; returns 2 iff the case could not be read."""
    if len(args.names) != 1:
        raise UsageError(
            Text("须给出一个案件文件", "one case file is wanted"),
            Text("例如 `xinfang explain case.json`", "for example `xinfang explain case.json`"),
        )
    only_text_or_json(args, "explain")
    if args.why_not is not None and args.why_not not in WANTED:
        said = ticked(args.why_not)
        message = Text(f"{said} 不是 --why-not 的取值", f"{said} is no value of --why-not")
        raise UsageError(message, meant(args.why_not, WANTED))
    judge = judge_of(basis_of(args))
    errors, found = 0, list[tuple[Case, list[Answer]]]()
    for question in questions(args.names, lambda _: None):
        case = (
            question.reject.error if isinstance(question, Unread) else case_in(question, args.as_of)
        )
        if isinstance(case, Case):
            found.append((case, _answers(case, args, judge)))
            continue
        errors += 1
        refused = [r.error for r in case.rejects if r.own] if isinstance(case, Refused) else [case]
        for error in refused:
            text = painted(error_rows(error, lang), colour=colour_wanted(sys.stderr))
            sys.stderr.write(text)
    _write(found, args, judge, lang)
    return 2 if errors else 0


def _answers(case: Case, args: Args, judge: Judge) -> list[Answer]:
    """Returns what is asked for: of a rule named every instance it applies to (else a few it does
    not); else what `check` shows in full."""
    history = case.loaded.history
    unknown = [e for e in args.event if e not in history.by_id]
    if unknown:
        message = Text(f"没有事件 {ticked(unknown[0])}", f"there is no event {ticked(unknown[0])}")
        raise UsageError(message, meant(unknown[0], history.by_id))
    rules = _rules(case, args, judge)
    named = bool(args.rule or args.event)
    verdicts = frozenset(Verdict) if named else frozenset(SHOWN) - {Verdict.PENDING}
    wish = Wish(frozenset(args.event), verdicts, WANTED.get(args.why_not or ""))
    found = list(explanations(history, rules, wish, judge.options))
    if not found and args.rule:
        idle = replace(wish, verdicts=frozenset({None}))
        found = list(islice(explanations(history, rules, idle, judge.options), FEW))
    return found


def _rules(case: Case, args: Args, judge: Judge) -> Mapping[str, Rule]:
    """Returns the rules asked about; without one named, no rights: nobody breaks one."""
    rules = rules_for(judge, case.loaded.history)
    for id in args.rule:
        if id not in rules:
            message = Text(
                f"本案不按规则 {ticked(id)} 判断", f"the case is not judged by a rule {ticked(id)}"
            )
            raise UsageError(message, meant(id, rules))
    if args.rule:
        return {id: rules[id] for id in args.rule}
    return {id: r for id, r in rules.items() if r.modality is not Modality.RIGHT}


def _write(found: list[tuple[Case, list[Answer]]], args: Args, judge: Judge, lang: Lang) -> None:
    calendar = judge.options.calendar
    with output_to(args.output, args.names) as out:
        if args.format is Format.JSON:
            documents = [
                explanation_document(case.loaded.history, answers, calendar)
                for case, answers in found
            ]
            out.write(explanations_json(documents))
            return
        for case, answers in found:
            told = Told(case.loaded.history, calendar)
            rows = [
                row((told.history.case, BOLD), (f"  {case.loaded.positions.place_of(())}", DIM))
            ]
            rows += [row((f"  {n.of(lang)}", DIM)) for n in case.notes]
            rows.append(row(""))
            for answer in answers:
                rows += explanation_rows(answer, told, SOURCES, lang)
            if not answers:
                rows.append(row(Text("没有须解释的结论", "there is nothing to explain").of(lang)))
            out.write(painted(rows, colour=colour_wanted(out)))
