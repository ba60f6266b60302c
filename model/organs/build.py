"""From the records of a tree file to the organs and edges of a hierarchy."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date

from model.organs.check import check_tree, lifetime
from model.organs.organ import Edge, Organ, OrganId
from model.organs.records import EdgeRecord, OrganRecord, OrganTree, Places
from model.words import EdgeKind


def hierarchy_of(tree: OrganTree) -> tuple[Mapping[OrganId, Organ], tuple[Edge, ...], str]:
    """Returns the organs in file order, the edges cut to the lives of their ends, the digest.

    Raises OrganTreeError if the tree makes no sense.
    """
    # INVARIANT: no hierarchy exists of a tree that was not checked
    check_tree(tree, Places("organ tree", "organ tree"))
    records = {record.id: record for record in tree.organs}
    organs = {record.id: _organ(record) for record in tree.organs}
    edges = tuple(_edge(edge, records[edge.of], records[edge.to]) for edge in tree.edges)
    return organs, edges, digest(tree)


def digest(tree: OrganTree) -> str:
    """Returns the SHA-256 of the tree as canonical JSON: sorted, without absent values."""
    lists = (
        sorted(json.dumps(_plain(record), sort_keys=True) for record in tree.organs),
        sorted(json.dumps(_plain(record), sort_keys=True) for record in tree.edges),
    )
    return hashlib.sha256(json.dumps(lists).encode()).hexdigest()


def _plain(record: OrganRecord | EdgeRecord) -> Mapping[str, object]:
    return record.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _organ(record: OrganRecord) -> Organ:
    return Organ(
        id=record.id,
        name=record.name,
        name_en=record.name_en,
        kind=record.kind,
        level=record.level,
        territory=record.territory,
        line=record.line,
        alive_from=_number(record.from_),
        alive_to=_number(record.to),
        vertical=record.vertical,
    )


def _edge(record: EdgeRecord, of: OrganRecord, to: OrganRecord) -> Edge:
    if record.kind is EdgeKind.SUCCESSOR_OF:
        return Edge(record.of, record.to, record.kind, _number(record.from_), None)
    first, last = lifetime(record, of, to)
    return Edge(
        of=record.of,
        to=record.to,
        kind=record.kind,
        first=None if first == date.min else first.toordinal(),
        last=None if last == date.max else last.toordinal(),
    )


def _number(day: date | None) -> int | None:
    return None if day is None else day.toordinal()
