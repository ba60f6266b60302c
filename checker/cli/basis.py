"""What to judge by, as the command line says it: law, readings, limits, a profile, the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from checker.cli.options import Args
from checker.cli.profiles import Entry, Profile, load_profile
from checker.cli.usage import UsageError, meant, ticked
from checker.show.lang import Text, same
from checker.tasks.instance import Options
from constraints.registry import all_rules, rules_named
from constraints.sources import SOURCES
from model.calendar import Calendar, CalendarFileError, national_calendar
from model.logic.limits import all_limits
from model.logic.readings import all_readings

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Basis:
    """The user's words, not yet looked up. `limits` are words like `D_FR_REPORT=5`."""

    law: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    profile: str | None = None
    calendars: tuple[str, ...] = ()
    prove: bool = False
    rlimit: int | None = None


@dataclass(frozen=True)
class Judge:
    """By what cases are judged. `law` is what the user named; empty: what the case itself names."""

    law: tuple[str, ...]
    options: Options


def basis_of(args: Args) -> Basis:
    """Returns what the command line says to judge by."""
    return Basis(
        tuple(args.law),
        tuple(args.reading),
        tuple(args.limit),
        args.profile,
        tuple(args.calendar),
        args.proof,
        args.rlimit,
    )


def judge_of(basis: Basis) -> Judge:
    """Returns the judge the words describe; UsageError iff they name what does not exist. What the
    command line says of a reading or a limit wins over the profile."""
    for name in basis.law:
        if name not in SOURCES and not rules_named((name,)):
            message = Text(f"没有法源或规则 {ticked(name)}", f"no source or rule {ticked(name)}")
            known = (*SOURCES, *all_rules()) if "-" in name else tuple(SOURCES)
            raise UsageError(message, meant(name, known))
    profile = load_profile(basis.profile) if basis.profile else Profile()
    pinned = {
        **_once(_reading(e) for e in profile.readings),
        **_once(_reading(_said(word)) for word in basis.readings),
    }
    limits = {
        **_once(_limit(e) for e in profile.limits),
        **_once(_limit(_said(word)) for word in basis.limits),
    }
    calendar = _calendar(basis.calendars)
    options = Options(calendar, pinned, basis.rlimit, limits, basis.prove)
    return Judge(basis.law, options)


def _once(pairs: Iterable[tuple[str, V]]) -> dict[str, V]:
    found: dict[str, V] = {}
    for id, value in pairs:
        if found.setdefault(id, value) != value:
            raise UsageError(Text(f"{id} 给了两个取值", f"{id} is given two values"))
    return found


def _said(word: str) -> Entry:
    id, equals, value = word.partition("=")
    return Entry(id, value if equals else word, "")


def _reading(said: Entry) -> tuple[str, str]:
    if said.id not in all_readings():
        all_rules()  # imports every reading
    known = all_readings()
    if said.id not in known:
        message = Text(f"没有读法 {ticked(said.id)}", f"no reading {ticked(said.id)}")
        raise UsageError(same(said.place) + message, meant(said.id, sorted(known)))
    words = [v.word for v in known[said.id]]
    if said.value == said.id:
        message = Text(f"{ticked(said.id)} 没有给出取值", f"{ticked(said.id)} has no value")
        shape = Text(f"写作 `{said.id}=取值`；", f"write `{said.id}=VALUE`; ")
        raise UsageError(same(said.place) + message, shape + meant("", words))
    if said.value not in words:
        what = ticked(said.value)
        message = Text(f"{what} 不是 {said.id} 的取值", f"{what} is no value of {said.id}")
        raise UsageError(same(said.place) + message, meant(said.value, words))
    return said.id, said.value


def _limit(said: Entry) -> tuple[str, int]:
    if said.id not in all_limits():
        all_rules()  # imports every limit
    known = all_limits()
    if said.id not in known:
        message = Text(f"没有未定期限 {ticked(said.id)}", f"no open limit {ticked(said.id)}")
        raise UsageError(same(said.place) + message, meant(said.id, sorted(known)))
    limit, what = known[said.id], ticked(said.value)
    if not re.fullmatch("[0-9]{1,5}", said.value):
        message = Text(f"{what} 不是日数", f"{what} is no number of days")
        example = same(f"`{said.id}={limit.stipulated}`")
        raise UsageError(same(said.place) + message, example)
    if not limit.admits(int(said.value)):
        message = Text(f"{said.id} 不能取 {what} 日", f"{said.id} cannot be {what} days")
        able = Text(f"可取 {limit.admissible} 日", f"it may be {limit.admissible} days")
        raise UsageError(same(said.place) + message, able)
    return said.id, int(said.value)


def _calendar(files: Sequence[str]) -> Calendar:
    calendar = national_calendar()
    for name in files:
        try:
            calendar = calendar.with_year(Path(name))
        except (CalendarFileError, ValueError) as error:
            raise UsageError(same(str(error))) from None
    return calendar
