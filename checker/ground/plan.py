"""How a formula is asked: the cheapest clauses first, and where a search need not look.

The order of clauses and the places left out change no truth value: a search leaves out only events
of which one of its clauses is false.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Final, TypeAlias, assert_never, cast

from model.logic import nodes as n
from model.logic.nodes import ReadingId

Tie: TypeAlias = n.SameMatter | n.Answers


@dataclass(frozen=True, slots=True)
class Shape:
    """What the truth of a part depends on: the names of the variables bound outside it, the
    questions it may ask, and (not `fixed`) limits the user may set or the law leaves open."""

    free: frozenset[str]
    readings: frozenset[ReadingId]
    fixed: bool


_EMPTY: Final = Shape(frozenset(), frozenset(), fixed=True)
_PERIOD: Final = frozenset({"IP-01", "IP-02", "IP-03"})

# INVARIANT: what is remembered by the identity of a node keeps the node alive.
_shapes: dict[int, tuple[object, Shape]] = {}
_names: dict[type, tuple[str, ...]] = {}
_costs: dict[int, tuple[object, int]] = {}
_orders: dict[int, tuple[object, tuple[n.Formula, ...]]] = {}
_ties: dict[tuple[int, str], tuple[object, tuple[Tie, ...]]] = {}


def shape(node: object) -> Shape:
    """Returns the shape of a part of a rule."""
    known = _shapes.get(id(node))
    if known is None:
        known = _shapes[id(node)] = node, _shaped(node)
    return known[1]


def _shaped(node: object) -> Shape:
    if isinstance(node, n.EventVar | n.PartyVar):
        return Shape(frozenset({node.name}), frozenset(), fixed=True)
    under = [its for part in _parts(node) if (its := shape(part)) is not _EMPTY]
    match node:
        case n.Some(var) | n.CappedSum(var) | n.Latest(var) | n.Suspension(var):
            return _joined(under, bound=var.name)
        case n.EveryMember(var) | n.SomeOrgan(var):
            return _joined(under, bound=var.name)
        case n.Choose(id, _) | n.ChooseDay(id, _) | n.ChooseNumber(id, _):
            return _joined(under, frozenset({id}))
        case n.PeriodEnd():
            return _joined(under, _PERIOD)
        case n.OpenNumber() | n.Unsettled():
            return Shape(frozenset(), frozenset(), fixed=False)
        case _ if not under:
            return _EMPTY
        case _:
            return under[0] if len(under) == 1 else _joined(under)


def _joined(
    under: Sequence[Shape], readings: frozenset[ReadingId] = frozenset(), bound: str | None = None
) -> Shape:
    free = frozenset[str]().union(*(part.free for part in under)) - {bound}
    asked = readings.union(*(part.readings for part in under))
    return Shape(free, asked, all(part.fixed for part in under))


def _parts(node: object) -> Iterator[object]:
    if isinstance(node, tuple):
        yield from cast("tuple[object, ...]", node)
    else:
        kind = type(node)
        if kind not in _names:
            _names[kind] = tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()
        for name in _names[kind]:
            yield getattr(node, name)


# ---- order ---------------------------------------------------------------------------------------

_SEARCH: Final = 200
_MUCH: Final = 1_000
_LITTLE: Final = 20


def _cost(node: n.Formula | n.DayTerm | n.NumberTerm) -> int:
    """Returns roughly how much work it is to find out; what a search asks is not looked into."""
    known = _costs.get(id(node))
    if known is None:
        known = _costs[id(node)] = node, _work(node)
    return known[1]


def _work(node: n.Formula | n.DayTerm | n.NumberTerm) -> int:
    match node:
        case n.IsA() | n.Given() | n.Always():
            # INVARIANT: least, so that they still stand before what is asked of such events only.
            return 0
        case n.Not(arg):
            return _cost(arg)
        case n.And(args) | n.Or(args):
            return sum(map(_cost, args))
        case n.Choose(_, branches) | n.ChooseDay(_, branches) | n.ChooseNumber(_, branches):
            return 1 + sum(_cost(branch) for _, branch in branches)
        case n.Some() | n.EveryMember() | n.CappedSum() | n.Latest():
            return _SEARCH
        case n.SomeOrgan() | n.PeriodEnd() | n.CarriedOn():
            return _MUCH
        case n.NotAfter(left, right):
            return 2 + _cost(left) + _cost(right)
        case n.AtMost(left, right):
            return 2 + _cost(left) + _cost(right)
        case n.Related(_, _, _, at):
            return 4 + _cost(at)
        case n.DayOf() | n.DayConst() | n.NumberConst() | n.NumberOf() | n.OpenNumber():
            return 0
        case n.SameMatter() | n.SameEvent() | n.Is() | n.MatterIs() | n.Flag() | n.MatterFlag():
            return 1
        case n.Answers() | n.Precedes() | n.SameGround() | n.Attested() | n.States():
            return 2
        case n.InSet() | n.Overlap() | n.SameParty() | n.OfKind() | n.OfLevel() | n.Unsettled():
            return 2
        case _:
            assert_never(node)


def cheapest_first(f: n.And | n.Or) -> tuple[n.Formula, ...]:
    """Returns the clauses of a conjunction or disjunction, those of one inside it too, cheap ones
    first."""
    known = _orders.get(id(f))
    if known is None:
        clauses = sorted(_clauses(f, type(f)), key=_cost)
        known = _orders[id(f)] = f, tuple(clauses)
    return known[1]


def _clauses(f: n.And | n.Or, kind: type[n.And | n.Or]) -> Iterator[n.Formula]:
    for arg in f.args:
        if isinstance(arg, n.And | n.Or) and isinstance(arg, kind):
            yield from _clauses(arg, kind)
        else:
            yield arg


def is_cheap(f: n.Formula) -> bool:
    """Returns whether the record alone says if it is true, and at little cost."""
    return _cost(f) < _LITTLE and shape(f).fixed and not shape(f).readings


def ties(var: n.EventVar, where: n.Formula) -> tuple[Tie, ...]:
    """Returns the clauses by which what is looked for refers to, is referred to by, or is of one
    matter with something bound outside: whatever satisfies the search satisfies each of them."""
    known = _ties.get((id(where), var.name))
    if known is None:
        clauses = cheapest_first(where) if isinstance(where, n.And) else (where,)
        known = _ties[id(where), var.name] = where, _ties_among(var, clauses)
    return known[1]


def _ties_among(var: n.EventVar, clauses: Iterable[n.Formula]) -> tuple[Tie, ...]:
    pairs = (c for c in clauses if isinstance(c, n.SameMatter | n.Answers))
    return tuple(c for c in pairs if _mentions_once(var, c))


def _mentions_once(var: n.EventVar, tie: Tie) -> bool:
    match tie:
        case n.SameMatter(one, other) | n.Answers(one, other):
            return (one.name == var.name) is not (other.name == var.name)
        case _:
            assert_never(tie)
