"""Sentences of an explanation: the days of its chain, who had the matter, what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, assert_never

from checker.show.cell_words import fact, of_itself
from checker.show.glossary import OUTCOMES
from checker.show.glossary_kinds import kind_name
from checker.show.lang import COMMA, SEMICOLON, Text, a, joined, quantity, same
from checker.show.people import day_text, doer, event_label, party_name
from checker.show.sentences import Told
from checker.tasks.explain import Dated, Part, WhyNot
from checker.tasks.suppose import ADDED, DAYS, Add, Drop, Move, Supposition, Vary
from checker.tasks.who import Holding, Timing
from checker.tasks.whynot import Contrast, Range
from model.calendar import date_of
from model.history import EventId

PARTS: Final = {
    Part.TRIGGER: Text("所判之事", "what is judged"),
    Part.STARTS: Text("期间自此起算", "the period starts here"),
    Part.LENGTHENS: Text("延长期间", "lengthens the period"),
    Part.ACT: Text("所涉行为", "the act in question"),
    Part.BEARS: Text("与结论有关", "bears on it"),
    Part.DUE: Text("最后一日", "the last day"),
    Part.ENDS: Text("记载截止", "the record ends"),
}

TIMING_ONLY: Final = Text("仅为时间上的因果", "timing causation and no more")


def dated_text(one: Dated, told: Told) -> Text:
    """Returns a day of the chain: `2024-02-04（周日，春节调休上班） 受理（e3）：期间自此起算`."""
    if one.first == one.last:
        when = day_text(one.first, told.calendar)
    else:
        first, last = date_of(one.first), date_of(one.last)
        when = Text(f"{first} 至 {last} 之间", f"between {first} and {last}")
    if one.event is None:
        return when + same("  ") + PARTS[one.part]
    e = told.history.by_id[one.event]
    who, label = doer(e, told.history), event_label(e)
    by = Text(f"，{who.zh}", f" by {who.en}") if who else same("")
    return when + same("  ") + label + by + Text("：", ": ") + PARTS[one.part]


# ---- who -----------------------------------------------------------------------------------------


def timing_lines(timing: Timing, told: Told) -> Iterator[Text]:
    """Yields who had the matter and what each alone could have done, then who the causes are."""
    for one in timing.held:
        yield _holding(one, told)
    names = [party_name(c, told.history.hierarchy) for c in timing.causes]
    if not names:
        yield Text(
            "自第一个机关得到该事项时起，即已无法如期",
            "the limit could not be kept any more when the first organ got the matter",
        )
        return
    whole = joined(names, Text("、", ", "))
    yield Text(
        f"若非 {whole.zh} 的耗时，本可如期",
        f"but for the time taken by {whole.en} it would have been in time",
    )
    if timing.lost is not None:
        lost = timing.held[timing.lost]
        who, since = party_name(lost.organ, told.history.hierarchy), date_of(lost.since)
        yield Text(
            f"自 {since} 转到{who.zh}时起，逾期已不可避免",
            f"from {since} on, when {who.en} got it, being late could not be avoided",
        )


def _holding(one: Holding, told: Told) -> Text:
    who, since = party_name(one.organ, told.history.hierarchy), date_of(one.since)
    by = told.history.by_id.get(one.got or "")
    through = event_label(by) if by else Text("承接职能", "by taking over")
    until = (
        Text("", "")
        if one.until is None
        else Text(f" 至 {date_of(one.until)}", f" to {date_of(one.until)}")
    )
    head = Text(
        f"{who.zh}：{since}{until.zh}（{through.zh}）",
        f"{who.en}: {since}{until.en} ({through.en})",
    )
    left = quantity(max(one.left, 0), "日", "day")
    rest = Text(f"，得到时尚余 {left.zh}", f", {left.en} left when it got it")
    if one.left < 0:
        rest = Text("，得到时已逾期", ", already late when it got it")
    return head + rest + _alone(one)


def _alone(one: Holding) -> Text:
    if one.faster is not None:
        days = quantity(one.faster, "日", "day")
        return Text(
            f"；他人用时不变，它只要快 {days.zh}即可如期",
            f"; all else as slow, {days.en} faster would have been in time",
        )
    if one.latest is not None:
        last = date_of(one.latest)
        return Text(
            f"；它若于 {last} 或之前作出即可如期",
            f"; an act of its own by {last} would have been in time",
        )
    return Text("；它单独已无法如期", "; it alone could not have been in time")


# ---- why not -------------------------------------------------------------------------------------


def why_not_lines(why: WhyNot, told: Told) -> Iterator[Text]:
    """Yields what would give the other outcome, one sentence each; that nothing was found."""
    wanted = OUTCOMES[why.wanted]
    if not why.ways:
        yield Text(
            f"改变一两件事未见能使之成为“{wanted.zh}”",
            f"no change of one or two things was found that would make it {wanted.en}",
        )
    for way in why.ways:
        changed = joined((_change(c, way, told) for c in way.changes), Text("，并且", ", and "))
        others = [one for one in _others(way, told)]
        if not way.changes:
            changed = joined(others, COMMA) or Text(
                "除所载外别无他事", "nothing but what is recorded happened"
            )
            yield Text(
                f"若{changed.zh}，则为“{wanted.zh}”", f"it would be {wanted.en} if {changed.en}"
            )
            continue
        also = Text("", "")
        if others:
            rest = joined(others, SEMICOLON)
            also = Text(f"（并须：{rest.zh}）", f" (given: {rest.en})")
        yield Text(
            f"若{changed.zh}，则为“{wanted.zh}”{also.zh}",
            f"it would be {wanted.en} had {changed.en}{also.en}",
        )


def _change(change: Supposition, way: Contrast, told: Told) -> Text:
    match change:
        case Move(id):
            label = event_label(told.history.by_id[id])
            when = _when(id, way)
            return Text(f"{label.zh}于 {when.zh}作出", f"{label.en} been done {when.en}")
        case Add(kind):
            what, when = kind_name(kind), _when(ADDED, way)
            own = joined(_of_added(way, told), COMMA)
            about = Text(f"（{own.zh}）", f" ({own.en})") if own else Text("", "")
            return Text(
                f"另有{what.zh}，于 {when.zh}作出{about.zh}",
                f"there been {a(what.en)} {when.en}{about.en}",
            )
        case Drop(id):
            label = event_label(told.history.by_id[id])
            return Text(f"没有{label.zh}", f"{label.en} not been done")
        case Vary(id):
            said = [fact(n, v, told.history) for n, v in way.facts if n.owner == id]
            whole = joined(said, COMMA)
            return Text(f"记载为：{whole.zh}", f"it been so that {whole.en}")
        case _:
            assert_never(change)


def _when(owner: EventId, way: Contrast) -> Text:
    days = [r for r in way.ranges if r.cell.owner == owner and r.cell.field in DAYS]
    if not days:
        return Text("任何一日", "on any day")
    return joined((_span(r) for r in days), Text(" 且收到于 ", " and received "))


def _span(one: Range) -> Text:
    first, last = date_of(one.first), date_of(one.last)
    if first == last:
        return Text(f"{first} ", f"on {first}")
    if one.lowest and not one.highest:
        return Text(f"{last} 或之前", f"on or before {last}")
    if one.highest and not one.lowest:
        return Text(f"{first} 或之后", f"on or after {first}")
    return Text(f"{first} 至 {last} 之间", f"between {first} and {last}")


def _of_added(way: Contrast, told: Told) -> Iterator[Text]:
    own = [(name, value) for name, value in way.facts if name.owner == ADDED]
    order = {field: place for place, field in enumerate(("by", "to", "refers"))}
    for name, value in sorted(own, key=lambda one: order.get(one[0].field, len(order))):
        yield of_itself(name, value, told.history)
    for one in way.ranges:
        if one.cell.owner == ADDED and one.cell.field not in DAYS:
            label = of_itself(one.cell, one.first, told.history)
            if one.first != one.last:
                label = label + Text(f" 至 {one.last}", f" to {one.last}")
            yield label


def _others(way: Contrast, told: Told) -> Iterator[Text]:
    """Yields what the record leaves open and the answer needs."""
    changed = {ADDED, *(c.event for c in way.changes if isinstance(c, Vary | Move))}
    for name, value in way.facts:
        if name.owner not in changed:
            yield fact(name, value, told.history)
    for one in way.ranges:
        if one.cell.owner not in changed:
            yield fact(one.cell, one.first, told.history) + (
                Text("", "") if one.first == one.last else same(f" … {one.last}")
            )
