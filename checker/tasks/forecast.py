"""`forecast`: of every duty that still runs, who must do what, and until when it is lawful.

A day is *safe* iff the demand is met where the act is done on that day, nothing else happens until
then, and whatever is unknown turns out: under one combination of readings. The set of safe days is
exact: every day up to the last one that could be safe is asked, by folding; that no act whatever
would do on the others is the solver's answer. Acts of one day come after what is recorded of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from checker.ground.acts import (
    anybody,
    kinds_demanded,
    members_of,
    those_involved,
    with_acts,
)
from checker.ground.cells import Cells
from checker.ground.completions import Value
from checker.ground.explore import Leaf, leaves
from checker.ground.periods import NotExpressible
from checker.ground.residual import Symbol
from checker.tasks.findings import Finding, Report, Verdict
from checker.tasks.forecast_acts import (
    Acts,
    Days,
    Future,
    certainly_met,
    done,
    first_acts,
    gaps,
    ranges,
    replayed,
    safe_days,
    solved_acts,
    widened,
)
from checker.tasks.instance import GOOD, Options
from model.history import Choice, Event, History, Span
from model.logic import nodes as n
from model.logic.meaning import Outcome
from model.logic.readings import reading
from model.logic.rewrite import rule_parts
from model.words import Field, Kind

HORIZON = 400
"""Days looked ahead, or to the last due day if that is later."""
FARTHEST = 4_000
"""No due day later than so many days from now is looked into."""
MOST_WAYS = 4
"""Ways to meet one demand that are told apart."""


class Doubt(Enum):
    """Why a set of safe days is not known to be exact."""

    GAVE_UP = "solver gave up"
    ENGINES_DISAGREE = "engines disagree"
    NOT_EXPRESSIBLE = "not expressible"
    OPEN_LIMIT = "open-textured limit"
    STANDS_STILL = "the period stands still"
    TOO_FAR = "too far ahead"
    WAYS = "more ways than are looked into"


@dataclass(frozen=True, slots=True)
class Act:
    """An act to come. `by`, `to`: None where it does not matter. `refers`: ids of events, or of
    acts of the same list. `such`: what else was made so of it (field, detail, value), beyond what a
    case file that does not say it would mean."""

    id: str
    kind: Kind
    by: str | None
    to: str | None
    refers: tuple[str, ...]
    such: tuple[tuple[str, str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Under:
    """What is so under one combination of readings.

    `changed`: the readings that are not the default (id, value). `engaged`: false iff there is no
    duty under them. `due`: the last day of the period, None iff there is none or it turns on
    something unknown. `safe`: the exact days unless `doubt` says otherwise, none of a duty without
    a due day. `facts`: whether something unknown takes days away (other acts are then not looked
    for). `acts`: one way to meet the demand, by events that may follow; empty iff none was found.
    """

    changed: tuple[tuple[str, str], ...]
    engaged: bool
    due: int | None
    safe: Days
    facts: bool
    acts: tuple[Act, ...]
    doubt: Doubt | None = None

    @property
    def last(self) -> int | None:
        """The last safe day; None iff there is none."""
        return self.safe[-1][1] if self.safe else None


@dataclass(frozen=True, slots=True)
class Handover:
    """The event since which a breach could not be avoided any more, and who had the matter then."""

    event: str
    day: int
    holder: str | None


@dataclass(frozen=True)
class Running:
    """A duty (or a right) that still runs. `under`: per combination of live readings, the default
    one first. `since`: of one that can be kept on no day any more."""

    finding: Finding
    under: tuple[Under, ...]
    since: Handover | None = None

    @property
    def default(self) -> Under | None:
        """What is so under the default readings; None iff nothing could be said."""
        return self.under[0] if self.under else None

    @property
    def cautious(self) -> Under | None:
        """The combination of readings whose last safe day comes first; None iff there is none."""
        return min(self._with_days, key=lambda u: u.last or 0, default=None)

    @property
    def generous(self) -> Under | None:
        """The combination of readings whose last safe day comes last; None iff there is none."""
        return max(self._with_days, key=lambda u: u.last or 0, default=None)

    @property
    def _with_days(self) -> list[Under]:
        return [u for u in self.under if u.engaged and u.last is not None]

    @property
    def unavoidable(self) -> bool:
        """Whether no act on any day keeps it lawful, under any live reading, whatever is not
        known."""
        due = [u for u in self.under if u.engaged]
        return bool(due) and not any(u.safe or u.facts or u.doubt or u.due is None for u in due)


def forecast(report: Report, options: Options) -> tuple[Running, ...]:
    """Returns every duty of a history that runs under some live reading, most urgent first."""
    found = [running(f, report.history, options) for f in report.findings if runs(f)]
    return tuple(sorted(found, key=urgency))


def runs(finding: Finding) -> bool:
    """Returns whether the instance is still open in some completion under some live reading."""
    if finding.verdict is Verdict.PENDING:
        return True
    return any(Outcome.PENDING in outcomes for _, outcomes in finding.by_readings)


def urgency(found: Running) -> tuple[int, int, str]:
    """Returns a key that sorts what is most urgent first; what has no last day comes last."""
    if found.unavoidable:
        return 0, 0, found.finding.rule.id
    first = found.cautious
    if first is None or first.last is None:
        return 2, 0, found.finding.rule.id
    return 1, first.last, found.finding.rule.id


def running(finding: Finding, history: History, options: Options) -> Running:
    """Returns what a running duty leaves room for."""
    found = Running(finding, tuple(_under_all(finding, history, options)))
    if not found.unavoidable:
        return found
    return replace(found, since=_handover(finding, history, options))


# ---- since when ----------------------------------------------------------------------------------


def _handover(finding: Finding, history: History, options: Options) -> Handover | None:
    """Returns the first event after which, in the record as it then stood, no act could keep the
    duty lawful any more; None iff that was so from the start, or if days are not known."""
    bound = max(e.order for e in finding.events)
    last = len(history.events)
    while last > bound + 1:
        earlier = _as_it_stood(history, last - 1)
        if earlier is None:
            return None
        events = tuple(earlier.by_id[e.id] for e in finding.events)
        then = replace(finding, events=events)
        if not Running(then, tuple(_under_all(then, earlier, options))).unavoidable:
            break
        last -= 1
    event = history.events[last - 1]
    on = event.cells[Field.ON]
    return Handover(event.id, on.low, _holder(event, history)) if isinstance(on, Span) else None


def _as_it_stood(history: History, kept: int) -> History | None:
    """Returns the history with its first events only, to the day of the last of them; None iff a
    day is not known or one of them refers to what came later."""
    events = history.events[:kept]
    days = [e.cells[Field.ON] for e in events]
    known = [d.low for d in days if isinstance(d, Span) and d.known]
    ids = {e.id for e in events}
    if len(known) < kept or any(not o <= ids for e in events for o in e.refers.options):
        return None
    return replace(history, events=events, as_of=max(known))


def _holder(event: Event, history: History) -> str | None:
    """Returns the organ that had the matter after an event: whom it was passed to, else whoever
    acted."""
    for cell in (event.cells.get(f) for f in (Field.TO, Field.BY)):
        if isinstance(cell, Choice) and cell.known and history.hierarchy.is_organ(cell.options[0]):
            return cell.options[0]
    return None


# ---- readings ------------------------------------------------------------------------------------


def _under_all(finding: Finding, history: History, options: Options) -> Iterator[Under]:
    demand = finding.rule.demand
    if not isinstance(demand, n.Answer):
        return
    latest = max(finding.due or 0, history.as_of)
    horizon = min(max(history.as_of + HORIZON, latest + 1), history.as_of + FARTHEST)
    try:
        found = list(_futures(finding, history, horizon, options))
        beyond = max((f.leaf.split.due.high for f in found if f.leaf.split.due), default=0)
        if horizon < beyond <= history.as_of + FARTHEST:
            found = list(_futures(finding, history, beyond + 1, options))
    except NotExpressible:
        yield Under((), True, finding.due, (), False, (), Doubt.NOT_EXPRESSIBLE)
        return
    for future in found:
        yield under(future, finding, history)


def _futures(
    finding: Finding, history: History, horizon: int, options: Options
) -> Iterator[Future]:
    rule, events = finding.rule, finding.events
    longer, acts = _with_acts(finding, history, horizon, wide=False)

    def cells() -> Cells:
        return Cells(longer, limits=options.limits)

    for leaf in leaves(rule, events, cells, options.calendar, options.pinned):
        yield Future(rule, events, leaf, acts, history, options)


def _with_acts(
    finding: Finding, history: History, horizon: int, *, wide: bool
) -> tuple[History, tuple[str, ...]]:
    demand, trigger = finding.rule.demand, finding.events[-1]
    assert isinstance(demand, n.Answer)
    wanted = kinds_demanded(demand.what, members_of(history, trigger.matter))
    named = those_involved(history, trigger.matter, finding.bearer)
    who = anybody(history) if wide else named
    return with_acts(history, wanted, trigger, horizon, who)


def changed(leaf: Leaf) -> tuple[tuple[str, str], ...]:
    """Returns the readings of a leaf that are not the default ones."""
    return tuple((id, w) for id, w in leaf.readings if reading(id).default().word != w)


# ---- one combination of readings -----------------------------------------------------------------


def under(future: Future, finding: Finding, history: History) -> Under:
    """Returns the exact safe days under the readings of the leaf, and acts that use them."""
    split = future.leaf.split
    due = split.due.const if split.due is not None and not split.due.terms else None
    known = Under(changed(future.leaf), True, due, (), False, ())
    if future.met is True or split.certain() in (Outcome.NOT_ENGAGED, Outcome.EXCUSED):
        return replace(known, engaged=False)
    if split.due is not None and split.due.high > future.history.as_of:
        return replace(known, due=None, doubt=_without_end(future))
    return _ways(future, known, finding, history)


def _without_end(future: Future) -> Doubt:
    """Returns why the last day lies past the horizon."""
    due = future.leaf.split.due
    if due is not None and any(s.name.field == "limit" for s, _ in due.terms):
        return Doubt.OPEN_LIMIT
    stops = {
        k for p in rule_parts(future.rule) if isinstance(p, n.Suspension) for k in p.start.kinds
    }
    begun = any(e.kind in stops for e in future.given.events)
    return Doubt.STANDS_STILL if begun else Doubt.TOO_FAR


def _ways(future: Future, known: Under, finding: Finding, history: History) -> Under:
    """Returns the safe days of one way to meet the demand after the other, until no way is left for
    the other days."""
    for _ in range(MOST_WAYS):
        left = gaps(known.safe, future.today, future.last)
        if not left or (known.acts and future.leaf.split.due is None):
            return known
        acts = None if known.acts else first_acts(future)
        if acts is None:
            horizon = future.history.as_of
            wide, slots = _with_acts(finding, history, horizon, wide=True)
            future = widened(future, wide, slots)
            answer = solved_acts(future, left)
            if isinstance(answer, bool):
                return replace(known, doubt=Doubt.GAVE_UP) if answer else known
            acts = answer
        known = _with_way(future, known, acts)
        if known.doubt is not None or known.facts:
            return known
    return replace(known, doubt=Doubt.WAYS)


def _with_way(future: Future, known: Under, acts: Acts) -> Under:
    whole = done(future, acts)
    if future.leaf.split.due is None:
        sure = certainly_met(future, acts, future.today)
        found = replace(known, facts=not sure, acts=tuple(_shown(future, acts, whole)))
        agreed = not sure or replayed(future, whole, future.today) in GOOD
        return found if agreed else replace(found, doubt=Doubt.ENGINES_DISAGREE)
    days, facts = safe_days(future, acts)
    both = ranges(d for low, high in (*known.safe, *days) for d in range(low, high + 1))
    shown = known.acts or tuple(_shown(future, acts, whole))
    missing = facts and bool(gaps(both, future.today, future.last))
    better = replace(known, safe=both, facts=missing, acts=shown)
    ends = {day for both_ends in days for day in both_ends}
    agreed = all(replayed(future, whole, day) in GOOD for day in ends)
    return better if agreed else replace(better, doubt=Doubt.ENGINES_DISAGREE)


def _shown(future: Future, acts: Acts, whole: History) -> Iterator[Act]:
    asked = {(s.name.owner, s.name.field) for s in acts}
    for e in whole.events:
        if e.id in future.acts:
            by, to = (_party(e, f, future, asked) for f in (Field.BY, Field.TO))
            yield Act(e.id, e.kind, by, to, tuple(sorted(e.refers.options[0])), such(e.id, acts))


_TOLD: Final = frozenset({"happened", "on", "order", "by", "to", "refers"})


def such(id: str, values: Mapping[Symbol, Value]) -> tuple[tuple[str, str, Value], ...]:
    """Returns what the values make so of an act, beyond when, by whom and on what it is done."""
    found = (
        (s.name.field, s.name.detail, v)
        for s, v in values.items()
        if s.name.owner == id and s.name.field not in _TOLD and v is not False
    )
    return tuple(sorted(found, key=str))


def _party(
    e: Event, field: Field, future: Future, asked: Collection[tuple[str, str]]
) -> str | None:
    open_cell, cell = future.history.by_id[e.id].cells.get(field), e.cells.get(field)
    if not isinstance(open_cell, Choice) or not isinstance(cell, Choice):
        return None
    return cell.options[0] if open_cell.known or (e.id, field.value) in asked else None
