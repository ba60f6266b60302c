"""2026-11-22: two definitions of a petition office. One in a tree that does not say whose it is was
free of art. 23 by the one and of art. 22 by the other, so its silence came out compliant."""

from __future__ import annotations

from checker.tasks.check import check
from checker.tasks.findings import HistoryVerdict
from checker.tasks.instance import Options
from constraints.registry import all_rules
from constraints.sources import SOURCES
from model.calendar import national_calendar
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.organs.hierarchy import Hierarchy
from model.organs.tree import load_tree_json

OFFICE = {"id": "xfj", "name": "信访局", "kind": "petition_office", "level": "county"}
SUBMIT = {"id": "s", "kind": "submit", "on": "2024-03-04", "by": "p1", "to": "xfj"}
CASE = {
    "case": "office-without-an-edge",
    "as_of": "2024-12-31",
    "matters": [{"id": "m1", "kind": "appeal", "way": 6, "petitioners": ["p1"]}],
    "events": [{**SUBMIT, "channel": "letter"}],
}


def test_its_silence_is_a_breach_of_article_22() -> None:
    tree = load_tree_json({"organs": [{**OFFICE, "territory": "c"}], "edges": []}, "here")
    history = resolve(read_record(CASE), Hierarchy.from_tree(tree))
    rules = {id: all_rules()[id] for id in ("R22-22.1", "R22-23.2")}
    report = check(history, rules, SOURCES.values(), Options(national_calendar()))
    assert report.verdict is HistoryVerdict.VIOLATED
    assert [f.rule.id for f in report.findings] == ["R22-22.1"]
