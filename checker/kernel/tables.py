"""The organ tree and the calendar as arrays: what every kernel is given beside the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from checker.kernel.runtime import FAR
from model.organs.hierarchy import Hierarchy, Relation
from model.words import Level, OrganKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from model.calendar import Calendar

    Ints = NDArray[np.int64]

BEFORE: Final = 0
"""A day before every day."""


@dataclass
class OrganTables:
    """The organs as codes, in file order, and their relations in every epoch.

    `off`, `val` of a relation, `of` side: for epoch e and organ b every a with "a RELATION b" is in
    `val[off[e * organs + b]:off[e * organs + b + 1]]`, ascending; `to` side: for a every b.
    """

    hierarchy: Hierarchy
    epochs: Ints
    """First days of all epochs but the first."""
    kind: Ints
    level: Ints
    begun: Ints
    ended: Ints
    taken_over: tuple[Ints, Ints]
    """For each organ, the days on which its functions were taken over: offsets, values."""
    _relations: dict[Relation, Mapping[str, Ints]] = field(
        default_factory=dict[Relation, Mapping[str, "Ints"]]
    )

    @property
    def count(self) -> int:
        """How many organs there are: parties of greater codes are no organs."""
        return len(self.kind)

    def relation(self, relation: Relation) -> Mapping[str, Ints]:
        """Returns the four arrays of a relation, by the names kernels know them by."""
        if relation not in self._relations:
            self._relations[relation] = self._built(relation)
        return self._relations[relation]

    def _built(self, relation: Relation) -> Mapping[str, Ints]:
        code = {organ: i for i, organ in enumerate(self.hierarchy.organs)}
        n, first_days = self.count, [BEFORE, *self.epochs.tolist()]
        of: list[list[int]] = [[] for _ in range(n * len(first_days))]
        to: list[list[int]] = [[] for _ in range(n * len(first_days))]
        for epoch, day in enumerate(first_days):
            for a, b in self.hierarchy.pairs(relation, day):
                of[epoch * n + code[b]].append(code[a])
                to[epoch * n + code[a]].append(code[b])
        arrays: dict[str, Ints] = {}
        for side, lists in (("of", of), ("to", to)):
            off, val = lists_of(map(sorted, lists))
            arrays[f"{relation.value}_{side}_off"] = off
            arrays[f"{relation.value}_{side}_val"] = val
        return arrays


def lists_of(lists: Iterable[Iterable[int]]) -> tuple[Ints, Ints]:
    """Returns lists as offsets (one more than lists) and values (never none, so that they can be
    looked at)."""
    off, val = [0], list[int]()
    for one in lists:
        val += one
        off.append(len(val))
    return np.array(off, np.int64), np.array(val or [-1], np.int64)


def organ_tables(hierarchy: Hierarchy) -> OrganTables:
    """Returns the tables of a tree."""
    organs = [hierarchy.organ(o) for o in hierarchy.organs]
    changes = hierarchy.epochs(BEFORE, FAR)[1:]
    kinds, levels = list(OrganKind), list(Level)
    return OrganTables(
        hierarchy,
        np.array(changes, np.int64),
        np.array([kinds.index(o.kind) for o in organs], np.int64),
        np.array([levels.index(o.level) if o.level else -1 for o in organs], np.int64),
        np.array([BEFORE if o.alive_from is None else o.alive_from for o in organs], np.int64),
        np.array([FAR if o.alive_to is None else o.alive_to for o in organs], np.int64),
        lists_of(sorted(hierarchy.successions(o.id)) for o in organs),
    )


@dataclass(frozen=True, slots=True)
class CalendarTables:
    """Working days, by the number of days after `base`: each day rolled over to the next working
    day (0 past the coverage); how many working days there are up to each; the working days."""

    base: int
    rolled: Ints
    index: Ints
    days: Ints


def calendar_tables(calendar: Calendar) -> CalendarTables:
    """Returns the tables of a calendar."""
    covered = range(calendar.first, calendar.last + 1)
    working = np.array([d for d in covered if calendar.is_working(d)], np.int64)
    days = np.arange(calendar.first, calendar.last + 1, dtype=np.int64)
    at = np.searchsorted(working, days)
    rolled = np.where(at < len(working), working[np.minimum(at, len(working) - 1)], 0)
    index = np.searchsorted(working, days, side="right").astype(np.int64)
    return CalendarTables(calendar.first, rolled, index, working)
