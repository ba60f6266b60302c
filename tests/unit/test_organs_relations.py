"""Relations on the shipped tree, each where it holds and where not; their laws on any tree."""

from __future__ import annotations

from datetime import date
from functools import cache

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.organs.hierarchy import Hierarchy, Relation
from model.organs.tree import OrganTreeError, load_tree_json
from model.words import EdgeKind, Level, OrganKind
from scenarios import shipped_tree

DAY = date(2024, 6, 3).toordinal()
R = Relation


@cache
def province() -> Hierarchy:
    return Hierarchy.from_tree(load_tree_json(shipped_tree("example-province"), "t"))


HOLDS = [
    # Interpretation 253: the government or the line; corner cases 11, 29
    (R.NEXT_ABOVE, "yunhe-gov", "yunhe-housing"),
    (R.NEXT_ABOVE, "linjiang-housing", "yunhe-housing"),
    (R.NEXT_ABOVE, "prov-housing", "linjiang-housing"),
    (R.NEXT_ABOVE, "linjiang-gov", "yunhe-gov"),
    (R.NEXT_ABOVE, "prov-gov", "prov-housing"),
    (R.NEXT_ABOVE, "prov-gov", "prov-psb"),
    (R.NEXT_ABOVE, "state-council", "prov-gov"),
    (R.NEXT_ABOVE, "state-council", "state-housing"),
    (R.NEXT_ABOVE, "linjiang-tax", "yunhe-tax"),
    (R.NEXT_ABOVE, "state-tax", "prov-tax"),
    (R.NEXT_ABOVE, "yunhe-gov", "qingshi-township-gov"),
    (R.NEXT_ABOVE, "yunhe-gov", "yunhe-xfj"),
    (R.NEXT_ABOVE, "yunhe-committee", "yunhe-xfj"),
    (R.NEXT_ABOVE, "linjiang-xfj", "yunhe-xfj"),
    (R.NEXT_ABOVE, "state-xfj", "prov-xfj"),
    (R.NEXT_ABOVE, "linjiang-committee", "yunhe-committee"),
    (R.NEXT_ABOVE, "yunhe-committee", "yunhe-political-legal"),
    (R.NEXT_ABOVE, "linjiang-political-legal", "yunhe-political-legal"),
    (R.NEXT_ABOVE, "central-organisation", "prov-organisation"),
    (R.NEXT_ABOVE, "linjiang-discipline", "yunhe-discipline"),
    (R.NEXT_ABOVE, "yunhe-education", "yunhe-school"),
    (R.NEXT_ABOVE_GOVERNMENT_ONLY, "yunhe-gov", "yunhe-housing"),
    (R.NEXT_ABOVE_GOVERNMENT_ONLY, "linjiang-gov", "yunhe-gov"),
    (R.NEXT_ABOVE_GOVERNMENT_ONLY, "linjiang-tax", "yunhe-tax"),
    (R.NEXT_ABOVE_GOVERNMENT_ONLY, "linjiang-court", "yunhe-court"),
    (R.NEXT_ABOVE_LINE_ONLY, "linjiang-housing", "yunhe-housing"),
    (R.NEXT_ABOVE_LINE_ONLY, "state-housing", "prov-housing"),
    (R.NEXT_ABOVE_LINE_ONLY, "linjiang-gov", "yunhe-gov"),
    (R.ANCESTOR, "linjiang-gov", "yunhe-housing"),
    (R.ANCESTOR, "state-housing", "yunhe-housing"),
    (R.ANCESTOR, "state-council", "yunhe-tax"),
    (R.ABOVE, "yunhe-gov", "yunhe-housing"),
    (R.ABOVE, "linjiang-housing", "yunhe-housing"),
    (R.ABOVE, "linjiang-gov", "yunhe-housing"),
    (R.ABOVE, "linjiang-xfj", "yunhe-housing"),
    (R.ABOVE, "linjiang-education", "yunhe-housing"),
    (R.ABOVE, "yunhe-committee", "yunhe-housing"),
    (R.ABOVE, "linjiang-committee", "yunhe-gov"),
    (R.ABOVE, "state-xfj", "qingshi-township-gov"),
    (R.ABOVE, "yunhe-xfj", "qingshi-township-gov"),
    (R.ABOVE, "yunhe-housing", "qingshi-township-gov"),
    (R.ABOVE, "linjiang-tax", "yunhe-tax"),
    (R.ABOVE, "central-committee", "yunhe-tax"),
    (R.ABOVE, "linjiang-court", "yunhe-court"),
    (R.COMMON_TERRITORY_ABOVE, "linjiang-gov", "yunhe-housing"),
    (R.COMMON_TERRITORY_ABOVE, "linjiang-committee", "yunhe-housing"),
    (R.SUBORDINATE_IN_SYSTEM, "yunhe-housing", "linjiang-housing"),
    (R.SUBORDINATE_IN_SYSTEM, "yunhe-housing", "prov-housing"),
    (R.SUBORDINATE_IN_SYSTEM, "qingshi-police", "linjiang-psb"),
    (R.SUBORDINATE_IN_SYSTEM, "yunhe-gov", "linjiang-gov"),
    (R.SUBORDINATE_IN_SYSTEM, "yunhe-discipline", "prov-discipline"),
    (R.SAME_LEVEL_BODY, "yunhe-housing", "yunhe-psb"),
    (R.SAME_LEVEL_BODY, "yunhe-gov", "yunhe-xfj"),
    (R.PETITION_OFFICE_OF, "yunhe-xfj", "yunhe-gov"),
    (R.PETITION_OFFICE_OF, "yunhe-xfj", "yunhe-committee"),
    (R.PETITION_OFFICE_OF, "yunhe-psb-xf", "yunhe-psb"),
    (R.DISCIPLINE_OF, "yunhe-discipline", "yunhe-committee"),
    (R.CONFERENCE_OVER, "yunhe-joint", "yunhe-housing"),
    (R.CONFERENCE_OVER, "yunhe-joint", "qingshi-township-gov"),
    (R.CONFERENCE_OVER, "linjiang-joint", "yunhe-housing"),
    (R.CONFERENCE_OVER, "linjiang-joint", "yunhe-tax"),
    (R.CONFERENCE_OVER, "central-joint", "changze-court"),
    (R.SUCCEEDS, "yunhe-housing", "yunhe-builders"),
    (R.SUCCEEDS, "yunhe-natural-resources", "yunhe-land-forestry"),
    (R.SUCCEEDS, "yunhe-forestry", "yunhe-land-forestry"),
    (R.UNIT_OF, "yunhe-housing", "yunhe-housing/zhang"),
]

FAILS = [
    # corner case 11: two steps by government line are not the next organ
    (R.NEXT_ABOVE, "linjiang-gov", "yunhe-housing"),
    (R.NEXT_ABOVE, "yunhe-housing", "yunhe-gov"),
    (R.NEXT_ABOVE, "state-housing", "prov-housing"),
    (R.NEXT_ABOVE, "state-psb", "prov-psb"),
    (R.NEXT_ABOVE, "yunhe-gov", "yunhe-tax"),
    (R.NEXT_ABOVE, "linjiang-education", "yunhe-housing"),
    (R.NEXT_ABOVE, "pinglan-housing", "yunhe-housing"),
    (R.NEXT_ABOVE, "yunhe-committee", "yunhe-housing"),
    (R.NEXT_ABOVE, "linjiang-gov", "qingshi-township-gov"),
    (R.NEXT_ABOVE, "yunhe-builders", "yunhe-housing"),
    (R.NEXT_ABOVE_GOVERNMENT_ONLY, "linjiang-housing", "yunhe-housing"),
    (R.NEXT_ABOVE_GOVERNMENT_ONLY, "linjiang-xfj", "yunhe-xfj"),
    (R.NEXT_ABOVE_LINE_ONLY, "yunhe-gov", "yunhe-housing"),
    (R.NEXT_ABOVE_LINE_ONLY, "prov-gov", "prov-housing"),
    (R.ANCESTOR, "linjiang-education", "yunhe-housing"),
    (R.ANCESTOR, "linjiang-gov", "yunhe-tax"),
    (R.ABOVE, "yunhe-housing", "yunhe-housing"),
    (R.ABOVE, "yunhe-housing", "yunhe-gov"),
    (R.ABOVE, "yunhe-education", "yunhe-housing"),
    (R.ABOVE, "yunhe-xfj", "yunhe-housing"),
    (R.ABOVE, "yunhe-committee", "yunhe-gov"),
    (R.ABOVE, "shiqiao-gov", "yunhe-housing"),
    (R.ABOVE, "pinglan-gov", "yunhe-housing"),
    (R.ABOVE, "pinglan-xfj", "yunhe-housing"),
    (R.ABOVE, "linjiang-gov", "yunhe-tax"),
    (R.ABOVE, "linjiang-tax", "yunhe-housing"),
    (R.ABOVE, "linjiang-gov", "yunhe-court"),
    (R.ABOVE, "yunhe-water", "qingshi-township-gov"),
    (R.COMMON_TERRITORY_ABOVE, "linjiang-housing", "yunhe-housing"),
    (R.SUBORDINATE_IN_SYSTEM, "linjiang-housing", "yunhe-housing"),
    (R.SUBORDINATE_IN_SYSTEM, "yunhe-housing", "yunhe-gov"),
    (R.SUBORDINATE_IN_SYSTEM, "yunhe-housing", "linjiang-education"),
    (R.SAME_LEVEL_BODY, "yunhe-housing", "shiqiao-housing"),
    (R.SAME_LEVEL_BODY, "yunhe-housing", "qingshi-township-gov"),
    (R.SAME_LEVEL_BODY, "yunhe-housing", "yunhe-builders"),
    (R.PETITION_OFFICE_OF, "linjiang-xfj", "yunhe-gov"),
    (R.DISCIPLINE_OF, "linjiang-discipline", "yunhe-committee"),
    (R.CONFERENCE_OVER, "yunhe-joint", "linjiang-gov"),
    (R.CONFERENCE_OVER, "pinglan-joint", "yunhe-housing"),
    (R.CONFERENCE_OVER, "linjiang-gov", "yunhe-housing"),
    (R.SUCCEEDS, "yunhe-builders", "yunhe-housing"),
    (R.SUCCEEDS, "yunhe-housing", "yunhe-housing"),
    (R.SUCCEEDS, "yunhe-housing", "yunhe-land-forestry"),
    (R.UNIT_OF, "yunhe-gov", "yunhe-housing/zhang"),
    (R.UNIT_OF, "yunhe-housing", "yunhe-housing"),
    (R.UNIT_OF, "nobody", "nobody/zhang"),
    (R.NEXT_ABOVE, "yunhe-gov", "a petitioner"),
]


@pytest.mark.parametrize(("relation", "a", "b"), HOLDS)
def test_it_holds(relation: Relation, a: str, b: str) -> None:
    assert province().holds(relation, a, b, DAY)


@pytest.mark.parametrize(("relation", "a", "b"), FAILS)
def test_it_does_not_hold(relation: Relation, a: str, b: str) -> None:
    assert not province().holds(relation, a, b, DAY)


def test_every_relation_is_tried_both_ways() -> None:
    assert {case[0] for case in HOLDS} == set(Relation) == {case[0] for case in FAILS}


def common_next_above(*organs: str) -> frozenset[str]:
    first, *others = (province().next_above(organ, DAY) for organ in organs)
    return first.intersection(*others)


def test_the_common_next_higher_organ_may_not_exist() -> None:
    """Corner cases 21 to 23."""
    assert common_next_above("yunhe-housing", "shiqiao-housing") == {"linjiang-housing"}
    assert common_next_above("yunhe-housing", "yunhe-psb") == {"yunhe-gov"}
    assert common_next_above("yunhe-housing", "shiqiao-psb") == frozenset()
    assert common_next_above("yunhe-housing", "qinghe-housing") == frozenset()
    assert common_next_above("yunhe-political-legal", "yunhe-housing") == frozenset()
    over = {
        a
        for a in province().of_kind([OrganKind.JOINT_CONFERENCE], DAY)
        if all(
            province().holds(R.CONFERENCE_OVER, a, b, DAY) for b in ("yunhe-housing", "qinghe-psb")
        )
    }
    assert over == {"prov-joint", "central-joint"}


def test_the_re_review_organ_depends_on_who_reviewed() -> None:
    """Corner case 29."""
    assert province().next_above("yunhe-gov", DAY) == {"linjiang-gov"}
    assert province().next_above("linjiang-housing", DAY) == {"linjiang-gov", "prov-housing"}


def test_a_provincial_petition_office_reports_to_the_state_bureau() -> None:
    """Corner case 62."""
    above = province().next_above("prov-xfj", DAY)
    assert {organ for organ in above if province().is_petition_office(organ)} == {"state-xfj"}


def test_the_top_is_where_nobody_stands_above() -> None:
    h = province()
    tops = {organ for organ in h.organs if h.is_top(organ, DAY)}
    assert tops == {
        *("state-council", "central-committee", "state-supervisory", "supreme-court"),
        *("supreme-procuratorate", "state-congress", "state-cppcc"),
    }
    assert not h.is_top("prov-gov", DAY)
    assert not h.is_top("linjiang-resettlement", DAY), "an abolished organ is nobody's top"


def test_pairs_are_what_holds() -> None:
    h = province()
    pairs = h.pairs(R.NEXT_ABOVE, DAY)
    assert pairs == {(a, b) for a in h.organs for b in h.organs if h.holds(R.NEXT_ABOVE, a, b, DAY)}
    assert pairs == {(a, b) for b in h.organs for a in h.next_above(b, DAY)}
    persons = ["yunhe-housing/zhang", "nobody/li", "p1"]
    assert h.pairs(R.UNIT_OF, DAY, persons) == {("yunhe-housing", "yunhe-housing/zhang")}


def test_the_graph_is_a_networkx_graph_and_the_superiors_have_no_circle() -> None:
    graph = province().graph
    assert isinstance(graph, nx.MultiDiGraph)
    assert set(graph) == set(province().organs)
    assert len(graph.edges) == len(province().edges)
    assert is_acyclic([(b, a) for a, b in province().pairs(R.NEXT_ABOVE, DAY)])


def test_a_path_climbs_the_fewest_steps() -> None:
    h = province()
    path = h.path("yunhe-housing", "linjiang-gov", DAY)
    assert path is not None
    assert path[0].of == "yunhe-housing"
    assert path[-1].to == "linjiang-gov"
    assert len(path) == 2
    assert path[0].to == path[1].of
    assert h.path("yunhe-housing", "yunhe-housing", DAY) == ()
    assert h.path("linjiang-gov", "yunhe-housing", DAY) is None
    assert h.path("yunhe-builders", "linjiang-gov", DAY) is None


def test_above_is_a_strict_order_on_the_shipped_tree() -> None:
    above = province().pairs(R.ABOVE, DAY)
    higher: dict[str, set[str]] = {}
    for a, b in above:
        higher.setdefault(b, set()).add(a)
    assert all(b not in found for b, found in higher.items())
    assert all(higher.get(a, set()) <= higher[b] for a, b in above)


def test_next_above_lies_within_ancestor_within_above() -> None:
    h = province()
    assert h.pairs(R.NEXT_ABOVE, DAY) < h.pairs(R.ANCESTOR, DAY) < h.pairs(R.ABOVE, DAY)


def test_the_names_and_kinds_of_organs_are_known() -> None:
    h = province()
    housing = h.organ("yunhe-housing")
    assert (housing.name, housing.kind, housing.level) == (
        "云河县住房和城乡建设局",
        OrganKind.DEPARTMENT,
        Level.COUNTY,
    )
    assert h.is_organ("yunhe-housing")
    assert not h.is_organ("yunhe-housing/zhang")
    assert h.is_petition_office("yunhe-xfj")
    assert not h.is_petition_office("yunhe-gov")
    assert not h.is_petition_office("p1")
    assert "linjiang-resettlement" in h.of_kind([OrganKind.DEPARTMENT])
    assert "linjiang-resettlement" not in h.of_kind([OrganKind.DEPARTMENT], DAY)


def test_a_tiny_tree_of_a_case_works() -> None:
    tiny = Hierarchy.from_tree(
        load_tree_json(
            {
                "organs": [
                    {"id": "g", "name": "县政府", "kind": "government"} | COUNTY,
                    {"id": "d", "name": "县教育局", "kind": "department"} | COUNTY,
                ],
                "edges": [{"of": "d", "to": "g", "kind": "government_line"}],
            },
            "case `x`",
        )
    )
    assert tiny.organs == ("g", "d")
    assert tiny.holds(R.NEXT_ABOVE, "g", "d", DAY)
    assert tiny.holds(R.ABOVE, "g", "d", DAY)
    assert tiny.is_top("g", DAY)
    assert not tiny.is_top("d", DAY)
    assert tiny.epochs(1, DAY) == (1,)


COUNTY = {"level": "county", "territory": "x"}


def odd(organs: dict[str, tuple[str, str, str]], edges: list[tuple[str, str, str]]) -> Hierarchy:
    """Returns the hierarchy of `id: (kind, level, territory)` and `(of, kind of edge, to)`."""
    records = [
        {"id": i, "name": i, "kind": k, "level": level, "territory": t, "vertical": i == "vertical"}
        for i, (k, level, t) in organs.items()
    ]
    arcs = [{"of": of, "to": to, "kind": kind} for of, kind, to in edges]
    return Hierarchy.from_tree(load_tree_json({"organs": records, "edges": arcs}, "t"))


CITY_AND_COUNTY = {
    "city": ("government", "prefecture", "c"),
    "county": ("government", "county", "x"),
    "city-office": ("department", "prefecture", "c"),
    "county-office": ("department", "county", "x"),
    "town": ("township", "township", "y"),
}
THEIR_LINES = [
    ("county", "government_line", "city"),
    ("city-office", "government_line", "city"),
    ("county-office", "government_line", "county"),
    ("town", "government_line", "county"),
]


def test_a_vertical_organ_has_no_government_even_where_an_edge_says_so() -> None:
    """Corner case 28."""
    h = odd(
        CITY_AND_COUNTY | {"vertical": ("department", "county", "x")},
        [
            *THEIR_LINES,
            ("vertical", "government_line", "county"),
            ("vertical", "department_line", "city-office"),
        ],
    )
    assert h.next_above("vertical", DAY) == {"city-office"}
    assert not h.holds(R.ABOVE, "county", "vertical", DAY)
    assert not h.holds(R.ABOVE, "vertical", "town", DAY)
    assert h.holds(R.ABOVE, "county-office", "town", DAY)


def test_an_edge_outweighs_the_territory() -> None:
    edges = [*THEIR_LINES, ("city-office", "subordinate_of", "county-office")]
    h = odd(CITY_AND_COUNTY, edges)
    assert h.holds(R.ABOVE, "county-office", "city-office", DAY)
    assert not h.holds(R.ABOVE, "city-office", "county-office", DAY)
    assert odd(CITY_AND_COUNTY, THEIR_LINES).holds(R.ABOVE, "city-office", "county-office", DAY)


def test_a_body_of_two_territories_has_above_it_what_is_above_both() -> None:
    shared = {"shared": ("petition_office", "county", "x")}
    both = [("shared", "petition_office_of", "county"), ("shared", "petition_office_of", "city")]
    one = odd(CITY_AND_COUNTY | shared, [*THEIR_LINES, both[0]])
    two = odd(CITY_AND_COUNTY | shared, [*THEIR_LINES, *both])
    assert one.holds(R.ABOVE, "city-office", "shared", DAY)
    assert not two.holds(R.ABOVE, "city-office", "shared", DAY)


def test_territories_inside_each_other_are_neither_the_larger() -> None:
    h = odd(
        {
            "a": ("government", "county", "x"),
            "b": ("government", "prefecture", "y"),
            "c": ("government", "county", "y"),
            "d": ("government", "prefecture", "x"),
        },
        [("a", "government_line", "b"), ("c", "government_line", "d")],
    )
    assert h.pairs(R.ABOVE, DAY) == {("b", "a"), ("d", "c")}


# ---- any tree

KINDS = [OrganKind.GOVERNMENT, OrganKind.PARTY_COMMITTEE, OrganKind.DEPARTMENT, OrganKind.COURT]


LINES = [
    *(EdgeKind.DEPARTMENT_LINE, EdgeKind.SUBORDINATE_OF),
    *(EdgeKind.GOVERNMENT_LINE, EdgeKind.PARTY_LINE),
]
Arcs = list[tuple[str, str]]


@st.composite
def trees(draw: st.DrawFn) -> tuple[dict[str, object], Arcs]:
    """Draws a tree file, sensible or not, and its superior edges."""
    names = [f"o{i}" for i in range(draw(st.integers(2, 7)))]
    organs = [
        {
            "id": name,
            "name": name,
            "kind": draw(st.sampled_from(KINDS)).value,
            "level": draw(st.sampled_from(list(Level))).value,
            "territory": draw(st.sampled_from("xyz")),
            "vertical": draw(st.booleans()),
        }
        for name in names
    ]
    ends = st.tuples(st.sampled_from(names), st.sampled_from(names), st.sampled_from(LINES))
    drawn = draw(st.lists(ends, max_size=9, unique=True))
    edges = [{"of": of, "to": to, "kind": kind.value} for of, to, kind in drawn]
    return {"organs": organs, "edges": edges}, [(of, to) for of, to, _ in drawn]


def is_acyclic(arcs: Arcs) -> bool:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from(arcs)
    return nx.is_directed_acyclic_graph(graph)


def read(tree: dict[str, object]) -> Hierarchy | str:
    """Returns the hierarchy, or why the tree is refused."""
    try:
        return Hierarchy.from_tree(load_tree_json(tree, "t"))
    except OrganTreeError as error:
        return error.message


@settings(max_examples=300, deadline=None)
@given(trees())
def test_an_accepted_tree_has_no_circle_and_above_is_never_mutual(
    drawn: tuple[dict[str, object], Arcs],
) -> None:
    tree, arcs = drawn
    hierarchy = read(tree)
    if isinstance(hierarchy, str):
        # the other refusals are spelled out in test_organs_tree
        assert "circle" not in hierarchy or not is_acyclic(arcs)
        return
    assert is_acyclic(arcs)
    above = hierarchy.pairs(R.ABOVE, DAY)
    assert hierarchy.pairs(R.ANCESTOR, DAY) <= above
    assert all((b, a) not in above for a, b in above)
