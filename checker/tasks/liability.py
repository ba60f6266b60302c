"""Which liability follows from the breaches that were found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from checker.tasks.findings import Finding, Verdict
from constraints.liability import punishing
from model.history import EventId
from model.logic.rule import Modality

Follows: TypeAlias = tuple[str, str, tuple[EventId, ...]]
"""The id of a head of liability, the rule broken, the trigger events of the breach."""


def liability_of(findings: Iterable[Finding]) -> tuple[Follows, ...]:
    """Returns, per breach and once each, the heads of liability that punish it; none of a right
    that lapsed. It changes no verdict, and no liability follows from a liability."""
    return tuple(
        dict.fromkeys(
            (head.id, f.rule.id, tuple(e.id for e in f.events))
            for f in findings
            if f.verdict is Verdict.VIOLATED and f.rule.modality is not Modality.RIGHT
            for head in punishing(f.rule.id)
        )
    )
