"""The formulas: the table of a rule as nodes, and the rewritings its parts are checked under."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from checker.certificate.recheck.given import Json, Refused, items, obj, text, whole

Part: TypeAlias = "Node | str | int | bool | tuple[Part, ...] | None"


@dataclass(frozen=True, eq=False, slots=True)
class Node:
    """One node of a formula: its name and its parts, in the order of the table."""

    name: str
    parts: tuple[Part, ...]

    def node(self, place: int) -> Node:
        """Returns a part that is a node."""
        part = self.parts[place]
        if not isinstance(part, Node):
            raise Refused(f"`{self.name}` has no node at {place}")
        return part

    def word(self, place: int) -> str:
        """Returns a part that is a word."""
        part = self.parts[place]
        if not isinstance(part, str):
            raise Refused(f"`{self.name}` has no word at {place}")
        return part

    def whole(self, place: int) -> int:
        """Returns a part that is a literal number."""
        part = self.parts[place]
        if not isinstance(part, int):
            raise Refused(f"`{self.name}` has no number at {place}")
        return part

    def words(self, place: int) -> tuple[str, ...]:
        """Returns a part that is a list of words."""
        return tuple(str(p) for p in self.many(place))

    def many(self, place: int) -> tuple[Part, ...]:
        """Returns a part that is a list."""
        part = self.parts[place]
        if not isinstance(part, tuple):
            raise Refused(f"`{self.name}` has no list at {place}")
        return part

    def nodes(self, place: int) -> tuple[Node, ...]:
        """Returns a part that is a list of nodes."""
        return tuple(p for p in self.many(place) if isinstance(p, Node))

    def branches(self) -> dict[str, Node]:
        """Returns the branches of a choice by the value of its reading."""
        found: dict[str, Node] = {}
        for pair in self.many(1):
            match pair:
                case (str(value), Node() as node):
                    found[value] = node
                case _:
                    raise Refused(f"`{self.name}` has a branch that is none")
        return found


@dataclass(frozen=True, eq=False, slots=True)
class Formula:
    """A rule taken apart: `met` is its demand "in time"; `wanted` whether `met` must be true (it
    must be false of what is forbidden); excuses are "in time" too."""

    triggers: tuple[Node, ...]
    guard: Node
    met: Node
    wanted: bool
    excuses: tuple[Node, ...]
    answer: bool
    due: Node | None


def formula(table: Json) -> Formula:
    """Returns the formula of a table of nodes (form: `model.logic.table`)."""
    rows: list[Node] = []
    for row in items(table):
        name, *parts = items(row)
        rows.append(Node(text(name), tuple(_part(p, rows) for p in parts)))
    if not rows or rows[-1].name != "Rule":
        raise Refused("the table does not end in a rule")
    root = rows[-1]
    demand, excuses = root.node(2), root.nodes(3)
    due = demand.parts[1] if demand.name == "Answer" else None
    limit = due if isinstance(due, Node) else None
    met = _forbidden(demand.node(0)) if demand.name == "Never" else _by(demand.node(0), limit)
    return Formula(
        root.nodes(0),
        root.node(1),
        met,
        demand.name != "Never",
        tuple(_by(e.node(1), _limit(e, limit)) for e in excuses),
        demand.name == "Answer",
        limit,
    )


def _part(part: Json, rows: list[Node]) -> Part:
    match part:
        case bool() | str() | None:
            return part
        case int():
            if not 0 <= part < len(rows):
                raise Refused(f"row {part} does not stand before its use")
            return rows[part]
        case list():
            return tuple(_part(p, rows) for p in part)
        case _:
            return whole(obj(part)["n"])


def _limit(excuse: Node, due: Node | None) -> Node | None:
    own = excuse.parts[2]
    return own if isinstance(own, Node) else due


def _by(what: Node, due: Node | None) -> Node:
    """Returns `what`, every event it asks for coming on or before the due day."""
    if due is None:
        return what
    match what.name:
        case "Some":
            in_time = Node("NotAfter", (what.node(2), due))
            where = Node("And", ((what.node(1), in_time),))
            return Node("Some", (what.parts[0], where, *what.parts[2:]))
        case "And" | "Or":
            return Node(what.name, (tuple(_by(a, due) for a in what.nodes(0)),))
        case "Choose":
            branches = tuple((value, _by(b, due)) for value, b in what.branches().items())
            return Node("Choose", (what.parts[0], branches))
        case "EveryMember":
            return Node("EveryMember", (*what.parts[:2], _by(what.node(2), due)))
        case _:
            return what


def _forbidden(what: Node) -> Node:
    """Returns what is forbidden, asked of recorded acts only."""
    match what.name:
        case "Some":
            return Node("Some", (*what.parts[:3], False))
        case "And" | "Or":
            return Node(what.name, (tuple(_forbidden(a) for a in what.nodes(0)),))
        case "Choose":
            branches = tuple((value, _forbidden(b)) for value, b in what.branches().items())
            return Node("Choose", (what.parts[0], branches))
        case _:
            return what
