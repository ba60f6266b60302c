"""Cases written as logs, for the tests of their readers."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pyarrow as pa
import pyarrow.parquet as pq

from tests.unit.test_many import Doc, rows_of

Row = Mapping[str, str]


def rows(cases: Sequence[Doc]) -> list[Row]:
    """Returns the rows of a table of these cases, each naming its case."""
    return [{**r, "case": str(case["case"])} for case in cases for r in rows_of(case)]


def write(path: Path, table: Sequence[Row]) -> None:
    """Writes the rows as a log of the kind its name says."""
    match path.suffix:
        case ".csv" | ".tsv":
            _write_table(path, table, "\t" if path.suffix == ".tsv" else ",")
        case ".parquet":
            write_parquet(path, table)
        case _:
            write_xes(path, table)


def _write_table(path: Path, table: Sequence[Row], delimiter: str) -> None:
    names = list(dict.fromkeys(n for r in table for n in r))
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=delimiter)
        writer.writerow(names)
        writer.writerows([[r.get(n, "") for n in names] for r in table])


def write_parquet(path: Path, table: Sequence[Row], group: int = 7) -> None:
    """Writes rows in row groups so small that they cut cases."""
    names = list(dict.fromkeys(n for r in table for n in r))
    columns = {n: pa.array([r.get(n) for r in table], pa.string()) for n in names}
    pq.write_table(pa.Table.from_pydict(columns), str(path), row_group_size=group)


def xes_text(table: Sequence[Row], head: str = "") -> str:
    """Returns rows as an XES log under our own headings."""
    cases: dict[str, list[Row]] = {}
    for r in table:
        cases.setdefault(r["case"], []).append(r)
    out = ['<?xml version="1.0" encoding="UTF-8"?>', head, '<log xes.version="1.0">']
    for name, own in cases.items():
        out.append(f"<trace>{_string('concept:name', name)}")
        for r in own:
            cells = "".join(_string(n, v) for n, v in r.items() if n != "case")
            out.append(f"<event>{cells}</event>")
        out.append("</trace>")
    return "\n".join([*out, "</log>"])


def _string(key: str, value: str) -> str:
    return f"<string key={quoteattr(key)} value={quoteattr(value)}/>"


def write_xes(path: Path, table: Sequence[Row], head: str = "") -> None:
    content = xes_text(table, head).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)


def mapping_text(table: Sequence[Row], case: str) -> str:
    """Returns a mapping of our headings to themselves, `case` to a column of that name."""
    names = dict.fromkeys(n for r in table for n in r if n != "case")
    lines = "".join(f'{n} = "{n}"\n' for n in names)
    return f'[columns]\ncase = "{case}"\n{lines}'
