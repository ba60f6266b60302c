"""`xinfang organs show`: a tree of organs as text."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from checker.cli.check import colour_wanted
from checker.cli.options import Args
from checker.cli.usage import UsageError, meant, ticked
from checker.read.place import CaseError
from checker.show.glossary import word
from checker.show.lang import Lang, Text, same
from checker.show.paint import DIM, Row, painted, row
from model.calendar import date_of, day_number
from model.organs.hierarchy import Hierarchy
from model.organs.organ import Organ


def run_organs(args: Args, lang: Lang) -> int:
    """Prints the tree of today: a shipped one, or that of a file; returns 0."""
    from scenarios import DEFAULT_TREE

    name = args.names[0] if args.names else DEFAULT_TREE
    rows = list(_rows(_tree(name), lang))
    sys.stdout.write(painted(rows, colour=colour_wanted(sys.stdout)))
    return 0


def _tree(name: str) -> Hierarchy:
    from checker.read.text import read_text
    from model.organs.records import OrganTreeError
    from model.organs.tree import load_tree_json
    from scenarios import shipped_tree, shipped_trees

    try:
        if name in shipped_trees():
            return Hierarchy.from_tree(load_tree_json(shipped_tree(name), name))
        if name.endswith(".json") or "/" in name:
            return Hierarchy.from_tree(load_tree_json(read_text(Path(name)), name))
    except (OrganTreeError, CaseError) as error:
        raise UsageError(same(str(error))) from None
    message = Text(f"没有自带的机关树 {ticked(name)}", f"no shipped organ tree {ticked(name)}")
    raise UsageError(message, meant(name, shipped_trees()))


def _rows(tree: Hierarchy, lang: Lang) -> Iterator[Row]:
    today = day_number(date.today())
    above = {id: sorted(tree.next_above(id, today), key=tree.organs.index) for id in tree.organs}
    below: dict[str, list[str]] = {}
    for id, superiors in above.items():
        if superiors:
            below.setdefault(superiors[0], []).append(id)
    for id in tree.organs:
        if tree.alive(id, today) and not above[id]:
            yield from _branch(id, tree, above, below, lang, depth=0)
    ended = [id for id in tree.organs if not tree.alive(id, today)]
    for id in ended:
        yield row((f"† {_named(tree.organ(id), lang)}", DIM))


def _branch(
    id: str,
    tree: Hierarchy,
    above: dict[str, list[str]],
    below: dict[str, list[str]],
    lang: Lang,
    depth: int,
) -> Iterator[Row]:
    others = [tree.organ(o).name if lang is Lang.ZH else o for o in above[id][1:]]
    also = Text("；另一上级：", "; also under ").of(lang) + "、".join(others) if others else ""
    yield row("  " * depth, _named(tree.organ(id), lang), (also, DIM))
    for lower in below.get(id, ()):
        yield from _branch(lower, tree, above, below, lang, depth + 1)


def _named(organ: Organ, lang: Lang) -> str:
    name = organ.name if lang is Lang.ZH else organ.name_en or organ.name
    until = "" if organ.alive_to is None else f" – {date_of(organ.alive_to)}"
    return f"{name}  ({organ.id}, {word(organ.kind.value).of(lang)}{until})"
