"""Verdicts before and after: what a change may make worse, and which rules it can bear on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Final, TypeAlias, cast

from checker.tasks.findings import Verdict
from checker.tasks.instance import Judged, Options, judge
from model.history import EventId, History
from model.logic.meaning import Outcome, instances
from model.logic.nodes import ReadingId
from model.logic.readings import reading
from model.logic.rule import Rule
from model.words import Kind

Instance: TypeAlias = tuple[str, tuple[EventId, ...]]
"""A rule and the events its triggers are bound to."""
Verdicts: TypeAlias = Mapping[Instance, Verdict | None]
"""None: not engaged, as every instance is that does not stand here."""

MET: Final = frozenset({None, Verdict.SATISFIED, Verdict.EXCUSED})
_RUNNING: Final = MET | {Verdict.PENDING}
_UNSURE: Final = _RUNNING | {Verdict.CONTESTED, Verdict.LAPSED}


def judged_all(
    history: History, rules: Iterable[Rule], options: Options
) -> Iterator[tuple[Instance, Judged]]:
    """Yields every instance of the rules, judged."""
    for rule in rules:
        for events in instances(rule, history):
            yield (rule.id, tuple(e.id for e in events)), judge(rule, events, history, options)


def no_worse_than(before: Verdict | None) -> frozenset[Verdict | None]:
    """Returns what an instance may become that no repair is asked of: a duty that was met stays
    met, nothing comes to be broken, nothing less certain."""
    match before:
        case Verdict.SATISFIED | Verdict.EXCUSED:
            return MET
        case None | Verdict.PENDING:
            # a right nobody had, or had not used, may lapse: that is nobody's breach
            return _RUNNING | {Verdict.LAPSED}
        case Verdict.LAPSED:
            return _UNSURE
        case Verdict.CONTESTED:
            return _UNSURE | {Verdict.VIOLATED}
        case Verdict.UNDETERMINED:
            return _UNSURE | {Verdict.UNDETERMINED}
        case Verdict.VIOLATED:
            return frozenset((None, *Verdict))


Readings: TypeAlias = tuple[tuple[ReadingId, str], ...]


def kept_under(judged: Judged) -> tuple[Readings, ...]:
    """Returns the readings under which the instance is broken in no completion."""
    return tuple(
        tuple(sorted(leaf.readings))
        for leaf, outcomes in judged.leaves
        if Outcome.VIOLATED not in outcomes
    )


def broken_under(judged: Judged, readings: Mapping[ReadingId, str]) -> bool:
    """Returns whether the instance may be broken under these readings, the defaults else."""
    for leaf, outcomes in judged.leaves:
        said = (readings.get(id, reading(id).default().word) == word for id, word in leaf.readings)
        if all(said):
            return Outcome.VIOLATED in outcomes
    return False


MENDED: Final = _RUNNING
"""What an instance that is to be repaired may become."""


@cache
def looks_at(rule: Rule) -> frozenset[Kind]:
    """Returns every kind of event the rule names: a change of other acts does not bear on it."""
    found: set[Kind] = set()
    seen: set[int] = set()  # parts are shared, and often
    todo: list[object] = [rule.triggers, rule.guard, rule.demand, rule.excuses]
    while todo:
        node = todo.pop()
        if isinstance(node, Kind):
            found.add(node)
        elif isinstance(node, tuple):
            todo += cast("tuple[object, ...]", node)
        elif is_dataclass(node) and not isinstance(node, type) and id(node) not in seen:
            seen.add(id(node))
            todo += (getattr(node, f.name) for f in fields(node))
    return frozenset(found)
