"""How fast logs are written and read; the Road Traffic Fine log if a folder of logs is named."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.measure import Row, table
from checker.read.log_build import event_logs
from checker.read.mapping import LogMapping
from checker.show.log_files import write_log
from scenarios.synthetic import drawn

CASES: Final = 200_000
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
    """Returns the table of this module."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.parquet"
        parts = drawn(CASES, {"R22-34a": 0.05}, 1)
        rows = [
            Row(f"`generate` {CASES:,} cases as Parquet", _timed(lambda: write_log(path, parts))),
            Row(f"reading them as columns: {CASES:,} cases", _timed(lambda: event_logs(path))),
        ]
    fines = Path(os.environ.get(FOLDER, "")) / FINES
    if fines.is_file():
        rows.append(
            Row("reading the Road Traffic Fine log", _timed(lambda: event_logs(fines, _FINES)))
        )
    return table("Logs", rows)


def _timed(work: Callable[[], Iterable[object]]) -> float:
    begun = time.perf_counter()
    for _ in work():
        pass
    return time.perf_counter() - begun
