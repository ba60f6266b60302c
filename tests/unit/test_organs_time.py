"""Organs through time: lifetimes, reorganisations, epochs; and what loading them costs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from model.organs.hierarchy import Hierarchy, Relation
from model.organs.tree import load_tree_json
from scenarios import shipped_tree

R = Relation


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@cache
def province() -> Hierarchy:
    return Hierarchy.from_tree(load_tree_json(shipped_tree("example-province"), "t"))


def tree(organs: Mapping[str, Mapping[str, str]], *edges: Mapping[str, str]) -> Hierarchy:
    fixed = {"name": "某局", "kind": "department", "level": "county", "territory": "x"}
    records = [{"id": name, **fixed, **more} for name, more in organs.items()]
    return Hierarchy.from_tree(load_tree_json({"organs": records, "edges": list(edges)}, "t"))


def test_the_last_day_of_an_organ_counts() -> None:
    h = province()
    assert h.alive("yunhe-builders", day("2024-04-30"))
    assert not h.alive("yunhe-builders", day("2024-05-01"))
    assert not h.alive("yunhe-forestry", day("2023-06-30"))
    assert h.alive("yunhe-forestry", day("2023-07-01"))


def test_relations_end_with_the_organ() -> None:
    h = province()
    for relation in (R.NEXT_ABOVE, R.ABOVE, R.ANCESTOR):
        assert h.holds(relation, "yunhe-gov", "yunhe-builders", day("2024-04-30"))
        assert not h.holds(relation, "yunhe-gov", "yunhe-builders", day("2024-05-01"))
    assert h.next_above("yunhe-builders", day("2024-05-01")) == frozenset()


def test_after_a_merger_the_successor_carries_on() -> None:
    """Corner case 19."""
    h = province()
    assert h.carrier("yunhe-builders", day("2024-04-30")) == ("yunhe-builders",)
    assert h.carrier("yunhe-builders", day("2024-05-01")) == ("yunhe-housing",)
    assert not h.holds(R.SUCCEEDS, "yunhe-housing", "yunhe-builders", day("2024-04-30"))
    assert h.holds(R.SUCCEEDS, "yunhe-housing", "yunhe-builders", day("2024-05-01"))


def test_after_a_split_both_carry_on_and_after_an_abolition_nobody_does() -> None:
    """Corner case 20."""
    h = province()
    both = ("yunhe-natural-resources", "yunhe-forestry")
    assert h.carrier("yunhe-land-forestry", day("2023-07-01")) == both
    assert h.carrier("linjiang-resettlement", day("2023-01-01")) == ()
    assert h.carrier("yunhe-forestry", day("2023-06-30")) == (), "it has not begun"


def test_successions_go_on_through_successors_that_have_ended() -> None:
    h = tree(
        {
            "a": {"to": "2020-12-31"},
            "b": {"from": "2021-01-01", "to": "2021-12-31"},
            "c": {"from": "2022-01-01"},
        },
        {"of": "a", "to": "b", "kind": "successor_of", "from": "2021-01-01"},
        {"of": "b", "to": "c", "kind": "successor_of", "from": "2022-01-01"},
    )
    assert h.carrier("a", day("2021-06-01")) == ("b",)
    assert h.carrier("a", day("2022-01-01")) == ("c",)
    assert not h.holds(R.SUCCEEDS, "b", "a", day("2022-01-01"))


def test_nobody_carries_on_between_the_end_and_the_takeover() -> None:
    h = tree(
        {"a": {"to": "2024-04-15"}, "b": {}},
        {"of": "a", "to": "b", "kind": "successor_of", "from": "2024-05-01"},
    )
    assert h.carrier("a", day("2024-04-30")) == ()
    assert h.carrier("a", day("2024-05-01")) == ("b",)


def test_an_unknown_organ_is_no_organ() -> None:
    with pytest.raises(KeyError):
        province().carrier("p1", day("2024-01-01"))


def test_epochs_begin_where_something_changes() -> None:
    h = province()
    low, high = day("2022-05-01"), day("2024-12-31")
    changes = tuple(day(d) for d in ("2023-01-01", "2023-07-01", "2024-05-01"))
    assert h.epochs(low, high) == (low, *changes)
    assert h.epochs(changes[0], changes[2]) == changes
    assert h.epochs(changes[1] - 1, changes[1] - 1) == (changes[1] - 1,)
    assert h.epochs(changes[2], high) == (changes[2],)


def test_within_an_epoch_no_relation_changes_and_across_one_some_does() -> None:
    h = province()
    starts = (*h.epochs(day("2022-12-01"), day("2024-06-30")), day("2024-07-01"))
    for first, after in pairwise(starts):
        fresh = Hierarchy.from_tree(load_tree_json(shipped_tree("example-province"), "t"))
        for relation in Relation:
            assert h.pairs(relation, first) == fresh.pairs(relation, after - 1)
    for before, after in pairwise(starts[:-1]):
        assert any(h.pairs(r, before) != h.pairs(r, after) for r in Relation)


def test_an_edge_that_ends_and_begins_again_is_no_change() -> None:
    edge = {"of": "a", "to": "b", "kind": "department_line"}
    h = tree(
        {"a": {}, "b": {"level": "prefecture"}},
        {**edge, "until": "2024-04-30"},
        {**edge, "from": "2024-05-01"},
    )
    assert h.epochs(day("2024-01-01"), day("2024-12-31")) == (day("2024-01-01"),)
    gap = tree(
        {"a": {}, "b": {"level": "prefecture"}},
        {**edge, "until": "2024-04-29"},
        {**edge, "from": "2024-05-01"},
    )
    starts = ("2024-01-01", "2024-04-30", "2024-05-01")
    assert gap.epochs(day("2024-01-01"), day("2024-12-31")) == tuple(day(d) for d in starts)


def test_an_edge_moves_an_organ_to_another_superior_on_its_day() -> None:
    h = tree(
        {"a": {}, "b": {"level": "prefecture"}, "c": {"level": "prefecture"}},
        {"of": "a", "to": "b", "kind": "department_line", "until": "2024-04-30"},
        {"of": "a", "to": "c", "kind": "department_line", "from": "2024-05-01"},
    )
    assert h.next_above("a", day("2024-04-30")) == {"b"}
    assert h.next_above("a", day("2024-05-01")) == {"c"}


def test_a_renamed_organ_keeps_its_identity() -> None:
    """Corner case 65: a new name is no reorganisation, so the hierarchy holds one organ."""
    assert tree({"a": {"name": "旧名"}}).epochs(1, 9) == tree({"a": {"name": "新名"}}).epochs(1, 9)
    assert tree({"a": {"name": "旧名"}}).digest != tree({"a": {"name": "新名"}}).digest


LOADING = """
import sys
import model.organs.hierarchy
assert not {'networkx', 'pydantic'} & set(sys.modules), 'importing the hierarchy is not cheap'
from model.organs.hierarchy import Hierarchy, Relation
from model.organs.tree import load_tree_json
from scenarios import shipped_tree
h = Hierarchy.from_tree(load_tree_json(shipped_tree('example-province'), 't'))
assert h.holds(Relation.NEXT_ABOVE, 'yunhe-gov', 'yunhe-housing', 738000)
print('networkx' in sys.modules, end=' ')
assert h.holds(Relation.ANCESTOR, 'prov-gov', 'yunhe-housing', 738000)
print('networkx' in sys.modules)
"""


def test_networkx_is_imported_when_a_walk_is_first_asked_for() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADING], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("False True\n", "")
