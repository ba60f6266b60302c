"""The packaged tables against two independent libraries, day by day, and against known facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import cast

import holidays
import pytest

from model.calendar import DayKind, date_of, day_number, national_calendar

CALENDAR = national_calendar()
EVERY_DAY = [date_of(day) for day in range(CALENDAR.first, CALENDAR.last + 1)]

# the library has it as a Saturday off; the notice for 2006 (国办发明电〔2005〕35号) had it worked
WRONG_IN_CHINESECALENDAR = {date(2005, 12, 31)}


def works(day: date) -> bool:
    return CALENDAR.is_working(day_number(day))


def kind(day: date) -> DayKind:
    return CALENDAR.describe(day_number(day)).kind


def test_coverage_is_2004_to_2026() -> None:
    assert date_of(CALENDAR.first) == date(2004, 1, 1)
    assert date_of(CALENDAR.last) == date(2026, 12, 31)
    assert list(CALENDAR.tables) == list(range(2004, 2027))


def test_every_day_agrees_with_holidays() -> None:
    library = holidays.country_holidays("CN", years=range(2004, 2027))
    assert {d for d in EVERY_DAY if works(d) != library.is_working_day(d)} == set()


def test_every_day_but_one_agrees_with_chinesecalendar() -> None:
    is_workday = cast("Callable[[date], bool]", import_module("chinese_calendar").is_workday)
    assert {d for d in EVERY_DAY if works(d) != is_workday(d)} == WRONG_IN_CHINESECALENDAR
    assert works(date(2005, 12, 31))


@pytest.mark.parametrize(
    ("year", "days"),
    list(enumerate((250, 250, 249, 250, 249, 249, 251, 248, 248), 2018)),
)
def test_working_days_of_a_year(year: int, days: int) -> None:
    assert sum(works(d) for d in EVERY_DAY if d.year == year) == days


def test_make_up_days_and_weekday_days_off_2018_to_2026() -> None:
    recent = [d for d in EVERY_DAY if d.year >= 2018]
    assert sum(works(d) and d.weekday() >= 5 for d in recent) == 59
    assert sum(not works(d) and d.weekday() < 5 for d in recent) == 164


def test_kinds_agree_with_work_and_weekday_everywhere() -> None:
    for day in EVERY_DAY:
        weekend = day.weekday() >= 5
        expected = {
            DayKind.WORKING: (True, False),
            DayKind.MAKE_UP: (True, True),
            DayKind.WEEKEND: (False, True),
            DayKind.HOLIDAY: (False, weekend),
        }[kind(day)]
        assert (works(day), weekend) == expected, day
        assert kind(day).worked is works(day), day


def test_a_day_has_a_notice_iff_it_is_announced() -> None:
    for day in EVERY_DAY:
        announced = kind(day) in (DayKind.HOLIDAY, DayKind.MAKE_UP)
        assert (CALENDAR.describe(day_number(day)).notice is not None) is announced, day


@pytest.mark.parametrize(
    ("day", "expected", "zh", "en"),
    [
        (date(2024, 4, 4), DayKind.HOLIDAY, "清明节", "Qingming"),
        (date(2024, 4, 6), DayKind.HOLIDAY, "清明节", "Qingming"),
        (date(2024, 4, 7), DayKind.MAKE_UP, "清明节", "Qingming"),
        (date(2024, 4, 13), DayKind.WEEKEND, "周六", "Saturday"),
        (date(2024, 2, 9), DayKind.WORKING, "周五", "Friday"),
        (date(2020, 2, 1), DayKind.HOLIDAY, "春节假期延长", "Spring Festival, extended"),
        (date(2020, 2, 3), DayKind.WORKING, "周一", "Monday"),
        (date(2019, 5, 3), DayKind.HOLIDAY, "劳动节", "Labour Day"),
        (date(2006, 12, 31), DayKind.MAKE_UP, "元旦", "New Year's Day"),
        (date(2016, 12, 31), DayKind.WEEKEND, "周六", "Saturday"),
        (
            date(2025, 10, 6),
            DayKind.HOLIDAY,
            "国庆节、中秋节",
            "National Day and Mid-Autumn Festival",
        ),
    ],
)
def test_names_of_days(day: date, expected: DayKind, zh: str, en: str) -> None:
    note = CALENDAR.describe(day_number(day))
    assert (note.day, note.kind, note.zh, note.en) == (day_number(day), expected, zh, en)


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        (
            date(2024, 4, 4),
            "国务院办公厅 国办发明电〔2023〕7号",
            "General Office of the State Council, 国办发明电〔2023〕7号, 2023-10-25",
        ),
        (
            date(2005, 12, 31),
            "国务院办公厅 国办发明电〔2005〕35号",
            "General Office of the State Council, 国办发明电〔2005〕35号, 2005-12-16",
        ),
        (
            date(2015, 9, 3),
            "国务院 国发明电〔2015〕1号",
            "State Council, 国发明电〔2015〕1号, 2015-05-13",
        ),
        (
            date(2007, 12, 31),
            "国务院办公厅关于2008年节假日安排的通知",
            "General Office of the State Council, notice on the holiday schedule of 2008",
        ),
    ],
)
def test_notices_are_cited(day: date, zh: str, en: str) -> None:
    notice = CALENDAR.describe(day_number(day)).notice
    assert notice is not None
    assert (notice.zh, notice.en) == (zh, en)


def test_a_notice_is_dated_before_the_days_it_announces() -> None:
    for table in CALENDAR.tables.values():
        for run in table.runs:
            dated = run.notice.dated
            assert dated is None or dated < min(run.off + run.work)


def test_no_two_schedules_have_the_same_number() -> None:
    numbers = [t.notice.number for t in CALENDAR.tables.values() if t.notice.number is not None]
    assert len(numbers) == len(set(numbers)) == 20


def test_the_years_without_a_sure_number_are_known() -> None:
    assert [y for y, t in CALENDAR.tables.items() if t.notice.number is None] == [2004, 2005, 2008]


def test_special_cases_are_noted() -> None:
    for year, word in ((2005, "2005-12-31"), (2020, "2020-02-01"), (2024, "2024-02-09")):
        note = CALENDAR.tables[year].note
        assert note is not None
        assert word in note
