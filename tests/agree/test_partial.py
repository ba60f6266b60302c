"""Where facts are missing: what the engine thinks possible is what the completions give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from random import Random

import pytest

from checker.ground.cells import Cells
from checker.ground.explore import leaves
from checker.ground.ghosts import INSTITUTIONAL
from checker.ground.periods import NotExpressible
from checker.tasks.findings import Verdict
from checker.tasks.instance import Options, judge, verdict_of
from model.calendar import national_calendar
from model.history import Choice, Event, History, Span, Truth
from model.logic import nodes as n
from model.logic.meaning import Outcome, instances
from model.logic.readings import Grade
from model.logic.rewrite import leaves_open, rule_parts
from model.logic.rule import Modality, Rule
from model.words import Field, Kind
from tests.agree.engines import (
    Valuation,
    a_valuation,
    by_meaning,
    possible_outcomes,
    refuse_unless_suspended,
    rules_of,
)
from tests.agree.histories import (
    completions,
    day_of,
    drawn,
    some_completion,
    stipulated,
    with_holes,
)

ORDINARY, DEEP = 120, 600
PARTS, DEEP_PARTS = 4, 12
USUAL, RULES = 80, 100
"""Rules per history in the ordinary and the deep tests."""
OPTIONS = Options(national_calendar())


def small_history(seed: int) -> tuple[History, list[History]] | None:
    """Returns a history with few holes and all its completions; None if they are too many."""
    rng = Random(seed)
    complete = some_completion(drawn(seed), rng, timed=rng.random() < 0.8)
    if complete is None or len(complete.events) > 8:
        return None
    opened = with_holes(complete, rng)
    every = completions(opened)
    return (opened, every) if every else None


def small_histories(
    first: int, step: int, wanted: int
) -> Iterable[tuple[int, History, list[History]]]:
    seed = first
    while wanted:
        found = small_history(seed)
        if found:
            wanted -= 1
            yield seed, *found
        seed += step


def telling(
    rule: Rule, complete: History, opened: History, rng: Random, *, most: int
) -> list[tuple[Event, ...]]:
    """Returns some instances of the rule, those engaged in the complete history first."""
    bindings = list(instances(rule, opened))
    rng.shuffle(bindings)
    defaults = a_valuation(rule, rng)

    def idle(events: tuple[Event, ...]) -> bool:
        said = by_meaning(rule, events, complete, defaults, settled=True)
        return said is Outcome.NOT_ENGAGED

    return sorted(bindings, key=idle)[:most]


def enumerated(
    rule: Rule, events: tuple[Event, ...], every: list[History], valuation: Valuation
) -> frozenset[Outcome]:
    open_law = leaves_open(rule)
    return frozenset(
        by_meaning(rule, events, history, valuation, settled=settled)
        for history in every
        for settled in ((False, True) if open_law else (False,))
    )


def check_instance(
    rule: Rule, events: tuple[Event, ...], opened: History, every: list[History], rng: Random
) -> str:
    """The possible outcomes agree under every reading, and so do the verdicts."""

    def cells() -> Cells:
        return Cells(opened, limits=stipulated())

    where = (rule.id, [e.id for e in events])
    said: list[tuple[Valuation, frozenset[Outcome]]] = []
    try:
        for leaf in leaves(rule, events, cells, OPTIONS.calendar, {}):
            valuation = dict(leaf.readings)
            expected = enumerated(rule, events, every, valuation)
            assert possible_outcomes(leaf) == expected, (*where, valuation)
            said.append((valuation, expected))
    except NotExpressible as error:
        refuse_unless_suspended(rule, error)
        return "inexpressible"
    live = a_valuation(rule, rng, Grade.LIVE)
    fitting = {o for v, o in said if all(live[id] == word for id, word in v.items())}
    assert fitting == {enumerated(rule, events, every, live)}, ("leaves", *where, live)
    verdict = verdict_of(judge(rule, events, opened, replace(OPTIONS, limits=stipulated())))
    assert verdict is verdict_from(rule, [o for _, o in said]), where
    return "not engaged" if verdict is None else verdict.value


def verdict_from(rule: Rule, by_reading: list[frozenset[Outcome]]) -> Verdict | None:
    """Returns the verdict as the design words it."""
    everywhere = frozenset[Outcome]().union(*by_reading)
    if everywhere == frozenset({Outcome.NOT_ENGAGED}):
        return None
    if everywhere == frozenset({Outcome.VIOLATED}):
        return Verdict.LAPSED if rule.modality is Modality.RIGHT else Verdict.VIOLATED
    if Outcome.VIOLATED not in everywhere:
        if Outcome.PENDING in everywhere:
            return Verdict.PENDING
        only_excused = everywhere <= {Outcome.EXCUSED, Outcome.NOT_ENGAGED}
        return Verdict.EXCUSED if only_excused else Verdict.SATISFIED
    torn = any(Outcome.VIOLATED in o and len(o) > 1 for o in by_reading)
    return Verdict.UNDETERMINED if torn else Verdict.CONTESTED


def check_small(
    seeds: Iterable[tuple[int, History, list[History]]], most: int | None = None
) -> Counter[str]:
    done = Counter[str]()
    for seed, opened, every in seeds:
        rng = Random(seed)
        done["histories"] += 1
        done["completions"] += len(every)
        for rule in rules_of(seed, most):
            for events in telling(rule, every[0], opened, rng, most=4):
                done[check_instance(rule, events, opened, every, rng)] += 1
    return done


@pytest.mark.parametrize("part", range(PARTS))
def test_possible_outcomes_are_those_of_the_completions(part: int) -> None:
    done = check_small(small_histories(part, PARTS, ORDINARY // PARTS), USUAL)
    assert done["histories"] == ORDINARY // PARTS
    assert done["completions"] > 3 * done["histories"]
    assert done["undetermined"] >= 4
    assert done["inexpressible"] <= 10


@pytest.mark.trust
@pytest.mark.parametrize("part", range(DEEP_PARTS))
def test_possible_outcomes_are_those_of_the_completions_on_many(part: int) -> None:
    done = check_small(small_histories(50_000 + part, DEEP_PARTS, DEEP // DEEP_PARTS), RULES)
    print(done)
    assert done["histories"] == DEEP // DEEP_PARTS
    assert done["undetermined"]


# ---- what becomes known never turns a certain verdict --------------------------------------------

STAYS: dict[Verdict | None, set[Verdict | None]] = {
    None: {None},
    Verdict.VIOLATED: {Verdict.VIOLATED},
    Verdict.LAPSED: {Verdict.LAPSED},
    Verdict.CONTESTED: {Verdict.CONTESTED},
    Verdict.EXCUSED: {Verdict.EXCUSED, None},
    Verdict.SATISFIED: {Verdict.SATISFIED, Verdict.EXCUSED, None},
    Verdict.PENDING: {Verdict.PENDING, Verdict.SATISFIED, Verdict.EXCUSED, None},
}


def check_refinement(seed: int, most: int | None = None) -> Counter[str]:
    rng = Random(seed)
    history = drawn(seed, unknowns=rng.choice((0.2, 0.5)))
    finer = some_completion(history, rng, timed=False)
    done = Counter[str]()
    if finer is None:
        return done
    for rule in rules_of(seed, most):
        for events in telling(rule, finer, history, rng, most=3):
            coarse = judge(rule, events, history, OPTIONS)
            before = verdict_of(coarse)
            if before is Verdict.UNDETERMINED:
                continue
            done["certain"] += before is not None
            after = verdict_of(
                judge(rule, tuple(finer.by_id[e.id] for e in events), finer, OPTIONS)
            )
            assert after in STAYS[before], (seed, rule.id, [e.id for e in events], before, after)
    return done


@pytest.mark.parametrize("part", range(PARTS))
def test_a_certain_verdict_stays(part: int) -> None:
    seeds = range(200 + part, 320, PARTS)
    done = sum((check_refinement(seed, USUAL) for seed in seeds), Counter[str]())
    assert done["certain"] >= 20


@pytest.mark.trust
@pytest.mark.parametrize("part", range(DEEP_PARTS))
def test_a_certain_verdict_stays_on_many(part: int) -> None:
    seeds = range(70_000 + part, 70_000 + DEEP, DEEP_PARTS)
    done = sum((check_refinement(seed, RULES) for seed in seeds), Counter[str]())
    print(done)
    assert done["certain"] >= 60


# ---- forgetting an event never excludes what happened --------------------------------------------


def looked_for(rule: Rule) -> set[Kind]:
    """Returns the kinds of which the rule supposes unrecorded events wherever it looks for one."""
    parts = tuple(rule_parts(rule))
    searched = {p for p in parts if isinstance(p, n.EventVar)} - set(rule.triggers)
    asked = (p for p in parts if isinstance(p, (n.Some, n.Latest)) and not p.supposed)
    recorded_only = {kind for p in asked for kind in p.var.kinds}
    return {kind for var in searched for kind in var.kinds} - recorded_only - INSTITUTIONAL


def check_forgetting(seed: int, most: int | None = None) -> Counter[str]:
    """Strikes an event from a complete record and says that others of its kind may be missing: what
    it (or a similar one) made of each instance must still be thought possible."""
    rng = Random(seed)
    complete = some_completion(drawn(seed), rng, timed=False)
    done = Counter[str]()
    if complete is None:
        return done
    named = {id for e in complete.events for id in (*e.refers.options[0], *e.same_as)}
    loose = [e for e in complete.events if e.id not in named]
    if not loose:
        return done
    struck = rng.choice(loose)
    left = [e for e in complete.events if e is not struck]
    kept = replace(
        complete,
        events=tuple(replace(e, order=place) for place, e in enumerate(left)),
        open_kinds=frozenset({struck.kind}),
    )
    for rule in rules_of(seed, most):
        if isinstance(rule.demand, n.Never) or struck.kind not in looked_for(rule):
            continue  # nobody is accused of an unrecorded act
        for events in telling(rule, complete, kept, rng, most=3):
            if events[-1].matter != struck.matter:
                continue
            done["instances"] += check_forgotten(rule, events, complete, struck, kept, rng)
    return done


def check_forgotten(
    rule: Rule,
    events: tuple[Event, ...],
    complete: History,
    struck: Event,
    kept: History,
    rng: Random,
) -> int:
    judged = judge(rule, events, kept, OPTIONS)
    if judged.failed:
        return 0
    leaf, outcomes = judged.default
    settled = leaves_open(rule)
    if Outcome.VIOLATED in outcomes and len(outcomes) > 1:
        return 1  # undetermined: nothing is excluded
    for _ in range(6):
        like = _alike(struck, complete, rng)
        history = replace(
            complete, events=tuple(like if e is struck else e for e in complete.events)
        )
        happened = by_meaning(rule, events, history, dict(leaf.readings), settled=settled)
        assert happened in outcomes, (rule.id, [e.id for e in events], struck.id, happened)
        struck = like
        complete = history
    return 1


def _alike(struck: Event, history: History, rng: Random) -> Event:
    """Returns the event with another actor, other truth values or another day."""
    cells = dict(struck.cells)
    last = history.as_of
    low = max([day_of(history.by_id[r]) for r in struck.refers.options[0]], default=day_of(struck))
    day = rng.choice((day_of(struck), low, last, rng.randint(low, last)))
    cells[Field.ON] = Span(day, day)
    for name in (Field.SENT, Field.RECEIVED):
        cells.pop(name, None)
    for name, cell in struck.cells.items():
        if isinstance(cell, Truth) and rng.random() < 0.3:
            cells[name] = Truth(rng.random() < 0.5)
    if Field.BY in cells and rng.random() < 0.4:
        role = cells[Field.BY]
        assert isinstance(role, Choice)
        if history.hierarchy.is_organ(role.options[0]):
            cells[Field.BY] = Choice((rng.choice(("yunhe-housing", "linjiang-housing")),))
    facts = {f: Truth(rng.random() < 0.5) for f in struck.facts}
    aliases = {Field.SENT: Field.ON, Field.RECEIVED: Field.ON}
    return replace(struck, cells=cells, facts=facts, aliases={**struck.aliases, **aliases})


@pytest.mark.parametrize("part", range(2))
def test_what_was_forgotten_is_still_possible(part: int) -> None:
    seeds = range(900 + part, 1_020, 2)
    done = sum((check_forgetting(seed) for seed in seeds), Counter[str]())
    assert done["instances"] >= 10


@pytest.mark.trust
@pytest.mark.parametrize("part", range(DEEP_PARTS))
def test_what_was_forgotten_is_still_possible_on_many(part: int) -> None:
    seeds = range(90_000 + part, 90_000 + 2 * DEEP, DEEP_PARTS)
    done = sum((check_forgetting(seed, RULES) for seed in seeds), Counter[str]())
    print(done)
    assert done["instances"] >= 12
