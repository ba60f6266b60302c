"""Why a finding has its verdict, in sentences of both languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, assert_never

from checker.show.cell_words import fact, given_value, question
from checker.show.formula import phrase
from checker.show.glossary import OUTCOMES, cause_text
from checker.show.lang import COMMA, ENUMERATION, SEMICOLON, Text, joined, quantity, same
from checker.show.limit_words import flip_text, granted_text
from checker.show.people import (
    day_text,
    doer,
    event_label,
    kinds_named,
    known_day,
    noted,
    rest_days,
)
from checker.tasks.findings import Bound, Cause, Finding, Joint, Missing, PeriodCount, Verdict
from model.calendar import Calendar, DayKind, date_of
from model.calendar.period import Counting, StartDay, Unit
from model.history import History
from model.logic import nodes as n
from model.logic.meaning import Outcome
from model.logic.readings import Value, reading
from model.words import Field, Kind


@dataclass(frozen=True, slots=True)
class Note:
    """One labelled sentence, without its full stop."""

    label: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Told:
    """What sentences are about: the history, the calendar it was judged by."""

    history: History
    calendar: Calendar


def together(joint: Joint, told: Told) -> Text:
    """Returns that these rules can each be met and not together, and what they fight over."""
    rules = joined((same(rule.id) for rule in joint.rules), ENUMERATION)
    facts = joined((question(f, told.history, told.calendar) for f in joint.facts), ENUMERATION)
    zh = f"{rules.zh} 各自均可能已遵守，但不可能同时遵守，至少有一条必被违反"
    en = f"each of {rules.en} may have been met, but not all of them: one at least is broken"
    on = Text(f"；哪一条取决于{facts.zh}", f"; which one turns on {facts.en}")
    return Text(zh, en) + on if facts else Text(zh, en)


RESULT: Final = Text("结果", "result")
PERIOD: Final = Text("期间", "period")
READINGS: Final = Text("读法", "readings")
LIMIT: Final = Text("时限", "limit")
MISSING: Final = Text("所缺", "missing")
FACTS_USED: Final = Text("依据", "facts")


def why(finding: Finding, told: Told) -> Text:
    """Returns the whole reason as one text of full sentences."""
    whole = Text("", "")
    for note in notes(finding, told):
        text = Text(note.text.zh + "。", note.text.en[:1].upper() + note.text.en[1:] + ". ")
        whole += text
    return Text(whole.zh, whole.en.rstrip())


def notes(finding: Finding, told: Told) -> tuple[Note, ...]:
    """Returns the reason in labelled sentences: never none."""
    return tuple(_notes(finding, told))


def _notes(finding: Finding, told: Told) -> Iterator[Note]:
    if finding.count is not None and finding.verdict is not Verdict.UNDETERMINED:
        yield Note(PERIOD, _period(finding.count, told))
    yield Note(RESULT, _result(finding, told))
    match finding.verdict:
        case Verdict.UNDETERMINED:
            yield from (Note(LIMIT, flip_text(f)) for f in finding.flips)
            yield from _missing(finding.missing, told)
            yield from _bounded(finding.missing_bound)
            if finding.count is not None:
                yield Note(PERIOD, _period(finding.count, told))
        case Verdict.CONTESTED:
            yield from _contested(finding, told)
        case Verdict.VIOLATED | Verdict.PENDING:
            yield from (Note(LIMIT, granted_text(id)) for id in finding.longest)
            yield from _elsewhere(finding, told)
            yield from _proof(finding, told)
        case Verdict.SATISFIED | Verdict.EXCUSED | Verdict.LAPSED:
            pass
        case _:
            assert_never(finding.verdict)


# ---- the period ----------------------------------------------------------------------------------


def _period(count: PeriodCount, told: Told) -> Text:
    last = day_text(count.due, told.calendar)
    if not count.counts:
        where = _started_by(count, told)
        return Text(f"{where.zh}定为 {last.zh}", f"the last day is {last.en}, {where.en}")
    begun = _started_by(count, told)
    start = day_text(count.start, told.calendar)
    first = Text(f"自{begun.zh} {start.zh}起算", f"it starts with {begun.en} on {start.en}")
    parts = [first, *_steps(count, told)]
    if count.lengthened_by:
        by = joined((_labelled(id, told) for id in count.lengthened_by), ENUMERATION)
        parts.append(Text(f"其中延长依{by.zh}", f"lengthened by {by.en}"))
    return joined(parts, COMMA)


def _started_by(count: PeriodCount, told: Told) -> Text:
    if count.starts is None:
        return Text("规定之日", "a fixed day")
    id, field = count.starts
    label = _labelled(id, told)
    match field:
        case Field.RECEIVED:
            return Text(f"{label.zh}收到之日", f"receipt of {label.en}")
        case Field.LIMIT:
            return Text(f"期限由 {label.zh}", f"set by {label.en}")
        case Field.ON if told.history.by_id[id].kind in (Kind.SUBMIT, *_PASSED, *_REQUESTS):
            return Text(f"收到{label.zh}之日", f"receipt of {label.en}")
        case _:
            return Text(f"{label.zh}之日", label.en)


_PASSED: Final = (Kind.TRANSFER, Kind.ASSIGN, Kind.DELIVER)
_REQUESTS: Final = (Kind.REVIEW_REQUEST, Kind.RE_REVIEW_REQUEST)


def _labelled(id: str, told: Told) -> Text:
    e = told.history.by_id.get(id)
    return event_label(e) if e else same(id)


def _steps(count: PeriodCount, told: Told) -> Iterator[Text]:
    first = count.counts[0]
    if first.start_day is StartDay.EXCLUDED:
        yield Text("当日不计入", "that day not counted")
    else:
        yield Text("当日计入", "that day counted")
    stopped = len(count.suspended)
    for place, step in enumerate(count.counts):
        own = stopped if step.unit is Unit.NATURAL and place == 0 else 0
        yield _amount(step, own, again=place > 0)
        if step.not_counted:
            rest = rest_days(step.not_counted)
            yield Text(f"不计 {rest.zh}", f"not counting {rest.en}")
        yield from _worked_weekends(step, told)
        if own:
            days = quantity(own, "日", "day")
            yield Text(f"另有 {days.zh}听证不计入", f"{days.en} of hearing left out")
        yield _end(step, told)


def _worked_weekends(step: Counting, told: Told) -> Iterator[Text]:
    """Yields the make-up working days that a period of working days counts."""
    if step.unit is not Unit.WORKING or step.first_counted is None:
        return
    days = (told.calendar.describe(d) for d in range(step.first_counted, step.due + 1))
    worked = [noted(d) for d in days if d.kind is DayKind.MAKE_UP]
    if worked:
        which = joined(worked, ENUMERATION)
        yield Text(f"计入 {which.zh}", f"counting {which.en}")


def _amount(step: Counting, stopped: int, *, again: bool) -> Text:
    days = step.n - stopped
    before = Text("再加 ", "then ") if again else Text("", "")
    if step.unit is Unit.WORKING:
        return before + quantity(days, "个工作日", "working day")
    return before + quantity(days, "个自然日", "natural day")


def _end(step: Counting, told: Told) -> Text:
    raw = day_text(step.raw_end, told.calendar)
    if not step.skipped:
        return Text(f"至 {raw.zh}", f"to {raw.en}")
    rest, last = rest_days(step.skipped), day_text(step.due, told.calendar)
    if len(step.skipped) == 1:
        return Text(f"至 {raw.zh}，顺延至 {last.zh}", f"to {raw.en}, so it moves on to {last.en}")
    return Text(
        f"至 {raw.zh}；{rest.zh}，顺延至 {last.zh}",
        f"to {raw.en}; {rest.en}, so it moves on to {last.en}",
    )


# ---- the result ----------------------------------------------------------------------------------


def _result(finding: Finding, told: Told) -> Text:
    match finding.verdict:
        case Verdict.VIOLATED:
            return _breach(finding, told)
        case Verdict.LAPSED:
            last = _last_day(finding)
            return Text(
                f"期限至 {last.zh} 届满，权利未在期限内行使",
                f"the time ended on {last.en} and the right was not used in it",
            )
        case Verdict.PENDING:
            return _left(finding, told)
        case Verdict.SATISFIED:
            return _met(finding)
        case Verdict.EXCUSED:
            reason = (
                Text(f"（{finding.excuse}）", f" ({finding.excuse})")
                if finding.excuse
                else same("")
            )
            return Text("因法定情形不构成违反", "an exception applies") + reason
        case Verdict.UNDETERMINED:
            return cause_text(finding.cause or Cause.MISSING_FACT)
        case Verdict.CONTESTED:
            if finding.under_default is None:
                return Text("结论取决于法律读法", "it turns on how the law is read")
            default = OUTCOMES[finding.under_default]
            late = _days_late(finding)
            return Text(
                f"结论取决于法律读法；按通行读法：{default.zh}{late.zh}",
                f"it turns on how the law is read; by the default reading: {default.en}{late.en}",
            )
        case _:
            assert_never(finding.verdict)


def _last_day(finding: Finding) -> Text:
    return same(str(date_of(finding.due))) if finding.due is not None else Text("不明之日", "?")


def _days_late(finding: Finding) -> Text:
    if not finding.days_late or finding.days_late < 0:
        return Text("", "")
    days = quantity(finding.days_late, "日", "day")
    return Text(f"，逾期 {days.zh}", f", {days.en} late")


def _breach(finding: Finding, told: Told) -> Text:
    demand = finding.rule.demand
    match demand:
        case n.Answer(what, _):
            return _late(finding, what, told)
        case n.Never():
            return _forbidden(finding, told)
        case n.Holds(what):
            names = _names(finding)
            unmet = joined((phrase(f, names) for f in finding.unmet or (what,)), SEMICOLON)
            return Text(
                f"所要求的条件未具备：{unmet.zh}", f"what is required does not hold: {unmet.en}"
            )
        case _:
            assert_never(demand)


def _late(finding: Finding, what: n.Formula, told: Told) -> Text:
    last = _last_day(finding)
    act = finding.act
    if act is not None and finding.days_late is not None and finding.days_late > 0:
        label, day = event_label(act), known_day(act)
        on = same("") if day is None else Text(f"于 {date_of(day)} ", f" on {date_of(day)}")
        late = quantity(finding.days_late, "日", "day")
        return Text(
            f"最后一日为 {last.zh}；{label.zh}{on.zh}才作出，逾期 {late.zh}",
            f"the last day was {last.en}; {label.en} came{on.en}, {late.en} late",
        )
    wanted, until = kinds_named(_wanted(what)), date_of(told.history.as_of)
    past = _days_late(finding)
    return Text(
        f"最后一日为 {last.zh}；截至 {until} 未见符合要求的{wanted.zh}{past.zh}",
        f"the last day was {last.en}; no sufficient {wanted.en} until {until}{past.en}",
    )


def _wanted(what: n.Formula) -> Iterator[Kind]:
    """Yields the kinds of event that could meet a demand, under the default readings."""
    match what:
        case n.Some(var, _, _):
            yield from var.kinds
        case n.And(args) | n.Or(args):
            for arg in args:
                yield from _wanted(arg)
        case n.Choose(id, branches):
            yield from _wanted(dict(branches)[reading(id).default().word])
        case _:
            return


def _forbidden(finding: Finding, told: Told) -> Text:
    act = finding.act or finding.events[-1]
    label, who, day = event_label(act), doer(act, told.history), known_day(act)
    by = Text(f"由{who.zh}作出，", f" by {who.en}") if who else same("")
    on = Text(f"于 {date_of(day)} ", f" on {date_of(day)}") if day is not None else same("")
    return Text(
        f"{label.zh} {on.zh}{by.zh}为本条所禁止",
        f"{label.en}{by.en}{on.en} is what the rule forbids",
    )


def _names(finding: Finding) -> Mapping[str, Text]:
    pairs = zip(finding.rule.triggers, finding.events, strict=True)
    return {var.name: same(e.id) for var, e in pairs}


def _left(finding: Finding, told: Told) -> Text:
    as_of, due = told.history.as_of, finding.due
    if due is None or due < as_of:
        return Text("期限尚未届满", "there is still time")
    last = day_text(due, told.calendar)
    if due == as_of:
        return Text(
            f"最后一日为 {last.zh}，即记载截止之日",
            f"the last day is {last.en}, the day of the record",
        )
    days = quantity(due - as_of, "个自然日", "natural day")
    if not (told.calendar.covers(due) and told.calendar.covers(as_of)):
        return Text(
            f"最后一日为 {last.zh}，尚余 {days.zh}", f"the last day is {last.en}: {days.en} left"
        )
    worked = told.calendar.working_index(due) - told.calendar.working_index(as_of)
    working = quantity(worked, "个工作日", "working day")
    return Text(
        f"最后一日为 {last.zh}，尚余 {days.zh}（其中 {working.zh}）",
        f"the last day is {last.en}: {days.en} left, {working.en} among them",
    )


def _met(finding: Finding) -> Text:
    if finding.act is None:
        return Text("已满足", "it is met")
    label, day = event_label(finding.act), known_day(finding.act)
    on = Text(f"（{date_of(day)}）", f" ({date_of(day)})") if day is not None else same("")
    last = (
        Text(f"，最后一日为 {date_of(finding.due)}", f", the last day was {date_of(finding.due)}")
        if finding.due
        else same("")
    )
    return Text(f"由{label.zh}{on.zh}满足{last.zh}", f"met by {label.en}{on.en}{last.en}")


# ---- what is missing, what is doubted ------------------------------------------------------------


def _missing(missing: Iterable[Missing], told: Told) -> Iterator[Note]:
    """Yields a note per set of facts that decides; one for all that matter without deciding."""
    weak: list[Text] = []
    for one in missing:
        cells = (question(c, told.history, told.calendar) for c in one.cells)
        asked = joined(cells, Text(" 与 ", " and "))
        if one.decides:
            yield Note(MISSING, asked + _what_each_makes(one, told))
        else:
            weak.append(asked)
    if weak:
        each = joined(weak, SEMICOLON)
        yield Note(
            MISSING,
            Text(
                f"{each.zh}（各有影响，知其少数仍不足以定论）",
                f"{each.en} (each matters, but no few of them decide)",
            ),
        )


def _bounded(bound: Bound | None) -> Iterator[Note]:
    """Yields that the search did not come to its end, and where it stopped."""
    if bound is not None:
        tried = quantity(bound.asked, "组事实", "set")
        yield Note(
            MISSING,
            Text(
                f"{bound.of} 组中只查找了 {tried.zh}（求解器放弃 {bound.gave_up} 次），或另有",
                f"the search ended after {tried.en} of {bound.of} (the solver gave up on "
                f"{bound.gave_up}): others may decide",
            ),
        )


def _what_each_makes(missing: Missing, told: Told) -> Text:
    if not missing.outcomes:
        return Text("", "")
    by_outcome: dict[tuple[Outcome, ...], list[Text]] = {}
    for if_so in missing.outcomes:
        pairs = zip(missing.cells, if_so.given, strict=True)
        values = joined((given_value(c, g, told.history) for c, g in pairs), Text("且", " and "))
        by_outcome.setdefault(if_so.outcomes, []).append(values)
    cases = [
        joined(values, ENUMERATION) + same(" → ") + _either(outcomes)
        for outcomes, values in by_outcome.items()
    ]
    whole = joined(cases, SEMICOLON)
    return Text(f"：{whole.zh}", f": {whole.en}")


def _either(outcomes: Iterable[Outcome]) -> Text:
    return joined((OUTCOMES[o] for o in outcomes), Text("或", " or "))


def _authority(id: str, value: str) -> Text:
    about = _about(id, value)
    return Text(about.source_zh or about.source, about.source)


def _contested(finding: Finding, told: Told) -> Iterator[Note]:
    dues = dict(finding.count.elsewhere) if finding.count else {}
    for changed in finding.turns_on:
        said = _reading_values(changed)
        outcomes = outcomes_under(finding, changed)
        made = (
            _either(sorted(outcomes, key=lambda o: o.value)) if outcomes else Text("不同", "other")
        )
        last = _by_then(finding, dues.get(changed), outcomes, told)
        sources = joined(dict.fromkeys(_authority(id, v) for id, v in changed), SEMICOLON)
        yield Note(
            READINGS,
            Text(
                f"若按 {said.zh}：{made.zh}{last.zh}（依据：{sources.zh}）",
                f"with {said.en}: {made.en}{last.en} (authority: {sources.en})",
            ),
        )


def _by_then(finding: Finding, due: int | None, outcomes: frozenset[Outcome], told: Told) -> Text:
    """Returns the last day under another reading, and how late that makes the act."""
    if due is None:
        return Text("", "")
    last = day_text(due, told.calendar)
    day = known_day(finding.act) if finding.act else told.history.as_of
    late = day - due if day is not None and outcomes == frozenset({Outcome.VIOLATED}) else 0
    whole = Text(f"，最后一日为 {last.zh}", f", the last day being {last.en}")
    if late <= 0:
        return whole
    days = quantity(late, "日", "day")
    return whole + Text(f"，逾期 {days.zh}", f", {days.en} late")


def outcomes_under(finding: Finding, changed: tuple[tuple[str, str], ...]) -> frozenset[Outcome]:
    """Returns the outcomes under these readings, all others being the default."""
    wanted = dict(changed)
    for readings, outcomes in finding.by_readings:
        if all(wanted.get(id, reading(id).default().word) == w for id, w in readings):
            return outcomes
    return frozenset()


def _reading_values(changed: Iterable[tuple[str, str]]) -> Text:
    return joined(
        (
            Text(f"{id}={v}（{_about(id, v).zh}）", f"{id}={v} ({_about(id, v).en})")
            for id, v in changed
        ),
        Text("、", ", "),
    )


def _about(id: str, word: str) -> Value:
    return next(v.about for v in reading(id) if v.word == word)


def _elsewhere(finding: Finding, told: Told) -> Iterator[Note]:
    """Yields the due days under other live readings."""
    for changed, due in finding.count.elsewhere if finding.count else ():
        said, last = _reading_values(changed), day_text(due, told.calendar)
        late = _late_by(finding, due)
        yield Note(
            READINGS,
            Text(
                f"若按 {said.zh}，最后一日为 {last.zh}{late.zh}",
                f"with {said.en} the last day is {last.en}{late.en}",
            ),
        )


def _late_by(finding: Finding, due: int) -> Text:
    if finding.due is None or finding.days_late is None:
        return Text("", "")
    late = finding.days_late + finding.due - due
    if late <= 0:
        return Text("，不逾期", ", not late")
    days = quantity(late, "日", "day")
    return Text(f"，逾期 {days.zh}", f", {days.en} late")


def _proof(finding: Finding, told: Told) -> Iterator[Note]:
    if finding.proof is None or not finding.proof.facts:
        return
    facts = [fact(name, value, told.history) for name, value in finding.proof.facts]
    yield Note(FACTS_USED, joined(facts, SEMICOLON))
