"""A log of any process as the columns kernels read: no history is made on the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from checker.kernel.columns import Chunk, Parties
from checker.kernel.layout import KINDS, Shape
from checker.kernel.screen import Kernels
from checker.read.foreign import CaseLog
from checker.read.raw import Coded, offsets
from model.templates.vocabulary import ABSENT, ACT, OPENING
from model.words import Field

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


def chunk_of_log(log: CaseLog, kernels: Kernels) -> Chunk:
    """Returns the cases as columns; each case begins with the row of its opening."""
    cases = len(log.names)
    opening = log.case_off[:-1] + np.arange(cases)
    case_of = np.repeat(np.arange(cases), np.diff(log.case_off))
    acts = np.arange(len(log.day)) + case_of + 1
    rows = len(log.day) + cases
    off = log.case_off + np.arange(cases + 1)
    place = np.arange(rows) - np.repeat(opening, np.diff(off))
    kind = np.full(rows, KINDS[ACT], np.int64)
    kind[opening] = KINDS[OPENING]
    day = np.zeros(rows, np.int64)
    day[acts] = log.day
    day[opening] = day[np.minimum(opening + 1, max(rows - 1, 0))]
    columns: dict[str, Ints] = {
        "kind": kind,
        "matter": np.repeat(opening, np.diff(off)),
        "order": place,
        "time": place,
        "on.lo": day,
        "on.hi": day,
        **_unrelated(rows, off),
        **_by_kind(opening, acts),
        "case.off": off,
        "case.as_of": day[np.maximum(off[1:] - 1, 0)] if rows else day,
        "case.open": np.zeros((cases, 3), np.int64),
    }
    for need in kernels.needs:
        field = Field(need.name)
        match Shape(need.shape):
            case Shape.SPAN if need.name != "on":
                values = np.zeros(rows, np.int64)
                values[acts] = log.numbers[field]
                columns |= {f"{need.name}.lo": values, f"{need.name}.hi": values}
            case Shape.CODE:
                codes = np.full(rows, kernels.codes.get(ABSENT, 0), np.int64)
                codes[acts] = _coded(log.words[field], kernels.codes)
                columns[need.name] = codes
            case _:
                pass
    return Chunk(log.names, (), columns, Parties({}, 0), 1)


def _coded(column: Coded, codes: Mapping[str, int]) -> Ints:
    """Returns the kernels' code of each row's word."""
    table = [codes.get(word, 0) for word in column.words]
    return np.array([*table, codes.get(ABSENT, 0)], np.int64)[column.codes]


def _unrelated(rows: int, off: Ints) -> dict[str, Ints]:
    """Returns the columns of references, of which there are none, and each case as one matter."""
    nothing, empty = np.full(1, -1, np.int64), np.zeros(rows + 1, np.int64)
    lists = ("ref", "taken", "rests", "by", "to")
    return {
        **{f"{name}.off": empty for name in lists},
        **{f"{name}.val": nothing for name in lists},
        "ref.known": np.ones(rows, np.int64),
        "taken.known": np.ones(rows, np.int64),
        "group": np.repeat(np.arange(len(off) - 1), np.diff(off)),
        "group.off": off,
        "group.val": np.arange(max(rows, 1)),
        "case.of": np.repeat(np.arange(len(off) - 1), np.diff(off)),
    }


def _by_kind(opening: Ints, acts: Ints) -> dict[str, Ints]:
    """Returns the rows of each kind: of ours there are none."""
    counts = np.zeros(len(KINDS), np.int64)
    counts[[KINDS[OPENING], KINDS[ACT]]] = len(opening), len(acts)
    assert KINDS[OPENING] < KINDS[ACT]
    return {"kind.off": offsets(counts), "kind.val": np.concatenate([opening, acts, [-1]])}
