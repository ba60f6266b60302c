"""Where facts are missing: what the engine thinks possible is what the completions give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
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
)
from tests.agree.histories import (
    completions,
    day_of,
    drawn,
    some_completion,
    stipulated,
    with_holes,
)
from tests.agree.variants import history_of, telling_rules
from tests.conftest import Tally

ORDINARY, PARTS = 120, 4
"""Histories of the ordinary test, in parts."""
DEEP, PAIRS, DEEP_PARTS = 600, 12_000, 12
"""Histories, or pairs of a history and a rule that has an instance there, of the deep tests."""
ENGAGED, IDLE = 12, 4
"""Rules per history: engaged ones, and others."""
OPTIONS = Options(national_calendar())


def small_history(seed: int) -> tuple[History, list[History]] | None:
    """Returns a history with few holes and all its completions; None if they are too many."""
    rng = Random(seed)
    complete = some_completion(history_of(seed), rng, timed=rng.random() < 0.8)
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
    histories: Iterable[tuple[int, History, list[History]]], *, pairs: int | None = None
) -> Counter[str]:
    """Checks all these histories, or as many as are needed for so many pairs."""
    done = Counter[str]()
    for seed, opened, every in histories:
        rng = Random(seed)
        done["histories"] += 1
        done["completions"] += len(every)
        for rule in telling_rules(every[0], rng, engaged=ENGAGED, idle=IDLE):
            done["pairs"] += 1
            for events in telling(rule, every[0], opened, rng, most=4):
                done[check_instance(rule, events, opened, every, rng)] += 1
        if pairs is not None and done["pairs"] >= pairs:
            break
    return done


@pytest.mark.parametrize("part", range(PARTS))
def test_possible_outcomes_are_those_of_the_completions(part: int) -> None:
    done = check_small(small_histories(part, PARTS, ORDINARY // PARTS))
    print(done)
    assert done["histories"] == ORDINARY // PARTS
    assert done["completions"] > 3 * done["histories"]
    assert done["undetermined"] >= 4
    assert done["inexpressible"] <= 10


@pytest.mark.trust
@pytest.mark.parametrize("part", range(DEEP_PARTS))
def test_possible_outcomes_are_those_of_the_completions_on_many(part: int, tally: Tally) -> None:
    endless = small_histories(50_000 + part, DEEP_PARTS, -1)
    done = check_small(endless, pairs=PAIRS // DEEP_PARTS)
    tally("partial records", done)
    assert done["undetermined"] >= 8


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


def check_refinement(seed: int) -> Counter[str]:
    """Some unknowns of a history become known, then all: no certain verdict turns."""
    rng = Random(seed)
    history, done = opened(seed, rng), Counter[str]()
    finest = some_completion(history, rng, timed=False)
    if finest is None:
        return done
    done["histories"] += 1
    finer = partly(history, finest, rng)
    for rule in telling_rules(finest, rng, engaged=ENGAGED, idle=IDLE):
        for events in telling(rule, finest, history, rng, most=3):
            said = [
                verdict_of(judge(rule, tuple(h.by_id[e.id] for e in events), h, OPTIONS))
                for h in (history, finer, finest)
            ]
            for before, after in pairwise(said):
                where = (seed, rule.id, [e.id for e in events], said)
                assert before is Verdict.UNDETERMINED or after in STAYS[before], where
                done["certain"] += before not in (None, Verdict.UNDETERMINED)
                done["became certain"] += before is Verdict.UNDETERMINED is not after
    return done


def opened(seed: int, rng: Random) -> History:
    """Returns a history with unknowns: drawn with them, or a varied case with holes."""
    if seed % 2 == 0:
        return drawn(seed, unknowns=rng.choice((0.2, 0.5)))
    complete = some_completion(history_of(seed), rng, timed=rng.random() < 0.5)
    return history_of(seed) if complete is None else with_holes(complete, rng)


def partly(history: History, finest: History, rng: Random) -> History:
    """Returns the history with some of its events as they are in the completion."""
    events = tuple(
        replace(finest.by_id[e.id], order=e.order, time=e.time) if rng.random() < 0.5 else e
        for e in history.events
    )
    return replace(history, events=events)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_certain_verdict_stays(part: int) -> None:
    seeds = range(200 + part, 320, PARTS)
    done = sum((check_refinement(seed) for seed in seeds), Counter[str]())
    print(done)
    assert done["certain"] >= 200
    assert done["became certain"] >= 4


@pytest.mark.trust
@pytest.mark.parametrize("part", range(DEEP_PARTS))
def test_a_certain_verdict_stays_on_many(part: int, tally: Tally) -> None:
    seeds = range(70_000 + part, 70_000 + DEEP, DEEP_PARTS)
    done = sum((check_refinement(seed) for seed in seeds), Counter[str]())
    tally("unknowns that become known", done)
    assert done["certain"] >= 300


# ---- forgetting an event never excludes what happened --------------------------------------------


def looked_for(rule: Rule) -> set[Kind]:
    """Returns the kinds of which the rule supposes unrecorded events wherever it looks for one."""
    parts = tuple(rule_parts(rule))
    searched = {p for p in parts if isinstance(p, n.EventVar)} - set(rule.triggers)
    asked = (p for p in parts if isinstance(p, (n.Some, n.Latest)) and not p.supposed)
    recorded_only = {kind for p in asked for kind in p.var.kinds}
    return {kind for var in searched for kind in var.kinds} - recorded_only - INSTITUTIONAL


def check_forgetting(seed: int) -> Counter[str]:
    """Strikes an event from a complete record and says that others of its kind may be missing: what
    it (or a similar one) made of each instance must still be thought possible."""
    rng = Random(seed)
    record = history_of(seed)
    complete = some_completion(record, rng, timed=False)
    done = Counter[str]()
    if complete is None:
        return done
    named = {id for e in complete.events for id in e.refers.options[0]}
    loose = [e for e in complete.events if e.id not in named]
    if not loose:
        return done
    struck = rng.choice(loose)
    kept = stricken(struck, complete, record)
    for rule in telling_rules(complete, rng, engaged=100, idle=0):
        if isinstance(rule.demand, n.Never) or struck.kind not in looked_for(rule):
            continue  # nobody is accused of an unrecorded act
        for events in telling(rule, complete, kept, rng, most=3):
            if events[-1].matter != struck.matter:
                continue
            done["instances"] += check_forgotten(rule, events, complete, struck, kept, rng)
    return done


def stricken(struck: Event, complete: History, record: History) -> History:
    """Returns the history without that event, and only with what the record says of its matters: it
    would be said of an unrecorded event too."""
    left = [e for e in complete.events if e is not struck]
    return replace(
        complete,
        matters={
            id: replace(m, facts={f: t for f, t in record.matters[id].facts.items() if t.known})
            for id, m in complete.matters.items()
        },
        events=tuple(without(struck.id, e, place) for place, e in enumerate(left)),
        open_kinds=frozenset({struck.kind}),
    )


def without(struck: str, e: Event, place: int) -> Event:
    """Returns the event, now at this place, with nothing said of the one that was struck."""
    same_as = {id: said for id, said in e.same_as.items() if id != struck}
    return replace(e, order=place, same_as=same_as)


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
        like = _alike(struck, complete, kept, rng)
        history = replace(
            complete, events=tuple(like if e is struck else e for e in complete.events)
        )
        happened = by_meaning(rule, events, history, dict(leaf.readings), settled=settled)
        assert happened in outcomes, (rule.id, [e.id for e in events], struck.id, happened)
        struck = like
        complete = history
    return 1


def _alike(struck: Event, history: History, kept: History, rng: Random) -> Event:
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
    of_matter = kept.matters[struck.matter].facts
    facts = {f: of_matter.get(f, Truth(rng.random() < 0.5)) for f in struck.facts}
    aliases = {Field.SENT: Field.ON, Field.RECEIVED: Field.ON}
    return replace(struck, cells=cells, facts=facts, aliases={**struck.aliases, **aliases})


@pytest.mark.parametrize("part", range(2))
def test_what_was_forgotten_is_still_possible(part: int) -> None:
    seeds = range(900 + part, 1_020, 2)
    done = sum((check_forgetting(seed) for seed in seeds), Counter[str]())
    print(done)
    assert done["instances"] >= 10


@pytest.mark.trust
@pytest.mark.parametrize("part", range(DEEP_PARTS))
def test_what_was_forgotten_is_still_possible_on_many(part: int, tally: Tally) -> None:
    seeds = range(90_000 + part, 90_000 + 2 * DEEP, DEEP_PARTS)
    done = sum((check_forgetting(seed) for seed in seeds), Counter[str]())
    tally("forgotten acts", done)
    assert done["instances"] >= 40
