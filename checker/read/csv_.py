"""A table of events: one event per row, the columns of `csv_columns`, the rows of a case anywhere.

The file is read twice: once to count the rows of every case, once to hand out each case when its
last row is read. Rows of cases that are not complete yet are all that is held.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final, cast

from checker.read.csv_columns import HEADINGS, Column, Owner
from checker.read.lines import Encoding, Line, lines_of
from checker.read.place import CaseError, Place
from checker.read.rejects import Reject
from checker.read.scan import Positions, Spot
from model.casefile.faults import CaseFault, DocPath, did_you_mean, quoted

NEEDED: Final = ("case", "as_of", "event", "kind", "on")
"""Columns without which nothing can be judged."""

# ---- rows ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `number` counts from 1 with the header, as a spreadsheet does."""

    number: int
    raw: str
    cells: tuple[str, ...]
    fault: str | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.fault and not any(self.cells)


def table_rows(path: Path, encoding: Encoding, delimiter: str = ",") -> Iterator[Row]:
    """Yields every row of a table, with what is wrong with how it is written."""
    kept: list[Line] = []
    reader = csv.reader(_fed(lines_of(path, encoding), kept), strict=True, delimiter=delimiter)
    number, on = 0, True
    while on:
        kept.clear()
        number += 1
        try:
            cells, fault = tuple(c.strip() for c in next(reader)), None
        except StopIteration:
            return
        except csv.Error as error:
            cells, (fault, on) = (), _csv_fault(error)
        fault = fault or next((line.fault for line in kept if line.fault), None)
        yield Row(number, "\n".join(line.text for line in kept), cells, fault)


def _fed(lines: Iterator[Line], kept: list[Line]) -> Iterator[str]:
    for line in lines:
        kept.append(line)
        yield line.text + "\n"


def _csv_fault(error: csv.Error) -> tuple[str, bool]:
    """Returns what is wrong, and whether the rows after it can be read."""
    if "expected after" in str(error):
        return "a quotation mark inside a cell is not doubled", True
    return "a quotation mark is not closed; nothing is read from here on", False


@dataclass(frozen=True, slots=True)
class Header:
    """The first row and the column under each heading; None under an empty one."""

    raw: str
    columns: tuple[Column | None, ...]

    def case_of(self, row: Row) -> str | None:
        """Returns the name of the case a row belongs to; None if it cannot be told."""
        for column, cell in zip(self.columns, row.cells, strict=False):
            if column is not None and column.name == "case":
                return cell if cell.isprintable() and cell else None
        return None

    def fault_of(self, row: Row) -> str | None:
        """Returns what is wrong with the shape of a row."""
        if row.fault:
            return row.fault
        if len(row.cells) < len(self.columns) or any(row.cells[len(self.columns) :]):
            return f"the row has {len(row.cells)} cells, the header {len(self.columns)}"
        for column, cell in zip(self.columns, row.cells, strict=False):
            if column is None and cell:
                return f"{quoted(cell)} stands under no heading"
        return None if self.case_of(row) else "the row names no case"


def _header(row: Row, file: str) -> Header:
    spans = _spans(row.raw)
    if row.fault:
        raise CaseError(row.fault, Place(file, 1, 1))
    found: list[Column | None] = []
    for index, cell in enumerate(row.cells):
        column = HEADINGS.get(cell) or HEADINGS.get(cell.casefold())
        place = Place(file, 1, spans[index][0] + 1)
        if cell and column is None:
            raise CaseError(f"unknown column {quoted(cell)}", place, _meant(cell))
        if column is not None and column in found:
            raise CaseError(f"the column {quoted(column.name)} stands twice", place)
        found.append(column)
    named = {c.name for c in found if c is not None}
    for name in NEEDED:
        if name not in named:
            zh = HEADINGS[name].zh
            raise CaseError(f"the column `{name}` (`{zh}`) is missing", Place(file, 1, 1))
    return Header(row.raw, tuple(found))


def _meant(cell: str) -> str:
    separated = any(mark in cell for mark in "\t;|")
    return (
        "separate the columns by commas"
        if separated
        else (did_you_mean(cell, HEADINGS) or "the columns are listed in docs/many.md")
    )


# ---- the rows of a case --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Survey:
    """What the first pass over a table showed: how many rows each case has, and the cases that may
    lack a row because a row that cannot be told to belong to any stands among theirs."""

    header: Header
    rows: Mapping[str, int]
    doubtful: Mapping[str, int]


def surveyed_table(path: Path, encoding: Encoding) -> Survey:
    """Returns the first pass over a table; CaseError if its header cannot be read."""
    rows = table_rows(path, encoding)
    header = _header(next(rows), str(path))
    counted = Counter[str]()
    lost: list[tuple[int, str | None, str | None]] = []
    last, scattered = None, False
    for row in rows:
        if row.blank:
            continue
        case = header.case_of(row)
        if case is None:
            lost.append((row.number, last, None))
            continue
        if lost and lost[-1][2] is None:
            lost = [(n, before, after or case) for n, before, after in lost]
        scattered |= case in counted and case != last
        counted[case] += 1
        last = case
    return Survey(header, counted, _doubtful(lost, counted, scattered))


def _doubtful(
    lost: Sequence[tuple[int, str | None, str | None]], counted: Counter[str], scattered: bool
) -> Mapping[str, int]:
    """Returns the cases a lost row may belong to: its neighbours, or all if the rows of a case do
    not stand together."""
    if scattered and lost:
        return dict.fromkeys(counted, lost[0][0])
    return {c: n for n, *near in reversed(lost) for c in near if isinstance(c, str)}


@dataclass(frozen=True, slots=True)
class RowGroup:
    """All rows of one case. `doubtful`: the number of a row that may belong to it too."""

    file: str
    header: Header
    case: str
    rows: tuple[Row, ...]
    doubtful: int | None = None


def cases_of_table(path: Path, encoding: Encoding, survey: Survey) -> Iterator[RowGroup | Reject]:
    """Yields each case when its last row is read, and each row that belongs to none."""
    held: dict[str, list[Row]] = {}
    rows = table_rows(path, encoding)
    next(rows)
    for row in rows:
        if row.blank:
            continue
        case = survey.header.case_of(row)
        if case is None:
            fault = survey.header.fault_of(row) or ""
            yield Reject(str(path), row.number, 1, "case", fault, None, row.raw)
            continue
        held.setdefault(case, []).append(row)
        if len(held[case]) == survey.rows[case]:
            doubtful = survey.doubtful.get(case)
            yield RowGroup(str(path), survey.header, case, tuple(held.pop(case)), doubtful)


# ---- places --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CellPositions(Positions):
    """The places of the cells of one case. The text is the header and the rows of the case."""

    numbers: tuple[int, ...] = ()
    """The row of each line of the text."""
    cells: Mapping[DocPath, tuple[int, int]] = field(default_factory=dict[DocPath, tuple[int, int]])
    """Where the cell of each value begins and ends."""

    @cached_property
    def _spots(self) -> dict[DocPath, Spot]:
        return {path: Spot(path, at, None, None, False) for path, (at, _) in self.cells.items()}

    @cached_property
    def _ends(self) -> dict[int, int]:
        return dict(self.cells.values())

    def line_number(self, line: int) -> int:
        """Returns the row a line of the text belongs to."""
        return self.numbers[line - 1]

    def end_at(self, offset: int) -> int:
        """Returns where the cell that begins at this offset ends."""
        return self._ends.get(offset, offset + 1)

    def excerpt(self, path: DocPath) -> str:
        """Returns the cell of a value; of the case as a whole the header and its rows."""
        if not path:
            return self.text
        return super().excerpt(path)


def _spans(raw: str) -> list[tuple[int, int]]:
    """Returns where each cell of a row begins and ends, quotation marks included."""
    found: list[tuple[int, int]] = []
    begins, quoted_now = 0, False
    for at, c in enumerate(raw):
        if c == '"':
            quoted_now = not quoted_now
        elif c == "," and not quoted_now:
            found.append((begins, at))
            begins = at + 1
    return [*found, (begins, len(raw))]


# ---- from rows to a document ---------------------------------------------------------------------

_Doc = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell that is not empty, read."""

    row: Row
    column: Column
    value: object
    span: tuple[int, int]


@dataclass
class TableCase:
    """The document of a case, made from its rows, and what is wrong with them."""

    group: RowGroup
    document: _Doc = field(default_factory=_Doc)
    faults: list[tuple[int, str, CaseFault]] = field(
        default_factory=list[tuple[int, str, CaseFault]]
    )
    """(row, column, what is wrong)."""
    names: dict[DocPath, str] = field(default_factory=dict[DocPath, str])
    """The heading of each value."""
    _spans: dict[DocPath, tuple[int, int]] = field(default_factory=dict[DocPath, tuple[int, int]])
    _rows: dict[DocPath, int] = field(default_factory=dict[DocPath, int])
    _starts: dict[int, int] = field(default_factory=dict[int, int])

    @property
    def positions(self) -> CellPositions:
        """The places of the values of the document."""
        lines = [self.group.header.raw, *(r.raw for r in self.group.rows)]
        numbers = [1, *(r.number for r in self.group.rows)]
        each = [
            n for n, raw in zip(numbers, lines, strict=True) for _ in range(raw.count("\n") + 1)
        ]
        first = len(lines[0]) + 1
        return CellPositions(
            self.group.file,
            "\n".join(lines),
            first,
            numbers=tuple(each),
            cells={(): (first, first + 1), **self._spans},
        )

    def name_of(self, path: DocPath) -> str:
        """Returns the column of the value at a path, or the last word of the path."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.names:
                return self.names[path[:length]]
        return next((str(p) for p in reversed(path) if isinstance(p, str)), "")

    def read(self) -> None:
        """Fills the document and the list of faults."""
        cells = [(row, self._cells(row)) for row in self._sound_rows()]
        ids = [c.value for _, found in cells for c in found if c.column.name == "matter"]
        matters: dict[str, tuple[int, _Doc]] = {}
        for id in dict.fromkeys(str(i) for i in ids or ["m1"]):
            matters[id] = (len(matters), {"id": id})
        events: list[_Doc] = []
        for row, found in cells:
            for c in found:
                if c.column.owner is Owner.CASE:
                    self._put(self.document, (), c)
            self._put_matter(row, found, matters)
            own = [c for c in found if c.column.owner is Owner.EVENT]
            if own:
                self._put_event(row, own, found, events)
        self.document["matters"] = [doc for _, doc in matters.values()]
        self.document["events"] = events

    def _sound_rows(self) -> Iterator[Row]:
        offset = len(self.group.header.raw) + 1
        for row in self.group.rows:
            self._starts[row.number] = offset
            offset += len(row.raw) + 1
            fault = self.group.header.fault_of(row)
            if fault:
                self.faults.append((row.number, "", CaseFault(fault)))
            else:
                yield row

    def _cells(self, row: Row) -> list[_Cell]:
        found: list[_Cell] = []
        start = self._starts[row.number]
        spans = _spans(row.raw)
        for index, column in enumerate(self.group.header.columns):
            if column is None or not row.cells[index]:
                continue
            begins, ends = spans[index]
            try:
                value = column.read(row.cells[index])
            except CaseFault as fault:
                self.faults.append((row.number, column.name, fault))
                continue
            found.append(_Cell(row, column, value, (start + begins, start + ends)))
        return found

    def _put_matter(
        self, row: Row, found: Sequence[_Cell], matters: Mapping[str, tuple[int, _Doc]]
    ) -> None:
        own = [c for c in found if c.column.owner is Owner.MATTER]
        named = next((str(c.value) for c in own if c.column.name == "matter"), None)
        if named is None and own and len(matters) > 1:
            said = CaseFault("the case has several matters", help="say of which this is said")
            self.faults.append((row.number, "matter", said))
            return
        index, doc = matters[named if named is not None else next(iter(matters))]
        for c in own:
            self._put(doc, ("matters", index), c)

    def _put_event(
        self, row: Row, own: Sequence[_Cell], found: Sequence[_Cell], events: list[_Doc]
    ) -> None:
        doc: _Doc = {}
        at: DocPath = ("events", len(events))
        events.append(doc)
        start = self._starts[row.number]
        self._spans[at], self._rows[at] = (start, start + 1), row.number
        for c in own:
            self._put(doc, at, c)
        for c in found:
            if c.column.name == "matter":
                doc["matter"] = c.value
                self._spans[(*at, "matter")], self.names[(*at, "matter")] = c.span, "matter"

    def _put(self, doc: _Doc, at: DocPath, cell: _Cell) -> None:
        """Sets a value; a fault if another row says otherwise."""
        column = cell.column
        if column.fact:
            attested = doc.setdefault("attested", _Doc())
            doc, at = cast("_Doc", attested), (*at, "attested")
        path = (*at, column.key)
        if column.key in doc and doc[column.key] != cell.value:
            said = f"{quoted(column.name)} is not what row {self._rows.get(path, 1)} says"
            self.faults.append((cell.row.number, column.name, CaseFault(said)))
            return
        if path not in self._rows:
            doc[column.key] = cell.value
            self._spans[path], self._rows[path] = cell.span, cell.row.number
            self.names[path] = column.name
