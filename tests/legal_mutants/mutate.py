"""One change of a rule at a time: a number, a unit, a relation between organs, all for any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import cast

from model.calendar.period import Unit
from model.logic import nodes as n
from model.logic.readings import Grade, reading
from model.logic.rewrite import parts
from model.logic.rule import Rule
from model.organs.hierarchy import Relation

OTHER_RELATION = {
    Relation.NEXT_ABOVE: Relation.ABOVE,
    Relation.ABOVE: Relation.NEXT_ABOVE,
    Relation.SUBORDINATE_IN_SYSTEM: Relation.SAME_LEVEL_BODY,
    Relation.SAME_LEVEL_BODY: Relation.ABOVE,
    Relation.CONFERENCE_OVER: Relation.ABOVE,
    Relation.PETITION_OFFICE_OF: Relation.SAME_LEVEL_BODY,
}
"""The relation a hasty author might have written instead; SUCCEEDS and UNIT_OF have none."""


@dataclass(frozen=True)
class Mutant:
    """A rule with one change, made wherever the rule says the same thing."""

    rule: Rule
    change: str


def mutants(rule: Rule) -> Iterator[Mutant]:
    """Yields the rule with each of its numbers one more and one less, each unit of a step and each
    relation another one, and any member of a set where it says every one (or the other way
    round)."""
    numbers = {p.value for p in live_parts(rule) if isinstance(p, n.NumberConst)}
    for value in sorted(numbers):
        for other in (value + 1, value - 1):
            yield _mutant(rule, f"{value} -> {other}", _number(value, other))
    caps = {p.cap for p in live_parts(rule) if isinstance(p, n.CappedSum)} - numbers
    for cap in sorted(caps):
        yield _mutant(rule, f"cap {cap} -> {cap - 1}", _cap(cap, cap - 1))
    for unit in {p.unit for p in live_parts(rule) if isinstance(p, n.Step)}:
        other_unit = Unit.WORKING if unit is Unit.NATURAL else Unit.NATURAL
        yield _mutant(rule, f"{unit.value} -> {other_unit.value} days", _unit(unit, other_unit))
    relations = {p.relation for p in live_parts(rule) if isinstance(p, n.Related)}
    for relation in sorted(relations & OTHER_RELATION.keys()):
        other_relation = OTHER_RELATION[relation]
        change = f"{relation.value} -> {other_relation.value}"
        yield _mutant(rule, change, _relation(relation, other_relation))
    for change, clause in _quantified(rule):
        yield _mutant(rule, change, _any_of(clause))


def live_parts(rule: Rule) -> Iterator[object]:
    """Yields every node of the rule that a verdict can depend on: exploratory branches left out."""
    for whole in (rule.guard, rule.demand, rule.excuses):
        yield from _live(whole)


def _live(node: object) -> Iterator[object]:
    yield node
    match node:
        case n.Choose(id, branches) | n.ChooseDay(id, branches) | n.ChooseNumber(id, branches):
            words = {v.word for v in reading(id).graded(Grade.DEFAULT, Grade.LIVE)}
            for word, branch in branches:
                if word in words:
                    yield from _live(branch)
        case tuple():
            for item in cast("tuple[object, ...]", node):
                yield from _live(item)
        case _ if is_dataclass(node) and not isinstance(node, type):
            for field in fields(node):
                yield from _live(getattr(node, field.name))
        case _:
            return


Change = Callable[[object], object]


def _mutant(rule: Rule, change: str, swap: Change) -> Mutant:
    changed_parts = {
        "guard": _walk(rule.guard, swap),
        "demand": _walk(rule.demand, swap),
        "excuses": _walk(rule.excuses, swap),
    }
    changed = replace(
        rule,
        guard=cast("n.Formula", changed_parts["guard"]),
        demand=cast("n.Demand", changed_parts["demand"]),
        excuses=cast("tuple[n.Excuse, ...]", changed_parts["excuses"]),
    )
    return Mutant(changed, change)


def _walk(node: object, swap: Change) -> object:
    """Returns the node with every part that `swap` changes changed, innermost first."""
    if isinstance(node, tuple):
        return tuple(_walk(item, swap) for item in cast("tuple[object, ...]", node))
    if is_dataclass(node) and not isinstance(node, type):
        changed = {f.name: _walk(getattr(node, f.name), swap) for f in fields(node)}
        return swap(replace(node, **changed))
    return node


def _number(value: int, other: int) -> Change:
    return lambda x: n.NumberConst(other) if x == n.NumberConst(value) else x


def _cap(cap: int, other: int) -> Change:
    return lambda x: replace(x, cap=other) if isinstance(x, n.CappedSum) and x.cap == cap else x


def _unit(unit: Unit, other: Unit) -> Change:
    return lambda x: replace(x, unit=other) if isinstance(x, n.Step) and x.unit is unit else x


def _quantified(rule: Rule) -> Iterator[tuple[str, frozenset[n.EveryMember]]]:
    """Yields the clauses about every member of a set, each with all places where the rule says it,
    whoever it says it of."""
    clauses: dict[tuple[str, object], set[n.EveryMember]] = {}
    for part in live_parts(rule):
        if isinstance(part, n.EveryMember):
            clauses.setdefault((part.parties.field.value, _said_of(part)), set()).add(part)
    of = Counter(field for field, _ in clauses)
    seen = Counter[str]()
    for (field, _), places in clauses.items():
        seen[field] += 1
        which = f" ({seen[field]} of {of[field]})" if of[field] > 1 else ""
        yield f"all -> any {field}{which}", frozenset(places)


def _said_of(every: n.EveryMember) -> object:
    """Returns what is said of the members, without the names of variables, whoever else it says it
    of and of which day's tree."""
    bound = {p.var.name for p in parts(every) if isinstance(p, n.EveryMember | n.SomeOrgan)}

    def nameless(x: object) -> object:
        match x:
            case n.EventVar(_, kinds):
                return n.EventVar("", kinds)
            case n.PartyOf():
                return n.PartyVar("")
            case n.Related() | n.SomeOrgan():
                return replace(x, at=n.DayConst(0))
            case n.PartyVar(name):
                return n.PartyVar(name.rstrip("0123456789") if name in bound else "")
            case _:
                return x

    return _walk(every.body, nameless)


def _any_of(clause: frozenset[n.EveryMember]) -> Change:
    def swap(x: object) -> object:
        if isinstance(x, n.EveryMember) and x in clause:
            return n.Not(n.EveryMember(x.var, x.parties, n.Not(x.body)))
        return x

    return swap


def _relation(relation: Relation, other: Relation) -> Change:
    def swap(x: object) -> object:
        if isinstance(x, n.Related) and x.relation is relation:
            return replace(x, relation=other)
        return x

    return swap
