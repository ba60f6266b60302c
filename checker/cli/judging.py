"""What to judge by, from the command line: rules, readings, calendar; and the judging itself."""

from __future__ import annotations

import hashlib
import os
import sys
import traceback
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from checker.cli.inputs import Case
from checker.cli.usage import UsageError, meant, ticked
from checker.read.place import CaseError
from checker.show.document import Receipt, Versions
from checker.show.lang import Text, same
from checker.tasks.check import check
from checker.tasks.findings import HistoryVerdict, Report
from checker.tasks.instance import Options
from constraints.applicable import applicable
from constraints.registry import all_rules, rules_named, sources_of
from constraints.sources import SOURCES
from model.calendar import Calendar, CalendarFileError, national_calendar
from model.history import History
from model.logic.readings import all_readings
from model.logic.rewrite import fingerprint
from model.logic.rule import Rule


@dataclass(frozen=True)
class Judge:
    """By what cases are judged. `law` is what the user named; empty: what the case itself names."""

    law: tuple[str, ...]
    options: Options


def judge_of(
    law: Sequence[str], readings: Sequence[str], calendars: Sequence[str], *, prove: bool
) -> Judge:
    """Returns the judge the options describe; UsageError iff they name what does not exist."""
    for name in law:
        if name not in SOURCES and not rules_named((name,)):
            message = Text(f"没有法源或规则 {ticked(name)}", f"no source or rule {ticked(name)}")
            raise UsageError(message, meant(name, (*SOURCES, *all_rules())))
    pinned: dict[str, str] = {}
    for id, value in (_pinned(word) for word in readings):
        if pinned.setdefault(id, value) != value:
            raise UsageError(Text(f"{id} 给了两个取值", f"{id} is given two values"))
    return Judge(tuple(law), Options(_calendar(calendars), pinned, prove=prove))


def _pinned(word: str) -> tuple[str, str]:
    id, equals, value = word.partition("=")
    if id not in all_readings():
        all_rules()  # imports every reading
    known = all_readings()
    if id not in known:
        message = Text(f"没有读法 {ticked(id)}", f"no reading {ticked(id)}")
        raise UsageError(message, meant(id, sorted(known)))
    words = [v.word for v in known[id]]
    if value not in words:
        said = ticked(value) if equals else ticked(word)
        message = Text(f"{said} 不是 {id} 的取值", f"{said} is no value of {id}")
        raise UsageError(message, meant(value, words))
    return id, value


def _calendar(files: Sequence[str]) -> Calendar:
    calendar = national_calendar()
    for name in files:
        try:
            calendar = calendar.with_year(Path(name))
        except (CalendarFileError, ValueError) as error:
            raise UsageError(same(str(error))) from None
    return calendar


def rules_for(judge: Judge, history: History) -> Mapping[str, Rule]:
    """Returns the rules to judge a history by: those the user named, else those the case names,
    else those that bind the organs in it."""
    return applicable(history, judge.law, judge.options.pinned)


def judged(case: Case, judge: Judge) -> Report | CaseError:
    """Returns what is found of a case. An error of the program itself becomes one that says so."""
    history, positions = case.loaded.history, case.loaded.positions
    rules = rules_for(judge, history)
    if not rules:
        named = ", ".join(f"`{s}`" for s in history.law or ())
        place = positions.place_of(("law",))
        return CaseError(f"there are no rules of {named} here", place, _meant(history.law or ()))
    try:
        return check(history, rules, sources_of(rules), judge.options)
    except Exception as error:
        if os.environ.get("XINFANG_DEBUG"):
            traceback.print_exc(file=sys.stderr)
        said = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        help_line = "please report the case; XINFANG_DEBUG=1 shows where it failed"
        return CaseError(f"internal error: {said}", positions.place_of(()), help_line)


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
