"""Reading organ trees: what is refused, in which words and at which place; JSON and CSV agree."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from model.organs.hierarchy import Hierarchy
from model.organs.tree import OrganTree, OrganTreeError, load_tree_csv, load_tree_json
from model.words import EdgeKind, Level, OrganKind
from scenarios import UnknownTreeError, shipped_tree, shipped_trees

HEAD = '{"organs": [\n'


def organ(ident: str, kind: str = "department", level: str = "county", **more: object) -> str:
    fields = {"id": ident, "name": f"{ident}局", "kind": kind, "level": level, "territory": "t"}
    return json.dumps({**fields, **more}, ensure_ascii=False)


def edge(of: str, to: str, kind: str = "department_line", **more: object) -> str:
    return json.dumps({"of": of, "to": to, "kind": kind, **more})


def text(organs: list[str], edges: list[str]) -> str:
    """One record a line: the i-th organ on line 1 + i, the j-th edge on line 2 + organs + j."""
    return HEAD + ",\n".join(organs) + '\n], "edges": [\n' + ",\n".join(edges) + "\n]}"


def refusal(organs: list[str], *edges: str) -> str:
    with pytest.raises(OrganTreeError) as caught:
        load_tree_json(text(organs, list(edges)), "tree.json")
    return str(caught.value)


A, B, C = organ("a"), organ("b"), organ("c")
GOV, CITY = organ("gov", "government"), organ("city", "government", "prefecture")
OTHER = organ("other", "government", "prefecture")
OLD, NEW = organ("old", to="2024-04-30"), organ("new")
SUCCESSOR = "successor_of"
LINE = "government_line"

REFUSED: Mapping[str, tuple[list[str], list[str], str]] = {
    "a duplicate organ": ([A, B, A], [], "tree.json:4: organ `a` stands twice: rename one"),
    "a dangling edge": (
        [organ("housing"), B],
        [edge("b", "housng")],
        "tree.json:5: edge `b` department_line `housng`: no organ `housng`: "
        "did you mean `housing`?",
    ),
    "a dangling edge without a near name": (
        [A],
        [edge("zzz", "a")],
        "tree.json:4: edge `zzz` department_line `a`: no organ `zzz`: "
        "add the organ or drop the edge",
    ),
    "a circle": (
        [A, B, C],
        [edge("a", "b"), edge("b", "c"), edge("c", "a")],
        "tree.json:8: the superior edges form a circle: `a` under `b` under `c` under `a`",
    ),
    "an organ above itself": (
        [A],
        [edge("a", "a")],
        "tree.json:4: the superior edges form a circle: `a` under `a`",
    ),
    "a circle of some days only": (
        [A, B],
        [
            edge("a", "b", until="2024-06-30"),
            edge("b", "a", **{"from": "2024-06-01"}),
        ],
        "tree.json:6: the superior edges form a circle on 2024-06-01: `a` under `b` under `a`",
    ),
    "an organ that ends before it begins": (
        [organ("a", **{"from": "2024-02-01", "to": "2024-01-31"})],
        [],
        "tree.json:2: organ `a` ends before it begins: `to` 2024-01-31 is before `from` 2024-02-01",
    ),
    "an edge that ends before it begins": (
        [A, B],
        [edge("a", "b", **{"from": "2024-02-01", "until": "2024-01-31"})],
        "tree.json:5: edge `a` department_line `b` ends before it begins: "
        "`until` 2024-01-31 is before `from` 2024-02-01",
    ),
    "an edge before its end exists": (
        [organ("a", **{"from": "2024-02-01"}), B],
        [edge("a", "b", **{"from": "2024-01-31"})],
        "tree.json:5: edge `a` department_line `b` begins on 2024-01-31, "
        "before `a` does on 2024-02-01",
    ),
    "an edge after its end is gone": (
        [A, organ("b", to="2024-02-01")],
        [edge("a", "b", until="2024-02-02")],
        "tree.json:5: edge `a` department_line `b` lasts until 2024-02-02, "
        "but the last day of `b` is 2024-02-01",
    ),
    "ends that never meet": (
        [organ("a", to="2023-12-31"), organ("b", **{"from": "2024-01-01"})],
        [edge("a", "b")],
        "tree.json:5: edge `a` department_line `b` never holds: "
        "there is no day on which it and both organs exist",
    ),
    "a successor of an organ without an end": (
        [A, NEW],
        [edge("a", "new", SUCCESSOR, **{"from": "2024-05-01"})],
        "tree.json:5: `a` is replaced from 2024-05-01 but has no `to`: "
        "give its last day, before 2024-05-01",
    ),
    "a successor on the last day of the old organ": (
        [OLD, NEW],
        [edge("old", "new", SUCCESSOR, **{"from": "2024-04-30"})],
        "tree.json:5: `old` is replaced from 2024-04-30 but lasts until 2024-04-30: "
        "its `to` must be before 2024-04-30",
    ),
    "a succession without a day": (
        [OLD, NEW],
        [edge("old", "new", SUCCESSOR)],
        "tree.json:5: edge `old` successor_of `new` has no `from`: "
        "give the day the successor takes over",
    ),
    "a succession that ends": (
        [OLD, NEW],
        [edge("old", "new", SUCCESSOR, **{"from": "2024-05-01", "until": "2025-01-01"})],
        "tree.json:5: edge `old` successor_of `new` has an `until`: "
        "a successor carries on until its own last day; drop it",
    ),
    "a successor that does not exist yet": (
        [OLD, organ("new", **{"from": "2024-05-02"})],
        [edge("old", "new", SUCCESSOR, **{"from": "2024-05-01"})],
        "tree.json:5: edge `old` successor_of `new` begins on 2024-05-01, "
        "when `new` does not exist",
    ),
    "a successor that is gone already": (
        [OLD, organ("new", to="2024-04-30")],
        [edge("old", "new", SUCCESSOR, **{"from": "2024-05-01"})],
        "tree.json:5: edge `old` successor_of `new` begins on 2024-05-01, "
        "when `new` does not exist",
    ),
    "two governments at all times": (
        [GOV, CITY, OTHER],
        [edge("gov", "city", LINE), edge("gov", "other", LINE)],
        "tree.json:7: `gov` has two governments above it, `city` and `other`: "
        "end one edge before the other begins",
    ),
    "two governments on one day": (
        [GOV, CITY, OTHER],
        [
            edge("gov", "city", LINE, until="2024-05-01"),
            edge("gov", "other", LINE, **{"from": "2024-05-01"}),
        ],
        "tree.json:7: `gov` has two governments above it on 2024-05-01, `city` and `other`: "
        "end one edge before the other begins",
    ),
    "an unknown kind": (
        [organ("a", "departmnt")],
        [],
        "tree.json:2: unknown kind `departmnt` of organ `a`: did you mean `department`?",
    ),
    "an unknown level": (
        [organ("a", level="countie")],
        [],
        "tree.json:2: unknown level `countie` of organ `a`: did you mean `county`?",
    ),
    "an unknown kind of edge": (
        [A, B],
        [edge("a", "b", "goverment_line")],
        "tree.json:5: unknown kind `goverment_line` of edge `a` to `b`: "
        "did you mean `government_line`?",
    ),
    "an unknown key": (
        [organ("a", teritory="x")],
        [],
        "tree.json:2: unknown key `teritory` in organ `a`: did you mean `territory`?",
    ),
    "an impossible day": (
        [organ("a", to="2024-02-30")],
        [],
        "tree.json:2: organ `a`: `to` is `2024-02-30`: day is out of range for month",
    ),
    "a day as a number": (
        [organ("a", to=20240229)],
        [],
        "tree.json:2: organ `a`: `to` is `20240229`: "
        "write the day as year-month-day, e.g. `2024-05-01`",
    ),
    "an id like that of a person": (
        [organ("a/b")],
        [],
        "tree.json:2: organ `a/b`: `id` is `a/b`, but an id has no space and no `/`",
    ),
    "swapped ends": (
        [A, GOV],
        [edge("gov", "a", LINE)],
        "tree.json:5: edge `gov` government_line `a`: `a` is a department, but such an edge "
        "leads to a government or township: are the ends swapped?",
    ),
    "a lower superior": (
        [A, organ("b", level="prefecture")],
        [edge("b", "a")],
        "tree.json:5: edge `b` department_line `a`: `a` (county) cannot be above "
        "`b` (prefecture): are the ends swapped?",
    ),
    "a petition office that is none": (
        [A, GOV],
        [edge("a", "gov", "petition_office_of")],
        "tree.json:5: edge `a` petition_office_of `gov`: `a` is a department, "
        "but such an edge starts at a petition_office",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_tree_is_refused_in_these_words_at_this_place(name: str) -> None:
    organs, edges, said = REFUSED[name]
    assert refusal(organs, *edges) == said


def test_a_missing_key_is_named() -> None:
    with pytest.raises(OrganTreeError) as caught:
        load_tree_json('{"organs": [{"id": "a", "name": "甲", "kind": "court"}]}', "t.json")
    assert caught.value.message == "organ `a` has no `level`: add it"
    assert caught.value.place == "t.json:1"


def test_an_unknown_key_of_the_file_is_named() -> None:
    with pytest.raises(OrganTreeError) as caught:
        load_tree_json({"organs": [json.loads(A)], "egdes": []}, "case `x`")
    assert str(caught.value) == "case `x`: unknown key `egdes` in the tree: did you mean `edges`?"


def test_broken_json_is_refused_with_its_line() -> None:
    with pytest.raises(OrganTreeError) as caught:
        load_tree_json('{"organs": [\n{"id": "a",,}]}', "t.json")
    assert caught.value.place == "t.json:2"
    assert caught.value.message.startswith("not valid JSON: ")


def test_a_repeated_json_key_is_refused() -> None:
    with pytest.raises(OrganTreeError, match="the key `id` stands twice in one object"):
        load_tree_json('{"organs": [{"id": "a", "id": "b"}]}', "t.json")


def test_no_line_is_claimed_where_the_text_does_not_show_it() -> None:
    # the escaped key hides one `id`, so lines and organs do not pair up
    hidden = A.replace('"id"', '"\\u0069d"')
    assert refusal([hidden, B, B]) == "tree.json: organ `b` stands twice: rename one"


def test_ends_that_follow_each_other_are_accepted() -> None:
    tree = load_tree_json(
        text(
            [GOV, CITY, OTHER],
            [
                edge("gov", "city", LINE, until="2024-04-30"),
                edge("gov", "other", LINE, **{"from": "2024-05-01"}),
            ],
        ),
        "t",
    )
    assert len(tree.edges) == 2


def test_an_edge_as_long_as_its_ends_is_accepted_be_it_one_day() -> None:
    one_day = {"from": "2024-02-01", "to": "2024-02-01"}
    held = edge("a", "b", **{"from": "2024-02-01", "until": "2024-02-01"})
    tree = load_tree_json(text([organ("a", **one_day), B], [held]), "t")
    (only,) = Hierarchy.from_tree(tree).edges
    assert only.first == only.last == date(2024, 2, 1).toordinal()


def test_edges_that_close_a_circle_only_across_time_are_accepted() -> None:
    swapped = [
        edge("a", "b", until="2024-05-31"),
        edge("b", "a", **{"from": "2024-06-01"}),
    ]
    assert len(load_tree_json(text([A, B], swapped), "t").edges) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_bytes_are_read_in_the_usual_encodings(encoding: str) -> None:
    tree = load_tree_json(text([organ("a", name="云河县住建局")], []).encode(encoding), "t")
    assert tree.organs[0].name == "云河县住建局"


def test_other_bytes_are_refused() -> None:
    with pytest.raises(OrganTreeError, match="neither UTF-8 nor GB18030"):
        load_tree_json(b'{"organs": \xff\xff}', "t")


def table(records: list[dict[str, object]], keys: tuple[str, ...]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, keys)
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue()


ORGAN_KEYS = (
    *("id", "name", "name_en", "kind", "level", "territory", "line", "from", "to", "vertical"),
)
EDGE_KEYS = ("of", "to", "kind", "from", "until")


def shipped_as_csv() -> tuple[str, str]:
    raw: dict[str, list[dict[str, object]]] = json.loads(shipped_tree("example-province"))
    return table(raw["organs"], ORGAN_KEYS), table(raw["edges"], EDGE_KEYS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_and_json_give_the_same_tree(encoding: str) -> None:
    organs, edges = (part.encode(encoding) for part in shipped_as_csv())
    read = load_tree_csv(organs, edges, "organs.csv", "edges.csv")
    assert read == load_tree_json(shipped_tree("example-province"), "t")


def test_csv_refusals_name_the_table_and_the_line() -> None:
    organs = "id,name,kind,level,territory\n\na,甲,court,county,t\n"
    with pytest.raises(OrganTreeError) as caught:
        load_tree_csv(organs, "of,to,kind\na,b,department_line\n", "organs.csv", "edges.csv")
    assert caught.value.place == "edges.csv:2"
    with pytest.raises(OrganTreeError) as caught:
        load_tree_csv(organs + "a,乙,court,county,t\n", "of,to,kind\n", "organs.csv", "edges.csv")
    assert str(caught.value) == "organs.csv:4: organ `a` stands twice: rename one"


@pytest.mark.parametrize(
    ("organs", "said"),
    [
        ("id,nmae\n", "unknown column `nmae`: did you mean `name`?"),
        ("id,id\n", "the column `id` stands twice"),
        ("id,vertical\na,perhaps\n", "`vertical` is `perhaps`: write `true` or `false`"),
        ("id,name\na,b,c\n", "3 cells under 2 headings"),
    ],
)
def test_a_bad_table_is_refused(organs: str, said: str) -> None:
    with pytest.raises(OrganTreeError) as caught:
        load_tree_csv(organs, "of,to,kind\n", "o.csv")
    assert caught.value.message == said


def test_the_digest_is_that_of_the_tree_not_of_its_file() -> None:
    raw: dict[str, list[dict[str, object]]] = json.loads(shipped_tree("example-province"))
    first = digest_of(raw)
    assert digest_of({part: records[::-1] for part, records in raw.items()}) == first
    raw["organs"][0]["name"] = "another"
    assert digest_of(raw) != first


def digest_of(raw: Mapping[str, object]) -> str:
    return Hierarchy.from_tree(load_tree_json(raw, "t")).digest


def test_a_hierarchy_is_never_built_of_an_unchecked_tree() -> None:
    unchecked = OrganTree.model_validate(json.loads(text([A, A], [])))
    with pytest.raises(OrganTreeError, match="organ tree: organ `a` stands twice"):
        Hierarchy.from_tree(unchecked)


# ---- the shipped tree


def test_the_shipped_tree_is_listed_and_an_unknown_name_is_explained() -> None:
    assert "example-province" in shipped_trees()
    with pytest.raises(UnknownTreeError) as caught:
        shipped_tree("exmple-province")
    hint = "did you mean `example-province`?"
    assert str(caught.value) == f"no shipped organ tree `exmple-province`: {hint}"


def test_the_shipped_tree_has_every_level_and_every_kind() -> None:
    tree = load_tree_json(shipped_tree("example-province"), "t")
    assert {organ.level for organ in tree.organs} == set(Level)
    inside_the_police = {OrganKind.LEGAL_DEPARTMENT}  # stands in the tree `public-security`
    assert {organ.kind for organ in tree.organs} == set(OrganKind) - inside_the_police
    assert {edge.kind for edge in tree.edges} == set(EdgeKind)
    assert [o.level for o in tree.organs] == sorted(
        (o.level for o in tree.organs), key=list(Level).index
    )
    assert all(organ.name_en for organ in tree.organs)


# ---- the page about trees


def examples(language: str) -> list[str]:
    page = (Path(__file__).parents[2] / "docs" / "organ-tree.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


def test_the_examples_of_the_page_are_one_tree() -> None:
    (as_json,), (organs, edges) = examples("json"), examples("csv")
    assert load_tree_json(as_json, "page") == load_tree_csv(organs, edges, "page")
