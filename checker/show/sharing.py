"""What a formula says more than once is given a name, so that one reads it once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias, assert_never

from checker.show.notation import Apply, Bound, Number, Sort, Symbol, Term

_WORTH: Final = 7
"""Terms of so many symbols are named if they come twice."""
_Key: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """`name` of these variables stands for `body`."""

    name: str
    parameters: tuple[Symbol, ...]
    body: Term


def shared(whole: Term) -> tuple[tuple[Definition, ...], Term]:
    """Returns the term with a name in place of every larger part that comes more than once, and
    what the names stand for, each before its first use."""
    graph = _Graph()
    root = graph.number(whole)
    said = graph.said(root)
    return tuple(graph.definitions), said


@dataclass
class _Graph:
    """Equal terms have one number; `uses` counts how often a number stands inside other terms."""

    numbers: dict[_Key, int] = field(default_factory=dict[_Key, int])
    terms: list[Term] = field(default_factory=list[Term])
    inside: list[tuple[int, ...]] = field(default_factory=list[tuple[int, ...]])
    sizes: list[int] = field(default_factory=list[int])
    free: list[frozenset[Symbol]] = field(default_factory=list[frozenset[Symbol]])
    uses: Counter[int] = field(default_factory=Counter[int])
    done: dict[int, Term] = field(default_factory=dict[int, Term])
    definitions: list[Definition] = field(default_factory=list[Definition])

    def number(self, t: Term) -> int:
        """Returns the number of the term, a new one if there is none equal to it."""
        below = tuple(self.number(c) for c in _children(t))
        key = (*_label(t), *below)
        known = self.numbers.get(key)
        if known is not None:
            return known
        mine = self.numbers[key] = len(self.terms)
        self.terms.append(t)
        self.inside.append(below)
        self.sizes.append(1 + sum(self.sizes[b] for b in below))
        self.free.append(self._free(t, below))
        self.uses.update(below)
        return mine

    def _free(self, t: Term, below: tuple[int, ...]) -> frozenset[Symbol]:
        if isinstance(t, Symbol):
            # INVARIANT: constants have sort Word, Int or Bool, variables sort Event or Party.
            return frozenset({t}) if t.sort in (Sort.EVENT, Sort.PARTY) else frozenset()
        found = frozenset[Symbol]().union(*(self.free[b] for b in below))
        return found - frozenset(t.variables) if isinstance(t, Bound) else found

    def said(self, mine: int) -> Term:
        """Returns the term of that number, parts named; a name itself if it is worth one."""
        if mine not in self.done:
            whole = _with_children(self.terms[mine], [self.said(b) for b in self.inside[mine]])
            self.done[mine] = self._named(mine, whole)
        return self.done[mine]

    def _named(self, mine: int, whole: Term) -> Term:
        if self.uses[mine] < 2 or self.sizes[mine] < _WORTH:
            return whole
        parameters = tuple(sorted(self.free[mine], key=lambda v: v.name))
        name = f"D{len(self.definitions) + 1}"
        self.definitions.append(Definition(name, parameters, whole))
        return Apply(name, parameters, whole.sort)


def _children(t: Term) -> Iterator[Term]:
    match t:
        case Symbol() | Number():
            return
        case Apply(_, args):
            yield from args
        case Bound(_, _, body):
            yield body
        case _:
            assert_never(t)


def _label(t: Term) -> _Key:
    match t:
        case Symbol() | Number():
            return (t,)
        case Apply(head, _, sort):
            return (head, sort)
        case Bound(binder, variables, _, sort):
            return (binder, variables, sort)
        case _:
            assert_never(t)


def _with_children(t: Term, below: list[Term]) -> Term:
    match t:
        case Symbol() | Number():
            return t
        case Apply(head, _, sort):
            return Apply(head, tuple(below), sort)
        case Bound(binder, variables, _, sort):
            return Bound(binder, variables, below[0], sort)
        case _:
            assert_never(t)
