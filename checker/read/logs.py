"""Logs by the kind of their file. What a kind needs beyond the standard library comes with the
extra `audit`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from checker.read.mapping import Heading, LogMapping, of_own_headings
from checker.read.place import CaseError, Place
from checker.read.raw import Name, RawLog
from model.casefile.faults import did_you_mean, quoted

TABLES: Final = (".csv", ".tsv")
PARQUET: Final = (".parquet",)
XES: Final = (".xes", ".xes.gz")
BOOKS: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
LINES: Final = (".jsonl", ".ndjson")
OCEL: Final = (".jsonocel", ".xmlocel", ".sqlite", ".db", ".json", ".xml")
KINDS: Final = (*TABLES, *PARQUET, *XES, *BOOKS, *LINES, *OCEL)
"""How the names of the files end that hold logs."""

_NEEDED: Final = {"numpy": "audit", "pyarrow": "audit", "lxml": "audit", "python_calamine": "audit"}


def ending_of(path: Path) -> str:
    """Returns the ending that tells the kind of a log, in lower case; empty if it is none."""
    name = path.name.lower()
    return max((k for k in KINDS if name.endswith(k)), key=len, default="")


def open_log(path: Path, mapping: LogMapping | None = None) -> tuple[RawLog, LogMapping]:
    """Returns the log in a file and how to read it: as the mapping says or, without one, by our
    own headings; CaseError if it cannot be read so."""
    if mapping is None:
        log = open_raw(path, whole=True)
        return log, of_own_headings(log.columns, log.file)
    case = mapping.columns.get("case", ("",))[0]
    log = open_raw(path, case, mapping.sheet)
    if _missing(log, mapping) is not None:  # it may stand further on
        log = open_raw(path, case, mapping.sheet, whole=True)
    missing = _missing(log, mapping)
    if missing is not None:
        heading, name = missing
        message = f"the log has no column {quoted(name)}, mapped to `{heading}`"
        raise CaseError(message, Place(log.file), did_you_mean(name, log.columns))
    return log, mapping


def _missing(log: RawLog, mapping: LogMapping) -> tuple[Heading, Name] | None:
    """Returns what the mapping makes of columns the log has not, and the first of these."""
    wanted = [*mapping.columns.items(), *(("leave_out", (n,)) for n in mapping.leave_out)]
    for heading, names in wanted:
        if not any(n in log.columns for n in names):
            return heading, names[0]
    return None


def open_raw(path: Path, case: Name = "", sheet: str = "", *, whole: bool = False) -> RawLog:
    """Returns the log in a file as it stands; CaseError if it cannot be read. `case`: the column
    that names the cases, which an object-centric log has to know; `sheet`: of a workbook. `whole`:
    all of the file is looked at to learn which columns it has, where they are not said at its
    beginning; else its first part."""
    return _installed(lambda: _opened(path, case, sheet, whole=whole), path)


def _opened(path: Path, case: Name, sheet: str, *, whole: bool) -> RawLog:
    ending = ending_of(path)
    if ending in TABLES:
        from checker.read.raw_csv import csv_log

        return csv_log(path)
    if ending in PARQUET:
        from checker.read.raw_parquet import parquet_log

        return parquet_log(path)
    if ending in XES:
        from checker.read.raw_xes import xes_log

        return xes_log(path, whole=whole)
    if ending in BOOKS:
        from checker.read.raw_xlsx import xlsx_log

        return xlsx_log(path, sheet)
    if ending in LINES:
        from checker.read.raw_jsonl import jsonl_log

        return jsonl_log(path, whole=whole)
    if ending in OCEL:
        from checker.read.raw_ocel import ocel_log

        return ocel_log(path, case)
    raise CaseError(
        f"{quoted(path.name)} is no log we know",
        Place(str(path)),
        "logs end in " + ", ".join(f"`{k}`" for k in KINDS),
    )


def _installed(open_: Callable[[], RawLog], path: Path) -> RawLog:
    try:
        return open_()
    except ModuleNotFoundError as error:
        if error.name not in _NEEDED:
            raise
        message = f"reading {quoted(path.name)} needs the package {quoted(error.name)}"
        help = f"pip install 'xinfang[{_NEEDED[error.name]}]'"
        raise CaseError(message, Place(str(path)), help) from None
