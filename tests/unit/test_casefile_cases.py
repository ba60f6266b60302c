"""The sample case the other tests of reading bend, and that it reads as it stands."""

from __future__ import annotations

import json
from functools import cache
from typing import TypeAlias

from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.history import Choice, Event, History, Members, Span, Truth
from model.organs.hierarchy import Hierarchy
from model.organs.tree import load_tree_json
from model.words import Field, Kind, MatterField

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None
Doc: TypeAlias = dict[str, Json]

TREE: Doc = {
    "organs": [
        {"id": "gov", "name": "县政府", "kind": "government", "level": "county", "territory": "t"},
        {
            "id": "housing",
            "name": "住建局",
            "kind": "department",
            "level": "county",
            "territory": "t",
            "line": "housing",
        },
        {
            "id": "old",
            "name": "旧局",
            "kind": "department",
            "level": "county",
            "territory": "t",
            "line": "water",
            "to": "2020-12-31",
        },
        {
            "id": "young",
            "name": "新局",
            "kind": "department",
            "level": "county",
            "territory": "t",
            "line": "water",
            "from": "2030-01-01",
        },
    ],
    "edges": [
        {"of": "housing", "to": "gov", "kind": "government_line"},
        {"of": "old", "to": "gov", "kind": "government_line"},
        {"of": "young", "to": "gov", "kind": "government_line"},
    ],
}


@cache
def organs() -> Hierarchy:
    return Hierarchy.from_tree(load_tree_json(json.dumps(TREE), "tree"))


def matter(**other: Json) -> Doc:
    return {
        "id": "m1",
        "kind": "appeal",
        "way": 6,
        "petitioners": ["p1"],
        "competent": ["housing"],
        **other,
    }


def submit(**other: Json) -> Doc:
    return {"id": "e1", "kind": "submit", "on": "2024-01-29", "by": "p1", "to": "housing", **other}


def accept(**other: Json) -> Doc:
    event: Doc = {"id": "e2", "kind": "accept", "on": "2024-02-04", "by": "housing"}
    return {**event, "refers": "e1", **other}


def event(id: str, kind: str, on: Json, **other: Json) -> Doc:
    return {"id": id, "kind": kind, "on": on, **other}


def case(*events: Doc, matters: list[Json] | None = None, **other: Json) -> Doc:
    return {
        "case": "c1",
        "as_of": "2024-05-01",
        "organs": "tree",
        "matters": matters if matters is not None else [matter()],
        "events": list(events) if events else [submit(), accept()],
        **other,
    }


def history(*events: Doc, matters: list[Json] | None = None, **other: Json) -> History:
    return resolve(read_record(case(*events, matters=matters, **other)), organs())


def find(history: History, id: str) -> Event:
    return history.by_id[id]


def test_the_sample_reads_as_it_stands() -> None:
    read = history()
    assert [e.id for e in read.events] == ["e1", "e2"]
    accepted = find(read, "e2")
    assert accepted.kind is Kind.ACCEPT
    assert accepted.cell(Field.ON) == Span(738920, 738920)
    assert accepted.cell(Field.BY) == Choice(("housing",))
    assert accepted.refers.options == (frozenset({"e1"}),)
    assert read.matters["m1"].cells[MatterField.PETITIONERS] == Members(frozenset({"p1"}))
    assert read.matters["m1"].cells[MatterField.WAY] == Choice(("6",))
    assert find(read, "e1").cell(Field.ORAL) == Truth(False)


def lone_organ(id: str) -> Doc:
    organ: Doc = {
        "id": id,
        "name": id,
        "kind": "government",
        "level": "county",
        "territory": "t",
    }
    return {"organs": [organ], "edges": []}
