"""The course of a case as a drawing: a lane per party, a bar per statutory period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element

from checker.show.glossary import VERDICTS
from checker.show.glossary_kinds import kind_name
from checker.show.html.axis import Axis, axis_of
from checker.show.html.dom import Inside, add, el
from checker.show.html.organ_tree import balanced, fitted
from checker.show.html.view import View, parties, tone
from checker.show.lang import Lang, Text, quantity
from checker.show.law import article
from checker.show.paint import columns
from checker.show.people import event_label, rest_days
from checker.tasks.findings import Finding, PeriodCount, Verdict
from model.calendar import DayKind, date_of
from model.calendar.period import Unit
from model.history import Event, Span
from model.organs.organ import LEVELS
from model.words import Field

WIDTH: Final = 900.0
_GUTTER: Final = 172.0
_TOP: Final = 62.0
_ROW: Final = 24.0
_COLUMN: Final = 7.0
"""The width of half a Chinese character."""
_NOBODY: Final = ""


@dataclass(frozen=True, slots=True)
class _Put:
    """An event in its row, its label to the right or, at the end of the paper, to the left."""

    event: Event
    span: Span
    row: int
    label: str
    to_left: bool


def timeline(view: View) -> Element | None:
    """Returns the drawing; None iff no event has a day."""
    dated = [(e, span) for e in view.history.events if (span := _span(e)) is not None]
    if not dated:
        return None
    periods = [f for f in _by_start(view.findings) if f.count is not None]
    axis = axis_of(_spans(dated, periods, view.history.as_of), _GUTTER + 8, WIDTH - 8)
    drawn: list[Element] = []
    y = _TOP
    for party in _lanes(view, [e for e, _ in dated]):
        own = [(e, s) for e, s in dated if _lane(view, e) == party]
        lane, height = _drawn_lane(view, axis, party, own)
        drawn.append(el("g", *lane, transform=f"translate(0 {y:.0f})"))
        y += height
    if periods:
        drawn.append(_heading(view.say(Text("法定期间", "statutory periods")), y))
        y += 26
    for finding in periods:
        bar = _bar(view, axis, finding)
        drawn.append(el("g", *bar, transform=f"translate(0 {y:.0f})", class_="period"))
        y += 44
    behind = [*_shades(view, axis, y), *_months(view, axis), *_cuts(axis, y)]
    now = _as_of(view, axis, y)
    title = Text("时间线：各方行为与法定期间", "timeline: what each party did, and the periods")
    about = f"{view.anchor}-time"
    return el(
        "svg",
        el("title", f"{view.say(title)}，{view.history.case}", id=about),
        _patterns(view),
        *behind,
        *now,
        *drawn,
        viewBox=f"0 0 {WIDTH:.0f} {y + 24:.0f}",
        role="group",
        aria_labelledby=about,
        class_="timeline",
    )


def _span(e: Event) -> Span | None:
    cell = e.cells.get(e.name_of(Field.ON))
    return cell if isinstance(cell, Span) else None


def _by_start(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (f.count.start, f.count.due) if f.count else (0, 0))


def _spans(
    dated: Iterable[tuple[Event, Span]], periods: Iterable[Finding], as_of: int
) -> Iterator[tuple[int, int]]:
    """Yields the days worth showing; of a day not known and of a delay, only the ends."""
    yield as_of, as_of
    for _, span in dated:
        yield span.low, span.low
        yield span.high, span.high
    for finding in periods:
        if finding.count is not None:
            yield finding.count.start, max(finding.count.start, finding.count.due)
            yield (end := finding.count.due + _late(finding)), end


def _late(finding: Finding) -> int:
    """Returns by how many days the period is overrun."""
    breach = finding.verdict in (Verdict.VIOLATED, Verdict.CONTESTED)
    return max(0, finding.days_late or 0) if breach else 0


# ---- the paper -----------------------------------------------------------------------------------


def _patterns(view: View) -> Element:
    """Returns the hatchings: of days not known, of a delay, of a roll-over, of holidays."""
    made = [
        el(
            "pattern",
            el("rect", width=size, height=size, class_=f"ground-{name}"),
            el("path", d=f"M0 0V{size}", class_=f"line-{name}"),
            id=f"{view.anchor}-{name}",
            width=size,
            height=size,
            patternUnits="userSpaceOnUse",
            patternTransform=f"rotate({turn})",
        )
        for name, size, turn in (("unknown", 7, 45), ("late", 5, -45), ("rolled", 4, 0))
    ]
    return el("defs", *made)


def _shades(view: View, axis: Axis, bottom: float) -> Iterator[Element]:
    calendar, height = view.calendar, bottom - _TOP + 8
    named = _GUTTER
    for day in axis.days():
        if not calendar.covers(day):
            continue
        note, x = calendar.describe(day), axis.x(day)
        if note.kind is DayKind.WORKING or (note.kind is DayKind.WEEKEND and axis.day < 1.5):
            continue
        if note.kind is DayKind.MAKE_UP:
            yield _make_up(view, axis, day)
            continue
        kind = "holiday" if note.kind is DayKind.HOLIDAY else "weekend"
        yield el("rect", x=x, y=_TOP - 8, width=axis.day, height=height, class_=kind)
        name = view.say(Text(note.zh, note.en))
        if (
            kind == "holiday"
            and named < x < WIDTH - columns(name) * 6
            and calendar.describe(day - 1).notice != note.notice
        ):
            yield el("text", name, x=x, y=31, class_="holiday-name")
            named = x + columns(name) * 6.0 + 60


def _make_up(view: View, axis: Axis, day: int) -> Element:
    note, x = view.calendar.describe(day), axis.x(day + 0.5)
    said = Text(f"{date_of(day)} {note.zh}调休上班", f"{date_of(day)} worked for {note.en}")
    return el(
        "g",
        el("title", view.say(said)),
        el("path", d=f"M{x:.1f} {_TOP - 12}v8", class_="make-up"),
        el("text", "班", x=x, y=_TOP - 15, class_="make-up"),
    )


def _months(view: View, axis: Axis) -> Iterator[Element]:
    free = 0.0
    for first, last, left in axis.shown:
        months = [d for d in range(first, last + 1) if date_of(d).day == 1]
        starts = months if months and axis.x(months[0]) - left < 80 else [first, *months]
        for day in starts:
            x = axis.x(day)
            new = day == starts[0] or date_of(day).month == 1
            label = _month(date_of(day), view.lang, year=new)
            x = min(x, WIDTH - columns(label) * _COLUMN - 8)
            if x < free:
                continue
            yield el("text", label, x=x + 3, y=14, class_="month")
            free = x + columns(label) * _COLUMN + 6
        for day in months:
            yield el("path", d=f"M{axis.x(day):.1f} 3V{_TOP - 8}", class_="month")


def _month(day: date, lang: Lang, *, year: bool) -> str:
    if lang is Lang.ZH:
        return f"{day.year}年{day.month}月" if year else f"{day.month}月"
    return f"{day:%b %Y}" if year else f"{day:%b}"


def _cuts(axis: Axis, bottom: float) -> Iterator[Element]:
    for x in axis.cuts():
        yield el("rect", x=x - 9, y=_TOP - 8, width=18, height=bottom - _TOP + 8, class_="cut")
        zigzag = f"M{x:.1f} {_TOP - 8}" + "l4 5l-8 10l4 5" * int((bottom - _TOP + 8) / 20)
        yield el("path", d=zigzag, class_="cut")


def _as_of(view: View, axis: Axis, bottom: float) -> Iterator[Element]:
    x = axis.x(view.history.as_of + 1)
    day = date_of(view.history.as_of)
    said = view.say(Text(f"记载截至 {day}", f"record ends {day}"))
    yield el("path", d=f"M{x:.1f} {_TOP - 8}V{bottom + 8:.0f}", class_="as-of")
    yield el("text", said, x=min(x + 6, WIDTH - 4), y=bottom + 20, class_="as-of")


def _heading(said: str, y: float) -> Element:
    return el(
        "g",
        el("path", d=f"M0 {y:.0f}H{WIDTH:.0f}", class_="lane"),
        el("text", said, x=0, y=y + 19, class_="heading"),
    )


def _name(said: str, y: float) -> Element:
    lines = balanced(said, 24)
    drawn = (fitted(line, 0, y + 16 * i, _GUTTER - 6) for i, line in enumerate(lines))
    return el("g", *drawn, class_="name")


# ---- lanes ---------------------------------------------------------------------------------------


def _lane(view: View, e: Event) -> str:
    by = parties(e, Field.BY)
    return view.body(by[0]) if by else _NOBODY


def _lanes(view: View, events: Iterable[Event]) -> list[str]:
    """Returns the parties that act: petitioners, then organs from the centre down, then nobody."""
    tree = view.history.hierarchy

    def rank(party: str) -> tuple[int, int]:
        if party == _NOBODY:
            return 2, 0
        return (1, LEVELS.index(tree.organ(party).level)) if tree.is_organ(party) else (0, 0)

    return sorted(dict.fromkeys(_lane(view, e) for e in events), key=rank)


def _drawn_lane(
    view: View, axis: Axis, party: str, own: Sequence[tuple[Event, Span]]
) -> tuple[list[Inside], float]:
    """Returns what a lane shows and how high it is."""
    puts = list(_placed(view, axis, own))
    height = max(2, 1 + max(p.row for p in puts)) * _ROW + 10
    nobody = Text("行为人未载明", "actor not recorded")
    named = view.party(party) if party != _NOBODY else view.say(nobody)
    drawn: list[Inside] = [el("path", d=f"M0 0H{WIDTH:.0f}", class_="lane"), _name(named, 22)]
    drawn += [_mark(view, axis, put) for put in puts]
    return drawn, height


def _placed(view: View, axis: Axis, own: Sequence[tuple[Event, Span]]) -> Iterator[_Put]:
    free: list[float] = []
    for e, span in sorted(own, key=lambda p: (p[1].low, p[0].order)):
        label = _label(view, e, span)
        first, last = axis.x(span.low + 0.5) - 10, axis.x(span.high + 0.5) + 10
        width = columns(label) * _COLUMN + 8
        to_left = last + width > WIDTH
        begins, ends = (first - width, last) if to_left else (first, last + width)
        row = next((i for i, x in enumerate(free) if x <= begins), len(free))
        free[row : row + 1] = [ends]
        yield _Put(e, span, row, label, to_left)


def _label(view: View, e: Event, span: Span) -> str:
    sign = "✗ " if e.id in view.wrong else "? " if _lacks(view, e) else ""
    day = f"{date_of(span.low):%m-%d}" if span.known else "?"
    return f"{sign}{view.say(kind_name(e.kind))} {day}"


def _lacks(view: View, e: Event) -> bool:
    """Returns whether a finding lacks a fact of this event."""
    return any(
        e.id in cell.owner.split(" ")
        for f in view.findings_about.get(e.id, ())
        for m in f.missing
        for cell in m.cells
    )


def _mark(view: View, axis: Axis, put: _Put) -> Element:
    e, y = put.event, put.row * _ROW + 17
    first, last = axis.x(put.span.low + 0.5), axis.x(put.span.high + 0.5)
    kind = "bad" if e.id in view.wrong else "doubt" if _lacks(view, e) else "plain"
    drawn: list[Inside] = [el("title", _said(view, put))]
    if not put.span.known:
        hatch = f"fill:url(#{view.anchor}-unknown)"
        drawn.append(
            el("rect", x=first, y=y - 6, width=last - first, height=12, style=hatch, class_="range")
        )
    drawn.append(el("circle", cx=first, cy=y, r=9, class_="mark"))
    drawn.append(el("text", str(e.order + 1), x=first, y=y + 4, class_="number"))
    x = first - 13 if put.to_left else last + 13
    side = "label left" if put.to_left else "label"
    drawn.append(el("text", put.label, x=x, y=y + 5, class_=side))
    return el("a", *drawn, href=f"#{view.event_id(e)}", class_=f"event {kind}")


def _said(view: View, put: _Put) -> str:
    low, high = date_of(put.span.low), date_of(put.span.high)
    between = Text(f"{low} 至 {high} 之间某日", f"some day between {low} and {high}")
    day = str(low) if put.span.known else view.say(between)
    return f"{put.event.order + 1}. {view.say(event_label(put.event))} {day}"


# ---- periods -------------------------------------------------------------------------------------


def _bar(view: View, axis: Axis, finding: Finding) -> Iterator[Inside]:
    count = finding.count
    assert count is not None
    sign, word = VERDICTS[finding.verdict]
    kind = tone(finding.verdict)
    raw = count.counts[-1].raw_end if count.counts else count.due
    yield el(
        "a",
        el("text", f"{sign} {finding.rule.id}", x=0, y=15, class_=f"name {kind}"),
        el("text", view.say(article(finding.rule.article)), x=0, y=32, class_="small"),
        href=f"#{view.finding_id(finding)}",
        aria_label=f"{view.say(word)} {finding.rule.id}",
    )
    yield _piece(axis, count.start, min(raw, count.due), f"bar {kind}", "")
    if count.due > raw:
        hatch = f"fill:url(#{view.anchor}-rolled)"
        rest = view.say(rest_days(count.counts[-1].skipped))
        yield _piece(axis, raw + 1, count.due, "rolled", hatch, rest)
    for step in count.counts[:-1]:
        yield el("path", d=f"M{axis.x(step.due + 1):.1f} 0v20", class_="step")
    for day in count.suspended:
        hatch = f"fill:url(#{view.anchor}-unknown)"
        stopped = view.say(Text(f"{date_of(day)} 不计入", f"{date_of(day)} left out"))
        yield _piece(axis, day, day, "stopped", hatch, stopped)
    yield from _overrun(view, axis, finding, count)
    yield from _other_readings(axis, count)
    yield _account(view, axis, count)


def _piece(
    axis: Axis, first: int, last: int, kind: str, style: str = "", title: str = ""
) -> Element:
    x, end = axis.x(first), axis.x(last + 1)
    made = el("rect", x=x, y=3, width=max(1.0, end - x), height=14, class_=kind)
    if style:
        made.set("style", style)
    return add(made, [el("title", title)] if title else [])


def _overrun(view: View, axis: Axis, finding: Finding, count: PeriodCount) -> Iterator[Inside]:
    yield el("path", d=f"M{axis.x(count.due + 1):.1f} 0v20", class_="due")
    late = _late(finding)
    if not late:
        return
    hatch = f"fill:url(#{view.anchor}-late)"
    days = quantity(late, "日", "day")
    title = Text(f"逾期 {days.zh}", f"{days.en} late")
    yield _piece(axis, count.due + 1, count.due + late, "overrun", hatch, view.say(title))
    said = view.say(Text(f"+{late}日", f"+{late} d"))
    x = axis.x(count.due + late + 1) + 5
    fits = x + columns(said) * _COLUMN < WIDTH
    if fits:
        yield el("text", said, x=x, y=15, class_="late")
    else:
        yield el("text", said, x=axis.x(count.due + late + 1) - 2, y=15, class_="late left")


def _other_readings(axis: Axis, count: PeriodCount) -> Iterator[Inside]:
    """Yields a mark for each last day that another live reading gives."""
    days: dict[int, list[str]] = {}
    for changed, due in count.elsewhere:
        days.setdefault(due, []).append(", ".join(f"{id}={word}" for id, word in changed))
    for day, readings in days.items():
        x = axis.x(day + 1)
        yield el(
            "path",
            el("title", f"{date_of(day)}  {'; '.join(readings)}"),
            d=f"M{x:.1f} 17l4 7h-8z",
            class_="elsewhere",
        )


def _account(view: View, axis: Axis, count: PeriodCount) -> Element:
    """Returns the line under a bar: `60 个自然日：02-04 至 04-04，顺延至 04-07`."""
    days = Text("", "")
    for step in count.counts:
        zh, en = ("个工作日", "working day") if step.unit is Unit.WORKING else ("个自然日", "day")
        days += Text(" + " if days else "", " + " if days else "") + quantity(step.n, zh, en)
    raw = count.counts[-1].raw_end if count.counts else count.due
    said = f"{view.say(days)}{view.say(Text('：', ': ')) if days else ''}"
    first, last = _short(count.start), _short(raw)
    said += view.say(Text(f"{first} 至 {last}", f"{first} to {last}"))
    if raw != count.due:
        said += view.say(Text(f"，顺延至 {_short(count.due)}", f", moved to {_short(count.due)}"))
    x, end = axis.x(count.start), axis.x(count.due + 1)
    if x + columns(said) * 6.2 > WIDTH - 50:
        return el("text", said, x=end, y=34, class_="small left")
    return el("text", said, x=x, y=34, class_="small")


def _short(day: int) -> str:
    return f"{date_of(day):%m-%d}"
