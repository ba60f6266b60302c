"""The organs of a case as a drawing, and the way the matter took through them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from checker.show.glossary import word
from checker.show.glossary_kinds import kind_name
from checker.show.html.dom import Inside, el
from checker.show.html.layout import Layout, Point, between
from checker.show.html.view import View, parties
from checker.show.lang import Text
from checker.show.paint import columns, wrapped
from checker.show.people import event_label, known_day
from model.history import Event, Members
from model.organs.organ import Edge
from model.words import EdgeKind, Field, Kind, Level, MatterField

_MOVES: Final = frozenset(
    {
        Kind.SUBMIT,
        Kind.TRANSFER,
        Kind.ASSIGN,
        Kind.REFER,
        Kind.REFER_UP,
        Kind.OBJECT,
        Kind.RETURN_MATERIALS,
        Kind.HANDOVER,
        Kind.REVIEW_REQUEST,
        Kind.RE_REVIEW_REQUEST,
    }
)
"""Kinds by which a matter goes from one hand to another."""

_TRACK: Final = 30.0
"""Between two ways in the margin."""
_PEOPLE: Final = ""
_LEFT: Final = 74.0
_COLUMN: Final = 206.0
_ROW: Final = 122.0
_BOX: Final = (164.0, 44.0)


@dataclass(frozen=True, slots=True)
class _Hop:
    """One step of the matter, and the track it runs on among those of its gap or its margin."""

    event: Event
    of: str
    to: str
    track: int


def organ_tree(view: View) -> Element | None:
    """Returns the drawing; None iff no organ is known to take part."""
    layout = _layout(view)
    if not layout.organs:
        return None
    hops = list(_hops(view, layout))
    far = sum(_is_far(layout, hop.of, hop.to) for hop in hops)
    width = _edge(layout) + (110 + _TRACK * far if far else 20)
    height = _ROW * (1 + max(layout.rows.values())) - 44
    wide = max(width, 900.0)
    title = Text("机关隶属与事项流转", "the organs and the way of the matter")
    about = f"{view.anchor}-tree"
    return el(
        "svg",
        el("title", f"{view.say(title)}，{view.history.case}", id=about),
        el("defs", _arrow(view, "plain"), _arrow(view, "bad")),
        *_levels(view, layout, wide),
        el(
            "g",
            *(_line(layout, e) for e in layout.edges),
            *(_arrow_of(view, layout, hop) for hop in hops),
            *(_box(view, layout, b) for b in layout.columns),
            *(_badge(view, layout, hop) for hop in hops),
            transform=f"translate({(wide - width) / 2:.0f} 0)",
        ),
        viewBox=f"0 0 {wide:.0f} {height:.0f}",
        role="group",
        aria_labelledby=about,
        class_="organ-tree",
    )


def _edge(layout: Layout) -> float:
    """Returns where the last column ends."""
    return _LEFT + _COLUMN * (1 + max(layout.columns.values()))


# ---- who takes part ------------------------------------------------------------------------------


def _layout(view: View) -> Layout:
    history, tree = view.history, view.history.hierarchy
    named = [
        view.body(p)
        for e in history.events
        for field in (Field.BY, Field.TO)
        for p in parties(e, field)
    ]
    for matter in history.matters.values():
        competent = matter.cells.get(MatterField.COMPETENT)
        named += sorted(competent.sure) if isinstance(competent, Members) else []
    days = [d for e in history.events if (d := known_day(e)) is not None]
    day = max(days, default=history.as_of)
    organs = between((p for p in named if tree.is_organ(p)), tree, day)
    guests: dict[str, str | None] = {}
    for e in history.events:
        for by in (p for p in parties(e, Field.BY) if not tree.is_organ(view.body(p))):
            first = next((t for t in parties(e, Field.TO) if tree.is_organ(t)), None)
            guests[by] = guests.get(by) or first
    return Layout(organs, guests, tree, day)


def _hops(view: View, layout: Layout) -> Iterator[_Hop]:
    tracks: dict[int, int] = {}
    for e in view.history.events if layout.organs else ():
        for of, to in _ends(view, e) if e.kind in _MOVES else ():
            if of != to and {of, to} <= layout.columns.keys():
                gap = -1 if _is_far(layout, of, to) else _gap(layout, of, to)
                tracks[gap] = tracks.get(gap, -1) + 1
                yield _Hop(e, of, to, tracks[gap])


def _ends(view: View, e: Event) -> Iterator[tuple[str, str]]:
    for by in parties(e, Field.BY):
        for to in parties(e, Field.TO):
            yield view.body(by), view.body(to)


def _is_far(layout: Layout, of: str, to: str) -> bool:
    """Returns whether a row lies between the two: the way runs in the right margin."""
    return abs(layout.rows[of] - layout.rows[to]) > 1


def _gap(layout: Layout, of: str, to: str) -> int:
    """Returns the row under which the way from one to the other runs."""
    return min(layout.rows[of], layout.rows[to])


# ---- boxes and lines -----------------------------------------------------------------------------


def _levels(view: View, layout: Layout, wide: float) -> Iterator[Element]:
    """Yields the name of each level at the left, and a line between levels."""
    rows = layout.rows
    tops: dict[str, int] = {}
    for organ in layout.organs:
        level: str = layout.tree.organ(organ).level.value
        tops[level] = min(tops.get(level, rows[organ]), rows[organ])
    if layout.guests:
        tops[_PEOPLE] = max(rows.values())
    for place, (level, row) in enumerate(sorted(tops.items(), key=lambda t: t[1])):
        name = _LEVEL_NAMES[level]
        y = row * _ROW
        if place:
            yield el("path", d=f"M0 {y + 4:.0f}H{wide:.0f}", class_="level")
        yield el("text", view.say(name), x=0, y=y + 38, class_="level")


_LEVEL_NAMES: Final = {
    Level.CENTRE.value: Text("国家", "nation"),
    Level.PROVINCE.value: Text("省级", "province"),
    Level.PREFECTURE.value: Text("市级", "city"),
    Level.COUNTY.value: Text("县级", "county"),
    Level.TOWNSHIP.value: Text("乡级", "township"),
    _PEOPLE: Text("信访人", "people"),
}


def _middle(layout: Layout, box: str) -> tuple[float, float]:
    column, row = layout.columns[box], layout.rows[box]
    return _LEFT + _COLUMN * (column + 0.5), _ROW * row + 14 + _BOX[1] / 2


def _box(view: View, layout: Layout, box: str) -> Element:
    x, y = _middle(layout, box)
    width, height = _BOX
    lines = balanced(view.party(box), 22)
    first = y + 5 - 8 * (len(lines) - 1)
    organ = box not in layout.guests
    kind = view.say(word(layout.tree.organ(box).kind)) if organ else ""
    return el(
        "g",
        el("title", f"{view.party(box)} {kind}".rstrip()),
        el(
            "rect",
            x=x - width / 2,
            y=y - height / 2,
            width=width,
            height=height,
            rx=2 if organ else 22,
        ),
        *(fitted(line, x, first + 16 * i, width - 10) for i, line in enumerate(lines)),
        class_="organ" if organ else "petitioner",
    )


def balanced(name: str, width: int) -> list[str]:
    """Returns a name in at most two lines of about equal length, if `width` columns do not hold
    it."""
    if columns(name) <= width:
        return [name]
    lines = wrapped(name, max(width // 2, columns(name) // 2 + 2))
    return lines if len(lines) <= 2 else [lines[0], f"{lines[1][:-1]}…"]


def fitted(line: str, x: float, y: float, room: float) -> Element:
    """Returns a line of text, drawn together if it might not fit into its room."""
    made = el("text", line, x=x, y=y)
    if columns(line) * 6.9 > room:
        made.set("textLength", f"{room:.0f}")
        made.set("lengthAdjust", "spacingAndGlyphs")
    return made


def _line(layout: Layout, edge: Edge) -> Element:
    (x, y), (up_x, up_y) = _middle(layout, edge.of), _middle(layout, edge.to)
    top, bottom = up_y + _BOX[1] / 2, y - _BOX[1] / 2
    bend = bottom - (12 if edge.kind is not EdgeKind.DEPARTMENT_LINE else 22)
    kinds = {EdgeKind.DEPARTMENT_LINE: "guides", EdgeKind.SUCCESSOR_OF: "succeeds"}
    way = f"M{up_x:.1f} {top:.1f}V{bend:.1f}H{x:.1f}V{bottom:.1f}"
    if layout.rows[edge.of] <= layout.rows[edge.to]:
        way = f"M{up_x:.1f} {up_y:.1f}L{x:.1f} {y:.1f}"
    return el("path", d=way, class_=f"edge {kinds.get(edge.kind, 'leads')}")


# ---- the way of the matter -----------------------------------------------------------------------


def _arrow(view: View, kind: str) -> Element:
    return el(
        "marker",
        el("path", d="M0 0L10 5L0 10z", class_=f"head {kind}"),
        id=f"{view.anchor}-arrow-{kind}",
        viewBox="0 0 10 10",
        refX=9,
        refY=5,
        markerWidth=11,
        markerHeight=11,
        markerUnits="userSpaceOnUse",
        orient="auto",
    )


def _kind(view: View, hop: _Hop) -> str:
    return "bad" if hop.event.id in view.wrong else "plain"


def _arrow_of(view: View, layout: Layout, hop: _Hop) -> Element:
    kind = _kind(view, hop)
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in _way(layout, hop))
    return el(
        "polyline",
        points=way,
        class_=f"hop {kind}",
        marker_end=f"url(#{view.anchor}-arrow-{kind})",
    )


def _way(layout: Layout, hop: _Hop) -> tuple[Point, Point, Point, Point]:
    """Returns the corners of the way: through the gap between two rows, or through the margin."""
    (ax, ay), (bx, by) = _middle(layout, hop.of), _middle(layout, hop.to)
    half_width, half_height = _BOX[0] / 2, _BOX[1] / 2
    if _is_far(layout, hop.of, hop.to):
        margin = _edge(layout) + _TRACK * hop.track
        up = 7 * (hop.track % 3) - 7
        return (
            (ax + half_width, ay + up),
            (margin, ay + up),
            (margin, by + up),
            (bx + half_width, by + up),
        )
    track = hop.track % 3
    side = -52.0 + 14 * track
    gap = min(ay, by) + half_height + 14 + 18 * track
    a_end = ay + half_height * (-1 if ay > by else 1)
    b_end = by + half_height * (-1 if by > ay else 1)
    if ay == by:
        # both ends hang under their boxes: on the sides that look at each other
        inner = 30.0 - 12 * track if bx > ax else -30.0 + 12 * track
        return (ax + inner, a_end), (ax + inner, gap), (bx - inner, gap), (bx - inner, b_end)
    return (ax + side, a_end), (ax + side, gap), (bx + side, gap), (bx + side, b_end)


def _badge(view: View, layout: Layout, hop: _Hop) -> Element:
    _, (ax, ay), (bx, by), _ = _way(layout, hop)
    x, y = (ax + bx) / 2, (ay + by) / 2
    if _is_far(layout, hop.of, hop.to):
        y = by + 62 + 40 * (hop.track % 2)
    elif ax == bx:
        y = max(_middle(layout, hop.of)[1], _middle(layout, hop.to)[1]) - _BOX[1] / 2 - 18
    kind, name = _kind(view, hop), view.say(kind_name(hop.event.kind))
    sign = "✗ " if kind == "bad" else ""
    inside: list[Inside] = [
        el("title", f"{hop.event.order + 1}. {view.say(event_label(hop.event))}"),
        el("circle", cx=x, cy=y, r=10, class_="mark"),
        el("text", str(hop.event.order + 1), x=x, y=y + 4, class_="number"),
        el("text", f"{sign}{name}", x=x + 14, y=y + 5, class_="label"),
    ]
    return el("a", *inside, href=f"#{view.event_id(hop.event)}", class_=f"event {kind}")
