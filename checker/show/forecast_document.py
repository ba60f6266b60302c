"""Forecasts as data for other programs: one document per case, one entry per running duty."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import ClassVar, Final, assert_never

from checker.read.place import CaseError
from checker.show.document import Both, ErrorDocument, error_document
from checker.show.glossary_kinds import kind_name
from checker.show.lang import ENUMERATION, Text, joined, same
from checker.show.people import bearer_name, party_name
from checker.show.plain import plain
from checker.tasks.findings import HistoryVerdict, Report, Verdict
from checker.tasks.forecast import Act, Doubt, Running, Under
from checker.tasks.forecast_plan import NoPlan, Plan, Planned
from model.calendar import Calendar, date_of
from model.history import History
from model.logic.rule import Modality

_STRICT: Final = {"extra": "forbid"}


@dataclass(frozen=True)
class ActDocument:
    """An act that meets the demand, or one of several. `by`, `to`: null where anybody will do.
    `refers`: events of the case, or acts of the same list by their `id`. `such`: what else is so
    of it, as cells of the case file (`written`, `states[receipt]`)."""

    __pydantic_config__: ClassVar = _STRICT
    id: str
    kind: str
    by: str | None
    to: str | None
    refers: tuple[str, ...]
    such: dict[str, bool | int | str]


@dataclass(frozen=True)
class DaysDocument:
    """Days in a row, both ends included."""

    __pydantic_config__: ClassVar = _STRICT
    first: date
    last: date


@dataclass(frozen=True)
class UnderDocument:
    """What is so under one combination of live readings. `readings`: those that are not the
    default. `engaged`: false iff nothing is owed any more under them. `safe`: every day on which
    the acts still meet the demand; `exact`: false iff `doubt` says why it may have more.
    `unknown_facts`: whether something unknown takes days away."""

    __pydantic_config__: ClassVar = _STRICT
    readings: dict[str, str]
    engaged: bool
    due: date | None
    safe: tuple[DaysDocument, ...]
    last_safe_day: date | None
    unknown_facts: bool
    acts: tuple[ActDocument, ...]
    exact: bool
    doubt: Doubt | None


@dataclass(frozen=True)
class DutyDocument:
    """One running duty, or running right. `last_safe_day`: under the default readings; `earliest`
    and `latest`: the first and the last of the last safe days over all live readings, under which
    readings `under` says. `days_left`, `working_days_left`: from the day of the record to
    `last_safe_day`, or to `earliest` where nothing is owed by default; null where the calendar is
    not known. `unavoidable`: whether no act on any day keeps it lawful; `since`: the event since
    which that is so, and who had the matter."""

    __pydantic_config__: ClassVar = _STRICT
    rule: str
    article: str
    modality: Modality
    verdict: Verdict
    matter: str
    events: tuple[str, ...]
    bearer: tuple[str, ...]
    who: Both
    act: Both
    last_safe_day: date | None
    days_left: int | None
    working_days_left: int | None
    earliest: date | None
    latest: date | None
    under: tuple[UnderDocument, ...]
    unavoidable: bool
    since: SinceDocument | None


@dataclass(frozen=True)
class SinceDocument:
    """The event since which a breach could not be avoided, its day, and who had the matter."""

    __pydantic_config__: ClassVar = _STRICT
    event: str
    day: date
    holder: str | None


@dataclass(frozen=True)
class StepDocument:
    """An act of a plan, its day, and both in words. Steps of one day are done in their order."""

    __pydantic_config__: ClassVar = _STRICT
    day: date
    act: ActDocument
    who: Both
    words: Both


@dataclass(frozen=True)
class PlanDocument:
    """Acts and days that keep all running duties lawful together, each as late as the ones before
    it allow. `starts`: rules that begin to run by them; `doubtful`: rules of which it is then not
    known whether they are kept. No steps: there is no plan; `together`: rules that clash, where
    that is known, else `doubt`."""

    __pydantic_config__: ClassVar = _STRICT
    steps: tuple[StepDocument, ...]
    starts: tuple[str, ...]
    doubtful: tuple[str, ...]
    together: tuple[str, ...]
    doubt: Doubt | None


@dataclass(frozen=True)
class ForecastDocument:
    """What still runs in one history. `broken`: rules violated already, which `check` explains.
    `plan`: null unless it was asked for and a duty runs."""

    __pydantic_config__: ClassVar = _STRICT
    case: str
    verdict: HistoryVerdict
    as_of: date
    duties: tuple[DutyDocument, ...]
    broken: tuple[str, ...]
    plan: PlanDocument | None


def forecast_document(
    report: Report, found: Sequence[Running], calendar: Calendar, planned: Planned | None
) -> ForecastDocument:
    """Returns the document of a forecast."""
    broken = (f.rule.id for f in report.findings if f.verdict is Verdict.VIOLATED)
    return ForecastDocument(
        report.history.case,
        report.verdict,
        date_of(report.history.as_of),
        tuple(_duty(one, report.history, calendar) for one in found),
        tuple(dict.fromkeys(broken)),
        None if planned is None else _plan(planned, report.history),
    )


def _plan(planned: Planned, history: History) -> PlanDocument:
    match planned:
        case NoPlan(together, _, doubt):
            return PlanDocument((), (), (), together, doubt)
        case Plan(acts, starts, doubtful):
            kinds = {a.act.id: kind_name(a.act.kind) for a in acts}
            steps = tuple(
                StepDocument(
                    date_of(a.day),
                    _act(a.act),
                    _both(bearer_name((a.act.by,) if a.act.by else (), history)),
                    _both(_act_text(a.act, kinds, history)),
                )
                for a in acts
            )
            return PlanDocument(steps, starts, doubtful, (), None)
        case _:
            assert_never(planned)


def _duty(found: Running, history: History, calendar: Calendar) -> DutyDocument:
    finding = found.finding
    by_default = found.default.last if found.default else None
    earliest = found.cautious.last if found.cautious else None
    latest = found.generous.last if found.generous else None
    until = by_default if by_default is not None else earliest
    return DutyDocument(
        rule=finding.rule.id,
        article=finding.rule.article,
        modality=finding.rule.modality,
        verdict=finding.verdict,
        matter=finding.events[-1].matter,
        events=tuple(e.id for e in finding.events),
        bearer=finding.bearer,
        who=_both(bearer_name(finding.bearer, history)),
        act=_both(acts_text(_acts(found), history)),
        last_safe_day=_date(by_default),
        days_left=None if until is None else until - history.as_of,
        working_days_left=_working_days(until, history.as_of, calendar),
        earliest=_date(earliest),
        latest=_date(latest),
        under=tuple(_under(u) for u in found.under),
        unavoidable=found.unavoidable,
        since=None
        if found.since is None
        else SinceDocument(found.since.event, date_of(found.since.day), found.since.holder),
    )


def _acts(found: Running) -> tuple[Act, ...]:
    return next((u.acts for u in found.under if u.engaged and u.acts), ())


def _under(u: Under) -> UnderDocument:
    return UnderDocument(
        readings=dict(u.changed),
        engaged=u.engaged,
        due=_date(u.due),
        safe=tuple(DaysDocument(date_of(low), date_of(high)) for low, high in u.safe),
        last_safe_day=_date(u.last),
        unknown_facts=u.facts,
        acts=tuple(_act(a) for a in u.acts),
        exact=u.doubt is None,
        doubt=u.doubt,
    )


def _act(a: Act) -> ActDocument:
    such = {f"{field}[{detail}]" if detail else field: value for field, detail, value in a.such}
    return ActDocument(a.id, a.kind.value, a.by, a.to, a.refers, such)


def _working_days(until: int | None, today: int, calendar: Calendar) -> int | None:
    if until is None or not (calendar.covers(until) and calendar.covers(today)):
        return None
    return calendar.working_index(until) - calendar.working_index(today)


def acts_text(acts: Sequence[Act], history: History) -> Text:
    """Returns the acts in words: `办理意见（accept）` or "an opinion on accept, then …"."""
    if not acts:
        return Text("未找到可行的行为", "no act was found")
    kinds = {a.id: kind_name(a.kind) for a in acts}
    return joined((_act_text(a, kinds, history) for a in acts), Text("，随后", ", then "))


def _act_text(act: Act, kinds: dict[str, Text], history: History) -> Text:
    said = kinds[act.id]
    if act.refers:
        on = joined((kinds.get(r, same(r)) for r in act.refers), ENUMERATION)
        said = Text(f"{said.zh}（{on.zh}）", f"{said.en} ({on.en})")
    if act.to is not None and act.to != act.by:
        to = party_name(act.to, history.hierarchy)
        said = Text(f"{said.zh}→{to.zh}", f"{said.en} to {to.en}")
    return said


def forecast_json(documents: Sequence[ForecastDocument | CaseError]) -> str:
    """Returns the documents as a JSON array on several lines."""
    found: list[ForecastDocument | ErrorDocument] = [
        error_document(d) if isinstance(d, CaseError) else d for d in documents
    ]
    return json.dumps([asdict(d) for d in found], ensure_ascii=False, indent=1, default=plain)


def _both(text: Text) -> Both:
    return Both(text.zh, text.en)


def _date(day: int | None) -> date | None:
    return None if day is None else date_of(day)
