"""The rechecker reads case files by itself; it must find what the program finds."""

from __future__ import annotations

import json
from functools import cache
from random import Random

import pytest

from checker.certificate.basis import case_format, organs
from checker.certificate.recheck.cells import record_of
from checker.certificate.recheck.given import read
from checker.certificate.recheck.record import Domain, Organs
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.history import Cell, Choice, History, Members, Span, Truth
from scenarios.generate import case_document
from tests.agree.histories import tree
from tests.certificate.cases import basis, shipped


def told(cell: Cell) -> Domain:
    match cell:
        case Span(low, high):
            return low, high
        case Choice(options):
            return options
        case Truth(value):
            return value
        case Members(sure, maybe):
            return sure, maybe


@cache
def organs_alone() -> Organs:
    basis().add_tree("no relations", organs(tree(), []))
    return basis().tree("no relations")


def compare(text: str, history: History) -> None:
    record = record_of(read(text), organs_alone(), case_format(), history.as_of)
    assert [e.id for e in record.events] == [e.id for e in history.events]
    for e, o in zip(record.events, history.events, strict=True):
        assert (e.kind, e.matter, e.refs) == (o.kind.value, o.matter, o.refers.options), e.id
        assert e.cells == {f.value: told(c) for f, c in o.cells.items()}, e.id
        assert e.facts == {f.value: t.value for f, t in o.facts.items()}, e.id
    for id, m in history.matters.items():
        for name, cell in m.cells.items():
            assert record.matter_cells[id][name.value] == told(cell), (id, name)
        assert record.matter_facts[id] == {f.value: t.value for f, t in m.facts.items()}, id
    assert record.open == {k.value for k in history.open_kinds}


def test_shipped_cases() -> None:
    found = list(shipped("scenarios/cases", "tests/regress"))
    assert len(found) > 300
    for _, text in found:
        compare(text, resolve(read_record(json.loads(text)), tree()))


@pytest.mark.parametrize("unknowns", [0.0, 0.3, 0.8])
def test_drawn_cases(unknowns: float) -> None:
    for seed in range(100):
        document = case_document(Random(seed), unknowns=unknowns, partial=0.3)
        compare(json.dumps(document), resolve(read_record(document), tree()))
