"""All rules by id, source by source: a source that is not asked for is not imported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType, ModuleType
from typing import Final

from constraints import (
    first_receipt,
    municipal_measures,
    opinions_2007,
    public_security_79,
    regulations_2005,
    regulations_2022,
)
from constraints.coverage import Package
from constraints.sources import SOURCES
from model.logic.rule import Rule, Source

PACKAGES: Final[Mapping[str, Package]] = {
    "R22": regulations_2022,
    "R05": regulations_2005,
    "MUN": municipal_measures,
    "PS": public_security_79,
    "OP07": opinions_2007,
    "FR": first_receipt,
}
"""Source id -> its package, in the order of `SOURCES`; a further source is a line in each."""


def all_rules() -> Mapping[str, Rule]:
    """Returns every rule by id, source by source in the order of the articles. Imports them all."""
    return rules_of_sources(tuple(PACKAGES))


@cache
def rules_of_sources(ids: tuple[str, ...]) -> Mapping[str, Rule]:
    """Returns the rules of these sources by id, in the order of `PACKAGES`; KeyError iff one is not
    known, ValueError iff two rules share an id."""
    found: dict[str, Rule] = {}
    for id in sorted(set(ids), key=tuple(PACKAGES).index):
        for rule in _rules_of(id):
            if rule.id in found:
                raise ValueError(f"rule {rule.id} is declared twice")
            found[rule.id] = rule
    return MappingProxyType(found)


def rules_named(names: Iterable[str]) -> Mapping[str, Rule]:
    """Returns the rules that sources or rule ids name; of what does not exist, none."""
    wanted = frozenset(names)
    sources = tuple(id for id in PACKAGES if any(source_of(name) == id for name in wanted))
    rules = rules_of_sources(sources)
    return {id: r for id, r in rules.items() if r.source in wanted or id in wanted}


def sources_of(rules: Mapping[str, Rule]) -> tuple[Source, ...]:
    """Returns the sources of these rules, in their order."""
    return tuple(SOURCES[id] for id in dict.fromkeys(r.source for r in rules.values()))


def source_of(name: str) -> str | None:
    """Returns the source that a source id or a rule id begins with, None if no known one."""
    head = name.partition("-")[0]
    return head if head in SOURCES else None


@cache
def _rules_of(source: str) -> tuple[Rule, ...]:
    found = [r for module in PACKAGES[source].modules() for r in _declared_in(module)]
    for rule in found:
        if rule.source != source:
            raise ValueError(f"rule {rule.id} of {rule.source} stands in the package of {source}")
    return tuple(found)


def _declared_in(module: ModuleType) -> list[Rule]:
    return [value for value in vars(module).values() if isinstance(value, Rule)]
