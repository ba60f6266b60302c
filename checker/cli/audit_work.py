"""A block of cases screened and judged, in whatever process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeAlias

from checker.cli.answering import lost as lost_case
from checker.cli.basis import Basis, Judge, judge_of
from checker.cli.inputs import Case, case_in
from checker.cli.judging import guarded, rules_or_error
from checker.kernel.compile import kept_or_interpreted
from checker.read.place import CaseError
from checker.read.rejects import Reject
from checker.read.units import Refused, Unit, Unread, refused
from checker.tasks.audit import Asked, Audited, Bench, audit
from constraints.registry import sources_of

Question: TypeAlias = Unit | Unread


@dataclass(frozen=True, slots=True)
class Work:
    """What every block is judged by."""

    basis: Basis
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Block:
    """Some cases of a log, in their order; `number` counts blocks from 0."""

    number: int
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one question: a history audited, or its rows refused. `place`: of the case."""

    rejects: tuple[Reject, ...] = ()
    found: Audited | None = None
    place: str = ""


Answer: TypeAlias = tuple[Done, ...]
"""One for each question of the block."""


def working(work: Work) -> Callable[[Block], Answer]:
    """Returns what judges blocks."""
    judge = judge_of(work.basis)
    return partial(_answer, work, judge, Bench(judge.options, kept_or_interpreted))


def lost(block: Block, code: int) -> Answer:
    """Returns the answer for a block whose process ended."""
    return tuple(Done(lost_case(question, code).rejects) for question in block.questions)


def _answer(work: Work, judge: Judge, bench: Bench, block: Block) -> Answer:
    done: list[Done | None] = []
    cases: list[tuple[Unit, Case]] = []
    asked: list[Asked] = []
    for question in block.questions:
        one = _asked(work, judge, question)
        if isinstance(one, Done):
            done.append(one)
            continue
        done.append(None)
        case, ask = one
        assert not isinstance(question, Unread)
        cases.append((question, case))
        asked.append(ask)
    answers = iter(_audited(cases, asked, bench))
    return tuple(d if d is not None else next(answers) for d in done)


def _asked(work: Work, judge: Judge, question: Question) -> Done | tuple[Case, Asked]:
    if isinstance(question, Unread):
        return Done((question.reject,))
    case = case_in(question, work.as_of)
    if isinstance(case, Refused):
        return Done(case.rejects)
    rules = rules_or_error(case, judge)
    if isinstance(rules, CaseError):
        return Done(refused(question, rules).rejects)
    return case, Asked(case.loaded.history, rules, sources_of(rules))


def _audited(
    cases: Sequence[tuple[Unit, Case]], asked: Sequence[Asked], bench: Bench
) -> Sequence[Done]:
    """Returns what is found of each case. Where the program fails on a block, the cases are taken
    one by one, so that one of them alone is refused."""
    if len(cases) > 1:
        try:
            found = audit(asked, bench)
        except Exception:
            return [
                done
                for one, ask in zip(cases, asked, strict=True)
                for done in _audited([one], [ask], bench)
            ]
    else:
        found = ()
        for unit, case in cases:
            one = guarded(case, lambda: audit(asked, bench))
            if isinstance(one, CaseError):
                return [Done(refused(unit, one).rejects)]
            found = one
    return [
        Done((), one, str(case.loaded.positions.place_of(("case",))))
        for (_, case), one in zip(cases, found, strict=True)
    ]
