"""Acts still to come: what may yet be done to meet a demand, standing in the history as optional.

As `ground.symbolic` has it, such an act is an event that may or may not happen; its day lies
between the end of the record and a horizon, and who does what is left open, as the kind allows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias, assert_never

from checker.ground.symbolic import with_optional
from model.casefile.fields import FIELDS, Sort
from model.casefile.kinds import COMMON, KINDS, KindRule, Role
from model.history import Cell, Choice, Event, History, Members, References, Span, Truth
from model.logic import nodes as n
from model.words import Fact, Field, Kind, MatterField

Numbers: TypeAlias = Mapping[Kind, int]
Who: TypeAlias = Callable[[Role], tuple[str, ...]]
"""Who may do, or be addressed by, an act: the likeliest first."""

LONGEST = 366
"""Bound on the numbers of an act to come, such as the days of an extension."""


def kinds_demanded(what: n.Formula, members: int) -> Numbers:
    """Returns how many acts of each kind could help to make the formula true; `members`: of the
    largest set somebody has to be told in."""
    match what:
        case n.Some(var, where):
            under = kinds_demanded(where, members)
            return {**under, **{kind: under.get(kind, 0) + 1 for kind in var.kinds}}
        case n.And(args):
            return _added(kinds_demanded(a, members) for a in args)
        case n.Or(args):
            return _most(kinds_demanded(a, members) for a in args)
        case n.Choose(_, branches):
            return _most(kinds_demanded(f, members) for _, f in branches)
        case n.EveryMember(_, _, body):
            return {k: most * members for k, most in kinds_demanded(body, members).items()}
        case n.SomeOrgan(_, _, body):
            return kinds_demanded(body, members)
        case _:
            return {}


def members_of(history: History, matter: str) -> int:
    """Returns how many petitioners a matter may have, at least one."""
    cell = history.matters[matter].cells.get(MatterField.PETITIONERS)
    return max(1, len(cell.sure | cell.maybe)) if isinstance(cell, Members) else 1


def _added(all_of: Iterator[Numbers]) -> Numbers:
    total: dict[Kind, int] = {}
    for one in all_of:
        for kind, most in one.items():
            total[kind] = total.get(kind, 0) + most
    return total


def _most(all_of: Iterator[Numbers]) -> Numbers:
    total: dict[Kind, int] = {}
    for one in all_of:
        for kind, most in one.items():
            total[kind] = max(total.get(kind, 0), most)
    return total


def with_acts(
    history: History, wanted: Numbers, trigger: Event, horizon: int, who: Who
) -> tuple[History, tuple[str, ...]]:
    """Returns the history to `horizon` in which so many acts of each kind may follow the record,
    about the matter of `trigger`, and the ids of those acts."""
    kinds = [kind for kind, most in wanted.items() for _ in range(most)]
    order = len(history.events)
    acts = tuple(
        _act(f"act {place + 1}", KINDS[kind], order + place, (history, trigger, horizon), who)
        for place, kind in enumerate(kinds)
    )
    ids = tuple(a.id for a in acts)
    longer = replace(history, events=(*history.events, *acts), as_of=horizon)
    symbolic = with_optional(longer, ids)
    events = tuple(_likeliest(e, trigger) if e.id in ids else e for e in symbolic.events)
    left = {e.id for e in events}
    return replace(symbolic, events=events), tuple(id for id in ids if id in left)


def _likeliest(act: Event, trigger: Event) -> Event:
    """Returns the act with the trigger first among what it may refer to."""
    options = sorted(act.refers.options, key=lambda o: o != frozenset({trigger.id}))
    return replace(act, refers=References(tuple(options)))


def _act(id: str, rule: KindRule, order: int, given: tuple[History, Event, int], who: Who) -> Event:
    history, trigger, horizon = given
    days = Span(history.as_of, horizon)
    fields = (f for f in (*COMMON, *rule.fields) if f not in (Field.SENT, Field.RECEIVED))
    return Event(
        id=id,
        kind=rule.kind,
        order=order,
        matter=trigger.matter,
        refers=References((frozenset(),)),  # not said: `with_optional` leaves it open
        cells={f: days if f is Field.ON else _free(f, rule, days, who) for f in fields},
        facts={fact: Truth(None) for fact in Fact},
        aliases={Field.SENT: Field.ON, Field.RECEIVED: Field.ON},
        recorded=False,
    )


def _free(field: Field, kind: KindRule, days: Span, who: Who) -> Cell:
    rule = FIELDS[field]
    match rule.sort:
        case Sort.DAY:
            return days
        case Sort.NUMBER:
            return Span(rule.low, min(rule.high, LONGEST))
        case Sort.PARTY:
            role = {Field.BY: kind.by, Field.TO: kind.to}.get(field, rule.role)
            return Choice(who(role) or ("nobody",))
        case Sort.PARTIES:
            return Members(frozenset(), frozenset(who(rule.role)))
        case Sort.DAYS:
            return Members(frozenset())
        case Sort.STATEMENTS:
            return Members(frozenset(), frozenset(w.value for w in kind.states))
        case Sort.TRUTH:
            return Truth(None)
        case Sort.WORD:
            return Choice(kind.words.get(field, ("not known",)))
        case _:
            assert_never(rule.sort)


# ---- who -----------------------------------------------------------------------------------------


def those_involved(history: History, matter: str, bound: tuple[str, ...]) -> Who:
    """Returns who is likely to act in a matter: those bound first, then whoever acted in it or was
    addressed, then its petitioners and the organs named of it."""
    found = list(dict.fromkeys((*bound, *_named(history, matter))))
    tree = history.hierarchy

    def who(role: Role) -> tuple[str, ...]:
        match role:
            case Role.ORGAN:
                return tuple(p for p in found if tree.is_organ(p))
            case Role.PETITIONER:
                people = tuple(p for p in found if p in history.parties)
                return people or ("a petitioner",)
            case Role.ANYONE | Role.NOBODY:
                return tuple(found)
            case _:
                assert_never(role)

    return who


def anybody(history: History) -> Who:
    """Returns everybody: each organ of the tree, each person the file names."""
    people = tuple(sorted(history.parties)) or ("a petitioner",)
    organs = history.hierarchy.organs

    def who(role: Role) -> tuple[str, ...]:
        match role:
            case Role.ORGAN:
                return organs
            case Role.PETITIONER:
                return people
            case Role.ANYONE | Role.NOBODY:
                return (*organs, *people)
            case _:
                assert_never(role)

    return who


def _named(history: History, matter: str) -> Iterator[str]:
    cells = history.matters[matter].cells
    for field in (MatterField.PETITIONERS, MatterField.COMPETENT):
        cell = cells.get(field)
        if isinstance(cell, Members):
            yield from sorted(cell.sure | cell.maybe)
    for e in history.events:
        if e.matter == matter:
            for who in (e.cells.get(f) for f in (Field.BY, Field.TO)):
                if isinstance(who, Choice) and who.known:
                    yield who.options[0]
