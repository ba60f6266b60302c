"""Workbooks: one sheet, its first row with anything in it the header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from checker.read.place import CaseError, Place
from checker.read.raw import BATCH, Filling, RawLog, RawRows
from checker.read.text import no_such_file
from checker.read.zips import check_zip
from model.casefile.faults import did_you_mean, quoted

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_Value: TypeAlias = "int | float | str | bool | time | date | datetime | timedelta"
PACKED: Final = (".xlsx", ".xlsm", ".xlsb", ".ods")
LARGEST: Final = 50 << 20
"""The largest workbook of the old kind that is read, in bytes."""


def xlsx_log(path: Path, wanted: str) -> RawLog:
    """Returns the log in a workbook, on the sheet of that name or, where none is wanted, the only
    one that is not empty; CaseError if there is none."""
    sheet = _sheet(path, wanted)
    first, names = _header(sheet, path)
    given = tuple(n for n in names if n)
    return RawLog(str(path), given, lambda: _batches(_sheet(path, sheet.name), first, names))


def _sheet(path: Path, wanted: str) -> CalamineSheet:
    from python_calamine import CalamineError, CalamineWorkbook

    if not path.exists():
        raise no_such_file(path)
    if path.suffix.lower() in PACKED:
        check_zip(path)
    elif path.stat().st_size > LARGEST:
        raise CaseError("the workbook is too large", Place(str(path)), "save the table as CSV")
    try:
        with path.open("rb") as file:
            book = CalamineWorkbook.from_filelike(file)
            names = book.sheet_names
            if wanted and wanted not in names:
                message = f"the workbook has no sheet {quoted(wanted)}"
                raise CaseError(message, Place(str(path)), did_you_mean(wanted, names))
            sheets = [book.get_sheet_by_name(n) for n in ([wanted] if wanted else names)]
    except (CalamineError, OSError, ValueError) as error:
        message = f"{quoted(path.name)} is no sound workbook: {str(error).splitlines()[0][:200]}"
        raise CaseError(message, Place(str(path))) from None
    filled = [s for s in sheets if s.height]
    if not filled:
        raise CaseError("the workbook is empty", Place(str(path)))
    if len(filled) > 1:
        said = ", ".join(quoted(s.name) for s in filled)
        message = f"the workbook has several sheets: {said}"
        help = "say which in the mapping: `sheet = …`"
        raise CaseError(message, Place(str(path)), help)
    return filled[0]


def _header(sheet: CalamineSheet, path: Path) -> tuple[int, tuple[str, ...]]:
    """Returns the number of the row of the header, from 1, and what stands in it."""
    start = (sheet.start or (0, 0))[0]
    for number, row in enumerate(islice(sheet.iter_rows(), BATCH), 1 + start):
        names = tuple(_text(v) for v in row)
        if any(names):
            twice = next((n for i, n in enumerate(names) if n and n in names[:i]), None)
            if twice is not None:
                message = f"two columns are called {quoted(twice)}"
                raise CaseError(message, Place(str(path), number, 1))
            return number, names
    raise CaseError("the workbook is empty", Place(str(path)))


def _batches(sheet: CalamineSheet, first: int, names: Sequence[str]) -> Iterator[RawRows]:
    start = (sheet.start or (0, 0))[0]
    filling = Filling()
    for number, row in enumerate(sheet.iter_rows(), 1 + start):
        cells = [_text(v) for v in row]
        if number <= first or not any(cells):
            continue
        bare = next((c for n, c in zip(names, cells, strict=False) if c and not n), None)
        if bare is not None:
            filling.lose(number, f"{quoted(bare)} stands under no heading")
        else:
            filling.add(number, zip(names, cells, strict=False))
        if len(filling) >= BATCH:
            yield filling.taken()
    if len(filling):
        yield filling.taken()


def _text(value: _Value) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if (value.hour, value.minute, value.second) == (0, 0, 0):
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
        case _:
            return str(value).strip()
