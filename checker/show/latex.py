r"""A rule's formula as LaTeX: an `array` of lines, to be set with `amsmath`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, assert_never

from checker.show.notation import Apply, Binder, Bound, Number, Symbol, Term, norm
from checker.show.sharing import shared
from model.calendar.day import date_of
from model.logic.rule import Rule

_WIDTH: Final = 110
_INFIX: Final = {
    "and": r"\land",
    "or": r"\lor",
    "=>": r"\Rightarrow",
    "=": "=",
    "<=": r"\le",
    "member": r"\in",
}
_BINDERS: Final = {Binder.EXISTS: r"\exists", Binder.FORALL: r"\forall", Binder.LAMBDA: r"\lambda"}
_ATOMIC: Final = frozenset({"=", "<=", "member"})
"""Infix heads that bind closer than the connectives."""


def latex_lines(rule: Rule) -> Iterator[str]:
    r"""Yields the rule as lines of LaTeX, one `array` in display style."""
    yield f"% {rule.id}"
    yield r"\[\begin{array}{l}"
    definitions, said = shared(norm(rule))
    for d in definitions:
        head = Apply(d.name, d.parameters, d.body.sort)
        yield from _set(d.body, rf"{_plain(head)} := ")
    yield from _set(said, "")
    yield r"\end{array}\]"


def _set(t: Term, before: str) -> Iterator[str]:
    for depth, text in _broken(t, 0, before):
        yield "  " + r"\quad" * depth + f" {text} " + r"\\"


def _plain(t: Term) -> str:
    match t:
        case Symbol("true"):
            return r"\top"
        case Symbol("false"):
            return r"\bot"
        case Symbol(name):
            return _named(name)
        case Number(value, day):
            return rf"\text{{{date_of(value)}}}" if day else str(value)
        case Apply("not", (arg,)):
            return rf"\lnot {_closed(arg)}"
        case Apply("ite", (asked, one, other)):
            yes, no = _plain(one), _plain(other)
            return rf"\bigl({_plain(asked)} \mathbin{{?}} {yes} \mathbin{{:}} {no}\bigr)"
        case Apply(head, args) if head in _INFIX:
            return f" {_INFIX[head]} ".join(map(_closed, args))
        case Apply(head, args):
            return rf"{_named(head)}({', '.join(map(_plain, args))})"
        case Bound(_, _, body):
            return _bound(t) + _closed(body)
        case _:
            assert_never(t)


def _bound(t: Bound) -> str:
    taken = ", ".join(_plain(v) for v in t.variables)
    return rf"{_BINDERS[t.binder]} {taken}.\; "


def _closed(t: Term) -> str:
    """Returns the term in brackets, unless nothing in it could be taken for something outside."""
    match t:
        case Apply(head) if head in _INFIX and head not in _ATOMIC:
            return rf"({_plain(t)})"
        case Bound():
            return rf"({_plain(t)})"
        case _:
            return _plain(t)


def _named(name: str) -> str:
    space, slash, said = name.partition("/")
    if slash and space in ("w", "k", "f"):
        return r"\mathit{" + _escaped(said) + "}"
    return _function(name)


def _function(name: str) -> str:
    return r"\mathsf{" + _escaped(name) + "}"


def _escaped(name: str) -> str:
    return name.replace("_", r"\_")


def _broken(t: Term, depth: int, before: str) -> Iterator[tuple[int, str]]:
    """Yields the term line by line with its depth, `before` at the head of the first."""
    whole = _plain(t)
    if len(whole) + 2 * depth <= _WIDTH:
        yield depth, before + whole
        return
    match t:
        case Bound(_, _, body):
            yield depth, f"{before}{_bound(t)}("
            yield from _broken(body, depth + 1, "")
            yield depth, ")"
        case Apply("not", (arg,)):
            yield depth, rf"{before}\lnot ("
            yield from _broken(arg, depth + 1, "")
            yield depth, ")"
        case Apply("ite", (asked, one, other)):
            yield depth, rf"{before}\bigl({_plain(asked)} \mathbin{{?}}"
            yield from _broken(one, depth + 1, "")
            yield depth, r"\mathbin{:}"
            yield from _broken(other, depth + 1, "")
            yield depth, r"\bigr)"
        case Apply(head, args) if head in _INFIX:
            yield from _operands(head, args, depth, before)
        case Apply(head, args) if args:
            yield depth, f"{before}{_function(head)}("
            for place, arg in enumerate(args):
                yield from _broken(arg, depth + 1, ", " if place else "")
            yield depth, ")"
        case _:
            yield depth, before + whole


def _operands(
    head: str, args: tuple[Term, ...], depth: int, before: str
) -> Iterator[tuple[int, str]]:
    for place, arg in enumerate(args):
        sign = f"{_INFIX[head]} " if place else before
        if len(_closed(arg)) + 2 * depth <= _WIDTH:
            yield depth, sign + _closed(arg)
            continue
        yield depth, f"{sign}("
        yield from _broken(arg, depth + 1, "")
        yield depth, ")"
