"""What each template means: the constraints of a model as rules of the language.

Over finished cases, as in Pesic and van der Aalst (2006) and, with conditions on data and time,
Burattin, Maggi and Sperduti (2016); docs/decisions/030 has the formulas side by side. `a` is the
activation, `t` the target, `x` any other event.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, assert_never

from model.logic import nodes as n
from model.logic import rewrite
from model.logic.rule import Modality, Origin, Rule
from model.templates.conditions import Said, within
from model.templates.parts import BACKWARD, Constraint, DeclareModel, Side, Template
from model.templates.parts import Template as T
from model.templates.sentences import sentence
from model.templates.vocabulary import ACT, ACTIVITY, OPENING, Scales, scales_of
from model.words import Field

SOURCE: Final = "DECLARE"

CASE: Final = n.EventVar("case", (OPENING,))
ACTIVATION: Final = n.EventVar("a", (ACT,))
TARGET: Final = n.EventVar("t", (ACT,))
OTHER: Final = n.EventVar("x", (ACT,))


def rules_of(model: DeclareModel) -> tuple[Rule, ...]:
    """Returns a rule per constraint, in their order; its id is `L` and the line."""
    scales = scales_of(model.constraints)
    return tuple(_rule(c, model.file, scales) for c in model.constraints)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a template makes of its constraint: each `trigger` that meets `guard` demands so."""

    trigger: n.EventVar
    guard: n.Formula
    demand: n.Demand


def _rule(c: Constraint, file: str, scales: Scales) -> Rule:
    shape = _shape(c, scales)
    said = sentence(c)
    built = Rule(
        id=f"L{c.line}",
        source=SOURCE,
        article=c.text,
        modality=Modality.PROHIBITION if isinstance(shape.demand, n.Never) else Modality.OBLIGATION,
        zh=said.zh,
        en=said.en,
        triggers=(shape.trigger,),
        guard=shape.guard,
        demand=shape.demand,
        excuses=(),
        bearer=n.TheActor(),
        origin=Origin(file, c.template.value, c.line),
    )
    assert rewrite.shape_problem(built) is None, c
    return built


def _shape(c: Constraint, scales: Scales) -> Shape:
    match c.template:
        case T.EXISTENCE | T.ABSENCE | T.EXACTLY | T.INIT | T.END:
            return Shape(CASE, n.TRUE, _of_one(c, scales))
        case T.CHOICE | T.EXCLUSIVE_CHOICE:
            return Shape(CASE, n.TRUE, n.Holds(_choice(c)))
        case T.CO_EXISTENCE | T.SUCCESSION | T.ALTERNATE_SUCCESSION | T.CHAIN_SUCCESSION:
            return _both_ways(c, scales)
        case T.NOT_CO_EXISTENCE:
            return _directed(c, scales, T.NOT_RESPONDED_EXISTENCE)
        case T.NOT_SUCCESSION:
            return _directed(c, scales, T.NOT_RESPONSE)
        case T.NOT_CHAIN_SUCCESSION:
            return _directed(c, scales, T.NOT_CHAIN_RESPONSE)
        case _:
            return _directed(c, scales, c.template)


# ---- small things --------------------------------------------------------------------------------


def _is(var: n.EventVar, activity: str) -> n.Formula:
    return n.Is(var, ACTIVITY, (activity,))


def _some(var: n.EventVar, *clauses: n.Formula) -> n.Formula:
    return n.Some(var, n.And(clauses), n.DayOf(var, Field.ON))


def _nothing_between(first: n.EventVar, last: n.EventVar, *clauses: n.Formula) -> n.Formula:
    between = (n.Precedes(first, OTHER), n.Precedes(OTHER, last))
    return n.Not(_some(OTHER, *between, *clauses))


# ---- one activity, or the case as a whole --------------------------------------------------------


def _of_one(c: Constraint, scales: Scales) -> n.Demand:
    """Returns what the case must hold, of the events of one activity that meet the condition."""
    said = Said({Side.ACTIVATION: ACTIVATION}, scales).formula(c.activation)
    such = n.And((_is(ACTIVATION, c.activities[0]), said))
    match c.template:
        case T.EXISTENCE:
            return n.Holds(n.AtMost(n.NumberConst(c.count), _count(such, c.count)))
        case T.ABSENCE if c.count == 1:
            return n.Never(_some(ACTIVATION, such))
        case T.ABSENCE:
            return n.Holds(n.AtMost(_count(such, c.count), n.NumberConst(c.count - 1)))
        case T.EXACTLY:
            many, number = _count(such, c.count + 1), n.NumberConst(c.count)
            return n.Holds(n.And((n.AtMost(many, number), n.AtMost(number, many))))
        case T.INIT:
            before = n.Not(_some(OTHER, n.Precedes(OTHER, ACTIVATION)))
            return n.Holds(_some(ACTIVATION, such, before))
        case T.END:
            after = n.Not(_some(OTHER, n.Precedes(ACTIVATION, OTHER)))
            return n.Holds(_some(ACTIVATION, such, after))
        case _:
            raise AssertionError(c.template)


def _count(such: n.Formula, cap: int) -> n.NumberTerm:
    # that it is of the case says nothing new, but ties the sum to the trigger, as kernels need it
    of_the_case = n.And((n.SameMatter(ACTIVATION, CASE), such))
    return n.CappedSum(ACTIVATION, of_the_case, n.NumberConst(1), cap)


def _choice(c: Constraint) -> n.Formula:
    one, other = (_some(ACTIVATION, _is(ACTIVATION, name)) for name in c.activities)
    if c.template is T.CHOICE:
        return n.Or((one, other))
    return n.And((n.Or((one, other)), n.Not(n.And((one, other)))))


# ---- one activity demands or forbids another -----------------------------------------------------


def _directed(c: Constraint, scales: Scales, template: Template) -> Shape:
    activating, sought = c.activities[0], c.activities[1]
    if template in BACKWARD:
        activating, sought = sought, activating
    elif template is T.ABSENCE_UNTIL:
        sought = c.activities[2]
    alone = Said({Side.ACTIVATION: ACTIVATION}, scales)
    together = Said({Side.ACTIVATION: ACTIVATION, Side.TARGET: TARGET}, scales)
    guard = n.And((_is(ACTIVATION, activating), alone.formula(c.activation)))
    again = n.And(
        (
            _is(OTHER, activating),
            Said({Side.ACTIVATION: OTHER}, scales).formula(c.activation),
        )
    )
    found = (
        _is(TARGET, sought),
        together.formula(c.correlation),
        *_timed(c, template),
    )
    return Shape(ACTIVATION, guard, _demand(c, template, found, again))


def _timed(c: Constraint, template: Template) -> tuple[n.Formula, ...]:
    if c.window is None:
        return ()
    if template in BACKWARD:
        return (within(c.window, TARGET, ACTIVATION),)
    after = within(c.window, ACTIVATION, TARGET)
    if template in (T.RESPONDED_EXISTENCE, T.NOT_RESPONDED_EXISTENCE):
        return (n.Or((after, within(c.window, TARGET, ACTIVATION))),)
    return (after,)


def _demand(
    c: Constraint, template: Template, found: tuple[n.Formula, ...], again: n.Formula
) -> n.Demand:
    """Returns what the activation demands of a target such as `found`; `again`: the other event is
    an activation too."""
    after, before = n.Precedes(ACTIVATION, TARGET), n.Precedes(TARGET, ACTIVATION)
    next_ = (after, _nothing_between(ACTIVATION, TARGET))
    last = (before, _nothing_between(TARGET, ACTIVATION))
    match template:
        case T.RESPONDED_EXISTENCE:
            return n.Holds(_some(TARGET, *found))
        case T.NOT_RESPONDED_EXISTENCE:
            return n.Never(_some(TARGET, *found))
        case T.RESPONSE:
            return n.Holds(_some(TARGET, *found, _now_or(after, c)))
        case T.NOT_RESPONSE:
            return n.Never(_some(TARGET, *found, _now_or(after, c)))
        case T.PRECEDENCE:
            return n.Holds(_some(TARGET, *found, _now_or(before, c)))
        case T.NOT_PRECEDENCE:
            return n.Never(_some(TARGET, *found, _now_or(before, c)))
        case T.ALTERNATE_RESPONSE:
            alone = _nothing_between(ACTIVATION, TARGET, again)
            return n.Holds(_some(TARGET, *found, after, alone))
        case T.ALTERNATE_PRECEDENCE:
            alone = _nothing_between(TARGET, ACTIVATION, again)
            return n.Holds(_some(TARGET, *found, before, alone))
        case T.CHAIN_RESPONSE:
            return n.Holds(_some(TARGET, *found, *next_))
        case T.NOT_CHAIN_RESPONSE:
            return n.Never(_some(TARGET, *found, *next_))
        case T.CHAIN_PRECEDENCE:
            return n.Holds(_some(TARGET, *found, *last))
        case T.NOT_CHAIN_PRECEDENCE:
            return n.Never(_some(TARGET, *found, *last))
        case T.ABSENCE_UNTIL:
            still = _nothing_between(ACTIVATION, TARGET, _is(OTHER, c.activities[1]))
            return n.Never(_some(TARGET, *found, after, still))
        case _:
            raise AssertionError(template)


def _now_or(side: n.Formula, c: Constraint) -> n.Formula:
    """Returns the order as `eventually` and `once` take it: the present event counts. It matters
    only where one activity stands on both sides."""
    if len(set(c.activities)) > 1:
        return side
    return n.Or((side, n.SameEvent(ACTIVATION, TARGET)))


_WAYS: Final = {
    T.CO_EXISTENCE: (T.RESPONDED_EXISTENCE, T.RESPONDED_EXISTENCE),
    T.SUCCESSION: (T.RESPONSE, T.PRECEDENCE),
    T.ALTERNATE_SUCCESSION: (T.ALTERNATE_RESPONSE, T.ALTERNATE_PRECEDENCE),
    T.CHAIN_SUCCESSION: (T.CHAIN_RESPONSE, T.CHAIN_PRECEDENCE),
}


def _both_ways(c: Constraint, scales: Scales) -> Shape:
    """Returns the conjunction of the two templates a symmetric one stands for: an event of either
    activity activates it."""
    forward, backward = _WAYS[c.template]
    turned = c if backward in BACKWARD else Constraint(c.template, c.activities[::-1], c.line, "")
    one, other = _directed(c, scales, forward), _directed(turned, scales, backward)
    clauses = tuple(n.Or((n.Not(s.guard), _held(s.demand))) for s in (one, other))
    return Shape(ACTIVATION, n.Or((one.guard, other.guard)), n.Holds(n.And(clauses)))


def _held(demand: n.Demand) -> n.Formula:
    match demand:
        case n.Holds(what):
            return what
        case n.Never(what):
            return n.Not(what)
        case n.Answer(what):
            return what
        case _:
            assert_never(demand)
