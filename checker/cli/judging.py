"""One case judged, and the receipt of what its verdict rests on."""

from __future__ import annotations

import hashlib
import os
import sys
import traceback
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import TypeVar

from checker.cli.basis import Judge
from checker.cli.inputs import Case
from checker.cli.usage import meant
from checker.read.place import CaseError
from checker.show.document import Receipt, Versions
from checker.tasks.check import check
from checker.tasks.findings import HistoryVerdict, Report
from constraints.applicable import applicable
from constraints.registry import all_rules, rules_named, sources_of
from constraints.sources import SOURCES
from model.calendar import Calendar
from model.history import History
from model.logic.rule import Rule
from model.logic.table import fingerprint

T = TypeVar("T")


def rules_for(judge: Judge, history: History) -> Mapping[str, Rule]:
    """Returns the rules to judge a history by: those the user named, else those the case names,
    else those that bind the organs in it."""
    return applicable(history, judge.law, judge.options.pinned, judge.options.limits)


def judged(case: Case, judge: Judge) -> Report | CaseError:
    """Returns what is found of a case. An error of the program itself becomes one that says so."""
    rules = rules_or_error(case, judge)
    if isinstance(rules, CaseError):
        return rules
    history, sources = case.loaded.history, sources_of(rules)
    return guarded(case, lambda: check(history, rules, sources, judge.options))


def rules_or_error(case: Case, judge: Judge) -> Mapping[str, Rule] | CaseError:
    """Returns the rules to judge a case by; an error iff there are none."""
    history, positions = case.loaded.history, case.loaded.positions
    rules = rules_for(judge, history)
    if rules:
        return rules
    named = ", ".join(f"`{s}`" for s in history.law or ())
    place = positions.place_of(("law",))
    return CaseError(f"there are no rules of {named} here", place, _meant(history.law or ()))


def guarded(case: Case, work: Callable[[], T]) -> T | CaseError:
    """Returns what the work on a case gives. An error of the program itself becomes one that says
    so."""
    try:
        return work()
    except Exception as error:
        if os.environ.get("XINFANG_DEBUG"):
            traceback.print_exc(file=sys.stderr)
        said = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        help_line = "please report the case; XINFANG_DEBUG=1 shows where it failed"
        return CaseError(f"internal error: {said}", case.loaded.positions.place_of(()), help_line)


def _meant(named: Sequence[str]) -> str:
    wrong = [name for name in named if name not in SOURCES]
    return meant(wrong[0] if wrong else "", (*SOURCES, *all_rules())).en


def exit_code(verdicts: Collection[HistoryVerdict], errors: int, *, strict: bool) -> int:
    """Returns the worst of all cases: input error 2, violated 1, undetermined or contested 3, else
    0; an open case is 3 if `strict`."""
    if errors:
        return 2
    if HistoryVerdict.VIOLATED in verdicts:
        return 1
    doubtful = {HistoryVerdict.UNDETERMINED, HistoryVerdict.CONTESTED}
    if strict:
        doubtful.add(HistoryVerdict.OPEN)
    return 3 if doubtful & set(verdicts) else 0


# ---- receipts ------------------------------------------------------------------------------------


def receipt_of(case: Case, judge: Judge) -> Receipt:
    """Returns what the verdict of a case rests on."""
    written = case.loaded.positions.excerpt(())
    return Receipt(
        input=_hash(written),
        rules=_rules_hash(tuple(rules_for(judge, case.loaded.history))),
        calendar=_calendar_hash(judge.options.calendar),
        hierarchy=case.loaded.history.hierarchy.digest,
        readings=dict(judge.options.pinned),
        limits=dict(judge.options.limits),
        versions=_versions(),
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _rules_hash(ids: tuple[str, ...]) -> str:
    rules = rules_named(ids)
    return _hash("\n".join(f"{id} {fingerprint(rules[id])}" for id in sorted(ids)))


@cache
def _calendar_hash(calendar: Calendar) -> str:
    return calendar.fingerprint


@cache
def _versions() -> Versions:
    from importlib.metadata import PackageNotFoundError, version
    from platform import python_version

    from checker import __version__

    try:
        z3 = version("z3-solver")
    except PackageNotFoundError:
        z3 = "none"
    return Versions(__version__, python_version(), z3)
