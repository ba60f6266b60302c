"""Verdicts before and after: what a change may make worse, and which rules it can bear on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Final, TypeAlias, cast

from checker.tasks.findings import Verdict
from checker.tasks.instance import Judged, Options, judge, verdict_of
from model.history import EventId, History
from model.logic.meaning import instances
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


def verdicts(history: History, rules: Iterable[Rule], options: Options) -> Verdicts:
    """Returns the verdict of every instance of the rules."""
    return {one: verdict_of(judged) for one, judged in judged_all(history, rules, options)}


def no_worse_than(before: Verdict | None) -> frozenset[Verdict | None]:
    """Returns what an instance may become that no repair is asked of: a duty that was met stays
    met, nothing comes to be broken, nothing less certain."""
    match before:
        case Verdict.SATISFIED | Verdict.EXCUSED:
            return MET
        case None | Verdict.PENDING:
            return _RUNNING
        case Verdict.CONTESTED | Verdict.LAPSED:
            return _UNSURE
        case Verdict.UNDETERMINED:
            return _UNSURE | {Verdict.UNDETERMINED}
        case Verdict.VIOLATED:
            return frozenset((None, *Verdict))


MENDED: Final = _RUNNING
"""What an instance that is to be repaired may become."""


@cache
def looks_at(rule: Rule) -> frozenset[Kind]:
    """Returns every kind of event the rule names: a change of other acts does not bear on it."""
    return frozenset(_kinds((rule.triggers, rule.guard, rule.demand, rule.excuses)))


def _kinds(node: object) -> Iterator[Kind]:
    match node:
        case Kind():
            yield node
        case tuple():
            for item in cast("tuple[object, ...]", node):
                yield from _kinds(item)
        case _ if is_dataclass(node) and not isinstance(node, type):
            for f in fields(node):
                yield from _kinds(getattr(node, f.name))
        case _:
            pass
