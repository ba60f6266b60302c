"""Which rows of a log may have to do with each other: so that no kernel looks through a whole case
for what answers one act, or is of its matter, nor through a whole log for what begins a duty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from checker.kernel import loops
from checker.kernel.native import loop
from model.logic.meaning import PASSING_ON, TAKING_UP
from model.words import Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

Columns: TypeAlias = "Mapping[str, Ints]"

_PASSING = np.array([int(k in PASSING_ON) for k in Kind], np.int64)
_TAKING = np.array([int(k in TAKING_UP) for k in Kind], np.int64)


def indices(columns: Columns) -> dict[str, Ints]:
    """Returns the index columns (`layout.INDEX`) of columns that have all others.

    `by`: for each row those that answer it or may; `to`: those it answers or may; `group`: for each
    row the number of its matter in the chunk, and for each number its rows; `kind`: for each kind
    of act its rows; `case.of`: the case of each row. All ascending.
    """
    case_off, kind = columns["case.off"], columns["kind"]
    by_off, by_val = _answering(columns)
    to_off, to_val = transposed(by_off, by_val, len(kind))
    group, group_off, group_val = matters(case_off, columns["matter"])
    kind_off, kind_val = _rows_of(kind, len(Kind))
    return {
        "by.off": by_off,
        "by.val": by_val,
        "to.off": to_off,
        "to.val": to_val,
        "group": group,
        "group.off": group_off,
        "group.val": group_val,
        "kind.off": kind_off,
        "kind.val": kind_val,
        "case.of": np.repeat(np.arange(len(case_off) - 1, dtype=np.int64), np.diff(case_off)),
    }


def _answering(columns: Columns) -> tuple[Ints, Ints]:
    kind = columns["kind"]
    rows = len(kind)
    taken = columns["taken.off"], columns["taken.val"], columns["taken.known"]
    takers = transposed(*taken[:2], rows)
    given = (columns["case.off"], kind, columns["ref.off"], columns["ref.val"], *taken, *takers)
    run, room = loop(loops.answer_pairs), np.zeros(rows, np.int64)
    counts, none = np.zeros(rows, np.int64), np.zeros(0, np.int64)
    run(*given, _PASSING, _TAKING, np.full(rows, -1, np.int64), room, counts, none)
    off = _offsets(counts)
    val = _room(int(off[-1]))
    run(*given, _PASSING, _TAKING, np.full(rows, -1, np.int64), room, off[:-1].copy(), val)
    return transposed(off, val, rows)


def _offsets(counts: Ints) -> Ints:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)])


def _room(many: int) -> Ints:
    """Returns room for so many values, and one at least: an array that can be looked at."""
    return np.full(max(1, many), -1, np.int64)


def transposed(off: Ints, val: Ints, rows: int) -> tuple[Ints, Ints]:
    """Returns, for lists of rows, the lists of those that hold each row, ascending."""
    new_off, new_val = np.zeros(rows + 1, np.int64), _room(int(off[-1]))
    loop(loops.count_holders)(off, val, new_off)
    loop(loops.list_holders)(off, val, new_off[:-1].copy(), new_val)
    return new_off, new_val


def matters(case_off: Ints, matter: Ints) -> tuple[Ints, Ints, Ints]:
    """Returns for each row the number of its matter, counted over all cases, and the rows of each
    number: their offsets, their values."""
    rows = len(matter)
    group = np.zeros(rows, np.int64)
    most = int(matter.max() - matter.min()) + 1 if rows else 1
    loop(loops.number_matters)(case_off, matter, np.zeros(most, np.int64), group)
    return (group, *_rows_of(group, rows))


def _rows_of(number: Ints, many: int) -> tuple[Ints, Ints]:
    """Returns the rows of each number below `many`, ascending: their offsets, their values."""
    off = _offsets(np.bincount(number, minlength=many).astype(np.int64))
    # numbers that fit in 16 bits are sorted in linear time
    small = number.astype(np.int16) if many < 1 << 15 else number
    val = _room(len(number))
    val[: len(number)] = np.argsort(small, kind="stable")
    return off, val
