"""No `Any` in the four packages: one would switch the type checkers off around it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.project import shipped_sources


def uses_of_any(tree: ast.Module) -> Iterator[int]:
    """Yields the line of each use of `Any`, however it was imported under its own name."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id="Any") | ast.Attribute(attr="Any"):
                yield node.lineno
            case ast.ImportFrom(module="typing" | "typing_extensions", names=aliases):
                yield from (node.lineno for alias in aliases if alias.name == "Any")
            case _:
                pass


def test_no_any_in_the_packages() -> None:
    found = [f"{path}:{line}" for path, tree in shipped_sources() for line in uses_of_any(tree)]
    assert found == []


def test_a_planted_any_is_seen() -> None:
    planted = "import typing\nfrom typing import Any as A\nx: typing.Any\ndef f(y: Any): ...\n"
    assert sorted(uses_of_any(ast.parse(planted))) == [2, 3, 4]
