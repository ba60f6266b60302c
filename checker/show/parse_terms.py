"""The days and numbers of a sentence, read back together with what stands behind its "where".

A term that counts events or turns on a reading leaves that to be said behind the sentence
(`formula.outline_of`), one clause after the other in the order of its parts: each reader here takes
what it needs from the front of the clauses and hands on the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from typing import Final, TypeAlias, TypeVar

from checker.show.formula import NOBODY_NAMED, day, number, question, value_label
from checker.show.parse_words import (
    FIELD_WORDS,
    KIND_WORDS,
    NAME,
    Scope,
    bracketed,
    fields_of,
    parties_of,
    split,
    words_of,
)
from model.calendar.day import day_number
from model.calendar.period import Unit
from model.logic import nodes as n
from model.logic.readings import reading
from model.words import Kind

Clauses: TypeAlias = tuple[str, ...]
"""What stands behind "where"."""

ReadFormula: TypeAlias = Callable[[str, Scope], Iterator[n.Formula]]

T = TypeVar("T")

_WHERE: Final = ", where: "
_LEFT_OUT: Final = re.compile(r" \((?:from ([^()]+?) to ([^()]+)|sitting days) left out\)$")


def where_of(text: str) -> tuple[str, Clauses]:
    """Returns the sentence without its "where", and the clauses behind it."""
    head = split(text, _WHERE)[0]
    rest = text[len(head) + len(_WHERE) :]
    listed = split(rest, " and ")
    if len(listed) > 1 and all(bracketed(piece) for piece in listed):
        return head, tuple(piece[1:-1] for piece in listed)
    return head, (rest,) if rest else ()


def cases_of(text: str) -> tuple[n.ReadingId, tuple[tuple[str, str], ...]] | None:
    """Returns what each value of a reading makes of it; None iff the text says nothing such."""
    found = re.match(r"by the reading (\S+) ", text)
    if found is None:
        return None
    id = found.group(1)
    head = f"{question(id).en} ("
    if not text.startswith(head) or not text.endswith(")"):
        return None
    labels = {f"{value_label(id, v.word).en}: ": v.word for v in reading(id)}
    cases: list[tuple[str, str]] = []
    for piece in split(text[len(head) : -1], "; "):
        label = next((label for label in labels if piece.startswith(label)), None)
        if label is None:
            return None
        cases.append((labels[label], piece.removeprefix(label)))
    return id, tuple(cases)


def days(
    text: str, clauses: Clauses, scope: Scope, read: ReadFormula
) -> Iterator[tuple[n.DayTerm, Clauses]]:
    """Yields the days the text can mean, each with the clauses it leaves."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        yield n.DayConst(day_number(date.fromisoformat(text))), clauses
    yield from ((n.DayOf(e, f), clauses) for f, e in fields_of(text, FIELD_WORDS, scope))
    yield from _periods(text, clauses, scope, read)
    yield from _latest(text, clauses, scope, read)
    yield from _carried_on(text, clauses, scope, read)
    for id, cases, rest in _turning_on(text, clauses):
        each = (
            [(v, t) for t, left in days(*where_of(said), scope, read) if not left]
            for v, said in cases
        )
        for branches in product(*each):
            if day(dict(branches)[reading(id).default().word], NOBODY_NAMED).en == _default(text):
                yield n.ChooseDay(id, branches), rest


def numbers(
    text: str, clauses: Clauses, scope: Scope, read: ReadFormula
) -> Iterator[tuple[n.NumberTerm, Clauses]]:
    """Yields the numbers the text can mean, each with the clauses it leaves."""
    if re.fullmatch(r"-?\d+", text):
        yield n.NumberConst(int(text)), clauses
    elif re.fullmatch(r"[A-Z]_?\w+", text):
        yield n.OpenNumber(text), clauses
    yield from ((n.NumberOf(e, f), clauses) for f, e in fields_of(text, FIELD_WORDS, scope))
    yield from _sums(text, clauses, scope, read)
    for id, cases, rest in _turning_on(text, clauses):
        each = (
            [(v, t) for t, left in numbers(*where_of(said), scope, read) if not left]
            for v, said in cases
        )
        for branches in product(*each):
            default = dict(branches)[reading(id).default().word]
            if number(default, NOBODY_NAMED).en == _default(text):
                yield n.ChooseNumber(id, branches), rest


# ---- periods -------------------------------------------------------------------------------------


def _periods(
    text: str, clauses: Clauses, scope: Scope, read: ReadFormula
) -> Iterator[tuple[n.PeriodEnd, Clauses]]:
    if not text.startswith("the end of "):
        return
    whole, left_out = _suspensions(text.removeprefix("the end of "))
    own = whole.startswith("the petitioner's own ")
    for amounts, from_ in _cuts(whole.removeprefix("the petitioner's own "), " from "):
        begin = from_[1:-1] if bracketed(from_) else from_
        for start, after_start in days(begin, clauses, scope, read):
            for steps, after_steps in _steps(split(amounts, ", then "), after_start, scope, read):
                for without, rest in _left_out(left_out, after_steps, scope, read):
                    yield n.PeriodEnd(start, steps, without, own), rest


def _suspensions(text: str) -> tuple[str, tuple[tuple[str, str] | None, ...]]:
    """Returns the text before what is left out of a period, and that: from which kinds to which,
    or None for sitting days."""
    found: list[tuple[str, str] | None] = []
    while said := _LEFT_OUT.search(text):
        found.insert(0, None if said.group(1) is None else (said.group(1), said.group(2)))
        text = text[: said.start()]
    return text, tuple(found)


def _steps(
    pieces: list[str], clauses: Clauses, scope: Scope, read: ReadFormula
) -> Iterator[tuple[tuple[n.Step, ...], Clauses]]:
    if not pieces:
        yield (), clauses
        return
    for words, unit in ((" working days", Unit.WORKING), (" days", Unit.NATURAL)):
        amount = pieces[0].removesuffix(words)
        if amount != pieces[0]:
            for said, left in numbers(amount, clauses, scope, read):
                for others, rest in _steps(pieces[1:], left, scope, read):
                    yield (n.Step(said, unit), *others), rest


def _left_out(
    said: tuple[tuple[str, str] | None, ...], clauses: Clauses, scope: Scope, read: ReadFormula
) -> Iterator[tuple[tuple[n.Suspension, ...], Clauses]]:
    if not said:
        yield (), clauses
        return
    for var, where, left in _only_where(clauses, scope, read):
        for others, rest in _left_out(said[1:], left, scope, read):
            for ends in _ends(said[0], var):
                yield (n.Suspension(var, ends, where, said[0] is None), *others), rest


def _ends(said: tuple[str, str] | None, start: n.EventVar) -> Iterator[tuple[Kind, ...]]:
    """Yields the kinds that end what begins with `start`, if these are its kinds."""
    if said is None:
        yield ()
    elif start.kinds in words_of(said[0], KIND_WORDS):
        yield from words_of(said[1], KIND_WORDS)


# ---- the latest, sums, what is carried on --------------------------------------------------------


def _latest(
    text: str, clauses: Clauses, scope: Scope, read: ReadFormula
) -> Iterator[tuple[n.Latest, Clauses]]:
    if not (text.startswith("the latest of ") and text.endswith(")")):
        return
    marks = (" over every ", " (or, without one, ")
    for last, ranged, else_ in _cuts(text.removeprefix("the latest of ")[:-1], *marks):
        for var, where, left in _only_where(clauses, scope, read, ranged):
            for of, then in days(last, left, scope.with_event(var), read):
                for otherwise, rest in days(else_, then, scope, read):
                    yield n.Latest(var, where, of, otherwise), rest


def _sums(
    text: str, clauses: Clauses, scope: Scope, read: ReadFormula
) -> Iterator[tuple[n.CappedSum, Clauses]]:
    found = re.fullmatch(r"the sum over every ([^()]+) \((.+), together at most (\d+)\)", text)
    if found is None:
        return
    what, each, cap = found.groups()
    for var, where, left in _only_where(clauses, scope, read):
        if var.kinds in words_of(what, KIND_WORDS):
            for of, rest in numbers(each, left, scope.with_event(var), read):
                yield n.CappedSum(var, where, of, int(cap)), rest


def _carried_on(
    text: str, clauses: Clauses, scope: Scope, read: ReadFormula
) -> Iterator[tuple[n.CarriedOn, Clauses]]:
    head, tail = "the last day after ", " (the former, without one)"
    if not (text.startswith(head) and text.endswith(tail)):
        return
    marks = (" and not past ", " on which the tree of organs lets another take over from ")
    for low, high, who in _cuts(text.removeprefix(head).removesuffix(tail), *marks):
        for after, left in days(low, clauses, scope, read):
            for until, rest in days(high, left, scope, read):
                yield from ((n.CarriedOn(p, after, until), rest) for p in parties_of(who, scope))


def _only_where(
    clauses: Clauses, scope: Scope, read: ReadFormula, ranged: str | None = None
) -> Iterator[tuple[n.EventVar, n.Formula, Clauses]]:
    """Yields the events that count, by the first clause; `ranged`: as the sentence named them."""
    if not clauses:
        return
    found = re.match(rf"only an? ([^:]+?) {NAME} counts such that: ", clauses[0])
    if found is None or ranged not in (None, " ".join(found.groups())):
        return
    for kinds in words_of(found.group(1), KIND_WORDS):
        var = n.EventVar(found.group(2), kinds)
        for where in read(clauses[0][found.end() :], scope.with_event(var)):
            yield var, where, clauses[1:]


# ---- what turns on a reading ---------------------------------------------------------------------

_CHOSEN: Final = re.compile(r"(.*) \[(\S+): ([^\[\]]+)\]")


def _default(text: str) -> str | None:
    found = _CHOSEN.fullmatch(text)
    return found and found.group(1)


def _turning_on(
    text: str, clauses: Clauses
) -> Iterator[tuple[n.ReadingId, tuple[tuple[str, str], ...], Clauses]]:
    """Yields the reading a term turns on, what each of its values makes of it, and the clauses
    behind."""
    found = _CHOSEN.fullmatch(text)
    said = cases_of(clauses[0]) if clauses else None
    if found and said:
        values = ", ".join(value for value, _ in said[1])
        if found.groups()[1:] == (said[0], values):
            yield (*said, clauses[1:])


def _cuts(text: str, *marks: str) -> Iterator[tuple[str, ...]]:
    """Yields the ways to cut the text at the marks, outside of brackets, in their order."""
    if not marks:
        yield (text,)
        return
    pieces = split(text, marks[0]) if marks[0].startswith(" ") else [text]
    for end in range(1, len(pieces)):
        first = marks[0].join(pieces[:end])
        rest = marks[0].join(pieces[end:])
        yield from ((first, *others) for others in _cuts(rest, *marks[1:]))
