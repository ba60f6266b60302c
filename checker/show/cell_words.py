"""A cell of the record in words: as a question, as what it may be, as a known fact."""

from __future__ import annotations

from typing import Final

from checker.ground.residual import CellName
from checker.show.glossary import FACTS, FIELDS, FLAGS, word
from checker.show.glossary_kinds import kind_name
from checker.show.lang import Text, a, joined, same
from checker.show.people import event_label, party_name
from checker.tasks.findings import Given
from model.calendar import Calendar, date_of
from model.history import History, Span
from model.logic.limits import open_limit_of
from model.logic.readings import reading
from model.words import Field, Kind

_SAYS_NOTHING: Final = Text("未载明", "does not say")
_DAYS: Final = frozenset({"on", "sent", "received", "limit", "until"})


def question(name: CellName, history: History, calendar: Calendar) -> Text:
    """Returns what one would have to know: `是否情况复杂（e3 未载明）`."""
    if name.owner in ("record", "calendar", "law"):
        return _outside(name, calendar)
    if name.field == "order":
        ids = name.owner.split(" ")
        who = joined((_owner(i, history) for i in ids), Text("与", " and "))
        return Text(f"{who.zh}在同一天的先后", f"which came first on their day: {who.en}")
    span = _span(name, history)
    if span is not None:
        return _day_between(name, span, history)
    matter = name.owner in history.matters
    where = Text(f"事项 {name.owner}", f"matter {name.owner}") if matter else same(name.owner)
    said = Text(f"（{where.zh} {_SAYS_NOTHING.zh}）", f" ({where.en} {_SAYS_NOTHING.en})")
    return _asked(name, history) + said


def _span(name: CellName, history: History) -> Span | None:
    e = history.by_id.get(name.owner)
    if e is None or name.field not in _DAYS:
        return None
    cell = e.cells.get(Field(name.field))
    return cell if isinstance(cell, Span) else None


def _day_between(name: CellName, span: Span, history: History) -> Text:
    label, what = _owner(name.owner, history), FIELDS[name.field]
    low, high = date_of(span.low), date_of(span.high)
    return Text(
        f"{label.zh}的确切{what.zh}（在 {low} 至 {high} 之间）",
        f"{what.en} of {label.en}, between {low} and {high}",
    )


def _outside(name: CellName, calendar: Calendar) -> Text:
    match name.owner, name.field:
        case "record", _:
            kind = _kind(name.detail)
            return Text(f"是否有未记载的“{kind.zh}”", f"whether {a(kind.en)} went unrecorded")
        case "calendar", _:
            year = _year(name.detail, calendar)
            return Text(
                f"{year} 年放假安排（尚未公布或未载入，见 --calendar）",
                f"the working days of {year} (not published or not loaded; see --calendar)",
            )
        case _, "limit":
            limit = open_limit_of(name.detail)
            return Text(
                f"{limit.id}：“{limit.zh}”应为几日（条文未定日数）",
                f"{limit.id}: how many days “{limit.en}” means (the text has no number)",
            )
        case _:
            asked = reading(name.detail)
            return Text(
                f"{name.detail}“{asked.question_zh}”法律未作规定",
                f"{name.detail}, left open by the law ({asked.question_en})",
            )


def _year(detail: str, calendar: Calendar) -> int:
    """Returns the first year beyond the calendar that the days after this one need."""
    return date_of(max(int(detail), calendar.last + 1)).year


def _kind(spelling: str) -> Text:
    return kind_name(Kind(spelling)) if spelling in tuple(Kind) else same(spelling)


def _asked(name: CellName, history: History) -> Text:
    field, detail = name.field, name.detail
    if field == "attested":
        fact = FACTS[detail]
        return Text(f"是否{fact.zh}", f"whether {fact.en}")
    if field in ("same_facts", "same_reasons"):
        other = _owner(detail, history)
        what = FACTS[field]
        return Text(f"与 {other.zh} 是否{what.zh}", f"whether {what.en} as of {other.en}")
    if field in FLAGS:
        flag = FLAGS[field]
        return Text(f"是否{flag.zh}", f"whether {flag.en}")
    what = FIELDS.get(field, same(field))
    if detail:
        inside = _value(detail, history)
        return Text(f"{what.zh}是否包括“{inside.zh}”", f"whether {what.en} include {inside.en}")
    return what


def _owner(id: str, history: History) -> Text:
    e = history.by_id.get(id)
    if e is not None:
        return event_label(e)
    return Text(f"事项 {id}", f"matter {id}") if id in history.matters else same(id)


def _value(value: str, history: History) -> Text:
    if history.hierarchy.is_organ(value.partition("/")[0]):
        return party_name(value, history.hierarchy)
    return word(value)


def possible_value(name: CellName, said: str, history: History) -> Text:
    """Returns one value a fact may have: `是`, an organ's name, a word of a list."""
    if name.owner == "law":
        yes = said == "yes"
        return Text("作肯定解" if yes else "作否定解", "if allowed" if yes else "if not")
    return _value(said, history) if said not in ("yes", "no") else word(said)


def given_value(name: CellName, given: Given, history: History) -> Text:
    """Returns what a fact may be: a value, or a range of days or numbers."""
    match given:
        case str():
            if name.owner == "record":
                return Text("没有", "none") if given == "no" else Text("有", "one")
            return possible_value(name, given, history)
        case (low, high):
            first, last = (same(_number(n)) for n in (low, high))
            span = (
                first
                if low == high
                else Text(f"{first.zh} 至 {last.zh}", f"{first.en} to {last.en}")
            )
            return Text(f"于 {span.zh}", f"on {span.en}") if name.owner == "record" else span


def given_word(given: Given) -> str:
    """Returns what a fact may be, for other programs: a word, a number or day, or `from..to`."""
    match given:
        case str():
            return given
        case (low, high):
            return _number(low) if low == high else f"{_number(low)}..{_number(high)}"


_FIRST_DAY: Final = 10_000
"""Numbers from here on are days: no count is so large, and no record so old."""


def _number(n: int) -> str:
    return str(n) if n < _FIRST_DAY else str(date_of(n))


def fact(name: CellName, value: int | str | bool, history: History) -> Text:
    """Returns a known fact as a sentence: `e2 受理 的日期是 2024-02-04`."""
    if name.owner == "law":
        return Text(f"{name.detail} 定为 {value} 日", f"{name.detail} is set to {value} days")
    if name.owner == "record":
        kind = _kind(name.detail)
        if any(e.kind == name.detail for e in history.events):
            return Text(f"没有别的“{kind.zh}”", f"no other {kind.en} is recorded")
        return Text(f"没有“{kind.zh}”的记载", f"no {kind.en} is recorded")
    where = _owner(name.owner, history)
    match value:
        case bool():
            return _yes_or_no(name, where, history, value=value)
        case int() if name.field in _DAYS:
            shown = same(str(date_of(value)))
        case int():
            shown = same(str(value))
        case str():
            shown = _reference(value, history) if name.field == "refers" else _value(value, history)
    what = FIELDS.get(name.field, same(name.field))
    if name.field == "refers":
        return Text(f"{where.zh}针对 {shown.zh}", f"{where.en} refers to {shown.en}")
    return Text(f"{where.zh}的{what.zh}是 {shown.zh}", f"{what.en} of {where.en} is {shown.en}")


def _reference(value: str, history: History) -> Text:
    return joined((_owner(id, history) for id in value.split(" ")), Text("、", ", "))


def _yes_or_no(name: CellName, where: Text, history: History, *, value: bool) -> Text:
    asked = _asked(name, history)
    zh = f"{asked.zh}：{'是' if value else '否'}"
    return Text(f"{where.zh}{zh}", f"{where.en}: {asked.en}: {'yes' if value else 'no'}")


def of_itself(name: CellName, value: int | str | bool, history: History) -> Text:
    """Returns what a cell of an act says, the act not named: `由云河县住建局作出`, `days: 30`."""
    match value:
        case bool():
            asked = _asked(name, history)
            return Text(
                f"{asked.zh}：{'是' if value else '否'}",
                f"{asked.en}: {'yes' if value else 'no'}",
            )
        case int():
            shown = same(str(date_of(value) if name.field in _DAYS else value))
        case str() if name.field == "refers" and value == "nothing recorded":
            return Text("不针对任何已载事件", "referring to nothing recorded")
        case str() if name.field == "refers":
            shown = _reference(value, history)
            return Text(f"针对{shown.zh}", f"referring to {shown.en}")
        case str():
            shown = _value(value, history)
    match name.field:
        case "by":
            return Text(f"由{shown.zh}作出", f"by {shown.en}")
        case "to":
            return Text(f"致{shown.zh}", f"to {shown.en}")
        case _:
            what = FIELDS.get(name.field, same(name.field))
            return Text(f"{what.zh}：{shown.zh}", f"{what.en}: {shown.en}")
