"""Conditions on the events of a constraint as formulas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, assert_never

from model.logic import nodes as n
from model.templates.parts import (
    Against,
    Both,
    Compared,
    Condition,
    Domain,
    Either,
    Negated,
    OneOf,
    Order,
    Ref,
    Side,
    Window,
)
from model.templates.vocabulary import (
    ABSENT,
    PlaceOf,
    Scales,
    TimeOf,
    WordOf,
    compared_by,
    field_of,
)

Bound: TypeAlias = dict[Side, n.EventVar]
"""Which variable stands for the activation, which for the target."""


@dataclass(frozen=True, slots=True)
class Said:
    """A condition about to become a formula: the variables, and the constants of the model."""

    bound: Bound
    scales: Scales

    def formula(self, condition: Condition | None) -> n.Formula:
        """Returns the condition as a formula; none is always met."""
        match condition:
            case None:
                return n.TRUE
            case Negated(arg):
                return n.Not(self.formula(arg))
            case Both(args):
                return n.And(tuple(self.formula(a) for a in args))
            case Either(args):
                return n.Or(tuple(self.formula(a) for a in args))
            case OneOf(what, words, denied):
                field = field_of(WordOf(what.attribute))
                e = self.bound[what.side]
                return n.Not(n.Is(e, field, (ABSENT, *words))) if denied else n.Is(e, field, words)
            case Against():
                return self._against(condition)
            case Compared():
                return self._compared(condition)
            case _:
                assert_never(condition)

    def _against(self, condition: Against) -> n.Formula:
        what, constants = condition.what, self.scales[condition.what.attribute]
        place = n.NumberOf(self.bound[what.side], field_of(PlaceOf(what.attribute)))
        at = 2 * constants.index(condition.constant) + 2

        def between(low: int, high: int | None) -> n.Formula:
            least = n.AtMost(n.NumberConst(low), place)
            return least if high is None else n.And((least, n.AtMost(place, n.NumberConst(high))))

        match condition.order:
            case Order.LESS:
                return between(1, at - 1)
            case Order.AT_MOST:
                return between(1, at)
            case Order.EQUAL:
                return between(at, at)
            case Order.UNEQUAL:
                return n.Or((between(1, at - 1), between(at + 1, None)))
            case Order.AT_LEAST:
                return between(at, None)
            case Order.MORE:
                return between(at + 1, None)
            case _:
                assert_never(condition.order)

    def _compared(self, condition: Compared) -> n.Formula:
        left, right = (self._value(r, condition.domain) for r in (condition.left, condition.right))
        given = (n.AtMost(n.NumberConst(1), left), n.AtMost(n.NumberConst(1), right))
        less_or_equal, more_or_equal = n.AtMost(left, right), n.AtMost(right, left)
        match condition.order:
            case Order.LESS:
                said: tuple[n.Formula, ...] = (n.Not(more_or_equal),)
            case Order.AT_MOST:
                said = (less_or_equal,)
            case Order.EQUAL:
                said = (less_or_equal, more_or_equal)
            case Order.UNEQUAL:
                said = (n.Not(n.And((less_or_equal, more_or_equal))),)
            case Order.AT_LEAST:
                said = (more_or_equal,)
            case Order.MORE:
                said = (n.Not(less_or_equal),)
            case _:
                assert_never(condition.order)
        return n.And((*given, *said))

    def _value(self, ref: Ref, domain: Domain) -> n.NumberOf:
        return n.NumberOf(self.bound[ref.side], field_of(compared_by(ref.attribute, domain)))


def within(window: Window, earlier: n.EventVar, later: n.EventVar) -> n.Formula:
    """Returns "so much time lies between the two events"."""
    then = n.NumberOf(later, field_of(TimeOf(window.clock, 0)))
    first = n.NumberOf(earlier, field_of(TimeOf(window.clock, window.low)))
    least = n.AtMost(first, then)
    if window.high is None:
        return least
    last = n.NumberOf(earlier, field_of(TimeOf(window.clock, window.high)))
    return n.And((least, n.AtMost(then, last)))
