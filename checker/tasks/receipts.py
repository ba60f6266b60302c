"""Receipts of runs: what every verdict rests on, under one root, so that a single case can be
proved part of the run without the others.

The root is that of a Merkle tree over the cases in their order: a leaf is the hash of one case's
entry, an inner node that of its two halves; the first byte hashed tells the two apart.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TypeAlias

Step: TypeAlias = tuple[str, str]
"""On which side (`left` or `right`) which hash is joined on the way up."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One case of a run: its verdict, and SHA-256 of what it rests on."""

    case: str
    verdict: str
    input: str
    rules: str
    calendar: str
    hierarchy: str
    readings: dict[str, str]
    limits: dict[str, int]

    @property
    def leaf(self) -> str:
        """The hash that stands for the case in the tree."""
        written = json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))
        return _hash(b"\0" + written.encode())


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _joined(left: str, right: str) -> str:
    return _hash(b"\1" + bytes.fromhex(left) + bytes.fromhex(right))


def root_of(leaves: Sequence[str]) -> str:
    """Returns the root over the leaves in their order; of none the hash of nothing."""
    if not leaves:
        return _hash(b"")
    level = list(leaves)
    while len(level) > 1:
        level = _above(level)
    return level[0]


def _above(level: Sequence[str]) -> list[str]:
    """Returns the next level: pairs joined, a last one without a partner as it is."""
    pairs = [_joined(a, b) for a, b in zip(level[::2], level[1::2], strict=False)]
    return [*pairs, level[-1]] if len(level) % 2 else pairs


def path_to(leaves: Sequence[str], place: int) -> tuple[Step, ...]:
    """Returns what must be joined to a leaf, step by step, to come to the root."""
    steps: list[Step] = []
    level = list(leaves)
    while len(level) > 1:
        partner = place ^ 1
        if partner < len(level):
            steps.append(("left" if partner < place else "right", level[partner]))
        level, place = _above(level), place // 2
    return tuple(steps)


def climbed(leaf: str, path: Sequence[Step]) -> str:
    """Returns the root that a leaf comes to along a path."""
    for side, other in path:
        leaf = _joined(other, leaf) if side == "left" else _joined(leaf, other)
    return leaf
