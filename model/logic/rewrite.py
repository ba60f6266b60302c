"""Formulas to formulas, and questions about a formula's shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Final, assert_never, cast

from model.logic import nodes as n
from model.logic.limits import LimitId
from model.logic.rule import Rule

MAX_TRIGGERS = 3
MAX_DEPTH = 2
_SEARCHES: Final = (n.Some, n.CappedSum, n.Latest, n.Suspension)


def parts(*wholes: object) -> Iterator[object]:
    """Yields these and every node under them, outermost first; one that is shared, once."""
    todo, seen = list(reversed(wholes)), set[int]()
    while todo:
        node = todo.pop()
        # INVARIANT: the wholes keep every node alive, so that its identity names it.
        if id(node) not in seen:
            seen.add(id(node))
            yield node
            todo += reversed(nodes_under(node))


def rule_parts(rule: Rule) -> Iterator[object]:
    """Yields every node of a rule; one that is shared, once."""
    return parts(*rule.triggers, rule.guard, rule.demand, *rule.excuses, rule.bearer)


def by_day(what: n.Formula, due: n.DayTerm) -> n.Formula:
    """Returns `what`, with every event it asks for coming on or before `due`."""
    match what:
        case n.Some(var, where, at, supposed):
            return n.Some(var, n.And((where, n.NotAfter(at, due))), at, supposed)
        case n.And(args):
            return n.And(tuple(by_day(a, due) for a in args))
        case n.Or(args):
            return n.Or(tuple(by_day(a, due) for a in args))
        case n.Choose(reading, branches):
            return n.Choose(reading, tuple((v, by_day(f, due)) for v, f in branches))
        case n.EveryMember(var, parties, body):
            return n.EveryMember(var, parties, by_day(body, due))
        case _:
            return what


def in_time(demand: n.Answer) -> n.Formula:
    """Returns "the answer came in time"."""
    return demand.what if demand.due is None else by_day(demand.what, demand.due)


def excused_by(demand: n.Demand, excuse: n.Excuse) -> n.Formula:
    """Returns "the excuse came in time"."""
    match demand:
        case n.Answer(_, due):
            last = excuse.by or due
        case n.Never() | n.Holds():
            last = excuse.by
        case _:
            assert_never(demand)
    return excuse.what if last is None else by_day(excuse.what, last)


@cache
def guard_cheapest_first(rule: Rule) -> n.And:
    """Returns the guard as one conjunction, clauses about the triggers alone before those that
    search or ask a reading: most bindings of several triggers fail the former."""
    clauses = tuple(_conjuncts(rule.guard))
    return n.And(tuple(sorted(clauses, key=lambda c: not _plain(c))))


def _conjuncts(f: n.Formula) -> Iterator[n.Formula]:
    if isinstance(f, n.And):
        for arg in f.args:
            yield from _conjuncts(arg)
    else:
        yield f


def _plain(f: n.Formula) -> bool:
    costly = (n.Some, n.EveryMember, n.SomeOrgan, n.Choose, n.ChooseDay, n.ChooseNumber)
    terms = (n.PeriodEnd, n.Latest, n.CappedSum)
    return not any(isinstance(p, costly + terms) for p in parts(f))


@cache
def met_in_time(rule: Rule) -> n.Formula:
    """Returns what is demanded: the answer in time, the condition, or that nothing forbidden is
    done."""
    match rule.demand:
        case n.Answer() as demand:
            return in_time(demand)
        case n.Never(what):
            return n.Not(what)
        case n.Holds(what):
            return what
        case _:
            assert_never(rule.demand)


@cache
def excused_in_time(rule: Rule) -> tuple[n.Formula, ...]:
    """Returns, per excuse, "the excuse came in time"."""
    return tuple(excused_by(rule.demand, excuse) for excuse in rule.excuses)


@cache
@cache
def readings_of(rule: Rule) -> tuple[n.ReadingId, ...]:
    """Returns the ids of all readings the rule may ask, sorted."""
    found: set[n.ReadingId] = set()
    for node in rule_parts(rule):
        match node:
            case n.Choose(reading, _) | n.ChooseDay(reading, _) | n.ChooseNumber(reading, _):
                found.add(reading)
            case n.PeriodEnd():
                found |= {"IP-01", "IP-02", "IP-03"}
            case _:
                pass
    return tuple(sorted(found))


@cache
def leaves_open(rule: Rule) -> bool:
    """Returns whether the rule turns on a question that the law does not settle."""
    return any(isinstance(p, n.Unsettled) for p in rule_parts(rule))


@cache
def limits_of(rule: Rule) -> tuple[LimitId, ...]:
    """Returns the ids of all open-textured limits of the rule, sorted."""
    found = {p.limit for p in rule_parts(rule) if isinstance(p, n.OpenNumber)}
    return tuple(sorted(found))


# ---- the shape every engine serves ---------------------------------------------------------------


def shape_problem(rule: Rule) -> str | None:
    """Returns why the rule is not of the shape all engines serve, None if it is."""
    if not 1 <= len(rule.triggers) <= MAX_TRIGGERS:
        return f"a rule has one to {MAX_TRIGGERS} triggers, this has {len(rule.triggers)}"
    wholes = (rule.guard, rule.demand, *rule.excuses)
    nested: dict[int, int] = {}
    depth = max(_nesting(x, nested) for x in wholes)
    if depth > MAX_DEPTH:
        depth = max(_depth(x) for x in wholes)
    if depth > MAX_DEPTH:
        return f"events may be nested {MAX_DEPTH} deep, here {depth}"
    if isinstance(rule.demand, n.Answer) and _negated_event(rule.demand.what):
        return "what is required must not be the absence of an event; use forbid"
    if any(_negated_event(e.what) for e in rule.excuses):
        return "an exception must not be the absence of an event"
    return None


def _nesting(node: object, known: dict[int, int]) -> int:
    """Returns how deep searches for events stand in each other, which is never less than how deep
    they lie."""
    deep = 0
    for part in nodes_under(node):
        under = known.get(id(part))
        if under is None:
            under = known[id(part)] = _nesting(part, known)
        deep = max(deep, under)
    return deep + isinstance(node, _SEARCHES)


def _depth(node: object) -> int:
    """Returns how deep searches for events lie in each other, counting one inside another only if
    it depends on what the other one found: the rest could stand outside."""
    return max((depth for depth, _ in _scan(node, {}).searches), default=0)


@dataclass(frozen=True, slots=True)
class _Scan:
    """What a node mentions: event variables, and searches (how deep, with what variables)."""

    variables: frozenset[n.EventVar]
    searches: frozenset[tuple[int, frozenset[n.EventVar]]]


_EMPTY: Final = _Scan(frozenset(), frozenset())


def _scan(node: object, known: dict[int, _Scan]) -> _Scan:
    # `known` is by identity: parts are shared, and all of them live as long as the whole does
    if id(node) not in known:
        known[id(node)] = _scanned(node, known)
    return known[id(node)]


def _scanned(node: object, known: dict[int, _Scan]) -> _Scan:
    if isinstance(node, n.EventVar):
        return _Scan(frozenset({node}), frozenset())
    under = [u for part in nodes_under(node) if (u := _scan(part, known)) is not _EMPTY]
    match node:
        case n.Some(var) | n.CappedSum(var) | n.Latest(var) | n.Suspension(var):
            variables, searches = _union(under)
            dependent = (depth for depth, mentioned in searches if var in mentioned)
            depth = max(1 + max(dependent, default=0), *(d for d, _ in searches), 0)
            return _Scan(variables, searches | {(depth, variables)})
        case _ if not under:
            return _EMPTY
        case _ if len(under) == 1:
            return under[0]
        case _:
            return _Scan(*_union(under))


def _union(
    under: list[_Scan],
) -> tuple[frozenset[n.EventVar], frozenset[tuple[int, frozenset[n.EventVar]]]]:
    variables = frozenset[n.EventVar]().union(*(u.variables for u in under))
    return variables, frozenset[tuple[int, frozenset[n.EventVar]]]().union(
        *(u.searches for u in under)
    )


def children(node: object) -> tuple[object, ...]:
    """Returns what stands directly under a node, or in a tuple."""
    if isinstance(node, tuple):
        return cast("tuple[object, ...]", node)
    return tuple(getattr(node, name) for name in _field_names(type(node), whole=True))


def nodes_under(node: object) -> list[object]:
    """Returns the nodes directly under a node: no words, numbers or kinds."""
    found: list[object] = []
    for name in _field_names(type(node), whole=False):
        value: object = getattr(node, name)
        if isinstance(value, tuple):
            _collect(cast("tuple[object, ...]", value), found)
        elif value is not None:
            found.append(value)
    return found


def _collect(values: tuple[object, ...], found: list[object]) -> None:
    for value in values:
        if isinstance(value, tuple):
            _collect(cast("tuple[object, ...]", value), found)
        elif not isinstance(value, str):
            found.append(value)


# INVARIANT: fields of these types hold no nodes; one that is forgotten costs time only.
_PLAIN: Final = frozenset(
    {"str", "int", "bool", "ReadingId", "Field", "MatterField", "Fact", "Relation", "Unit"}
    | {f"tuple[{plain}, ...]" for plain in ("str", "Kind", "OrganKind", "Level")}
)


_NAMES: dict[tuple[type, bool], tuple[str, ...]] = {}


def _field_names(kind: type, *, whole: bool) -> tuple[str, ...]:
    # Asking a class for its fields is slow, and rules have a hundred thousand nodes.
    known = _NAMES.get((kind, whole))
    if known is None:
        its = fields(kind) if is_dataclass(kind) else ()
        known = tuple(f.name for f in its if whole or f.type not in _PLAIN)
        _NAMES[kind, whole] = known
    return known


def _negated_event(what: n.Formula) -> bool:
    """Whether an event is asked for under a negation outside every `some`."""
    match what:
        case n.Not(arg):
            return any(isinstance(p, n.Some) for p in parts(arg))
        case n.And(args) | n.Or(args):
            return any(_negated_event(a) for a in args)
        case n.Choose(_, branches):
            return any(_negated_event(f) for _, f in branches)
        case _:
            return False
