"""`xinfang forecast`: last safe days, acts, readings; each claim judged again by `check`."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import cast

import pytest

from checker.cli import main
from checker.show.icalendar import folded
from checker.tasks.check import check
from checker.tasks.findings import Report, Verdict
from checker.tasks.forecast import Act, Running, forecast
from checker.tasks.instance import Options
from constraints.applicable import applicable
from constraints.registry import rules_named, sources_of
from model.calendar import date_of, day_number, national_calendar
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.logic.meaning import Outcome
from model.organs.hierarchy import Hierarchy
from model.organs.tree import load_tree_json
from scenarios import DEFAULT_TREE, shipped_tree
from scenarios.register import Delivery, lawful_document

TREE = Hierarchy.from_tree(load_tree_json(shipped_tree(DEFAULT_TREE), DEFAULT_TREE))
RUNNING = Path(__file__).parents[2] / "scenarios" / "cases" / "demo" / "still-running.json"
OPTIONS = Options(national_calendar())

Doc = dict[str, object]


def report_of(case: Doc, *names: str, pinned: dict[str, str] | None = None) -> Report:
    history = resolve(read_record(case), TREE)
    rules = rules_named(names) if names else applicable(history)
    options = Options(OPTIONS.calendar, pinned or {})
    return check(history, rules, sources_of(rules), options)


def still_running(**changed: object) -> Doc:
    case: Doc = json.loads(RUNNING.read_text(encoding="utf-8"))
    return case | changed


def cut(rng: Random, place: int) -> Doc:
    """Returns a lawful history as it stood some day in its middle."""
    case = lawful_document(rng, f"cut-{place}", Delivery.LATER if place % 2 else Delivery.INSIDE)
    events = cast("list[dict[str, str]]", case["events"])
    last = rng.choice([e["on"] for e in events])
    kept = [e for e in events if e["on"] <= last]
    as_of = date.fromisoformat(last) + timedelta(days=rng.randint(0, 9))
    return {**case, "events": kept, "as_of": str(as_of)}


def with_acts(case: Doc, acts: tuple[Act, ...], day: int) -> Doc:
    """Returns the case in which the acts are done on that day, on which the record ends."""
    events = cast("list[Doc]", case["events"])
    more: list[Doc] = []
    for act in acts:
        said: Doc = {"id": act.id, "kind": act.kind.value, "on": str(date_of(day)), "matter": "m1"}
        said |= {"by": act.by or "yunhe-housing", "refers": list(act.refers)}
        more.append(said | ({} if act.to is None else {"to": act.to}) | _such(act))
    return {**case, "events": [*events, *more], "as_of": str(date_of(day))}


def _such(act: Act) -> Doc:
    facts = {fact: {"value": v} for field, fact, v in act.such if field == "attested"}
    states = [word for field, word, _ in act.such if field == "states"]
    said: Doc = {field: value for field, detail, value in act.such if not detail}
    return said | ({"states": states} if states else {}) | ({"attested": facts} if facts else {})


# ---- one case ------------------------------------------------------------------------------------


def test_the_opinion_is_due_on_the_last_day_of_the_period() -> None:
    (found,) = forecast(report_of(still_running()), OPTIONS)
    assert found.finding.rule.id == "R22-34a"
    assert found.default is not None
    assert found.default.last == day_number(date(2024, 7, 19))
    assert [a.kind.value for a in found.default.acts] == ["opinion"]
    assert found.finding.bearer == ("yunhe-housing",)
    assert not found.unavoidable


def test_a_reading_by_which_the_last_day_comes_earlier_is_named() -> None:
    (found,) = forecast(report_of(still_running(), "R22-34a"), OPTIONS)
    assert found.cautious is not None
    assert found.generous is not None
    assert found.cautious.last == found.generous.last  # 19 July is a Friday
    events = [
        {**e, "on": "2024-05-21"} if e["id"] in ("notice", "accept") else e
        for e in json.loads(RUNNING.read_text(encoding="utf-8"))["events"]
    ]
    (found,) = forecast(report_of(still_running(events=events), "R22-34a"), OPTIONS)
    assert found.cautious is not None
    assert found.generous is not None
    assert date_of(found.cautious.last or 0) == date(2024, 7, 20)
    assert dict(found.cautious.changed)["IP-03"] == "none"
    assert date_of(found.generous.last or 0) == date(2024, 7, 22)


# ---- every claim is judged again -----------------------------------------------------------------


@pytest.mark.parametrize("seed", range(12))
def test_an_act_on_a_safe_day_meets_the_demand_and_a_day_later_it_does_not(seed: int) -> None:
    case = cut(Random(seed), seed)
    for found in forecast(report_of(case), OPTIONS):
        _judged_again(case, found)


def _judged_again(case: Doc, found: Running) -> None:
    rule, events = found.finding.rule, tuple(e.id for e in found.finding.events)
    for under in found.under:
        if not under.engaged or under.last is None:
            continue
        for day, wanted in ((under.last, True), (under.last + 1, False)):
            pinned = dict(under.changed)
            report = report_of(with_acts(case, under.acts, day), rule.id, pinned=pinned)
            (same,) = (f for f in report.findings if tuple(e.id for e in f.events) == events)
            met = Outcome.SATISFIED is same.under_default or same.verdict is Verdict.SATISFIED
            assert met is wanted, (rule.id, pinned, date_of(day), same.verdict, same.under_default)


# ---- the command ---------------------------------------------------------------------------------


def test_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forecast", str(RUNNING), "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2024-07-19  29 days left, 21 working  R22-34a        demo-still-running m1",
        "            Housing and Urban-Rural Development, Yunhe County: handling opinion (accept)",
        "",
        "1 case: 1 running duty",
    ]
    assert main(["forecast", str(RUNNING), "--lang", "zh"]) == 0
    assert "云河县住房和城乡建设局：处理意见（accept）" in capsys.readouterr().out


@pytest.mark.parametrize(("within", "many"), [("28d", 0), ("29d", 1), ("29", 1)])
def test_due_within(within: str, many: int, capsys: pytest.CaptureFixture[str]) -> None:
    main(["forecast", str(RUNNING), "--due-within", within, "--format", "json"])
    (document,) = json.loads(capsys.readouterr().out)
    assert len(document["duties"]) == many


def test_wrong_words_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forecast", "--lang", "en"]) == 2
    assert main(["forecast", str(RUNNING), "--due-within", "soon", "--lang", "en"]) == 2
    assert "`soon` is no number of days" in capsys.readouterr().err
    assert main(["forecast", str(RUNNING), "--format", "html"]) == 2
    assert main(["forecast", "no-such-file.json"]) == 2


def test_exit_codes_are_those_of_check(tmp_path: Path) -> None:
    late = tmp_path / "late.json"
    late.write_text(json.dumps(still_running(as_of="2024-08-20")), encoding="utf-8")
    for path in (RUNNING, late):
        for strict in ((), ("--strict",)):
            assert main(["forecast", str(path), *strict]) == main(["check", str(path), *strict])


# ---- iCalendar -----------------------------------------------------------------------------------


def calendar_of(case: Doc, folder: Path) -> str:
    path, out = folder / "case.json", folder / "due.ics"
    path.write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    assert main(["forecast", str(path), "--ics", str(out)]) == 0
    return out.read_bytes().decode()


def test_the_calendar_is_well_formed(tmp_path: Path) -> None:
    text = calendar_of(still_running(case="a,b;c\\d" + "长" * 50), tmp_path)
    assert text.endswith("END:VCALENDAR\r\n")
    lines = text.removesuffix("\r\n").split("\r\n")
    assert all("\n" not in line and len(line.encode()) <= 75 for line in lines)
    whole = text.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20240719\r\nDTEND;VALUE=DATE:20240720\r\n" in whole
    assert "a\\,b\\;c\\\\d" in whole


def test_an_entry_keeps_its_identifier(tmp_path: Path) -> None:
    one = calendar_of(still_running(), tmp_path)
    other = calendar_of(still_running(as_of="2024-07-01"), tmp_path)
    assert one != other
    assert re.findall("UID:.*", one) == re.findall("UID:.*", other)


def test_folding_cuts_no_character() -> None:
    for text in ("x" * 75, "x" * 76, "长" * 100, "x" + "长" * 99):
        parts = list(folded(text))
        assert all(len(p.encode()) <= 75 for p in parts)
        assert "".join([parts[0], *(p[1:] for p in parts[1:])]) == text
        assert all(p.startswith(" ") for p in parts[1:])
