"""A log of many cases as columns: what every reader of logs gives, and what kernels are fed from.

The document of a case (`checker.read.json_`) cut into columns. A column is a code per row and the
value of each code *as a case file writes it*: `"2024-01-29"`, `{"from": …}`, `None` for unknown, a
list, an attested fact. So whatever has to be worked out of a value is worked out once for each
value there is, then taken by code; and a case can be put together again as its document, which
gives the same history as the JSON file of that case would.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from checker.read.csv_columns import Cell
from checker.read.rejects import Reject

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from checker.read.door import Whole

ABSENT: Final = -1
"""The code of an empty cell: the record does not give the field (it may give it as unknown)."""

Heading: TypeAlias = str
"""The English heading of a column, as `csv_columns.COLUMNS` names it."""


@dataclass(frozen=True, slots=True)
class Cells:
    """One column. `codes`: int32, one per row, `ABSENT` or an index into `values`; two codes may
    stand for equal values."""

    codes: NDArray[np.int32]
    values: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Refers:
    """What each event refers to: `val[off[i]:off[i + 1]]` are rows of the same `EventLog`, of the
    same case. `said[i]`: 1 the record says, 0 it says that nobody knows, `ABSENT` it does not say.

    INVARIANT: where `said` is not 1, there is none; every reference names an event of its case.
    """

    off: NDArray[np.int64]
    val: NDArray[np.int64]
    said: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Door:
    """What was noticed when the log was put in order: counts over its rows, and its UTC offsets.

    `left_out`: rows the mapping says are none of ours. `moved`: rows that change places. `tied`:
    events of the day (and time, if given) of the event before them, where the recorded order
    decides. `scattered`: how often the rows of a case are interrupted by another's. `zones`:
    offsets in minutes; `None`: none was written.
    """

    moved: int = 0
    tied: int = 0
    scattered: int = 0
    zones: frozenset[int | None] = frozenset()
    left_out: int = 0

    def __or__(self, other: Door) -> Door:
        return Door(
            self.moved + other.moved,
            self.tied + other.tied,
            self.scattered + other.scattered,
            self.zones | other.zones,
            self.left_out + other.left_out,
        )


@dataclass(frozen=True)
class EventLog:
    """Some whole cases of a log. Rows of `events` are sorted by case, within a case in total
    order; `case_off[k]:case_off[k + 1]` are those of case k, `matter_off` so for `matters`.

    Columns are named by heading, without `case`, `matter` and `refers`, which are structure; a
    column no row has is left out. `cases` has `as_of` of every case (the mapping's default where
    the log gives none) and, where given, `record`, `organs`, `law`. `matters` always has `matter`,
    the id. `events` always has `event`, `kind` and `on`. A fact attested of an event stands under
    its bare name, one of a matter under `matter_…`.

    INVARIANT: rows that cannot be read are in `rejects`, and so are all rows of their cases. What
    `resolve` refuses (an organ the tree lacks, a kind referred to in vain) is not yet known.
    """

    file: str
    names: tuple[str, ...]
    """The name of each case."""
    cases: Mapping[Heading, Cells]
    matters: Mapping[Heading, Cells]
    events: Mapping[Heading, Cells]
    case_off: NDArray[np.int64]
    matter_off: NDArray[np.int64]
    matter: NDArray[np.int64]
    """For each event the row of its matter in `matters`; of one that does not say of which matter
    it is, and of a case with several, `ABSENT`."""
    refers: Refers
    row: NDArray[np.int64]
    """For each event the row of its file, counted from 1."""
    whole: Whole
    """The rows these columns were made of: `log_units.unit_of` gives a case back from them."""
    rejects: tuple[Reject, ...] = ()
    door: Door = field(default_factory=Door)
