"""What generated kernels call: three-valued questions about rows, intervals of days, relations.

Every function is plain Python over integer arrays: it runs as it stands, and `lower` compiles it.
Truth: 0 no, 1 nobody knows, 2 yes; conjunction is `min`, disjunction `max`, negation `2 - x`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Ints = Sequence[int]
    Small = Sequence[int]

FAR = 4_000_000
"""A day after every day: where a period ends that may not end."""


def hull(a: int, b: int) -> int:
    """Returns what is known if either may be the answer: the truth they share, else 1."""
    return a if a == b else 1


def not_after(lo: int, hi: int, lo2: int, hi2: int) -> int:
    """Returns whether a day (or number) is that of the other interval or less."""
    if hi <= lo2:
        return 2
    return 1 if lo <= hi2 else 0


def has(off: Ints, val: Ints, row: int, wanted: int) -> bool:
    """Returns whether the list of a row holds the value."""
    for k in range(off[row], off[row + 1]):  # noqa: SIM110 - kernels are made of loops alone
        if val[k] == wanted:
            return True
    return False


def has_sorted(off: Ints, val: Ints, row: int, wanted: int) -> bool:
    """As `has`, of an ascending list: the organs below a government are many."""
    low, high = off[row], off[row + 1]
    while low < high:
        middle = (low + high) // 2
        if val[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low < off[row + 1] and val[low] == wanted


def answers(
    later: int,
    earlier: int,
    kind: Ints,
    ref_off: Ints,
    ref_val: Ints,
    ref_known: Small,
    taken_off: Ints,
    taken_val: Ints,
    taken_known: Small,
    passing: Small,
    taking: Small,
) -> int:
    """Returns whether `later` refers to `earlier`, as `model.logic.meaning.answers` says."""
    if has(taken_off, taken_val, later, earlier):
        return 2
    may = 0 if taken_known[later] else 1
    if taking[kind[earlier]] and not passing[kind[later]] and later != earlier:
        for k in range(ref_off[later], ref_off[later + 1]):
            if has(taken_off, taken_val, earlier, ref_val[k]):
                return 2
        if not ref_known[later] or not taken_known[earlier]:
            may = 1
    return may


def precedes(
    x: int,
    y: int,
    on_lo: Ints,
    on_hi: Ints,
    order: Ints,
    time: Ints,
    rests_off: Ints,
    rests_val: Ints,
) -> int:
    """Returns whether `x` came before `y`: earlier day, or first of one day."""
    if x == y:
        return 0
    if on_hi[x] < on_lo[y]:
        return 2
    if on_lo[x] > on_hi[y]:
        return 0
    earlier = 1 if on_lo[x] < on_hi[y] else 0
    not_later = 2 if on_hi[x] <= on_lo[y] else 1
    first = 1
    if time[x] >= 0 and time[y] >= 0:
        before = time[x] < time[y] or (time[x] == time[y] and order[x] < order[y])
        first = 2 if before else 0
    elif has(rests_off, rests_val, y, x):
        first = 2
    elif has(rests_off, rests_val, x, y):
        first = 0
    return max(earlier, min(not_later, first))


def same_ground(
    later: int,
    earlier: int,
    absent: int,
    matter: Ints,
    same_off: Ints,
    same_row: Ints,
    same_value: Small,
    rests_off: Ints,
    rests_val: Ints,
) -> int:
    """Returns what the record says of the later submission's facts (or reasons) being those of the
    earlier event; `absent`: what nothing said means in one matter."""
    found = -1
    for k in range(same_off[later], same_off[later + 1]):
        row = same_row[k]
        if row == earlier:
            return same_value[k]
        if has(rests_off, rests_val, earlier, row):
            found = same_value[k] if found in (-1, same_value[k]) else 1
    if found >= 0:
        return found
    return absent if matter[later] == matter[earlier] else 0


def settle_code(engaged: int, met: int, excused: int, running: int) -> int:
    """Returns the code of an instance (`rule_source.Code`) from what is known of its parts."""
    if engaged and met < 2 and excused < 2 and running < 2:
        return 4 if engaged == 2 and not met and not excused and not running else 5
    if engaged and met < 2 and excused < 2 and running:
        return 3 if engaged == 2 and not met and not excused and running == 2 else 5
    if engaged < 2:
        return 6 if engaged else 0
    if met == 2:
        return 1
    return 2 if not met else 6


# ---- days ----------------------------------------------------------------------------------------


def next_working(day: int, high: int, base: int, table: Ints) -> int:
    """Returns the day itself if it is a working day, else the next one; past the calendar the
    earliest (`high` 0) or latest (`high` 1) it may be."""
    at = day - base
    if 0 <= at < len(table) and table[at] > 0:
        return table[at]
    return day + 16 if high else day


def plus_working(day: int, n: int, high: int, base: int, index: Ints, days: Ints) -> int:
    """Returns the n-th working day after that day; past the calendar its bounds, as above."""
    at = day - base
    if n == 0:
        return day
    if 0 <= at < len(index):
        wanted = index[at] + n - 1
        if wanted < len(days):
            return days[wanted]
    return day + 3 * n + 16 if high else day


def plus_natural(start: int, n: int, stops: int, first: Ints, last: Ints) -> int:
    """Returns the day by which n days have counted, those of the first `stops` stretches not."""
    day, left = start, n
    if stops == 0:
        return start + n
    while left > 0:
        day += 1
        if day >= FAR:
            return FAR
        stopped = False
        for k in range(stops):
            if first[k] <= day <= last[k]:
                stopped = True
                if last[k] >= FAR:
                    return FAR
                break
        if not stopped:
            left -= 1
    return day


def epoch_of(day: int, epochs: Ints) -> int:
    """Returns the number of the epoch of the organ tree that holds the day."""
    low, high = 0, len(epochs)
    while low < high:
        middle = (low + high) // 2
        if epochs[middle] <= day:
            low = middle + 1
        else:
            high = middle
    return low


def related(
    a: int, b: int, lo: int, hi: int, epochs: Ints, organs: int, off: Ints, val: Ints
) -> int:
    """Returns whether "a RELATION b" holds on the day; the table lists, for each epoch and each b,
    every such a."""
    if a < 0 or b < 0:
        return 1
    if a >= organs or b >= organs:
        return 0
    first, last = epoch_of(lo, epochs), epoch_of(hi, epochs)
    yes, no = False, False
    for e in range(first, last + 1):
        if has_sorted(off, val, e * organs + b, a):
            yes = True
        else:
            no = True
    return 1 if yes and no else (2 if yes else 0)


def carried_on(
    organ: int,
    after: int,
    until: int,
    least: int,
    unknown: int,
    organs: int,
    off: Ints,
    val: Ints,
) -> int:
    """Returns the last day past `after` and not past `until` on which the organ's functions were
    taken over, or `least`; of an unknown organ `unknown`, if that is later."""
    if organ < 0:
        return max(least, unknown)
    found = least
    if organ < organs:
        for k in range(off[organ], off[organ + 1]):
            if after < val[k] <= until:
                found = max(found, val[k])
    return found


def alive(organ: int, lo: int, hi: int, begun: Ints, ended: Ints) -> int:
    """Returns whether the organ exists on the day."""
    if begun[organ] <= lo and hi <= ended[organ]:
        return 2
    return 1 if begun[organ] <= hi and lo <= ended[organ] else 0


def one_of(code: int, table: Small) -> int:
    """Returns whether a code is among those the table marks; an unknown code may be."""
    if code < 0:
        return 1
    return 2 if code < len(table) and table[code] else 0


def in_set(party: int, row: int, off: Ints, val: Ints, open_: Small) -> int:
    """Returns whether the party is in the set of the row."""
    if party < 0:
        return 1
    if has(off, val, row, party):
        return 2
    return 1 if open_[row] else 0


def overlap(
    x: int,
    y: int,
    off: Ints,
    val: Ints,
    open_: Small,
    id_: Ints,
    off2: Ints,
    val2: Ints,
    open2: Small,
    id2: Ints,
) -> int:
    """Returns whether somebody is in both sets; a set always overlaps with itself."""
    if id_[x] == id2[y]:
        return 2
    unknown = False
    for k in range(off[x], off[x + 1]):
        if val[k] < 0:
            unknown = True
        elif has(off2, val2, y, val[k]):
            return 2
    return 1 if unknown or open_[x] or open2[y] else 0
