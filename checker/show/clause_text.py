"""The clauses of a rule for one instance, in words: what holds, what does not, by which event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from checker.show.formula import Names, day, kinds, phrase
from checker.show.lang import Text, a, same
from checker.show.people import event_label
from checker.tasks.clauses import Clause, Days, Structure, unmet
from model.calendar import date_of
from model.history import EventId, History
from model.logic import nodes as n

_LONGEST: Final = 160
"""Longest clause shown in full, in Chinese characters (an English one may be three times that)."""

ANY: Final = Text("以下任一", "any of these")
ALL: Final = Text("以下全部", "all of these")
NOTHING: Final = Text("没有这类记载", "nothing of the kind is recorded")


@dataclass(frozen=True, slots=True)
class Said:
    """One clause on a line: how deep it stands, whether it holds (None: open facts decide)."""

    depth: int
    truth: bool | None
    text: Text


def structure_lines(structure: Structure, history: History) -> Iterator[tuple[Text, list[Said]]]:
    """Yields the parts of a rule with their clauses: when it applies, what it asks, exceptions."""
    yield Text("适用条件", "it applies when"), list(_clauses(structure.guard, history, 0))
    asks = Text("禁止", "it forbids") if structure.forbids else Text("要求", "it asks")
    yield asks, list(_clauses(structure.demand, history, 0))
    for name, excuse in structure.excuses:
        head = Text(f"例外（{name}）", f"unless ({name})")
        yield head, list(_clauses(excuse, history, 0))


def _clauses(clause: Clause, history: History, depth: int) -> Iterator[Said]:
    match clause.formula:
        case n.Always(True):
            return
        case n.And() | n.EveryMember() if clause.parts:
            for part in clause.parts:
                yield from _clauses(part, history, depth)
        case n.Or() if clause.parts:
            yield from _any(clause, history, depth)
        case n.Some(var, _):
            what = kinds(var.kinds)
            head = Text(f"有{what.zh}，使", f"there is {a(what.en)} such that")
            yield from _search(clause, head, history, depth)
        case n.Not(n.Some(var, _)):
            what = kinds(var.kinds)
            whole = _cut(phrase(clause.formula, names_of(clause)))
            if clause.tried:
                whole = Text(f"没有{what.zh}，使", f"there is no {what.en} such that")
            yield Said(depth, clause.truth, whole)
            yield from _events(clause, history, depth + 1)
        case _:
            yield Said(depth, clause.truth, _leaf(clause))


def _any(clause: Clause, history: History, depth: int) -> Iterator[Said]:
    """Yields a disjunction: of one that holds the first part that does, else every part."""
    holding = next((p for p in clause.parts if p.truth is True), None)
    if holding is not None:
        yield from _clauses(holding, history, depth)
        return
    yield Said(depth, clause.truth, ANY)
    for part in clause.parts:
        if isinstance(part.formula, n.And) and part.parts:
            yield Said(depth + 1, part.truth, ALL)
            yield from _clauses(part, history, depth + 2)
        else:
            yield from _clauses(part, history, depth + 1)


def _search(clause: Clause, head: Text, history: History, depth: int) -> Iterator[Said]:
    yield Said(depth, clause.truth, head)
    if not clause.tried:
        yield Said(depth + 1, clause.truth, NOTHING)
    yield from _events(clause, history, depth + 1)


def _events(clause: Clause, history: History, depth: int) -> Iterator[Said]:
    """Yields the events tried: one that fits alone, of the others what they lack."""
    for id, asked in clause.tried:
        yield Said(depth, asked.truth, _label(id, history))
        for part in unmet(asked):
            yield from _clauses(part, history, depth + 1)


def _leaf(clause: Clause) -> Text:
    names, f = names_of(clause), clause.formula
    if clause.days is None or not isinstance(f, n.NotAfter):
        return _cut(phrase(f, names))
    left, right = (
        _day(term, days, names) for term, days in zip((f.left, f.right), clause.days, strict=True)
    )
    return Text(f"{left.zh}不晚于{right.zh}", f"{left.en} is not after {right.en}")


def _day(term: n.DayTerm, days: Days, names: Names) -> Text:
    """Returns the day with its date: `the last day (2024-04-07)`."""
    match term:
        case n.DayConst(value):
            return same(str(date_of(value)))
        case n.DayOf():
            what = day(term, names)
        case _:
            what = Text("最后一日", "the last day")
    first, last = (date_of(d) for d in days)
    if first == last:
        return what + Text(f"（{first}）", f" ({first})")
    return what + Text(f"（{first} 至 {last} 之间）", f" (between {first} and {last})")


def _cut(text: Text) -> Text:
    """Returns the text, cut where it is very long: `law show` gives the whole formula."""
    zh, en = text.zh, text.en
    return Text(
        zh if len(zh) <= _LONGEST else f"{zh[:_LONGEST]}…",
        en if len(en) <= 3 * _LONGEST else f"{en[: 3 * _LONGEST]}…",
    )


def names_of(clause: Clause) -> Names:
    """Returns what the variables of the clause are called: the ids of their events."""
    return {name: same(id) for name, id in clause.named.items()}


def _label(id: EventId, history: History) -> Text:
    e = history.by_id.get(id)
    return event_label(e) if e else same(id)
