"""On complete histories the reference meaning, folding and Z3 say the same."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from checker.ground.cells import Cells
from checker.ground.explore import leaves
from checker.ground.periods import NotExpressible
from constraints.registry import all_rules
from model.calendar import national_calendar
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.history import Event, History
from model.logic.meaning import Outcome, instances
from model.logic.readings import Grade
from model.logic.rule import Rule
from scenarios.generate import Document
from tests.agree.engines import (
    Valuation,
    a_valuation,
    beyond_the_calendar,
    by_folding,
    by_meaning,
    by_solver,
    leaf_of,
    refuse_unless_suspended,
    rules_of,
)
from tests.agree.histories import drawn, some_completion, stipulated, tree

ORDINARY, DEEP = 110, 1_900
PARTS, DEEP_PARTS = 5, 20
USUAL, RULES = 60, 30
"""Rules per history in the ordinary and the deep test: many histories show more than many rules of
one do."""
PAIRS = 50_000
LAST_SURE_DAY = national_calendar().last - 200


def complete(seed: int) -> History | None:
    rng = Random(seed)
    history = drawn(seed, unknowns=rng.choice((0.0, 0.1, 0.4)))
    return some_completion(history, rng, timed=rng.random() < 0.5)


def check_history(seed: int, most: int | None = None) -> Counter[str]:
    """Compares the engines on every rule, or on `most` of them; returns how often each thing was
    done."""
    history, rng = complete(seed), Random(seed)
    done = Counter[str]()
    if history is None:
        return done
    for rule in rules_of(seed, most):
        bindings = list(instances(rule, history))
        done["pairs"] += 1
        asked_solver = False
        for events in rng.sample(bindings, min(6, len(bindings))):
            settled = rng.random() < 0.5
            engaged = check_folding(rule, events, history, rng, settled=settled)
            done["instances"] += 1
            done["engaged"] += engaged
            if engaged and not asked_solver and history.as_of <= LAST_SURE_DAY:
                asked_solver = True
                done[check_solver(rule, events, history, rng, settled=settled)] += 1
    return done


def check_folding(
    rule: Rule, events: tuple[Event, ...], history: History, rng: Random, *, settled: bool
) -> bool:
    """Folding agrees under every combination of live readings and one of all readings; returns
    whether the instance is engaged under some."""

    def cells() -> Cells:
        return Cells(history, limits=stipulated())

    engaged = False
    said: list[tuple[Valuation, Outcome]] = []
    for leaf in leaves(rule, events, cells, national_calendar(), {}):
        valuation = dict(leaf.readings)
        expected = by_meaning(rule, events, history, valuation, settled=settled)
        assert by_folding(leaf, settled=settled) == {expected}, (rule.id, events, valuation)
        engaged |= expected is not Outcome.NOT_ENGAGED
        said.append((valuation, expected))
    live = a_valuation(rule, rng, Grade.LIVE)
    expected = by_meaning(rule, events, history, live, settled=settled)
    fitting = {o for v, o in said if all(live[id] == word for id, word in v.items())}
    assert fitting == {expected}, ("leaves", rule.id, events, live)
    any_value = a_valuation(rule, rng, Grade.LIVE, Grade.EXPLORATORY)
    leaf = leaf_of(rule, events, history, any_value, naming=False)
    expected = by_meaning(rule, events, history, any_value, settled=settled)
    assert by_folding(leaf, settled=settled) == {expected}, (rule.id, events, any_value)
    return engaged


def check_solver(
    rule: Rule, events: tuple[Event, ...], history: History, rng: Random, *, settled: bool
) -> str:
    """Z3, all cells symbolic and the facts asserted, finds that outcome and no other."""
    valuation = dict(a_valuation(rule, rng, Grade.LIVE, Grade.EXPLORATORY))
    # An unknown number of working days has no encoding.
    valuation["IP-01"] = "natural"
    try:
        leaf = leaf_of(rule, events, history, valuation, naming=True)
    except NotExpressible as error:
        refuse_unless_suspended(rule, error)
        return "inexpressible"
    expected = by_meaning(rule, events, history, valuation, settled=settled)
    where = (rule.id, [e.id for e in events], valuation)
    assert by_folding(leaf, settled=settled) == {expected}, ("named", *where)
    found = by_solver(leaf, settled=settled)
    if beyond_the_calendar(leaf, settled=settled):
        assert expected in found, ("solver", *where)
        return "beyond the calendar"
    assert found == {expected}, ("solver", *where)
    return "solved"


def test_no_rule_is_left_out() -> None:
    drawn_for = {rule.id for seed in range(ORDINARY) for rule in rules_of(seed, USUAL)}
    assert drawn_for == all_rules().keys()


@pytest.mark.parametrize("part", range(PARTS))
def test_the_engines_agree(part: int) -> None:
    seeds = range(part, ORDINARY, PARTS)
    done = sum((check_history(seed, USUAL) for seed in seeds), Counter[str]())
    assert done["pairs"] >= 1_000
    assert done["engaged"] >= 100 // PARTS
    assert done["solved"] >= 80 // PARTS
    assert done["inexpressible"] <= done["solved"] // 5


def check_two_extensions() -> None:
    """Extensions of 20 and 25 days together count for 30: answers around days 90 and 105."""
    for answered in (89, 90, 91, 95, 105):
        history = some_completion(two_extensions(answered), Random(0), timed=True)
        assert history is not None
        events = (history.by_id["e1"],)
        check_folding(all_rules()["R22-34a"], events, history, Random(0), settled=False)


def two_extensions(answered: int) -> History:
    start = date(2024, 3, 4)
    extension: Document = {
        "kind": "extend",
        "by": "yunhe-housing",
        "refers": "e1",
        "approved_by_head": True,
    }
    complex_: Document = {"attested": {"complex": {"value": True}}, "on": "2024-04-01"}
    document: Document = {
        "case": "two-extensions",
        "as_of": "2024-07-01",
        "matters": [
            {"id": "m1", "kind": "appeal", "way": 6, "petitioners": ["p1"], "competent": []}
        ],
        "events": [
            {"id": "e1", "kind": "accept", "on": str(start), "by": "yunhe-housing", "refers": []},
            {"id": "e2", **extension, **complex_, "days": 20},
            {"id": "e3", **extension, **complex_, "days": 25},
            {
                "id": "e4",
                "kind": "opinion",
                "on": str(start + timedelta(answered)),
                "by": "yunhe-housing",
                "refers": "e1",
            },
        ],
    }
    return resolve(read_record(document), tree())


def test_the_engines_agree_on_two_extensions() -> None:
    check_two_extensions()
    late, in_time = two_extensions(105), two_extensions(89)
    rule = all_rules()["R22-34a"]
    said = [
        by_meaning(rule, (h.by_id["e1"],), h, {}, settled=False)
        for h in (some_completion(h, Random(0), timed=True) for h in (late, in_time))
        if h is not None
    ]
    assert said == [Outcome.VIOLATED, Outcome.SATISFIED]


@pytest.mark.trust
@pytest.mark.parametrize("part", range(DEEP_PARTS))
def test_the_engines_agree_on_many(part: int) -> None:
    seeds = range(10_000 + part, 10_000 + DEEP, DEEP_PARTS)
    done = sum((check_history(seed, RULES) for seed in seeds), Counter[str]())
    print(done)
    assert done["pairs"] >= PAIRS // DEEP_PARTS
    assert done["solved"] >= 100


@pytest.mark.parametrize("seed", [10_795])
def test_the_engines_agree_where_they_once_did_not(seed: int) -> None:
    """10795: of an assignment without a limit the meaning asked for the limit."""
    assert check_history(seed, RULES)["engaged"]
