"""Elements of XML, as far as they are looked at: what lxml gives, for the type checkers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol


class Node(Protocol):
    """An element."""

    tag: str
    text: str | None

    def get(self, key: str) -> str | None:
        """Returns an attribute, None if it has none of that name."""
        ...

    def __iter__(self) -> Iterator[Node]: ...
    def __delitem__(self, key: int) -> None: ...

    def iter(self) -> Iterator[Node]:
        """Yields the element and everything in it."""
        ...

    def clear(self) -> None:
        """Takes everything out of it."""
        ...

    def getparent(self) -> Node | None:
        """Returns the element it stands in."""
        ...

    def getprevious(self) -> Node | None:
        """Returns the element before it."""
        ...


class Document(Protocol):
    """What stands before the root."""

    doctype: str


class Tree(Protocol):
    """A document."""

    docinfo: Document


class Root(Node, Protocol):
    """An element that leads to its document."""

    def getroottree(self) -> Tree:
        """Returns its document."""
        ...


class Walk(Protocol):
    """A document being read."""

    root: Root | None

    def __iter__(self) -> Iterator[tuple[str, Root]]: ...
