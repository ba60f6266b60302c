"""Counting periods: golden counts, every reading, the account, and the straight pieces."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.calendar import DayKind, OutsideCoverage, date_of, day_number, national_calendar
from model.calendar.period import (
    Gap,
    Piece,
    RollOver,
    Segment,
    StartDay,
    Unit,
    count,
    last_day,
    raw_last_day,
    raw_last_working_day,
    roll,
    segments,
)

CALENDAR = national_calendar()
FIRST, LAST = CALENDAR.first, CALENDAR.last
NATURAL, WORKING = Unit.NATURAL, Unit.WORKING
EXCLUDED, INCLUDED = StartDay.EXCLUDED, StartDay.INCLUDED
ROLLED, STRICT = RollOver.NEXT_WORKING_DAY, RollOver.NONE

GOLDEN = [
    # 60 days end on Qingming; 04-05 and 04-06 are off; Sunday 04-07 is a make-up working day
    (date(2024, 2, 4), 60, NATURAL, EXCLUDED, ROLLED, date(2024, 4, 7)),
    (date(2024, 2, 4), 60, NATURAL, EXCLUDED, STRICT, date(2024, 4, 4)),
    (date(2024, 2, 4), 60, NATURAL, INCLUDED, ROLLED, date(2024, 4, 3)),
    (date(2024, 2, 4), 61, NATURAL, INCLUDED, STRICT, date(2024, 4, 4)),
    (date(2024, 2, 4), 61, NATURAL, INCLUDED, ROLLED, date(2024, 4, 7)),
    # an ordinary week; the start is a Monday
    (date(2024, 3, 4), 5, WORKING, EXCLUDED, ROLLED, date(2024, 3, 11)),
    (date(2024, 3, 4), 5, WORKING, INCLUDED, ROLLED, date(2024, 3, 8)),
    # the start is a Saturday: it never counts as a working day
    (date(2024, 3, 9), 5, WORKING, EXCLUDED, ROLLED, date(2024, 3, 15)),
    (date(2024, 3, 9), 5, WORKING, INCLUDED, ROLLED, date(2024, 3, 15)),
    # over the Spring Festival: 02-09 counts, 02-10 to 02-17 are off, Sunday 02-18 counts
    (date(2024, 2, 8), 5, WORKING, EXCLUDED, ROLLED, date(2024, 2, 21)),
    # working days take no roll-over: the strict reading changes nothing
    (date(2024, 2, 8), 5, WORKING, EXCLUDED, STRICT, date(2024, 2, 21)),
    # the extended holiday of 2020: due on Saturday 02-01, moved to Monday 02-03
    (date(2020, 1, 2), 30, NATURAL, EXCLUDED, ROLLED, date(2020, 2, 3)),
    (date(2024, 2, 29), 0, NATURAL, EXCLUDED, STRICT, date(2024, 2, 29)),
    (date(2024, 2, 29), 0, NATURAL, INCLUDED, STRICT, date(2024, 2, 28)),
    (date(2024, 3, 2), 0, WORKING, EXCLUDED, ROLLED, date(2024, 3, 2)),
]


@pytest.mark.parametrize(("start", "n", "unit", "start_day", "rule", "due"), GOLDEN)
def test_golden_counts(
    start: date, n: int, unit: Unit, start_day: StartDay, rule: RollOver, due: date
) -> None:
    found = last_day(CALENDAR, day_number(start), n, unit, start_day, rule)
    assert date_of(found) == due


def test_a_period_has_no_negative_length() -> None:
    for unit in Unit:
        with pytest.raises(ValueError, match="negative"):
            last_day(CALENDAR, FIRST, -1, unit, EXCLUDED, STRICT)


STARTS = st.integers(FIRST, LAST - 200)
LENGTHS = st.integers(1, 90)
STARTING, RULES = st.sampled_from(StartDay), st.sampled_from(RollOver)


@given(STARTS, LENGTHS, STARTING, RULES)
def test_natural_days_are_the_raw_end_then_the_roll(
    start: int, n: int, start_day: StartDay, rule: RollOver
) -> None:
    raw = raw_last_day(start, n, start_day)
    assert raw - start == (n if start_day is EXCLUDED else n - 1)
    due = last_day(CALENDAR, start, n, NATURAL, start_day, rule)
    assert due == roll(CALENDAR, raw, rule)
    assert due == raw or not CALENDAR.is_working(raw)


@given(STARTS, LENGTHS, STARTING)
def test_working_days_are_counted_one_by_one(start: int, n: int, start_day: StartDay) -> None:
    due = raw_last_working_day(CALENDAR, start, n, start_day)
    first = start if start_day is INCLUDED else start + 1
    assert CALENDAR.is_working(due)
    assert sum(CALENDAR.is_working(d) for d in range(first, due + 1)) == n


def test_no_roll_over_needs_no_calendar() -> None:
    assert roll(CALENDAR, LAST + 500, STRICT) == LAST + 500
    assert last_day(CALENDAR, LAST, 60, NATURAL, EXCLUDED, STRICT) == LAST + 60
    with pytest.raises(OutsideCoverage) as caught:
        last_day(CALENDAR, LAST, 60, NATURAL, EXCLUDED, ROLLED)
    assert caught.value.day == LAST + 60


# ---- the account ---------------------------------------------------------------------------------


def test_the_account_of_the_golden_count() -> None:
    account = count(CALENDAR, day_number(date(2024, 2, 4)), 60, NATURAL, EXCLUDED, ROLLED)
    assert account.first_counted == day_number(date(2024, 2, 5))
    assert date_of(account.raw_end) == date(2024, 4, 4)
    assert [(date_of(s.day).day, s.kind, s.en) for s in account.skipped] == [
        (4, DayKind.HOLIDAY, "Qingming"),
        (5, DayKind.HOLIDAY, "Qingming"),
        (6, DayKind.HOLIDAY, "Qingming"),
    ]
    assert date_of(account.due) == date(2024, 4, 7)
    assert account.due_note is not None
    assert (account.due_note.kind, account.due_note.zh) == (DayKind.MAKE_UP, "清明节")
    assert (account.due_note.weekday_zh, account.due_note.weekday_en) == ("周日", "Sunday")
    assert account.not_counted == ()


def test_the_account_of_working_days_names_the_days_off_inside() -> None:
    account = count(CALENDAR, day_number(date(2024, 2, 8)), 5, WORKING, EXCLUDED, ROLLED)
    assert account.first_counted == day_number(date(2024, 2, 9))
    assert [date_of(s.day).day for s in account.not_counted] == list(range(10, 18))
    assert {s.zh for s in account.not_counted} == {"春节"}
    assert account.raw_end == account.due == day_number(date(2024, 2, 21))
    assert account.skipped == ()


def test_the_first_counted_working_day_is_a_working_day() -> None:
    friday = day_number(date(2024, 3, 8))
    account = count(CALENDAR, friday, 1, WORKING, EXCLUDED, ROLLED)
    assert account.first_counted == account.due == friday + 3
    assert [s.en for s in account.not_counted] == ["Saturday", "Sunday"]


def test_the_account_of_no_days_counts_no_day() -> None:
    for unit in Unit:
        account = count(CALENDAR, FIRST + 1, 0, unit, EXCLUDED, STRICT)
        assert account.first_counted is None
        assert (account.due, account.not_counted, account.skipped) == (FIRST + 1, (), ())


def test_a_due_day_beyond_the_calendar_has_no_note() -> None:
    account = count(CALENDAR, LAST, 60, NATURAL, EXCLUDED, STRICT)
    assert (account.due, account.due_note) == (LAST + 60, None)


@given(STARTS, LENGTHS, st.sampled_from(Unit), STARTING, RULES)
def test_the_account_agrees_with_the_count(
    start: int, n: int, unit: Unit, start_day: StartDay, rule: RollOver
) -> None:
    account = count(CALENDAR, start, n, unit, start_day, rule)
    assert account.due == last_day(CALENDAR, start, n, unit, start_day, rule)
    assert [s.day for s in account.skipped] == list(range(account.raw_end, account.due))
    assert not any(s.kind.worked for s in account.skipped + account.not_counted)
    if unit is WORKING:
        first = raw_last_day(start, 1, start_day)
        assert len(account.not_counted) + n == account.due - first + 1


# ---- straight pieces -----------------------------------------------------------------------------


def value_of(pieces: tuple[Piece, ...], x: int) -> int | None:
    (piece,) = [p for p in pieces if p.low <= x <= p.high]
    return None if isinstance(piece, Gap) else piece.at(x)


def value_or_none(f: Callable[[int], int], x: int) -> int | None:
    try:
        return f(x)
    except OutsideCoverage:
        return None


def assert_tabulates(f: Callable[[int], int], low: int, high: int) -> None:
    pieces = segments(f, low, high)
    assert [value_of(pieces, x) for x in range(low, high + 1)] == [
        value_or_none(f, x) for x in range(low, high + 1)
    ]
    assert (pieces[0].low, pieces[-1].high) == (low, high)
    assert all(a.high + 1 == b.low for a, b in pairwise(pieces))
    lines = [p for p in pieces if isinstance(p, Segment)]
    assert all(p.slope in (0, 1) for p in lines)
    assert all(p.slope == 0 for p in lines if p.low == p.high)
    assert_maximal(pieces)


def assert_maximal(pieces: tuple[Piece, ...]) -> None:
    for a, b in pairwise(pieces):
        match a, b:
            case Gap(), Gap():
                raise AssertionError(f"{a} and {b} are one gap")
            case Segment(), Segment():
                step = b.value - a.at(a.high)
                goes_on = step <= 1 if a.low == a.high else step == a.slope
                assert not goes_on, f"{a} could go on into {b}"
            case _:
                pass


@given(st.lists(st.integers(0, 3), max_size=60), st.integers(-50, 50))
def test_the_pieces_of_a_table_give_it_back(steps: list[int], low: int) -> None:
    table = list(accumulate(steps, initial=7))
    assert_tabulates(lambda x: table[x - low], low, low + len(steps))


@given(st.lists(st.tuples(st.integers(0, 2), st.booleans()), min_size=1, max_size=60))
def test_unknown_points_become_gaps(points: list[tuple[int, bool]]) -> None:
    table = list(accumulate(step for step, _ in points))

    def f(x: int) -> int:
        if not points[x][1]:
            raise OutsideCoverage(x)
        return table[x]

    assert_tabulates(f, 0, len(points) - 1)


@given(st.integers(FIRST - 120, LAST), LENGTHS, st.sampled_from(Unit), STARTING, RULES)
def test_the_pieces_of_a_period_give_its_last_days(
    low: int, n: int, unit: Unit, start_day: StartDay, rule: RollOver
) -> None:
    assert_tabulates(
        lambda start: last_day(CALENDAR, start, n, unit, start_day, rule), low, low + 100
    )


def test_the_pieces_of_next_working_over_a_week() -> None:
    monday = day_number(date(2024, 3, 4))
    assert segments(CALENDAR.next_working, monday, monday + 7) == (
        Segment(monday, monday + 4, monday, 1),
        Segment(monday + 5, monday + 7, monday + 7, 0),
    )


def test_the_pieces_end_in_a_gap_at_the_end_of_the_calendar() -> None:
    pieces = segments(lambda day: CALENDAR.plus_working(day, 1), LAST - 2, LAST + 5)
    assert pieces == (Segment(LAST - 2, LAST - 1, LAST - 1, 1), Gap(LAST, LAST + 5))


def test_an_empty_range_has_no_pieces() -> None:
    assert segments(CALENDAR.next_working, FIRST, FIRST - 1) == ()


def test_a_falling_function_is_refused() -> None:
    with pytest.raises(ValueError, match="not monotone: 0 at 0, but -1 at 1"):
        segments(lambda x: -x, 0, 3)
