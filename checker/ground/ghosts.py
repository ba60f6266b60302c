"""Unrecorded events: where the record is not complete, acts nobody wrote down may have been done.

For each instance there is a pool of such events, as many per kind as the rule could ever need: one
for each place where the rule looks for that kind (a true "there is" needs one witness, a false one
none).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TypeAlias, assert_never, cast

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


def ghosts_of_all(
    instances: Sequence[tuple[Rule, tuple[Event, ...]]], history: History, *, together: bool
) -> tuple[Event, ...]:
    """Returns unrecorded events for several instances of one matter: as many of a kind as the one
    that needs most, or enough for all of them at once (`together`)."""
    if not history.open_kinds:
        return ()
    counts: dict[Kind, int] = {}
    for rule, _ in instances:
        for kind, count in needed_kinds(rule).items():
            known = counts.get(kind, 0)
            counts[kind] = known + count if together else max(known, count)
    trigger = instances[0][1][-1]
    return tuple(
        _ghost(history, KINDS[kind], place, trigger)
        for kind, count in counts.items()
        if kind in history.open_kinds
        for place in range(1, count + 1)
    )


INSTITUTIONAL = frozenset({Kind.REORGANISE, Kind.MEDIATE, Kind.DISPUTE})
"""Kinds never supposed: the organ tree tells of reorganisations; mediation and a dispute about who
accepts excuse nothing by the text (they may stop a clock under one reading only)."""

Searches: TypeAlias = Mapping[Kind, frozenset[object]]


@cache
def needed_kinds(rule: Rule) -> Mapping[Kind, int]:
    """Returns how many unrecorded events of each kind could matter to an instance of the rule."""
    demand: object = rule.demand
    if isinstance(demand, n.Never):
        demand = tuple(_under(f) for f in _outermost(demand.what))
    found = _searches((rule.guard, demand, rule.excuses))
    return {kind: len(places) for kind, places in found.items() if kind not in INSTITUTIONAL}


def _outermost(what: n.Formula) -> Iterator[n.Formula]:
    # What is forbidden is asked of recorded acts only; what it asks about them may be unrecorded.
    match what:
        case n.And(args) | n.Or(args):
            for arg in args:
                yield from _outermost(arg)
        case _:
            yield what


def _under(what: n.Formula) -> object:
    return what.where if isinstance(what, n.Some) else what


def _searches(node: object) -> Searches:
    """Returns the places where events of each kind are looked for: one reading at a time, the
    most."""
    match node:
        case n.Choose(_, branches) | n.ChooseDay(_, branches) | n.ChooseNumber(_, branches):
            return _join((_searches(b) for _, b in branches), most=True)
        case n.Some(supposed=False):
            return _searches(node.where)
        case n.Latest(supposed=False):
            return _searches((node.where, node.of, node.otherwise))
        case n.Some(var) | n.CappedSum(var) | n.Latest(var):
            here: Searches = {kind: frozenset({node}) for kind in var.kinds}
            return _join((here, _searches(_fields(node))), most=False)
        case n.Suspension(start, ends):
            here = {kind: frozenset({node}) for kind in (*start.kinds, *ends)}
            return _join((here, _searches(_fields(node))), most=False)
        case tuple():
            return _join((_searches(item) for item in cast(tuple[object, ...], node)), most=False)
        case _ if is_dataclass(node) and not isinstance(node, type):
            return _searches(_fields(node))
        case _:
            return {}


def _fields(node: object) -> tuple[object, ...]:
    assert is_dataclass(node)
    assert not isinstance(node, type)
    return tuple(getattr(node, f.name) for f in fields(node))


def _join(all_of: Iterable[Searches], *, most: bool) -> Searches:
    joined: dict[Kind, frozenset[object]] = {}
    for one in all_of:
        for kind, places in one.items():
            known = joined.get(kind, frozenset())
            joined[kind] = max(known, places, key=len) if most else known | places
    return joined


def _ghost(history: History, kind: KindRule, place: int, trigger: Event) -> Event:
    id = f"unrecorded {kind.kind.value} {place}"
    cells = {f: widest(f, kind, history, trigger) for f in (*COMMON, *kind.fields)}
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


def free_act(history: History, kind: Kind, trigger: Event) -> Event:
    """Returns an act of that kind of which nothing is known but that it was done, about the matter
    of `trigger`."""
    return replace(_ghost(history, KINDS[kind], 1, trigger), recorded=True)


def _may_refer(history: History, kind: KindRule, trigger: Event) -> References:
    events = history.of_kinds(kind.refers)
    ids = [e.id for e in events if e.matter == trigger.matter]
    return References((frozenset(), *(frozenset({id}) for id in ids)))


def widest(field: Field, kind: KindRule, history: History, trigger: Event) -> Cell:
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
