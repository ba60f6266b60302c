"""The generator of lawful registers draws histories that the national rules find lawful."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from benchmarks.contested import registers
from benchmarks.judged import problem_of, report_of
from checker.tasks.findings import HistoryVerdict, Report
from scenarios.register import Delivery, lawful_document


def reports(many: int, seed: int, delivery: Delivery) -> Iterator[Report]:
    """Yields what is found of so many lawful histories."""
    for document in registers(many, seed, delivery):
        yield report_of(problem_of(document))


def test_lawful_registers_are_lawful() -> None:
    found = list(reports(25, 1, Delivery.INSIDE))
    assert {r.verdict for r in found} == {HistoryVerdict.COMPLIANT}


def test_what_is_contested_turns_on_late_delivery() -> None:
    found = list(reports(40, 7, Delivery.LATER))
    turning = {id for r in found for f in r.findings for pinned in f.turns_on for id, _ in pinned}
    assert turning <= {"IP-41", "IP-03"}
    assert {r.verdict for r in found} <= {HistoryVerdict.COMPLIANT, HistoryVerdict.CONTESTED}


def test_equal_seeds_draw_equal_registers() -> None:
    one, other = (lawful_document(Random(3), "c") for _ in range(2))
    assert one == other
