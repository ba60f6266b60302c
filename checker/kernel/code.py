"""Python source being written: nested blocks, fresh names, terms lifted out of loops."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field


class NotServed(Exception):
    """No kernel is printed for this; the rule is judged by the reference evaluator instead."""


INDENT = "    "


@dataclass
class Block:
    """Lines of one indentation. `row`: the loop variable, if the block is the body of a loop;
    `whole`: whether that loop goes through all rows of the case."""

    depth: int
    row: str | None = None
    whole: bool = False
    lines: list[str] = field(default_factory=list[str])
    known: dict[object, tuple[str, str]] = field(default_factory=dict[object, tuple[str, str]])
    """Terms already computed above this point, with the names that hold them."""


@dataclass
class Source:
    """The source of one function."""

    depth: int = 1
    blocks: list[Block] = field(default_factory=list[Block])
    _names: int = 0
    growth: int = 0
    """How deep loops through a whole case lie in each other: the power by which time grows."""

    def __post_init__(self) -> None:
        self.blocks.append(Block(self.depth))

    def fresh(self, prefix: str) -> str:
        """Returns a name nobody has."""
        self._names += 1
        return f"{prefix}{self._names}"

    def line(self, text: str) -> None:
        """Writes a line at the end of the innermost block."""
        block = self.blocks[-1]
        block.lines.append(INDENT * block.depth + text)

    @contextmanager
    def block(self, head: str, row: str | None = None, *, whole: bool = False) -> Generator[None]:
        """Opens a block under a line that ends in a colon; `row`: the variable it loops over."""
        inner = Block(self.blocks[-1].depth + 1, row, whole)
        self.blocks.append(inner)
        self.growth = max(self.growth, sum(b.whole for b in self.blocks))
        yield
        self.blocks.pop()
        # INVARIANT: the head is written last, so that what was lifted meanwhile stands above it.
        self.line(head)
        self.blocks[-1].lines += inner.lines or [INDENT * inner.depth + "pass"]

    @contextmanager
    def lifted(self, rows: frozenset[str]) -> Generator[Block]:
        """Writes as far out as a term of these rows may stand: above every loop it does not depend
        on, but inside the conditions that guard those loops."""
        level = self._level(rows)
        inner, self.blocks = self.blocks[level:], self.blocks[:level]
        yield self.blocks[-1]
        self.blocks += inner

    def _level(self, rows: frozenset[str]) -> int:
        for place, block in enumerate(self.blocks):
            later = {b.row for b in self.blocks[place:]}
            if block.row is not None and not later & rows:
                return place
        return len(self.blocks)

    def recall(self, key: object) -> tuple[str, str] | None:
        """Returns the names that hold a term, if it was computed in a block that encloses here."""
        for block in reversed(self.blocks):
            if key in block.known:
                return block.known[key]
        return None

    def text(self) -> str:
        """Returns the lines written."""
        assert len(self.blocks) == 1
        return "\n".join(self.blocks[0].lines)
