"""From the columns of a log to the columns of kernels, without histories.

`chunk_of` gives for plain cases (`log_plain`) the columns that `kernel.columns.chunk_of` gives for
their histories, up to the numbers of sets and of parties that are no organs: the tests
hold the two against each other, cell by cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from operator import eq
from typing import TYPE_CHECKING

import numpy as np

from checker.kernel import loops
from checker.kernel.columns import Chunk, Parties
from checker.kernel.index import indices
from checker.kernel.layout import Need
from checker.kernel.native import loop
from checker.read.log import EventLog
from checker.tasks.log_cells import Filler
from checker.tasks.log_plain import plain_cases
from checker.tasks.log_rows import Names, Organs, Rows, by_value, flags, offsets
from model.logic.meaning import PASSING_ON
from model.words import Kind

if TYPE_CHECKING:
    from checker.tasks.log_rows import Flags, Ints

_PASSING = np.array([int(k in PASSING_ON) for k in Kind], np.int64)


@dataclass(frozen=True)
class LogChunk:
    """The plain cases of a log, as columns. `numbers`: of each case its number in the log; `rows`:
    the log's own cells of them."""

    chunk: Chunk
    numbers: Ints
    rows: Rows


def plain_rows(log: EventLog, organs: Organs, among: Flags) -> Rows:
    """Returns the plain ones among some cases of a log over one organ tree. All other cases must
    become histories."""
    rows = Rows.of(log, Names(organs)).taken(among)
    return rows.taken(plain_cases(rows)) if rows.many else rows


def chunk_of(rows: Rows, needs: Iterable[Need], codes: Mapping[str, int]) -> LogChunk:
    """Returns the columns these needs ask for, of plain cases."""
    names, organs = rows.names, rows.names.organs
    columns = _always(rows)
    filler = Filler(rows, codes)
    for need in needs:
        columns |= filler.columns(need)
    columns |= indices(columns)
    longest = int(np.diff(rows.case_off).max())
    parties = Parties({**organs.codes, **names.others}, len(organs.codes))
    log_names = tuple(rows.log.names[int(k)] for k in rows.numbers)
    return LogChunk(Chunk(log_names, (), columns, parties, longest + 1), rows.numbers, rows)


def _always(rows: Rows) -> dict[str, Ints]:
    case, many = rows.case_of, rows.many
    zeros, none = np.zeros(many + 1, np.int64), np.full(1, -1, np.int64)
    known = np.ones(many, np.int64)
    taken, rests = _reached(rows, _PASSING), _reached(rows, np.ones(len(Kind), np.int64))
    refs = np.lexsort((rows.ref_val, rows.from_row))
    return {
        "kind": rows.kind,
        "matter": rows.case_off[case] + rows.matter - rows.matter_off[case],
        "order": np.arange(many, dtype=np.int64) - rows.case_off[case],
        "time": by_value(rows.event("time"), _minutes, -1),
        "on.lo": rows.on,
        "on.hi": rows.on,
        "ref.known": known,
        "ref.off": rows.ref_off,
        "ref.val": _seen(rows.ref_val[refs]),
        "taken.known": known,
        "taken.off": taken[0],
        "taken.val": taken[1],
        "rests.off": rests[0],
        "rests.val": rests[1],
        "same.off": zeros,
        "same.row": none,
        "same.facts": none,
        "same.reasons": none,
        "case.off": rows.case_off,
        "case.as_of": rows.as_of,
        "case.open": np.zeros((len(rows.numbers), 3), np.int64),
    }


def _seen(val: Ints) -> Ints:
    """Returns an array that can be looked at."""
    return val if len(val) else np.full(1, -1, np.int64)


def _minutes(value: object) -> int:
    hours, minutes = str(value).split(":")
    return int(hours) * 60 + int(minutes)


def _reached(rows: Rows, through: Ints) -> tuple[Ints, Ints]:
    """Returns for each row the rows it refers to, and those that such of them whose kind is marked
    reach, ascending: their offsets, their values."""
    room = np.zeros(rows.many, np.int64)
    given = rows.kind, rows.ref_off, rows.ref_val, through, np.full(rows.many, -1, np.int64), room
    counts, nothing = np.zeros(rows.many, np.int64), np.zeros(0, np.int64)
    loop(loops.reached_rows)(*given, counts, nothing)
    off = offsets(counts)
    val = np.full(max(1, int(off[-1])), -1, np.int64)
    given[4].fill(-1)
    loop(loops.reached_rows)(*given, off[:-1].copy(), val)
    row = np.repeat(np.arange(rows.many, dtype=np.int64), counts)
    val[: len(row)] = val[: len(row)][np.lexsort((val[: len(row)], row))]
    return off, val


def trees_of(log: EventLog) -> Iterator[tuple[str | None, Flags]]:
    """Yields each organ tree that cases of a log name, None for the one nobody names, with those
    cases; what is no name of a tree is left out."""
    cells = log.cases.get("organs")
    if cells is None:
        yield None, np.ones(len(log.names), np.bool_)
        return
    unnamed = np.asarray(cells.codes < 0, np.bool_)
    if unnamed.any():
        yield None, unnamed
    for name in dict.fromkeys(v for v in cells.values if isinstance(v, str)):
        chosen = flags(cells, partial(eq, name))
        if chosen.any():
            yield name, chosen
