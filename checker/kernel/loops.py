"""Loops over whole logs that are no kernels: in the same small Python, compiled the same way.

Lists are offsets (one more than lists) and values. The caller makes room for what is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Ints = Sequence[int]
    Room = list[int]


def count_holders(off: Ints, val: Ints, new_off: Room) -> int:
    """Writes the offsets of the lists of those whose list holds each row; `new_off` is zeros."""
    for k in range(off[len(off) - 1]):
        new_off[val[k] + 1] += 1
    for i in range(len(new_off) - 1):
        new_off[i + 1] += new_off[i]
    return 0


def list_holders(off: Ints, val: Ints, at: Room, new_val: Room) -> int:
    """Writes those lists; `at`: where each begins, moved on to its end."""
    for i in range(len(off) - 1):
        for k in range(off[i], off[i + 1]):
            new_val[at[val[k]]] = i
            at[val[k]] += 1
    return 0


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
    stamp: Room,
    open_rows: Room,
    at: Room,
    out: Room,
) -> int:
    """Writes for each row the rows it answers or may (`runtime.answers`), each once, from place
    `at` of that row on; only counts them in `at` where `out` is empty. `stamp` is all -1."""
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
                    put_pair(x, y, stamp, at, out)
            else:
                for k in range(taken_off[x], taken_off[x + 1]):
                    put_pair(x, taken_val[k], stamp, at, out)
                if not passing[kind[x]]:
                    for k in range(ref_off[x], ref_off[x + 1]):
                        r = ref_val[k]
                        for j in range(taker_off[r], taker_off[r + 1]):
                            if taking[kind[taker_val[j]]] and taker_val[j] != x:
                                put_pair(x, taker_val[j], stamp, at, out)
                    for k in range(opened):
                        if open_rows[k] != x:
                            put_pair(x, open_rows[k], stamp, at, out)
    return 0


def put_pair(x: int, y: int, stamp: Room, at: Room, out: Room) -> int:
    """Writes the pair, if it is not there yet: `stamp` is the last row that answered each."""
    if stamp[y] != x:
        stamp[y] = x
        if len(out) > 0:
            out[at[x]] = y
        at[x] += 1
    return 0


def number_matters(case_off: Ints, matter: Ints, number: Room, group: Room) -> int:
    """Writes for each row the number of its matter, counted over all cases; returns how many there
    are. `number` has room for as many matters as one case may have."""
    found = 0
    for c in range(len(case_off) - 1):
        c0, c1 = case_off[c], case_off[c + 1]
        if c0 < c1:
            low, high = matter[c0], matter[c0]
            for i in range(c0, c1):
                low, high = min(low, matter[i]), max(high, matter[i])
            for k in range(high - low + 1):
                number[k] = -1
            for i in range(c0, c1):
                at = matter[i] - low
                if number[at] < 0:
                    number[at] = found
                    found += 1
                group[i] = number[at]
    return found


def reached_rows(
    kind: Ints,
    ref_off: Ints,
    ref_val: Ints,
    through: Ints,
    stamp: Room,
    todo: Room,
    at: Room,
    out: Room,
) -> int:
    """Writes for each row what it refers to, and what rows of marked kinds among these reach, each
    once, from place `at` of that row on; only counts where `out` is empty. `stamp` is all -1."""
    for x in range(len(kind)):
        begun, ended = 0, 0
        for k in range(ref_off[x], ref_off[x + 1]):
            if stamp[ref_val[k]] != x:
                stamp[ref_val[k]] = x
                todo[ended] = ref_val[k]
                ended += 1
        while begun < ended:
            y = todo[begun]
            begun += 1
            if len(out) > 0:
                out[at[x]] = y
            at[x] += 1
            if through[kind[y]]:
                for k in range(ref_off[y], ref_off[y + 1]):
                    if stamp[ref_val[k]] != x:
                        stamp[ref_val[k]] = x
                        todo[ended] = ref_val[k]
                        ended += 1
    return 0
