"""Scores as data for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import ClassVar, Final

from checker.show.plain import plain
from checker.tasks.scores import Entry, Points, State, UnitScore
from model.calendar import date_of

_STRICT: Final = {"extra": "forbid"}


@dataclass(frozen=True)
class HalfPoints:
    """Half-points deducted. `certain`: by failures that have happened; `pending`: the most, if
    everything whose time still runs fails as well; `least`, `most`: if whatever is undetermined or
    contested may turn out either way too."""

    __pydantic_config__: ClassVar = _STRICT
    certain: int
    pending: int
    least: int
    most: int


@dataclass(frozen=True)
class EntryDocument:
    """One occurrence that costs points or may: `day` is the first day of the failure."""

    __pydantic_config__: ClassVar = _STRICT
    case: str
    rule: str
    matter: str
    events: tuple[str, ...]
    day: date | None
    state: State
    half_points: int


@dataclass(frozen=True)
class UnderDocument:
    """What is deducted under other values of the arguable readings."""

    __pydantic_config__: ClassVar = _STRICT
    readings: dict[str, str]
    half_points: HalfPoints


@dataclass(frozen=True)
class ScoreDocument:
    """The deductions of one unit in one year under the first-receipt notice. `unit`, `year`: null
    where the record does not say. `commanded`: false of a unit the county has no command of, so
    that a deduction has no effect."""

    __pydantic_config__: ClassVar = _STRICT
    unit: str | None
    year: int | None
    half_points: HalfPoints
    entries: tuple[EntryDocument, ...]
    under: tuple[UnderDocument, ...]
    commanded: bool


def score_documents(scores: Sequence[UnitScore]) -> tuple[ScoreDocument, ...]:
    """Returns the scores as data."""
    return tuple(
        ScoreDocument(
            s.unit,
            s.year,
            _half_points(s.points),
            tuple(_entry(e) for e in s.entries),
            tuple(UnderDocument(dict(v), _half_points(p)) for v, p in s.under),
            s.commanded,
        )
        for s in scores
    )


def score_json(scores: Sequence[UnitScore]) -> str:
    """Returns the scores as a JSON array on several lines."""
    documents = [asdict(d) for d in score_documents(scores)]
    return json.dumps(documents, ensure_ascii=False, indent=1, default=plain)


def _half_points(p: Points) -> HalfPoints:
    return HalfPoints(p.certain, p.pending, p.least, p.most)


def _entry(e: Entry) -> EntryDocument:
    day = None if e.day is None else date_of(e.day)
    return EntryDocument(e.case, e.rule, e.matter, e.events, day, e.state, e.half_points)
