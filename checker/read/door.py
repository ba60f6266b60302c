"""The door of a log: whole cases, each with its rows in total order, a chunk at a time.

Rows of a case are put in the order of time; of those of one moment the order of the file decides,
and of one day too as soon as one of them gives no time of day. A row that names no case, or cannot
be read at all, may belong to the case before or after it: neither is judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from checker.read.log import Door
from checker.read.mapping import LogMapping
from checker.read.place import CaseError, Place
from checker.read.raw import Coded, RawLog, Together, offsets
from checker.read.rejects import Reject
from checker.read.sheet import UNKNOWN_KEY, Sheet, sheet_of, stacked
from model.casefile.faults import quoted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

CASES: Final = 40_000
"""How many cases are handed on at a time."""
MOST_ROWS: Final = 60_000_000
"""The most rows of a log whose cases are scattered: it has to be held in memory to be sorted."""
_DAY: Final = 86_400


@dataclass(frozen=True)
class Whole:
    """Whole cases. `case_off[k]:case_off[k + 1]` are the rows of case k of the sheet; `doubtful`:
    for a case, the number of a row that may belong to it too. `lost`: rows that belong to none."""

    sheet: Sheet
    names: tuple[str, ...]
    case_off: Ints
    doubtful: Mapping[int, int] = field(default_factory=dict[int, int])
    lost: tuple[Reject, ...] = ()
    door: Door = field(default_factory=Door)


def whole_cases(log: RawLog, mapping: LogMapping, most: int = CASES) -> Iterator[Whole]:
    """Yields the log, at most so many cases at a time; CaseError if it cannot be read on."""
    if log.together is not Together.UNKNOWN or _stand_together(log, mapping):
        yield from _streamed(log, mapping, most)
        return
    sheets, many = list[Sheet](), 0
    for raw in log.batches():
        many += len(raw.rows)
        if many > MOST_ROWS:
            message = f"the rows of a case do not stand together, and there are over {MOST_ROWS:,}"
            raise CaseError(message, Place(log.file), "sort the log by case")
        sheets.append(sheet_of(raw, mapping))
    yield from _cut(_whole(stacked(sheets), log, scattered=True), most)


def _stand_together(log: RawLog, mapping: LogMapping) -> bool:
    """Returns whether no case begins twice. Names are compared by hash: two that share one only
    make the log be sorted in vain."""
    import numpy as np

    only = LogMapping({"case": mapping.columns["case"]}, leave_out=mapping.leave_out)
    parts: list[Ints] = []
    for raw in log.batches():
        column = sheet_of(raw, only).column("case")
        hashes = np.array([hash(w) for w in column.words] or [0], np.int64)
        found = hashes[column.codes[column.codes >= 0]]
        if len(found):
            parts.append(found[np.r_[True, found[1:] != found[:-1]]])
    runs = np.concatenate(parts) if parts else np.zeros(0, np.int64)
    runs = runs[np.r_[True, runs[1:] != runs[:-1]]] if len(runs) else runs
    return len(np.unique(runs)) == len(runs)


def _streamed(log: RawLog, mapping: LogMapping, most: int) -> Iterator[Whole]:
    held: list[Sheet] = []
    seen = _Seen(log)
    for raw in log.batches():
        sheet = stacked([*held, sheet_of(raw, mapping)])
        last = _last_run(sheet)
        held = [_slice(sheet, last, len(sheet))]
        if last:
            whole = _whole(_slice(sheet, 0, last), log, lost_after=_lost_first(held[0]))
            yield from _cut(seen.checked(whole), most)
    if held:
        yield from _cut(seen.checked(_whole(held[0], log)), most)


@dataclass
class _Seen:
    """The cases that have been. Where names increase, the last is all that has to be known."""

    log: RawLog
    names: set[str] = field(default_factory=set[str])
    last: str = ""

    def checked(self, whole: Whole) -> Whole:
        """Returns the cases; CaseError if one of them was there before, apart from this one."""
        for k, name in enumerate(whole.names):
            match self.log.together:
                case Together.INCREASING:
                    again = name <= self.last
                    self.last = name
                case Together.BY_FORMAT:
                    again = name in self.names
                    self.names.add(name)
                case Together.UNKNOWN:  # then it has been looked at
                    again = False
            if again:
                raise _torn(self.log, name, int(whole.sheet.rows[whole.case_off[k]]))
        return whole


def _torn(log: RawLog, name: str, row: int) -> CaseError:
    message = f"the rows of the case {quoted(name)} do not stand together"
    return CaseError(message, Place(log.file, row), "give each case a name of its own")


def _lost_first(sheet: Sheet) -> int | None:
    """Returns the number of the first row, if it names no case."""
    return int(sheet.rows[0]) if sheet.column("case").codes[0] < 0 else None


def _last_run(sheet: Sheet) -> int:
    """Returns where the last case of the sheet begins; lost rows before it stay with it."""
    import numpy as np

    column = sheet.column("case")
    names, _ = _canonical(column)
    given = np.flatnonzero(names >= 0)
    if not len(given):
        return 0
    other = given[names[given] != names[given[-1]]]
    return int(other[-1]) + 1 if len(other) else 0


def _slice(sheet: Sheet, first: int, last: int) -> Sheet:
    """Returns some rows; what was counted over all stays with the first part."""
    import numpy as np

    part = sheet.taken(np.arange(first, last, dtype=np.int64))
    if first:
        return replace(part, columns={h: c.compact() for h, c in part.columns.items()})
    return replace(part, zones=sheet.zones, left_out=sheet.left_out)


# ---- cases ---------------------------------------------------------------------------------------


def _canonical(column: Coded) -> tuple[Ints, tuple[str, ...]]:
    """Returns for each row the number of its word, equal words equal, in order of first use."""
    import numpy as np

    table: dict[str, int] = {}
    first = np.array([table.setdefault(w, len(table)) for w in column.words] or [0], np.int64)
    codes = np.where(column.codes < 0, -1, first[column.codes])
    used, at = np.unique(codes, return_index=True)
    at = at[used >= 0]
    order = np.argsort(at, kind="stable")
    used = used[used >= 0][order]
    rank = np.full(len(table) + 1, -1, np.int64)
    rank[used] = np.arange(len(used))
    words = list(table)
    return np.where(codes < 0, -1, rank[codes]), tuple(words[int(u)] for u in used)


def _whole(
    sheet: Sheet,
    log: RawLog,
    *,
    scattered: bool = False,
    lost_after: int | None = None,
) -> Whole:
    import numpy as np

    case, names = _canonical(sheet.column("case"))
    printable = np.array([n.isprintable() for n in names] or [True], np.bool_)
    nameless = (case < 0) | ~printable[case]
    lost_at = np.flatnonzero(nameless)
    lost = tuple(_lost(sheet, int(p), log) for p in lost_at)
    case = np.where(nameless, -1, case)
    kept = np.flatnonzero(~nameless)
    doubtful = _doubtful(sheet, case, names, lost_at, scattered=scattered)
    if lost_after is not None and len(kept):
        doubtful.setdefault(int(case[kept[-1]]), lost_after)
    runs = int(np.count_nonzero(np.diff(case[kept]) != 0)) + 1 if len(kept) else 0
    apart = max(0, runs - len(names))
    if apart and not scattered:
        at = _second_run(case[kept])
        raise _torn(log, names[int(case[kept[at]])], int(sheet.rows[kept[at]]))
    order, door = _ordered(sheet.taken(kept), case[kept])
    ordered = _identified(sheet.taken(kept[order]), case[kept][order])
    counts = np.bincount(case[kept], minlength=len(names))
    return Whole(
        ordered,
        names,
        offsets(counts.astype(np.int64)),
        doubtful,
        lost,
        Door(
            door.moved,
            door.tied,
            apart,
            sheet.zones,
            sheet.left_out,
        ),
    )


def _second_run(case: Ints) -> int:
    """Returns where a case begins that was there before."""
    import numpy as np

    starts = np.flatnonzero(np.append(True, case[1:] != case[:-1]))
    _, first = np.unique(case[starts], return_index=True)
    again = np.setdiff1d(np.arange(len(starts)), first)
    return int(starts[again[0]])


def _identified(sheet: Sheet, case: Ints) -> Sheet:
    """Returns the rows with ids of events, `e1` and so on in each case, if the log has none."""
    import numpy as np

    if "event" in sheet.columns or not len(sheet):
        return sheet
    starts = np.searchsorted(case, np.arange(int(case[-1]) + 1))
    rank = np.arange(len(case)) - starts[case]
    words = tuple(f"e{i + 1}" for i in range(int(rank.max()) + 1))
    return replace(sheet, columns={"event": Coded(rank.astype(np.int32), words), **sheet.columns})


def _lost(sheet: Sheet, place: int, log: RawLog) -> Reject:
    fault = sheet.faults.get(place) or f"the {log.unit} names no case"
    return Reject(log.file, int(sheet.rows[place]), 1, "case", fault, None, _text(sheet, place))


def _text(sheet: Sheet, place: int) -> str:
    return ",".join(c.word(place) for c in sheet.columns.values()) if sheet.columns else ""


def _doubtful(
    sheet: Sheet, case: Ints, names: Sequence[str], lost: Ints, *, scattered: bool
) -> dict[int, int]:
    """Returns the cases a lost row may belong to: its neighbours, or all if the rows of a case do
    not stand together."""
    import numpy as np

    if scattered and len(lost):
        return dict.fromkeys(range(len(names)), int(sheet.rows[lost[0]]))
    found: dict[int, int] = {}
    given = np.flatnonzero(case >= 0)
    for place in map(int, lost):
        at = int(np.searchsorted(given, place))
        for near in (at - 1, at):
            if 0 <= near < len(given):
                found.setdefault(int(case[given[near]]), int(sheet.rows[place]))
    return found


def _ordered(sheet: Sheet, case: Ints) -> tuple[Ints, Door]:
    """Returns the rows by case and, within a case, in order of time."""
    import numpy as np

    if not len(sheet):
        return np.zeros(0, np.int64), Door()
    sorted_already = bool((case[1:] >= case[:-1]).all())
    by_case = np.arange(len(case)) if sorted_already else np.argsort(case, kind="stable")
    case, moment, timed = case[by_case], sheet.moment[by_case], sheet.timed[by_case]
    day = moment // _DAY
    known = moment != UNKNOWN_KEY
    # a row without a day stays behind the row before it
    last_known = np.maximum.accumulate(np.where(known, np.arange(len(case)), -1))
    same = (last_known >= 0) & (case[last_known] == case)
    day = np.where(known, day, np.where(same, day[last_known], -1))
    second = _seconds(case, day, timed, moment)
    key = day * _DAY + second
    rising = (case[1:] > case[:-1]) | (key[1:] >= key[:-1])
    order = np.arange(len(case)) if rising.all() else np.lexsort((second, day, case))
    moved = int(np.count_nonzero(order != np.arange(len(order))))
    key = key[order]
    after_equal = (case[order][1:] == case[order][:-1]) & (key[1:] == key[:-1])
    tied = int(np.count_nonzero(after_equal & known[order][1:] & known[order][:-1]))
    return by_case[order], Door(moved, tied)


def _seconds(case: Ints, day: Ints, timed: NDArray[np.bool_], moment: Ints) -> Ints:
    """Returns the second of the day of each row; 0 where another row of the day gives no time."""
    import numpy as np

    if not timed.any():
        return np.zeros(len(case), np.int64)
    pair = np.unique(np.stack([case, day]), axis=1, return_inverse=True)[1].ravel()
    untimed = np.bincount(pair, weights=~timed) > 0
    return np.where(untimed[pair], 0, moment % _DAY)


def _cut(whole: Whole, most: int) -> Iterator[Whole]:
    """Yields the cases, at most so many at a time."""
    import numpy as np

    off = whole.case_off
    for first in range(0, max(1, len(whole.names)), most):
        last = min(first + most, len(whole.names))
        rows = np.arange(int(off[first]), int(off[last]), dtype=np.int64)
        yield Whole(
            whole.sheet.taken(rows),
            whole.names[first:last],
            off[first : last + 1] - off[first],
            {k - first: r for k, r in whole.doubtful.items() if first <= k < last},
            whole.lost if first == 0 else (),
            whole.door if first == 0 else Door(),
        )
