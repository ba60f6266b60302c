"""A finding as one row of a table: what an audit writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from checker.tasks.findings import Finding
from model.calendar import date_of
from model.history import History


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding, of words, ISO days and whole numbers alone. `level`: of the first organ bound,
    empty iff it is none or has none; days and delay are None where there are none."""

    case: str
    verdict: str
    rule: str
    article: str
    bearer: tuple[str, ...]
    level: str
    events: tuple[str, ...]
    due: str | None
    since: str | None
    days_late: int | None
    cause: str | None


COLUMNS: Final = tuple(FindingRow.__dataclass_fields__)


def row_of(finding: Finding, history: History) -> FindingRow:
    """Returns the row of a finding."""
    return FindingRow(
        history.case,
        finding.verdict.value,
        finding.rule.id,
        finding.rule.article,
        finding.bearer,
        _level(finding, history),
        tuple(e.id for e in finding.events),
        _iso(finding.due),
        _iso(finding.since),
        finding.days_late,
        finding.cause.value if finding.cause else None,
    )


def _level(finding: Finding, history: History) -> str:
    tree = history.hierarchy
    organs = [name.partition("/")[0] for name in finding.bearer]
    levels = [tree.organ(o).level for o in organs if tree.is_organ(o)]
    return levels[0].value if levels and levels[0] else ""


def _iso(day: int | None) -> str | None:
    return None if day is None else date_of(day).isoformat()
