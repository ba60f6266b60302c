"""Unrecorded events: where the record is not complete, acts nobody wrote down may have been done.

For each instance there is a pool of such events, as many per kind as the rule could ever need: one for
each place where the rule looks for that kind (a true "there is" needs one witness, a false one none).
"""

from __future__ import annotations

from collections import Counter
from typing import assert_never

from model.casefile.fields import FIELDS, Sort
from model.casefile.kinds import COMMON, KINDS, KindRule, Role
from model.history import (
    Cell,
    Choice,
    Event,
    History,
    Members,
    References,
    Span,
    Truth,
)
from model.logic import nodes as n
from model.logic.rewrite import rule_parts
from model.logic.rule import Rule
from model.words import Fact, Field, Kind

LONGEST_EXTENSION = 366
"""Bound on the days of an unrecorded extension; any number above the cap of a rule is alike."""

def ghosts_for(rule: Rule, events: tuple[Event, ...], history: History) -> tuple[Event, ...]:
    """Returns the unrecorded events that may bear on this instance; none for a complete record."""
    if not history.open_kinds:
        return ()
    needed = needed_kinds(rule)
    return tuple(
        _ghost(history, KINDS[kind], place, events[-1])
        for kind, count in needed.items()
        if kind in history.open_kinds
        for place in range(1, count + 1)
    )


def needed_kinds(rule: Rule) -> Counter[Kind]:
    """Returns how many unrecorded events of each kind could matter to an instance of the rule."""
    needed: Counter[Kind] = Counter()
    for node in rule_parts(rule):
        match node:
            case n.Some(var) | n.CappedSum(var) | n.Latest(var):
                needed.update(var.kinds)
            case n.Suspension(start, ends):
                needed.update((*start.kinds, *ends))
            case _:
                pass
    return needed


def _ghost(history: History, kind: KindRule, place: int, trigger: Event) -> Event:
    id = f"unrecorded {kind.kind.value} {place}"
    cells = {f: _free(f, kind, history, trigger) for f in (*COMMON, *kind.fields)}
    aliases = {Field.SENT: Field.ON}
    del cells[Field.SENT]
    return Event(
        id=id,
        kind=kind.kind,
        order=len(history.events) + place,
        matter=trigger.matter,
        refers=_may_refer(history, kind, trigger),
        cells=cells,
        facts={fact: Truth(None) for fact in Fact},
        aliases=aliases,
        recorded=False,
    )


def _may_refer(history: History, kind: KindRule, trigger: Event) -> References:
    events = history.of_kinds(kind.refers)
    ids = [e.id for e in events if e.matter == trigger.matter]
    return References((frozenset(), *(frozenset({id}) for id in ids)))


def _free(field: Field, kind: KindRule, history: History, trigger: Event) -> Cell:
    """Returns the widest domain the field can have."""
    rule = FIELDS[field]
    match rule.sort:
        case Sort.DAY:
            return Span(_first_day(history, trigger), history.as_of)
        case Sort.NUMBER:
            return Span(rule.low, min(rule.high, LONGEST_EXTENSION))
        case Sort.PARTY:
            role = {Field.BY: kind.by, Field.TO: kind.to}.get(field, rule.role)
            return Choice(_who(role, history))
        case Sort.PARTIES:
            return Members(frozenset(), frozenset(_who(rule.role, history)))
        case Sort.DAYS:
            return Members(frozenset())  # an unrecorded hearing is taken to sit every day
        case Sort.STATEMENTS:
            return Members(frozenset(), frozenset(w.value for w in kind.states))
        case Sort.TRUTH:
            return Truth(None)
        case Sort.WORD:
            return Choice(kind.words.get(field, ("not known",)))
        case _:
            assert_never(rule.sort)


def _first_day(history: History, trigger: Event) -> int:
    days = (e.cells[Field.ON] for e in history.events if e.matter == trigger.matter)
    return min(d.low for d in days if isinstance(d, Span))


def _who(role: Role, history: History) -> tuple[str, ...]:
    people = tuple(sorted(history.parties)) or ("a petitioner",)
    match role:
        case Role.ORGAN:
            return history.hierarchy.organs
        case Role.PETITIONER:
            return people
        case Role.ANYONE | Role.NOBODY:
            return (*history.hierarchy.organs, *people)
        case _:
            assert_never(role)
