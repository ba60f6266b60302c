"""What a reader of logs hands on: rows as they stand in the file, not yet understood.

A column is dictionary-coded text whatever the file: a log of ten million events has few kinds,
organs and days, and whatever is worked out of a cell is worked out once for each word there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EMPTY: Final = -1
"""The code of an empty cell."""
BATCH: Final = 200_000
"""About how many rows a reader hands on at a time."""

Name: TypeAlias = str
"""A column or attribute as the log names it."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of text. `codes`: int32, one per row, `EMPTY` or an index into `words`; two codes
    may stand for one word."""

    codes: NDArray[np.int32]
    words: Sequence[str]

    def taken(self, rows: NDArray[np.int64]) -> Coded:
        """Returns the column of these rows."""
        return Coded(self.codes[rows], self.words)

    def compact(self) -> Coded:
        """Returns the column without the words no row has."""
        import numpy as np

        given = self.codes >= 0
        used = np.bincount(self.codes[given], minlength=len(self.words)) > 0
        if used.all():
            return self
        place = (np.cumsum(used) - 1).astype(np.int32)
        codes = np.where(given, place[self.codes], EMPTY).astype(np.int32)
        return Coded(codes, [self.words[int(i)] for i in np.flatnonzero(used)])

    def word(self, row: int) -> str:
        """Returns the cell of a row, empty text if it is empty."""
        code = int(self.codes[row])
        return "" if code < 0 else self.words[code]


def joined(columns: Sequence[Coded]) -> Coded:
    """Returns one column after the other as one."""
    import numpy as np

    words: list[str] = []
    parts: list[NDArray[np.int32]] = []
    for column in columns:
        parts.append(np.where(column.codes < 0, column.codes, column.codes + len(words)))
        words += column.words
    return Coded(np.concatenate(parts).astype(np.int32), words)


def offsets(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Returns where each of so many things begins, and where the last ends."""
    import numpy as np

    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)])


def empty_column(rows: int) -> Coded:
    """Returns a column in which nothing stands."""
    import numpy as np

    return Coded(np.full(rows, EMPTY, np.int32), ())


def without_empty(column: Coded) -> Coded:
    """Returns the column without blanks around its words; empty words are empty cells."""
    import numpy as np

    words = [w.strip() for w in column.words]
    codes = column.codes
    if "" in words:
        filled = np.array([bool(w) for w in words], np.bool_)
        codes = np.where((codes >= 0) & filled[codes], codes, EMPTY).astype(np.int32)
    return Coded(codes, words)


@dataclass(frozen=True, slots=True)
class RawRows:
    """Rows in the order of the file. `rows`: the number of each, from 1. `faults`: what keeps a row
    from being read at all, by its place here: nothing of it is known, not even its case."""

    rows: NDArray[np.int64]
    columns: Mapping[Name, Coded]
    faults: Mapping[int, str] = field(default_factory=dict[int, str])
    left_out: int = 0
    """How many rows are of no case, by what the mapping says a case is."""


class Together(Enum):
    """What is known of the order of a log before it is read."""

    UNKNOWN = "nothing"
    BY_FORMAT = "rows of a case stand together in such a file"
    INCREASING = "and the names of its cases increase: whoever wrote it says so"


@dataclass(frozen=True, slots=True)
class RawLog:
    """A log that can be read from its beginning, as often as one likes."""

    file: str
    columns: tuple[Name, ...]
    batches: Callable[[], Iterator[RawRows]]
    together: Together = Together.UNKNOWN
    unit: str = "row"
    """What `RawRows.rows` counts."""


@dataclass
class Filling:
    """Columns being filled, row by row, by a reader that meets cells one at a time."""

    codes: dict[Name, list[int]] = field(default_factory=dict[Name, list[int]])
    words: dict[Name, dict[str, int]] = field(default_factory=dict[Name, dict[str, int]])
    rows: list[int] = field(default_factory=list[int])
    faults: dict[int, str] = field(default_factory=dict[int, str])
    left_out: int = 0

    def add(self, number: int, cells: Iterable[tuple[Name, str]]) -> None:
        """Adds a row; of two cells of one column the last counts."""
        place = len(self.rows)
        for name, cell in cells:
            if not cell:
                continue
            codes = self.codes.get(name)
            if codes is None:
                codes = self.codes[name] = []
                self.words[name] = {}
            table = self.words[name]
            code = table.setdefault(cell, len(table))
            if len(codes) > place:
                codes[place] = code
                continue
            if len(codes) < place:
                codes.extend([EMPTY] * (place - len(codes)))
            codes.append(code)
        self.rows.append(number)

    def lose(self, number: int, fault: str) -> None:
        """Adds a row that cannot be read."""
        self.faults[len(self.rows)] = fault
        self.rows.append(number)

    def taken(self) -> RawRows:
        """Returns what was filled and begins anew."""
        import numpy as np

        many = len(self.rows)
        columns: dict[Name, Coded] = {}
        for name, codes in self.codes.items():
            padded = np.full(many, EMPTY, np.int32)
            padded[: len(codes)] = codes
            columns[name] = Coded(padded, tuple(self.words[name]))
        found = RawRows(np.array(self.rows, np.int64), columns, self.faults, self.left_out)
        self.codes, self.words, self.rows, self.faults, self.left_out = {}, {}, [], {}, 0
        return found

    def __len__(self) -> int:
        return len(self.rows)
