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
from model.logic.meaning import Outcome, instances, outcome
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
)
from tests.agree.histories import drawn, some_completion, stipulated, tree, world
from tests.agree.variants import history_of, telling_rules
from tests.conftest import Tally

ORDINARY, PARTS = 40, 4
"""Histories of the ordinary test, in parts."""
PAIRS, DEEP_PARTS = 40_000, 20
"""Pairs of a history and a rule that has an instance there; all three engines are asked of each.
With those of partial records (`test_partial.PAIRS`) more than fifty thousand."""
ENGAGED, IDLE = 12, 3
"""Rules per history in the ordinary test: engaged ones, and others; twice as many in the deep."""
LAST_SURE_DAY = national_calendar().last - 200


def complete(seed: int) -> History | None:
    rng = Random(seed)
    history = history_of(seed, unknowns=rng.choice((0.0, 0.1, 0.4)))
    return some_completion(history, rng, timed=rng.random() < 0.5)


def check_history(seed: int, times: int = 1) -> Counter[str]:
    """Compares the engines on some rules; returns how often each thing was done."""
    history, rng = complete(seed), Random(seed)
    done = Counter[str]()
    if history is None:
        return done
    done["histories"] += 1
    for rule in telling_rules(history, rng, engaged=times * ENGAGED, idle=times * IDLE):
        done += check_pair(rule, history, rng)
        done["pairs"] += 1
    return done


def check_pair(rule: Rule, history: History, rng: Random) -> Counter[str]:
    """Compares meaning and folding on some instances, and Z3 with both on one of them: an engaged
    one, if there is any."""
    done = Counter[str]()
    settled = rng.random() < 0.5
    asked: tuple[Event, ...] | None = None
    for events in telling(rule, history, rng):
        engaged = check_folding(rule, events, history, rng, settled=settled)
        done["instances"] += 1
        done["engaged"] += engaged
        if asked is None or (engaged and done["engaged"] == 1):
            asked = events
    assert asked is not None
    if history.as_of <= LAST_SURE_DAY:
        done[check_solver(rule, asked, history, rng, settled=settled)] += 1
    return done


def telling(rule: Rule, history: History, rng: Random) -> list[tuple[Event, ...]]:
    """Returns at most six instances, one engaged under the default readings among them if there is
    any."""
    bindings = list(instances(rule, history))
    rng.shuffle(bindings)
    known = world(history, {}, settled=True)
    ours = (e for e in bindings if outcome(rule, e, known) is not Outcome.NOT_ENGAGED)
    first = next(ours, bindings[0])
    return [first, *[events for events in bindings if events != first][:5]]


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


@pytest.mark.parametrize("part", range(PARTS))
def test_the_engines_agree(part: int) -> None:
    seeds = range(part, ORDINARY, PARTS)
    done = sum((check_history(seed) for seed in seeds), Counter[str]())
    print(done)
    assert done["pairs"] >= 320 // PARTS
    assert done["engaged"] >= 260 // PARTS
    assert done["solved"] >= 300 // PARTS
    assert done["inexpressible"] <= done["solved"] // 20


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
def test_the_engines_agree_on_many(part: int, tally: Tally) -> None:
    done = Counter[str]()
    seed = 10_000 + part
    while done["pairs"] < PAIRS // DEEP_PARTS:
        done += check_history(seed, times=2)
        seed += DEEP_PARTS
    tally("complete records", done)
    assert done["solved"] + done["beyond the calendar"] >= 0.95 * done["pairs"]
    assert done["engaged"] >= 0.6 * done["pairs"]


def test_the_engines_agree_where_they_once_did_not() -> None:
    """261124: of an assignment without a limit the meaning asked for the limit."""
    rng = Random(10_795)
    opened = drawn(10_795, unknowns=rng.choice((0.0, 0.1, 0.4)))
    history = some_completion(opened, rng, timed=rng.random() < 0.5)
    assert history is not None
    for rule in telling_rules(history, rng, engaged=100, idle=0):
        check_pair(rule, history, rng)
