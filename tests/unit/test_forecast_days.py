"""Safe days with holes, duties nothing can keep any more, periods that stand still, plans."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import cast

import pytest

from checker.cli import main
from checker.tasks.check import check
from checker.tasks.findings import Report, Verdict
from checker.tasks.forecast import Doubt, Running, forecast
from checker.tasks.forecast_plan import NoPlan, Plan, Planned, plan
from checker.tasks.instance import Options
from constraints.acts import Accept, Opinion, Submit
from constraints.applicable import applicable
from constraints.registry import rules_named, sources_of
from constraints.sources import R22
from model.calendar import date_of, national_calendar
from model.calendar.period import Unit
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.logic.declare import rules_of
from model.logic.meaning import Outcome
from model.logic.rule import Modality, Rule
from model.logic.write import Claim, period, some, when
from model.organs.hierarchy import Hierarchy
from model.organs.tree import load_tree_json
from scenarios import DEFAULT_TREE, shipped_tree
from scenarios.generate import case_document

TREE = Hierarchy.from_tree(load_tree_json(shipped_tree(DEFAULT_TREE), DEFAULT_TREE))
RUNNING = Path(__file__).parents[2] / "scenarios" / "cases" / "demo" / "still-running.json"
HEARING = RUNNING.parents[1] / "corner" / "37a-hearing-from-day-29-to-day-40.json"
OPTIONS = Options(national_calendar(), {"IP-03": "none"})

Doc = dict[str, object]
rule = rules_of(R22)


@rule("T-holes", article="1", modality=Modality.OBLIGATION)
def not_in_the_quiet_time(accepted: Accept) -> Claim:
    """An opinion within forty days, but not from the eleventh to the nineteenth.

    四十日内作出意见，第十一日至第十九日除外。
    """
    early, late = period(accepted.day).plus(10), period(accepted.day).plus(20)
    return (
        when()
        .require(some(Opinion, lambda o: (o.day <= early.end) | (late.end <= o.day)))
        .by(period(accepted.day).plus(40))
        .on(accepted.by)
    )


@rule("T-slow", article="1", modality=Modality.OBLIGATION)
def not_too_soon_after_acceptance(raised: Submit) -> Claim:
    """An opinion within sixty days of the submission, thirty days after any acceptance or later.

    提出之日起六十日内作出意见，且距受理满三十日。
    """
    return (
        when()
        .require(
            some(
                Opinion,
                lambda o: ~some(Accept, lambda a: ~(period(a.day).plus(30).end <= o.day)),
            )
        )
        .by(period(raised.day).plus(60))
        .on(raised.to)
    )


@rule("T-five", article="1", modality=Modality.OBLIGATION)
def within_working_days(accepted: Accept) -> Claim:
    """An opinion within thirty working days.

    三十个工作日内作出意见。
    """
    due = period(accepted.day).plus(30, Unit.WORKING)
    return when().require(some(Opinion, lambda o: o.answers(accepted))).by(due).on(accepted.by)


def running_case(**changed: object) -> Doc:
    case: Doc = json.loads(RUNNING.read_text(encoding="utf-8"))
    return case | changed


def moved(**days: str) -> list[Doc]:
    """Returns the events of the case, some on other days."""
    events = cast("list[Doc]", running_case()["events"])
    return [{**e, "on": days.get(str(e["id"]), e["on"])} for e in events]


def until(day: str) -> Doc:
    """Returns the case as it stood on that day."""
    return running_case(as_of=day, events=[e for e in moved() if str(e["on"]) <= day])


def found_of(case: Doc, *rules: Rule) -> tuple[Running, ...]:
    history = resolve(read_record(case), TREE)
    report = check(history, {r.id: r for r in rules}, (R22,), OPTIONS)
    return forecast(report, OPTIONS)


def days_of(found: Running) -> list[tuple[str, str]]:
    assert found.default is not None
    assert found.default.doubt is None
    return [(str(date_of(low)), str(date_of(high))) for low, high in found.default.safe]


def test_days_with_a_hole_are_given_exactly() -> None:
    (found,) = found_of(until("2024-05-25"), not_in_the_quiet_time)
    assert days_of(found) == [("2024-05-25", "2024-05-30"), ("2024-06-09", "2024-06-29")]
    (found,) = found_of(running_case(), not_in_the_quiet_time)
    assert days_of(found) == [("2024-06-20", "2024-06-29")]


def test_working_days_are_counted_across_a_holiday() -> None:
    (found,) = found_of(running_case(), within_working_days)
    assert days_of(found) == [("2024-06-20", "2024-07-02")]  # 10 June is a holiday


def test_what_no_day_can_keep_is_unavoidable_since_the_event_that_made_it_so() -> None:
    (found,) = found_of(running_case(), not_too_soon_after_acceptance)
    assert days_of(found) == [("2024-06-20", "2024-07-12")]
    late = running_case(events=moved(notice="2024-06-14", accept="2024-06-14", hear="2024-06-15",
                                     investigate="2024-06-16"))  # fmt: skip
    (found,) = found_of(late, not_too_soon_after_acceptance)
    assert found.unavoidable
    assert found.since is not None
    assert (found.since.event, found.since.holder) == ("accept", "yunhe-housing")
    assert date_of(found.since.day) == date(2024, 6, 14)


def test_a_fact_on_which_the_duty_itself_hangs_takes_no_day_away() -> None:
    matter: Doc = {"id": "m1", "kind": "appeal", "petitioners": ["p1"]}  # its way is not known
    case = running_case(matters=[matter])
    (found,) = found_of(case, *rules_named(("R22-34a",)).values())
    assert not found.unavoidable
    assert found.default is not None
    assert not found.default.facts
    assert days_of(found) == [("2024-06-20", "2024-07-19")]


def test_an_act_that_only_perhaps_meets_a_duty_without_a_day_is_no_disagreement() -> None:
    rng = Random(152)
    document = cast("Doc", case_document(rng, unknowns=rng.choice((0, 0, 0, 0.15))))
    history = resolve(read_record(document), TREE)
    rules = rules_named(("R22-17.1", "R22-23.1a"))
    report = check(history, rules, (R22,), Options(national_calendar()))
    found = forecast(report, Options(national_calendar()))
    assert found
    assert {u.doubt for f in found for u in f.under} == {None}
    assert not any(f.unavoidable for f in found)


def test_while_a_hearing_is_open_there_is_no_last_day() -> None:
    whole: Doc = json.loads(HEARING.read_text(encoding="utf-8"))
    events = cast("list[Doc]", whole["events"])
    (opens,) = (str(e["on"]) for e in events if e["kind"] == "hearing_start")
    case = {**whole, "as_of": opens, "events": [e for e in events if str(e["on"]) <= opens]}
    (found,) = found_of(case, *rules_named(("R22-36.1b",)).values())
    assert {u.doubt for u in found.under} == {None, Doubt.STANDS_STILL}
    assert {u.doubt for u in found.under if ("IP-48", "sitting_only") in u.changed} == {None}


# ---- plans ---------------------------------------------------------------------------------------


def planned(case: Doc, rules: Sequence[Rule] = ()) -> tuple[Report, Planned | None]:
    history = resolve(read_record(case), TREE)
    judged_by = {r.id: r for r in rules} or applicable(history)
    sources = sources_of(judged_by) if not rules else (R22,)
    report = check(history, judged_by, sources, OPTIONS)
    return report, plan(report, forecast(report, OPTIONS), judged_by, tuple(sources), OPTIONS)


def test_a_plan_adds_what_the_law_asks_before_the_opinion() -> None:
    events = [e for e in moved() if e["id"] not in ("hear", "investigate")]
    _, found = planned(running_case(events=events))
    assert isinstance(found, Plan)
    kinds = [a.act.kind.value for a in found.acts]
    assert kinds[-1] == "opinion"
    assert sorted(kinds[:-1]) == ["hear_statement", "investigate"]
    assert {date_of(a.day) for a in found.acts} == {date(2024, 7, 19)}


def test_a_plan_carried_out_breaks_nothing() -> None:
    case = running_case()
    _, found = planned(case)
    assert isinstance(found, Plan)
    done = [
        {"id": a.act.id, "kind": a.act.kind.value, "on": str(date_of(a.day)), "by": a.act.by,
         "refers": list(a.act.refers), "matter": "m1"}
        for a in found.acts
    ]  # fmt: skip
    last = str(max(date_of(a.day) for a in found.acts))
    after, _ = planned({**case, "events": [*cast("list[Doc]", case["events"]), *done],
                        "as_of": last})  # fmt: skip
    assert not any(f.verdict is Verdict.VIOLATED for f in after.findings)
    (ours,) = (f for f in after.findings if f.rule.id == "R22-34a")
    assert ours.under_default is Outcome.SATISFIED


def test_duties_that_clash_have_no_plan_and_are_named() -> None:
    _, found = planned(until("2024-05-25"), (not_in_the_quiet_time, within_no_time))
    assert isinstance(found, NoPlan)
    assert set(found.together) == {"T-holes", "T-early"}


@rule("T-early", article="1", modality=Modality.OBLIGATION)
def within_no_time(accepted: Accept) -> Claim:
    """An opinion from the eleventh day to the fifteenth, and none before or after.

    第十一日至第十五日作出意见，此外不得作出。
    """
    early, late = period(accepted.day).plus(11), period(accepted.day).plus(15)

    return (
        when()
        .require(
            some(
                Opinion,
                lambda o: (
                    (early.end <= o.day)
                    & ~some(Opinion, lambda x: ~((early.end <= x.day) & (x.day <= late.end)))
                ),
            )
        )
        .by(late)
        .on(accepted.by)
    )


def test_the_command_shows_the_plan(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forecast", str(RUNNING), "--plan", "--lang", "en"]) == 0
    assert "    2024-07-19  Housing" in capsys.readouterr().out
    main(["forecast", str(RUNNING), "--plan", "--format", "json"])
    (document,) = json.loads(capsys.readouterr().out)
    assert [s["act"]["kind"] for s in document["plan"]["steps"]] == ["opinion"]
    main(["forecast", str(RUNNING), "--format", "json"])
    (document,) = json.loads(capsys.readouterr().out)
    assert document["plan"] is None
