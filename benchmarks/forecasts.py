"""Forecasts of a thousand open cases: lawful histories as they stood some day in their middle."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final, cast

from benchmarks.measure import Row, command, table
from scenarios.generate import Document, Json
from scenarios.register import lawful_document

MANY: Final = 1_000
SEED: Final = 17


def open_cases(many: int, seed: int) -> Iterator[Document]:
    """Yields so many case documents, cut after a random event, some days later."""
    rng = Random(seed)
    for place in range(many):
        case = lawful_document(rng, f"open-{place}", delivered_inside=place % 2 == 0)
        events = cast("list[dict[str, str]]", case["events"])
        last = rng.choice([e["on"] for e in events])
        kept = cast("list[Json]", [e for e in events if e["on"] <= last])
        as_of = date.fromisoformat(last) + timedelta(days=rng.randint(0, 9))
        yield {**case, "events": kept, "as_of": str(as_of)}


def run() -> str:
    """Returns the table of this module."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "open.jsonl"
        lines = (json.dumps(d, ensure_ascii=False) for d in open_cases(MANY, SEED))
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        few = Path(folder) / "few.jsonl"
        few.write_text("".join(file.read_text("utf-8").splitlines(keepends=True)[:50]), "utf-8")
        rows = [
            Row(
                f"`forecast` of {MANY:,} open cases, two processes",
                command("forecast", str(file), "--jobs", "2", runs=1),
            ),
            Row(
                "`forecast --plan` of 50 open cases, two processes",
                command("forecast", str(few), "--plan", "--jobs", "2", runs=1),
            ),
        ]
    return table("Forecasts", rows)
