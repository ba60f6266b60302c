"""`xinfang score`: what the first-receipt notice deducts from units, over all cases named."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from checker.cli.basis import Judge, basis_of, judge_of
from checker.cli.check import colour_wanted
from checker.cli.formats import Format, only_text_or_json
from checker.cli.inputs import case_in, questions
from checker.cli.options import Args
from checker.cli.usage import UsageError
from checker.read.place import CaseError
from checker.read.units import Refused, Unread
from checker.show.lang import Lang, Text
from checker.show.paint import painted
from checker.show.score import score_rows
from checker.show.score_document import score_json
from checker.show.text import error_rows
from checker.tasks.score import Book, entries_of, joined, score
from constraints.registry import rules_of_sources
from model.history import History
from model.organs.hierarchy import Hierarchy


@dataclass(frozen=True, slots=True)
class Read:
    """What one case gives: its entries, and the tree they stand in with the day that counts."""

    book: Book
    tree: Hierarchy
    day: int


def run_score(args: Args, lang: Lang) -> int:
    """Prints the deductions of every unit and year; returns 2 iff some case could not be read."""
    if not args.names:
        raise UsageError(
            Text("缺少案件文件或文件夹", "no case file or folder is named"),
            Text("例如 `xinfang score case.json`", "for example `xinfang score case.json`"),
        )
    only_text_or_json(args, "score")
    judge = judge_of(basis_of(args))
    found, errors = list[Read](), 0
    for case in _cases(args):
        if isinstance(case, CaseError):
            errors += 1
            text = painted(error_rows(case, lang), colour=colour_wanted(sys.stderr))
            sys.stderr.write(text)
        else:
            found.append(_read(case, judge))
    if found or args.format is Format.JSON:
        _write(found, args, judge, lang)
    return 2 if errors else 0


def _cases(args: Args) -> Iterator[History | CaseError]:
    for question in questions(args.names, lambda _: None):
        if isinstance(question, Unread):
            yield question.reject.error
            continue
        case = case_in(question, args.as_of)
        if isinstance(case, Refused):
            yield from (r.error for r in case.rejects if r.own)
        else:
            yield case.loaded.history


def _read(history: History, judge: Judge) -> Read:
    book = entries_of(history, rules_of_sources(("FR",)), judge.options)
    return Read(book, history.hierarchy, history.as_of)


def _write(found: list[Read], args: Args, judge: Judge, lang: Lang) -> None:
    trees = {r.tree.digest: (r.tree, r.day) for r in found}
    scores = score(joined(r.book for r in found), judge.options, list(trees.values()))
    if args.year is not None:
        scores = tuple(s for s in scores if s.year == args.year)
    if args.format is Format.JSON:
        sys.stdout.write(score_json(scores) + "\n")
        return
    tree = found[0].tree if len(trees) == 1 else None
    rows = score_rows(scores, tree, lang, cases=len(found))
    sys.stdout.write(painted(rows, colour=colour_wanted(sys.stdout)))
