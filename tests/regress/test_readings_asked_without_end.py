"""2026-11-22: the exploration of readings dropped what it had fixed, and so never ended."""

from __future__ import annotations

import json
from itertools import islice, product
from math import prod
from pathlib import Path

from checker.ground.cells import Cells
from checker.ground.explore import leaves
from constraints.registry import all_rules
from model.calendar import national_calendar
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.logic.meaning import instances
from model.logic.readings import Grade, reading
from model.logic.rewrite import readings_of
from tests.agree.histories import tree

CASE = Path(__file__).parent / "261122-readings-asked-without-end.json"
RULES = ("R22-34a", "R22-34b", "R22-34c")


def test_every_combination_of_readings_has_one_leaf() -> None:
    history = resolve(read_record(json.loads(CASE.read_text(encoding="utf-8"))["case"]), tree())
    for id in RULES:
        rule = all_rules()[id]
        values = {
            asked: [v.word for v in reading(asked).graded(Grade.DEFAULT, Grade.LIVE)]
            for asked in readings_of(rule)
        }
        most = prod(len(words) for words in values.values())
        for events in instances(rule, history):
            found = leaves(rule, events, lambda: Cells(history), national_calendar(), {})
            said = [dict(leaf.readings) for leaf in islice(found, most + 1)]
            assert len(said) <= most, f"{id}: more leaves than combinations of readings"
            for words in product(*values.values()):
                valuation = dict(zip(values, words, strict=True))
                fitting = [s for s in said if s.items() <= valuation.items()]
                assert fitting, (id, valuation)
            assert len({tuple(s.items()) for s in said}) == len(said)
