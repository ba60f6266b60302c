"""Look-ups of the working-day calendar: agreement with naive counting, edges of the coverage."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.calendar import (
    Calendar,
    OutsideCoverage,
    date_of,
    day_number,
    national_calendar,
)
from model.calendar.day import is_weekend, weekday

CALENDAR = national_calendar()
ROOT = Path(__file__).parents[2]
FIRST, LAST = CALENDAR.first, CALENDAR.last
DAYS = st.integers(FIRST, LAST)
LOOK_UPS: list[Callable[[int], object]] = [
    CALENDAR.is_working,
    CALENDAR.working_index,
    CALENDAR.next_working,
    CALENDAR.describe,
    lambda day: CALENDAR.plus_working(day, 0),
    lambda day: CALENDAR.plus_working(day, 1),
]


def test_day_numbers_are_ordinals() -> None:
    assert day_number(date(1, 1, 1)) == 1
    assert date_of(day_number(date(2024, 2, 29))) == date(2024, 2, 29)
    assert day_number(date(2024, 3, 1)) - day_number(date(2024, 2, 28)) == 2


@given(st.dates())
def test_weekdays_are_those_of_the_date(day: date) -> None:
    assert weekday(day_number(day)) == day.weekday()
    assert is_weekend(day_number(day)) is (day.weekday() >= 5)


def test_importing_reads_no_table() -> None:
    heavy = "{'tomllib', 'importlib.resources'}"
    code = f"import sys, model.calendar.period; print({heavy} & {{*sys.modules}})"
    run = subprocess.run(
        [sys.executable, "-S", "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert run.stdout == "set()\n"


def test_the_national_calendar_is_read_once() -> None:
    assert national_calendar() is CALENDAR


def test_working_index_counts_working_days_on_every_day() -> None:
    counted = 0
    for day in range(FIRST, LAST + 1):
        counted += CALENDAR.is_working(day)
        assert CALENDAR.working_index(day) == counted


@given(DAYS, st.integers(0, 40))
def test_plus_working_walks_day_by_day(day: int, n: int) -> None:
    at, left = day, n
    while left and at < LAST:
        at += 1
        left -= CALENDAR.is_working(at)
    if left:
        with pytest.raises(OutsideCoverage):
            CALENDAR.plus_working(day, n)
    else:
        assert CALENDAR.plus_working(day, n) == at


@given(DAYS)
def test_next_working_is_the_nearest_worked_day(day: int) -> None:
    found = CALENDAR.next_working(day)
    assert CALENDAR.is_working(found)
    assert not any(CALENDAR.is_working(d) for d in range(day, found))


@pytest.mark.parametrize("day", [FIRST - 1, LAST + 1, FIRST - 10_000, LAST + 10_000_000, 0, -1])
@pytest.mark.parametrize("look_up", LOOK_UPS)
def test_a_day_outside_coverage_raises(look_up: Callable[[int], object], day: int) -> None:
    assert not CALENDAR.covers(day)
    with pytest.raises(OutsideCoverage) as caught:
        look_up(day)
    assert (caught.value.day, caught.value.first, caught.value.last) == (day, FIRST, LAST)


def test_the_edges_themselves_are_covered() -> None:
    assert CALENDAR.covers(FIRST)
    assert CALENDAR.covers(LAST)
    assert CALENDAR.working_index(FIRST) == 0  # New Year's Day
    assert CALENDAR.is_working(LAST)
    assert CALENDAR.plus_working(LAST - 1, 1) == LAST
    assert CALENDAR.plus_working(LAST, 0) == LAST


def test_counting_past_the_last_day_names_the_first_day_missing() -> None:
    with pytest.raises(OutsideCoverage) as caught:
        CALENDAR.plus_working(LAST, 1)
    assert caught.value.day == LAST + 1
    assert str(caught.value) == (
        "the working-day calendar covers 2004-01-01 to 2026-12-31, not `2027-01-01`;"
        " load the holiday notice of that year"
    )


def test_rolling_over_past_the_last_day_raises() -> None:
    until_2022 = Calendar.of(t for y, t in CALENDAR.tables.items() if y <= 2022)
    saturday = day_number(date(2022, 12, 31))
    assert until_2022.last == saturday
    with pytest.raises(OutsideCoverage) as caught:
        until_2022.next_working(saturday)
    assert caught.value.day == day_number(date(2023, 1, 1))


def test_an_impossible_day_still_has_a_message() -> None:
    assert "not cover `day -1`" in str(OutsideCoverage(-1))


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        CALENDAR.plus_working(FIRST, -1)


def test_a_calendar_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        CALENDAR.first = 0  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


def test_a_calendar_survives_pickling() -> None:
    copy: object = pickle.loads(pickle.dumps(CALENDAR))
    assert isinstance(copy, Calendar)
    assert copy.fingerprint == CALENDAR.fingerprint
    assert copy.plus_working(FIRST, 1000) == CALENDAR.plus_working(FIRST, 1000)


def test_the_fingerprint_tells_calendars_apart() -> None:
    shorter = Calendar.of(t for y, t in CALENDAR.tables.items() if y <= 2025)
    assert shorter.fingerprint != CALENDAR.fingerprint
    assert Calendar.of(CALENDAR.tables.values()).fingerprint == CALENDAR.fingerprint


def test_a_calendar_has_no_gap() -> None:
    with pytest.raises(ValueError, match="no table of 2010"):
        Calendar.of(t for y, t in CALENDAR.tables.items() if y != 2010)
    with pytest.raises(ValueError, match="at least one year"):
        Calendar.of([])
