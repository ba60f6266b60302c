"""The deductions of the first-receipt notice: worked vectors, ways of adding up, the command."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.cli import main
from checker.tasks.instance import Options
from checker.tasks.score import entries_of, score
from checker.tasks.scores import Points, UnitScore
from constraints.first_receipt.readings import Overlapping
from constraints.first_receipt.scoring import BY_RULE, Failure, between, deducted
from constraints.registry import rules_of_sources
from model.calendar import national_calendar
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.organs.hierarchy import Hierarchy
from model.organs.tree import load_tree_json
from scenarios import DEFAULT_TREE, shipped_tree

Doc = dict[str, object]

A, B, C = "qingshi-township-gov", "yunhe-housing", "yunhe-natural-resources"
BUREAU = "yunhe-xfj"
START: Final = date(2024, 3, 4)
LIMITS: Final = {
    **{"D_FR_ACCEPT": 15, "D_FR_REPORT": 5, "P_FR_TRACK": 30},
    **{"D_FR_HANDLE": 60, "D_FR_HANDLE_OTHERWISE": 60},
}
FOUNDED: Final = {"reasonable": True, "lawful": True, "blocked": False, "legal_channel": False}


def event(day: int, kind: str, by: str, **more: object) -> Doc:
    on = str(START + timedelta(days=day))
    return {"id": f"{kind}-{by}-{day}", "kind": kind, "on": on, "by": by, **more}


def visit(day: int = 0) -> Doc:
    return event(day, "submit", "p1", to=A, channel="visit")


def of_the_visit(day: int, kind: str, by: str, **more: object) -> Doc:
    return event(day, kind, by, refers="submit-p1-0", **more)


@cache
def tree() -> Hierarchy:
    return Hierarchy.from_tree(load_tree_json(shipped_tree(DEFAULT_TREE), DEFAULT_TREE))


def scores_of(
    competent: Sequence[str],
    events: Sequence[Doc],
    until: int = 90,
    readings: Mapping[str, str] | None = None,
    facts: Mapping[str, bool] = FOUNDED,
) -> dict[str | None, UnitScore]:
    """Returns the score of 2024 by unit."""
    way = 2 if facts.get("legal_channel") else 6
    matter = {
        "id": "m",
        "kind": "appeal",
        "way": way,
        "petitioners": ["p1"],
        "competent": list(competent),
    }
    case = {
        "case": "vector",
        "as_of": str(START + timedelta(days=until)),
        "matters": [{**matter, "attested": dict(facts)}],
        "events": list(events),
    }
    history = resolve(read_record(case), tree())
    options = Options(national_calendar(), dict(readings or {}), limits=LIMITS)
    book = entries_of(history, rules_of_sources(("FR",)), options)
    found = score(book, options, [(history.hierarchy, history.as_of)])
    assert {s.year for s in found} <= {2024}
    return {s.unit: s for s in found}


def failures(found: UnitScore) -> list[str]:
    return sorted(e.rule for e in found.entries)


def certain(points: int) -> Points:
    return Points(points, points, points, points)


ACC, TRA, HAN, FOL = "FR-3.5a", "FR-3.5b", "FR-3.5c", "FR-3.5d"

VECTORS: Final[dict[str, tuple[list[str], list[Doc], list[str], int]]] = {
    "S1": (
        [A],
        [visit(), of_the_visit(3, "accept", A), of_the_visit(40, "resolve", A)],
        [],
        0,
    ),
    "S2": ([A], [visit()], [ACC, HAN], 6),
    "S3": ([A], [visit(), of_the_visit(3, "accept", A)], [HAN], 4),
    "S4": ([B], [visit()], [TRA], 2),
    "S5": (
        [B],
        [
            visit(),
            of_the_visit(2, "report", A, to=B, form="phone"),
            of_the_visit(30, "resolve", B),
        ],
        [FOL],
        1,
    ),
    "S6": (
        [B],
        [
            visit(),
            of_the_visit(2, "report", A, to=B, form="phone"),
            of_the_visit(20, "track", A),
        ],
        [],
        0,
    ),
    "S7": (
        [A, B, C],
        [visit(), of_the_visit(1, "accept", A), of_the_visit(50, "resolve", A)],
        [TRA, FOL],
        3,
    ),
    "S11": ([B], [visit(), of_the_visit(30, "report", A, to=B)], [TRA, FOL], 3),
}
"""Competent organs, events, failures, half-points of the first unit after 90 days (defaults)."""


@pytest.mark.parametrize("name", VECTORS)
def test_a_worked_vector(name: str) -> None:
    competent, events, failed, half_points = VECTORS[name]
    found = scores_of(competent, events)
    if not failed:
        assert found == {}
        return
    assert set(found) == {A}
    assert failures(found[A]) == failed
    assert found[A].points == certain(half_points)


def test_s2_under_the_other_ways_of_adding_up() -> None:
    found = scores_of([A], [visit()])[A]
    assert dict(found.under) == {
        (("FR_OVERLAP", "max_only"),): certain(4),
        (("FR_OVERLAP", "first_failure"),): certain(2),
    }


def test_s6_the_unit_responsible_loses_points_if_any_bearer_does() -> None:
    competent, events, _, _ = VECTORS["S6"]
    found = scores_of(competent, events, readings={"FR_SCORED_UNITS": "any_duty_bearer"})
    assert set(found) == {B}
    assert (failures(found[B]), found[B].points) == ([HAN], certain(4))


def test_a_sponsor_loses_points_if_any_bearer_does() -> None:
    named = of_the_visit(6, "determine_sponsor", "yunhe-gov/deputy", result=[B])
    told = of_the_visit(2, "report", A, to=BUREAU)
    events = [visit(), told, named, of_the_visit(20, "track", A)]
    found = scores_of([B, C], events, readings={"FR_SCORED_UNITS": "any_duty_bearer"})
    assert set(found) == {B}
    assert failures(found[B]) == [HAN]


def test_s8_a_legal_channel_costs_nothing() -> None:
    told = of_the_visit(0, "inform_route", A, to="p1", procedure="arbitration")
    facts = {**FOUNDED, "legal_channel": True}
    for competent in ([A], [B], [A, B]):
        assert scores_of(competent, [visit(), told], facts=facts) == {}


def test_s9_three_visits_are_one_occurrence_or_three() -> None:
    events = [visit(0), visit(20), visit(40)]
    found = scores_of([A], events, until=120)[A]
    assert found.points == certain(6)
    assert dict(found.under)[(("FR_OCC", "visit"),)] == certain(18)
    assert (("FR_OCC", "period"),) not in dict(found.under)


def test_s10_what_is_pending_is_no_failure() -> None:
    found = scores_of([A], [visit()], until=10)[A]
    assert found.points == Points(0, 6, 0, 6)
    assert {e.state.value for e in found.entries} == {"pending"}


def test_s11_is_worse_than_s4() -> None:
    late, never = VECTORS["S11"][3], VECTORS["S4"][3]
    assert late > never


def test_what_nobody_attested_is_open_and_no_failure() -> None:
    facts = {k: v for k, v in FOUNDED.items() if k != "reasonable"}
    found = scores_of([A], [visit()], facts=facts)[A]
    assert found.points == Points(2, 2, 2, 6)


def test_a_letter_counts_under_one_reading_only() -> None:
    letter = {**visit(), "channel": "letter"}
    found = scores_of([A], [letter])[A]
    assert found.points == certain(0)
    assert dict(found.under)[(("FR_MODE", "all"),)] == certain(6)


def test_a_unit_stationed_in_the_county_is_not_commanded() -> None:
    """C-28: the deduction is computed, and has no effect."""
    at_the_tax_office = {**visit(), "to": "yunhe-tax"}
    found = scores_of(["yunhe-tax"], [at_the_tax_office])
    assert not found["yunhe-tax"].commanded
    assert scores_of([A], [visit()])[A].commanded


def test_obeying_the_regulations_costs_nothing() -> None:
    """C-02, C-24: not telling the denounced, and not accepting what is another's."""
    informed = of_the_visit(1, "inform_other", A, to="p1")
    passed = of_the_visit(1, "report", A, to=B)
    tracked = of_the_visit(9, "track", A)
    kept = [visit(), informed, passed, tracked]
    assert scores_of([B], kept) == {}
    broad = scores_of([B], kept, readings={"FR_ACCEPT_SCOPE": "broad"})
    assert failures(broad[A]) == [ACC]


# ---- adding up -----------------------------------------------------------------------------------

some_failures = st.lists(
    st.builds(Failure, st.sampled_from(sorted(BY_RULE)), st.none() | st.integers(1, 400)),
    max_size=4,
)


@given(some_failures, some_failures, st.sampled_from(list(Overlapping)))
def test_the_interval_holds_every_completion(
    sure: list[Failure], maybe: list[Failure], how: Overlapping
) -> None:
    sure = [f for f in sure if f.day is not None]
    bounds = between(sure, maybe, how)
    for bits in range(2 ** len(maybe)):
        chosen = [f for place, f in enumerate(maybe) if bits >> place & 1]
        dated = [f if f.day is not None else Failure(f.rule, 401) for f in chosen]
        assert bounds.low <= deducted((*sure, *dated), how) <= bounds.high


@given(some_failures)
def test_cumulative_is_the_most_and_the_gravest_is_at_least_the_first(found: list[Failure]) -> None:
    every = deducted(found, Overlapping.CUMULATIVE)
    gravest = deducted(found, Overlapping.MAX_ONLY)
    first = deducted(found, Overlapping.FIRST_FAILURE)
    assert every >= gravest >= first


# ---- the command ---------------------------------------------------------------------------------

CASES: Final = Path(__file__).parents[2] / "scenarios" / "cases" / "FR"


def test_the_command_prints_a_score(capfd: pytest.CaptureFixture[str]) -> None:
    two = str(CASES / "3.5a" / "two-visits.json")
    assert main(["score", two, "--lang", "en"]) == 0
    out = capfd.readouterr().out
    assert "yunhe-housing  2024  deducted: 3 points" in out
    assert "under FR_OCC=visit: 6 points" in out
    assert main(["score", two, "--lang", "zh", "--reading", "FR_OVERLAP=max_only"]) == 0
    assert "扣 2 分" in capfd.readouterr().out


def test_the_command_prints_data_and_one_year_only(capfd: pytest.CaptureFixture[str]) -> None:
    folder = str(CASES / "3.5a")
    assert main(["score", folder, "--format", "json", "--year", "2024"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert {s["year"] for s in found} == {2024}
    assert all(e["rule"] in BY_RULE for s in found for e in s["entries"])
    assert main(["score", folder, "--year", "1999", "--lang", "en"]) == 0
    assert "nothing is deducted" in capfd.readouterr().out


def test_check_carries_the_score_where_the_notice_is_judged(
    capfd: pytest.CaptureFixture[str],
) -> None:
    case = str(CASES / "3.5a" / "two-visits.json")
    main(["check", case, "--format", "json"])
    assert json.loads(capfd.readouterr().out)[0]["score"][0]["half_points"]["certain"] == 6
    main(["check", case, "--format", "json", "--law", "R22"])
    assert json.loads(capfd.readouterr().out)[0]["score"] is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["score"], "no case file"),
        (["score", "x.json", "--year", "24"], "is not a year"),
        (["score", "x.json", "--format", "html"], "has no form `html`"),
        (["score", "no-such.json"], "no-such.json"),
    ],
)
def test_what_cannot_be_scored_is_said(
    words: list[str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--lang", "en"]) == 2
    assert said in capfd.readouterr().err
