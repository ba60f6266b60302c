"""The findings as data for other programs: the documents, their JSON, their JSON Schema."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from importlib.resources import files
from typing import ClassVar, Final, Literal, TypeAlias

from checker.read.place import CaseError
from checker.show.cell_words import given_word, question
from checker.show.lang import Text, joined
from checker.show.plain import plain
from checker.show.score_document import ScoreDocument, score_documents
from checker.show.sentences import Told, outcomes_under, why
from checker.tasks.files import Instance
from checker.tasks.findings import (
    Bound,
    Cause,
    Finding,
    HistoryVerdict,
    Joint,
    Jointly,
    Missing,
    Report,
    Verdict,
)
from constraints.liability import BY_ID
from model.calendar import Calendar, date_of
from model.logic.meaning import Outcome
from model.logic.readings import Regime

SCHEMA_FILE: Final = "findings.schema.json"
STRICT: Final = {"extra": "forbid"}
NONE_WRITTEN: Final[Mapping[Instance, str]] = {}


@dataclass(frozen=True)
class Both:
    """A sentence in both languages."""

    __pydantic_config__: ClassVar = STRICT
    zh: str
    en: str


@dataclass(frozen=True)
class WhatIf:
    """What becomes of the instance if the missing facts have these values: words, numbers or days,
    or ranges `from..to` (both ends included), one per cell in their order, with `; ` between."""

    __pydantic_config__: ClassVar = STRICT
    value: str
    outcome: Outcome


@dataclass(frozen=True)
class MissingDocument:
    """A smallest set of unknown facts. `decides` is false of a fact that matters but does not
    decide alone."""

    __pydantic_config__: ClassVar = STRICT
    cells: tuple[str, ...]
    words: Both
    outcomes: tuple[WhatIf, ...]
    decides: bool


@dataclass(frozen=True)
class BoundDocument:
    """Where the search for missing facts stopped: sets asked about, of all, and questions the
    solver gave up on."""

    __pydantic_config__: ClassVar = STRICT
    asked: int
    of: int
    gave_up: int


@dataclass(frozen=True)
class TurnsOn:
    """The readings, changed from the default, that change the verdict, and what it is then."""

    __pydantic_config__: ClassVar = STRICT
    readings: dict[str, str]
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class LimitDocument:
    """An open-textured limit nobody set: the smallest number of days under which the instance
    complies (null: none does) and what it is then (null: not engaged); the proposed number, which
    is not law, and what the instance is under it; the most the limit may be (null: nobody says)."""

    __pydantic_config__: ClassVar = STRICT
    limit: str
    flip: int | None
    then: Verdict | None
    stipulated: int
    under_stipulated: Verdict | None
    anchor: int | None


@dataclass(frozen=True)
class FindingDocument:
    """One instance of a rule. `readings` are those asked by default; `days_late` counts natural
    days; `turns_on` is empty unless the verdict is contested; `certificate` is the file of the
    proof within the folder of certificates (null: none was asked for or found)."""

    __pydantic_config__: ClassVar = STRICT
    rule: str
    article: str
    verdict: Verdict
    bearer: tuple[str, ...]
    events: tuple[str, ...]
    due: date | None
    since: date | None
    days_late: int | None
    why: Both
    readings: dict[str, str]
    under_default: Outcome | None
    turns_on: tuple[TurnsOn, ...]
    cause: Cause | None
    missing: tuple[MissingDocument, ...]
    missing_bound: BoundDocument | None
    limits: tuple[LimitDocument, ...]
    certificate: str | None


@dataclass(frozen=True)
class JointDocument:
    """Rules that can each be met and not together; the unknown facts they fight over."""

    __pydantic_config__: ClassVar = STRICT
    rules: tuple[str, ...]
    bearers: tuple[str, ...]
    core: tuple[str, ...]


@dataclass(frozen=True)
class LiabilityDocument:
    """What follows from a breach: the head of liability, the rule broken, its trigger events. It is
    no verdict, and changes none."""

    __pydantic_config__: ClassVar = STRICT
    liability: str
    article: str
    rule: str
    events: tuple[str, ...]
    words: Both


@dataclass(frozen=True)
class RegimeDocument:
    """The verdict of a history that straddles two texts under one value of IP-55."""

    __pydantic_config__: ClassVar = STRICT
    reading: str
    value: str
    verdict: HistoryVerdict


@dataclass(frozen=True)
class Versions:
    """What judged."""

    __pydantic_config__: ClassVar = STRICT
    xinfang: str
    python: str
    z3: str


@dataclass(frozen=True)
class Receipt:
    """What the verdict rests on: SHA-256 of the case as written, of the formulas of the rules, of
    the calendar and of the organ tree; the readings pinned, the limits set; the versions."""

    __pydantic_config__: ClassVar = STRICT
    input: str
    rules: str
    calendar: str
    hierarchy: str
    readings: dict[str, str]
    limits: dict[str, int]
    versions: Versions


@dataclass(frozen=True)
class CaseDocument:
    """What is found of one history."""

    __pydantic_config__: ClassVar = STRICT
    case: str
    verdict: HistoryVerdict
    as_of: date
    law: tuple[str, ...]
    findings: tuple[FindingDocument, ...]
    not_engaged: tuple[str, ...]
    uncovered: tuple[str, ...]
    regimes: tuple[RegimeDocument, ...]
    joint: tuple[JointDocument, ...]
    jointly: Jointly
    """Of all rules at once: `violated` too where each may have been met, but not all (`joint`)."""
    advice: tuple[str, ...]
    liability: tuple[LiabilityDocument, ...]
    notes: tuple[Both, ...]
    score: tuple[ScoreDocument, ...] | None
    """Of the first-receipt notice; null where it is not judged."""
    receipt: Receipt


@dataclass(frozen=True)
class ErrorDocument:
    """A file, or a case in it, that could not be read. `line` and `column` count from 1; 0 is the
    file as a whole."""

    __pydantic_config__: ClassVar = STRICT
    file: str
    line: int
    column: int
    error: str
    help: str | None


Document: TypeAlias = CaseDocument | ErrorDocument


def case_document(
    report: Report,
    calendar: Calendar,
    receipt: Receipt,
    notes: tuple[Text, ...] = (),
    certificates: Mapping[Instance, str] = NONE_WRITTEN,
) -> CaseDocument:
    """Returns the document of a report; `notes`: how the case was changed before;
    `certificates`: which file proves an instance."""
    told = Told(report.history, calendar)
    return CaseDocument(
        case=report.history.case,
        verdict=report.verdict,
        as_of=date_of(report.history.as_of),
        law=report.law,
        findings=tuple(_finding(f, told, certificates) for f in report.findings),
        not_engaged=report.not_engaged,
        uncovered=report.uncovered,
        regimes=tuple(RegimeDocument(Regime.id, w, v) for w, v in report.regimes),
        joint=tuple(_joint(f) for f in report.joint),
        jointly=report.jointly,
        advice=report.advice,
        liability=tuple(_liability(*follows) for follows in report.liability),
        notes=tuple(_both(n) for n in notes),
        score=None if report.score is None else score_documents(report.score),
        receipt=receipt,
    )


def _finding(finding: Finding, told: Told, certificates: Mapping[Instance, str]) -> FindingDocument:
    return FindingDocument(
        rule=finding.rule.id,
        article=finding.rule.article,
        verdict=finding.verdict,
        bearer=finding.bearer,
        events=tuple(e.id for e in finding.events),
        due=_date(finding.due),
        since=_date(finding.since),
        days_late=finding.days_late,
        why=_both(why(finding, told)),
        readings=dict(finding.readings),
        under_default=finding.under_default,
        turns_on=tuple(_turns_on(changed, finding) for changed in finding.turns_on),
        cause=finding.cause,
        missing=tuple(_missing(m, told) for m in finding.missing),
        missing_bound=_bound(finding.missing_bound),
        limits=tuple(
            LimitDocument(f.limit, f.days, f.then, f.stipulated, f.under_stipulated, f.anchor)
            for f in finding.flips
        ),
        certificate=certificates.get((finding.rule.id, tuple(e.id for e in finding.events))),
    )


def _turns_on(changed: tuple[tuple[str, str], ...], finding: Finding) -> TurnsOn:
    found = sorted(outcomes_under(finding, changed), key=lambda o: o.value)
    return TurnsOn(dict(changed), tuple(found))


def _bound(bound: Bound | None) -> BoundDocument | None:
    return None if bound is None else BoundDocument(bound.asked, bound.of, bound.gave_up)


def _missing(missing: Missing, told: Told) -> MissingDocument:
    words = joined(
        (question(c, told.history, told.calendar) for c in missing.cells), Text(" 与 ", " and ")
    )
    return MissingDocument(
        cells=tuple(str(c) for c in missing.cells),
        words=_both(words),
        outcomes=tuple(
            WhatIf("; ".join(given_word(g) for g in if_so.given), outcome)
            for if_so in missing.outcomes
            for outcome in if_so.outcomes
        ),
        decides=missing.decides,
    )


def _joint(joint: Joint) -> JointDocument:
    rules = tuple(rule.id for rule in joint.rules)
    return JointDocument(rules, joint.bearers, tuple(str(name) for name in joint.facts))


def _liability(head: str, rule: str, events: tuple[str, ...]) -> LiabilityDocument:
    found = BY_ID[head]
    return LiabilityDocument(head, found.article, rule, events, Both(found.zh, found.en))


def _both(text: Text) -> Both:
    return Both(text.zh, text.en)


def _date(day: int | None) -> date | None:
    return None if day is None else date_of(day)


def error_document(error: CaseError) -> ErrorDocument:
    """Returns the document of an input that could not be read."""
    place = error.place
    return ErrorDocument(place.file, place.line, place.column, error.message, error.help)


# ---- JSON ----------------------------------------------------------------------------------------

INVISIBLE: Final = re.compile(
    "[\\x7f-\\x9f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb]"
)


def json_of(document: Document) -> str:
    """Returns the document as JSON on several lines; invisible characters stand as escapes."""
    return escaped(json.dumps(asdict(document), ensure_ascii=False, indent=1, default=plain))


def escaped(text: str) -> str:
    """Returns the JSON text with invisible characters as escapes."""
    return INVISIBLE.sub(lambda m: f"\\u{ord(m.group()):04x}", text)


# ---- the schema ----------------------------------------------------------------------------------


def schema_text() -> str:
    """Returns the JSON Schema (2020-12) of the array of documents, as the file holds it."""
    from pydantic import TypeAdapter

    kind: Literal["serialization"] = "serialization"
    adapter: TypeAdapter[tuple[Document, ...]] = TypeAdapter(tuple[Document, ...])
    schema = adapter.json_schema(mode=kind)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "xinfang findings",
        "description": "What `xinfang check --format json` prints.",
    }
    return json.dumps({**head, **schema}, ensure_ascii=False, indent=1) + "\n"


def shipped_schema_text() -> str:
    """Returns the text of the schema file that ships with the package."""
    return files("checker.show").joinpath(SCHEMA_FILE).read_text(encoding="utf-8")
