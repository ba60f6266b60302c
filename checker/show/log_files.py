"""Synthetic cases written as logs: Parquet, CSV, XES, JSON Lines."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO
from xml.sax.saxutils import quoteattr

from checker.read.csv_columns import HEADINGS, Owner
from checker.read.raw_parquet import BY_CASE, ORDER_KEY
from scenarios.synthetic import Column, Drawn

if TYPE_CHECKING:
    import pyarrow as pa

ENDINGS: Final = (".parquet", ".csv", ".xes", ".xes.gz", ".jsonl")


def write_log(path: Path, parts: Iterable[Drawn]) -> Iterator[str]:
    """Writes a log of the kind its name says, whole or not at all; yields the label of each
    case."""
    draft = path.with_name(f".{path.name}.draft")
    name = path.name.lower()
    try:
        if name.endswith(".parquet"):
            yield from _parquet(draft, parts)
        else:
            write: Callable[[TextIO, Drawn, bool], None]
            write = _csv if name.endswith(".csv") else _lines
            xes = name.endswith((".xes", ".xes.gz"))
            with _text(draft, packed=name.endswith(".gz")) as out:
                if xes:
                    out.write(_XES_HEAD)
                for number, part in enumerate(parts):
                    (_xes if xes else write)(out, part, number == 0)
                    yield from part.labels
                if xes:
                    out.write("</log>\n")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _text(path: Path, *, packed: bool) -> Generator[TextIO, None, None]:
    if packed:
        with gzip.open(path, "wt", encoding="utf-8", compresslevel=5) as out:
            yield out
    else:
        with path.open("w", encoding="utf-8", newline="") as out:
            yield out


# ---- Parquet -------------------------------------------------------------------------------------


def _parquet(path: Path, parts: Iterable[Drawn]) -> Iterator[str]:
    """A row group holds whole cases, and the names of the cases increase."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    writer: pq.ParquetWriter | None = None
    try:
        for part in parts:
            arrays = [_array(c) for c in part.columns.values()]
            table = pa.Table.from_arrays(arrays, list(part.columns))
            table = table.replace_schema_metadata({ORDER_KEY: BY_CASE})
            if writer is None:
                writer = pq.ParquetWriter(str(path), table.schema, compression="lz4")
            writer.write_table(table, row_group_size=table.num_rows)
            yield from part.labels
    finally:
        if writer is not None:
            writer.close()


def _array(column: Column) -> pa.Array:
    import pyarrow as pa

    codes = pa.array(column.codes, pa.int32(), mask=column.codes < 0)
    return pa.DictionaryArray.from_arrays(codes, pa.array(list(column.words), pa.string()))


# ---- text ----------------------------------------------------------------------------------------


def _cells(part: Drawn) -> Iterator[list[str]]:
    """Yields the cells of each row."""
    columns = [_words(c) for c in part.columns.values()]
    for row in zip(*columns, strict=True):
        yield list(row)


def _words(column: Column) -> list[str]:
    words = ["", *column.words]
    return [words[c] for c in (column.codes + 1).tolist()]


def _csv(out: TextIO, part: Drawn, first: bool) -> None:
    import csv

    writer = csv.writer(out, lineterminator="\r\n")
    if first:
        writer.writerow(part.columns)
    writer.writerows(_cells(part))


_XES_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<log xes.version="1.0" xmlns="http://www.xes-standard.org/">\n'
    '<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>\n'
    '<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>\n'
)
_STANDARD: Final = {"kind": "concept:name", "by": "org:resource"}


def _xes(out: TextIO, part: Drawn, first: bool) -> None:
    names = list(part.columns)
    of_case = [HEADINGS[n].owner is Owner.CASE for n in names]
    rows = _cells(part)
    for begin, end in zip(part.case_off, part.case_off[1:], strict=False):
        trace: list[str] = []
        events: list[str] = []
        for place in range(int(end - begin)):
            cells: list[str] = []
            for name, own, cell in zip(names, of_case, next(rows), strict=True):
                if not cell:
                    continue
                if not own:
                    cells.append(_attribute(name, cell))
                elif place == 0:
                    trace.append(_string("concept:name" if name == "case" else name, cell))
            events.append(f"<event>{''.join(cells)}</event>\n")
        out.write(f"<trace>{''.join(trace)}\n{''.join(events)}</trace>\n")


def _attribute(name: str, cell: str) -> str:
    if name == "on":
        return f'<date key="time:timestamp" value="{cell}T00:00:00.000+08:00"/>'
    return _string(_STANDARD.get(name, name), cell)


def _string(key: str, value: str) -> str:
    return f'<string key="{key}" value={quoteattr(value)}/>'


def _lines(out: TextIO, part: Drawn, first: bool) -> None:
    """One case file to a line."""
    read: list[Mapping[str, object]] = [
        {w: HEADINGS[n].read(w) for w in c.words} if n not in ("case", "on") else {}
        for n, c in part.columns.items()
    ]
    names = list(part.columns)
    rows = _cells(part)
    for begin, end in zip(part.case_off, part.case_off[1:], strict=False):
        case: dict[str, object] = {}
        matter: dict[str, object] = {"id": "m1"}
        events: list[dict[str, object]] = []
        for _ in range(int(end - begin)):
            event: dict[str, object] = {}
            owned = {Owner.CASE: case, Owner.MATTER: matter, Owner.EVENT: event}
            for name, values, cell in zip(names, read, next(rows), strict=True):
                if cell:
                    column = HEADINGS[name]
                    value = values.get(cell, cell)
                    into = owned[column.owner]
                    if column.fact:
                        into["attested"] = {column.key: {"value": value}}
                    else:
                        into[column.key] = value
            events.append(event)
        document = {**case, "matters": [matter], "events": events}
        out.write(json.dumps(document, ensure_ascii=False) + "\n")
