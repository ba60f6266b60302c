"""What an organ tree must satisfy before anything is computed from it.

Each refusal is one sentence with the ids concerned, and names the place of the later record.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Final

from model.organs.organ import DEPENDENTS, LEADERS, LEVELS
from model.organs.records import EdgeRecord, OrganRecord, OrganTree, OrganTreeError, Places
from model.organs.walks import arcs, circle
from model.words import EdgeKind, OrganKind

_TARGETS: Final[Mapping[EdgeKind, frozenset[OrganKind]]] = {
    EdgeKind.GOVERNMENT_LINE: frozenset({OrganKind.GOVERNMENT, OrganKind.TOWNSHIP}),
    EdgeKind.PARTY_LINE: frozenset(
        {
            OrganKind.PARTY_COMMITTEE,
            OrganKind.PARTY_DEPARTMENT,
            OrganKind.DISCIPLINE_INSPECTION,
        }
    ),
}
_STARTS: Final[Mapping[EdgeKind, OrganKind]] = {
    EdgeKind.PETITION_OFFICE_OF: OrganKind.PETITION_OFFICE,
    EdgeKind.JOINT_CONFERENCE_OF: OrganKind.JOINT_CONFERENCE,
    EdgeKind.DISCIPLINE_OF: OrganKind.DISCIPLINE_INSPECTION,
}

Organs = Mapping[str, OrganRecord]


def check_tree(tree: OrganTree, places: Places) -> None:
    """Returns iff the tree makes sense at every moment of time; raises OrganTreeError otherwise."""
    organs = _unique(tree.organs, places)
    for index, edge in enumerate(tree.edges):
        place = places.edge(index)
        _ends_exist(edge, organs, place)
        _days_in_order(f"edge {_says(edge)}", "until", edge.from_, edge.until, place)
        if edge.kind is EdgeKind.SUCCESSOR_OF:
            _succession(edge, organs, place)
        else:
            _inside_lifetimes(edge, organs, place)
            _kinds_and_levels(edge, organs, place)
    _one_government_at_a_time(tree, organs, places)
    _no_cycle(tree, organs, places)


def lifetime(edge: EdgeRecord, of: OrganRecord, to: OrganRecord) -> tuple[date, date]:
    """Returns the first and last day on which a superior edge and both its ends exist."""
    first = max(day or date.min for day in (edge.from_, of.from_, to.from_))
    last = min(day or date.max for day in (edge.until, of.to, to.to))
    return first, last


def _unique(records: Iterable[OrganRecord], places: Places) -> Organs:
    found: dict[str, OrganRecord] = {}
    for index, organ in enumerate(records):
        if organ.id in found:
            raise OrganTreeError(
                f"organ `{organ.id}` stands twice: rename one", places.organ(index)
            )
        _days_in_order(f"organ `{organ.id}`", "to", organ.from_, organ.to, places.organ(index))
        found[organ.id] = organ
    return found


def _days_in_order(who: str, end: str, first: date | None, last: date | None, place: str) -> None:
    if first is not None and last is not None and last < first:
        message = f"{who} ends before it begins: `{end}` {last} is before `from` {first}"
        raise OrganTreeError(message, place)


def _says(edge: EdgeRecord) -> str:
    return f"`{edge.of}` {edge.kind} `{edge.to}`"


def _ends_exist(edge: EdgeRecord, organs: Organs, place: str) -> None:
    for end in (edge.of, edge.to):
        if end not in organs:
            near = get_close_matches(end, organs, n=1)
            hint = f"did you mean `{near[0]}`?" if near else "add the organ or drop the edge"
            raise OrganTreeError(f"edge {_says(edge)}: no organ `{end}`: {hint}", place)


def _inside_lifetimes(edge: EdgeRecord, organs: Organs, place: str) -> None:
    for end in (organs[edge.of], organs[edge.to]):
        if edge.from_ and end.from_ and edge.from_ < end.from_:
            message = f"begins on {edge.from_}, before `{end.id}` does on {end.from_}"
            raise OrganTreeError(f"edge {_says(edge)} {message}", place)
        if edge.until and end.to and edge.until > end.to:
            message = f"lasts until {edge.until}, but the last day of `{end.id}` is {end.to}"
            raise OrganTreeError(f"edge {_says(edge)} {message}", place)
    first, last = lifetime(edge, organs[edge.of], organs[edge.to])
    if last < first:
        message = "never holds: there is no day on which it and both organs exist"
        raise OrganTreeError(f"edge {_says(edge)} {message}", place)


def _succession(edge: EdgeRecord, organs: Organs, place: str) -> None:
    """Asks: the old organ has ended before the day, the new one exists on it, and no end is set."""
    said, old, new, day = f"edge {_says(edge)}", organs[edge.of], organs[edge.to], edge.from_
    if day is None:
        raise OrganTreeError(f"{said} has no `from`: give the day the successor takes over", place)
    if edge.until is not None:
        message = "has an `until`: a successor carries on until its own last day; drop it"
        raise OrganTreeError(f"{said} {message}", place)
    if old.to is None:
        message = (
            f"`{old.id}` is replaced from {day} but has no `to`: give its last day, before {day}"
        )
        raise OrganTreeError(message, place)
    if old.to >= day:
        message = f"`{old.id}` is replaced from {day} but lasts until {old.to}"
        raise OrganTreeError(f"{message}: its `to` must be before {day}", place)
    if (new.from_ and day < new.from_) or (new.to and day > new.to):
        raise OrganTreeError(f"{said} begins on {day}, when `{new.id}` does not exist", place)


def _kinds_and_levels(edge: EdgeRecord, organs: Organs, place: str) -> None:
    of, to = organs[edge.of], organs[edge.to]
    start, targets = _STARTS.get(edge.kind), _TARGETS.get(edge.kind)
    if start is not None and of.kind is not start:
        message = f"`{of.id}` is a {of.kind}, but such an edge starts at a {start}"
        raise OrganTreeError(f"edge {_says(edge)}: {message}", place)
    if targets is not None and to.kind not in targets:
        message = f"`{to.id}` is a {to.kind}, but such an edge leads to a {_either(targets)}"
        raise OrganTreeError(f"edge {_says(edge)}: {message}: are the ends swapped?", place)
    lower = LEVELS.index(to.level) > LEVELS.index(of.level)
    if lower and edge.kind is not EdgeKind.SUBORDINATE_OF:
        message = f"`{to.id}` ({to.level}) cannot be above `{of.id}` ({of.level})"
        raise OrganTreeError(f"edge {_says(edge)}: {message}: are the ends swapped?", place)


def _either(kinds: frozenset[OrganKind]) -> str:
    return " or ".join(kind for kind in OrganKind if kind in kinds)


def _one_government_at_a_time(tree: OrganTree, organs: Organs, places: Places) -> None:
    seen: dict[str, list[EdgeRecord]] = {}
    for index, edge in enumerate(tree.edges):
        if edge.kind is not EdgeKind.GOVERNMENT_LINE:
            continue
        for other in seen.setdefault(edge.of, []):
            day = _common_day(edge, other, organs)
            if day is not None:
                when = "" if day == date.min else f" on {day}"
                message = f"`{edge.of}` has two governments above it{when}"
                said = (
                    f"{message}, `{other.to}` and `{edge.to}`: end one edge before the other begins"
                )
                raise OrganTreeError(said, places.edge(index))
        seen[edge.of].append(edge)


def _common_day(a: EdgeRecord, b: EdgeRecord, organs: Organs) -> date | None:
    first_a, last_a = lifetime(a, organs[a.of], organs[a.to])
    first_b, last_b = lifetime(b, organs[b.of], organs[b.to])
    first = max(first_a, first_b)
    return first if first <= min(last_a, last_b) else None


def _no_cycle(tree: OrganTree, organs: Organs, places: Places) -> None:
    edges = [(i, e) for i, e in enumerate(tree.edges) if e.kind is not EdgeKind.SUCCESSOR_OF]
    # INVARIANT: edges that all lead strictly upwards in one order cannot close a circle;
    # so an ordinary tree is accepted without waiting for networkx to be imported.
    if all(_height(organs[e.to]) < _height(organs[e.of]) for _, e in edges):
        return
    for day in (date.min, *sorted({lifetime(e, organs[e.of], organs[e.to])[0] for _, e in edges})):
        valid = [(i, e) for i, e in edges if _holds(e, organs, day)]
        found = circle(arcs((), ((e.of, e.to) for _, e in valid)))
        if found:
            last = max(i for i, e in valid if (e.of, e.to) in itertools.pairwise(found))
            way = " under ".join(f"`{organ}`" for organ in found)
            when = "" if day == date.min else f" on {day}"
            raise OrganTreeError(
                f"the superior edges form a circle{when}: {way}", places.edge(last)
            )


def _height(organ: OrganRecord) -> tuple[int, int]:
    offices = (OrganKind.PETITION_OFFICE, OrganKind.JOINT_CONFERENCE)
    if organ.kind in LEADERS:
        rank = 0
    elif organ.kind in DEPENDENTS:
        rank = 3
    else:
        rank = 2 if organ.kind in offices else 1
    return LEVELS.index(organ.level), rank


def _holds(edge: EdgeRecord, organs: Organs, day: date) -> bool:
    first, last = lifetime(edge, organs[edge.of], organs[edge.to])
    return first <= day <= last
