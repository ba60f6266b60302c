"""A made-up national tree of organs for synthetic logs: not stored, made when asked for.

31 provinces, 340 prefectures, 2,900 counties, 40,000 townships, as many as there really are, under
names nobody bears. Each province, prefecture and county has a government, its petition office and
a housing department; a township is one organ. The tree of the first N provinces is `national-N`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

PROVINCES: Final = 31
PREFECTURES: Final = 340
COUNTIES: Final = 2_900
TOWNSHIPS: Final = 40_000

_FIRST: Final = "青白丹金银碧翠朱玄素清澄安宁和平永长广阔高远明朗文武信义仁礼"
_SECOND: Final = "川原岭泽洲湖河江溪泉山峰谷坪台丘林森桥渡津关塘湾港岛城堡寨源"


@dataclass(frozen=True, slots=True)
class Unit:
    """A territory and the one above it; `above` is empty under the centre."""

    id: str
    name: str
    level: str
    above: str


@lru_cache(maxsize=4)
def units(provinces: int = PROVINCES) -> tuple[Unit, ...]:
    """Returns the territories of the first provinces, those above first."""
    tops = tuple(Unit(f"p{i:02d}", _name(i, "省"), "province", "") for i in range(PROVINCES))
    middle = tuple(_below(tops, PREFECTURES, "q", "prefecture", "市"))
    low = tuple(_below(middle, COUNTIES, "c", "county", "县"))
    base = tuple(_below(low, TOWNSHIPS, "t", "township", "乡"))
    kept = {u.id for u in tops[:provinces]}
    found = list(tops[:provinces])
    for level in (middle, low, base):
        within = [u for u in level if u.above in kept]
        kept = {u.id for u in within}
        found += within
    return tuple(found)


def _below(above: tuple[Unit, ...], many: int, mark: str, level: str, word: str) -> Iterator[Unit]:
    """Yields so many territories, spread evenly over those above."""
    number = 0
    for place, unit in enumerate(above):
        for i in range(many // len(above) + (place < many % len(above))):
            yield Unit(f"{mark}{number:05d}", _name(i + 7 * place, word), level, unit.id)
            number += 1


def _name(number: int, word: str) -> str:
    first = _FIRST[number % len(_FIRST)]
    return first + _SECOND[number // len(_FIRST) % len(_SECOND)] + word


def tree_name(provinces: int) -> str:
    """Returns the name of the tree of the first provinces."""
    return "national" if provinces == PROVINCES else f"national-{provinces}"


def is_national(name: str) -> bool:
    """Returns whether a name is that of such a tree."""
    found = re.fullmatch(r"national(?:-([1-9][0-9]?))?", name)
    return found is not None and int(found[1] or 1) <= PROVINCES


def national_tree(name: str) -> str:
    """Returns the JSON text of such a tree."""
    provinces = int(name.partition("-")[2] or PROVINCES)
    organs: list[dict[str, str]] = [
        {"id": "centre", "name": "中央政府", "kind": "government", "level": "centre",
         "territory": "country"},
        {"id": "centre-housing", "name": "中央住建部门", "kind": "department", "level": "centre",
         "territory": "country", "line": "housing"},
    ]  # fmt: skip
    edges = [{"of": "centre-housing", "to": "centre", "kind": "government_line"}]
    for unit in units(provinces):
        _add(unit, organs, edges)
    return json.dumps({"organs": organs, "edges": edges}, ensure_ascii=False)


def _add(unit: Unit, organs: list[dict[str, str]], edges: list[dict[str, str]]) -> None:
    above = f"{unit.above}-gov" if unit.above else "centre"
    own = {"level": unit.level, "territory": unit.id}
    if unit.level == "township":
        organs.append({"id": unit.id, "name": unit.name, "kind": "township", **own})
        edges.append({"of": unit.id, "to": above, "kind": "government_line"})
        return
    gov, office, department = (f"{unit.id}-{part}" for part in ("gov", "xfj", "housing"))
    line = f"{unit.above}-housing" if unit.above else "centre-housing"
    organs += [
        {"id": gov, "name": f"{unit.name}人民政府", "kind": "government", **own},
        {"id": office, "name": f"{unit.name}信访局", "kind": "petition_office", **own},
        {"id": department, "name": f"{unit.name}住建局", "kind": "department", **own,
         "line": "housing"},
    ]  # fmt: skip
    edges += [
        {"of": gov, "to": above, "kind": "government_line"},
        {"of": office, "to": gov, "kind": "petition_office_of"},
        {"of": department, "to": gov, "kind": "government_line"},
        {"of": department, "to": line, "kind": "department_line"},
    ]
