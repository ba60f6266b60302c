"""A rule's formula as SMT-LIB: sorts, declarations of the named predicates, one assertion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, assert_never

from checker.show.notation import (
    LOGICAL,
    Apply,
    Binder,
    Bound,
    Number,
    Sort,
    Symbol,
    Term,
    norm,
    subterms,
)
from checker.show.sharing import Definition, shared
from model.logic.rule import Rule

_WIDTH: Final = 96
_SORTS: Final = (Sort.EVENT, Sort.PARTY, Sort.PARTIES, Sort.MATTER, Sort.WORD, Sort.SUSPENSION)
_LOGIC: Final = ("true", "false")
_NOTE: Final = (
    "; named predicates without a definition: what they say is said by model/logic/meaning.py",
    "; (w/ words, k/ kinds of event, f/ facts are constants, all different)",
    "; days are day numbers (proleptic Gregorian); a class of events is (Array Event Bool)",
)


def smt_lines(rule: Rule) -> Iterator[str]:
    """Yields the rule as lines of SMT-LIB 2 (classes and measures are lambda terms, as of 2.7)."""
    whole = norm(rule)
    yield f"; {rule.id}"
    yield from _NOTE
    yield from (f"(declare-sort {s.value} 0)" for s in _SORTS)
    yield from sorted(set(_declarations(whole, frozenset(_LOGIC))))
    definitions, said = shared(whole)
    for definition in definitions:
        yield from _defined(definition)
    yield from _broken(Apply("assert", (said,), Sort.BOOL), 0)


def _defined(d: Definition) -> Iterator[str]:
    taken = " ".join(f"({p.name} {p.sort.value})" for p in d.parameters)
    head = f"define-fun {d.name} ({taken}) {d.body.sort.value}"
    yield from _broken(Apply(head, (d.body,), Sort.BOOL), 0)


def _declarations(t: Term, bound: frozenset[str]) -> Iterator[str]:
    match t:
        case Number():
            return
        case Symbol(name, sort):
            if name not in bound:
                yield f"(declare-const {name} {sort.value})"
        case Apply(head, args, sort):
            if head not in LOGICAL:
                taken = " ".join(a.sort.value for a in args)
                yield f"(declare-fun {head} ({taken}) {sort.value})"
            for arg in args:
                yield from _declarations(arg, bound)
        case Bound(_, variables, body):
            yield from _declarations(body, bound | {v.name for v in variables})
        case _:
            assert_never(t)


def symbols_of(rule: Rule) -> frozenset[str]:
    """Returns the heads that the rule's formula uses and logic does not define."""
    found = (t.head for t in subterms(norm(rule)) if isinstance(t, Apply))
    return frozenset(found) - LOGICAL


def _plain(t: Term) -> str:
    match t:
        case Symbol(name):
            return name
        case Number(value):
            return str(value)
        case Apply(head, args):
            return f"({' '.join((head, *map(_plain, args)))})" if args else head
        case Bound(binder, variables, body):
            return f"({_head(binder, variables)} {_plain(body)})"
        case _:
            assert_never(t)


def _head(binder: Binder, variables: tuple[Symbol, ...]) -> str:
    taken = " ".join(f"({v.name} {v.sort.value})" for v in variables)
    return f"{binder.value} ({taken})"


def _broken(t: Term, depth: int) -> Iterator[str]:
    """Yields the term on one line if it fits, else its parts one below the other."""
    pad, whole = " " * depth, _plain(t)
    if len(whole) + depth <= _WIDTH or isinstance(t, Symbol | Number):
        yield pad + whole
        return
    head = t.head if isinstance(t, Apply) else _head(t.binder, t.variables)
    inside = t.args if isinstance(t, Apply) else (t.body,)
    yield f"{pad}({head}"
    *before, last = (line for arg in inside for line in _broken(arg, depth + 1))
    yield from before
    yield last + ")"
