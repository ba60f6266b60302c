"""Forecasts of a thousand open cases: lawful histories as they stood some day in their middle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final, cast

from benchmarks.measure import Row, command, lines_of, spent, table
from scenarios.generate import Document, Json
from scenarios.register import Delivery, lawful_document

MANY: Final = 1_000
FEW: Final = 50
SEED: Final = 17


def open_cases(many: int, seed: int) -> Iterator[Document]:
    """Yields so many case documents, cut after a random event, some days later."""
    rng = Random(seed)
    for place in range(many):
        delivery = Delivery.LATER if place % 2 else Delivery.INSIDE
        case = lawful_document(rng, f"open-{place}", delivery)
        events = cast("list[dict[str, str]]", case["events"])
        last = rng.choice([e["on"] for e in events])
        kept = cast("list[Json]", [e for e in events if e["on"] <= last])
        as_of = date.fromisoformat(last) + timedelta(days=rng.randint(0, 9))
        yield {**case, "events": kept, "as_of": str(as_of)}


def run() -> str:
    """Returns the section."""
    with TemporaryDirectory() as folder:
        cases = list(open_cases(MANY, SEED))
        file = str(lines_of(Path(folder) / "open.jsonl", cases))
        few = str(lines_of(Path(folder) / "few.jsonl", cases[:FEW]))
        rows = [
            Row(f"`check` {FEW} open cases", spent(lambda: command("check", few))),
            Row(f"`forecast` of {FEW} open cases", spent(lambda: command("forecast", few))),
            Row(
                f"`forecast --plan` of {FEW} open cases",
                spent(lambda: command("forecast", few, "--plan")),
            ),
            Row(
                f"`forecast` of {MANY:,} open cases, two processes",
                spent(lambda: command("forecast", file, "--jobs", "2")),
                20,
            ),
        ]
    return table("Forecasts", rows)
