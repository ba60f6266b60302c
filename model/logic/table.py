"""A rule's formula as a table of its distinct nodes: JSON that other programs read, and its hash.

Row by row, parts before wholes: `["NotAfter", 3, 7]` is a node whose parts are rows 3 and 7. A part
that is a node is the number of its row; a literal number is `{"n": 60}`; a tuple is a list; words,
truth values and null are themselves. The last row is the rule: triggers, guard, demand, excuses,
bearer. Equal nodes share one row, so the table does not depend on what shares what in memory.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from typing import TypeAlias, cast

from model.logic.rule import Rule

Part: TypeAlias = "str | int | bool | dict[str, int] | list[Part] | None"
Row: TypeAlias = list[Part]


@dataclass
class _Rows:
    """The rows so far; `places` by what they say, `known` by the identity of the node, which the
    rule keeps alive."""

    rows: list[Row] = field(default_factory=list[Row])
    places: dict[str, int] = field(default_factory=dict[str, int])
    known: dict[int, int] = field(default_factory=dict[int, int])

    def part(self, value: object) -> Part:
        match value:
            case Enum():
                return str(value.value)
            case str() | bool() | None:
                return value
            case int():
                return {"n": value}
            case tuple():
                return [self.part(item) for item in cast("tuple[object, ...]", value)]
            case _:
                return self.node(value)

    def node(self, node: object) -> int:
        if id(node) not in self.known:
            parts = [self.part(getattr(node, name)) for name in _names(type(node).__name__, node)]
            self.known[id(node)] = self._place([type(node).__name__, *parts])
        return self.known[id(node)]

    def _place(self, row: Row) -> int:
        key = str(row)
        if key not in self.places:
            self.places[key] = len(self.rows)
            self.rows.append(row)
        return self.places[key]


_FIELDS: dict[str, tuple[str, ...]] = {}


def _names(kind: str, node: object) -> tuple[str, ...]:
    if kind not in _FIELDS:
        assert is_dataclass(node), f"no part of a formula: {node!r}"
        _FIELDS[kind] = tuple(f.name for f in fields(node))
    return _FIELDS[kind]


def table(rule: Rule) -> list[Row]:
    """Returns the rows of the rule's formula; its wording is left out."""
    rows = _Rows()
    whole = (rule.triggers, rule.guard, rule.demand, rule.excuses, rule.bearer)
    root: Row = ["Rule", *(rows.part(p) for p in whole)]
    return [*rows.rows, root]


def canonical(value: object) -> str:
    """Returns the JSON that is hashed: keys sorted, no spaces, characters beyond ASCII escaped."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def fingerprint(rule: Rule) -> str:
    """Returns the SHA-256 of the canonical JSON of the rule's table: equal iff the formulas are."""
    return hashlib.sha256(canonical(table(rule)).encode()).hexdigest()
