"""Scores as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from checker.show.lang import COMMA, Lang, Text, joined
from checker.show.paint import BOLD, DIM, GREEN, RED, YELLOW, Row, Style, row
from checker.tasks.scores import Entry, Points, State, UnitScore
from constraints.first_receipt.scoring import BY_RULE
from model.calendar import date_of
from model.organs.hierarchy import Hierarchy

STATES: Final = {
    State.CERTAIN: Text("已发生", "certain"),
    State.PENDING: Text("期限未届", "pending"),
    State.OPEN: Text("无法判定", "open"),
}
_STYLES: Final[dict[State, Style]] = {
    State.CERTAIN: RED,
    State.PENDING: DIM,
    State.OPEN: YELLOW,
}


def score_rows(
    scores: Sequence[UnitScore], tree: Hierarchy | None, lang: Lang, *, cases: int
) -> Iterator[Row]:
    """Yields what is deducted from every unit in every year, and for what; `tree`: where names of
    units are looked up."""
    if not scores:
        none = Text(f"{cases} 件：没有扣分", f"{cases} cases: nothing is deducted")
        yield row((none.of(lang), GREEN))
    for place, s in enumerate(scores):
        if place:
            yield row("")
        yield _headline(s, tree, lang)
        if not s.commanded:
            powerless = Text(
                "不属本县管理，扣分不生效力", "not under the county: the deduction has no effect"
            )
            yield row((f"  {powerless.of(lang)}", YELLOW))
        for entry in s.entries:
            yield _entry_row(entry, lang)
        for valuation, points in s.under:
            pinned = " ".join(f"{id}={word}" for id, word in valuation)
            said = Text(f"另按 {pinned}：扣 ", f"under {pinned}: ").of(lang)
            yield row((f"  {said}{amount(points, lang)}", DIM))


def _headline(s: UnitScore, tree: Hierarchy | None, lang: Lang) -> Row:
    unit = s.unit or Text("单位不详", "unit unknown").of(lang)
    if tree is not None and s.unit and tree.is_organ(s.unit):
        organ = tree.organ(s.unit)
        known = organ.name if lang is Lang.ZH else organ.name_en or organ.name
        unit = f"{known} {s.unit}"
    year = str(s.year) if s.year else Text("年份未定", "year unknown").of(lang)
    said = Text(f"{unit}  {year}  扣 ", f"{unit}  {year}  deducted: ").of(lang)
    return row((said, BOLD), (amount(s.points, lang), BOLD))


def amount(points: Points, lang: Lang) -> str:
    """Returns the points deducted in words: those certain, and the bounds of the rest."""
    parts = [Text(f"{_whole(points.certain)} 分", f"{_whole(points.certain)} points")]
    if points.pending != points.certain:
        most = _whole(points.pending)
        parts.append(Text(f"期限未届者均失职则 {most} 分", f"{most} if all pending fails"))
    if (points.least, points.most) != (points.certain, points.pending):
        low, high = _whole(points.least), _whole(points.most)
        parts.append(
            Text(f"含无法判定者为 {low} 至 {high} 分", f"{low} to {high} with what is open")
        )
    return joined(parts, COMMA).of(lang)


def _entry_row(entry: Entry, lang: Lang) -> Row:
    what = BY_RULE[entry.rule]
    day = str(date_of(entry.day)) if entry.day is not None else "—"
    name, state = Text(what.zh, what.en).of(lang), STATES[entry.state].of(lang)
    where = f"{entry.case} {entry.matter} {'、'.join(entry.events)}"
    cost = _whole(entry.half_points)
    return row(
        (f"  {day}  ", DIM),
        (f"{entry.rule} {name} {cost}  {state}  ", _STYLES[entry.state]),
        (where, DIM),
    )


def _whole(half_points: int) -> str:
    """Returns half-points as points: 3 is `1.5`."""
    return f"{half_points // 2}.5" if half_points % 2 else str(half_points // 2)
