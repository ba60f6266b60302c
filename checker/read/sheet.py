"""The rows of a log under our headings: a mapping applied, word by word rather than row by row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from checker.read.csv_columns import HEADINGS, day, days, limit
from checker.read.mapping import Heading, LogMapping
from checker.read.moments import Moment, moment_of
from checker.read.raw import Coded, RawRows, empty_column, joined, without_empty
from model.casefile.faults import CaseFault

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
UNKNOWN_KEY: Final = -1
"""The place in time of a row whose day is not known, or that is no event."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under our headings, all columns text. `rows`: their numbers in the file.

    `moment`: seconds, where each event stands in time as far as its cell says (`UNKNOWN_KEY`: it
    does not); `timed`: whether it gives a time of day. `faults`: rows not read at all.
    """

    rows: Ints
    columns: Mapping[Heading, Coded]
    moment: Ints
    timed: Flags
    faults: Mapping[int, str]
    zones: frozenset[int | None] = frozenset()
    left_out: int = 0

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, heading: Heading) -> Coded:
        """Returns a column, an empty one if the log has it not."""
        found = self.columns.get(heading)
        return empty_column(len(self)) if found is None else found

    def taken(self, places: Ints) -> Sheet:
        """Returns these rows, in this order, without what was counted over all."""
        where = {int(old): new for new, old in enumerate(places)} if self.faults else {}
        return Sheet(
            self.rows[places],
            {h: c.taken(places) for h, c in self.columns.items()},
            self.moment[places],
            self.timed[places],
            {where[p]: f for p, f in self.faults.items() if p in where},
        )


def sheet_of(raw: RawRows, mapping: LogMapping) -> Sheet:
    """Returns the rows under our headings."""
    import numpy as np

    kept = _kept(raw, mapping)
    numbers = np.flatnonzero(kept).astype(np.int64)
    theirs = {n: c.taken(numbers) for n, c in raw.columns.items()}
    many = len(numbers)
    columns: dict[Heading, Coded] = {}
    for heading, names in mapping.columns.items():
        found = _first_given([theirs[n] for n in names if n in theirs], many)
        if heading in mapping.values:
            meant = mapping.values[heading]
            found = Coded(found.codes, tuple(meant.get(w, w) for w in found.words))
        columns[heading] = found
    on = columns.get("on", empty_column(many))
    moment, timed, zones = _moments(on, columns.get("time"))
    written = {h: _written(h, c) for h, c in columns.items()}
    for heading, word in mapping.defaults.items():
        before = written.get(heading, empty_column(many))
        filled = np.where(before.codes < 0, len(before.words), before.codes).astype(np.int32)
        written[heading] = Coded(filled, (*before.words, word))
    place = {int(old): new for new, old in enumerate(numbers)} if raw.faults else {}
    faults = {place[p]: said for p, said in raw.faults.items()}
    left_out = raw.left_out + len(raw.rows) - many
    return Sheet(raw.rows[numbers], written, moment, timed, faults, zones, left_out)


def _kept(raw: RawRows, mapping: LogMapping) -> Flags:
    import numpy as np

    kept = np.ones(len(raw.rows), np.bool_)
    for name, words in mapping.leave_out.items():
        column = raw.columns.get(name)
        if column is not None and len(column.words):
            unwanted = np.array([w in words for w in column.words], np.bool_)
            kept &= (column.codes < 0) | ~unwanted[column.codes]
    return kept


def _first_given(columns: list[Coded], many: int) -> Coded:
    """Returns for each row the first cell that is not empty."""
    import numpy as np

    if not columns:
        return empty_column(many)
    found = columns[0]
    for more in columns[1:]:
        codes = np.where(found.codes < 0, more.codes + len(found.words), found.codes)
        codes[(found.codes < 0) & (more.codes < 0)] = -1
        found = Coded(codes.astype(np.int32), (*found.words, *more.words))
    return found


# ---- days and times ------------------------------------------------------------------------------


def _written(heading: Heading, column: Coded) -> Coded:
    """Returns the column with moments written as a case file writes days and times of day."""
    if heading not in HEADINGS:  # a column of theirs, read as it stands
        return without_empty(column)
    read = HEADINGS[heading].read
    if heading == "time":
        return without_empty(Coded(column.codes, tuple(_time(w) for w in column.words)))
    if read in (day, days, limit):
        return Coded(column.codes, tuple(_day(w) for w in column.words))
    return column


def _day(word: str) -> str:
    found = _moment(word)
    return word if found is None else found.day.isoformat()


def _time(word: str) -> str:
    found = _moment(word)
    if found is not None:
        return found.time
    clock = _CLOCK.fullmatch(word)
    return f"{clock[1]:0>2}:{clock[2]}" if clock else word


def _moment(word: str) -> Moment | None:
    """Returns the moment; None too if there is no such day: whoever reads the cell will say so."""
    try:
        return moment_of(word)
    except CaseFault:
        return None


def _moments(on: Coded, time: Coded | None) -> tuple[Ints, Flags, frozenset[int | None]]:
    import numpy as np

    found = [_moment(w) or _begins(w) for w in on.words]
    keys = np.array([UNKNOWN_KEY if m is None else m.key for m in found] or [0], np.int64)
    timed = np.array([m is not None and m.second is not None for m in found] or [False])
    used = np.unique(on.codes[on.codes >= 0])
    zones = frozenset(m.zone for c in used for m in (found[int(c)],) if m and m.second is not None)
    moment = np.where(on.codes < 0, UNKNOWN_KEY, keys[on.codes])
    has_time = (on.codes >= 0) & timed[on.codes]
    if time is not None and len(time.words):
        seconds = np.array([_seconds(w) for w in time.words], np.int64)
        given = (time.codes >= 0) & (moment != UNKNOWN_KEY) & ~has_time & (seconds[time.codes] >= 0)
        moment = np.where(given, moment + seconds[time.codes], moment)
        has_time = has_time | given
    return moment, has_time, zones


def _begins(word: str) -> Moment | None:
    """Returns the first day of a range."""
    first, dots, _ = word.partition("..")
    return _moment(first.strip()) if dots else None


def _seconds(word: str) -> int:
    hours, colon, minutes = word.partition(":")
    return int(hours) * 3600 + int(minutes) * 60 if colon and (hours + minutes).isdigit() else -1


# ---- more rows -----------------------------------------------------------------------------------


def stacked(sheets: list[Sheet]) -> Sheet:
    """Returns one sheet after the other as one."""
    import numpy as np

    if len(sheets) == 1:
        return sheets[0]
    headings = list(dict.fromkeys(h for s in sheets for h in s.columns))
    starts = np.cumsum([0, *(len(s) for s in sheets)])
    return Sheet(
        np.concatenate([s.rows for s in sheets]),
        {h: joined([s.column(h) for s in sheets]) for h in headings},
        np.concatenate([s.moment for s in sheets]),
        np.concatenate([s.timed for s in sheets]),
        {
            int(at) + p: f
            for at, s in zip(starts, sheets, strict=False)
            for p, f in s.faults.items()
        },
        frozenset(z for s in sheets for z in s.zones),
        sum(s.left_out for s in sheets),
    )
