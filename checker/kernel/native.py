"""Calling machine code with arrays, and loops made machine code where they are first called."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from checker.kernel import lower, machine

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.int64] | NDArray[np.int16]

Slot: TypeAlias = tuple[int, int]
"""The address and the length of an array, or a number and 0."""


def slot_of(given: Array | int) -> Slot:
    """Returns what machine code is given for an argument; an array must outlive the call.

    INVARIANT: its numbers lie one after the other.
    """
    if isinstance(given, int):
        return given, 0
    assert given.flags.c_contiguous
    return given.ctypes.data, len(given)


def call(function: machine.Function, slots: Iterable[Slot]) -> int:
    """Returns what a function answers."""
    table = np.array(list(slots), np.int64)
    return function(table.ctypes.data)


@dataclass(frozen=True)
class Loop:
    """A loop as machine code, called with arrays of 64-bit numbers."""

    function: machine.Function

    def __call__(self, *given: NDArray[np.int64]) -> int:
        """Runs it; all arrays it may write into."""
        assert all(a.dtype == np.int64 for a in given)
        return call(self.function, map(slot_of, given))


@cache
def loop(function: Callable[..., int]) -> Loop:
    """Returns a function of `loops` as machine code."""
    module = lower.loop_module(function.__name__, inspect.getsource(function))
    return Loop(machine.loaded(function.__name__, machine.object_code(module)))
