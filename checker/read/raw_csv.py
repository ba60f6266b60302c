"""Tables of text under headings of their own: CSV, TSV, in UTF-8 or GB18030."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from checker.read.csv_ import Row, table_rows
from checker.read.lines import Encoding, surveyed
from checker.read.place import CaseError, Place
from checker.read.raw import BATCH, Filling, RawLog, RawRows
from model.casefile.faults import quoted

_DELIMITERS: Final = ",\t;|"


def csv_log(path: Path) -> RawLog:
    """Returns the log in a table of text; CaseError if it has no sound header."""
    encoding = surveyed(path).encoding
    delimiter = _delimiter(path, encoding)
    header = next(table_rows(path, encoding, delimiter))
    if header.fault:
        raise CaseError(header.fault, Place(str(path), 1, 1))
    names = header.cells
    for place, name in enumerate(names):
        if name and name in names[:place]:
            raise CaseError(f"two columns are called {quoted(name)}", Place(str(path), 1, 1))
    given = tuple(n for n in names if n)
    return RawLog(str(path), given, lambda: _batches(path, encoding, delimiter))


def _delimiter(path: Path, encoding: Encoding) -> str:
    """Returns what separates the headings: whatever of the usual marks stands there most often."""
    if path.suffix.lower() == ".tsv":
        return "\t"
    head = next(table_rows(path, encoding, "\0"), None)
    text = head.raw if head else ""
    return max(_DELIMITERS, key=text.count)


def _batches(path: Path, encoding: Encoding, delimiter: str) -> Iterator[RawRows]:
    rows = table_rows(path, encoding, delimiter)
    names = next(rows).cells
    filling = Filling()
    for row in rows:
        if row.blank:
            continue
        if fault := _fault(row, names):
            filling.lose(row.number, fault)
        else:
            filling.add(row.number, zip(names, row.cells, strict=False))
        if len(filling) >= BATCH:
            yield filling.taken()
    if len(filling):
        yield filling.taken()


def _fault(row: Row, names: tuple[str, ...]) -> str | None:
    if row.fault:
        return row.fault
    if len(row.cells) < len(names) or any(row.cells[len(names) :]):
        return f"the row has {len(row.cells)} cells, the header {len(names)}"
    for name, cell in zip(names, row.cells, strict=False):
        if cell and not name:
            return f"{quoted(cell)} stands under no heading"
    return None
