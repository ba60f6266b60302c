"""The rows of a log as arrays of codes: what the way from columns to kernels looks at again and
again, each thing worked out once for every value there is and then taken by code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from checker.read.csv_columns import Cell
from checker.read.log import ABSENT, Cells, EventLog
from model.calendar.day import day_number
from model.organs.hierarchy import Hierarchy
from model.words import Kind, OrganKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints: TypeAlias = NDArray[np.int64]
    Flags: TypeAlias = NDArray[np.bool_]

KINDS: Final = {kind: i for i, kind in enumerate(Kind)}
NOBODY: Final = -1
"""The code of a party that is not given."""


@dataclass(frozen=True)
class Organs:
    """The organs of a tree as arrays: `begun`, `ended` their first and last day."""

    tree: Hierarchy
    codes: Mapping[str, int]
    begun: Ints
    ended: Ints
    office: Flags
    police: Flags
    """Whether it is a public security organ, or a petition office, which may be one's."""

    @staticmethod
    def of(tree: Hierarchy) -> Organs:
        """Returns the organs of a tree, their codes in file order."""
        from checker.kernel.tables import organ_tables

        tables, organs = organ_tables(tree), [tree.organ(o) for o in tree.organs]
        office = np.array([o.kind is OrganKind.PETITION_OFFICE for o in organs], np.bool_)
        police = np.array([o.kind is OrganKind.PUBLIC_SECURITY for o in organs], np.bool_)
        offices = {o.id for o in organs if o.kind is OrganKind.PETITION_OFFICE}
        of_police = {
            e.of
            for e in tree.edges
            if e.of in offices and tree.organ(e.to).kind is OrganKind.PUBLIC_SECURITY
        }
        police |= np.array([o.id in of_police for o in organs], np.bool_)
        codes = {o: i for i, o in enumerate(tree.organs)}
        return Organs(tree, codes, tables.begun, tables.ended, office, police)


@dataclass
class Names:
    """The codes of parties: organs first, in file order, then whoever else the log names."""

    organs: Organs
    others: dict[str, int] = field(default_factory=dict[str, int])

    def code(self, name: str) -> int:
        """Returns the code of a party."""
        found = self.organs.codes.get(name)
        if found is not None:
            return found
        return self.others.setdefault(name, len(self.organs.codes) + len(self.others))

    def is_known(self, name: str) -> bool:
        """Returns whether it is an organ, or a person of one."""
        return name.partition("/")[0] in self.organs.codes


@dataclass(frozen=True, eq=False)
class Rows:
    """Some whole cases of a log. `numbers`: of each case its number in the log; the others as in
    `EventLog`. `ref_val`: rows of these. Compared by identity."""

    log: EventLog
    names: Names
    numbers: Ints
    case_off: Ints
    matter_off: Ints
    matter: Ints
    ref_off: Ints
    ref_val: Ints
    said: NDArray[np.int8]
    cases: Mapping[str, Cells]
    matters: Mapping[str, Cells]
    events: Mapping[str, Cells]

    @staticmethod
    def of(log: EventLog, names: Names) -> Rows:
        """Returns all rows of a log."""
        return Rows(
            log,
            names,
            np.arange(len(log.names), dtype=np.int64),
            log.case_off,
            log.matter_off,
            log.matter,
            log.refers.off,
            log.refers.val,
            log.refers.said,
            log.cases,
            log.matters,
            log.events,
        )

    def taken(self, cases: Flags) -> Rows:
        """Returns the rows of some cases."""
        if cases.all():
            return self
        events, of_matters = cases[self.case_of], cases[self.case_of_matter]
        place, matter_place = _places(events), _places(of_matters)
        counts = np.diff(self.ref_off)
        refs = np.repeat(events, counts)
        return replace(
            self,
            numbers=self.numbers[cases],
            case_off=offsets(np.diff(self.case_off)[cases]),
            matter_off=offsets(np.diff(self.matter_off)[cases]),
            matter=np.where(self.matter < 0, ABSENT, matter_place[self.matter])[events],
            ref_off=offsets(counts[events]),
            ref_val=place[self.ref_val[refs]],
            said=self.said[events],
            cases=_of_rows(self.cases, cases),
            matters=_of_rows(self.matters, of_matters),
            events=_of_rows(self.events, events),
        )

    # ---- structure ----

    @property
    def many(self) -> int:
        """How many events there are."""
        return len(self.matter)

    @cached_property
    def case_of(self) -> Ints:
        """The case of each event."""
        return np.repeat(np.arange(len(self.case_off) - 1, dtype=np.int64), np.diff(self.case_off))

    @cached_property
    def case_of_matter(self) -> Ints:
        """The case of each matter."""
        return np.repeat(
            np.arange(len(self.matter_off) - 1, dtype=np.int64), np.diff(self.matter_off)
        )

    @cached_property
    def from_row(self) -> Ints:
        """For each reference the row that refers."""
        return np.repeat(np.arange(self.many, dtype=np.int64), np.diff(self.ref_off))

    @cached_property
    def kind(self) -> Ints:
        """The kind of each event."""
        return by_value(self.events["kind"], lambda v: KINDS[Kind(str(v))], 0)

    @cached_property
    def on(self) -> Ints:
        """The day of each event, 0 where it is not one day."""
        return by_value(self.events["on"], day_of, 0)

    @cached_property
    def as_of(self) -> Ints:
        """The day up to which each case speaks."""
        return by_value(self.cases["as_of"], day_of, 0)

    def event(self, heading: str) -> Cells:
        """Returns a column of the events; one of empty cells if the log has none."""
        return self.events.get(heading) or _empty(self.many)

    def of_matter(self, heading: str) -> Cells:
        """Returns a column of the matters."""
        return self.matters.get(heading) or _empty(len(self.matters["matter"].codes))


def _empty(many: int) -> Cells:
    return Cells(np.full(many, ABSENT, np.int32), ())


def _places(kept: Flags) -> Ints:
    return np.cumsum(kept, dtype=np.int64) - 1


def _of_rows(columns: Mapping[str, Cells], rows: Flags) -> dict[str, Cells]:
    return {h: Cells(c.codes[rows], c.values) for h, c in columns.items()}


def offsets(counts: Ints) -> Ints:
    """Returns where lists of such lengths begin, and where the last ends."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)])


def by_value(cells: Cells, of: Callable[[Cell], int], absent: int) -> Ints:
    """Returns for each row what `of` says of its value, `absent` of an empty cell."""
    table = np.array([*map(of, cells.values), absent], np.int64)
    return table[cells.codes]  # INVARIANT: an empty cell has the code -1, the last place


def flags(cells: Cells, of: Callable[[Cell], bool]) -> Flags:
    """Returns the rows whose value is such; never those of empty cells."""
    return np.array([*map(of, cells.values), False], np.bool_)[cells.codes]


def given(cells: Cells) -> Flags:
    """Returns the rows whose cell is not empty."""
    return np.asarray(cells.codes != ABSENT, np.bool_)


def day_of(value: Cell) -> int:
    """Returns the number of a day, 0 of anything else."""
    return day_number(date.fromisoformat(value)) if isinstance(value, str) else 0


@dataclass(frozen=True)
class Lists:
    """Lists of parties, one for each row: offsets and codes."""

    off: Ints
    val: Ints

    @cached_property
    def row(self) -> Ints:
        """The row of each member."""
        return np.repeat(np.arange(len(self.off) - 1, dtype=np.int64), np.diff(self.off))

    @cached_property
    def size(self) -> Ints:
        """How many members each list has."""
        return np.diff(self.off)

    def at(self, rows: Ints) -> Lists:
        """Returns the lists of some rows; of row -1 an empty one."""
        counts = np.where(rows < 0, 0, self.size[rows]) if len(self.size) else rows * 0
        off = offsets(counts)
        start = np.repeat(self.off[rows] - off[:-1], counts)
        return Lists(off, self.val[np.arange(int(off[-1]), dtype=np.int64) + start])


def listed(cells: Cells, code: Callable[[str], int]) -> Lists:
    """Returns the members of each row's set, by name, each once; of an empty cell none."""
    lists = [sorted(set(members_of(v))) for v in cells.values]
    off = offsets(np.array([len(names) for names in lists], np.int64))
    val = np.array([code(m) for names in lists for m in names], np.int64)
    return Lists(off, val).at(cells.codes.astype(np.int64))


def members_of(value: Cell) -> Iterable[str]:
    """Returns the words of a list, of a word itself; of anything else none."""
    match value:
        case str():
            return (value,)
        case list():
            return (m for m in value if isinstance(m, str))
        case _:
            return ()
