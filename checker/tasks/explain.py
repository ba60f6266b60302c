"""`explain`: everything that carries the verdict of one instance, and what stands in the way of
another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from checker.tasks.clauses import Structure, structure_of
from checker.tasks.details import finding_of
from checker.tasks.findings import Cause, Finding, Proof, Verdict
from checker.tasks.instance import Judged, Options, judge, verdict_of
from checker.tasks.open_limits import at_the_anchors, unset
from checker.tasks.proof import proof_of
from checker.tasks.who import Timing, timing_of
from checker.tasks.whynot import Contrast, contrasts
from model.history import Event, EventId, History, Span
from model.logic.meaning import Outcome, instances
from model.logic.rule import Rule
from model.words import Field

UNSURE = frozenset({Cause.GAVE_UP, Cause.NOT_EXPRESSIBLE, Cause.ENGINES_DISAGREE})


class Part(Enum):
    """What a day has to do with the verdict."""

    TRIGGER = "trigger"
    STARTS = "the period starts"
    LENGTHENS = "lengthens the period"
    ACT = "the act"
    BEARS = "bears on it"
    DUE = "the last day"
    ENDS = "the record ends"


@dataclass(frozen=True, slots=True)
class Dated:
    """One day of the chain. `first`..`last`: where the record leaves the day open. `event` is None
    of the last day and of the end of the record."""

    first: int
    last: int
    part: Part
    event: EventId | None = None


@dataclass(frozen=True)
class WhyNot:
    """What stands in the way of an outcome; `ways` is empty iff no one or two changes of the record
    were found that give it."""

    wanted: Outcome
    ways: tuple[Contrast, ...]


@dataclass(frozen=True)
class Explanation:
    """One instance explained. `core`: the fewest facts that make every other outcome impossible
    (of an undetermined one: every outcome that cannot be), under the default readings; None iff
    none was found."""

    finding: Finding
    structure: Structure
    chain: tuple[Dated, ...]
    core: Proof | None
    timing: Timing | None
    why_not: WhyNot | None


@dataclass(frozen=True, slots=True)
class NotEngaged:
    """A binding of the triggers that the rule does not apply to, and the clauses that say so."""

    rule: Rule
    events: tuple[EventId, ...]
    structure: Structure
    why_not: WhyNot | None


@dataclass(frozen=True, slots=True)
class Unsaid:
    """An instance of which no engine could say anything: the finding names the cause."""

    finding: Finding


Answer: TypeAlias = Explanation | NotEngaged | Unsaid


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked: of instances with these events among their triggers and one of these verdicts
    (None: of what is not engaged), and why the outcome is not `instead`."""

    events: frozenset[EventId] = frozenset()
    verdicts: frozenset[Verdict | None] = frozenset(Verdict)
    instead: Outcome | None = None


def explanations(
    history: History, rules: Mapping[str, Rule], wish: Wish, options: Options
) -> Iterator[Answer]:
    """Yields the instances asked for, explained, in the order of the rules."""
    for rule in rules.values():
        for bound in instances(rule, history):
            if not wish.events or wish.events <= {e.id for e in bound}:
                judged = judge(rule, bound, history, options)
                verdict = verdict_of(judged)
                if verdict in wish.verdicts:
                    yield _explained(judged, verdict, wish.instead, options)


def _explained(
    judged: Judged, verdict: Verdict | None, instead: Outcome | None, options: Options
) -> Answer:
    if not judged.leaves:
        return Unsaid(finding_of(judged, verdict or Verdict.UNDETERMINED, options))
    if verdict is Verdict.VIOLATED and unset(judged, options):
        granted = at_the_anchors(judged, options)
    else:
        granted = judged
    structure, why_not = structure_of(granted, options), None
    if instead is not None and granted.default[1] != frozenset({instead}):
        why_not = WhyNot(instead, contrasts(granted, instead, options))
    if verdict is None:
        ids = tuple(e.id for e in judged.events)
        return NotEngaged(judged.rule, ids, structure, why_not)
    finding = finding_of(judged, verdict, options)
    core = None if finding.cause in UNSURE else proof_of(granted, options)
    chain = tuple(_chain(judged, finding, core))
    timing = timing_of(granted, finding, options)
    return Explanation(finding, structure, chain, core, timing, why_not)


def _chain(judged: Judged, finding: Finding, core: Proof | None) -> Iterator[Dated]:
    """Yields the days the verdict hangs on, in order."""
    parts: dict[EventId, Part] = {}
    count = finding.count
    parts |= {c.owner: Part.BEARS for one in finding.missing for c in one.cells}
    if core is not None:
        parts |= {name.owner: Part.BEARS for name, _ in core.facts}
    if count is not None:
        parts |= {id: Part.LENGTHENS for id in count.lengthened_by}
    parts |= {e.id: Part.TRIGGER for e in judged.events}
    if count is not None and count.starts is not None:
        parts[count.starts[0]] = Part.STARTS
    if finding.act is not None:
        parts[finding.act.id] = Part.ACT
    by_id = judged.history.by_id
    found = [_dated(by_id[id], part) for id, part in parts.items() if id in by_id]
    if finding.due is not None:
        found.append(Dated(finding.due, finding.due, Part.DUE))
    found.append(Dated(judged.history.as_of, judged.history.as_of, Part.ENDS))
    # on one day: acts as recorded, then what is counted
    order = {e.id: place for place, e in enumerate(judged.history.events)}
    yield from sorted(found, key=lambda d: (d.first, order.get(d.event or "", len(order))))


def _dated(e: Event, part: Part) -> Dated:
    on = e.cells[Field.ON]
    assert isinstance(on, Span)
    return Dated(on.low, on.high, part, e.id)
