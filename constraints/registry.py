"""All rules by id. Importing this module imports every rule."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType, ModuleType

from model.logic.rule import Rule


@cache
def all_rules() -> Mapping[str, Rule]:
    """Returns every rule by id, source by source in the order of the articles; ValueError iff two
    share an id."""
    from constraints.regulations_2005 import chain
    from constraints.regulations_2022 import (
        chapter_3,
        chapter_3_accepting,
        chapter_3_receiving,
        chapter_4,
        chapter_4_opinions,
        chapter_4_ways,
        chapter_5,
    )

    found: dict[str, Rule] = {}
    modules = (
        chapter_3,
        chapter_3_receiving,
        chapter_3_accepting,
        chapter_4,
        chapter_4_ways,
        chapter_4_opinions,
        chapter_5,
        chain,
    )
    for rule in (r for module in modules for r in _rules_of(module)):
        if rule.id in found:
            raise ValueError(f"rule {rule.id} is declared twice")
        found[rule.id] = rule
    return MappingProxyType(found)


def _rules_of(module: ModuleType) -> list[Rule]:
    return [value for value in vars(module).values() if isinstance(value, Rule)]
