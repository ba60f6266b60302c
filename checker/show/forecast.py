"""Forecasts as text: a table of what is due, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from checker.show.forecast_document import (
    DutyDocument,
    ForecastDocument,
    PlanDocument,
    UnderDocument,
)
from checker.show.lang import ENUMERATION, SEMICOLON, Lang, Text, joined, quantity, same
from checker.show.paint import BLUE, BOLD, DIM, RED, YELLOW, Row, Style, columns, row, wrapped
from checker.tasks.forecast import Doubt
from model.logic.rule import Modality

_WIDEST: Final = 94
_SOON: Final = 7
"""Days left from which a line is marked."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One running duty and the case it is of."""

    case: ForecastDocument
    duty: DutyDocument


def entries(cases: Sequence[ForecastDocument], within: int | None) -> tuple[Entry, ...]:
    """Returns the duties of all cases, most urgent first: what cannot be kept any more, then by
    the first of the last safe days, then what has no last day. `within`: only those whose first
    last safe day is so many natural days from the end of the record, or nearer."""
    found = [Entry(c, d) for c in cases for d in c.duties if _wanted(c, d, within)]
    return tuple(sorted(found, key=_urgency))


def _wanted(case: ForecastDocument, duty: DutyDocument, within: int | None) -> bool:
    if within is None or duty.unavoidable:
        return True
    return duty.earliest is not None and (duty.earliest - case.as_of).days <= within


def _urgency(e: Entry) -> tuple[int, date, str, str]:
    first = e.duty.earliest
    rank = 0 if e.duty.unavoidable else 1 if first is not None else 2
    return rank, first or e.case.as_of, e.case.case, e.duty.rule


def forecast_rows(
    cases: Sequence[ForecastDocument], found: Sequence[Entry], lang: Lang
) -> Iterator[Row]:
    """Yields the table, and one line that sums it up."""
    for entry in found:
        yield from _entry_rows(entry, lang)
    for case in cases:
        yield from _plan_rows(case, lang)
    yield from _summary(cases, found, lang)


def _entry_rows(entry: Entry, lang: Lang) -> Iterator[Row]:
    duty = entry.duty
    when, left, style = _when(duty, lang)
    yield row(
        (f"{when}  ", style),
        (_left(left, 26), style),
        (_left(duty.rule, 14), BOLD),
        (f" {entry.case.case} {duty.matter}", DIM),
    )
    right = Text("（权利）", " (a right)") if duty.modality is Modality.RIGHT else same("")
    what = Text(
        f"{duty.who.zh}{right.zh}：{duty.act.zh}", f"{duty.who.en}{right.en}: {duty.act.en}"
    )
    for line in wrapped(what.of(lang), _WIDEST - 12):
        yield row(" " * 12, line)
    for note in _notes(duty):
        first, *more = wrapped(note.of(lang), _WIDEST - 14)
        yield row(" " * 12, ("= ", BLUE), first)
        yield from (row(" " * 14, line) for line in more)


def _when(duty: DutyDocument, lang: Lang) -> tuple[str, str, Style]:
    last = duty.last_safe_day or duty.earliest
    if duty.unavoidable:
        return "—         ", Text("已无法依法完成", "cannot be kept any more").of(lang), RED
    if last is None:
        return "—         ", Text("无最后期限", "no last day").of(lang), DIM
    days = duty.days_left or 0
    said = quantity(days, "日", "day")
    if duty.working_days_left is not None:
        working = duty.working_days_left
        said = Text(f"余 {said.zh}（工作日 {working}）", f"{said.en} left, {working} working")
    style = RED if days == 0 else YELLOW if days <= _SOON else BLUE
    return str(last), said.of(lang), style


# ---- notes ---------------------------------------------------------------------------------------


def _notes(duty: DutyDocument) -> Iterator[Text]:
    if duty.unavoidable and duty.since is not None:
        yield _since(duty)
    main = next((u for u in duty.under if u.engaged), None)
    if main is not None and len(main.safe) > 1:
        yield _holes(main)
    if main is not None and main.unknown_facts:
        yield Text(
            "有事实不明，最后一日按最不利的情形计",
            "something is unknown: the days are those that are safe whatever it is",
        )
    yield from _readings(duty)
    for doubt in dict.fromkeys(u.doubt for u in duty.under if u.doubt is not None):
        yield DOUBTS[doubt]


def _since(duty: DutyDocument) -> Text:
    assert duty.since is not None
    day, event = duty.since.day, duty.since.event
    holder = duty.since.holder or "?"
    return Text(
        f"自 {day} 的 {event} 起（其后由 {holder} 办理）违反已不可避免（仅指时间先后，不论过错）",
        f"a breach is unavoidable since {event} on {day}, after which {holder} had the matter"
        " (a matter of timing, not of fault)",
    )


def _holes(u: UnderDocument) -> Text:
    parts = joined((_range(d.first, d.last) for d in u.safe), ENUMERATION)
    return Text(f"仅在下列各日：{parts.zh}", f"on these days only: {parts.en}")


def _range(first: date, last: date) -> Text:
    if first == last:
        return same(str(first))
    return Text(f"{first} 至 {last}", f"{first} to {last}")


def _readings(duty: DutyDocument) -> Iterator[Text]:
    """Yields under which readings the last safe day is another one, each time by the fewest."""
    base = duty.under[0] if duty.under else None
    if base is None:
        return
    told: list[tuple[dict[str, str], Text]] = []
    for u in sorted(duty.under[1:], key=lambda u: len(u.readings)):
        said = _state(u)
        within = (t for r, t in told if r.items() <= u.readings.items())
        if said != _state(base) and not any(t == said for t in within):
            told.append((u.readings, said))
    if not told:
        return
    named = [(Text("按默认读法", "by default"), _state(base))]
    named += [(same(" ".join(f"{k}={v}" for k, v in r.items())), t) for r, t in told]
    parts = (Text(f"{who.zh}：{t.zh}", f"{who.en}: {t.en}") for who, t in named)
    yield joined(parts, SEMICOLON)


def _state(u: UnderDocument) -> Text:
    if not u.engaged:
        return Text("已无义务", "nothing is owed")
    if u.last_safe_day is None:
        if u.doubt is not None or u.due is None:
            return Text("最后一日不明", "no last day known")
        return Text("已无法完成", "too late")
    return Text(f"至 {u.last_safe_day}", f"until {u.last_safe_day}")


DOUBTS: Final = {
    Doubt.GAVE_UP: Text(
        "求解器放弃：此外是否尚有可行之日不明", "the solver gave up: there may be more safe days"
    ),
    Doubt.ENGINES_DISAGREE: Text(
        "各引擎结论不一，请报告此案", "the engines disagree: please report the case"
    ),
    Doubt.NOT_EXPRESSIBLE: Text(
        "有一处无法编码：可行之日不明", "it has no encoding: the safe days are not known"
    ),
    Doubt.OPEN_LIMIT: Text(
        "条文未定日数：以 --limit 取值后可得最后一日",
        "the text gives no number of days: set the limit by --limit",
    ),
    Doubt.STANDS_STILL: Text(
        "期间正在中止，尚无最后一日", "the period stands still: there is no last day yet"
    ),
    Doubt.TOO_FAR: Text("最后一日过于遥远", "the last day is too far ahead to be looked into"),
    Doubt.WAYS: Text("履行方式过多，仅考察其中几种", "more ways to meet it than are looked into"),
}


# ---- plans ---------------------------------------------------------------------------------------


def _plan_rows(case: ForecastDocument, lang: Lang) -> Iterator[Row]:
    plan = case.plan
    if plan is None:
        return
    yield row("")
    if not plan.steps:
        yield row(("  ✗ ", RED), _no_plan(case, plan).of(lang))
        return
    head = Text(
        f"{case.case}：下列行为合在一起，使各项期限均依法履行",
        f"{case.case}: these acts together keep every running duty lawful",
    )
    yield row(("  ✓ ", BLUE), (head.of(lang), BOLD))
    for step in plan.steps:
        who, words = Text(step.who.zh, step.who.en), Text(step.words.zh, step.words.en)
        yield row((f"    {step.day}  ", BLUE), f"{who.of(lang)}: {words.of(lang)}")
    for note in _plan_notes(plan):
        for line in wrapped(note.of(lang), _WIDEST - 6):
            yield row(" " * 6, (line, DIM))


def _plan_notes(plan: PlanDocument) -> Iterator[Text]:
    if plan.starts:
        ids = ", ".join(plan.starts)
        yield Text(f"由此开始计算的期限：{ids}", f"it starts what is then due: {ids}")
    if plan.doubtful:
        ids = ", ".join(plan.doubtful)
        yield Text(f"是否遵守尚须认定：{ids}", f"whether these are kept is then not known: {ids}")


def _no_plan(case: ForecastDocument, plan: PlanDocument) -> Text:
    if plan.together:
        ids = ", ".join(plan.together)
        return Text(
            f"{case.case}：所考察的行为中没有可使下列规则同时得到遵守的：{ids}",
            f"{case.case}: no acts among those looked at keep these rules together: {ids}",
        )
    return Text(f"{case.case}：未找到计划", f"{case.case}: no plan was found")


# ---- the end -------------------------------------------------------------------------------------


def _summary(
    cases: Sequence[ForecastDocument], found: Sequence[Entry], lang: Lang
) -> Iterator[Row]:
    if found:
        yield row("")
    lost = sum(e.duty.unavoidable for e in found)
    broken = sum(bool(c.broken) for c in cases)
    many, word = len(found), "duty" if len(found) == 1 else "duties"
    number = quantity(len(cases), "件", "case")
    said = Text(f"{number.zh}：{many} 项期限", f"{number.en}: {many} running {word}")
    if lost:
        said += Text(f"，其中 {lost} 项已无法依法完成", f", {lost} that cannot be kept any more")
    if broken:
        said += Text(
            f"；{broken} 件已有违反（见 xinfang check）",
            f"; {broken} with a breach already (see xinfang check)",
        )
    yield row((said.of(lang), BOLD))


def _left(text: str, width: int) -> str:
    return text + " " * max(1, width - columns(text))
