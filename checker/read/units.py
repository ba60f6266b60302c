"""One case of any kind of file, cut out of it: small enough to be handed to another process."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TypeAlias, assert_never

from checker.read.csv_ import CellPositions, RowGroup, TableCase
from checker.read.json_ import Loaded, Piece, TreeLoader, load_history
from checker.read.place import CaseError
from checker.read.rejects import Reject, reject_of
from model.casefile.faults import CaseFault, CaseFaults

Unit: TypeAlias = Piece | RowGroup
"""A case, not yet parsed."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A case that cannot be read: its rows with what is wrong; at least one has a fault of its
    own."""

    rejects: tuple[Reject, ...]


class Lack(Enum):
    """What is not there to be judged."""

    FILE = "a file"
    CASE = "a case"
    ROW = "a row of a table, of no case"


@dataclass(frozen=True, slots=True)
class Unread:
    """Something of which no case could even be cut out. `rows`: how many rows it takes."""

    reject: Reject
    lack: Lack
    rows: int = 0


def rows_in(unit: Unit) -> int:
    """Returns how many rows of a table or of JSON Lines a case takes; none of another file."""
    return len(unit.rows) if isinstance(unit, RowGroup) else int(unit.alone)


def load_unit(unit: Unit, tree_loader: TreeLoader) -> Loaded | Refused:
    """Returns the history of a case, or everything that keeps it from being one."""
    match unit:
        case Piece():
            raw = unit.case()
            path = Path(unit.file)
            found = raw if isinstance(raw, CaseError) else load_history(raw, path, tree_loader)
            return refused(unit, found) if isinstance(found, CaseError) else found
        case RowGroup():
            return _load_rows(unit, tree_loader)
        case _:
            assert_never(unit)


def refused(unit: Unit, error: CaseError) -> Refused:
    """Returns the refusal of a whole case for one error; each of its rows is rejected."""
    match unit:
        case Piece():
            return Refused((reject_of(error, unit.text.strip()),))
        case RowGroup():
            row = error.place.line
            row = row if row in [r.number for r in unit.rows] else unit.rows[0].number
            own = Reject(
                unit.file, row, error.place.column, error.field, error.message, error.help, ""
            )
            return _with_others(unit, {row: own})
        case _:
            assert_never(unit)


def _load_rows(unit: RowGroup, tree_loader: TreeLoader) -> Loaded | Refused:
    from model.casefile.records import read_record
    from model.casefile.resolve import resolve

    table = TableCase(unit)
    table.read()
    if table.faults:
        own = [
            Reject(unit.file, number, 1, name, fault.message, fault.help, "")
            for number, name, fault in table.faults
        ]
        return _with_others(unit, {r.row: r for r in reversed(own)})
    if unit.doubtful is not None:
        said = f"row {unit.doubtful} cannot be read and may belong to this case"
        return refused(unit, CaseError(said, table.positions.place_of(())))
    positions = table.positions
    try:
        record = read_record(table.document)
        return Loaded(record, resolve(record, tree_loader(record, Path(unit.file))), positions)
    except CaseFaults as found:
        faults = found.faults
    except CaseFault as fault:
        faults = (fault,)
    except CaseError as error:
        return refused(unit, error)
    rejects = [_reject(fault, table, positions) for fault in faults]
    return _with_others(unit, {r.row: r for r in reversed(rejects)})


def _reject(fault: CaseFault, table: TableCase, positions: CellPositions) -> Reject:
    place = positions.place_of(fault.at)
    name = table.name_of(fault.at)
    return Reject(place.file, place.line, place.column, name, fault.message, fault.help, "")


def _with_others(unit: RowGroup, own: dict[int, Reject]) -> Refused:
    """Returns one reject per row of the case: nothing of it is judged."""
    because = f"the case is not judged: see row {min(own)}"
    found: list[Reject] = []
    for row in unit.rows:
        r = own.get(row.number)
        reason, help, name = (r.reason, r.help, r.field) if r else (because, None, "")
        column = r.column if r else 1
        found.append(
            Reject(
                unit.file, row.number, column, name, reason, help, row.raw, unit.case, r is not None
            )
        )
    return Refused(tuple(found))
