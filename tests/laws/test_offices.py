"""An organ and its petition office (decisions 019, 026): in the good case of a rule one party of
one act is exchanged. The office acts for its body; nobody answers, reports to or objects against
itself; an act of a stranger fulfils nobody's duty."""

from __future__ import annotations

import json
from typing import Final, TypeAlias, cast

import pytest

from checker.tasks.check import check
from constraints.registry import all_rules, sources_of
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.organs.hierarchy import Hierarchy
from model.organs.tree import load_tree_json
from scenarios import DEFAULT_TREE, shipped_tree
from tests.laws.test_scenarios import CASES, expectation_of, options_of, slug

Json: TypeAlias = "dict[str, object]"

ANSWERS: Final = (
    ("R22-22.1(3)b", "closing"),
    ("R22-23.3b", "object"),
    ("R22-22.1(1)b", "report"),
    ("R22-25.1a", "report"),
    ("R22-25.1a", "peer"),
    ("R22-30.2b", "tell-committee"),
    ("R22-40.1", "supervise"),
    ("R22-40.1", "suggest"),
    ("R22-40.3", "propose"),
    ("R05-36a", "suggest"),
    ("PS-14.4", "feedback"),
    ("PS-X22.3b", "report"),
    ("MUN-9.3", "submit-closing"),
    ("MUN-12.2", "result"),
    ("MUN-12.2a", "ask-closure"),
    ("MUN-16.2", "result"),
    ("OP07-16.b.1", "report"),
    ("OP07-17.a", "supervise"),
    ("OP07-17.b", "feedback"),
)
"""Rule -> the act by which somebody answers, reports or turns to another."""

THROUGH_THE_OFFICE: Final = (
    ("R22-20.2", "submit", "to"),
    ("R22-22.2a", "transfer", "to"),
    ("R22-22.2c", "transfer", "to"),
    ("R22-23.1c", "submit", "to"),
    ("R22-24.1b", "decide", "by"),
    ("R22-24.2a", "accept", "by"),
    ("R22-24.2b", "accept", "by"),
    ("R22-25.1a", "report", "to"),
    ("R22-28.2a", "opinion", "by"),
    ("R05-14.2", "submit", "to"),
    ("R05-15", "submit", "to"),
    ("R05-24", "decide", "by"),
    ("R05-25", "accept", "by"),
    ("R05-33a", "accept", "by"),
    ("R05-34.2", "request", "to"),
    ("R05-35.1b", "re-request", "to"),
    ("R05-26-27a", "r1", "to"),
    ("R05-26-27a", "r2", "to"),
    ("PS-7.2b", "gov", "to"),
    ("PS-15.2c", "refer", "to"),
    ("MUN-9.3b", "submit-closing", "by"),
    ("OP07-16.b.1", "report", "to"),
    ("OP07-19.c", "there", "by"),
)
"""Rule -> the act, and whose place in it the petition office takes."""


def good(rule: str) -> Json:
    """Returns the good case of the rule."""
    path = CASES / all_rules()[rule].source / slug(rule) / "good.json"
    return cast("Json", json.loads(path.read_text(encoding="utf-8")))


def act_of(case: Json, id: str) -> Json:
    events = cast("list[Json]", case["events"])
    return next(e for e in events if e["id"] == id)


def tree_of(case: Json) -> Json:
    organs = case.get("organs", DEFAULT_TREE)
    text = shipped_tree(organs) if isinstance(organs, str) else json.dumps(organs)
    return cast("Json", json.loads(text))


def with_office(case: Json, organ: str) -> str:
    """Returns the petition office of the organ, which the tree of the case is given if it has
    none."""
    tree = tree_of(case)
    organs, edges = cast("list[Json]", tree["organs"]), cast("list[Json]", tree["edges"])
    case["organs"] = tree
    for edge in edges:
        if edge["kind"] == "petition_office_of" and edge["to"] == organ:
            return str(edge["of"])
    body = next(o for o in organs if o["id"] == organ)
    place = {k: body[k] for k in ("level", "territory")}
    office = f"{organ}-office"
    organs.append({"id": office, "name": office, "kind": "petition_office", **place})
    edges.append({"of": office, "to": organ, "kind": "petition_office_of"})
    return office


def verdicts(rule: str, case: Json) -> list[str]:
    """Returns what is found of the rule in the case, under what its good case sets."""
    path = CASES / all_rules()[rule].source / slug(rule) / "good.json"
    tree = Hierarchy.from_tree(load_tree_json(json.dumps(tree_of(case)), "test"))
    history = resolve(read_record({k: v for k, v in case.items() if k != "organs"}), tree)
    rules = {rule: all_rules()[rule]}
    report = check(history, rules, sources_of(rules), options_of(expectation_of(path)))
    return [f.verdict.value for f in report.findings]


@pytest.mark.parametrize(("rule", "act"), ANSWERS)
def test_nobody_turns_to_itself(rule: str, act: str) -> None:
    case = good(rule)
    assert "satisfied" in verdicts(rule, case)
    done = act_of(case, act)
    by, to = done["by"], done["to"]
    for own in {str(by), with_office(case, str(by))} - {to}:
        done["to"] = own
        assert "satisfied" not in verdicts(rule, case), f"from `{by}` to `{own}`"
    done["by"] = done["to"] = to
    assert "satisfied" not in verdicts(rule, case), f"from `{to}` to itself"


@pytest.mark.parametrize(("rule", "act", "place"), THROUGH_THE_OFFICE)
def test_what_goes_through_the_office_goes_to_its_body(rule: str, act: str, place: str) -> None:
    case = good(rule)
    done = act_of(case, act)
    done[place] = with_office(case, str(done[place]))
    assert "satisfied" in verdicts(rule, case)
