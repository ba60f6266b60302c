"""Explanations as data for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import ClassVar, Literal

from checker.show.cell_words import fact
from checker.show.clause_text import Said, structure_lines
from checker.show.document import STRICT, Both, escaped
from checker.show.explain_words import TIMING_ONLY, timing_lines, why_not_lines
from checker.show.lang import Text
from checker.show.plain import plain
from checker.show.sentences import Told, why
from checker.tasks.clauses import Structure
from checker.tasks.explain import Answer, Explanation, NotEngaged, Unsaid, WhyNot
from checker.tasks.findings import Cause, Finding, Proof
from checker.tasks.suppose import Add, Drop, Move, Vary
from checker.tasks.who import Timing
from checker.tasks.whynot import Contrast
from model.calendar import Calendar, date_of
from model.history import History
from model.logic.meaning import Outcome
from model.words import Field


@dataclass(frozen=True)
class ClauseDocument:
    """One clause: how deep it stands under the others of its part, whether it holds (null: open
    facts decide), what it says."""

    __pydantic_config__: ClassVar = STRICT
    depth: int
    holds: bool | None
    words: Both


@dataclass(frozen=True)
class PartDocument:
    """A part of the rule (when it applies, what it asks, an exception) with its clauses."""

    __pydantic_config__: ClassVar = STRICT
    title: Both
    clauses: tuple[ClauseDocument, ...]


@dataclass(frozen=True)
class DatedDocument:
    """A day the verdict hangs on; `until` differs from `on` where the record leaves it open."""

    __pydantic_config__: ClassVar = STRICT
    on: date
    until: date
    event: str | None
    part: str


@dataclass(frozen=True)
class FactDocument:
    """A fact of the smallest set: the cell, its value, in words."""

    __pydantic_config__: ClassVar = STRICT
    cell: str
    value: int | str | bool
    words: Both


@dataclass(frozen=True)
class HoldingDocument:
    """An organ that had the matter. `left`: days to the last day when it got it. `alone`: whether
    it alone could still have been in time; by being so many days `faster`, or by an act of its own
    by `latest`."""

    __pydantic_config__: ClassVar = STRICT
    organ: str
    got: str | None
    since: date
    until: date | None
    left: int
    alone: bool
    faster: int | None
    latest: date | None


@dataclass(frozen=True)
class TimingDocument:
    """Whose time made it late: timing causation and no more. `unavoidable_since`: the day of the
    hand-over from which on nobody could be in time."""

    __pydantic_config__: ClassVar = STRICT
    label: Both
    causes: tuple[str, ...]
    unavoidable_since: date | None
    held: tuple[HoldingDocument, ...]
    words: tuple[Both, ...]


@dataclass(frozen=True)
class RangeDocument:
    """Values of a cell, both ends included: days as dates, else numbers."""

    __pydantic_config__: ClassVar = STRICT
    cell: str
    first: date | int
    last: date | int


@dataclass(frozen=True)
class WayDocument:
    """What would give the other outcome: the changes, the values they need."""

    __pydantic_config__: ClassVar = STRICT
    changes: tuple[str, ...]
    ranges: tuple[RangeDocument, ...]
    facts: tuple[FactDocument, ...]
    words: Both


@dataclass(frozen=True)
class WhyNotDocument:
    """Why the outcome is not that one."""

    __pydantic_config__: ClassVar = STRICT
    wanted: Outcome
    ways: tuple[WayDocument, ...]


@dataclass(frozen=True)
class ExplainedDocument:
    """One instance. `verdict` may be `not engaged`. `facts` is null where no smallest set of facts
    was found; `timing` is null of what is no missed limit, `why_not` unless asked."""

    __pydantic_config__: ClassVar = STRICT
    rule: str
    article: str
    verdict: str
    events: tuple[str, ...]
    bearer: tuple[str, ...]
    due: date | None
    days_late: int | None
    cause: Cause | None
    why: Both | None
    parts: tuple[PartDocument, ...]
    days: tuple[DatedDocument, ...]
    facts: tuple[FactDocument, ...] | None
    timing: TimingDocument | None
    why_not: WhyNotDocument | None


@dataclass(frozen=True)
class ExplanationDocument:
    """The instances of one case that were explained."""

    __pydantic_config__: ClassVar = STRICT
    case: str
    as_of: date
    explained: tuple[ExplainedDocument, ...]


def explanation_document(
    history: History, answers: Iterable[Answer], calendar: Calendar
) -> ExplanationDocument:
    """Returns the document of the explanations of one case."""
    told = Told(history, calendar)
    explained = tuple(_explained(answer, told) for answer in answers)
    return ExplanationDocument(history.case, date_of(history.as_of), explained)


def explanations_json(documents: Sequence[ExplanationDocument]) -> str:
    """Returns the documents as a JSON array."""
    shown = [asdict(one) for one in documents]
    return escaped(json.dumps(shown, ensure_ascii=False, indent=1, default=plain)) + "\n"


def schema_text() -> str:
    """Returns the JSON Schema (2020-12) of what `xinfang explain --format json` prints."""
    from pydantic import TypeAdapter

    kind: Literal["serialization"] = "serialization"
    adapter: TypeAdapter[tuple[ExplanationDocument, ...]] = TypeAdapter(
        tuple[ExplanationDocument, ...]
    )
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "xinfang explanations",
        "description": "What `xinfang explain --format json` prints.",
    }
    schema = adapter.json_schema(mode=kind)
    return json.dumps({**head, **schema}, ensure_ascii=False, indent=1) + "\n"


def _explained(answer: Answer, told: Told) -> ExplainedDocument:
    match answer:
        case Explanation(finding, structure, chain, core, timing, why_not):
            days = tuple(
                DatedDocument(date_of(d.first), date_of(d.last), d.event, d.part.value)
                for d in chain
            )
            return _of_finding(
                finding,
                told,
                parts=_parts(structure, told),
                days=days,
                facts=None if core is None else _facts(core, told),
                timing=None if timing is None else _timing(timing, told),
                why_not=None if why_not is None else _why_not(why_not, told),
            )
        case Unsaid(finding):
            return _of_finding(finding, told)
        case NotEngaged(rule, events, structure, why_not):
            return ExplainedDocument(
                rule=rule.id,
                article=rule.article,
                verdict=Outcome.NOT_ENGAGED.value,
                events=events,
                bearer=(),
                due=None,
                days_late=None,
                cause=None,
                why=None,
                parts=_parts(structure, told)[:1],
                days=(),
                facts=None,
                timing=None,
                why_not=None if why_not is None else _why_not(why_not, told),
            )


def _of_finding(
    finding: Finding,
    told: Told,
    *,
    parts: tuple[PartDocument, ...] = (),
    days: tuple[DatedDocument, ...] = (),
    facts: tuple[FactDocument, ...] | None = None,
    timing: TimingDocument | None = None,
    why_not: WhyNotDocument | None = None,
) -> ExplainedDocument:
    return ExplainedDocument(
        rule=finding.rule.id,
        article=finding.rule.article,
        verdict=finding.verdict.value,
        events=tuple(e.id for e in finding.events),
        bearer=finding.bearer,
        due=None if finding.due is None else date_of(finding.due),
        days_late=finding.days_late,
        cause=finding.cause,
        why=_both(why(finding, told)),
        parts=parts,
        days=days,
        facts=facts,
        timing=timing,
        why_not=why_not,
    )


def _parts(structure: Structure, told: Told) -> tuple[PartDocument, ...]:
    return tuple(
        PartDocument(_both(title), tuple(_clause(said) for said in lines))
        for title, lines in structure_lines(structure, told.history)
    )


def _clause(said: Said) -> ClauseDocument:
    return ClauseDocument(said.depth, said.truth, _both(said.text))


def _facts(core: Proof, told: Told) -> tuple[FactDocument, ...]:
    return tuple(
        FactDocument(str(name), value, _both(fact(name, value, told.history)))
        for name, value in core.facts
    )


def _timing(timing: Timing, told: Told) -> TimingDocument:
    held = tuple(
        HoldingDocument(
            organ=h.organ,
            got=h.got,
            since=date_of(h.since),
            until=None if h.until is None else date_of(h.until),
            left=h.left,
            alone=h.alone,
            faster=h.faster,
            latest=None if h.latest is None else date_of(h.latest),
        )
        for h in timing.held
    )
    lost = None if timing.lost is None else held[timing.lost].since
    words = tuple(_both(text) for text in timing_lines(timing, told))
    return TimingDocument(_both(TIMING_ONLY), timing.causes, lost, held, words)


def _why_not(why_not: WhyNot, told: Told) -> WhyNotDocument:
    words = list(why_not_lines(why_not, told))
    ways = zip(why_not.ways, words[: len(why_not.ways)], strict=True)
    return WhyNotDocument(why_not.wanted, tuple(_way(w, text, told) for w, text in ways))


def _way(way: Contrast, words: Text, told: Told) -> WayDocument:
    ranges = tuple(
        RangeDocument(str(r.cell), *(_value(r.cell.field, end) for end in (r.first, r.last)))
        for r in way.ranges
    )
    facts = tuple(
        FactDocument(str(name), value, _both(fact(name, value, told.history)))
        for name, value in way.facts
    )
    return WayDocument(tuple(_change(c) for c in way.changes), ranges, facts, _both(words))


_DAYS = frozenset({Field.ON.value, Field.SENT.value, Field.RECEIVED.value, Field.LIMIT.value})


def _value(field: str, number: int) -> date | int:
    return date_of(number) if field in _DAYS and number > 366 else number


def _change(change: Move | Add | Drop | Vary) -> str:
    match change:
        case Move(id):
            return f"move {id}"
        case Add(kind):
            return f"add {kind.value}"
        case Drop(id):
            return f"drop {id}"
        case Vary(id, field, member):
            return f"change {id}.{field.value}" + (f"[{member}]" if member else "")


def _both(text: Text) -> Both:
    return Both(text.zh, text.en)
