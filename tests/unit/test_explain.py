"""Explanations: clauses agree with the meaning, what is said would change a verdict does."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from random import Random
from typing import cast

import pytest

from checker.ground.asking import Asking
from checker.ground.cells import Cells
from checker.ground.completions import constraints
from checker.ground.explore import split
from checker.ground.ground import Grounder
from checker.ground.residual import CellName, not_, or_
from checker.smt.solve import Completions, Impossible
from checker.tasks.check import check
from checker.tasks.clauses import structure_of
from checker.tasks.findings import Verdict
from checker.tasks.instance import Judged, Options, judge, verdict_of
from checker.tasks.proof import about, proof_of, words_asked
from checker.tasks.suppose import ADDED, Add, Drop, Move
from checker.tasks.whynot import Contrast, contrasts
from constraints.applicable import applicable
from constraints.registry import sources_of
from model.calendar import date_of, national_calendar
from model.casefile.faults import CaseFault
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.history import History
from model.logic import nodes as n
from model.logic.meaning import Outcome, holds, instances
from model.logic.rewrite import in_time
from scenarios.generate import Document, case_document
from tests.agree.histories import some_completion, tree, world

OPTIONS = Options(national_calendar())
FEW, MANY = 8, 100


def read(document: Document) -> History:
    return resolve(read_record(document), tree())


def drawn(seed: int) -> Document:
    return case_document(Random(seed))


# ---- clauses -------------------------------------------------------------------------------------


def test_clauses_hold_as_the_meaning_says() -> None:
    """Where all is known, of every instance that is engaged: the condition and the demand."""
    seen = 0
    for seed in range(FEW):
        history = some_completion(read(drawn(seed)), Random(seed), timed=True)
        if history is None:
            continue
        for rule in applicable(history).values():
            for events in instances(rule, history):
                judged = judge(rule, events, history, OPTIONS)
                if verdict_of(judged) is not None and not judged.failed:
                    agrees(judged)
                    seen += 1
    assert seen > 50


def agrees(judged: Judged) -> None:
    rule, structure = judged.rule, structure_of(judged, OPTIONS)
    env = {v.name: e for v, e in zip(rule.triggers, judged.events, strict=True)}
    said = world(judged.history, dict(judged.default[0].readings))
    demand = rule.demand
    what = in_time(demand) if isinstance(demand, n.Answer) else demand.what
    assert structure.guard.truth is holds(rule.guard, env, said)
    assert structure.demand.truth is holds(what, env, said)


# ---- the smallest set of facts -------------------------------------------------------------------


@pytest.mark.parametrize("verdict", [Verdict.VIOLATED, Verdict.SATISFIED])
def test_no_fact_can_be_left_out(verdict: Verdict) -> None:
    """Of a core without one of its facts the opposite is possible: asked of a fresh solver."""
    for judged in islice(of_verdict(verdict, range(FEW)), 3):
        proof = proof_of(judged, OPTIONS)
        assert proof is not None
        assert is_refuted(judged, proof.facts)
        for place in range(0, len(proof.facts), 3):
            assert not is_refuted(judged, proof.facts[:place] + proof.facts[place + 1 :])


def is_refuted(judged: Judged, facts: tuple[tuple[CellName, int | str | bool], ...]) -> bool:
    """Whether these facts make every other outcome impossible."""
    leaf, outcomes = judged.default
    history = about(judged)
    cells = Cells(history, naming=True, asked_words=words_asked(judged.rule))
    ask = Asking(dict(leaf.readings), frozenset(id for id, _ in leaf.readings))
    found = split(judged.rule, judged.events, Grounder(cells, ask, OPTIONS.calendar))
    solver = Completions(cells.definitions, list(constraints(leaf.cells)))
    by_name = {s.name: s for s in cells.facts}
    solver.suppose({by_name[name]: value for name, value in facts})
    claimed = or_(found.when.get(o, False) for o in outcomes)
    return isinstance(solver.possible(not_(claimed)), Impossible)


def of_verdict(verdict: Verdict, seeds: range) -> Iterator[Judged]:
    for seed in seeds:
        history = read(drawn(seed))
        for rule in applicable(history).values():
            for events in instances(rule, history):
                judged = judge(rule, events, history, OPTIONS)
                if verdict_of(judged) is verdict:
                    yield judged


# ---- why not -------------------------------------------------------------------------------------


def changed(document: Document, judged: Judged, way: Contrast, day: int) -> Document | None:
    """The case file with the one act moved to that day, left out or added; None of what a case file
    cannot say."""
    events = [dict(e) for e in cast("list[Document]", document["events"])]
    match way.changes:
        case (Move(id),):
            for e in events:
                if e["id"] == id:
                    e["on"] = str(date_of(day))
                    for field in ("sent", "received", "time"):
                        e.pop(field, None)
        case (Drop(id),):
            events = [e for e in events if e["id"] != id]
        case (Add(kind),):
            act = {"id": ADDED, "kind": kind.value, "on": str(date_of(day))}
            act["matter"] = judged.events[-1].matter
            said = dict(cells_said(way))
            if None in said:
                return None
            events.append({**act, **cast("Document", said)})
        case _:
            return None
    return {**document, "events": [*events]}


def cells_said(way: Contrast) -> Iterator[tuple[str | None, object]]:
    """The fields of the act added, as a case file says them; None: it cannot."""
    attested: dict[str, object] = {}
    for name, value in way.facts:
        if name.owner != ADDED or value == "nothing recorded":
            yield None, None
        elif name.field == "attested":
            attested[name.detail] = {"value": value}
        elif name.field == "refers":
            yield "refers", str(value).split(" ")
        else:
            yield (None if name.detail else name.field), value
    if attested:
        yield "attested", attested


def becomes(document: Document, judged: Judged) -> Outcome | None:
    """What the instance is by default in another case file, judged from the start; None: several
    outcomes, or the file is refused."""
    try:
        history = read(document)
    except CaseFault:
        return None
    rules = {judged.rule.id: judged.rule}
    ids = [e.id for e in judged.events]
    for finding in check(history, rules, sources_of(rules), OPTIONS).findings:
        if [e.id for e in finding.events] == ids:
            return finding.under_default
    return Outcome.NOT_ENGAGED


WANTED = [(Verdict.VIOLATED, Outcome.SATISFIED), (Verdict.SATISFIED, Outcome.VIOLATED)]


@pytest.mark.parametrize(("verdict", "wanted"), WANTED)
def test_what_is_said_would_be_so(verdict: Verdict, wanted: Outcome) -> None:
    assert confirmed_of(verdict, wanted, range(FEW)) > 10


@pytest.mark.trust
@pytest.mark.parametrize(("verdict", "wanted"), WANTED)
def test_what_is_said_of_many_would_be_so(verdict: Verdict, wanted: Outcome) -> None:
    confirmed = confirmed_of(verdict, wanted, range(FEW, MANY))
    print(verdict, wanted, confirmed)
    assert confirmed > 100


def confirmed_of(verdict: Verdict, wanted: Outcome, seeds: range) -> int:
    """How many answers were written as case files: changed as the answer says, first day and last,
    they are judged so from the start; on the day after a last one that might be later, not."""
    checked = 0
    for seed in seeds:
        document = drawn(seed)
        history = read(document)
        for rule in applicable(history).values():
            for events in instances(rule, history):
                judged = judge(rule, events, history, OPTIONS)
                if verdict_of(judged) is verdict:
                    for way in contrasts(judged, wanted, OPTIONS):
                        checked += confirmed(document, judged, way)
    return checked


def confirmed(document: Document, judged: Judged, way: Contrast) -> int:
    """Returns 1 iff the answer can be written as a case file; AssertionError iff that is judged
    otherwise than the answer says."""
    ranges = [r for r in way.ranges if r.cell.field == "on"]
    if len(way.ranges) > len(ranges):
        return 0
    days = ranges[0] if ranges else None
    ends = (days.first, days.last) if days else (judged.history.as_of,)
    for day in ends:
        other = changed(document, judged, way, day)
        made = None if other is None else becomes(other, judged)
        if made is None:  # also where the file cannot say which act of one day came first
            return 0
        assert made is way.outcome, (way, judged.rule.id, other)
    if days and not days.highest:
        beyond = changed(document, judged, way, days.last + 1)
        assert beyond is not None
        assert becomes(beyond, judged) is not way.outcome, (way, judged.rule.id)
    return 1
