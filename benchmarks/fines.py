"""The Road Traffic Fine log judged by the shipped model; its counts by an independent reading."""

from __future__ import annotations

import gzip
import os
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, iterparse

from benchmarks.logs import FINES, FOLDER
from benchmarks.measure import Row, spent, table
from checker.read.decl import read_model
from checker.read.foreign import CaseLog, case_logs
from checker.tasks.declared import Declared, bench_of, judged
from model.calendar import national_calendar
from model.templates.rules import rules_of
from scenarios import __file__ as scenarios

MODEL: Final = Path(scenarios).parent / "models" / "road-traffic-fines.decl"
NOTIFIED: Final = "Insert Fine Notification"
APPEAL: Final = "Insert Date Appeal to Prefecture"
RESULT: Final = "Receive Result Appeal from Prefecture"
COLLECTION: Final = "Send for Credit Collection"
PENALTY: Final = "Add penalty"


def run() -> str:
    """Returns the section; without the log (see `logs.FOLDER`) it says so."""
    fines = Path(os.environ.get(FOLDER, "")) / FINES
    if FOLDER not in os.environ or not fines.is_file():
        return f"## Fines\n\nNot measured: `{FOLDER}` names no folder with {FINES}.\n"
    model, logs, found = read_model(MODEL), list[CaseLog](), Declared()
    rules = rules_of(model)
    read = spent(lambda: logs.extend(case_logs(fines, model)))
    bench = bench_of(rules, national_calendar(), sum(len(log.day) for log in logs))

    def judge() -> None:
        for log in logs:
            for _ in judged(log, bench, found, rows=False):
                pass

    cost = spent(judge)
    times = {name: found.rules[rule.id].times for name, rule in zip(NAMES, rules, strict=True)}
    independent = counted(fines)
    assert times == {name: independent[name] for name in NAMES}, (times, independent)
    said = ", ".join(f"{name} {many}" for name, many in times.items())
    rows = [
        Row(f"{found.events:,} events read", read, 20),
        Row(f"{found.cases:,} fines judged by {len(rules)} rules", cost, 3),
    ]
    return table("Fines", rows, f"Breaches, the same by an independent count: {said}.")


NAMES: Final = ("late appeals", "early penalties", "collections while an appeal is open")


def counted(path: Path) -> Counter[str]:
    """Returns the breaches by a plain reading of the file: nothing of ours is used."""
    found = Counter[str]()
    for events in traces(path):
        for place, (act, day) in enumerate(events):
            gaps = [(day - d).days for a, d in events[:place] if a == NOTIFIED]
            found[NAMES[0]] += act == APPEAL and not any(gap <= 60 for gap in gaps)
            found[NAMES[1]] += act == PENALTY and not any(gap >= 60 for gap in gaps)
            if act == APPEAL:
                rest = [a for a, _ in events[place + 1 :]]
                still = rest[: rest.index(RESULT)] if RESULT in rest else rest
                found[NAMES[2]] += COLLECTION in still
    return found


def traces(path: Path) -> Iterator[list[tuple[str, date]]]:
    """Yields the activities and days of each trace, by day; of one day as the file has them."""
    with gzip.open(path) as file:
        for _, trace in iterparse(file):
            if _name(trace) != "trace":
                continue
            events = [_event(e) for e in trace if _name(e) == "event"]
            yield sorted(events, key=lambda e: e[1])
            trace.clear()


def _event(event: Element) -> tuple[str, date]:
    said = {child.get("key"): child.get("value", "") for child in event}
    return said["concept:name"], date.fromisoformat(said["time:timestamp"][:10])


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
