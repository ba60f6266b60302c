"""Terms of Z3 made by its C interface, for operands whose sorts are known.

The operators of the Python package look at the sort and context of every operand first, which costs
ten times what the call costs. The terms are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import Array
from functools import lru_cache
from typing import Final

import z3

_CONTEXT: Final = z3.main_ctx()
_REF: Final = _CONTEXT.ref()


def conjunction(terms: Sequence[z3.BoolRef]) -> z3.BoolRef:
    """Returns that all are true."""
    return z3.BoolRef(z3.Z3_mk_and(_REF, len(terms), _array(terms)), _CONTEXT)


def disjunction(terms: Sequence[z3.BoolRef]) -> z3.BoolRef:
    """Returns that one is true at least."""
    return z3.BoolRef(z3.Z3_mk_or(_REF, len(terms), _array(terms)), _CONTEXT)


def negation(term: z3.BoolRef) -> z3.BoolRef:
    """Returns that it is false."""
    return z3.BoolRef(z3.Z3_mk_not(_REF, term.as_ast()), _CONTEXT)


def equals(term: z3.ArithRef, value: int) -> z3.BoolRef:
    """Returns that the whole number has the value."""
    return z3.BoolRef(z3.Z3_mk_eq(_REF, term.as_ast(), number(value).as_ast()), _CONTEXT)


def at_most(term: z3.ArithRef, value: int) -> z3.BoolRef:
    """Returns that the whole number is no greater than the value."""
    return z3.BoolRef(z3.Z3_mk_le(_REF, term.as_ast(), number(value).as_ast()), _CONTEXT)


def total(const: int, parts: Sequence[tuple[z3.ArithRef, int]]) -> z3.ArithRef:
    """Returns the constant and the terms, each so many times, added one after the other."""
    found: z3.ArithRef = number(const)
    for term, times in parts:
        product = z3.ArithRef(z3.Z3_mk_mul(_REF, 2, _array((number(times), term))), _CONTEXT)
        found = z3.ArithRef(z3.Z3_mk_add(_REF, 2, _array((found, product))), _CONTEXT)
    return found


@lru_cache(maxsize=4096)
def number(value: int) -> z3.IntNumRef:
    """Returns the whole number as a term."""
    # INVARIANT: the cache keeps the term alive while a caller holds nothing but its address.
    return z3.IntVal(value)


def _array(terms: Sequence[z3.AstRef]) -> Array[z3.Ast]:
    return (z3.Ast * len(terms))(*(term.as_ast() for term in terms))
