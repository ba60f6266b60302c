"""Columns filled from a log are the columns of its histories, and what cannot be is left out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

from checker.kernel import layout
from checker.kernel.columns import Chunk, chunk_of
from checker.kernel.layout import Need, Shape
from checker.read.log import EventLog
from checker.read.log_build import event_logs
from checker.read.log_units import unit_of
from checker.read.trees import load_tree
from checker.read.units import Refused, load_unit
from checker.show.log_files import write_log
from checker.tasks.log_columns import LogChunk, plain_rows, trees_of
from checker.tasks.log_columns import chunk_of as chunk_of_log
from checker.tasks.log_rows import Organs
from constraints.registry import all_rules
from model.history import History
from model.logic.rewrite import rule_parts
from scenarios.generate import case_document
from scenarios.synthetic import WRONGS, drawn
from tests.unit.log_files import rows, write_parquet
from tests.unit.test_many import Doc

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

ROOT = Path(__file__).resolve().parents[2]


@cache
def asked() -> tuple[tuple[Need, ...], dict[str, int]]:
    parts = [part for rule in all_rules().values() for part in rule_parts(rule)]
    words = layout.words_of(parts)
    return layout.needs(parts), {word: i + 1 for i, word in enumerate(words)}


def plain(path: Path) -> Iterator[tuple[EventLog, LogChunk]]:
    """Yields the cases of a log that go from columns to kernels."""
    for log in event_logs(path):
        for _, among in trees_of(log):
            some = (history(log, int(k)) for k in np.flatnonzero(among))
            tree = next((h.hierarchy for h in some if h is not None), None)
            rows = tree and plain_rows(log, Organs.of(tree), among)
            if rows and rows.many:
                yield log, chunk_of_log(rows, *asked())


def history(log: EventLog, case: int) -> History | None:
    found = load_unit(unit_of(log, case), load_tree)
    return None if isinstance(found, Refused) else found.history


def compared(path: Path) -> list[str]:
    """Compares all columns with those of the histories; returns the names of the cases."""
    names: list[str] = []
    for log, found in plain(path):
        histories = [history(log, int(k)) for k in found.numbers]
        assert all(h is not None for h in histories), "a case that is refused is not plain"
        one, other = found.chunk, chunk_of(cast("list[History]", histories), *asked())
        assert one.columns.keys() == other.columns.keys()
        for name in other.columns:
            assert same_column(name, one, other), name
        names += one.cases
    return names


def same_column(name: str, one: Chunk, other: Chunk) -> bool:
    left, right = one.columns[name], other.columns[name]
    if name.endswith(".id"):  # sets are numbered anyhow
        pairs = set(zip(left.tolist(), right.tolist(), strict=True))
        return len(pairs) == len(set(left.tolist())) == len(set(right.tolist()))
    if _of_parties(name):
        return _named(left, one) == _named(right, other)
    return left.shape == right.shape and bool((left == right).all())


def _of_parties(name: str) -> bool:
    if name in ("by", "to", "target", "leader", "unit"):
        return True
    sets = {need.name for need in asked()[0] if need.shape == Shape.SET.value}
    return name.endswith(".val") and name.removesuffix(".val") in sets


def _named(column: Ints, chunk: Chunk) -> list[str]:
    names = {code: name for name, code in chunk.parties.codes.items()}
    return [names.get(int(code), "") for code in column]


def as_log(folder: Path, cases: Sequence[Doc]) -> Path:
    path = folder / "log.parquet"
    write_parquet(path, rows(cases), 100_000)
    return path


# ---- equal columns -------------------------------------------------------------------------------


def test_drawn_logs_have_the_columns_of_their_histories(tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    for _ in write_log(path, drawn(60, dict.fromkeys(WRONGS, 0.05), 3, 1)):
        pass
    assert len(compared(path)) == 60


def shipped() -> list[Doc]:
    """Returns the shipped cases that name their tree, if any."""
    found: list[Doc] = []
    files = sorted((ROOT / "scenarios" / "cases").rglob("*.json"))
    for path in (f for f in files if not f.name.endswith(".expect.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(case, dict) and "events" in case:
            found.append(cast("Doc", case))
    for path in sorted((ROOT / "tests" / "regress").glob("*.json")):
        found.append(json.loads(path.read_text(encoding="utf-8"))["case"])
    named = [c for c in found if not isinstance(c.get("organs"), dict)]
    return [{**case, "case": f"{i:05}"} for i, case in enumerate(named)]


@pytest.mark.parametrize("step", [6, pytest.param(1, marks=pytest.mark.trust)])
def test_shipped_cases_have_the_columns_of_their_histories(tmp_path: Path, step: int) -> None:
    cases = shipped()[::step]
    assert len(compared(as_log(tmp_path, cases))) > len(cases) // 2


def test_random_cases_have_the_columns_of_their_histories(tmp_path: Path) -> None:
    cases: list[Doc] = [
        {**case_document(Random(seed), unknowns=0.3 * (seed % 3 == 0)), "case": f"{seed:05}"}
        for seed in range(150)
    ]
    assert len(compared(as_log(tmp_path, cases))) > 20


# ---- what goes the other way ---------------------------------------------------------------------

BASE: Doc = {
    "as_of": "2024-06-30",
    "matters": [{
        "id": "m1", "kind": "appeal", "way": 6, "petitioners": ["li"],
        "competent": ["yunhe-housing"],
    }],
    "events": [
        {"id": "e1", "kind": "submit", "on": "2024-01-02", "by": "li", "to": "yunhe-housing"},
        {"id": "e2", "kind": "accept", "on": "2024-01-09", "by": "yunhe-housing", "refers": "e1"},
        {"id": "e3", "kind": "opinion", "on": "2024-02-09", "by": "yunhe-housing",
         "refers": "e2", "outcome": "supported"},
    ],
}  # fmt: skip
E1: Doc = {"kind": "submit", "on": "2024-01-05", "by": "li", "to": "yunhe-housing"}
CHANGES: dict[str, tuple[str, Doc]] = {
    "a range of days": ("e3", {"on": {"from": "2024-02-01", "to": "2024-02-09"}}),
    "a day nobody knows": ("e3", {"on": None}),
    "an actor nobody knows": ("e3", {"by": None}),
    "a word nobody knows": ("e3", {"outcome": None}),
    "a fact nobody knows": ("e3", {"attested": {"complex": None}}),
    "a fact told by a stranger": ("e3", {"attested": {"complex": {"value": True, "by": "xu"}}}),
    "an officer": ("e3", {"by": "yunhe-housing/zhang"}),
    "no actor": ("e3", {"by": ...}),
    "an unknown reference": ("e3", {"refers": None}),
    "no reference where there must be one": ("e3", {"refers": ...}),
    "a reference to itself": ("e3", {"refers": "e3"}),
    "a reference to a later event": ("e2", {"refers": "e3"}),
    "a reference of a kind there is not": ("e1", {"refers": "e2"}),
    "no organ of the tree": ("e3", {"by": "elsewhere"}),
    "a petitioner for an organ": ("e3", {"by": "li"}),
    "no petitioner of the case": ("e1", {"by": "wang"}),
    "received before it was sent": ("e1", {"received": "2024-01-01"}),
    "sent after the record": ("e1", {"sent": "2024-07-01"}),
    "an event after the record": ("e3", {"on": "2024-07-01"}),
    "the same facts": ("e1", {"same_as": [{"event": "e2"}]}),
    "a partial record": ("case", {"record": "partial"}),
    "a record complete for some": ("case", {"record": {"complete_for": ["accept"]}}),
    "a way of no appeal": ("m1", {"kind": "suggestion"}),
    "an unknown way": ("m1", {"way": None}),
    "anonymous and named": ("m1", {"anonymous": True}),
    "competent and no organ": ("m1", {"competent": ["elsewhere"]}),
    "a hearing": ("more", {"kind": "hearing", "on": "2024-01-20", "by": "yunhe-housing",
                           "refers": "e2", "ends": "2024-01-21"}),
    "a finding": ("more", {"kind": "finding", "on": "2024-03-01", "by": "yunhe-gov",
                           "refers": "e3", "fact": "perfunctory"}),
    "a first visit": ("more", {**E1, "kind": "first_visit"}),
    "a reorganisation on an open day": ("more", {
        "kind": "reorganise", "on": {"from": "2024-01-03", "to": "2024-02-01"}, "by": "yunhe-gov",
        "change": "merge", "old": ["yunhe-housing"], "new": ["yunhe-land"]}),
    "two events of one id": ("more", {**E1, "id": "e1"}),
}  # fmt: skip


def changed(where: str, change: Doc) -> Doc:
    case = cast("Doc", json.loads(json.dumps(BASE)))
    events = cast("list[Doc]", case["events"])
    if where == "more":
        events.append({"id": "e9", **change})
        return case
    owners = [case, *events, *cast("list[Doc]", case["matters"])]
    owner = next(o for o in owners if o.get("id", "case") == where)
    owner |= {k: v for k, v in change.items() if v is not ...}
    for key in (k for k, v in change.items() if v is ...):
        owner.pop(key)
    return case


@pytest.mark.parametrize("name", CHANGES)
def test_what_columns_do_not_say_goes_the_exact_way(name: str, tmp_path: Path) -> None:
    cases = [{**BASE, "case": "as it is"}, {**changed(*CHANGES[name]), "case": "changed"}]
    assert compared(as_log(tmp_path, cases)) == ["as it is"]
