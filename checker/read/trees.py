"""The organs a case stands among: a shipped tree, a tree file beside the case, or one inside it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from checker.read.place import CaseError
from checker.read.text import read_text
from model.casefile.faults import CaseFault, did_you_mean, quoted

if TYPE_CHECKING:
    from model.casefile.records import CaseRecord
    from model.organs.hierarchy import Hierarchy


def load_tree(record: CaseRecord, case_file: Path) -> Hierarchy:
    """Returns the organs of a case; CaseFault at its `organs`, or CaseError in the tree file it
    names.

    What ends in `.json` or has a slash is a path from the folder of the case; anything else is
    the name of a shipped tree.
    """
    match record.organs:
        case None:
            from scenarios import DEFAULT_TREE

            return _shipped(DEFAULT_TREE)
        case str(name) if name.endswith(".json") or "/" in name:
            return _from_file(case_file.parent / name)
        case str(name):
            return _shipped(name)
        case inline:
            return _inline(inline)


def shipped_tree_of(name: str | None) -> Hierarchy | None:
    """Returns the shipped tree of a name, the default one of none; None of the name of a file.
    CaseFault if no tree of that name is shipped."""
    from scenarios import DEFAULT_TREE

    if name is not None and (name.endswith(".json") or "/" in name):
        return None
    return _shipped(DEFAULT_TREE if name is None else name)


@lru_cache(maxsize=16)
def _shipped(name: str) -> Hierarchy:
    from model.organs.hierarchy import Hierarchy
    from model.organs.tree import load_tree_json
    from scenarios import UnknownTreeError, shipped_tree, shipped_trees

    try:
        text = shipped_tree(name)
    except UnknownTreeError:
        message = f"there is no shipped organ tree {quoted(name)}"
        help_line = did_you_mean(name, shipped_trees())
        raise CaseFault(message, ("organs",), help_line) from None
    return Hierarchy.from_tree(load_tree_json(text, name))


@lru_cache(maxsize=16)
def _from_file(path: Path) -> Hierarchy:
    from model.organs.hierarchy import Hierarchy
    from model.organs.records import OrganTreeError
    from model.organs.tree import load_tree_json

    name = quoted(path.name)
    try:
        return Hierarchy.from_tree(load_tree_json(read_text(path), str(path)))
    except CaseError as error:
        message = f"the organ tree {name} cannot be used: {error.message}"
        raise CaseFault(message, ("organs",), error.help) from None
    except OrganTreeError as error:
        _, _, line = error.place.rpartition(":")
        where = f"{name}, line {line}" if line.isdigit() else name
        raise CaseFault(f"the organ tree {where}: {error.message}", ("organs",)) from None


def _inline(tree: dict[str, object]) -> Hierarchy:
    from model.organs.hierarchy import Hierarchy
    from model.organs.records import OrganTreeError
    from model.organs.tree import load_tree_json

    try:
        return Hierarchy.from_tree(load_tree_json(tree, "organs"))
    except OrganTreeError as error:
        raise CaseFault(error.message, ("organs",)) from None
