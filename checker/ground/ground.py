"""The grounding walk: a formula and bound events give a residual. On a complete history, True or
False.

This is the evaluator for daily use: candidates by kind, known facts folded first, nothing built for
what is decided. It must agree with `model.logic.meaning` on every complete history.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never

from checker.ground.asking import Asking
from checker.ground.cells import Cells
from checker.ground.periods import Stop, period_end
from checker.ground.plan import cheapest_first, shape, ties
from checker.ground.residual import (
    BoolSymbol,
    CellName,
    IntSymbol,
    Lin,
    Residual,
    WordSymbol,
    and_,
    at_most,
    not_,
    options_of,
    or_,
    word_is,
)
from checker.ground.takeovers import takeover_days, trees_on
from model.calendar import Calendar
from model.history import Cell, Event, Members, Truth
from model.logic import nodes as n
from model.logic.limits import open_limit_of
from model.logic.meaning import ground_between
from model.organs.hierarchy import Hierarchy, Organ, Relation
from model.words import Field, Kind, MatterField

Party: TypeAlias = str | WordSymbol
Env: TypeAlias = Mapping[str, Event | Party]


@dataclass
class Grounder:
    """Walks formulas over one history under one valuation of the readings (`ask`)."""

    cells: Cells
    ask: Asking
    calendar: Calendar
    _known: dict[tuple[object, ...], Residual] = field(
        default_factory=dict[tuple[object, ...], Residual]
    )

    # ---- formulas ----

    def holds(self, f: n.Formula, env: Env) -> Residual:
        """Returns when the formula is true."""
        match f:
            case n.Not(arg):
                return not_(self.holds(arg, env))
            case n.And():
                return and_(self._until(cheapest_first(f), env, stop=False))
            case n.Or():
                return or_(self._until(cheapest_first(f), env, stop=True))
            case n.Choose(reading, branches):
                return self.ask.settle(reading, dict(branches), lambda b: self.holds(b, env))
            case n.Some() | n.EveryMember() | n.SomeOrgan():
                return self._searched(f, env)
            case _:
                return self._atom(f, env)

    def _searched(self, f: n.Some | n.EveryMember | n.SomeOrgan, env: Env) -> Residual:
        """Returns when the search succeeds; found once for the same events and parties bound.

        INVARIANT: what depends on no reading and no limit is the same in every leaf; it is the same
        whatever unrecorded acts are supposed only as long as none is.
        """
        its = shape(f)
        if not its.fixed or not its.readings <= self.ask.pinned:
            return self._search(f, env)
        key = (id(f), *[_name(env[name]) for name in its.free])
        lasting = not its.readings and not self.cells.ghosts and not self.cells.naming
        known: dict[tuple[object, ...], Residual] = self._known
        if lasting and key in self.cells.index.known:
            return self.cells.index.known[key]
        if key not in known:
            known[key] = self._search(f, env)
            if lasting and isinstance(known[key], bool):
                self.cells.index.known[key] = known[key] is True
        return known[key]

    def _search(self, f: n.Some | n.EveryMember | n.SomeOrgan, env: Env) -> Residual:
        match f:
            case n.Some(var, where, _, supposed):
                return self._some(var, where, env, recorded_only=not supposed)
            case n.EveryMember(var, parties, body):
                return and_(
                    or_((not_(inside), self.holds(body, {**env, var.name: p})))
                    for p, inside in self._members(parties, env)
                )
            case n.SomeOrgan(var, at, body):
                organs = self._organs_for(var, body, env)
                on = self.day(at, env)
                return or_(
                    and_((alive, self.holds(body, {**env, var.name: o})))
                    for o in organs
                    if (alive := self._alive(o, on)) is not False
                )
            case _:
                assert_never(f)

    def _until(self, args: tuple[n.Formula, ...], env: Env, *, stop: bool) -> Iterator[Residual]:
        # Later clauses are not walked once the outcome is fixed: readings they ask do not matter
        # then.
        for arg in args:
            value = self.holds(arg, env)
            yield value
            if value is stop:
                return

    def forbidden(self, what: n.Formula, env: Env) -> Residual:
        """Returns when a recorded act does what is forbidden: nobody is accused of an unrecorded
        one."""
        match what:
            case n.Some(var, where):
                return self._some(var, where, env, recorded_only=True)
            case n.And(args):
                return and_(self.forbidden(a, env) for a in args)
            case n.Or(args):
                return or_(self.forbidden(a, env) for a in args)
            case n.Choose(reading, branches):
                chosen = dict(branches)
                return self.ask.settle(reading, chosen, lambda b: self.forbidden(b, env))
            case _:
                return self.holds(what, env)

    def _some(
        self, var: n.EventVar, where: n.Formula, env: Env, *, recorded_only: bool = False
    ) -> Residual:
        found: list[Residual] = []
        for e in self._candidates(var, where, env, recorded_only=recorded_only):
            value = and_((self.cells.occurred(e), self.holds(where, {**env, var.name: e})))
            if value is True:
                return True
            found.append(value)
        return or_((*found, self.cells.something_unrecorded(var.kinds)))

    def recorded(self, var: n.EventVar, where: n.Formula, env: Env) -> list[Event]:
        """Returns the recorded events of the kinds of a variable, but for some that the clauses
        exclude, in recorded order."""
        found = self._candidates(var, where, env, recorded_only=True)
        return sorted(found, key=lambda e: e.order)

    def _candidates(
        self, var: n.EventVar, where: n.Formula, env: Env, *, recorded_only: bool
    ) -> Iterable[Event]:
        """Returns the events of the kinds looked for, but for some that the clauses exclude."""
        cells = self.cells
        for tie in ties(var, where):
            match tie:
                case n.SameMatter(one, other):
                    bound = event(other if one.name == var.name else one, env)
                    return cells.of_matter(bound, var.kinds, recorded_only=recorded_only)
                case n.Answers(later, earlier) if cells.all_is_said:
                    table = (
                        cells.index.answering(event(earlier, env).id)
                        if later.name == var.name
                        else cells.index.answered_by(event(later, env).id)
                    )
                    return [e for kind in var.kinds for e in table.get(kind, ())]
                case n.Answers():
                    pass
                case _:
                    assert_never(tie)
        return cells.candidates(var.kinds, recorded_only=recorded_only)

    def _atom(self, f: n.Atom, env: Env) -> Residual:
        cells = self.cells
        match f:
            case n.Always(value):
                return value
            case n.Is(e, field, words):
                word = cells.word(*cells.event_cell(event(e, env), field))
                return or_(word_is(word, w) for w in words)
            case n.MatterIs(e, field, words):
                word = cells.word(*cells.matter_cell(event(e, env), field))
                return or_(word_is(word, w) for w in words)
            case n.Flag(e, field):
                name, cell = cells.event_cell(event(e, env), field)
                return cells.truth(name, cell_truth(cell))
            case n.MatterFlag(e, field):
                name, cell = cells.matter_cell(event(e, env), field)
                return cells.truth(name, cell_truth(cell))
            case n.Attested(e, fact):
                return cells.attested(event(e, env), fact)
            case n.SameGround(later, earlier, fact):
                a, b = event(later, env), event(earlier, env)
                said = ground_between(a, b, fact, cells.history)
                return cells.truth(CellName(a.id, fact.value, b.id), said.value)
            case n.States(e, stated):
                name, cell = cells.event_cell(event(e, env), Field.STATES)
                return cells.member(name, cell, stated)
            case n.IsA(e, kinds):
                return event(e, env).kind in kinds
            case n.Given(e, field):
                return event(e, env).name_of(field) in event(e, env).cells
            case n.InSet(p, parties):
                who = self._party(p, env)
                return or_(
                    and_((word_is(who, o), inside))
                    for o, inside in self._members(parties, env)
                    if o in options_of(who)
                )
            case n.Overlap(left, right):
                return self._overlap(left, right, env)
            case n.SameParty(left, right):
                return cells.same_word(self._party(left, env), self._party(right, env))
            case n.Related():
                return self._related(f, env)
            case n.OfKind(p, kinds):
                return self._organ_such(p, env, lambda o: o.kind in kinds)
            case n.OfLevel(p, levels):
                return self._organ_such(p, env, lambda o: o.level in levels)
            case n.SameMatter(left, right):
                return event(left, env).matter == event(right, env).matter
            case n.SameEvent(left, right):
                return event(left, env).id == event(right, env).id
            case n.Precedes(left, right):
                return cells.precedes(event(left, env), event(right, env))
            case n.Answers(later, earlier):
                return cells.answers(event(later, env), event(earlier, env))
            case n.NotAfter(left, right):
                return cells.at_most(self.day(left, env), self.day(right, env))
            case n.AtMost(left, right):
                return at_most(self._number(left, env), self._number(right, env))
            case n.Unsettled(reading):
                return BoolSymbol(CellName("law", "unsettled", reading))
            case _:
                assert_never(f)

    # ---- parties ----

    def _party(self, t: n.PartyTerm, env: Env) -> Party:
        match t:
            case n.PartyOf(e, field):
                return self.cells.word(*self.cells.event_cell(event(e, env), field))
            case n.PartyVar(name):
                bound = env[name]
                assert not isinstance(bound, Event)
                return bound
            case _:
                assert_never(t)

    def _organ_such(self, p: n.PartyTerm, env: Env, such: Callable[[Organ], bool]) -> Residual:
        tree = self.cells.history.hierarchy
        who = self._party(p, env)
        return or_(
            word_is(who, o) for o in options_of(who) if tree.is_organ(o) and such(tree.organ(o))
        )

    def _organs_for(self, var: n.PartyVar, body: n.Formula, env: Env) -> Sequence[str]:
        """Returns the organs that can satisfy the body: where it begins with a relation to a known
        organ on a known day, those so related, else all."""
        tree = self.cells.history.hierarchy
        first = body.args[0] if isinstance(body, n.And) else body
        if not isinstance(first, n.Related) or (first.left == var) is (first.right == var):
            return tree.organs
        other = self._party(first.right if first.left == var else first.left, env)
        day = self.day(first.at, env)
        if not isinstance(other, str) or day.terms:
            return tree.organs
        pairs = {
            pair
            for _, tree in trees_on(day, self.cells)
            for pair in tree.pairs(first.relation, day.const, persons=(other,))
        }
        if first.left == var:
            return sorted(a for a, b in pairs if b == other)
        return sorted(b for a, b in pairs if a == other)

    def _alive(self, id: str, on: Lin) -> Residual:
        organ = self.cells.history.hierarchy.organ(id)
        begun = organ.alive_from is None or at_most(Lin(organ.alive_from), on)
        not_over = organ.alive_to is None or at_most(on, Lin(organ.alive_to))
        return and_((begun, not_over))

    def _set_cell(self, t: n.PartySet, env: Env) -> tuple[CellName, Members]:
        match t:
            case n.SetOf(e, field):
                bound = event(e, env)
                own = field in bound.cells
                # Without a cell of its own, the petitioners of a submission are those of its
                # matter.
                name, cell = (
                    self.cells.event_cell(bound, field)
                    if own
                    else self.cells.matter_cell(bound, MatterField.PETITIONERS)
                )
            case n.MatterSet(e, field):
                name, cell = self.cells.matter_cell(event(e, env), field)
            case _:
                assert_never(t)
        assert isinstance(cell, Members)
        return name, cell

    def _members(self, t: n.PartySet, env: Env) -> Iterator[tuple[str, Residual]]:
        """Yields every party that may be in the set, with when it is."""
        name, cell = self._set_cell(t, env)
        for element in sorted(cell.sure | cell.maybe):
            yield element, self.cells.member(name, cell, element)

    def _overlap(self, left: n.PartySet, right: n.PartySet, env: Env) -> Residual:
        if self._set_cell(left, env)[0] == self._set_cell(right, env)[0]:
            return True  # one and the same set; a submission always has somebody behind it
        inside = dict(self._members(right, env))
        return or_(and_((a, inside[p])) for p, a in self._members(left, env) if p in inside)

    def _related(self, f: n.Related, env: Env) -> Residual:
        left, right = self._party(f.left, env), self._party(f.right, env)
        day = self.day(f.at, env)
        return or_(
            and_((when, *inside, self._related_on(tree, f.relation, left, right, first)))
            for when, tree in trees_on(day, self.cells)
            for first, inside in _epochs(tree, day)
        )

    def _related_on(
        self, tree: Hierarchy, relation: Relation, left: Party, right: Party, day: int
    ) -> Residual:
        if isinstance(left, str) and isinstance(right, str):
            return tree.holds(relation, left, right, day)
        # INVARIANT: the tree is kept beside what was found, so that its identity names it.
        key, known = (id(tree), relation, left, right, day), self.cells.index.related
        if key not in known:
            known[key] = tree, _related_if(tree, relation, left, right, day)
        return known[key][1]

    # ---- days and numbers ----

    def day(self, t: n.DayTerm, env: Env) -> Lin:
        """Returns the day a term denotes."""
        match t:
            case n.DayOf(e, field):
                return self.cells.day(event(e, env), field)
            case n.DayConst(value):
                return Lin(value)
            case n.PeriodEnd(start, steps, without, _):
                return period_end(
                    t,
                    self.day(start, env),
                    tuple(self._number(s.amount, env) for s in steps),
                    tuple(stop for s in without for stop in self._stops(s, env)),
                    self.cells,
                    self.ask,
                    self.calendar,
                )
            case n.Latest():
                return self._latest(t, env)
            case n.CarriedOn():
                return self._carried_on(t, env)
            case n.ChooseDay(reading, branches):
                return self.ask.settle(reading, dict(branches), lambda b: self.day(b, env))
            case _:
                assert_never(t)

    def _latest(self, t: n.Latest, env: Env) -> Lin:
        found: Residual = False
        best = self.day(t.otherwise, env)
        for e, condition in self._found(t.var, t.where, env, recorded_only=not t.supposed):
            value = self.day(t.of, {**env, t.var.name: e})
            later = or_((not_(found), at_most(best, value)))
            best = self.cells.if_then_else("latest", and_((condition, later)), value, best)
            found = or_((found, condition))
        return best

    def _carried_on(self, t: n.CarriedOn, env: Env) -> Lin:
        who = self._party(t.party, env)
        first, tree = self.day(t.after, env), self.cells.history.hierarchy
        dated = sorted((d, o) for o in options_of(who) for d in tree.successions(o))
        open_ = [(d, o) for o in options_of(who) for d in takeover_days(o, self.cells)]
        found = [*((Lin(d), o) for d, o in dated), *open_]
        if not found:
            return first  # the readings of `until` do not matter then
        last, best = self.day(t.until, env), first
        for day, organ in found:
            inside = (not_(at_most(day, best)), at_most(day, last))
            here = and_((word_is(who, organ), *inside))
            best = self.cells.if_then_else("carried on", here, day, best)
        return best

    def _found(
        self, var: n.EventVar, where: n.Formula, env: Env, *, recorded_only: bool = False
    ) -> Iterator[tuple[Event, Residual]]:
        for e in self._candidates(var, where, env, recorded_only=recorded_only):
            condition = and_((self.cells.occurred(e), self.holds(where, {**env, var.name: e})))
            if condition is not False:
                yield e, condition

    def _number(self, t: n.NumberTerm, env: Env) -> Lin:
        match t:
            case n.NumberConst(value):
                return Lin(value)
            case n.NumberOf(e, field):
                return self.cells.day(event(e, env), field)
            case n.CappedSum():
                return self._capped_sum(t, env)
            case n.ChooseNumber(reading, branches):
                return self.ask.settle(reading, dict(branches), lambda b: self._number(b, env))
            case n.OpenNumber(limit):
                return self.cells.open_limit(open_limit_of(limit))
            case _:
                assert_never(t)

    def _capped_sum(self, t: n.CappedSum, env: Env) -> Lin:
        total = Lin(0)
        for e, condition in self._found(t.var, t.where, env):
            amount = self._number(t.of, {**env, t.var.name: e})
            total += self.cells.if_then_else("amount", condition, amount, Lin(0))
        more = self.cells.something_unrecorded(t.var.kinds)
        if more is not False:
            extra = IntSymbol(CellName("record", "unrecorded_amount", t.var.name), 0, t.cap)
            total += self.cells.if_then_else("unrecorded", more, Lin(0, ((extra, 1),)), Lin(0))
        return self.cells.if_then_else("capped", at_most(total, Lin(t.cap)), total, Lin(t.cap))

    # ---- suspensions ----

    def _stops(self, s: n.Suspension, env: Env) -> Iterator[Stop]:
        for start, condition in self._found(s.start, s.where, env):
            if s.sitting_only and start.recorded:
                yield from self._sitting(start, condition)
            else:
                yield Stop(condition, self.cells.day(start), self._end_of(start, s.end_kinds))

    def _sitting(self, start: Event, condition: Residual) -> Iterator[Stop]:
        name, cell = self.cells.event_cell(start, Field.SITTING_DAYS)
        assert isinstance(cell, Members)
        for day in sorted(cell.sure | cell.maybe):
            sat = self.cells.member(name, cell, day)
            yield Stop(and_((condition, sat)), Lin(int(day)), Lin(int(day)))

    def _end_of(self, start: Event, kinds: tuple[Kind, ...]) -> Lin:
        """Returns the first end event that refers to this start; the day the record ends if none
        does."""
        last = Lin(self.cells.history.as_of)
        for e in self.cells.candidates(kinds):
            day = self.cells.day(e)
            here = and_((self.cells.occurred(e), self.cells.answers(e, start), at_most(day, last)))
            last = self.cells.if_then_else("hearing ends", here, day, last)
        return last


def _related_if(
    tree: Hierarchy, relation: Relation, left: Party, right: Party, day: int
) -> Residual:
    below: dict[str, list[Residual]] = {}
    possible, others = set(options_of(left)), set(options_of(right))
    for a, b in sorted(tree.pairs(relation, day, persons=options_of(right))):
        if a in possible and b in others:
            below.setdefault(a, []).append(word_is(right, b))
    return or_(and_((word_is(left, a), or_(bs))) for a, bs in below.items())


def _epochs(tree: Hierarchy, day: Lin) -> Iterator[tuple[int, tuple[Residual, Residual]]]:
    """Yields the first day of each time in which the tree stands still, with when the day lies in
    it."""
    starts = tree.epochs(day.low, day.high)
    ends = (*(s - 1 for s in starts[1:]), day.high)
    for first, last in zip(starts, ends, strict=True):
        yield first, (at_most(Lin(first), day), at_most(day, Lin(last)))


def _name(bound: Event | Party) -> object:
    return bound.id if isinstance(bound, Event) else bound


def event(var: n.EventVar, env: Env) -> Event:
    """Returns the event bound to a variable."""
    bound = env[var.name]
    assert isinstance(bound, Event)
    return bound


def cell_truth(cell: Cell) -> bool | None:
    """Returns the value of a truth cell, None if nobody said."""
    assert isinstance(cell, Truth)
    return cell.value
