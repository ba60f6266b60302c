"""Which law a case is judged by, and that no other is imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

from constraints.applicable import applicable, binding
from constraints.registry import PACKAGES, all_rules, rules_named
from constraints.source_readings import Order79Status
from constraints.sources import SOURCES
from model.casefile.records import read_record
from model.casefile.resolve import resolve
from model.history import History
from model.logic.readings import all_readings
from model.logic.rewrite import limits_of
from model.organs.hierarchy import Hierarchy
from model.organs.tree import load_tree_json
from scenarios import DEFAULT_TREE, shipped_tree

TREE = Hierarchy.from_tree(load_tree_json(shipped_tree(DEFAULT_TREE), DEFAULT_TREE))


def history(day: str, to: str, as_of: str, law: list[str] | None = None) -> History:
    case: dict[str, object] = {
        "case": "c",
        "as_of": as_of,
        "matters": [{"id": "m", "kind": "appeal", "petitioners": ["p1"]}],
        "events": [
            {"id": "e1", "kind": "submit", "on": day, "by": "p1", "to": to, "channel": "letter"}
        ],
    }
    return resolve(read_record(case if law is None else {**case, "law": law}), TREE)


def ids(found: History, pinned: dict[str, str] | None = None) -> list[str]:
    return [s.id for s in binding(found, pinned or {})]


@pytest.mark.parametrize(
    ("day", "to", "as_of", "wanted"),
    [
        ("2024-01-08", "yunhe-housing", "2024-05-01", ["R22"]),
        ("2021-01-08", "yunhe-housing", "2021-05-01", ["R05"]),
        ("2022-04-08", "yunhe-housing", "2022-05-01", ["R22", "R05"]),
        ("2004-04-08", "yunhe-housing", "2004-05-01", ["R22", "R05"]),
        ("2023-06-30", "yunhe-psb", "2023-12-31", ["R22", "PS"]),
        ("2023-06-30", "yunhe-psb-xf", "2023-12-31", ["R22", "PS"]),
        ("2023-07-01", "yunhe-psb", "2023-12-31", ["R22"]),
        ("2006-01-09", "yunhe-psb", "2006-12-31", ["R05", "PS"]),
    ],
)
def test_the_law_goes_by_the_day_and_the_organs(
    day: str, to: str, as_of: str, wanted: list[str]
) -> None:
    assert ids(history(day, to, as_of)) == wanted


def test_order_79_outlives_2023_where_that_is_read_so() -> None:
    late = history("2024-01-08", "yunhe-psb", "2024-05-01")
    assert ids(late) == ["R22"]
    assert ids(late, {Order79Status.id: Order79Status.IN_FORCE.word}) == ["R22", "PS"]


def test_what_the_user_names_wins_over_what_the_case_names() -> None:
    named = history("2024-01-08", "yunhe-housing", "2024-05-01", law=["R05"])
    assert {r.source for r in applicable(named).values()} == {"R05"}
    assert list(applicable(named, ("R22-34a",))) == ["R22-34a"]


def test_sources_and_packages_are_the_same() -> None:
    assert tuple(PACKAGES) == tuple(SOURCES)
    assert all(rule.source in SOURCES for rule in all_rules().values())


def test_every_doubt_about_a_source_is_a_reading() -> None:
    all_rules()
    asked = {id for s in SOURCES.values() for id in s.doubts}
    asked |= {p.doubt for s in SOURCES.values() for p in s.prevails if p.doubt}
    assert asked <= all_readings().keys()
    assert all(p.over in SOURCES for s in SOURCES.values() for p in s.prevails)


def test_names_that_do_not_exist_name_no_rule() -> None:
    assert not rules_named(("R23", "R22-99", "X-1"))


def test_a_source_that_is_not_asked_is_not_imported() -> None:
    code = (
        "import sys; from constraints.registry import rules_of_sources; rules_of_sources(('R22',));"
        "print(sorted(m for m in sys.modules if m.startswith('constraints.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    imported = done.stdout
    assert "regulations_2022.chapter_5" in imported
    assert "regulations_2005.chain" not in imported
    assert not any(f"{name}." in imported for name in ("first_receipt", "municipal_measures"))
    assert not any(f"{name}." in imported for name in ("public_security_79", "opinions_2007"))


def test_limits_without_a_number_are_asked_of_the_police_only_where_wanted() -> None:
    early = history("2023-01-09", "yunhe-psb", "2023-05-01")
    police = {id: r for id, r in rules_named(("PS",)).items() if limits_of(r)}
    by_default = applicable(early)
    assert police
    assert {"PS-10.4", "R22-34a"} <= by_default.keys()
    assert not police.keys() & by_default.keys()
    assert police.keys() <= applicable(early, ("PS",)).keys()
    id, rule = next(iter(police.items()))
    assert id in applicable(early, (), {}, limits_of(rule))
