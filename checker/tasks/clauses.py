"""A rule's formula taken apart: which of its clauses hold for one instance, by which events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never

from checker.ground.asking import Asking
from checker.ground.cells import Cells
from checker.ground.explore import Leaf, bind
from checker.ground.ground import Env, Grounder
from checker.ground.residual import WordSymbol
from checker.tasks.instance import Judged, Options
from model.history import Event, EventId, Members, PartyId
from model.logic import nodes as n
from model.logic.readings import all_readings
from model.logic.rewrite import excused_by, in_time
from model.logic.rule import Rule
from model.words import MatterField

Named: TypeAlias = Mapping[str, EventId | PartyId]
"""Which event, or organ or person, each variable stands for."""

Days: TypeAlias = tuple[int, int]
"""The first and last day something may be on."""

MOST_TRIED = 3
"""Events shown that came nearest to what is asked for."""


@dataclass(frozen=True)
class Clause:
    """A part of a formula. `truth` under the default readings; None: it depends on open facts.

    `parts`: of a conjunction or disjunction. `tried`: of a search, the event that fits, else those
    that came nearest, each with what is asked of it. `days`: of a comparison of days, both.
    """

    formula: n.Formula
    named: Named
    truth: bool | None
    parts: tuple[Clause, ...] = ()
    tried: tuple[tuple[EventId, Clause], ...] = ()
    days: tuple[Days, Days] | None = None


@dataclass(frozen=True)
class Structure:
    """The formula of a rule for one instance: when it applies, what it demands (or `forbids`), what
    excuses."""

    guard: Clause
    demand: Clause
    forbids: bool
    excuses: tuple[tuple[str, Clause], ...] = field(default=())


def structure_of(judged: Judged, options: Options) -> Structure:
    """Returns the clauses of the rule for the instance, under the default readings."""
    leaf, _ = judged.default
    walk = _Walk(_grounder(leaf, options), _near(judged))
    env, rule = bind(judged.rule, judged.events), judged.rule
    asked = _demanded(rule)
    return Structure(
        guard=walk.clause(rule.guard, env),
        demand=walk.clause(asked, env),
        forbids=isinstance(rule.demand, n.Never),
        excuses=tuple((e.name, walk.clause(excused_by(rule.demand, e), env)) for e in rule.excuses),
    )


def _demanded(rule: Rule) -> n.Formula:
    match rule.demand:
        case n.Answer() as demand:
            return in_time(demand)
        case n.Never(what) | n.Holds(what):
            return what
        case _:
            assert_never(rule.demand)


def _grounder(leaf: Leaf, options: Options) -> Grounder:
    # Everything counts as pinned: each question has its one answer here, and is not asked again.
    ask = Asking(dict(leaf.readings), frozenset(all_readings()))
    cells = Cells(leaf.cells.history, leaf.cells.ghosts, limits=leaf.cells.limits)
    return Grounder(cells, ask, options.calendar)


def _near(judged: Judged) -> frozenset[EventId]:
    """Returns the events of the matters the instance is about."""
    matters = {e.matter for e in judged.events}
    return frozenset(e.id for e in judged.history.events if e.matter in matters)


@dataclass(frozen=True)
class _Walk:
    grounder: Grounder
    near: frozenset[EventId]

    def clause(self, f: n.Formula, env: Env) -> Clause:
        """Returns the formula taken apart."""
        match f:
            case n.And(args) | n.Or(args):
                parts = tuple(self.clause(a, env) for a in args)
                return Clause(f, _named(env), self._truth(f, env), parts)
            case n.Choose(id, branches):
                return self.clause(dict(branches)[self.grounder.ask(id)], env)
            case n.EveryMember(var, parties, body):
                inside = self._members(parties, env)
                each = tuple(self.clause(body, {**env, var.name: p}) for p in inside)
                return Clause(f, _named(env), self._truth(f, env), each)
            case n.Some(var, where):
                tried = tuple(self._tried(var, where, env))
                return Clause(f, _named(env), self._truth(f, env), tried=tried)
            case n.Not(n.Some(var, where)):
                tried = tuple(self._tried(var, where, env))
                found = tuple(one for one in tried if one[1].truth is not False)
                said = self.settled(f)
                return Clause(said, _named(env), self._truth(f, env), tried=found)
            case n.NotAfter(left, right):
                return Clause(
                    f, _named(env), self._truth(f, env), days=self._days(left, right, env)
                )
            case _:
                return Clause(self.settled(f), _named(env), self._truth(f, env))

    def settled(self, f: n.Formula) -> n.Formula:
        """Returns the formula with each choice of a reading made."""
        match f:
            case n.Choose(id, branches):
                return self.settled(dict(branches)[self.grounder.ask(id)])
            case n.And(args):
                return n.And(tuple(self.settled(a) for a in args))
            case n.Or(args):
                return n.Or(tuple(self.settled(a) for a in args))
            case n.Not(arg):
                return n.Not(self.settled(arg))
            case n.Some(var, where, at, supposed):
                return n.Some(var, self.settled(where), at, supposed)
            case n.EveryMember(party, parties, body):
                return n.EveryMember(party, parties, self.settled(body))
            case n.SomeOrgan(party, at, body):
                return n.SomeOrgan(party, at, self.settled(body))
            case _:
                return f

    def _members(self, parties: n.PartySet, env: Env) -> tuple[PartyId, ...]:
        """Returns who is or may be in the set, in the order of their ids."""
        bound = env[parties.event.name]
        assert isinstance(bound, Event)
        of_matter = self.grounder.cells.matter(bound).cells
        if isinstance(parties, n.SetOf):
            cell = bound.cells.get(parties.field) or of_matter[MatterField.PETITIONERS]
        else:
            cell = of_matter[parties.field]
        assert isinstance(cell, Members)
        return tuple(sorted(cell.sure | cell.maybe))

    def _truth(self, f: n.Formula, env: Env) -> bool | None:
        found = self.grounder.holds(f, env)
        return found if isinstance(found, bool) else None

    def _days(self, left: n.DayTerm, right: n.DayTerm, env: Env) -> tuple[Days, Days]:
        one, two = self.grounder.day(left, env), self.grounder.day(right, env)
        return (one.low, one.high), (two.low, two.high)

    def _tried(
        self, var: n.EventVar, where: n.Formula, env: Env
    ) -> Iterator[tuple[EventId, Clause]]:
        """Yields the first event that fits or, where none does, those that come nearest."""
        found: list[tuple[Event, Clause]] = []
        for e in self.grounder.cells.candidates(var.kinds, recorded_only=True):
            if e.id in self.near:
                asked = self.clause(where, {**env, var.name: e})
                if asked.truth is True:
                    yield e.id, asked
                    return
                found.append((e, asked))
        found.sort(key=lambda one: (sum(1 for _ in unmet(one[1])), one[0].order))
        yield from ((e.id, asked) for e, asked in found[:MOST_TRIED])


def unmet(clause: Clause) -> Iterator[Clause]:
    """Yields the least parts of a clause that do not surely hold."""
    if clause.truth is True:
        return
    if clause.parts and isinstance(clause.formula, n.And | n.EveryMember):
        for part in clause.parts:
            yield from unmet(part)
    else:
        yield clause


def _named(env: Env) -> Named:
    named: dict[str, EventId | PartyId] = {}
    for name, bound in env.items():
        match bound:
            case Event():
                named[name] = bound.id
            case str():
                named[name] = bound
            case WordSymbol():
                pass
    return named
