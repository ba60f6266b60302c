"""What the values of missing facts make of an instance: exact ranges, each one judged again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import cast

import pytest

from checker.cli import main
from checker.tasks import missing
from checker.tasks.check import check
from checker.tasks.findings import Finding, Given, Missing, Verdict
from checker.tasks.instance import Options
from constraints.registry import rules_named
from constraints.sources import R22
from model.calendar import date_of, day_number, national_calendar
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.logic.meaning import Outcome
from model.organs.hierarchy import Hierarchy
from model.organs.tree import load_tree_json
from scenarios import DEFAULT_TREE, shipped_tree

TREE = Hierarchy.from_tree(load_tree_json(shipped_tree(DEFAULT_TREE), DEFAULT_TREE))
DEMO = Path(__file__).parents[2] / "scenarios" / "cases" / "demo"
OPTIONS = Options(national_calendar(), {"IP-41": "issued", "IP-03": "none"})

Doc = dict[str, object]


def case(**changed: Doc) -> Doc:
    """Returns the shipped case with an extension of 20 days, some of its events changed; what was
    decided is delivered in July."""
    changed = {"deliver": {"on": "2024-07-10"}, **changed}
    whole: Doc = json.loads((DEMO / "approval-missing.json").read_text(encoding="utf-8"))
    events = cast("list[Doc]", whole["events"])
    return {**whole, "events": [{**e, **changed.get(str(e["id"]), {})} for e in events]}


def of_rule(document: Doc, rule: str) -> Finding:
    history = resolve(read_record(document), TREE)
    report = check(history, rules_named((rule,)), (R22,), OPTIONS)
    (found,) = report.findings
    return found


UNKNOWN_DAY: Doc = {"on": {"from": "2024-04-20", "to": "2024-06-30"}}


def told(found: Missing) -> dict[tuple[Given, ...], tuple[Outcome, ...]]:
    return {w.given: w.outcomes for w in found.outcomes}


def day(text: str) -> int:
    return day_number(date.fromisoformat(text))


def test_a_yes_or_no_decides() -> None:
    (found,) = of_rule(case(), "R22-34a").missing
    assert told(found) == {("yes",): (Outcome.SATISFIED,), ("no",): (Outcome.VIOLATED,)}


def test_the_last_day_that_satisfies_is_exact() -> None:
    document = case(extend={"approved_by_head": True}, opinion=UNKNOWN_DAY)
    (found,) = of_rule(document, "R22-34a").missing
    assert [str(c) for c in found.cells] == ["opinion.on"]
    assert list(told(found).values()) == [(Outcome.SATISFIED,), (Outcome.VIOLATED,)]
    ((_, last),), ((first, _),) = cast("list[tuple[tuple[int, int]]]", list(told(found)))
    assert first == last + 1
    for on, wanted in ((last, Verdict.SATISFIED), (first, Verdict.VIOLATED)):
        known = case(extend={"approved_by_head": True}, opinion={"on": str(date_of(on))})
        assert of_rule(known, "R22-34a").verdict is wanted


def test_two_facts_decide_together() -> None:
    document = case(opinion=UNKNOWN_DAY)
    (found,) = of_rule(document, "R22-34a").missing
    assert {str(c) for c in found.cells} == {"extend.approved_by_head", "opinion.on"}
    ends = {given[0]: given[1] for given, outcomes in told(found).items()
            if outcomes == (Outcome.SATISFIED,)}  # fmt: skip
    yes, no = (cast("tuple[int, int]", ends[word])[1] for word in ("yes", "no"))
    assert (yes, no) == (day("2024-05-30"), day("2024-05-10"))


def _single(given: Given) -> list[Given]:
    if isinstance(given, str):
        return [given]
    return [(d, d) for d in range(given[0], given[1] + 1)]


def values(found: Missing) -> Iterator[tuple[dict[str, Given], tuple[Outcome, ...]]]:
    """Yields every single value of the facts that a missing set speaks of."""
    for if_so in found.outcomes:
        for one in product(*(_single(g) for g in if_so.given)):
            yield {str(c): g for c, g in zip(found.cells, one, strict=True)}, if_so.outcomes


def test_every_value_that_is_told_gives_what_is_told() -> None:
    document = case(opinion=UNKNOWN_DAY)
    (found,) = of_rule(document, "R22-34a").missing
    seen = 0
    for facts, outcomes in values(found):
        on, approved = facts["opinion.on"], facts["extend.approved_by_head"]
        assert not isinstance(on, str)
        if seen % 7 == 0 or on[0] in (day("2024-05-10"), day("2024-05-30")):
            known = case(
                opinion={"on": str(date_of(on[0]))}, extend={"approved_by_head": approved == "yes"}
            )
            assert outcomes == (of_rule(known, "R22-34a").under_default,)
        seen += 1
    assert seen == 2 * 72  # each day of the range, either way


def test_a_search_that_stops_at_its_bound_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(missing, "MOST_SETS_ASKED", 0)
    found = of_rule(case(opinion=UNKNOWN_DAY), "R22-34a")
    assert found.missing_bound is not None
    assert (found.missing_bound.asked, found.missing_bound.of) == (0, 1)
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case(opinion=UNKNOWN_DAY)), encoding="utf-8")
    main(["check", str(path), "--law", "R22-34a", "--lang", "en"])
    assert "the search ended after 0 sets of 1" in " ".join(capsys.readouterr().out.split())
