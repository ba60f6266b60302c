"""How fast logs are written and read; the Road Traffic Fine log if a folder of logs is named."""

from __future__ import annotations

import os
from collections import deque
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.measure import Cost, Row, spent, table
from checker.read.log_build import event_logs
from checker.read.mapping import LogMapping
from checker.show.log_files import write_log
from scenarios.synthetic import drawn

MANY: Final = {".parquet": 200_000, ".csv": 20_000, ".xes.gz": 5_000}
"""How many cases are written in each format."""
FOLDER: Final = "XINFANG_LOGS"
"""The environment variable that names a folder with public event logs."""
FINES: Final = "Road_Traffic_Fine_Management_Process.xes.gz"
_FINES: Final = LogMapping(
    {
        "case": ("case:concept:name",),
        "kind": ("concept:name",),
        "on": ("time:timestamp",),
        "by": ("org:resource",),
    },
    {
        "kind": {
            "Create Fine": "register",
            "Send Fine": "transfer",
            "Insert Fine Notification": "notify_receipt",
            "Add penalty": "extend",
            "Send for Credit Collection": "assign",
            "Payment": "close",
            "Insert Date Appeal to Prefecture": "review_request",
            "Send Appeal to Prefecture": "transfer",
            "Receive Result Appeal from Prefecture": "review_opinion",
            "Notify Result Appeal to Offender": "deliver",
            "Appeal to Judge": "outside_remedy",
        }
    },
    {"as_of": "2013-12-31"},
)
"""Kinds of ours that look alike: for reading only, no judgement of anybody's fines."""


def run() -> str:
    """Returns the section."""
    with TemporaryDirectory() as folder:
        here = Path(folder)
        rows = [Row("scan of the Parquet file, all columns", Cost(0, 0))]
        for ending, many in MANY.items():
            path = here / f"log{ending}"
            rows.append(_written(path, many))
            if ending == ".parquet":
                rows[0] = replace(rows[0], cost=spent(lambda p=path: scanned(p)))
            rows.append(_read(f"{ending} read as columns", path))
    fines = Path(os.environ.get(FOLDER, "")) / FINES
    if FOLDER in os.environ and fines.is_file():
        rows.append(replace(_read("the Road Traffic Fine log read", fines, _FINES), aim=20))
    return table("Logs", rows, "Synthetic logs of whole cases; events a second of processor time.")


def scanned(path: Path) -> None:
    """Reads a Parquet file, batch by batch, and does nothing with it."""
    from pyarrow.parquet import ParquetFile

    for _ in ParquetFile(path).iter_batches():
        pass


def _written(path: Path, many: int) -> Row:
    parts = drawn(many, {"R22-34a": 0.05}, 1)
    cost = spent(lambda: deque(write_log(path, parts), maxlen=0))
    ending = "".join(path.suffixes)
    return Row(f"`generate` writes {many:,} cases as {ending}", cost)


def _read(what: str, path: Path, mapping: LogMapping | None = None) -> Row:
    sizes: list[int] = []
    cost = spent(lambda: sizes.extend(len(log.row) for log in event_logs(path, mapping)))
    return Row(what, cost, None, f"{sum(sizes) / cost.processor:,.0f} events/s")
