"""The command on one case, on a long one, and on a thousand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final, cast

from benchmarks.measure import Row, command, lines_of, python, repeated, spent, table
from scenarios.generate import Document, Json, case_document

ONE: Final = "scenarios/cases/demo/overdue.json"
MANY: Final = 1_000
LONG: Final = 250
ALL: Final = "R22,R05,OP07,FR,MUN,PS"


def of_twelve(seed: int, many: int) -> Iterator[Document]:
    """Yields documents of twelve events each, everything known."""
    rng = Random(seed)
    while many:
        document = case_document(rng)
        if len(cast("list[Json]", document["events"])) == 12:
            many -= 1
            yield {**document, "case": f"b{many}"}


def long_history(events: int, seed: int = 3) -> Document:
    """Returns one history of so many events: many matters of one petitioner, one after another."""
    matters: list[Json] = []
    acts: list[Json] = []
    last = ""
    for place, document in enumerate(of_twelve(seed, events // 12 + 1)):
        last = max(last, str(document["as_of"]))
        for matter in cast("list[Document]", document["matters"]):
            matters.append({**matter, "id": f"{matter['id']}-{place}"})
        acts += [_renamed(e, place) for e in cast("list[Document]", document["events"])]
    return {
        "case": "long",
        "as_of": last,
        "law": ["R22"],
        "matters": matters,
        "events": acts[:events],
    }


def _renamed(event: Document, place: int) -> Document:
    """Returns the event with every id of its own history made one of the long history."""
    changed: Document = {"id": f"{event['id']}-{place}"}
    refers = event.get("refers")
    if "matter" in event or refers is None:
        changed["matter"] = f"{event.get('matter', 'm1')}-{place}"
    if isinstance(refers, list):
        changed["refers"] = [f"{id}-{place}" for id in refers]
    elif refers is not None:
        changed["refers"] = f"{refers}-{place}"
    same = event.get("same_as")
    if isinstance(same, list):
        grounds = cast("list[Document]", same)
        changed["same_as"] = [{**g, "event": f"{g['event']}-{place}"} for g in grounds]
    return {**event, **changed}


def run() -> str:
    """Returns the section."""
    with TemporaryDirectory() as folder:
        here = Path(folder)
        long = lines_of(here / "long.jsonl", [long_history(LONG)])
        twenty = lines_of(here / "twenty.jsonl", [long_history(20)])
        many = lines_of(here / "many.jsonl", of_twelve(1, MANY))
        rows = [
            Row("Python starts", repeated(lambda: python("pass"))),
            Row(
                "Python imports networkx and pydantic",
                repeated(lambda: python("import networkx, pydantic")),
            ),
            Row("`xinfang --help`", repeated(lambda: command("--help")), 0.2),
            Row("`check` one case of 5 events", repeated(lambda: command("check", ONE)), 1),
            Row(
                "`check` one history of 20 events under all six sources",
                repeated(lambda: command("check", str(twenty), "--law", ALL)),
                1.5,
            ),
            Row(
                f"`check` one history of {LONG} events",
                repeated(lambda: command("check", str(long)), 3),
                3,
            ),
            Row(
                f"`check` {MANY:,} histories of 12 events, two processes",
                spent(lambda: command("check", str(many), "--jobs", "2")),
                60,
            ),
        ]
    return table("Cases checked from cold", rows, "Each a new process; medians of five runs.")
