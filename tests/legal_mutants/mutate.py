"""One change of a rule at a time: a number, a unit, a relation between organs, all for any."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import cast

from model.calendar.period import Unit
from model.logic import nodes as n
from model.logic.readings import Grade, reading
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
    relation another one, and any member of a set where it says every one."""
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
    everybody = dict.fromkeys(p for p in live_parts(rule) if isinstance(p, n.EveryMember))
    for place, every in enumerate(everybody, 1):
        of = every.parties.field.value
        yield _mutant(rule, f"all -> any {of} ({place} of {len(everybody)})", _any_of(every))


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
    parts = {
        "guard": _walk(rule.guard, swap),
        "demand": _walk(rule.demand, swap),
        "excuses": _walk(rule.excuses, swap),
    }
    changed = replace(
        rule,
        guard=cast("n.Formula", parts["guard"]),
        demand=cast("n.Demand", parts["demand"]),
        excuses=cast("tuple[n.Excuse, ...]", parts["excuses"]),
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


def _any_of(every: n.EveryMember) -> Change:
    anybody = n.Not(n.EveryMember(every.var, every.parties, n.Not(every.body)))
    return lambda x: anybody if x == every else x


def _relation(relation: Relation, other: Relation) -> Change:
    def swap(x: object) -> object:
        if isinstance(x, n.Related) and x.relation is relation:
            return replace(x, relation=other)
        return x

    return swap
