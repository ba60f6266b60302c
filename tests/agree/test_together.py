"""Unknown facts jointly: duties that can each be met and not together, against all completions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from random import Random

import pytest

from checker.tasks.findings import Joint, Verdict, WhatIf
from checker.tasks.instance import Judged, Options, judge, verdict_of
from checker.tasks.joint import joints
from checker.tasks.missing import missing_facts
from constraints.registry import rules_of_sources
from model.calendar import national_calendar
from model.history import Event, EventId, History, Span
from model.logic import nodes as n
from model.logic.meaning import Outcome, instances
from model.logic.rewrite import rule_parts
from model.logic.rule import Modality, Rule
from model.words import Field
from tests.agree.engines import by_meaning
from tests.agree.histories import (
    completions,
    day_open,
    drawn,
    put,
    some_completion,
    stipulated,
    with_holes,
)

OPTIONS = Options(national_calendar(), limits=stipulated())
ORDINARY, DEEP = 60, 500


def small(first: int, step: int, wanted: int) -> Iterator[tuple[History, list[History]]]:
    """Yields small histories with the days of two events open, every other one with other holes
    too, and all their completions."""
    seed = first
    while wanted:
        found = _opened(seed)
        if found:
            wanted -= 1
            yield found
        seed += step


def _opened(seed: int) -> tuple[History, list[History]] | None:
    rng = Random(seed)
    complete = some_completion(drawn(seed), rng, timed=rng.random() < 0.8)
    if complete is None or not 3 <= len(complete.events) <= 8:
        return None
    opened = with_holes(complete, rng) if rng.random() < 0.6 else complete
    for e in rng.sample(opened.events, 2):
        opened = put(opened, day_open(e, opened, rng))
    every = completions(opened)
    return (opened, every) if every else None


def undetermined(opened: History, every: list[History]) -> list[Judged]:
    """Returns the instances of which a completion breaks one and another does not, by default."""
    found: list[Judged] = []
    for rule in rules_of_sources(("R22",)).values():
        if rule.modality is Modality.RIGHT or _open_law(rule):
            continue
        for events in instances(rule, opened):
            if len({broken(rule, events, complete) for complete in every}) == 2:
                judged = judge(rule, events, opened, OPTIONS)
                if verdict_of(judged) is Verdict.UNDETERMINED and judged.failed is None:
                    found.append(judged)
    return found


def _open_law(rule: Rule) -> bool:
    return any(isinstance(p, n.Unsettled) for p in rule_parts(rule))


def broken(rule: Rule, events: tuple[Event, ...], complete: History) -> bool:
    return by_meaning(rule, events, complete, {}, settled=False) is Outcome.VIOLATED


def all_kept(group: Sequence[tuple[Rule, tuple[Event, ...]]], every: list[History]) -> bool:
    """Whether some completion keeps all of them."""
    return any(not any(broken(r, e, complete) for r, e in group) for complete in every)


def check_together(unsure: list[Judged], opened: History, every: list[History]) -> Counter[str]:
    done = Counter({"histories": 1, "undetermined": len(unsure)})
    clashes = {_matter(j, opened): j for j in joints(unsure, opened, OPTIONS)}
    for matter in {j.events[-1].matter for j in unsure}:
        ours = [(j.rule, j.events) for j in unsure if j.events[-1].matter == matter]
        able = [one for one in ours if all_kept([one], every)]
        where = [(r.id, [e.id for e in events]) for r, events in able]
        clash = clashes.get(matter)
        assert all_kept(able, every) is (clash is None), where
        done["jointly open" if clash is None else "jointly broken"] += 1
        if clash is not None:
            core = [(r, _bound(e, opened)) for r, e in zip(clash.rules, clash.events, strict=True)]
            assert not all_kept(core, every), where
            for one in core:
                assert all_kept([o for o in core if o is not one], every), where
    return done


def _matter(joint: Joint, history: History) -> str:
    return history.by_id[joint.events[0][-1]].matter


def _bound(ids: tuple[EventId, ...], history: History) -> tuple[Event, ...]:
    return tuple(history.by_id[id] for id in ids)


# ---- what the values of missing facts make of it -------------------------------------------------


def check_values(unsure: list[Judged], every: list[History]) -> Counter[str]:
    """Every range of days that is told covers what the completions with such a day have."""
    done = Counter[str]()
    for judged in unsure:
        torn = next(o for _, o in judged.leaves if Outcome.VIOLATED in o and len(o) > 1)
        readings = dict(next(leaf.readings for leaf, o in judged.leaves if o is torn))
        for missing in missing_facts(judged, OPTIONS).sets:
            names = [(c.owner, c.field) for c in missing.cells]
            if not missing.outcomes or not all(f == Field.ON.value for _, f in names):
                continue
            done["sets"] += 1
            for complete in every:
                on = [_day(complete, id) for id, _ in names]
                said = by_meaning(judged.rule, judged.events, complete, readings, settled=False)
                fitting = [w for w in missing.outcomes if _covers(w, on)]
                assert any(said in w.outcomes for w in fitting), (judged.rule.id, on, said)
                told = {o is Outcome.VIOLATED for w in fitting for o in w.outcomes}
                assert len(names) > 1 or len(told) == 1, (judged.rule.id, on, fitting)
                done["completions"] += 1
    return done


def _day(complete: History, id: EventId) -> int:
    on = complete.by_id[id].cells[Field.ON]
    assert isinstance(on, Span)
    return on.low


def _covers(if_so: WhatIf, on: Iterable[int]) -> bool:
    pairs = zip(if_so.given, on, strict=True)
    return all(not isinstance(g, str) and g[0] <= day <= g[1] for g, day in pairs)


def check_small(histories: Iterable[tuple[History, list[History]]]) -> Counter[str]:
    done = Counter[str]()
    for opened, every in histories:
        unsure = undetermined(opened, every)
        done += check_together(unsure, opened, every)
        done += check_values(unsure, every)
    return done


def test_unknown_facts_together_and_one_by_one() -> None:
    done = check_small(small(0, 1, ORDINARY))
    assert done["histories"] == ORDINARY
    assert done["undetermined"] >= 4
    assert done["jointly broken"] >= 1
    assert done["sets"] >= 1


@pytest.mark.trust
@pytest.mark.parametrize("part", range(10))
def test_unknown_facts_together_and_one_by_one_on_many(part: int) -> None:
    done = check_small(small(90_000 + part, 10, DEEP // 10))
    assert done["histories"] == DEEP // 10
    assert done["undetermined"] >= 2


# ---- what becomes known never makes a clash go away ----------------------------------------------


def test_a_clash_stays_when_a_fact_becomes_known() -> None:
    done = Counter[str]()
    for seed in range(300, 315):
        rng = Random(seed)
        history = drawn(seed, unknowns=0.5)
        finer = some_completion(history, rng, timed=False)
        if finer is None:
            continue
        done["histories"] += 1
        every = [c for _ in range(6) if (c := some_completion(history, rng, timed=False))]
        for clash in joints(undetermined(history, every), history, OPTIONS):
            done["clashes"] += 1
            pairs = zip(clash.rules, clash.events, strict=True)
            assert not all_kept([(r, _bound(e, finer)) for r, e in pairs], [finer])
    assert done["histories"] >= 10
