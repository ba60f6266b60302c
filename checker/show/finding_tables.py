"""Findings as tables: JSON Lines, CSV, Parquet, Excel. The same rows give the same bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, astuple
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, TypeAlias, cast

from checker.read.rejects import harmless
from checker.show.document import INVISIBLE
from checker.tasks.audit_rows import COLUMNS, FindingRow

if TYPE_CHECKING:
    from xlsxwriter import Workbook, Worksheet

Writer: TypeAlias = Callable[[BinaryIO, Iterable[FindingRow]], None]
Cell: TypeAlias = "str | int | None"

BATCH: Final = 10_000
"""Rows of a row group."""
SHEET: Final = 1_000_000
"""Rows of a sheet: Excel opens no more than 1,048,576."""


def writer_for(name: str) -> Writer | None:
    """Returns what writes a file of that name, by its ending; None iff the ending is not known."""
    return WRITERS.get(Path(name).suffix.lower())


def json_lines(out: BinaryIO, rows: Iterable[FindingRow]) -> None:
    """Writes an object per line; invisible characters stand as escapes."""
    for row in rows:
        text = json.dumps(asdict(row), ensure_ascii=False, separators=(",", ":"))
        shown = INVISIBLE.sub(lambda m: f"\\u{ord(m.group()):04x}", text)
        out.write(f"{shown}\n".encode("utf-8", "backslashreplace"))


def table(out: BinaryIO, rows: Iterable[FindingRow]) -> None:
    """Writes CSV with the mark that spreadsheets know UTF-8 by; no cell is a formula to them."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    text.write("\ufeff")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([harmless("" if c is None else str(c)) for c in cells(row)])
    text.detach()  # `out` is not ours to close


def parquet(out: BinaryIO, rows: Iterable[FindingRow]) -> None:
    """Writes a Parquet file; bearers and events are lists, days are ISO texts."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    texts = pa.list_(pa.string())
    kinds = {"bearer": texts, "events": texts, "days_late": pa.int32()}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS])
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in _batches(rows):
            columns = zip(*(astuple(row) for row in batch), strict=True)
            arrays = [pa.array(c, f) for c, f in zip(columns, schema.types, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def workbook(out: BinaryIO, rows: Iterable[FindingRow]) -> None:
    """Writes an Excel workbook, a new sheet for every million rows; every cell is a text or a
    number, none a formula or a link."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": datetime(2022, 5, 1)})  # not now: equal runs, equal bytes
        sheet, line = _new_sheet(book, 1), 0
        for number, row in enumerate(rows):
            if number and number % SHEET == 0:
                sheet, line = _new_sheet(book, number // SHEET + 1), 0
            line += 1
            for at, cell in enumerate(cells(row)):
                if isinstance(cell, int):
                    sheet.write_number(line, at, cell)
                elif cell:
                    sheet.write_string(line, at, cell)


def _new_sheet(book: Workbook, number: int) -> Worksheet:
    sheet = book.add_worksheet(f"findings {number}")
    sheet.freeze_panes(1, 0)
    for at, name in enumerate(COLUMNS):
        sheet.write_string(0, at, name)
    return sheet


WRITERS: Final[dict[str, Writer]] = {
    ".jsonl": json_lines,
    ".ndjson": json_lines,
    ".csv": table,
    ".parquet": parquet,
    ".xlsx": workbook,
}


def cells(row: FindingRow) -> Iterator[Cell]:
    """Yields the cells of a row; several names in one cell stand with spaces between them."""
    for cell in astuple(row):
        yield " ".join(cast("tuple[str, ...]", cell)) if isinstance(cell, tuple) else cell


def _batches(rows: Iterable[FindingRow]) -> Iterator[list[FindingRow]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch
