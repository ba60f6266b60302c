"""A block of an audit as its cases come and as its answers go: what is settled, what is judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from checker.cli.audit_log import Settled
from checker.cli.audit_parts import Part
from checker.cli.audit_work import Answer, Block, Done, Question
from checker.cli.usage import ticked
from checker.read.place import CaseError, Place
from checker.read.rejects import Reject
from checker.read.units import Lack, Unread, refused, rows_in
from checker.tasks.audit_rows import FindingRow
from checker.tasks.audit_summary import Summary
from checker.tasks.log_screen import LogScreen

Coming: TypeAlias = Question | Settled


@dataclass(frozen=True)
class Sheet:
    """Some cases in their order; `block`: those of them that are left to judge."""

    questions: tuple[Coming, ...]
    block: Block


@dataclass
class Book:
    """The cases that have been, by name, with their places; `unique`: whoever reads the input sees
    to it that no name stands twice, so none is noted."""

    seen: dict[str, str]
    unique: bool

    def other(self, name: str, place: str) -> str | None:
        """Returns where a case of this name stands already, None if nowhere; notes it."""
        if self.unique:
            return None
        if name in self.seen:
            return self.seen[name]
        self.seen[name] = place
        return None


def sheet_of(number: int, some: tuple[Coming, ...]) -> Sheet:
    """Returns some cases as a sheet."""
    left = tuple(question for question in some if not isinstance(question, Settled))
    return Sheet(some, Block(number, left))


def part_of(sheet: Sheet, answer: Answer, book: Book) -> Part:
    """Returns the part of a sheet; a case of a name seen before is refused."""
    summary, cases = Summary(), list[tuple[str, str]]()
    rows, rejects, settled = list[FindingRow](), list[Reject](), list[Settled]()
    answers = iter(answer)
    for question in sheet.questions:
        if isinstance(question, Settled):
            other = book.other(question.case, question.at)
            if other is None:
                summary.rows += question.rows
                settled.append(question)
                cases.append((question.case, question.at))
                continue
            again = question.unit
            unit: Question = again
            done = Done(refused(again, _twice(question.case, question.at, other)).rejects)
        else:
            unit, done = question, _once(question, next(answers), book)
        _count(unit, done, summary)
        rejects += done.rejects
        if done.found is not None:
            cases.append((done.found.case, done.place))
            rows += done.found.rows
    for one in _counts(settled):
        summary.merge(one)
    return Part(tuple(() if book.unique else cases), tuple(rows), tuple(rejects), summary)


def _counts(settled: Sequence[Settled]) -> Iterable[Summary]:
    screens: dict[int, tuple[LogScreen, list[int]]] = {}
    for one in settled:
        screens.setdefault(id(one.screen), (one.screen, []))[1].append(one.number)
    return (screen.summary(numbers) for screen, numbers in screens.values())


def _twice(name: str, place: str, other: str) -> CaseError:
    file, line, column = place.rsplit(":", 2)
    message = f"another case of this run is called {ticked(name)}"
    at = Place(file, int(line), int(column))
    return CaseError(message, at, f"the other one: {other}", "case")


def _once(question: Question, done: Done, book: Book) -> Done:
    if done.found is None or isinstance(question, Unread):
        return done
    other = book.other(done.found.case, done.place)
    if other is None:
        return done
    return Done(refused(question, _twice(done.found.case, done.place, other)).rejects)


def _count(question: Question, done: Done, summary: Summary) -> None:
    rows = question.rows if isinstance(question, Unread) else rows_in(question)
    summary.rows += rows
    if done.found is not None:
        summary.add(done.found)
        return
    summary.rejected_rows += rows
    for reject in done.rejects:
        if reject.own:
            summary.reasons[reject.field] = summary.reasons.get(reject.field, 0) + 1
    match question.lack if isinstance(question, Unread) else Lack.CASE:
        case Lack.CASE:
            summary.cases += 1
            summary.rejected += 1
        case Lack.FILE:
            summary.files += 1
        case Lack.ROW:
            pass
