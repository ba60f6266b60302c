"""Which rows of a log may have to do with each other: so that no kernel looks through a whole case
for what answers one act, or is of its matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from checker.kernel.runtime import jit
from model.logic.meaning import PASSING_ON, TAKING_UP
from model.words import Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

Columns: TypeAlias = "Mapping[str, Ints]"

_PASSING = [int(k in PASSING_ON) for k in Kind]
_TAKING = [int(k in TAKING_UP) for k in Kind]


def indices(columns: Columns) -> dict[str, Ints]:
    """Returns the index columns (`layout.INDEX`) of columns that have all others.

    `by`: for each row those that answer it or may; `to`: those it answers or may; `group`: for each
    row the number of its matter in the chunk, and for each number its rows. All ascending.
    """
    case_off, kind = columns["case.off"], columns["kind"]
    taken = columns["taken.off"], columns["taken.val"], columns["taken.known"]
    marks = np.array(_PASSING, np.int64), np.array(_TAKING, np.int64)
    refs = columns["ref.off"], columns["ref.val"]
    takers = transposed(*taken[:2])
    empty = np.zeros(0, np.int64)
    counts = np.zeros(len(kind), np.int64)
    given = (case_off, kind, *refs, *taken, *takers, *marks)
    answer_pairs(*given, counts, empty)
    to_off = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    to_val = np.full(max(1, int(to_off[-1])), -1, np.int64)
    answer_pairs(*given, to_off[:-1].copy(), to_val)
    by_off, by_val = transposed(to_off, to_val)
    to_off, to_val = transposed(by_off, by_val)  # ascending now
    group, group_off, group_val = matters(case_off, columns["matter"])
    return {
        "by.off": by_off,
        "by.val": by_val,
        "to.off": to_off,
        "to.val": to_val,
        "group": group,
        "group.off": group_off,
        "group.val": group_val,
    }


@jit
def transposed(off: Ints, val: Ints) -> tuple[Ints, Ints]:
    """Returns, for lists of rows, the lists of those that hold each row, ascending."""
    rows = len(off) - 1
    new_off = np.zeros(rows + 1, np.int64)
    for k in range(off[rows]):
        new_off[val[k] + 1] += 1
    for i in range(rows):
        new_off[i + 1] += new_off[i]
    at = new_off[:-1].copy()
    new_val = np.full(max(1, off[rows]), -1, np.int64)
    for i in range(rows):
        for k in range(off[i], off[i + 1]):
            new_val[at[val[k]]] = i
            at[val[k]] += 1
    return new_off, new_val


@jit
def answer_pairs(
    case_off: Ints,
    kind: Ints,
    ref_off: Ints,
    ref_val: Ints,
    taken_off: Ints,
    taken_val: Ints,
    taken_known: Ints,
    taker_off: Ints,
    taker_val: Ints,
    passing: Ints,
    taking: Ints,
    at: Ints,
    out: Ints,
) -> None:
    """Writes for each row the rows it answers or may (`runtime.answers`), each once, from place
    `at` of that row on; only counts them in `at` where `out` is empty."""
    stamp = np.full(len(kind), -1, np.int64)
    open_rows = np.zeros(len(kind), np.int64)
    for c in range(len(case_off) - 1):
        c0, c1 = case_off[c], case_off[c + 1]
        opened = 0
        for y in range(c0, c1):
            if taking[kind[y]] and not taken_known[y]:
                open_rows[opened] = y
                opened += 1
        for x in range(c0, c1):
            if not taken_known[x]:
                for y in range(c0, c1):
                    _put(x, y, stamp, at, out)
                continue
            for k in range(taken_off[x], taken_off[x + 1]):
                _put(x, taken_val[k], stamp, at, out)
            if passing[kind[x]]:
                continue
            for k in range(ref_off[x], ref_off[x + 1]):
                r = ref_val[k]
                for j in range(taker_off[r], taker_off[r + 1]):
                    if taking[kind[taker_val[j]]] and taker_val[j] != x:
                        _put(x, taker_val[j], stamp, at, out)
            for k in range(opened):
                if open_rows[k] != x:
                    _put(x, open_rows[k], stamp, at, out)


@jit
def _put(x: int, y: int, stamp: Ints, at: Ints, out: Ints) -> None:
    """Writes the pair, if it is not there yet: `stamp` is the last row that answered each."""
    if stamp[y] != x:
        stamp[y] = x
        if len(out) > 0:
            out[at[x]] = y
        at[x] += 1


@jit
def matters(case_off: Ints, matter: Ints) -> tuple[Ints, Ints, Ints]:
    """Returns for each row the number of its matter, counted over all cases, and the rows of each
    number: their offsets, their values."""
    rows = len(matter)
    group = np.zeros(rows, np.int64)
    sizes = np.zeros(rows + 1, np.int64)
    found = 0
    for c in range(len(case_off) - 1):
        c0, c1 = case_off[c], case_off[c + 1]
        if c0 == c1:
            continue
        low = matter[c0]
        high = low
        for i in range(c0, c1):
            low, high = min(low, matter[i]), max(high, matter[i])
        number = np.full(high - low + 1, -1, np.int64)
        for i in range(c0, c1):
            at = matter[i] - low
            if number[at] < 0:
                number[at] = found
                found += 1
            group[i] = number[at]
            sizes[number[at] + 1] += 1
    for i in range(rows):
        sizes[i + 1] += sizes[i]
    at = sizes[:-1].copy()
    val = np.full(max(1, rows), -1, np.int64)
    for i in range(rows):
        val[at[group[i]]] = i
        at[group[i]] += 1
    return group, sizes, val
