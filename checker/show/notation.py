"""A rule's formula in many-sorted first-order notation: one walk, which SMT-LIB and LaTeX print.

Connectives, quantifiers, `=` and `<=` are those of logic. Every other symbol is a named predicate
or function without a definition here: what it says is said by the reference meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias, TypeVar, assert_never

from model.logic import nodes as n
from model.logic.rewrite import excused_by, in_time
from model.logic.rule import Rule
from model.words import Kind


class Sort(Enum):
    """What a term stands for. Days are day numbers; a `CLASS` holds of events, a `MEASURE` gives
    each event a whole number."""

    BOOL = "Bool"
    INT = "Int"
    EVENT = "Event"
    PARTY = "Party"
    PARTIES = "Parties"
    MATTER = "Matter"
    WORD = "Word"
    SUSPENSION = "Suspension"
    CLASS = "(Array Event Bool)"
    MEASURE = "(Array Event Int)"


class Binder(Enum):
    """What binds a variable."""

    EXISTS = "exists"
    FORALL = "forall"
    LAMBDA = "lambda"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A constant, or a variable that a binder around it binds."""

    name: str
    sort: Sort


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number; `day`: it is a day number."""

    value: int
    day: bool
    sort: Sort = Sort.INT


@dataclass(frozen=True, slots=True)
class Apply:
    """A connective, predicate or function with its arguments."""

    head: str
    args: tuple[Term, ...]
    sort: Sort


@dataclass(frozen=True, slots=True)
class Bound:
    """A term in which variables are bound."""

    binder: Binder
    variables: tuple[Symbol, ...]
    body: Term
    sort: Sort


Term: TypeAlias = Symbol | Number | Apply | Bound

LOGICAL: Final = frozenset({"and", "or", "not", "=>", "=", "<=", "ite"})
"""Heads that logic defines; all others are declared."""

TRUE: Final = Symbol("true", Sort.BOOL)
FALSE: Final = Symbol("false", Sort.BOOL)
READINGS_OF_PERIODS: Final = "IP-01, IP-02, IP-03"

T = TypeVar("T")


def norm(rule: Rule) -> Term:
    """Returns "for every binding of the triggers that satisfies the guard: the demand came true in
    time, or an excuse did"."""
    variables = tuple(Symbol(v.name, Sort.EVENT) for v in rule.triggers)
    premises = (*(_of_kinds(v, v.kinds) for v in rule.triggers), formula(rule.guard))
    excuses = (formula(excused_by(rule.demand, e)) for e in rule.excuses)
    body = Apply("=>", (_all(premises), _any((_demanded(rule.demand), *excuses))), Sort.BOOL)
    return Bound(Binder.FORALL, variables, body, Sort.BOOL)


def _demanded(demand: n.Demand) -> Term:
    match demand:
        case n.Answer():
            return formula(in_time(demand))
        case n.Never(what):
            return _not(formula(what))
        case n.Holds(what):
            return formula(what)
        case _:
            assert_never(demand)


# ---- formulas ------------------------------------------------------------------------------------


def formula(f: n.Formula) -> Term:
    """Returns the formula as a term of sort `BOOL`."""
    match f:
        case n.Not(arg):
            return _not(formula(arg))
        case n.And(args):
            return _all(formula(a) for a in args)
        case n.Or(args):
            return _any(formula(a) for a in args)
        case n.Some(var, where, _):
            body = _all((_of_kinds(var, var.kinds), formula(where)))
            return Bound(Binder.EXISTS, (_event(var),), body, Sort.BOOL)
        case n.EveryMember(var, parties, body):
            member = Apply("member", (_party(var), _set(parties)), Sort.BOOL)
            implied = Apply("=>", (member, formula(body)), Sort.BOOL)
            return Bound(Binder.FORALL, (Symbol(var.name, Sort.PARTY),), implied, Sort.BOOL)
        case n.SomeOrgan(var, at, body):
            alive = Apply("organ-on", (_party(var), day(at)), Sort.BOOL)
            whole = _all((alive, formula(body)))
            return Bound(Binder.EXISTS, (Symbol(var.name, Sort.PARTY),), whole, Sort.BOOL)
        case n.Choose(id, branches):
            return _choice(id, branches, formula, Sort.BOOL)
        case _:
            return _atom(f)


def _atom(f: n.Atom) -> Term:
    match f:
        case n.Always(value):
            return TRUE if value else FALSE
        case n.Unsettled(id):
            return Symbol(f"open/{id}", Sort.BOOL)
        case n.InSet() | n.Overlap() | n.SameParty() | n.Related() | n.OfKind() | n.OfLevel():
            return _about_parties(f)
        case n.SameMatter(left, right):
            return _equal(*(Apply("matter-of", (_event(e),), Sort.MATTER) for e in (left, right)))
        case n.SameEvent(left, right):
            return _equal(_event(left), _event(right))
        case n.Precedes(left, right):
            return _holds("before", _event(left), _event(right))
        case n.Answers(later, earlier):
            return _holds("answers", _event(later), _event(earlier))
        case n.SameGround(later, earlier, fact):
            both = (_event(later), _event(earlier))
            return _holds("attested-of-both", *both, _word("f", fact.value))
        case n.NotAfter(left, right):
            return Apply("<=", (day(left), day(right)), Sort.BOOL)
        case n.AtMost(left, right):
            return Apply("<=", (number(left), number(right)), Sort.BOOL)
        case _:
            return _about_event(f)


_AboutEvent: TypeAlias = (
    n.Is | n.MatterIs | n.Flag | n.MatterFlag | n.Attested | n.States | n.IsA | n.Given
)
_AboutParties: TypeAlias = n.InSet | n.Overlap | n.SameParty | n.Related | n.OfKind | n.OfLevel


def _about_event(f: _AboutEvent) -> Term:
    match f:
        case n.Is(e, field, words):
            value = Apply(_hyphened(field.value, "-of"), (_event(e),), Sort.WORD)
            return _any(_equal(value, _word("w", w)) for w in words)
        case n.MatterIs(e, field, words):
            value = Apply(_hyphened(field.value, "-of-matter"), (_event(e),), Sort.WORD)
            return _any(_equal(value, _word("w", w)) for w in words)
        case n.Flag(e, field):
            return _holds(_hyphened(field.value, "-said"), _event(e))
        case n.MatterFlag(e, field):
            return _holds(_hyphened(field.value, "-said-of-matter"), _event(e))
        case n.Attested(e, fact):
            return _holds("attested", _event(e), _word("f", fact.value))
        case n.States(e, stated):
            return _holds("states", _event(e), _word("w", stated))
        case n.IsA(e, kinds):
            return _of_kinds(e, kinds)
        case n.Given(e, field):
            return _holds(_hyphened(field.value, "-given"), _event(e))
        case _:
            assert_never(f)


def _about_parties(f: _AboutParties) -> Term:
    match f:
        case n.InSet(who, parties):
            return _holds("member", _party(who), _set(parties))
        case n.Overlap(left, right):
            return _holds("overlap", _set(left), _set(right))
        case n.SameParty(left, right):
            return _equal(_party(left), _party(right))
        case n.Related(relation, left, right, at):
            head = _hyphened(relation.value, "-on")
            return _holds(head, _party(left), _party(right), day(at))
        case n.OfKind(who, kinds):
            kind = Apply("organ-kind", (_party(who),), Sort.WORD)
            return _any(_equal(kind, _word("w", k.value)) for k in kinds)
        case n.OfLevel(who, levels):
            level = Apply("organ-level", (_party(who),), Sort.WORD)
            return _any(_equal(level, _word("w", k.value)) for k in levels)
        case _:
            assert_never(f)


# ---- terms ---------------------------------------------------------------------------------------


def day(t: n.DayTerm) -> Term:
    """Returns the day as a term of sort `INT`: a day number."""
    match t:
        case n.DayOf(e, field):
            return Apply(_hyphened(field.value, "-day-of"), (_event(e),), Sort.INT)
        case n.DayConst(value):
            return Number(value, day=True)
        case n.PeriodEnd():
            return _period(t)
        case n.Latest(var, where, of, otherwise):
            args = (_class(var, where), _measure(var, day(of)), day(otherwise))
            return Apply("latest", args, Sort.INT)
        case n.CarriedOn(party, after, until):
            return Apply("carried-on", (_party(party), day(after), day(until)), Sort.INT)
        case n.ChooseDay(id, branches):
            return _choice(id, branches, day, Sort.INT)
        case _:
            assert_never(t)


def number(t: n.NumberTerm) -> Term:
    """Returns the number as a term of sort `INT`."""
    match t:
        case n.NumberConst(value):
            return Number(value, day=False)
        case n.NumberOf(e, field):
            return Apply(_hyphened(field.value, "-of"), (_event(e),), Sort.INT)
        case n.CappedSum(var, where, of, cap):
            most = Number(cap, day=False)
            args = (_class(var, where), _measure(var, number(of)), most)
            return Apply("capped-sum", args, Sort.INT)
        case n.ChooseNumber(id, branches):
            return _choice(id, branches, number, Sort.INT)
        case n.OpenNumber(limit):
            return Symbol(limit, Sort.INT)
        case _:
            assert_never(t)


def _period(t: n.PeriodEnd) -> Term:
    """Returns the end of the period; the head says which steps it takes, and how many suspensions
    follow them."""
    steps = "+".join(s.unit.value for s in t.steps)
    stopped = f"/less-{len(t.without)}" if t.without else ""
    whose = "/petitioners" if t.petitioners else ""
    amounts = (number(s.amount) for s in t.steps)
    args = (day(t.start), *amounts, *(_suspension(s) for s in t.without))
    return Apply(f"period-end/{steps}{stopped}{whose}", args, Sort.INT)


def _suspension(s: n.Suspension) -> Term:
    head = "sitting-days" if s.sitting_only else "days"
    ends = (_word("k", k.value) for k in s.end_kinds)
    args = (_class(s.start, s.where), *ends)
    return Apply(f"{head}-until/{len(s.end_kinds)}", args, Sort.SUSPENSION)


def _class(var: n.EventVar, where: n.Formula) -> Term:
    body = _all((_of_kinds(var, var.kinds), formula(where)))
    return Bound(Binder.LAMBDA, (_event(var),), body, Sort.CLASS)


def _measure(var: n.EventVar, value: Term) -> Term:
    return Bound(Binder.LAMBDA, (_event(var),), value, Sort.MEASURE)


def _set(t: n.PartySet) -> Term:
    match t:
        case n.SetOf(e, field):
            return Apply(_hyphened(field.value, "-of"), (_event(e),), Sort.PARTIES)
        case n.MatterSet(e, matter_field):
            head = _hyphened(matter_field.value, "-of-matter")
            return Apply(head, (_event(e),), Sort.PARTIES)
        case _:
            assert_never(t)


def _party(t: n.PartyTerm) -> Term:
    match t:
        case n.PartyOf(e, field):
            return Apply(_hyphened(field.value, "-party"), (_event(e),), Sort.PARTY)
        case n.PartyVar(own):
            return Symbol(own, Sort.PARTY)
        case _:
            assert_never(t)


def _event(var: n.EventVar) -> Symbol:
    return Symbol(var.name, Sort.EVENT)


# ---- building ------------------------------------------------------------------------------------


def _choice(
    id: n.ReadingId, branches: tuple[tuple[str, T], ...], said: Callable[[T], Term], sort: Sort
) -> Term:
    """Returns "if the reading has this value, this, else …"; the last value needs no question."""
    (*before, (_, last)) = branches
    whole = said(last)
    for value, branch in reversed(before):
        asked = _equal(Symbol(id, Sort.WORD), _word("w", value))
        whole = Apply("ite", (asked, said(branch), whole), sort)
    return whole


def _of_kinds(var: n.EventVar, kinds: Iterable[Kind]) -> Term:
    kind = Apply("kind-of", (_event(var),), Sort.WORD)
    return _any(_equal(kind, _word("k", k.value)) for k in kinds)


def _word(space: str, word: str) -> Symbol:
    return Symbol(f"{space}/{word}", Sort.WORD)


def _hyphened(name: str, ending: str) -> str:
    return name.replace("_", "-") + ending


def _holds(head: str, *args: Term) -> Term:
    return Apply(head, args, Sort.BOOL)


def _equal(*args: Term) -> Term:
    return Apply("=", args, Sort.BOOL)


def _not(arg: Term) -> Term:
    if isinstance(arg, Apply) and arg.head == "not":
        return arg.args[0]
    if arg in (TRUE, FALSE):
        return FALSE if arg == TRUE else TRUE
    return Apply("not", (arg,), Sort.BOOL)


def _all(args: Iterable[Term]) -> Term:
    return _listed("and", TRUE, args)


def _any(args: Iterable[Term]) -> Term:
    return _listed("or", FALSE, args)


def _listed(head: str, idle: Symbol, args: Iterable[Term]) -> Term:
    found = tuple(_flat(head, idle, args))
    if len(found) == 1:
        return found[0]
    return Apply(head, found, Sort.BOOL) if found else idle


def _flat(head: str, idle: Symbol, args: Iterable[Term]) -> Iterator[Term]:
    for arg in args:
        if isinstance(arg, Apply) and arg.head == head:
            yield from arg.args
        elif arg != idle:
            yield arg


def subterms(t: Term) -> Iterator[Term]:
    """Yields the term and every term in it, outermost first."""
    yield t
    match t:
        case Symbol() | Number():
            return
        case Apply(_, args):
            for arg in args:
                yield from subterms(arg)
        case Bound(_, _, body):
            yield from subterms(body)
        case _:
            assert_never(t)
