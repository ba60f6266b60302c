"""2026-11-24: an unknown day was completed to one before the first yearly table of working days;
the solver rightly left the last day open, and the engines were said to disagree."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from constraints.registry import all_rules
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.history import History, Span
from model.words import Field
from tests.agree.engines import a_valuation, beyond_the_calendar, leaf_of
from tests.agree.histories import some_completion, tree
from tests.agree.test_complete import check_solver

BEFORE_THE_TABLES, WITHIN_THEM = 712_200, 738_000
ROLLED_TWICE = {"FR_MODE": "all", "IP-01": "natural", "IP-03": "twice"}


def raised_on(day: int) -> History:
    raised = {
        "id": "s",
        "kind": "submit",
        "on": "2023-01-04",
        "by": "p1",
        "to": "yunhe-xfj",
        "channel": "online",
    }
    matter = {"id": "m1", "kind": "appeal", "way": 6, "petitioners": ["p1"], "competent": []}
    document = {"case": "early", "as_of": "2023-06-17", "matters": [matter], "events": [raised]}
    history = some_completion(resolve(read_record(document), tree()), Random(0), timed=True)
    assert history is not None
    (e,) = history.events
    return replace(history, events=(replace(e, cells={**e.cells, Field.ON: Span(day, day)}),))


def test_the_engines_agree_on_a_day_before_the_calendar() -> None:
    rule = all_rules()["FR-3.1"]
    valuation = {**a_valuation(rule, Random(0)), **ROLLED_TWICE}
    for day, beyond in ((BEFORE_THE_TABLES, True), (WITHIN_THEM, False)):
        history = raised_on(day)
        leaf = leaf_of(rule, history.events, history, valuation, naming=True)
        assert beyond_the_calendar(leaf, settled=False) is beyond
    said = {
        check_solver(rule, history.events, history, Random(seed), settled=False)
        for history in map(raised_on, (BEFORE_THE_TABLES, WITHIN_THEM))
        for seed in range(12)
    }
    assert said == {"solved", "beyond the calendar"}
